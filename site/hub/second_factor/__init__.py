"""The second factor of staff: codes from an app on their phone (django-otp), and recovery codes for when it is lost."""

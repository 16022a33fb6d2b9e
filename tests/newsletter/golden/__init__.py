"""The golden issue and its mails."""

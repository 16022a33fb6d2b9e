import os

from django.core.wsgi import get_wsgi_application

from hub.settings.places import SETTINGS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)

application = get_wsgi_application()

from hub.caching.purging import purge  # noqa: E402 - it needs the settings
from hub.request import Request  # noqa: E402

application.request_class = Request

# Another release makes other pages.
purge()

"""The tests: as production where it matters, fast where it doesn't."""

import tempfile
from pathlib import Path

from .development import *

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# What a test commits needn't outlive a crash of the server.
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="hub-test-media-"))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# A test's rows are undone and never committed, so nothing would purge the pages made of them.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

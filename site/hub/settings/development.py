"""A machine of one's own: no secret to set, the embedded database, mail that goes nowhere else."""

from .base import *
from .base import INSTALLED_APPS, STORAGES, VAR, env
from .database import from_environment

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY: str = env("SECRET_KEY", default="for-development-only-" + "0" * 40)
SUPPRESSION_KEY: str = env("SUPPRESSION_KEY", default="for-development-only-" + "1" * 40)
DATABASES = {"default": from_environment(env, VAR)}
INSTALLED_APPS = ["demo", *INSTALLED_APPS]

if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

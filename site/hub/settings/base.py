"""What every installation has in common. Everything that differs comes from the environment (DESIGN, section 6)."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from hub.formats.en import formats as dates
from hub.watching import logs

from . import caches, languages, mail, media, places

env = environ.Env()

ROOT = places.ROOT
VAR = Path(env("VAR_DIR", default=places.VAR))

PUBLIC_URL: str = env("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
DEBUG = False

INSTALLED_APPS = [
    "hub",
    "hub.second_factor",
    "hub.manual",
    "newsletter",
    "academy",
    "news",
    "pages",
    "blocks",
    "network",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "procrastinate.contrib.django",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hub.watching.requests.NumberedRequests",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.middleware.ResourcePolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "hub.caching.pages.PageCache",
    "hub.caching.policy.CachePolicy",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hub.admission.Admission",
    "hub.login_limits.LimitPasswords",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hub.middleware.AdminContentSecurityPolicy",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = caches.from_environment(env, VAR)
WAGTAILFRONTENDCACHE = caches.proxy_from_environment(env)

# People

AUTH_USER_MODEL = "network.User"
LOGIN_URL = "wagtailadmin_login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# A long password needs no rules about digits and signs, and none about changing it.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hub.audit.events.RecordedLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "hub.password_reset.PasswordResetForm"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# A new password comes by mail. So nobody changes where to without giving a password: an administrator does.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Whether staff have to log in with a code from their phone as well; if not, they may.
REQUIRE_SECOND_FACTOR: bool = env.bool("REQUIRE_SECOND_FACTOR", default=False)
# A working day at most, and an hour without doing anything.
SESSION_COOKIE_AGE = 60 * 60 * env.int("SESSION_HOURS", default=12)
SESSION_IDLE_AGE = 60 * env.int("SESSION_IDLE_MINUTES", default=60)

# Ten wrong passwords for a name from an address, and that address waits. Nobody can lock out somebody elsewhere.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "hub.login_limits.address"
AXES_LOCKOUT_CALLABLE = "hub.login_limits.locked_out"
AXES_DISABLE_ACCESS_LOG = True

# Languages and time

LANGUAGES = languages.from_environment(env)
LANGUAGE_CODE = LANGUAGES[0][0]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "locale"]
WAGTAIL_I18N_ENABLED = True
# A translation that nobody has looked at must not go live with its source.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
FORMAT_MODULE_PATH = ["hub.formats"]
# A language whose own way of writing dates Django doesn't know has them as English has here.
vars().update({name: value for name, value in vars(dates).items() if name.isupper()})
if all(languages.reads_day_first(code) for code, _name in LANGUAGES):
    # In the forms of the admin; where an editor's language reads no such dates they have the year first.
    WAGTAIL_DATE_FORMAT = languages.DAY_FIRST
    WAGTAIL_DATETIME_FORMAT = f"{languages.DAY_FIRST} %H:%M"
TIME_ZONE = "Europe/Amsterdam"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "build" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": media.from_environment(env),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail

WAGTAIL_SITE_NAME = "Health Hub"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILIMAGES_IMAGE_MODEL = "network.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "network.picture_form.PictureForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000 - 1
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {"default": {"BACKEND": "pages.search.backend"}}
WAGTAILDOCS_DOCUMENT_FORM_BASE = "network.document_form.DocumentForm"
WAGTAILDOCS_CONTENT_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webm": "video/webm",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WAGTAILDOCS_EXTENSIONS = list(WAGTAILDOCS_CONTENT_TYPES)
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf", "video/mp4", "video/webm"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Only a film may be as large as this, other files as large as that.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
MOST_IN_A_DOCUMENT = 10 * 1024 * 1024

# Mail

# An empty EMAIL_URL is the demo's mailbox.
EMAIL_URL: str = env("EMAIL_URL", default="") or "smtp://127.0.0.1:8002"
vars().update(mail.from_environment(env, EMAIL_URL))
_bounces = mail.bounces_from_environment(env("BOUNCES_URL", default=""))
BOUNCE_ADDRESS: str = _bounces[0]
INBOUND_PROVIDER: str = _bounces[1]
# Who mail comes from where the network has set no sender of its own.
DEFAULT_FROM_EMAIL: str = env("DEFAULT_FROM_EMAIL", default="newsletter@healthhub.example")
# Outside production mail leaves this machine only for those named here.
MAIL_TO_ANYONE = False
MAIL_ALLOWED_RECIPIENTS: list[str] = env.list("MAIL_ALLOWED_RECIPIENTS", default=[])

# Whether the worker asks other sites if the pages are there that an issue links to.
CHECK_FOREIGN_LINKS: bool = env.bool("CHECK_FOREIGN_LINKS", default=False)

# What `check_mail_domain` looks at: the DKIM selectors that mail is signed with, and the hosts that it leaves from.
DKIM_SELECTORS: list[str] = env.list("DKIM_SELECTORS", default=[])
MAIL_SENDING_HOSTS: list[str] = env.list("MAIL_SENDING_HOSTS", default=[])

# How long personal data of subscribers is kept; the rest is the network's to choose (NewsletterSettings). The privacy
# page reads it from both.
DAYS_TO_CONFIRM = 7
# The addresses of a list that was tried and not imported.
DAYS_TO_KEEP_LISTS = 1
# What Wagtail's log says of log-ins.
DAYS_TO_KEEP_LOG = 365
# How an issue goes out. A worker has this many connections to the mail server, and at most this many messages that are
# handed over while it isn't on record what became of them.
SEND_CONCURRENCY: int = env.int("SEND_CONCURRENCY", default=10)
SEND_WINDOW: int = env.int("SEND_WINDOW", default=100)
# Messages a second from the whole installation, and to one domain; 0 is as fast as it goes.
SEND_RATE: float = env.float("SEND_RATE", default=0)
SEND_RATE_PER_DOMAIN: float = env.float("SEND_RATE_PER_DOMAIN", default=0)
# Whose mail came back for now from this many issues in a row gets no more.
SOFT_BOUNCES: int = env.int("SOFT_BOUNCES", default=3)

# Safety: public pages need nothing but themselves. The admin has a policy of its own (hub.middleware).

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [NONE],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "clipboard-read",
        "compute-pressure",
        "display-capture",
        "encrypted-media",
        "gamepad",
        "geolocation",
        "gyroscope",
        "hid",
        "identity-credentials-get",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "otp-credentials",
        "payment",
        "screen-wake-lock",
        "serial",
        "storage-access",
        "usb",
        "window-management",
        "xr-spatial-tracking",
    )
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# The admin's scripts find the token in the page.
CSRF_COOKIE_HTTPONLY = True
# What the admin has to say waits in the session, and not in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Watching

# `line` for people, `json` for programs that collect logs.
LOGGING = logs.settings_for(env("LOG_FORMAT", default="line"), env("LOG_LEVEL", default="INFO"))
# Who has this may see /metrics, and why the site isn't ready; without it, only programs on this machine.
METRICS_TOKEN: str = env("METRICS_TOKEN", default="")
SENTRY_DSN: str = env("SENTRY_DSN", default="")

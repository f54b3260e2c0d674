"""Every setting of the product, read from the environment once and strictly."""

from datetime import date
from pathlib import Path
from typing import Any

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from asbcases.settings.api import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from asbcases.settings.schedule import CELERY_BEAT_SCHEDULE  # noqa: F401
from asbcases.settings.signing_in import *
from asbcases.settings.stated import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# --- The service -----------------------------------------------------------------------------
SERVICE_NAME = env.str("SERVICE_NAME", "ASB Cases")
# What an authenticator app calls it.
MFA_TOTP_ISSUER = SERVICE_NAME
FORCE_NAME = env.str("FORCE_NAME", "Essex Police")
# Whom a partner may ask when nothing is shared with them.
SHARING_CONTACT = env.str("SHARING_CONTACT", f"the ASB team of {FORCE_NAME}")
SHARING_CONTACT_ADDRESS = env.str("SHARING_CONTACT_ADDRESS", "")
# Of the accessibility statement: whom to tell what cannot be used, and when it was prepared and last looked over.
ACCESSIBILITY_CONTACT = env.str("ACCESSIBILITY_CONTACT", f"101, and ask for the ASB team of {FORCE_NAME}")
ACCESSIBILITY_PREPARED = date.fromisoformat(env.str("ACCESSIBILITY_PREPARED", "2026-11-27"))
ACCESSIBILITY_REVIEWED = date.fromisoformat(env.str("ACCESSIBILITY_REVIEWED", "2026-11-27"))
# So many rows an agency may send in one file: they are taken in within one request (docs/benchmarks.md).
AGENCY_FILE_ROWS = env.int("AGENCY_FILE_ROWS", 200)
MARKING = "OFFICIAL-SENSITIVE"
DEMO = False
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
ROOT_URLCONF = "asbcases.urls"
WSGI_APPLICATION = "asbcases.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

# asbcases.accounts stands first: its `migrate` and `flush` work as the owner of the tables.
INSTALLED_APPS = [
    "asbcases.accounts",
    "asbcases.policies",
    "asbcases.cases",
    "asbcases.audit",
    "asbcases.notify",
    "asbcases.deadlines",
    "asbcases.casework",
    "asbcases.sara",
    "asbcases.remedies",
    "asbcases.enforcement",
    "asbcases.administration",
    "risk",
    "partners",
    "triggers",
    "asbcases.web",
    "asbcases.county",
    "asbcases.local",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "asbcases.web.middleware.PlainApi",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "asbcases.web.metrics.Counting",
    "asbcases.web.middleware.RequestIdentifier",
    "asbcases.web.uploads.SizeLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "asbcases.web.api.tokens.Bearer",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "asbcases.web.session_limits.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "asbcases.web.middleware.Identity",
    "asbcases.web.second_factor.SecondFactorFirst",
    "asbcases.web.middleware.RefusedAnswer",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "asbcases.web.context.service",
            ],
        },
    },
]
FORM_RENDERER = "asbcases.web.forms.GovukRenderer"


# --- Database: the runtime role, and (where it may migrate) the owner -------------------------
def database(settings: dict[str, Any]) -> dict[str, Any]:
    """Return one database entry of the product's own backend with what every connection needs."""
    stated = settings.get("OPTIONS", {})
    # Without a value here pgtrigger probes an unset setting once a row, in a failed sub-transaction. Policies make a
    # short statement look dear to PostgreSQL, which then takes longer to compile it than to run it: no jit.
    needed = f"{stated.get('options', '')} -c pgtrigger.ignore={{}} -c lock_timeout=5s -c jit=off".strip()
    return {
        **settings,
        "ENGINE": "asbcases.db",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, **stated, "options": needed},
    }


# --- Headers ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        # Sign-in through a provider posts to us and is sent on to the provider: its origin is named here.
        "form-action": [SELF, *env.list("SIGN_IN_PROVIDER_ORIGINS", default=[])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"
DATE_FORMAT = "j F Y"

# --- Static files and uploads -----------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Where the bytes of uploads are: a folder (MEDIA_ROOT), or whatever storage of Django's is named here.
STORAGES: dict[str, dict[str, Any]] = {
    "default": env.json("MEDIA_STORAGE", default={"BACKEND": "django.core.files.storage.FileSystemStorage"}),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
# ClamAV, as /folder/clamd.sock or tcp://host:3310; without it files are kept as not scanned.
CLAMAV_SOCKET = env.str("CLAMAV_SOCKET", "")

# --- The public form --------------------------------------------------------------------------
# Where "Exit this page" leads; and how many seconds nobody is fast enough to answer the questions in.
EXIT_URL = env.str("EXIT_URL", "https://www.bbc.co.uk/weather")
PUBLIC_LEAST_SECONDS = 5

# --- Background work --------------------------------------------------------------------------
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_IMPORTS = ("asbcases.deadlines.replanning_tasks", "partners.chasing_tasks")
# A file that a killed beat left half written must not keep it from starting.
CELERY_BEAT_SCHEDULER = "asbcases.beat:Scheduler"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 3,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = "UTC"
# Celery would log in its own way, with the words of every exception.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- Telling ----------------------------------------------------------------------------------
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 10)
SITE_URL = env.str("SITE_URL", "")
EMAIL_SENDER = env.str("EMAIL_SENDER", "asb-cases@localhost")
DEFAULT_FROM_EMAIL = EMAIL_SENDER
# To callers whom it would endanger to hear from the police: neither name nor domain may say who wrote.
PUBLIC_SENDER = env.str("PUBLIC_SENDER", "Updates <updates@localhost>")

# --- Row history: the old row on update and delete, by trigger, never changed afterwards -------
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)

# --- Being watched: whoever has the token is told the metrics (docs/monitoring.md) ---------------
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
if METRICS_TOKEN and len(METRICS_TOKEN) < 32:
    raise ImproperlyConfigured(
        "METRICS_TOKEN is shorter than 32 characters: set a longer random one, or none."
    )

# --- Logs: events with keys, never names or addresses ------------------------------------------
LOG_FORMAT = "[%(asctime)s] [%(process)d] [%(levelname)s] %(message)s"
LOGGING_CONFIG = "asbcases.web.logs.set_up"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kind and place": {"()": "asbcases.web.logs.KindAndPlace", "fmt": LOG_FORMAT}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kind and place"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        **{name: {"level": "INFO"} for name in ("asbcases", "partners", "risk", "triggers")},
        # Django would send whole requests by mail, and gunicorn write the words of exceptions.
        "django": {"handlers": [], "level": "INFO"},
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

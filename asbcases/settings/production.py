"""Settings of a deployment: nothing secret has a default, everything is refused that is not stated."""

from django.core.exceptions import ImproperlyConfigured

from asbcases.settings.base import *
from asbcases.settings.database import from_urls
from asbcases.settings.stated import env

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters: set a longer random one.")
# What an earlier key signed is still believed while it stands here, so that a new one signs nobody out.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
if any(len(key) < 50 for key in SECRET_KEY_FALLBACKS):
    raise ImproperlyConfigured(
        "SECRET_KEY_FALLBACKS holds a key shorter than 50 characters: state whole keys."
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is empty: name the hosts that people type, separated by commas."
    )
DATABASES = {"default": database(from_urls(env.str("DATABASE_URL"), env.str("DATABASE_OWNER_URL", "")))}
CELERY_BROKER_URL = env.str("REDIS_URL")
vars().update(env.email_url("EMAIL_URL"))

MEDIA_ROOT = env.str("MEDIA_ROOT", str(BASE_DIR / "media"))
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
# Browsers take a cookie of such a name only by TLS, for all paths, from this very host.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
MESSAGE_STORAGE = "asbcases.web.flashes.HostStorage"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of ours stand before the application: rate limits count the client behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# One line of JSON for each event: whoever collects them need not guess where one ends.
LOGGING["formatters"]["kind and place"] = {"()": "asbcases.web.logs.OneLine"}

"""Settings of a deployment: nothing secret has a default, everything is refused that is not stated."""

from django.core.exceptions import ImproperlyConfigured

from asbcases.settings.base import *
from asbcases.settings.database import from_urls

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters: set a longer random one.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is empty: name the hosts that people type, separated by commas."
    )
DATABASES = {"default": database(from_urls(env.str("DATABASE_URL"), env.str("DATABASE_OWNER_URL", "")))}
CELERY_BROKER_URL = env.str("REDIS_URL")
vars().update(env.email_url("EMAIL_URL"))

MEDIA_ROOT = env.str("MEDIA_ROOT", str(BASE_DIR / "media"))
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
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

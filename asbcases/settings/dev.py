"""Settings of `make run`: the embedded services unless the environment names others."""

from asbcases.local.places import database_settings, redis_url, secret_key, var_folder
from asbcases.settings.base import *
from asbcases.settings.database import from_urls
from asbcases.settings.stated import env

VAR = var_folder()
SECRET_KEY = env.str("SECRET_KEY", "") or secret_key(VAR)
ALLOWED_HOSTS = ["*"]
MEDIA_ROOT = env.str("MEDIA_ROOT", "") or VAR / "media"
DEMO = True
DEMO_PASSWORD = "quiet-streets-essex"  # noqa: S105
# What the authenticator apps of the demonstration's partners are told; published, as the password is.
DEMO_SECRET = "ASBQUIETSTREETSESSEX234567ABCDEF"  # noqa: S105
url, owner_url = env.str("DATABASE_URL", ""), env.str("DATABASE_OWNER_URL", "")
DATABASES = {"default": database(from_urls(url, owner_url) if url else database_settings(VAR))}
CELERY_BROKER_URL = env.str("REDIS_URL", "") or redis_url(VAR)
WHITENOISE_USE_FINDERS = True
# Messages are printed among the lines of the worker, unless the environment names a mail server.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if env.str("EMAIL_URL", ""):
    vars().update(env.email_url("EMAIL_URL"))

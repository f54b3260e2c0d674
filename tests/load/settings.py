"""Settings of the load test: those of `make run`, behind a proxy as a deployment has one, with letters kept as files."""

from asbcases.settings.dev import *
from asbcases.settings.dev import BASE_DIR, VAR, env
from asbcases.settings.schedule import CELERY_BEAT_SCHEDULE as MINUTELY

DEMO = False
# Everybody comes from an address of their own, as the proxy tells it: signing in is limited by address.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
# A folder that is there: the collected files, which are not, would only cause a warning.
STATIC_ROOT = BASE_DIR / "static"
# Beat ticks each minute; in a small run, which lasts seconds, oftener.
TICK = env.float("LOAD_TICK", 60.0)
CELERY_BEAT_SCHEDULE = {
    name: {**entry, "schedule": TICK} if entry["schedule"] == 60 else entry
    for name, entry in MINUTELY.items()
}

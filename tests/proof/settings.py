"""Settings of the proofs: those of the tests, with a clock that ticks each second and letters kept as files."""

from asbcases.settings.schedule import CELERY_BEAT_SCHEDULE as MINUTELY
from asbcases.settings.test import *

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
TICK = 1.0
CELERY_BEAT_SCHEDULE = {name: {**entry, "schedule": TICK} for name, entry in MINUTELY.items()}

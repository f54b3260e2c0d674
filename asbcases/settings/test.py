"""Settings of the tests: the same as `make run`, on an instance of their own, with cheap passwords."""

import os

from asbcases.local.places import REPOSITORY

# Before the settings of `make run` are read, and handed on to every process that a test starts.
os.environ.setdefault("ASBCASES_VAR", str(REPOSITORY / "var" / "test"))

from asbcases.settings.dev import *

DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests go forward by hours; those of the limit itself state it.
SESSION_IDLE = SESSION_COOKIE_AGE

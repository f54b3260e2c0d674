"""The settings of a deployment for a server that a test starts from the checkout: its files are not collected."""

from asbcases.settings.production import *

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
# As in the tests, so that the people whom they make can sign in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ROOT_URLCONF = "tests.deployment.faulty"

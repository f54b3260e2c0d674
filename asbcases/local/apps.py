"""The Django app that brings the command `up`; it has no models."""

from django.apps import AppConfig


class LocalConfig(AppConfig):
    """Make `manage.py up` known to Django."""

    name = "asbcases.local"
    label = "local"

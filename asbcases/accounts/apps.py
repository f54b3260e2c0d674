"""The accounts application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Stands first in INSTALLED_APPS, so that its `migrate` and `flush` work as the owner."""

    name = "asbcases.accounts"
    label = "accounts"

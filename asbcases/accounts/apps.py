"""The accounts application."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from asbcases.db.checks import row_security_binds


class AccountsConfig(AppConfig):
    """Stands first in INSTALLED_APPS, so that its `migrate` and `flush` work as the owner."""

    name = "asbcases.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Have `check --database` and `migrate` ask whether row security binds the runtime role."""
        register(row_security_binds, Tags.database)

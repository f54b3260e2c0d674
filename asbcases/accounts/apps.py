"""The accounts application."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core.checks import Tags, register

from asbcases.db.checks import row_security_binds


class AccountsConfig(AppConfig):
    """Stands first in INSTALLED_APPS, so that its `migrate` and `flush` work as the owner."""

    name = "asbcases.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Have `check --database` and `migrate` ask whether row security binds, and sign-in look at the second factor."""
        from asbcases.accounts.second_factor import note_at_sign_in

        user_logged_in.connect(note_at_sign_in, dispatch_uid="second factor")
        register(row_security_binds, Tags.database)

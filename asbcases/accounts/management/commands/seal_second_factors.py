"""`seal_second_factors`: after a new SECRET_KEY, before the old one leaves SECRET_KEY_FALLBACKS."""

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from asbcases.accounts.sealing import seal_again


class Command(BaseCommand):
    """Seals all secrets of second factors with the SECRET_KEY of today, or none."""

    help = "Seal the secrets of second factors with the SECRET_KEY of today."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal them, and say how many they are."""
        try:
            with transaction.atomic():
                done = seal_again(Authenticator.objects.select_for_update())
        except InvalidToken:
            raise CommandError(
                "A secret was sealed with a key that is not here, and nothing was changed: "
                "add the earlier SECRET_KEY to SECRET_KEY_FALLBACKS."
            ) from None
        self.stdout.write(f"{done} second factors are sealed with the SECRET_KEY of today.")

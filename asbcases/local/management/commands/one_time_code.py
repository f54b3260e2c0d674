"""`manage.py one_time_code NAME`: the code that the app of a demonstration's partner shows now."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.second_factor import code_of
from asbcases.db.actor import acting
from asbcases.local import prepare


class Command(BaseCommand):
    """Prints a code, of the demonstration on this machine only."""

    help = "Print the code with which an account of the demonstration signs in now."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name to sign in with."""
        parser.add_argument("username", help="the name to sign in with, such as partner")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Print it, unless this is an installation with people of its own."""
        if not (settings.DEMO and prepare.embedded()):
            raise CommandError(
                "This is for the demonstration only: here a code comes from its person's own app."
            )
        with acting("system:county"), transaction.atomic():
            user = User.objects.filter(username=username.lower()).first()
            code = code_of(user, timezone.now()) if user else ""
        if not code:
            raise CommandError(f"{username} signs in without a code, or is nobody here.")
        self.stdout.write(code)

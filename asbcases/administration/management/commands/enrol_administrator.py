"""Makes the first account of an installation, which makes all others on its pages."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import Agency, User
from asbcases.administration.links import sign_in_path
from asbcases.administration.transitions import Particulars, enrol_user, renew_sign_in, save_agency
from asbcases.commands import ProductCommand, UsageError


class Command(ProductCommand):
    """Gives an administrator an account, or a new link to one who is locked out."""

    help = "Make an administrator, or give one a new sign-in link; prints the link, which works once."
    acts_as = "setup"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add who it is."""
        super().add_arguments(parser)
        parser.add_argument("username", help="the name to sign in with")
        parser.add_argument("--name", default="", help="first and last name; needed for a new account")

    def run(self, **options: Any) -> dict[str, Any]:
        """Make the account where there is none, and return the path of the page for the password."""
        with transaction.atomic():
            user = User.objects.filter(username=options["username"].lower()).first()
            user = _administrator(user) if user else _enrol(options["username"], options["name"])
            user = renew_sign_in(user, by=None, now=timezone.now())
        return {"username": user.username, "link": settings.SITE_URL.rstrip("/") + sign_in_path(user)}

    def words(self, result: dict[str, Any]) -> str:
        """Return what to do with the link."""
        return f"Within three days, choose the password of {result['username']} at {result['link']}"


def _administrator(user: User) -> User:
    if user.role != Role.ADMINISTRATOR:
        raise UsageError(f"{user.username} is no administrator: an administrator makes that link on a page.")
    return user


def _enrol(username: str, name: str) -> User:
    if not name:
        raise UsageError('A new account needs a name: add --name "First Last".')
    now = timezone.now()
    force = Agency.objects.filter(name=settings.FORCE_NAME).first() or save_agency(
        None, name=settings.FORCE_NAME, kind=AgencyKind.POLICE, council=None, by=None, now=now
    )
    particulars = Particulars(
        name=name,
        email="",
        collar_number="",
        role=Role.ADMINISTRATOR,
        rank=Rank.NONE,
        agency=force,
        team=None,
        district=None,
    )
    return enrol_user(username=username, particulars=particulars, by=None, now=now)

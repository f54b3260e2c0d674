"""`probe_wall`: whether anything of what is not shared comes through to somebody who is no police, by any route."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import connection

from asbcases.accounts.models import User
from asbcases.commands import ProductCommand, UsageError
from partners.access import AGENCY
from partners.wall.asking import Asker, nothing_kept
from partners.wall.counting import counted
from partners.wall.described import names_in_the_description
from partners.wall.ground import OF_ACCOUNTS, Ground, ground_of
from partners.wall.probing import Prober
from partners.wall.switches import first_lock_off

MOST = 5_000
# One of so many questions is asked again with hidden rows beside it.
COUNTED = 6


class Command(ProductCommand):
    """Asks every route as somebody, and tells which of them shows what is hidden, or that it is there; exit code 1 then."""

    help = "Ask every route as a partner for what is not shared with them, and list what comes through. It keeps nothing."
    acts_as = "wall"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add who asks, which lock is tried alone, and how often is asked."""
        super().add_arguments(parser)
        parser.add_argument(
            "--as", dest="reader", required=True, metavar="USER", help="a partner's user name"
        )
        parser.add_argument(
            "--only", choices=("database", "application"), help="try this lock with the other one off"
        )
        parser.add_argument(
            "--most",
            type=int,
            default=MOST,
            metavar="N",
            help=f"end after so many probes, once each route was opened ({MOST})",
        )

    def run(self, **options: Any) -> dict[str, Any]:
        """Find out what is secret, ask, and say what leaked."""
        user = _reader(options["reader"])
        ground = secrets_of(user, options["only"])
        with locks(options["only"]):
            prober = walked(user, ground, most=options["most"])
            # Row security binds unless the application is tried alone.
            secured = options["only"] != "application"
            kinds = counted(user, prober, most=options["most"] // COUNTED, secured=secured)
        walk = prober.walk
        # Nothing else of the walk is kept: whoever keeps what commands say knows that it ran.
        self.stderr.write(
            f"The wall was probed as {user.username}: {walk.probes} probes, {len(walk.leaks)} leaks."
        )
        return {
            "probes": walk.probes,
            "leaks": walk.leaks,
            "seconds": self.seconds(),
            "kinds": len(kinds),
            "shown": sorted(walk.shown),
            "broken": sorted(
                route for route, said in walk.answered.items() if max(said) >= 500 and route not in MAY_FAIL
            ),
        }

    def found(self, result: dict[str, Any]) -> bool:
        """Return whether anything leaked."""
        return bool(result["leaks"])


# Says that it is not well where nothing ever swept.
MAY_FAIL = ("health", "health_ready")


def secrets_of(user: User, only: str | None) -> Ground:
    """Return what is secret for somebody where these locks hold: accounts have the first lock alone, for their names are open."""
    with connection.as_owner():  # type: ignore[attr-defined]
        ground = ground_of(user)
    if only == "database":
        ground.hidden.pop(OF_ACCOUNTS, None)
    return ground


def walked(user: User, ground: Ground, *, most: int) -> Prober:
    """Return who asked every route as somebody, with what came of it; nothing that it wrote is kept."""
    with nothing_kept():
        prober = Prober(Asker(user), ground, names=names_in_the_description(), most=most)
        prober.run()
    return prober


@contextmanager
def locks(only: str | None) -> Iterator[None]:
    """Have one lock alone hold in this process, or both."""
    off = {"database": first_lock_off, "application": connection.as_owner}  # type: ignore[attr-defined]
    with off[only]() if only else nullcontext():
        yield


def _reader(username: str) -> User:
    user = User.objects.select_related("agency__council").filter(username=username).first()
    if user is None or not user.is_active:
        raise UsageError(f"There is no account {username} that may sign in: name one that does.")
    if user.role not in AGENCY:
        raise UsageError(
            f"{username} works for the police: name an officer of another agency, who is behind the wall."
        )
    return user

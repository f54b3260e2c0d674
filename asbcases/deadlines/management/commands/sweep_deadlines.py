"""`sweep_deadlines`: the sweep by hand, at the database's time or at another."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.commands import ProductCommand, UsageError
from asbcases.deadlines.sweep import SweepResult, sweep
from asbcases.local.prepare import embedded
from asbcases.notify.queries import now_by_database

_NO_INSTANT = "{!r} is no instant: write it as 2026-11-23T09:00:00+00:00, with the offset"


class Command(ProductCommand):
    """Takes every step whose time has come, and says what was done; exit code 1 when a deadline was passed over."""

    help = "Notice what has fallen due, stamp each step once and queue its message."
    acts_as = "sweep"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take another instant than now, and whether to undo everything afterwards."""
        super().add_arguments(parser)
        parser.add_argument(
            "--now",
            type=_instant,
            help="sweep as at this instant, ISO 8601 with its offset; in the future only on the embedded database",
        )
        parser.add_argument("--rehearse", action="store_true", help="say what would be done, and undo it")

    def run(self, **options: Any) -> dict[str, Any]:
        """Sweep, and undo it after a rehearsal."""
        real = now_by_database()
        now = options["now"] or real
        if now > real and not (embedded() or options["rehearse"]):
            raise UsageError(
                f"{now.isoformat()} is in the future: what is told cannot be untold. "
                "Add --rehearse to see what would be done."
            )
        result = _rehearsed(now) if options["rehearse"] else sweep(now)
        return {**result.as_json(), "rehearsed": options["rehearse"]}

    def found(self, result: dict[str, Any]) -> bool:
        """Return whether a deadline was passed over."""
        return bool(result["failed"])


def _rehearsed(now: datetime) -> SweepResult:
    with transaction.atomic():
        result = sweep(now)
        transaction.set_rollback(True)
    return result


def _instant(text: str) -> datetime:
    """Return the instant that was typed; one without an offset is refused, for it could be two."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_NO_INSTANT.format(text)) from error
    if at.tzinfo is None:
        raise ArgumentTypeError(_NO_INSTANT.format(text))
    return at

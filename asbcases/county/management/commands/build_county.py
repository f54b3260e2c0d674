"""Builds a county to try the system on, or to measure it with."""

import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils import timezone

from asbcases.commands import ProductCommand, UsageError
from asbcases.county.build import build

SIZE = re.compile(r"demo|bench:[1-9]\d{0,6}")


class Command(ProductCommand):
    """Makes a county once for each size and seed; a second run says that it stands."""

    help = "Build a county: demo (120 cases, ten stories and an account for each role; docs/demo.md) or bench:N (N cases)."
    acts_as = "county"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what makes a county the same again."""
        super().add_arguments(parser)
        parser.add_argument("--size", required=True, help="demo, or bench:N for N cases")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same county")
        parser.add_argument("--anchor", help="the day that the county takes for today, as 2026-11-23")

    def run(self, **options: Any) -> dict[str, Any]:
        """Build it and say what was made."""
        with self.progress(total=None, unit="scene") as bar:
            made, already = build(
                _size(options["size"]),
                seed=options["seed"],
                anchor=_day(options["anchor"]),
                now=timezone.now(),
                today=timezone.localdate(),
                progress=bar.update,
            )
        return {
            "size": made.size,
            "seed": made.seed,
            "anchor": made.anchor.isoformat(),
            "created": {} if already else made.created,
            "already": already,
            "seconds": self.seconds(),
        }


def _size(text: str) -> str:
    if not SIZE.fullmatch(text):
        raise UsageError(f"--size is demo or bench:N with N from 1 to 9,999,999, not {text!r}.")
    return text


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--anchor is a day such as 2026-11-23, not {text!r}.") from error
    if day and day > timezone.localdate():
        # The sweeps of its stories would take every step of every other case up to that day.
        raise UsageError(f"--anchor {day} is still to come: give today or an earlier day.")
    return day

"""`case_reviews`: the four figures that an area publishes for a period (ACR-16), from what is on record."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.utils import timezone

from asbcases.commands import ProductCommand, UsageError
from triggers.queries.figures import Wanted, figures_of
from triggers.rules.figures import Period

# Days that no record bears are slips of the keyboard.
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


class Command(ProductCommand):
    """Counts applications, refusals by the threshold, reviews, and those that led to recommendations."""

    help = "Count the case reviews of an area in a period, both days included; null is told where there are no data."
    acts_as = "figures"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the area and the period."""
        super().add_arguments(parser)
        parser.add_argument("--area", required=True, help="code of the area, for example E07000071")
        parser.add_argument("--from", required=True, type=_day, dest="first", help="first day of the period")
        parser.add_argument("--to", required=True, type=_day, dest="last", help="last day of the period")

    def run(self, **options: Any) -> dict[str, Any]:
        """Return the figures of the area, as they are on record now."""
        area, period = options["area"].strip(), Period(options["first"], options["last"])
        if not area:
            raise UsageError("Give the code of an area, for example E07000071.")
        if period.last < period.first:
            raise UsageError("The period would end before it begins: give --from before --to.")
        wanted = Wanted(area, period, timezone.now())
        numbers = {figure.value: number for figure, number in figures_of(wanted).numbers.items()}
        return {"area": area, "from": period.first, "to": period.last, **numbers, "as_at": wanted.as_at}

    def words(self, result: dict[str, Any]) -> str:
        """Return the result for a person: where nothing is known, it says so."""
        return super().words({name: "no data" if told is None else told for name, told in result.items()})


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day: write it like 2026-04-01") from error
    if not EARLIEST <= day <= LATEST:
        raise ArgumentTypeError(f"{text} is a day of which nothing can be on record")
    return day

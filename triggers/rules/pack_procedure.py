"""What a pack says of the procedure in force: its threshold, its clocks, and who hears an appeal. Pure."""

from collections.abc import Iterator

from asbcases.law.windows import months_words
from asbcases.law.words import day_words
from triggers.rules.pack_file import Stated
from triggers.rules.procedures import TO_BE_CONFIRMED
from triggers.rules.shapes import Procedure, Step


def stated_of(procedure: Procedure | None) -> Iterator[Stated]:
    """Yield what a version states, in the order in which a review goes; nothing where the area has none."""
    if procedure is None:
        return
    named = f"{procedure.name or procedure.area} {procedure.version}".strip()
    yield Stated("Version", f"{named}, in force from {day_words(procedure.in_force_from)}")
    yield Stated("Complaints that are enough", str(procedure.min_complaints or TO_BE_CONFIRMED))
    yield Stated("From the behaviour to the complaint", _months(procedure.complaint_window_months))
    yield Stated("From the complaint to the application", _months(procedure.application_window_months))
    if hate := procedure.hate:
        yield Stated("Reports of hate", f"{hate.number} within {months_words(hate.months)}")
    if several := procedure.several:
        words = f"{several.number} by {several.people} people within {months_words(several.months)}"
        yield Stated("Reports by several people about one place", words)
    for clock in filter(None, map(procedure.clock, Step)):
        yield Stated(f"{clock.step.says[0].upper()}{clock.step.says[1:]}", clock.says)
    if missing := [step.says for step in Step if procedure.clock(step) is None]:
        yield Stated("No day is stated for", "\n".join(missing))
    yield Stated("Who hears an appeal", procedure.appeal_body or TO_BE_CONFIRMED)


def _months(number: int | None) -> str:
    return months_words(number) if number else TO_BE_CONFIRMED

"""What an applicant is told of what happens next, and by when: by the procedure of the area, never by a number of ours."""

from datetime import datetime
from typing import NamedTuple

from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from triggers.queries.procedures import version_on
from triggers.rules.clocks import Due
from triggers.rules.reading import read
from triggers.rules.shapes import Procedure, Step
from triggers.transitions import clocks

# What comes once the threshold is decided, as the area states it.
LATER = {
    Step.PANEL: "If the threshold is met, the bodies that could help meet about it",
    Step.OUTCOME: "You are told what comes of it",
}


class Next(NamedTuple):
    """What happens next: each step in a sentence; and how the area explains its threshold (ACG-6), where it does."""

    steps: list[str]
    threshold: str
    contact: str


def next_of(area: str, at: datetime, *, waits: bool) -> Next:
    """Return what happens next with an application that was sent to an area at an instant."""
    version = version_on(area, london_day(at))
    procedure = read(version.content) if version else None
    found = clocks.of_receipt(procedure, at, clocks.is_holiday())
    first = _asked_first(at) if waits else _first(found)
    steps = [*first, *_later(procedure)]
    if procedure is None:
        return Next(steps, "", "")
    return Next(steps, procedure.letters.get("thresholds", ""), procedure.contact)


def _asked_first(at: datetime) -> list[str]:
    by = clocks.of_receipt(None, at, clocks.is_holiday()).ack.by
    return [
        f"We ask the person for whom you applied whether they agree, within one working day, by {day_words(by)}."
        " What is missing is their agreement: nobody else is told of it before.",
        "Once they agree, it is an application, and the dates of the area begin on that day.",
    ]


def _first(found: clocks.OfReceipt) -> list[str]:
    ack = _by(found.ack, "We write or speak to you, in the way that is safe, to say that we have it")
    threshold = _by(found.threshold, "You are told whether the threshold of the area is met")
    return [ack, "The council, the police and the other bodies are asked what they know.", threshold]


def _by(due: Due, words: str) -> str:
    if due.last_day:
        return f"{words}: by {day_words(due.last_day)}."
    return (
        f"{words}. The area states no date for this: its co-ordinator agrees a date with you within one working day, "
        f"by {day_words(due.by)}."
    )


def _later(procedure: Procedure | None) -> list[str]:
    stated = {step: procedure.clock(step) if procedure else None for step in LATER}
    return [f"{words}: {clock.says}." for step, words in LATER.items() if (clock := stated[step])]

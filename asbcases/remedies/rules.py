"""What a community remedy and restorative justice need, from facts alone (2014 Act ss.101 to 103; law reference 8)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from asbcases.law.periods import london_midnight_after, months_after
from asbcases.remedies.choices import Heard, RemedyOutcome, RestorativeOutcome, Side, SideAnswer, Step, Use

# Which rule of law says that the victim is asked, by what the action is considered for.
VIEWS_RULE: Mapping[Use, str] = MappingProxyType(
    {Use.REMEDY: "CRM-4", Use.CAUTION: "CRM-7", Use.YOUTH_CAUTION: "CRM-7"}
)
MEETING = (RestorativeOutcome.AGREED, RestorativeOutcome.MET, RestorativeOutcome.PASSED_ON)


class Noted(NamedTuple):
    """A note about a victim: of which one, where one is known, what it says, and the action that they chose."""

    victim: int | None
    heard: Heard
    choice: int | None = None


class Progress(NamedTuple):
    """How far restorative justice got: who accepts, and which steps are taken."""

    accepted: Collection[Side]
    taken: Collection[Step]


def facts_of_views(victims: Collection[int], noted: Iterable[Noted]) -> dict[str, bool]:
    """Return the facts of CRM-4 and CRM-7: nothing counts while a victim of the case was left out (s.102(3))."""
    notes = list(noted)
    everybody = set(victims) <= {note.victim for note in notes}
    said = {note.heard for note in notes}
    return {"views": everybody and Heard.VIEWS in said, "efforts_logged": everybody and Heard.EFFORT in said}


def departs_from(noted: Iterable[Noted], action: int | None) -> bool:
    """Return whether a decision is not what every victim who chose has chosen, so that the reason is owed (CRM-5, s.102(4)-(5))."""
    chosen = {note.choice for note in noted if note.choice is not None}
    return bool(chosen) and chosen != {action}


def needs_what_then(outcome: RemedyOutcome) -> bool:
    """Return whether it must be said what happens next, because the action was not carried out whole."""
    return outcome != RemedyOutcome.DONE


def accepted_by(answers: Mapping[Side, str]) -> set[Side]:
    """Return who accepts."""
    return {side for side, answer in answers.items() if answer == SideAnswer.ACCEPTED}


def objection_to_step(step: Step, done: Progress) -> str:
    """Return why a step cannot be taken, or nothing: free to both, prepared, safe, and only then met (CRM-9)."""
    if set(done.accepted) != set(Side):
        return "It is free to both: nothing is prepared before both have accepted, or after one of them withdrew."
    if step in done.taken or Step.MET in done.taken:
        return "That is noted already: load the page again."
    if step == Step.PREPARED:
        return ""
    if Step.PREPARED not in done.taken:
        return "Prepare both first: note what was said to each."
    if step == Step.MET and Step.SAFE not in done.taken:
        return "Nobody meets before somebody has looked at whether it is safe, and found that it is."
    return ""


def objection_to_ending(outcome: RestorativeOutcome, *, declined: bool, taken: Collection[Step]) -> str:
    """Return why it did not end like this, or nothing."""
    if outcome in MEETING and Step.MET not in taken:
        return "That they met is not noted yet: note it first, or choose another end."
    if outcome not in MEETING and Step.MET in taken:
        return "They met: choose an end that says so."
    if outcome == RestorativeOutcome.DECLINED and not declined:
        return "Nobody has declined: note the answer first, or choose another end."
    if outcome == RestorativeOutcome.UNSAFE and Step.UNSAFE not in taken:
        return "It was not found unsafe: note that first, or choose another end."
    return ""


def looks_after(day: date, months: Iterable[int]) -> list[tuple[int, date]]:
    """Return the last day of each look at what came after, with its months, the shortest first."""
    return [(number, months_after(day, number)) for number in sorted(months)]


def day_begins(day: date) -> datetime:
    """Return the first instant of a London day, from which the looks at what came after are counted."""
    return london_midnight_after(day - timedelta(days=1))


def subject_of(number: int, part: str) -> str:
    """Return what tells the clocks of a case apart: the number of the referral, and a side of it or a look."""
    return f"restorative {number} {part}"

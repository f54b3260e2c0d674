"""What a new version of an area's procedure would change, for applications that are open and for those that are over; pure.

The version in force on the day of receipt governs, so that most applications keep theirs: each change says whether the
new version would really govern the application, or what would have come of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from asbcases.law.limits import Limits
from asbcases.law.words import day_words
from triggers.rules.clocks import Anchors, Due, IsHoliday, due
from triggers.rules.complaints import Complaint
from triggers.rules.procedures import governing
from triggers.rules.shapes import Anchor, Procedure, Step
from triggers.rules.worksheet import Decision, Worksheet, judge


@dataclass(frozen=True)
class Application:
    """An application as it stands: when it was received, its complaints, and the days on which its steps were taken."""

    reference: str
    received_on: date
    complaints: Sequence[Complaint] = ()
    open: bool = True
    anchors: Anchors = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What would change for one application, in sentences, and whether the new version would govern it."""

    application: Application
    governed: bool
    sentences: tuple[str, ...]


def preview(
    new: Procedure,
    versions: Iterable[Procedure],
    applications: Iterable[Application],
    is_holiday: IsHoliday,
    limits: Limits | None = None,
) -> list[Change]:
    """Return the applications that would change under a new version, beside all versions of the area that there are."""
    old = tuple(versions)
    return list(_changes(new, old, applications, is_holiday, limits))


def _changes(
    new: Procedure,
    old: Sequence[Procedure],
    applications: Iterable[Application],
    is_holiday: IsHoliday,
    limits: Limits | None,
) -> Iterator[Change]:
    for one in applications:
        before = governing(old, one.received_on)
        sentences = (
            *_of_threshold(one, before or _of_the_act(new, one), new, limits),
            *_of_clocks(one, before, new, is_holiday),
        )
        if sentences:
            yield Change(one, governing((new, *old), one.received_on) is new, sentences)


def _of_the_act(new: Procedure, one: Application) -> Procedure:
    """Return what holds where an area has no procedure: the Act's own numbers and no clock."""
    return Procedure(area=new.area, in_force_from=one.received_on)


def _of_threshold(
    one: Application, before: Procedure, new: Procedure, limits: Limits | None
) -> Iterator[str]:
    was = judge(before, one.received_on, one.complaints, limits)
    would = judge(new, one.received_on, one.complaints, limits)
    if (was.decision, was.short) != (would.decision, would.short):
        yield f"The threshold: {_stands(would)} instead of {_stands(was)}."
    for mine, theirs in zip(was.rows, would.rows, strict=True):
        if mine.counts != theirs.counts or mine.proposed_duplicate_of != theirs.proposed_duplicate_of:
            yield theirs.sentence


def _stands(sheet: Worksheet) -> str:
    if sheet.decision is Decision.MET:
        return "reached"
    return f"short by {sheet.short}, so that a person decides"


def _of_clocks(
    one: Application, before: Procedure | None, new: Procedure, is_holiday: IsHoliday
) -> Iterator[str]:
    anchors = {Anchor.RECEIPT: one.received_on, **one.anchors}
    for step in Step:
        was, would = (due(which, step, anchors, is_holiday) for which in (before, new))
        if (was and (was.by, was.task)) != (would and (would.by, would.task)):
            yield f"{step.says[0].upper()}{step.says[1:]}: {_falls(would)} instead of {_falls(was)}."


def _falls(when: Due | None) -> str:
    if when is None:
        return "once what it runs from has happened"
    return day_words(when.by) if when.task is None else "on a date agreed with the applicant"

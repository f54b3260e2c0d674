"""The rows of the board: each deadline with its risk, who answers for it, and who was told when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.accounts.queries import at_work
from asbcases.cases.models import CaseReview, ProblemPlan, Report
from asbcases.deadlines.choices import RUNGS, State, Step
from asbcases.deadlines.lines import Line
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import When, section_of, state_at
from asbcases.deadlines.rules import read
from asbcases.deadlines.telling import key_of
from asbcases.deadlines.views.scoping import Root, record_of
from asbcases.law.periods import london_day
from asbcases.notify.models import Message
from asbcases.web.converters import PAGES
from risk.queries import levels_of

WORDS = {Step.WARN: "Reminded", Step.MISS: "Told it is late", **dict.fromkeys(RUNGS, "Escalated to")}
IN_ORDER = {step: place for place, step in enumerate(Step)}
# The steps of a deadline that were taken, each with when and by which message it was told.
Taken = Sequence[tuple[Step, datetime, str]]


class Told(NamedTuple):
    """One step that was taken: in which words, whom it told, when, and whether the message reached nobody."""

    words: str
    name: str
    at: datetime
    lost: bool


class Row(NamedTuple):
    """One deadline of the board."""

    deadline: Deadline
    record: Root
    what: str
    rank: str
    state: State
    section: When
    level: str | None
    answers: User | None
    told: list[Told]

    @property
    def record_url(self) -> str:
        """Return the address of the record on which it is owed."""
        return reverse(PAGES[self.record.reference[:3]], args=[self.record.reference])

    @property
    def url(self) -> str:
        """Return the address of the deadline itself."""
        return reverse("deadline_page", args=[self.record.reference, self.deadline.pk])

    @property
    def is_case(self) -> bool:
        """Return whether it is owed on a case, whose risk somebody assesses."""
        return self.deadline.case_id is not None

    @property
    def about(self) -> str:
        """Return a line on what the record tells of; what a caller said is read on its own page."""
        if isinstance(self.record, Report):
            return f"Report, {self.record.place_text}"
        if isinstance(self.record, CaseReview):
            council = self.record.council
            return f"Case review, {council.name}" if council else "Case review"
        if isinstance(self.record, ProblemPlan):
            return f"Problem-solving plan: {self.record.title}"
        return self.record.summary

    @property
    def latest(self) -> Told:
        """Return the last step that was told; the row has one."""
        return self.told[-1]

    @property
    def earlier(self) -> list[Told]:
        """Return what was told before that, the newest first."""
        return self.told[-2::-1]


def rows_of(deadlines: Sequence[Deadline], now: datetime) -> list[Row]:
    """Return the rows of one page, in a number of queries that does not depend on how many there are."""
    levels = levels_of({deadline.case_id for deadline in deadlines if deadline.case_id})
    names = _names(deadlines)
    taken = {deadline.pk: _taken(deadline) for deadline in deadlines}
    lost = _lost(key for steps in taken.values() for _, _, key in steps)
    stand_ins = _stand_ins(deadlines, now)
    return [
        Row(
            deadline=deadline,
            record=record_of(deadline),
            what=deadline.get_kind_display(),
            rank=Rank(deadline.rank).label.lower() if deadline.rank else "",
            state=state_at(deadline, now),
            section=section_of(deadline.due_at, now),
            level=levels.get(deadline.case_id),
            answers=stand_ins.get(deadline.pk),
            told=_told(deadline, taken[deadline.pk], names, lost),
        )
        for deadline in deadlines
    ]


def _names(deadlines: Sequence[Deadline]) -> dict[int, str]:
    told = {person for deadline in deadlines for person in deadline.told.values()}
    return dict(User.objects.filter(pk__in=told).values_list("pk", "name"))


def _taken(deadline: Deadline) -> Taken:
    """Return the steps that were taken, the first one first."""
    steps = sorted(read(deadline.taken).items(), key=lambda item: (item[1], IN_ORDER[item[0]]))
    return [(step, at, key_of(deadline, step, deadline.told[step], at)) for step, at in steps]


def _lost(keys: Iterable[str]) -> set[str]:
    """Return the keys of those of these messages that could not be delivered: mostly none."""
    failed = Message.objects.filter(key__in=list(keys), failed_at__isnull=False)
    return set(failed.values_list("key", flat=True))


def _stand_ins(deadlines: Sequence[Deadline], now: datetime) -> dict[int, User | None]:
    """Return who answers for each deadline whose owner is away today."""
    today = london_day(now)
    away = [deadline for deadline in deadlines if not at_work(deadline.owner, today)]
    if not away:
        return {}
    line = Line.of(Roster.on(now))
    return {deadline.pk: line.who_answers(deadline) for deadline in away}


def _told(deadline: Deadline, taken: Taken, names: Mapping[int, str], lost: Collection[str]) -> list[Told]:
    return [
        Told(WORDS.get(step, step.label), names.get(deadline.told[step], ""), at, key in lost)
        for step, at, key in taken
    ]

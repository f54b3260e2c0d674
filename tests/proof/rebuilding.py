"""The diary rebuilt from the record alone: what the events say of each deadline must be what its row says."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import (
    ask_for_time,
    cancel,
    extend,
    meet,
    pause,
    reassign,
    replan,
    request_replan,
    resume,
    return_request,
    set_deadline,
    waive,
)
from asbcases.errors import Refused
from asbcases.policies.models import ExtraHoliday, PolicyRow
from tests.make import NOW
from tests.proof.log import Rebuilt, rebuilt
from tests.proof.population import CASES
from tests.tools.report import Line, Section

SEED, FULL, FEW = 20261123, 2_000, 120
DAY, DAYS = timedelta(days=1), 30
# Of what is open, so much is decided about in a day.
DECIDED = 0.08
RULE = "proof.answer"
SNOW = date(2026, 12, 2)
VERBS = (
    *("set", "met", "cancelled", "waived", "asked", "returned", "extended", "paused", "resumed"),
    *("replanned", "reassigned", "warned", "missed", "passed", "escalated"),
)
LIVE = """
SELECT id, report_id, incident_id, case_id, kind, subject, rank, owner_id, origin, anchored_at, due_at, basis, round,
    pauses, extension, asked_until, taken, told, set_at, met_at, met_by_id, cancelled_at, cancelled_by_id, cancel_reason,
    waived
FROM deadlines_deadline WHERE origin NOT LIKE 'proof:%' ORDER BY id
"""


def prove(scale: float) -> Section:
    """Live a month with every verb of the diary, rebuild it from the events, and compare."""
    many = max(int(FULL * scale), FEW)
    with acting("system:test"), transaction.atomic():
        ben, ines = (User.objects.get(username=name) for name in ("ben", "ines"))
    _add_policy()
    Life(Random(SEED), ben, ines).live(many)
    found, events = rebuilt()
    live = dict(_live())
    wrong = [number for number in live.keys() | found.keys() if live.get(number) != found.get(number)]
    first = f", first deadline {min(wrong)}" if wrong else ""
    lines = [
        Line("deadlines in the diary", f"{len(live):,}", len(live) >= many),
        Line("events read", f"{events.total():,}", all(events[f"deadline.{verb}"] for verb in VERBS)),
        Line("kinds of event among them", f"{len(events)} of {len(VERBS)}", len(events) == len(VERBS)),
        Line("rows that differ from the record", f"{len(wrong)}{first}", not wrong),
    ]
    words = (
        f"{DAYS} simulated days in which deadlines are set and people decide about them by chance (fixed seed), with a "
        "new bank holiday in between and a sweep each day. Plain Python then replays the events, and everything that "
        "happened to a deadline must be found again: date, basis, round, pauses, owner, steps, whom they told, and its end."
    )
    return Section("Diary rebuilt from the record", words, lines)


def _live() -> Iterator[tuple[int, Rebuilt]]:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(LIVE)
        names = [column.name for column in cursor.description]
        for row in cursor.fetchall():
            stated = dict(zip(names, row, strict=True))
            stated |= {name: json.loads(stated[name]) for name in ("pauses", "extension", "taken", "told")}
            stated["taken"] = {step: datetime.fromisoformat(at) for step, at in stated["taken"].items()}
            yield stated["id"], Rebuilt(**stated)


def _add_policy() -> None:
    with connection.as_owner(), transaction.atomic():
        PolicyRow.objects.create(
            rule=RULE,
            value=Decimal(7),
            unit="working_days",
            in_force_from=date(2014, 1, 1),
            source="Policy of the proof v1",
            confidence="U",
        )


class Life:
    """A month of the diary, day after day."""

    def __init__(self, dice: Random, ben: User, ines: User) -> None:
        self.dice, self.ben, self.ines = dice, ben, ines
        self.now = NOW
        self.acts: list[Callable[[Deadline], object]] = [
            *(self._extend, self._ask, self._return, self._pause, self._resume, self._reassign),
            *(self._waive, self._cancel, *[self._meet] * 3),
        ]

    def live(self, many: int) -> None:
        """Set so many deadlines over the first half of the month, and decide about them until its end."""
        for day in range(DAYS):
            self.now = NOW + day * DAY + self.dice.random() * DAY / 2
            with acting(str(self.ben.pk)):
                if day < DAYS // 2:
                    self._set(many * 2 // DAYS + 1, day)
            with acting(str(self.ines.pk)):
                self._decide()
            if self.now.date() == SNOW - 2 * DAY:
                self._snow()
            sweep(self.now)

    def _set(self, many: int, day: int) -> None:
        with transaction.atomic():
            cases = list(Case.objects.order_by("pk")[:CASES])
            for number in range(many):
                self._set_one(self.dice.choice(cases), f"life:{day}:{number}")

    def _set_one(self, case: Case, subject: str) -> None:
        window = self.dice.random() < 0.15
        promised = window or self.dice.random() < 0.3
        anchored_at = self.now - self.dice.random() * DAY
        set_deadline(
            Kind.SHARE_EXPIRY if window else Kind.RISK_REVIEW,
            case=case,
            origin=f"life:{subject}",
            because="the proof began",
            rule="" if promised else RULE,
            promised_for=self.now + self.dice.uniform(0.1, 15) * DAY if promised else None,
            subject=subject,
            rank="" if window else "sergeant",
            owner=self.ben,
            district=case.district,
            anchored_at=anchored_at,
            by=self.ben,
            now=self.now,
        )

    def _decide(self) -> None:
        with transaction.atomic():
            open_ones = list(Deadline.objects.filter(OPEN, subject__startswith="life:").order_by("pk"))
        for deadline in self.dice.sample(open_ones, int(len(open_ones) * DECIDED)):
            try:
                with transaction.atomic():
                    self.dice.choice(self.acts)(deadline)
            except Refused:
                continue

    def _stated(self) -> dict[str, object]:
        return {"reason": "The proof asked for it", "by": self.ines, "now": self.now}

    def _later(self) -> datetime:
        return self.now + self.dice.uniform(1, 12) * DAY

    def _extend(self, deadline: Deadline) -> None:
        extend(deadline, until=max(deadline.due_at, self._later()) + DAY, **self._stated())

    def _ask(self, deadline: Deadline) -> None:
        ask_for_time(deadline, until=max(deadline.due_at, self._later()) + DAY, **self._stated())

    def _return(self, deadline: Deadline) -> None:
        self._ask(deadline)
        return_request(deadline, **self._stated())

    def _pause(self, deadline: Deadline) -> None:
        pause(deadline, until=self._later(), **self._stated())

    def _resume(self, deadline: Deadline) -> None:
        self._pause(deadline)
        self.now += timedelta(hours=1)
        resume(deadline, **self._stated())

    def _reassign(self, deadline: Deadline) -> None:
        reassign(deadline, to=self.dice.choice((self.ben, self.ines)), **self._stated())

    def _waive(self, deadline: Deadline) -> None:
        waive(deadline, **self._stated())

    def _cancel(self, deadline: Deadline) -> None:
        cancel(deadline, **self._stated())

    def _meet(self, deadline: Deadline) -> None:
        named = {"subject": deadline.subject, "rank": deadline.rank, "case": deadline.case}
        # Of some we are told a while after they were done.
        done_at = self.now - DAY / 8 if deadline.pk % 3 == 0 else None
        meet(Kind(deadline.kind), **named, by=self.ines, now=self.now, done_at=done_at)

    def _snow(self) -> None:
        """Add a bank holiday, and have what it touches reckoned anew."""
        added = {"source": "The proof", "added_at": self.now, "added_by": self.ines}
        with connection.as_owner(), transaction.atomic():
            ExtraHoliday.objects.create(day=SNOW, name="Day of Snow", **added)
        with acting("system:replan"), transaction.atomic():
            replan(request_replan(why="A Day of Snow was added", by=None, now=self.now), now=self.now)

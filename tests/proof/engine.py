"""The same history told to the pure parts of the diary: models in memory, no database."""

from datetime import datetime, timedelta
from decimal import Decimal

from asbcases.accounts.choices import Role
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import Shift, Team, User
from asbcases.deadlines import rules
from asbcases.deadlines.choices import Nature, Step
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.planning import Almanac, plan
from asbcases.deadlines.telling import notices_of
from asbcases.law.holidays import Calendar
from asbcases.policies.models import PolicyRow
from asbcases.policies.queries import PolicyBook
from tests.proof.chance import RULE, Event, History, Person, Row, Turn

AROUND = timedelta(days=7)


class Engine:
    """One deadline as the project has it, event after event."""

    def __init__(self, history: History) -> None:
        self.history, self.extra = history, Calendar()
        self.people = {person.id: _user(person) for person in history.people}
        self.shifts = [self._shift(turn) for turn in sorted(history.turns)]
        self.book = _book(history.rows)
        self.deadline = self._deadline()
        plan(self.deadline, Almanac(self.book, self.extra))

    def happen(self, event: Event) -> list[tuple[str, datetime, int]]:
        """Let an event happen, and return the steps taken by it, when each was planned and who is told."""
        if event.verb == "sweep":
            return self._sweep(event.at)
        if event.verb == "people":
            self._change_people(event.what)
        elif event.verb == "rows":
            self.book = _book(event.what)
        elif event.verb == "extra":
            self.extra = Calendar(event.what)
        elif self.deadline.is_open:
            self._rule(event)
        if self.deadline.is_open:
            plan(self.deadline, Almanac(self.book, self.extra))
        return []

    def state(self, now: datetime) -> str:
        """Return its state at an instant."""
        found = self.deadline
        return rules.state_of(
            nature=Nature(found.nature),
            due_at=found.due_at,
            warn_at=rules.read(found.steps).get(Step.WARN),
            met_at=found.met_at,
            cancelled_at=found.cancelled_at,
            now=now,
        )

    def _rule(self, event: Event) -> None:
        """Set the facts as the work above the diary does."""
        if event.verb == "pauses":
            self.deadline.pauses = [_pause(*pause) for pause in event.what]
        elif event.verb == "extension":
            self.deadline.extension = {"to": event.what.isoformat(), "by": "Ben Lane", "why": "More time"}
        else:
            setattr(self.deadline, f"{event.verb}_at", event.at)
            self.deadline.next_step_at = None

    def _sweep(self, now: datetime) -> list[tuple[str, datetime, int]]:
        """Take the steps that are due, if it is found by the instant at which it has to be looked at again."""
        deadline = self.deadline
        if deadline.next_step_at is None or deadline.next_step_at > now:
            return []
        notices = list(notices_of(deadline, now, self._roster(now)))
        for notice in notices:
            deadline.taken |= rules.written({notice.step: now})
            deadline.told |= {notice.step.value: notice.recipient.pk}
        deadline.next_step_at = rules.next_step(rules.read(deadline.steps), rules.read(deadline.taken))
        return [(notice.step.value, notice.planned_at, notice.recipient.pk) for notice in notices]

    def _roster(self, now: datetime) -> Roster:
        """Return who is found by the queries of an instant."""
        active = [user for user in self.people.values() if user.role == Role.SUPERVISOR and user.is_active]
        around = (one for one in self.shifts if one.starts_at < now + AROUND and one.ends_at > now - AROUND)
        return Roster(now, tuple(sorted(active, key=lambda user: user.pk)), tuple(around))

    def _change_people(self, people: tuple[Person, ...]) -> None:
        for person in people:
            user = self.people[person.id]
            user.is_active, user.on_leave_until = person.active, person.leave_until

    def _shift(self, turn: Turn) -> Shift:
        user = self.people[turn.person]
        times = {"starts_at": turn.starts_at, "ends_at": turn.ends_at}
        return Shift(user=user, **times, duty=turn.duty, district_id=turn.district)

    def _deadline(self) -> Deadline:
        history, promised = self.history, self.history.promised_for
        by_policy = {"rule": RULE, "qualifier": history.level}
        return Deadline(
            pk=history.number,
            kind=history.kind,
            rank=history.rank,
            owner=self.people[history.owner],
            district_id=history.district,
            anchored_at=history.anchored_at,
            promised_for=promised,
            because="An event of the history",
            set_at=history.anchored_at,
            **({} if promised else by_policy),
        )


def _user(person: Person) -> User:
    team = None
    if person.team:
        district, force_wide, active = person.team
        team = Team(pk=person.id, district_id=district, force_wide=force_wide, active=active)
    return User(
        pk=person.id,
        role=Role.SUPERVISOR if person.supervises else Role.CPT_OFFICER,
        rank=person.rank,
        district_id=person.district,
        team=team,
        is_active=person.active,
        on_leave_until=person.leave_until,
    )


def _book(rows: tuple[Row, ...]) -> PolicyBook:
    return PolicyBook.of(_row(number, row) for number, row in enumerate(rows, 1))


def _row(number: int, row: Row) -> PolicyRow:
    return PolicyRow(
        pk=number,
        rule=row.rule,
        qualifier=row.qualifier,
        value=Decimal(str(row.value)),
        unit=row.unit,
        choice=row.choice,
        in_force_from=row.since,
        in_force_to=row.last,
        source="Policy of the history v1, invented",
        confidence="U",
    )


def _pause(start: datetime, end: datetime) -> dict[str, str]:
    return {"from": start.isoformat(), "until": end.isoformat(), "by": "Ben Lane", "why": "He is abroad"}

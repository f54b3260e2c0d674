"""What a history must come to, worked out from its facts alone; it shares no code with the project."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.law import clock_oracle as clocks
from tests.proof.chance import RULE, RUNGS, Event, History, Person, Row

RANKS = ("", "pcso", "constable", "sergeant", "inspector", "chief_inspector", "superintendent")
ORDER = ("warn", "miss", "pass", *RUNGS)
WEEK = timedelta(days=7)


class Taken(NamedTuple):
    """A step that a sweep must take: when it was planned, and who may be told of it (one, as a rule)."""

    step: str
    planned_at: datetime
    whom: frozenset[int]


class Oracle:
    """One deadline as the promise has it, event after event."""

    def __init__(self, history: History) -> None:
        self.history, self.rows, self.people = history, history.rows, history.people
        self.extra: dict[object, str] = {}
        self.pauses: list[clocks.PauseOf] = []
        self.extension: datetime | None = None
        self.met: datetime | None = None
        self.cancelled: datetime | None = None
        self.round, self.taken = 1, set[str]()
        self.due_at = self.due()

    def happen(self, event: Event) -> list[Taken]:
        """Let an event happen, and return the steps that are taken by it: some, if it is a sweep."""
        if event.verb == "sweep":
            return self.sweep(event.at)
        if event.verb in ("rows", "extra", "people"):
            setattr(self, event.verb, event.what)
        elif self.is_open():
            setattr(self, event.verb, event.at if event.what is None else event.what)
        if self.is_open():
            self.move()
        return []

    def is_open(self) -> bool:
        """Return whether it is still owed."""
        return self.met is None and self.cancelled is None

    def move(self) -> None:
        """Give it its date; where that moves after steps were taken, a new round begins."""
        before, self.due_at = self.due_at, self.due()
        if self.due_at != before and self.taken:
            self.round, self.taken = self.round + 1, set()

    def due(self) -> datetime:
        """Return the first instant at which it is late."""
        history, row = self.history, self.row(RULE, self.history.level)
        if self.extension or history.promised_for:
            return self.extension or history.promised_for
        return clocks.due(history.anchored_at, int(row.value), row.unit, self.extra, self.pauses)[0]

    def row(self, rule: str, qualifier: str) -> Row | None:
        """Return the row in force on the day of the anchor."""
        day = clocks.london_day(self.history.anchored_at)
        for row in self.rows:
            in_force = row.since <= day and (row.last is None or day <= row.last)
            if in_force and (row.rule, row.qualifier) == (rule, qualifier):
                return row
        return None

    def plan(self) -> dict[str, datetime]:
        """Return when each step of this round falls due."""
        warn, steps = self.row("deadline.warn", self.history.kind), {}
        if warn:
            steps["warn"] = shifted(self.due_at, -warn.value, warn.unit)
        if self.history.nature == "window":
            return steps | {"pass": self.due_at}
        steps["miss"] = last = self.due_at
        for rung in RUNGS:
            if row := self.row(f"deadline.escalate.{rung}", self.history.kind):
                steps[rung] = last = max(last, shifted(self.due_at, row.value, row.unit))
        return steps

    def state(self, now: datetime) -> str:
        """Return its state at an instant after all that happened."""
        if self.cancelled:
            return "cancelled"
        if self.met:
            return "met" if self.met < self.due_at else "met_late"
        if self.due_at <= now:
            return "passed" if self.history.nature == "window" else "overdue"
        warned = self.plan().get("warn")
        return "due_soon" if warned and warned <= now else "due"

    def sweep(self, now: datetime) -> list[Taken]:
        """Take each step whose instant has come and that was not taken in this round."""
        if not self.is_open():
            return []
        steps = sorted(self.plan().items(), key=lambda step: (step[1], ORDER.index(step[0])))
        fallen = [(step, at) for step, at in steps if at <= now and step not in self.taken]
        self.taken |= {step for step, _ in fallen}
        place = Place(self, now)
        return [Taken(step, at, place.told_of(step)) for step, at in fallen]

    def rings(self) -> bool:
        """Return whether it is told at any hour."""
        if self.history.nature == "window":
            return False
        row = self.row(RULE, self.history.level)
        return bool(self.history.promised_for) or row.unit == "hours" or self.history.level == "high"


def shifted(at: datetime, value: float, unit: str) -> datetime:
    """Return an instant so long after another: hours are real, days keep London's clock time."""
    if unit == "hours":
        return at + timedelta(hours=value)
    local = at.astimezone(clocks.LONDON)
    there = local.replace(tzinfo=None) + timedelta(days=value)
    return there.replace(tzinfo=clocks.LONDON, fold=0).astimezone(UTC)


class Place:
    """Who is where at an instant, and so who is told."""

    def __init__(self, oracle: Oracle, now: datetime) -> None:
        self.now, self.history, self.rings = now, oracle.history, oracle.rings()
        self.people = {person.id: person for person in oracle.people}
        self.owner = self.people[self.history.owner]

    def told_of(self, step: str) -> frozenset[int]:
        """Return who may be told of a step: whoever answers, or for a rung of the ladder somebody above."""
        answers = self.answers()
        if step not in RUNGS:
            return answers
        if len(answers) > 1:
            return frozenset(person.id for person in self.people.values() if person.supervises)
        return self.above(step, self.people[next(iter(answers))])

    def answers(self) -> frozenset[int]:
        """Return the owner, else who is on duty, else a supervisor of the rank that is asked for.

        Once the owner is passed over, the owner comes back only where there is nobody else.
        """
        owner = self.owner
        if self.works(owner) and (not self.rings or self.on_shift(owner)):
            return frozenset({owner.id})
        for person in self.on_duty():
            if person != owner:
                return frozenset({person.id})
        return self.supervisor(self.history.rank, owner) or frozenset({owner.id})

    def above(self, rung: str, answers: Person) -> frozenset[int]:
        """Return whom a rung tells, above the one who answers and never the same person if there is another."""
        asked = min(max(RANKS.index(rung), RANKS.index(answers.rank) + 1), len(RANKS) - 1)
        found = self.supervisor(RANKS[asked], answers) or frozenset({answers.id})
        if not self.rings or len(found) > 1 or self.on_shift(self.people[next(iter(found))]):
            return found
        for person in self.on_duty():
            if RANKS.index(person.rank) >= asked and person != answers:
                return frozenset({person.id})
        return found

    def works(self, person: Person) -> bool:
        """Return whether the person is active and not on leave on this London day."""
        leave = person.leave_until
        return person.active and (leave is None or leave < clocks.london_day(self.now))

    def on_shift(self, person: Person) -> bool:
        """Return whether the rota shows the person now, or says nothing of them a week before and after."""
        turns = [turn for turn in self.history.turns if turn.person == person.id]
        near = [turn for turn in turns if turn.starts_at < self.now + WEEK and turn.ends_at > self.now - WEEK]
        return not near or any(turn.starts_at <= self.now < turn.ends_at for turn in near)

    def on_duty(self) -> Iterator[Person]:
        """Yield the duty supervisor of the district and the duty inspector of the force, if they are at work."""
        running = [turn for turn in self.history.turns if turn.starts_at <= self.now < turn.ends_at]
        for duty, district in (("district", self.history.district), ("force", None)):
            for turn in running:
                if (turn.duty, turn.district) == (duty, district) and self.works(self.people[turn.person]):
                    yield self.people[turn.person]

    def supervisor(self, rank: str, besides: Person | None) -> frozenset[int]:
        """Return a supervisor of the rank or the nearest above, else the highest, else anybody."""
        others = [one for one in self.people.values() if one.supervises and one.active and one != besides]
        there = [one for one in others if self.works(one)]
        enough = [one for one in there if RANKS.index(one.rank) >= RANKS.index(rank)]
        if enough:
            return first(enough, key=lambda one: (self.nearness(one), RANKS.index(one.rank), one.id))
        if there:
            return first(there, key=lambda one: (-RANKS.index(one.rank), one.id))
        return frozenset(one.id for one in others)

    def nearness(self, person: Person) -> int:
        """Return 0 for the own district, 1 for who works for the county, 2 for any other."""
        team = person.team if person.team and person.team[2] else (None, False, True)
        district = person.district or team[0]
        if district is not None and district == self.history.district:
            return 0
        return 1 if team[1] or district is None else 2


def first(people: Iterable[Person], key: object) -> frozenset[int]:
    """Return the id of the person who comes first."""
    return frozenset({min(people, key=key).id})

"""Histories of one deadline by chance, as plain values: the same number always gives the same history."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

from tests.law import clock_oracle as clocks

SEED = 20261123
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
KINDS = ("call_back", "first_assessment", "risk_review", "share_expiry")
LEVELS = ("standard", "medium", "high")
RULE = "history.rule"
LONGEST = {"hours": (1, 200), "days": (0, 40), "working_days": (0, 20), "months": (0, 5)}
RUNGS = ("sergeant", "inspector", "chief_inspector")
ABOVE = (*["sergeant"] * 5, *["inspector"] * 3, "chief_inspector", "superintendent")
# Where mistakes gather: changes of the clocks, Christmas, Easter, the end of a February.
TURNING = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 28)]
TURNING += [date(2026, 12, 25), date(2027, 12, 27), date(2026, 4, 3), date(2027, 3, 26), date(2027, 1, 31)]


class Row(NamedTuple):
    """A row of policy; the last day is empty while it is in force."""

    rule: str
    qualifier: str
    value: float
    unit: str
    since: date
    last: date | None = None
    choice: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody of the force; the team is its district, whether it is force-wide, and whether it still stands."""

    id: int
    rank: str
    supervises: bool
    district: int | None
    team: tuple[int | None, bool, bool] | None = None
    active: bool = True
    leave_until: date | None = None


class Turn(NamedTuple):
    """A shift on the rota."""

    person: int
    starts_at: datetime
    ends_at: datetime
    duty: str
    district: int | None


class Event(NamedTuple):
    """Something that happened: a verb, and what stands from then on."""

    at: datetime
    verb: str
    what: object = None


@dataclass
class History:
    """One deadline, those around it, and what happened, in order."""

    number: int
    kind: str
    nature: str
    level: str
    rank: str
    owner: int
    district: int | None
    anchored_at: datetime
    promised_for: datetime | None
    rows: tuple[Row, ...]
    people: tuple[Person, ...]
    turns: list[Turn] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def invented(number: int) -> History:
    """Return the history of a number."""
    dice = Random(SEED * 1_000_003 + number)
    anchored_at = _anchor(dice)
    kind, level, nature = (
        dice.choice(KINDS),
        dice.choice(LEVELS),
        dice.choice(("obligation",) * 3 + ("window",)),
    )
    rows = _rows(dice, kind, level, nature, clocks.london_day(anchored_at))
    promised_for = anchored_at + dice.randint(1, 20_000) * MINUTE if dice.random() < 0.15 else None
    people = _people(dice)
    owner, district = dice.choice((people[0].id, dice.choice(people).id)), dice.choice((1, 1, 2, None))
    rank = dice.choice(("", "", "sergeant", "sergeant", "inspector", "chief_inspector"))
    stated = (number, kind, nature, level, rank, owner, district, anchored_at, promised_for, rows, people)
    history = History(*stated)
    _happenings(dice, history)
    _rota(dice, history)
    return history


def _anchor(dice: Random) -> datetime:
    if dice.random() < 0.5:
        return datetime(2025, 1, 1, tzinfo=UTC) + dice.randrange(1200 * 24 * 60) * MINUTE
    day = dice.choice(TURNING)
    return (
        datetime(day.year, day.month, day.day, tzinfo=UTC) + dice.randint(-5 * 24 * 60, 2 * 24 * 60) * MINUTE
    )


def _clock(dice: Random) -> tuple[int, str]:
    unit = dice.choice(list(LONGEST))
    return dice.randint(*LONGEST[unit]), unit


def _span(dice: Random) -> tuple[float, str]:
    """Return how long before or after something is told; half hours and changes of the clocks included."""
    if dice.random() < 0.5:
        return dice.choice((0, 0.5, 1, 4, 12, 24, 72, 168)), "hours"
    return dice.randint(0, 9), "days"


def _rows(dice: Random, kind: str, level: str, nature: str, day: date) -> tuple[Row, ...]:
    """Return the rows known at first: most rules have one, some had another or will have another."""
    other = "window" if nature == "obligation" else "obligation"
    rows = [Row("deadline.nature", kind, 0, "choice", date(2014, 1, 1), day + DAY, nature)]
    rows.append(Row("deadline.nature", kind, 0, "choice", day + 2 * DAY, None, other))
    for rule, qualifier in ((RULE, level), *((rule, kind) for rule in _told_by())):
        if rule == RULE or dice.random() < 0.8:
            value, unit = _clock(dice) if rule == RULE else _span(dice)
            rows.append(Row(rule, qualifier, value, unit, date(2014, 1, 1)))
    rows.append(Row(RULE, "another", *_clock(dice), date(2014, 1, 1)))
    for _ in range(dice.choice((0, 0, 1, 2))):
        rows = _changed(dice, rows, day)
    return tuple(rows)


def _told_by() -> list[str]:
    return ["deadline.warn", *(f"deadline.escalate.{rung}" for rung in RUNGS)]


def _changed(dice: Random, rows: list[Row], day: date) -> list[Row]:
    """End one row near the day of the anchor; a successor follows, but a step of the ladder may end for good."""
    place = dice.choice([n for n, row in enumerate(rows) if row.last is None and not row.choice])
    row, last = rows[place], day + dice.choice((-40, -2, -1, -1, 0, 0, 1, 3)) * DAY
    if last < row.since:
        return rows
    value, unit = _clock(dice) if row.rule == RULE else _span(dice)
    ended, next_row = row._replace(last=last), Row(row.rule, row.qualifier, value, unit, last + DAY)
    left = [*rows[:place], ended, *rows[place + 1 :]]
    return left if row.rule != RULE and dice.random() < 0.3 else [next_row, *left]


def _people(dice: Random) -> tuple[Person, ...]:
    """Return an officer and up to five supervisors in three districts or none, in teams or none."""
    ids = dice.sample(range(1, 40), dice.randint(2, 6))
    first = Person(ids[0], dice.choice(("", "pcso", "constable", "sergeant")), False, 1)
    return (
        _well(dice, first),
        _supervisor(dice, ids[1]),
        *(_well(dice, _supervisor(dice, one)) for one in ids[2:]),
    )


def _supervisor(dice: Random, one: int) -> Person:
    team = (dice.choice((None, 1, 2, 3)), dice.random() < 0.3, dice.random() < 0.85)
    district = dice.choice((None, 1, 1, 2, 3))
    return Person(one, dice.choice(ABOVE), True, district, team if dice.random() < 0.4 else None)


def _well(dice: Random, person: Person, day: date | None = None) -> Person:
    """Return the person at work, or suspended, or on leave until about a day."""
    active = dice.random() < 0.93
    until = day + dice.randint(-1, 6) * DAY if day and dice.random() < 0.5 else None
    return replace(person, active=active, leave_until=until)


def _happenings(dice: Random, history: History) -> None:
    """Let things happen between the anchor and some days after the date that seemed right at first."""
    row = next(row for row in history.rows if row.rule == RULE and row.qualifier == history.level)
    hint = history.promised_for or clocks.due(history.anchored_at, int(row.value), row.unit, {}, [])[0]
    near = (0, 0, -1, 1, -60, 60, -720, 720, -4320, 4320, 10_080, 10_081, 14_400)
    whole = int((hint - history.anchored_at) / MINUTE) + 20_000
    instants = [
        hint + dice.choice(near) * MINUTE
        if dice.random() < 0.5
        else history.anchored_at + dice.randrange(whole) * MINUTE
        for _ in range(dice.randint(4, 14))
    ]
    standing = _Standing(dice, history)
    history.events = [standing.event(max(at, history.anchored_at)) for at in sorted(instants)]


class _Standing:
    """What stands while a history is invented, so that each event can say all that stands after it."""

    def __init__(self, dice: Random, history: History) -> None:
        self.dice, self.anchor = dice, clocks.london_day(history.anchored_at)
        self.rows, self.people = list(history.rows), list(history.people)
        self.pauses: list[clocks.PauseOf] = []
        self.extra: dict[date, str] = {}

    def event(self, at: datetime) -> Event:
        """Return an event of a verb by chance; most are sweeps."""
        verbs = ("sweep", "rows", "extra", "pauses", "resumed", "extension", "people", "met", "cancelled")
        verb = self.dice.choices(verbs, (50, 10, 9, 9, 5, 4, 8, 3, 2))[0]
        tell = getattr(self, f"_{verb}", None)
        return Event(at, verb.replace("resumed", "pauses"), tell(at) if tell else None)

    def _rows(self, at: datetime) -> tuple[Row, ...]:
        self.rows = _changed(self.dice, self.rows, self.anchor)
        return tuple(self.rows)

    def _extra(self, at: datetime) -> dict[date, str]:
        if self.extra and self.dice.random() < 0.35:
            self.extra.pop(self.dice.choice(list(self.extra)))
        for _ in range(self.dice.randint(0, 2)):
            self.extra[self.anchor + self.dice.randint(-1, 25) * DAY] = "Day of Snow"
        return dict(self.extra)

    def _pauses(self, at: datetime) -> list[clocks.PauseOf]:
        begun = at - self.dice.choice((0, 0, 0, 60, 3000)) * MINUTE
        self.pauses.append((begun, at + self.dice.choice((30, 300, 1440, 4000, 15_000)) * MINUTE))
        return list(self.pauses)

    def _resumed(self, at: datetime) -> list[clocks.PauseOf]:
        self.pauses = [(start, at if start <= at < end else end) for start, end in self.pauses]
        return list(self.pauses)

    def _extension(self, at: datetime) -> datetime:
        return at + self.dice.randint(1, 20_000) * MINUTE

    def _people(self, at: datetime) -> tuple[Person, ...]:
        place = self.dice.randrange(len(self.people))
        changed = _well(self.dice, self.people[place], clocks.london_day(at))
        # One supervisor is never suspended: where there is none the diary says so and tells nobody.
        self.people[place] = replace(changed, active=True) if place == 1 else changed
        return tuple(self.people)


def _rota(dice: Random, history: History) -> None:
    """Write a rota about some of the sweeps, in spans that do not overlap; every other history has none."""
    swept = [event.at for event in history.events if event.verb == "sweep"]
    spans: list[clocks.PauseOf] = []
    for at in dice.sample(swept, min(3, len(swept))) if dice.random() < 0.6 else ():
        for _ in range(3):
            length = dice.choice((8, 10, 12)) * HOUR
            back = dice.choice((0 * HOUR, length, length * dice.random(), dice.randint(-200, 200) * HOUR))
            start, end = at - back, at - back + length
            if all(end <= begins or start >= ends for begins, ends in spans):
                spans.append((start, end))
                history.turns += _turns(dice, history, start, end)


def _turns(dice: Random, history: History, start: datetime, end: datetime) -> list[Turn]:
    """Return who works in a span: perhaps duty supervisors, a duty inspector, and others on their own work."""
    ids = dice.sample([person.id for person in history.people], len(history.people))
    above = [one for one in ids if next(p for p in history.people if p.id == one).supervises]
    duties = [(duty, place) for duty, place in (("district", 1), ("district", 2), ("force", None))]
    given = dict(zip(above, dice.sample(duties, 3), strict=False)) if dice.random() < 0.8 else {}
    return [
        Turn(one, start, end, *given.get(one, ("", None)))
        for one in ids
        if one in given or dice.random() < 0.4
    ]

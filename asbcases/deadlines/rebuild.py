"""The diary built a second time, from the facts on file, and held against what is kept of it.

What there must be is said by sources, one for each kind of deadline (`asbcases/sources.py`); they read the file
and never the diary. What people decided about a deadline is a fact too, kept as rulings.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet

from asbcases.cases.models import Case, CaseReview, Incident, ProblemPlan, Report
from asbcases.deadlines import rules
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.knowledge import Decided, Knowledge
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.planning import NATURE, clock_of
from asbcases.law.clocks import reckon
from asbcases.law.periods import london_day

BATCH = 1_000
Root = type[Case] | type[CaseReview] | type[Incident] | type[ProblemPlan] | type[Report]
ROOTS: Mapping[str, Root] = {
    "case": Case,
    "incident": Incident,
    "report": Report,
    "review": CaseReview,
    "plan": ProblemPlan,
}


class Key(NamedTuple):
    """What tells a deadline from every other: the root, the kind, and the fact that set it going."""

    root: int
    kind: str
    origin: str
    subject: str
    rank: str


@dataclass
class Expected:
    """A deadline that there must be, by the facts on file; a source says how it ended where a fact ends it."""

    kind: Kind
    root: int
    origin: str
    anchored_at: datetime
    subject: str = ""
    rank: str = ""
    rule: str = ""
    qualifier: str = ""
    promised_for: datetime | None = None
    met_at: datetime | None = None
    cancelled_at: datetime | None = None
    # Where it was set, or its end was told, later than it began or ended: by what was known then its date stands.
    set_at: datetime | None = None
    noted_at: datetime | None = None

    @property
    def key(self) -> Key:
        """Return what tells it from every other."""
        return Key(self.root, self.kind, self.origin, self.subject, self.rank)

    @property
    def ended_at(self) -> datetime | None:
        """Return when it was met or cancelled; None while it is owed."""
        return self.met_at or self.cancelled_at

    @property
    def known_until(self) -> datetime | None:
        """Return the instant by whose knowledge its date stands; None while it is owed."""
        return self.noted_at or self.ended_at

    def end(
        self,
        *,
        met_at: datetime | None = None,
        cancelled_at: datetime | None = None,
        noted_at: datetime | None = None,
    ) -> None:
        """End it by the first fact that does: what has ended cannot end again."""
        if self.ended_at is None:
            self.met_at, self.cancelled_at = met_at, None if met_at else cancelled_at
            self.noted_at = noted_at


@dataclass
class Clockwork:
    """What sources ask about a deadline of theirs: how its date stood at an instant, and whether somebody ended it."""

    knowledge: Knowledge
    rulings: Mapping[Key, Sequence[Ruling]] = field(default_factory=dict)
    # What one source read of a batch, for another that needs the same.
    read: dict[str, Any] = field(default_factory=dict)

    def asks(self, rule: str, qualifier: str, at: datetime, *, known_at: datetime | None = None) -> bool:
        """Return whether policy asked for something on a day, as far as it was known then, or at another instant."""
        return self.knowledge.book.find(rule, qualifier, london_day(at), known_at=known_at or at) is not None

    def ended_at(self, one: Expected) -> datetime | None:
        """Return when somebody waived or cancelled it; None where nobody did."""
        return Decided.by(self.rulings.get(one.key, ())).ended_at

    def waived(self, one: Expected) -> bool:
        """Return whether it ended because somebody waived it."""
        ruled = Decided.by(self.rulings.get(one.key, ()))
        return ruled.waived and one.cancelled_at is not None and one.cancelled_at == ruled.ended_at

    def due_at(self, one: Expected, at: datetime | None = None) -> datetime | None:
        """Return from when it was late, as its date stood at an instant, or stands now; None without a policy."""
        return self.dated(one, at)["due_at"]  # type: ignore[no-any-return]

    def dated(self, one: Expected, at: datetime | None) -> dict[str, Any]:
        """Return what follows for a deadline from facts, rulings, policy and calendar, as it stood at an instant."""
        rulings = self.rulings.get(one.key, ())
        decided = Decided.by(rulings, at)
        almanac = self.knowledge.reckoned_by(
            one.rule, rulings, set_at=one.set_at or one.anchored_at, until=at
        )
        day = london_day(one.anchored_at)
        named = almanac.book.find(NATURE, one.kind, day, known_at=almanac.known_at)
        policy = (
            almanac.book.find(one.rule, one.qualifier, day, known_at=almanac.known_at) if one.rule else None
        )
        due_at = decided.extended_to or one.promised_for
        if due_at is None and policy:
            due_at = reckon(one.anchored_at, clock_of(policy), almanac.days_off, decided.pauses).due_at
        nature = Nature(named.choice) if named else None
        ladder = almanac.ladder(one.kind, nature, day) if nature else None
        return {
            "nature": nature.value if nature else None,
            "policy": policy.pk if policy else None,
            "due_at": due_at,
            "extension": decided.extended_to,
            "pauses": [(pause.starts_at, pause.ends_at) for pause in decided.pauses],
            "steps": rules.plan_of(due_at, ladder) if due_at and ladder else {},
        }


Source = Callable[[str, Sequence[int], Clockwork], Iterable[Expected]]


@dataclass
class Check:
    """What a check found: how many deadlines it held against the facts, and each difference."""

    checked: int = 0
    differences: list[dict[str, Any]] = field(default_factory=list)


def check(
    sources: Iterable[Source],
    *,
    among: Mapping[str, Sequence[int]] | None = None,
    on_batch: Callable[[int], object] = lambda roots: None,
) -> Check:
    """Rebuild every deadline, open or ended, from the facts on file, and return what differs from what is kept.

    `among` names the cases, incidents, reports, reviews and plans to look at, where not all are.
    """
    found, knowledge, asked = Check(), Knowledge.whole(), list(sources)
    for root in ROOTS:
        for batch in _batches(root) if among is None else [list(among.get(root, ()))]:
            found.differences += _compared(root, batch, asked, knowledge, found)
            on_batch(len(batch))
    return found


def _batches(root: str) -> Iterator[list[int]]:
    """Yield the ids of all cases, incidents, reports, reviews or plans, so many at a time."""
    last = 0
    while batch := list(_after(root, last)):
        yield batch
        last = batch[-1]


def _after(root: str, last: int) -> QuerySet[Any, int]:
    rows = ROOTS[root]._default_manager.filter(pk__gt=last)
    return rows.order_by("pk").values_list("pk", flat=True)[:BATCH]


def _compared(
    root: str, batch: list[int], sources: list[Source], knowledge: Knowledge, found: Check
) -> list[dict[str, Any]]:
    kept = list(Deadline.objects.filter(**{f"{root}__in": batch}).order_by("pk"))
    found.checked += len(kept)
    clockwork = Clockwork(knowledge, _rulings(root, batch, kept))
    expected = list(chain.from_iterable(source(root, batch, clockwork) for source in sources))
    if not kept and not expected:
        return []
    references = dict(ROOTS[root]._default_manager.filter(pk__in=batch).values_list("pk", "reference"))
    return [
        {"case": references[at], **difference}
        for at, difference in sorted(_differences(root, kept, expected, clockwork), key=itemgetter(0))
    ]


def _rulings(root: str, batch: list[int], kept: list[Deadline]) -> dict[Key, list[Ruling]]:
    keys = {row.pk: _key(row, root) for row in kept}
    found: dict[Key, list[Ruling]] = defaultdict(list)
    for ruling in Ruling.objects.filter(deadline__in=list(keys)).order_by("pk"):
        found[keys[ruling.deadline_id]].append(ruling)
    return found


def _key(row: Deadline, root: str) -> Key:
    return Key(getattr(row, f"{root}_id"), row.kind, row.origin, row.subject, row.rank)


def _differences(
    root: str, kept: list[Deadline], expected: list[Expected], clockwork: Clockwork
) -> Iterator[tuple[int, dict[str, Any]]]:
    pairs, unfounded, missing = paired([(_key(row, root), row) for row in kept], expected)
    for row, one in pairs:
        for name, (stored, rebuilt) in _both(row, one, clockwork).items():
            if stored != rebuilt:
                yield one.root, _difference(row.kind, "differs", name, stored, rebuilt)
    for row in unfounded:
        yield _key(row, root).root, _difference(row.kind, "unfounded", "due_at", row.due_at, None)
    for one in missing:
        due_at = clockwork.due_at(one, one.known_until)
        yield one.root, _difference(one.kind, "missing", "due_at", None, due_at)


# A row of which one word of its key is wrong is one difference, and not a missing and an unfounded one.
ALL = ("root", "kind", "origin", "subject", "rank")
LOOKS = (ALL, *(tuple(name for name in ALL if name != wrong) for wrong in ALL[1:]))


def paired(
    kept: Sequence[tuple[Key, Deadline]], expected: Sequence[Expected]
) -> tuple[list[tuple[Deadline, Expected]], list[Deadline], list[Expected]]:
    """Return each kept deadline with the one that there must be, then what is unfounded, and what is missing."""
    pairs: list[tuple[Deadline, Expected]] = []
    rows, left = list(kept), list(expected)
    for look in LOOKS:
        by_look: dict[tuple[Any, ...], list[Expected]] = defaultdict(list)
        for one in left:
            by_look[tuple(getattr(one.key, name) for name in look)].append(one)
        unpaired = []
        for key, row in rows:
            alike = by_look[tuple(getattr(key, name) for name in look)]
            if alike:
                pairs.append((row, alike.pop(0)))
            else:
                unpaired.append((key, row))
        rows, left = unpaired, list(chain.from_iterable(by_look.values()))
    return pairs, [row for _, row in rows], left


def _both(row: Deadline, one: Expected, clockwork: Clockwork) -> dict[str, tuple[Any, Any]]:
    """Return what is kept and what was rebuilt, by field; what follows from a wrong date is not told again."""
    rebuilt = clockwork.dated(one, one.known_until)
    steps = rebuilt.pop("steps")
    taken = rules.read(row.taken)
    open_until = None if one.ended_at else rules.next_step(steps, taken)
    stored = {
        "nature": row.nature,
        "policy": row.policy_id,
        "due_at": row.due_at,
        "extension": datetime.fromisoformat(row.extension["to"]) if row.extension else None,
        "pauses": [
            tuple(datetime.fromisoformat(each[end]) for end in ("from", "until")) for each in row.pauses
        ],
    }
    same = ("kind", "origin", "subject", "rank", "rule", "qualifier", "anchored_at", "promised_for")
    return {
        **{name: (getattr(row, name), getattr(one, name)) for name in (*same, "met_at", "cancelled_at")},
        **{name: (stored[name], rebuilt[name]) for name in stored},
        "waived": (row.waived, clockwork.waived(one)),
        "steps": (rules.read(row.steps), steps),
        "next_step_at": (row.next_step_at, open_until),
    }


def _difference(kind: str, what: str, name: str, stored: Any, rebuilt: Any) -> dict[str, Any]:
    told = {"kind": str(kind), "type": what, "field": name}
    return {**told, "stored": _told(stored), "rebuilt": _told(rebuilt)}


def _told(value: Any) -> Any:
    """Return a value as the command tells it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_told(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _told(each) for key, each in value.items()}
    return value

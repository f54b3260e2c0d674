"""One review after its threshold: what is owed on it, looked at again after each act that was recorded of it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from asbcases.audit.models import AuditEvent
from asbcases.audit.verbs import AnyVerb, verb_of
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.planning import NATURE
from asbcases.deadlines.rebuild import Clockwork, Expected
from triggers.models import Application
from triggers.rules.later_clocks import Key, Wanted, origin_of, stands, wanted
from triggers.rules.shapes import Procedure
from triggers.rules.standing import Sitting, Standing

# The decision on the threshold, where it is made again: it is met where it is made.
AGAIN = (Kind.ACR_THRESHOLD, "")


@dataclass
class Life:
    """One review, looked at again after each act that was recorded of it."""

    application: Application
    procedure: Procedure | None
    events: list[AuditEvent]
    rows: Mapping[type, list[Any]]
    clockwork: Clockwork
    standing: Standing
    decided: int = 0
    agreed: int = 0
    running: dict[Key, Expected] = field(default_factory=dict)
    ever: list[Expected] = field(default_factory=list)
    let_go: dict[Key, list[tuple[str, datetime | None]]] = field(default_factory=lambda: defaultdict(list))

    def lived(self, acts: "Acts") -> list[Expected]:
        """Return every clock that there must have been, and how each ended, by what each act changes."""
        for event in self.events:
            self._rule(event.recorded_at)
            acts[verb_of(event.verb)](self, event)
            self._look(event.recorded_at)
        self._rule(None)
        return self.ever

    def row(self, model: type, event: AuditEvent) -> Any:
        """Return the row that an act is about."""
        return next(row for row in self.rows[model] if row.pk == event.data["id"])

    def now_stands(self, **changed: Any) -> None:
        """Keep what an act changed."""
        self.standing = replace(self.standing, **changed)

    def sits(self, *, without: int, panel: Sitting | None = None) -> None:
        """Keep how a panel stands now, or that it sits no more."""
        others = [one for one in self.standing.sittings if one.pk != without]
        self.now_stands(sittings=(*others, panel) if panel else tuple(others))

    def met(self, key: Key, at: datetime | None, event: AuditEvent) -> None:
        """End what was owed and is done."""
        owed = self.running.pop(key, None)
        if owed:
            owed.end(met_at=at, noted_at=event.recorded_at)

    def _rule(self, until: datetime | None) -> None:
        """End what somebody let go by an instant, or ever: it does not come back."""
        for key, owed in list(self.running.items()):
            at = self.clockwork.ended_at(owed)
            if at and at >= (owed.set_at or at) and (until is None or at <= until):
                owed.end(cancelled_at=at)
                del self.running[key]
                self.let_go[key].append((owed.origin, owed.promised_for))

    def _look(self, at: datetime) -> None:
        for key, owed in list(self.running.items()):
            # By the calendar of the day on which it was set: a day that was told is not moved.
            one = self._wanted(owed.set_at or at).get(key)
            same = one is not None and stands(one, owed.origin, owed.promised_for)
            if not same and key != AGAIN:
                owed.end(cancelled_at=at)
                del self.running[key]
        for key, one in self._wanted(at).items():
            if key not in self.running and not any(stands(one, *gone) for gone in self.let_go[key]):
                before = [was.origin for was in self.ever if (was.kind, was.subject) == key]
                times = len([was for was in before if stands(one, was, one.at)])
                origin = origin_of(one, times)
                self.owes(key, origin, one.at, rule=one.rule, anchored_at=one.anchored_at, at=at)

    def _wanted(self, known_at: datetime) -> Mapping[Key, Wanted]:
        days_off = self.clockwork.knowledge.almanac(known_at).days_off
        found = wanted(self.standing, self.procedure, days_off.__contains__)
        asked = self.clockwork.asks
        return {
            key: one
            for key, one in found.items()
            if asked(NATURE, one.kind, one.anchored_at, known_at=known_at)
        }

    def owes(
        self,
        key: Key,
        origin: str,
        due_at: datetime | None,
        *,
        rule: str = "",
        anchored_at: datetime,
        at: datetime,
    ) -> None:
        """Keep that something is owed from an instant on."""
        kind, subject = key
        self.running[key] = Expected(
            kind,
            root=self.application.review_id,
            origin=origin,
            anchored_at=anchored_at,
            subject=subject,
            promised_for=due_at,
            rule=rule,
            set_at=at,
        )
        self.ever.append(self.running[key])


Acts = Mapping[AnyVerb, Callable[[Life, AuditEvent], Any]]

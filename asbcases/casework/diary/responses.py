"""By when somebody was to be there: each triage that sends somebody starts the clock of its grade.

A triage that sends somebody by the same grade keeps the clock; every other one ends it. Whoever comes meets it at the
instant of arrival, and so does an officer who was there before the first triage. Closing ends it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asbcases.cases.choices import Handling
from asbcases.cases.models import Triage
from asbcases.casework.diary.acts import Act, What, acts_of, ruled
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected


def responses(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every first response that was ever owed to these incidents."""
    if root != "incident":
        return
    for incident, acts in acts_of(ids, clockwork).items():
        yield from _Replay(incident, clockwork).all(acts)


@dataclass
class _Replay:
    incident: int
    clockwork: Clockwork
    owed: Expected | None = None
    newest: Triage | None = None
    closed_at: datetime | None = None
    arrivals: list[datetime] = field(default_factory=list)
    ever: list[Expected] = field(default_factory=list)

    def all(self, acts: Sequence[Act]) -> list[Expected]:
        for act in acts:
            if ruled(self.owed, self.clockwork, act.at):
                self.owed = None
            if act.what is What.TRIAGED:
                self._triaged(act)
            elif act.what is What.ATTENDED:
                self.arrivals.append(act.row.happened_at)
                self._end(met_at=act.row.happened_at, noted_at=act.at)
            elif act.what is What.CLOSED:
                self._end(cancelled_at=act.at)
                self.newest, self.closed_at, self.arrivals = None, act.at, []
        ruled(self.owed, self.clockwork)
        return self.ever

    def _triaged(self, act: Act) -> None:
        before, self.newest = self.newest, act.row
        if before and (before.grade, before.handling) == (act.row.grade, act.row.handling):
            return
        self._end(cancelled_at=act.at)
        if act.row.handling != Handling.ATTEND:
            return
        self.owed = Expected(
            Kind.RESPONSE,
            root=self.incident,
            origin=f"triage:{act.row.pk}",
            anchored_at=act.at,
            rule="response.attend",
            qualifier=act.row.grade,
        )
        self.ever.append(self.owed)
        if before is None and self.arrivals:
            self._end(met_at=min(self.arrivals), noted_at=act.at)

    def _end(
        self,
        *,
        met_at: datetime | None = None,
        cancelled_at: datetime | None = None,
        noted_at: datetime | None = None,
    ) -> None:
        if self.owed:
            self.owed.end(met_at=met_at, cancelled_at=cancelled_at, noted_at=noted_at)
        self.owed = None

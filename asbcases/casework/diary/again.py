"""When incidents were to be triaged again: nobody was sent, a partner had it, another was recorded near by, or it was reopened.

Every triage is the one that was owed, and may start the next. To send somebody ends what waited for that; closing ends
all of it, and opening again starts anew. What another incident, or opening again, sets going waits for a triage that came
after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asbcases.cases.choices import Handling
from asbcases.casework.diary.acts import Act, What, acts_of, ruled
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected

RULE = "triage.again"
PARTNER, UNRESOURCED, LINKED, REOPENED = "partner", "unresourced", "linked", "reopened"


def triages_again(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every further triage that was ever owed of these incidents."""
    if root != "incident":
        return
    for incident, acts in acts_of(ids, clockwork).items():
        yield from _Replay(incident, clockwork).all(acts)


@dataclass
class _Replay:
    incident: int
    clockwork: Clockwork
    owed: dict[str, Expected] = field(default_factory=dict)
    triaged_at: datetime | None = None
    sent: bool = False
    came: bool = False
    closed: bool = False
    ever: list[Expected] = field(default_factory=list)

    def all(self, acts: Sequence[Act]) -> list[Expected]:
        answers = {
            What.TRIAGED: self._triaged,
            What.SENT: self._sent,
            What.ATTENDED: self._came,
            What.NOBODY_CAME: self._nobody_came,
            What.CLOSED: self._closed,
            What.REOPENED: self._reopened,
            What.LINKED: self._linked,
        }
        for act in acts:
            self.owed = {
                subject: one for subject, one in self.owed.items() if not ruled(one, self.clockwork, act.at)
            }
            if act.what in answers:
                answers[act.what](act)
        for one in self.owed.values():
            ruled(one, self.clockwork)
        return self.ever

    def _triaged(self, act: Act) -> None:
        for subject, one in list(self.owed.items()):
            if subject not in (LINKED, REOPENED) or one.anchored_at < act.at:
                one.end(met_at=act.at)
                del self.owed[subject]
        self.triaged_at = act.at
        if act.row.handling == Handling.PARTNER:
            self._set(PARTNER, PARTNER, f"triage:{act.row.pk}", act.at)
        elif act.row.handling == Handling.ATTEND and not self.sent:
            self._set(UNRESOURCED, f"{UNRESOURCED}.{act.row.grade}", f"triage:{act.row.pk}", act.at)

    def _sent(self, act: Act) -> None:
        self.sent = True
        if UNRESOURCED in self.owed:
            self.owed.pop(UNRESOURCED).end(cancelled_at=act.at)

    def _came(self, act: Act) -> None:
        self.came = self.sent

    def _nobody_came(self, act: Act) -> None:
        # Of those who were on the way nobody comes; who had come before had come.
        self.sent = self.came

    def _closed(self, act: Act) -> None:
        for one in self.owed.values():
            one.end(cancelled_at=act.at)
        self.owed, self.sent, self.came, self.closed = {}, False, False, True

    def _reopened(self, act: Act) -> None:
        self.closed = False
        self._set(REOPENED, REOPENED, f"auditevent:{act.pk}", act.at)

    def _linked(self, act: Act) -> None:
        if self.triaged_at and self.triaged_at < act.at and not self.closed:
            self._set(LINKED, LINKED, f"incident:{act.pk}", act.at)

    def _set(self, subject: str, qualifier: str, origin: str, at: datetime) -> None:
        if subject in self.owed or not self.clockwork.asks(RULE, qualifier, at):
            return
        self.owed[subject] = Expected(
            Kind.RE_TRIAGE,
            root=self.incident,
            origin=origin,
            anchored_at=at,
            subject=subject,
            rule=RULE,
            qualifier=qualifier,
        )
        self.ever.append(self.owed[subject])

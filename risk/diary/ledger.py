"""What is owed about one victim of a case, and what ever was: set, met and cancelled act by act."""

from dataclasses import dataclass, field
from datetime import datetime

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from risk.diary.acts import Cause


@dataclass
class Ledger:
    """The deadlines of one victim; `at` is the instant of the act that is replayed."""

    case: int
    subject: str
    at: datetime
    clockwork: Clockwork
    live: bool = True
    owed: dict[tuple[Kind, str], Expected] = field(default_factory=dict)
    ever: list[Expected] = field(default_factory=list)

    def turn_to(self, at: datetime | None) -> None:
        """Turn to the instant of the next act, or to now: what somebody waived or cancelled by then has ended."""
        self.at = at or self.at
        for key, one in list(self.owed.items()):
            ended_at = self.clockwork.ended_at(one)
            if ended_at and (at is None or ended_at <= at):
                self.owed.pop(key).end(cancelled_at=ended_at)

    def get(self, kind: Kind, rank: str = "") -> Expected | None:
        """Return what is owed of a kind and rank; None where nothing is."""
        return self.owed.get((kind, rank))

    def asks(self, rule: str, qualifier: str, since: datetime) -> bool:
        """Return whether policy asks for something on the day on which its clock starts, as it is known now."""
        return self.clockwork.asks(rule, qualifier, since, known_at=self.at)

    def expected(
        self,
        kind: Kind,
        rule: str,
        qualifier: str,
        cause: Cause,
        *,
        rank: str = "",
        promised_for: datetime | None = None,
    ) -> Expected:
        """Return a deadline that would be set now."""
        return Expected(
            kind,
            root=self.case,
            origin=cause.origin,
            anchored_at=cause.since,
            subject=self.subject,
            rank=rank,
            rule=rule,
            qualifier=qualifier,
            promised_for=promised_for,
            set_at=self.at,
        )

    def add(self, one: Expected) -> None:
        """Have it owed from now on, unless one of its kind and rank is or the case is over for the victim."""
        if self.live and (one.kind, one.rank) not in self.owed:
            self.owed[one.kind, one.rank] = one
            self.ever.append(one)

    def set(self, kind: Kind, rule: str, qualifier: str, cause: Cause, *, rank: str = "") -> None:
        """Have it owed where policy asks for it."""
        if self.asks(rule, qualifier, cause.since):
            self.add(self.expected(kind, rule, qualifier, cause, rank=rank))

    def is_late(self, one: Expected) -> bool:
        """Return whether it is late by now."""
        due_at = self.clockwork.due_at(one, self.at)
        return due_at is not None and due_at <= self.at

    def meet(self, kind: Kind, rank: str = "", *, done_at: datetime | None = None) -> None:
        """End what is owed because it was done, now or earlier."""
        if one := self.owed.pop((kind, rank), None):
            one.end(met_at=done_at or self.at, noted_at=self.at)

    def cancel(self, kind: Kind, rank: str = "") -> None:
        """End what is owed because it need not be done any more."""
        if one := self.owed.pop((kind, rank), None):
            one.end(cancelled_at=self.at)

    def drop(self, kind: Kind, rank: str = "") -> None:
        """Cancel it unless it is late."""
        one = self.get(kind, rank)
        if one and not self.is_late(one):
            self.cancel(kind, rank)

    def end(self) -> None:
        """Cancel all that is owed, and let nothing be set any more."""
        for kind, rank in list(self.owed):
            self.cancel(kind, rank)
        self.live = False

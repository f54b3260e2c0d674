"""Deadlines as the pages of a case tell them: what, of whom, by when, whose, and why that date."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from asbcases.accounts.choices import Rank
from asbcases.cases.models import CaseParty
from asbcases.deadlines.choices import Kind, State
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import state_at

COLOURS: Mapping[State, str] = {State.OVERDUE: "red", State.DUE_SOON: "yellow", State.DUE: "blue"}


class Due(NamedTuple):
    """One deadline in words."""

    deadline: Deadline
    words: str
    state: State
    party: CaseParty | None = None

    @property
    def what(self) -> str:
        """Return what is owed, as a sentence begins."""
        return self.words[:1].upper() + self.words[1:]

    @property
    def late(self) -> bool:
        """Return whether it is late."""
        return self.state is State.OVERDUE

    @property
    def soon(self) -> bool:
        """Return whether it is about to be late."""
        return self.state is State.DUE_SOON

    @property
    def colour(self) -> str:
        """Return the colour of its tag."""
        return COLOURS.get(self.state, "grey")

    @property
    def whose(self) -> str:
        """Return who owes it, and the rank that it asks for."""
        rank = Rank(self.deadline.rank).label.lower() if self.deadline.rank else ""
        return f"{self.deadline.owner.name} ({rank})" if rank else self.deadline.owner.name

    @property
    def is_review(self) -> bool:
        """Return whether a supervisor has to look at the risk again."""
        return self.deadline.kind == Kind.RISK_REVIEW

    @property
    def is_first_assessment(self) -> bool:
        """Return whether a victim has not been assessed yet."""
        return self.deadline.kind == Kind.FIRST_ASSESSMENT


def told(deadline: Deadline, now: datetime, parties: Iterable[CaseParty] = ()) -> Due:
    """Return a deadline in words, with the victim whom it concerns."""
    party = next((party for party in parties if str(party.number) == deadline.subject), None)
    kind = deadline.get_kind_display()
    words = f"{kind} of {party.person.name}" if party else kind
    return Due(deadline, words, state_at(deadline, now), party)

"""Deadlines as the pages of a case tell them: what, of whom, by when, whose, and why that date."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from asbcases.accounts.choices import Rank
from asbcases.cases.models import CaseParty
from asbcases.casework.views.doing import OF_A_VICTIM
from asbcases.deadlines.choices import Kind, State
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import state_at

# What is done with somebody or for them; everything else is of them.
WITH: Mapping[str, str] = {
    Kind.VICTIM_CONTACT: "contact with {name}",
    Kind.ACTION_PLAN: "action plan for {name}",
    Kind.SAFETY_PLAN: "safety plan for {name}",
    Kind.PANEL_DECISION: "decision on the multi-agency panel for {name}",
    Kind.RE_ASSESSMENT: "risk assessment again of {name}",
}
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


def told(
    deadline: Deadline,
    now: datetime,
    parties: Iterable[CaseParty] = (),
    actions: Mapping[str, str] | None = None,
) -> Due:
    """Return a deadline in words, with the victim whom it concerns, or the action that is to be done."""
    kind = deadline.get_kind_display()
    if deadline.kind == Kind.CASE_ACTION:
        words = (actions or {}).get(deadline.subject, "")
        return Due(
            deadline, f"action {deadline.subject}: {words}".removesuffix(": "), state_at(deadline, now)
        )
    of_victim = deadline.kind in OF_A_VICTIM
    party = next((party for party in parties if of_victim and str(party.number) == deadline.subject), None)
    words = WITH.get(deadline.kind, f"{kind} of {{name}}").format(name=party.person.name) if party else kind
    return Due(deadline, words, state_at(deadline, now), party)

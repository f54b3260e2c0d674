"""What acts on a review after its threshold must find: the review under way, the row as it was seen."""

from datetime import datetime
from typing import Protocol

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from triggers.models import Panel
from triggers.transitions.shared import locked_open


class Versioned(Protocol):
    """A row that counts its changes."""

    version: int


def under_review(review: CaseReview) -> CaseReview:
    """Return the review locked; Refused unless its threshold is met and it goes on."""
    review = locked_open(review)
    if review.stage != ReviewStage.REVIEW:
        raise Refused("The threshold is not decided as met: a review has not begun.")
    return review


def panel_to_come(panel: Panel, seen: int | None = None) -> Panel:
    """Return a panel that has neither decided nor been cancelled, locked after its review."""
    review = under_review(panel.review)
    panel = locked(panel)
    panel.review = review
    refuse_unless_seen(panel, seen)
    if panel.cancelled_at:
        raise Refused(f"Panel {panel.number} was cancelled: load the page again.")
    if panel.decided_at:
        raise Refused(f"What panel {panel.number} decided is recorded already: load the page again.")
    return panel


def refuse_unless_seen(row: Versioned, seen: int | None) -> None:
    """Refuse where somebody changed the row since it was shown."""
    if seen is not None and row.version != seen:
        raise Refused("Somebody changed this meanwhile: load the page again and look at what they wrote.")


def refuse_before(at: datetime, earlier: datetime, words: str) -> None:
    """Refuse an instant that lies before what it follows."""
    if at < earlier:
        raise Refused(f"Look at the time again: {words}.")

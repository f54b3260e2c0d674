"""What several acts on a review share: how they are recorded, and what an act must find."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force

ENDED = (ReviewStage.CLOSED, ReviewStage.WITHDRAWN)


def record_on(
    verb: Verb,
    review: CaseReview,
    *,
    by: User | None,
    now: datetime,
    happened_at: datetime | None = None,
    reason: str = "",
    **data: object,
) -> None:
    """Write an event about a review."""
    record(verb, by=by, now=now, happened_at=happened_at, reason=reason, data=data, review=review)


def locked_open(review: CaseReview) -> CaseReview:
    """Return the review as it stands now, locked; Refused where it has ended."""
    review = locked(review)
    if review.stage in ENDED:
        raise Refused("This review has ended: load the page again.")
    return review


def refuse_on_draft(review: CaseReview, now: datetime) -> None:
    """Refuse what needs an application while the victim has not consented to it (ACR-4)."""
    if review.stage == ReviewStage.DRAFT:
        facts = {"third_party": True, "consent": False, "draft": False}
        raise Refused(" ".join(consider("ACR-4", facts, limits_in_force(now)).reasons))


def must_be_past(at: datetime, now: datetime, what: str) -> None:
    """Refuse an instant that has not come."""
    if at > now:
        raise Refused(f"Look at the time again: {what} lies in the future.")


def said(words: str, asks: str) -> str:
    """Return words without space around them; Refused with what to say where there are none."""
    words = words.strip()
    if not words:
        raise Refused(asks)
    return words

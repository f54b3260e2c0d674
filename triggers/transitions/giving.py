"""A review is given to somebody else: who takes it owes from then on what was owed on it, and is told."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import hand_over
from asbcases.deadlines.transitions.recording import path_of
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue
from partners import access
from triggers.queries.reviews import takers_of
from triggers.transitions.shared import record_on, said


@transaction.atomic
def give_review(review: CaseReview, *, to: User, why: str, by: User, now: datetime) -> CaseReview:
    """Give a review to another co-ordinator of its area, or to an ASB officer, and return it; the dates stay.

    One that has ended is given too: an appeal may come, and what a body accepted to do is asked for.
    """
    review = locked(review)
    former = review.owner
    why = said(why, "Say why it is given to somebody else.")
    if to == former:
        raise Refused(f"{to.name} has it already: choose somebody else.")
    if not takers_of(review).filter(pk=to.pk).exists():
        raise Refused(f"{to.name} neither co-ordinates this area nor is an ASB officer: choose one who is.")
    if not access.reviews_visible_to(to, now=now).filter(pk=review.pk).exists():
        raise Refused(f"{to.name} may not know of this review: choose somebody who may.")
    review.owner = to
    review.version += 1
    review.save(update_fields=["owner", "version"])
    record_on(Verb.REVIEW_GIVEN, review, by=by, now=now, reason=why, owner=to.name, owner_id=to.pk)
    owes_instead(review, former, to, why=f"The case review was given to {to.name}", by=by, now=now)
    _tell(review, to, now)
    return review


def owes_instead(
    review: CaseReview, former: User | None, to: User, *, why: str, by: User, now: datetime
) -> None:
    """Have whoever takes it owe what the former owed, or where there was nobody, whoever stood in for one."""
    owed = Deadline.objects.filter(OPEN, review=review).exclude(owner=to).order_by("due_at", "pk")
    for deadline in owed.filter(owner=former) if former else owed:
        hand_over(deadline, to=to, reason=why, by=by, now=now)


def _tell(review: CaseReview, to: User, now: datetime) -> None:
    context: dict[str, object] = {
        "kind": "a case review",
        "reference": review.reference,
        "path": path_of(review),
    }
    key = f"given:{review.pk}.{review.version}:{to.pk}"
    queue([message_of(key, to, Template.REVIEW_GIVEN, context, now=now, rings=False, review=review)])

"""The area of a review whose applicant did not know it: from then on it is that area's, as if it had been known at receipt."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from triggers.choices import NOT_KNOWN
from triggers.models import Application, BodyReply, ThresholdDecision
from triggers.queries.areas import name_of
from triggers.queries.procedures import hold_versions, procedure_of, version_on
from triggers.queries.reviews import co_ordinator_of, relevant_bodies, whole_area
from triggers.rules.shapes import Step
from triggers.transitions import clocks
from triggers.transitions.applications import ON_RECEIPT
from triggers.transitions.bodies import tell
from triggers.transitions.giving import owes_instead
from triggers.transitions.later_clocks import follow
from triggers.transitions.shared import locked_open, record_on, said

WHY = "The area is known: its own clock runs from the receipt"


@transaction.atomic
def settle_area(review: CaseReview, *, area: str, why: str, by: User, now: datetime) -> CaseReview:
    """Give a review of no known area the one it belongs to, and return it.

    Whoever co-ordinates that area has it now. The version in force there on the day of receipt governs: each clock that it
    states runs from the receipt, in place of a day that was or would have been agreed, and its bodies are told.
    """
    review = locked_open(review)
    _refuse_unless_open(review, area)
    former = review.owner
    reason = said(why, "Say how the area was found out.")
    hold_versions(area)
    _belongs(review, area, now)
    application = _governed(review)
    record_on(Verb.REVIEW_AREA_SETTLED, review, by=by, now=now, reason=reason, area=name_of(area), code=area)
    if review.stage != ReviewStage.DRAFT:
        _begin(application, by=by, now=now)
    _pass_on(review, former, by=by, now=now)
    return review


def _pass_on(review: CaseReview, former: User | None, *, by: User, now: datetime) -> None:
    """Have the area's co-ordinator owe by the same days what the area states no clock for, and its district watch over it."""
    Deadline.objects.filter(OPEN, review=review).update(district=review.district)
    if review.owner and review.owner != former:
        why = f"The area is known: {review.owner.name} co-ordinates it"
        owes_instead(review, former, review.owner, why=why, by=by, now=now)


def _refuse_unless_open(review: CaseReview, area: str) -> None:
    if review.area != NOT_KNOWN:
        raise Refused(f"The area of this review is known: it is {name_of(review.area)}.")
    if ThresholdDecision.objects.filter(review=review).exists():
        raise Refused(
            "The threshold was decided by the numbers of the Act: another procedure cannot govern it now."
        )
    if not name_of(area):
        raise Refused("Choose one of the areas that are known here.")


def _belongs(review: CaseReview, area: str, now: datetime) -> None:
    here = whole_area(area)
    review.area, review.council, review.district = area, here.council, here.district
    review.owner = co_ordinator_of(area, now) or review.owner
    review.version += 1
    review.save(update_fields=["area", "council", "district", "owner", "version"])


def _governed(review: CaseReview) -> Application:
    application = locked(review.application)
    application.review, application.procedure = (
        review,
        version_on(review.area, london_day(review.received_at)),
    )
    if application.clocks_from:
        application.held_for = _found(application, application.clocks_from).unstated
    application.version += 1
    application.save(update_fields=["procedure", "held_for", "version"])
    return application


def _found(application: Application, at: datetime) -> clocks.OfReceipt:
    return clocks.of_receipt(procedure_of(application), at, clocks.is_holiday())


def _begin(application: Application, *, by: User, now: datetime) -> None:
    """End what was agreed or to be agreed of each step that the area states, start its clock, and tell the bodies."""
    review, procedure = application.review, procedure_of(application)
    at = application.clocks_from or now
    found = _found(application, at)
    stated = {Step(one.step) for one in found if one.last_day}
    for step in stated:
        agreed = Q(kind=Kind.ACR_AGREE_DATE, subject=step.value) | Q(kind=clocks.KIND[step])
        for deadline in Deadline.objects.filter(OPEN, agreed, review=review).order_by("pk"):
            cancel(deadline, reason=WHY, by=by, now=now)
    done = {Step.ACK} if application.acknowledged_at else set()
    clocks.start(application, found, only=stated - done, by=by, now=now)
    if Step.AGENCY_REPLY in stated:
        for body in BodyReply.objects.filter(review=review, answer="").order_by("number"):
            clocks.expect_reply(body, procedure, by=by, now=now)
    tell(application, relevant_bodies(review.area, procedure, london_day(at)), how=ON_RECEIPT, by=by, now=now)
    if procedure:
        clocks.decide_sooner(application, procedure, by=by, now=now)
    follow(review, why=WHY, by=by, now=now)

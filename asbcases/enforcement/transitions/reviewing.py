"""Reviews of a warning or notice: is it complied with, does it still have to be, and what is decided."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import next_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure, MeasureReview
from asbcases.enforcement.rules.early import REVIEWED
from asbcases.enforcement.transitions.drafting import told_of
from asbcases.enforcement.transitions.early_reviews import watch_early
from asbcases.enforcement.transitions.serving import in_force
from asbcases.errors import Refused


@transaction.atomic
def review_measure(
    measure: Measure, *, compliance: str, support: str = "", decision: str, by: User, now: datetime
) -> MeasureReview:
    """Keep how a warning or notice is complied with and what was decided, and return the review."""
    measure = in_force(measure)
    if measure.kind not in (MeasureKind.CPW, MeasureKind.CPN, *REVIEWED):
        raise Refused("The review of an order is recorded on its own page.")
    if not compliance.strip():
        raise Refused("Say how it is complied with.")
    if not decision.strip():
        raise Refused("Say what was decided: it stays, is varied, or is discharged.")
    review = MeasureReview.objects.create(
        case=measure.case,
        measure=measure,
        number=next_number(MeasureReview.objects.filter(measure=measure)),
        reviewed_at=now,
        compliance=compliance.strip(),
        support=support.strip(),
        decision=decision.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    data = told_of(measure, number=review.number)
    record(Verb.MEASURE_REVIEWED, by=by, now=now, case=measure.case, data=data)
    meet(Kind.MEASURE_REVIEW, subject=measure.reference, by=by, now=now, case=measure.case)
    if measure.kind in REVIEWED:
        watch_early(measure, origin=f"measurereview:{review.pk}", anchored_at=now, by=by, now=now)
    return review

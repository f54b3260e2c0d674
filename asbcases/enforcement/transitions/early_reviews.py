"""The review of a contract or of mediation: policy says how soon, and again after each; nobody forgets what was agreed."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.transitions import set_deadline
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.early import REVIEW_RULE, REVIEWED
from asbcases.law.periods import london_day
from asbcases.policies.queries import find_limit


def watch_early(measure: Measure, *, origin: str, anchored_at: datetime, by: User, now: datetime) -> None:
    """Set the review of a measure that is reviewed by policy; nothing where policy of its day names none."""
    if measure.kind not in REVIEWED or find_limit(REVIEW_RULE, measure.kind, london_day(anchored_at)) is None:
        return
    case, kind = measure.case, Kind.MEASURE_REVIEW
    set_deadline(
        kind, origin=origin, because=f"a {measure.get_kind_display().lower()} is reviewed",
        rule=REVIEW_RULE, qualifier=measure.kind, subject=measure.reference,
        owner=owner_for(kind, author=by, lead=case.lead, district=case.district, now=now),
        district=case.district, anchored_at=anchored_at, by=by, now=now, case=case,
    )  # fmt: skip

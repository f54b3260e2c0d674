"""By when supervisors had to decide what they were asked, and closed cases to be looked at, told from the file alone.

What was asked is met when it is granted or returned, and over when it is withdrawn, as closing the case does of itself.
What a closing keeps is looked at so many months after its clear period began, unless the case was opened again before.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from asbcases.accounts.choices import Rank
from asbcases.cases.case_choices import RetentionClass, Verdict
from asbcases.cases.models import Approval, CaseClosing, CaseReopening
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import LONDON


def approvals(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the decision that each question on these cases asks for."""
    if root != "case":
        return
    for approval in Approval.objects.filter(case__in=ids).order_by("pk"):
        owed = Expected(
            Kind.APPROVAL,
            root=approval.case_id,
            origin=f"approval:{approval.pk}",
            anchored_at=approval.asked_at,
            subject=str(approval.number),
            rank=approval.rank,
            rule="approval.decide",
            qualifier=approval.kind,
        )
        ruled_at, decided_at = clockwork.ended_at(owed), approval.decided_at
        if ruled_at and not (decided_at and decided_at < ruled_at):
            owed.end(cancelled_at=ruled_at)
        if decided_at and approval.verdict == Verdict.WITHDRAWN:
            owed.end(cancelled_at=decided_at)
        owed.end(met_at=decided_at)
        yield owed


def retention_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the review of what is kept of these cases, one for each closing."""
    if root != "case":
        return
    reopened: dict[int, list[datetime]] = defaultdict(list)
    for opening in CaseReopening.objects.filter(case__in=ids).order_by("reopened_at", "pk"):
        reopened[opening.case_id].append(opening.reopened_at)
    for closing in CaseClosing.objects.filter(case__in=ids).order_by("pk"):
        owed = Expected(
            Kind.RETENTION_REVIEW,
            root=closing.case_id,
            origin=f"case_closing:{closing.pk}",
            anchored_at=_kept_from(closing),
            rank=Rank.INSPECTOR.value,
            rule="retention.review",
            qualifier=closing.retention_class,
            set_at=closing.closed_at,
        )
        again = (at for at in reopened[closing.case_id] if at >= closing.closed_at)
        ends = [at for at in (clockwork.ended_at(owed), next(again, None)) if at]
        owed.end(cancelled_at=min(ends, default=None))
        yield owed


def _kept_from(closing: CaseClosing) -> datetime:
    """Return the instant from which the months count: the closing, or the day on which a child grows up."""
    if closing.retention_class != RetentionClass.CHILD:
        return closing.closed_at
    return datetime.combine(closing.clear_from, time(0), LONDON).astimezone(UTC)

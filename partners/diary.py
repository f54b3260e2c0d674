"""Which deadlines shares set going, told from the file alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from asbcases.accounts.choices import Rank
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, CaseClosing, ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from partners.models import Share


def ends_of_shares(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of each share of these cases or plans that has one; a recall, or closing its root, ends it before."""
    if root not in ("case", "plan"):
        return
    of_these: dict[str, Any] = {f"{root}__in": ids}
    shares = AccessGrant.objects.filter(source=GrantSource.SHARE, ends_at__isnull=False, **of_these)
    closed = _closings(ids) if root == "case" else _plans_closed(ids)
    for share in shares.order_by("pk"):
        end = Expected(
            Kind.SHARE_EXPIRY,
            root=(key := share.case_id or share.plan_id),  # type: ignore[arg-type]
            origin=f"grant:{share.pk}",
            anchored_at=share.granted_at,
            subject=str(share.pk),
            promised_for=share.ends_at,
        )
        ends = [at for at in closed[key] if at >= share.granted_at][:1]
        ends += [share.revoked_at] if share.revoked_at else []
        if ends and share.ends_at and share.ends_at > min(ends):
            end.end(cancelled_at=min(ends))
        yield end


def reviews_of_urgent_shares(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the review of each share that no agreement covers; it is over when made, waived, or the case is closed."""
    if root != "case":
        return
    shares = list(Share.objects.filter(case__in=ids, agreement__isnull=True).order_by("pk"))
    closed = _closings([share.case_id for share in shares]) if shares else {}
    for share in shares:
        owed = Expected(
            Kind.SHARE_REVIEW,
            root=share.case_id,
            origin=f"share:{share.pk}",
            anchored_at=share.recorded_at,
            subject=str(share.number),
            rank=Rank.SERGEANT,
            rule="share.review",
        )
        closings = [at for at in closed.get(share.case_id, ()) if at >= share.recorded_at][:1]
        ends = [("cancelled_at", at) for at in (clockwork.ended_at(owed), *closings) if at]
        ends += [("met_at", share.reviewed_at)] if share.reviewed_at else []
        if ends:
            how, at = min(ends, key=lambda end: end[1])
            owed.end(**{how: at})
        yield owed


def _plans_closed(plans: Sequence[int]) -> dict[int | None, list[datetime]]:
    """Return when each of these plans was closed."""
    rows = ProblemPlan.objects.filter(pk__in=plans, closed_at__isnull=False).values_list("pk", "closed_at")
    return defaultdict(list, {plan: [at] for plan, at in rows if at})


def _closings(cases: Sequence[int]) -> dict[int | None, list[datetime]]:
    """Return when each of these cases was closed, in order; the first ones only on the case itself."""
    closings = CaseClosing.objects.filter(case__in=cases).values_list("case", "closed_at")
    stood = Case.objects.filter(pk__in=cases, closed_at__isnull=False).values_list("pk", "closed_at")
    found: dict[int | None, list[datetime]] = defaultdict(list)
    for case, closed_at in sorted({(case, at) for case, at in (*closings, *stood) if at}):
        found[case].append(closed_at)
    return found

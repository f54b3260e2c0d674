"""Which deadlines shares set going, told from the file alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, CaseClosing
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected


def ends_of_shares(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of each share of these cases that has one; closing the case ends those that have not passed."""
    if root != "case":
        return
    shares = AccessGrant.objects.filter(case__in=ids, source=GrantSource.SHARE, ends_at__isnull=False)
    closed = _closings(ids)
    for share in shares.order_by("pk"):
        end = Expected(
            Kind.SHARE_EXPIRY,
            root=share.case_id,  # type: ignore[arg-type]
            origin=f"grant:{share.pk}",
            anchored_at=share.granted_at,
            subject=str(share.pk),
            promised_for=share.ends_at,
        )
        closed_at = next((at for at in closed[share.case_id] if at >= share.granted_at), None)
        if closed_at and share.ends_at and share.ends_at > closed_at:
            end.end(cancelled_at=closed_at)
        yield end


def _closings(cases: Sequence[int]) -> dict[int | None, list[datetime]]:
    """Return when each of these cases was closed, in order; the first ones only on the case itself."""
    closings = CaseClosing.objects.filter(case__in=cases).values_list("case", "closed_at")
    stood = Case.objects.filter(pk__in=cases, closed_at__isnull=False).values_list("pk", "closed_at")
    found: dict[int | None, list[datetime]] = defaultdict(list)
    for case, closed_at in sorted({(case, at) for case, at in (*closings, *stood) if at}):
        found[case].append(closed_at)
    return found

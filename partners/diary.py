"""Which deadlines shares set going, told from the file alone."""

from collections.abc import Iterator, Sequence

from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected


def ends_of_shares(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of each share of these cases that has one; closing the case ends those that have not passed."""
    if root != "case":
        return
    shares = AccessGrant.objects.filter(case__in=ids, source=GrantSource.SHARE, ends_at__isnull=False)
    for share in shares.select_related("case").order_by("pk"):
        end = Expected(
            Kind.SHARE_EXPIRY,
            root=share.case.pk,  # type: ignore[union-attr]
            origin=f"grant:{share.pk}",
            anchored_at=share.granted_at,
            subject=str(share.pk),
            promised_for=share.ends_at,
        )
        closed_at = share.case.closed_at  # type: ignore[union-attr]
        if closed_at and share.ends_at and share.ends_at > closed_at:
            end.end(cancelled_at=closed_at)
        yield end

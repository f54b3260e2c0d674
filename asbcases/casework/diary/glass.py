"""By when it was to be reviewed why somebody broke the glass of a restricted case."""

from collections.abc import Iterator, Sequence

from asbcases.accounts.choices import Rank
from asbcases.cases.models import GlassBreak
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected


def glass_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the review of each broken glass; it is over when made or waived."""
    if root != "case":
        return
    for glass in GlassBreak.objects.filter(case__in=ids).order_by("pk"):
        owed = Expected(
            Kind.GLASS_REVIEW,
            root=glass.case_id,
            origin=f"glass:{glass.pk}",
            anchored_at=glass.broken_at,
            subject=str(glass.number),
            rank=Rank.SERGEANT,
            rule="glass.review",
        )
        ends = [("cancelled_at", at) for at in (clockwork.ended_at(owed),) if at]
        ends += [("met_at", glass.reviewed_at)] if glass.reviewed_at else []
        if ends:
            how, at = min(ends, key=lambda end: end[1])
            owed.end(**{how: at})
        yield owed

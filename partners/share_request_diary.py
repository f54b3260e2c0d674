"""Which answers to requests to share are owed, told from the file alone."""

from collections.abc import Iterator, Sequence

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_midnight_after
from partners.choices import ShareAnswer
from partners.models import ShareRequest


def answers(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the answer to each request: met when it is given, over when it was withdrawn or its case was closed."""
    if root not in ("report", "case"):
        return
    for request in ShareRequest.objects.filter(**{f"{root}__in": ids}).order_by("pk"):
        owed = _owed(request)
        met = request.answered_at if request.answer != ShareAnswer.OVER else None
        closed = request.answered_at if request.answer == ShareAnswer.OVER else None
        over = request.withdrawn_at or closed
        # Of facts of one instant a ruling comes first, since it needs an open clock.
        stated = (("cancelled_at", clockwork.ended_at(owed)), ("met_at", met), ("cancelled_at", over))
        if ends := [(how, at) for how, at in stated if at]:
            how, at = min(ends, key=lambda end: end[1])
            owed.end(**{how: at})
        yield owed


def _owed(request: ShareRequest) -> Expected:
    named = request.needed_on
    return Expected(
        Kind.SHARE_REQUEST,
        root=request.report_id or request.case_id,  # type: ignore[arg-type]
        origin=f"sharerequest:{request.pk}",
        anchored_at=request.recorded_at,
        subject=request.reference,
        rule="" if named else "share_request.answer",
        qualifier="" if named else "urgent" if request.urgent else "other",
        promised_for=london_midnight_after(named) if named else None,
    )

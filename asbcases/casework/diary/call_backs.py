"""Which deadlines the promises made to callers set going, told from the file alone."""

from collections.abc import Iterator, Sequence

from asbcases.cases.models import CallBack
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected


def call_backs(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield a call back for each promise on these reports; it is met by the call, unless somebody waived or cancelled it before."""
    if root != "report":
        return
    for promise in CallBack.objects.filter(report__in=ids).order_by("pk"):
        owed = Expected(
            Kind.CALL_BACK,
            root=promise.report_id,
            origin=f"call_back:{promise.pk}",
            anchored_at=promise.promised_at,
            subject=str(promise.number),
            promised_for=promise.call_by,
        )
        ended_at = clockwork.ended_at(owed)
        if ended_at and not (promise.made_at and promise.made_at < ended_at):
            owed.end(cancelled_at=ended_at)
        owed.end(met_at=promise.made_at)
        yield owed

"""To which victims the case review is still to be explained (ACG-1), of what hangs on a record that is to be closed.

Of reports that whoever closes may not see nothing is asked: what is owed on them stays in the diary.
"""

from django.db.models import QuerySet

from asbcases.cases.case_choices import Blocking
from asbcases.cases.models import Case, Incident
from asbcases.cases.rules.closing import BlockingItem
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN

WORDS = (
    "The case review has to be explained to the victim of report {report}: "
    "say on its page that it was explained, or why not."
)


def owed_at_closing(record: Incident | Case) -> QuerySet[Deadline]:
    """Return each explanation that is owed on a report of an incident, or of the incidents of a case; the oldest first."""
    owed = Deadline.objects.filter(OPEN, kind=Kind.EXPLAIN_REVIEW)
    if isinstance(record, Incident):
        return owed.filter(report__tells_of__incident=record).select_related("report").order_by("pk")
    links = record.incident_links.filter(recorded_in_error_at__isnull=True)
    told = {"report__tells_of__incident__in": links.values("incident")}
    stands = {"report__tells_of__incident__recorded_in_error_at__isnull": True}
    return owed.filter(**told, **stands).select_related("report").order_by("pk")


def words_of(owed: Deadline) -> str:
    """Return what has to be done before it is closed, naming the report."""
    return WORDS.format(report=owed.report.reference if owed.report else "")


def items_of(case: Case) -> list[BlockingItem]:
    """Return what of this stands in the way of closing a case, each with the reference of its report."""
    return [
        BlockingItem(Blocking.EXPLAIN, owed.report.reference, words_of(owed), owed.pk)
        for owed in owed_at_closing(case)
        if owed.report
    ]

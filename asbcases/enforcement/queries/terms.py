"""Requirements whose time comes or has passed, and of which nobody has said whether they were met."""

from django.db.models import Exists, OuterRef, QuerySet

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.models import BreachTerm, Measure, MeasureTerm
from asbcases.enforcement.queries.measures import STANDS

# So many are looked at once.
MOST = 100


def terms_to_look_at(deadlines: QuerySet[Deadline]) -> list[Deadline]:
    """Return the clocks of requirements among these, but of those whose breach was recorded or on which a notice follows."""
    rows = deadlines.filter(OPEN, kind=Kind.TERM_DUE).select_related("owner").order_by("due_at", "pk")
    found = list(rows[:MOST])
    if not found:
        return []
    seen = _seen({row.subject.partition(" ")[0] for row in found})
    return [row for row in found if row.subject not in seen]


def _seen(references: set[str]) -> set[str]:
    breached = BreachTerm.objects.filter(term=OuterRef("pk"), breach__recorded_in_error_at__isnull=True)
    notices = Measure.objects.filter(STANDS, warning=OuterRef("measure")).exclude(state=MeasureState.DROPPED)
    terms = MeasureTerm.objects.filter(measure__reference__in=references)
    spoken = terms.filter(Exists(breached) | Exists(notices)).values_list("measure__reference", "number")
    return {f"{reference} term {number}" for reference, number in spoken}

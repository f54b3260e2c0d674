"""Requirements whose time comes or has passed, and of which nobody has said whether they were met."""

from collections.abc import Iterable

from django.db.models import Exists, Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.models import Breach, BreachTerm, Measure
from asbcases.enforcement.queries.measures import STANDS

# So many are looked at once.
MOST = 100


def terms_to_look_at(deadlines: QuerySet[Deadline]) -> list[Deadline]:
    """Return the clocks of requirements among these, but of those whose breach was recorded or on which a notice follows."""
    rows = deadlines.filter(OPEN, kind=Kind.TERM_DUE).select_related("owner").order_by("due_at", "pk")
    return list(unanswered(rows)[:MOST])


def unanswered(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Return these without those of which a breach was recorded, or on whose warning a notice follows.

    A clock names its requirement in its subject: "CPN-2026-000001 term 2".
    """
    number = Cast("term__number", TextField())
    named = Concat("term__measure__reference", Value(" term "), number, output_field=TextField())
    breached = BreachTerm.objects.filter(case=OuterRef("case"), breach__recorded_in_error_at__isnull=True)
    notices = Measure.objects.filter(STANDS, case=OuterRef("case"), warning__isnull=False)
    about = Func(OuterRef("subject"), Value(" "), Value(1), function="split_part", output_field=TextField())
    return deadlines.exclude(
        Exists(breached.annotate(named=named).filter(named=OuterRef("subject")))
        | Exists(notices.exclude(state=MeasureState.DROPPED).filter(warning__reference=about))
    )


def alleged_of(breaches: Iterable[Breach]) -> dict[int, Breach]:
    """Return the newest breach that stands of each term, by the key of the term; read with `breaches_of`."""
    stands = (one for one in breaches if one.recorded_in_error_at is None)
    return {row.term_id: one for one in sorted(stands, key=lambda one: one.number) for row in one.terms.all()}

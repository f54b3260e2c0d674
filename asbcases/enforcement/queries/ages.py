"""Which measures in force were last looked at by another date of birth than is known now."""

from collections.abc import Iterator

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from asbcases.enforcement.choices import MeasureKind, MeasureState
from asbcases.enforcement.models import Measure, RuleWeighed
from asbcases.enforcement.queries.measures import STANDS, born_on, is_body

BATCH = 1_000
WITH = ("subject__same_as__same_as__same_as", "case__lead", "case__district")


def of_another_age() -> Iterator[Measure]:
    """Yield them in batches, each in one statement, however many there are."""
    last = 0
    while batch := list(_in_force().filter(pk__gt=last)[:BATCH]):
        yield from (measure for measure in batch if _differs(measure))
        last = batch[-1].pk


def _in_force() -> QuerySet[Measure]:
    ours = Q(kind=MeasureKind.CBO) | Q(kind__in=(MeasureKind.CPW, MeasureKind.CPN), ours=True)
    newest = RuleWeighed.objects.filter(measure=OuterRef("pk"), rule="FAIR-6").order_by("-pk")
    rows = Measure.objects.filter(STANDS, ours, state=MeasureState.ISSUED).select_related(*WITH)
    stated = Subquery(newest.annotate(stated=KT("facts__date_of_birth")).values("stated")[:1])
    return rows.annotate(asked_by=stated).order_by("pk")


def _differs(measure: Measure) -> bool:
    born = None if is_body(measure.subject) else born_on(measure.subject)
    known: str | None = measure.asked_by  # type: ignore[attr-defined]
    return known != (born.isoformat() if born else None)

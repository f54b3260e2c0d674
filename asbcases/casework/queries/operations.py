"""Reads of named operations."""

from django.db.models import Q, QuerySet

from asbcases.cases.models import Incident, Operation


def all_operations() -> QuerySet[Operation]:
    """Return the operations, the one that began last first."""
    rows = Operation.objects.filter(recorded_in_error_at__isnull=True).select_related("district")
    return rows.order_by("-starts_on", "-pk")


def incidents_of(operation: Operation, visible: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return the incidents under an operation, of those that one may see."""
    under = Q(operations__operation=operation, operations__recorded_in_error_at__isnull=True)
    return visible.filter(under)

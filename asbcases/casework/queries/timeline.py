"""What has happened: the events of the record on a case and on its incidents."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case, Incident

# Families of verbs, by the first word of the verb, in the order of the filter.
FAMILIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "case": ("Case", ("case",)),
    "incidents": ("Incidents", ("report", "incident")),
    "risk": ("Risk", ("assessment", "risk")),
    "deadlines": ("Deadlines", ("deadline",)),
}


def verbs_of(family: str) -> list[Verb]:
    """Return the verbs of a family."""
    return [verb for verb in Verb if verb.value.split(".")[0] in FAMILIES[family][1]]


def timeline_of(case: Case, incidents: Iterable[Incident] = (), family: str = "") -> QuerySet[AuditEvent]:
    """Return the events of a case and of incidents in it, the one recorded last first.

    The incidents are named one by one: a sub-query for them would have the whole record read.
    """
    named = [incident.pk for incident in incidents]
    events = AuditEvent.objects.filter(Q(case=case) | Q(incident__in=named))
    if family:
        events = events.filter(verb__in=verbs_of(family))
    return events.order_by("-recorded_at", "-pk")

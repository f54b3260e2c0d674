"""What has happened: the events of the record on a case and on its incidents."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import F, Q, QuerySet, prefetch_related_objects

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.verbs import VERBS, AnyVerb
from asbcases.cases.models import Case, Incident, JournalEntry

# Families of verbs, by the first word of the verb, in the order of the filter.
FAMILIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "journal": ("Journal", ("journal", "contact", "partner")),
    "case": ("Case", ("case", "document", "reference", "sample")),
    "incidents": ("Incidents", ("report", "incident", "call_back", "safe_contact", "reply")),
    "risk": ("Risk", ("assessment", "risk")),
    "support": ("Support and plans", ("support", "plan", "panel")),
    "measures": (
        "Warnings, notices and orders",
        (
            *("measure", "appeal", "breach", "penalty", "works", "seizure", "order", "hearing"),
            *("exhibit", "paper"),
        ),
    ),
    "remedies": ("Remedies and restorative justice", ("remedy", "restorative")),
    "actions": ("Actions", ("action",)),
    "decisions": ("Decisions", ("approval", "closing")),
    "deadlines": ("Deadlines", ("deadline", "task")),
}
LINKS = (Verb.CASE_LINKED, Verb.CASE_UNLINKED)
# So many names are offered to choose from; a case on which more people spoke is read without the choice.
MOST_SPEAKERS = 300


class Speaker(NamedTuple):
    """Somebody who did something on a case or said it, and their agency."""

    name: str
    agency: str


def verbs_of(family: str) -> list[AnyVerb]:
    """Return the verbs of a family."""
    return [verb for verb in VERBS if verb.value.split(".")[0] in FAMILIES[family][1]]


def timeline_of(
    case: Case,
    incidents: Iterable[Incident] = (),
    family: str = "",
    *,
    speaker: Speaker | None = None,
    links: Collection[int] = (),
) -> QuerySet[AuditEvent]:
    """Return the events of a case and of incidents in it, the one recorded last first.

    Of a speaker, what they did or said: a name without an agency, or an agency without a name, will do. `links` are
    the links with other cases of which whoever asks may know. The incidents are named one by one: a sub-query for
    them would have the whole record read.
    """
    events = _on(case, incidents).exclude(Q(verb__in=LINKS) & ~Q(data__link__in=list(links)))
    if family:
        events = events.filter(verb__in=verbs_of(family))
    if speaker:
        events = events.filter(_by(case, speaker))
    return events.order_by("-recorded_at", "-pk")


def with_incidents(events: Iterable[AuditEvent], incidents: Iterable[Incident]) -> list[AuditEvent]:
    """Return events with their incidents: those at hand are not read anew, of others all at once what one may see."""
    rows, at_hand = list(events), {incident.pk: incident for incident in incidents}
    for row in rows:
        if row.incident_id in at_hand:
            row.incident = at_hand[row.incident_id]
    others = [row for row in rows if row.incident_id and row.incident_id not in at_hand]
    prefetch_related_objects(others, "incident")
    return rows


def _on(case: Case, incidents: Iterable[Incident]) -> QuerySet[AuditEvent]:
    named = [incident.pk for incident in incidents]
    return AuditEvent.objects.filter(Q(case=case) | Q(incident__in=named))


def _by(case: Case, speaker: Speaker) -> Q:
    """Return the condition that somebody did it, or that the journal says that they said it."""
    did, said = Q(), Q(case=case)
    if speaker.name:
        did, said = did & Q(actor_name=speaker.name), said & Q(said_by=speaker.name)
    if speaker.agency:
        did, said = did & Q(actor_agency=speaker.agency), said & Q(agency=speaker.agency)
    entries = list(JournalEntry.objects.filter(said).values_list("pk", flat=True))
    return did | Q(verb=Verb.JOURNAL_WRITTEN, data__entry__in=entries)


def speakers_on(case: Case, incidents: Iterable[Incident]) -> list[Speaker]:
    """Return who did something on a case or its incidents, or is quoted in its journal, by name; no service."""
    did = _on(case, incidents).filter(actor__isnull=False).order_by()
    said = JournalEntry.objects.filter(case=case).order_by()
    both = did.values_list("actor_name", "actor_agency").union(
        said.annotate(by=F("said_by"), of=F("agency")).values_list("by", "of")
    )
    return sorted(Speaker(*row) for row in both[:MOST_SPEAKERS])

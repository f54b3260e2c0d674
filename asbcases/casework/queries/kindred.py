"""What belongs together with an incident: other incidents and cases of the same people or place, each with why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from asbcases.cases.models import (
    Case,
    CaseIncident,
    CaseParty,
    Incident,
    IncidentParty,
    IncidentReport,
    Person,
    Recognition,
    Report,
)
from asbcases.casework.queries.cases import newest as newest_cases
from asbcases.casework.queries.cases import selected, still_open
from asbcases.casework.queries.clocks import LOOK_BACK
from asbcases.casework.queries.finding import find_same_reports_each, keys_of
from asbcases.casework.queries.incidents import newest

OFFERED = 20
# Whoever stands in more files than this is looked up on their own page.
MOST = 200
# A likeness of names is no reason: two people may bear one.
HITS: Mapping[str, str] = {
    "phone": "the same telephone number",
    "email": "the same e-mail address",
    "address": "the same home address",
    "place": "the same place",
}
Reasons = dict[int, list[str]]


class Kindred(NamedTuple):
    """An incident that may be part of the same problem, and why."""

    incident: Incident
    reasons: list[str]


class Near(NamedTuple):
    """An open case of the same people or place, and why it is taken for one."""

    case: Case
    reasons: list[str]


def open_kindred(incident: Incident, visible: QuerySet[Incident], *, now: datetime) -> list[Kindred]:
    """Return the other open incidents of the same people or place, of those that one may see, the latest first."""
    reasons = _reasons(incident, visible, since=now - LOOK_BACK)
    still = newest(visible).filter(pk__in=reasons, closed_at__isnull=True)
    return [Kindred(found, reasons[found.pk]) for found in still[:OFFERED]]


def in_cases(incidents: Iterable[Incident]) -> set[int]:
    """Return the ids of those of these incidents that are part of a case which one may see."""
    links = CaseIncident.objects.filter(incident__in=list(incidents), recorded_in_error_at__isnull=True)
    return set(links.values_list("incident", flat=True))


def open_cases_near(
    incident: Incident, cases: QuerySet[Case], visible: QuerySet[Incident], *, now: datetime
) -> list[Near]:
    """Return the open cases of the same people or place of which an incident is no part, of those that one may see."""
    reasons: Reasons = defaultdict(list)
    parties = CaseParty.objects.filter(
        person__in=_records_of(_people_of(incident)), recorded_in_error_at__isnull=True
    )
    for party in parties.select_related("person").order_by("pk")[:MOST]:
        _add(reasons, party.case_id, f"{party.person.name} is {_a(party.get_role_display())} in it")
    kin = _reasons(incident, visible, since=now - LOOK_BACK)
    links = CaseIncident.objects.filter(incident__in=kin, recorded_in_error_at__isnull=True)
    for link in links.select_related("incident").order_by("pk")[:MOST]:
        _add(reasons, link.case_id, f"{link.incident.reference} in it: {', '.join(kin[link.incident_id])}")
    others = still_open(selected(cases)).filter(pk__in=reasons).exclude(incident_links__incident=incident)
    return [Near(case, reasons[case.pk]) for case in newest_cases(others)[:OFFERED]]


def _reasons(incident: Incident, visible: QuerySet[Incident], *, since: datetime) -> Reasons:
    """Return for each incident what it has in common with this one."""
    found: Reasons = defaultdict(list)
    for pk, why in (*_by_people(incident), *_by_premises(incident, visible), *_by_keys(incident, since)):
        _add(found, pk, why)
    found.pop(incident.pk, None)
    return found


def _add(reasons: Reasons, pk: int, why: str) -> None:
    if why not in reasons[pk]:
        reasons[pk].append(why)


def _a(role: str) -> str:
    return f"the {role.lower()}"


def _by_people(incident: Incident) -> Iterator[tuple[int, str]]:
    people = _records_of(_people_of(incident))
    parties = IncidentParty.objects.filter(person__in=people, recorded_in_error_at__isnull=True)
    for party in parties.select_related("person").order_by("-pk")[:MOST]:
        yield party.incident_id, f"{party.person.name} is {_a(party.get_role_display())}"
    told = IncidentReport.objects.filter(
        report__recognition__person__in=people, report__recognition__recorded_in_error_at__isnull=True
    )
    for link in told.select_related("report__recognition__person").order_by("-pk")[:MOST]:
        yield link.incident_id, f"{link.report.recognition.person.name} was recognised in a report of it"


def _by_premises(incident: Incident, visible: QuerySet[Incident]) -> Iterator[tuple[int, str]]:
    if incident.premises_id:
        for pk in newest(visible).filter(premises=incident.premises_id).values_list("pk", flat=True)[:MOST]:
            yield pk, "the same premises"


def _by_keys(incident: Incident, since: datetime) -> Iterator[tuple[int, str]]:
    reports = Report.objects.filter(tells_of__incident=incident).order_by("-received_at", "-pk")[:OFFERED]
    hits: dict[int, list[str]] = {}
    for found in find_same_reports_each([(keys_of(report), since) for report in reports]):
        hits |= found
    told = IncidentReport.objects.filter(report__in=hits).values_list("report", "incident")
    for report_key, pk in told.order_by("-pk"):
        yield from ((pk, HITS[hit]) for hit in hits[report_key] if hit in HITS)


def _people_of(incident: Incident) -> Collection[int]:
    parties = IncidentParty.objects.filter(incident=incident, recorded_in_error_at__isnull=True)
    told = Recognition.objects.filter(report__tells_of__incident=incident, recorded_in_error_at__isnull=True)
    return {*parties.values_list("person", flat=True), *told.values_list("person", flat=True)}


def _records_of(people: Iterable[int]) -> Collection[int]:
    """Return the ids of every record that somebody decided to be of one of these people."""
    found: set[int] = set()
    new = set(people)
    while new:
        found |= new
        pairs = Person.objects.filter(Q(pk__in=new) | Q(same_as__in=new)).values_list("pk", "same_as")
        new = {pk for pair in pairs for pk in pair if pk} - found
    return found

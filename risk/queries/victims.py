"""Who is a victim of a case or an incident, and what is owed about the risk to them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty, Incident, IncidentParty
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import outstanding_on, owed
from risk.models import Victim

VICTIM = Q(role=PartyRole.VICTIM, recorded_in_error_at__isnull=True)
OF_A_VICTIM = Q(party__role=PartyRole.VICTIM, party__recorded_in_error_at__isnull=True)
# What is owed about one victim of a case, with the number of the victim as its subject.
ABOUT_A_VICTIM = (
    Kind.FIRST_ASSESSMENT,
    Kind.RE_ASSESSMENT,
    Kind.SIGN_OFF,
    Kind.RISK_REVIEW,
    Kind.SECOND_REVIEW,
    Kind.VICTIM_CONTACT,
    Kind.ACTION_PLAN,
    Kind.SAFETY_PLAN,
    Kind.PANEL_DECISION,
)


def victims_of(case: Case) -> QuerySet[CaseParty]:
    """Return the victims of a case, each of whom is assessed for themselves."""
    return CaseParty.objects.filter(VICTIM, case=case).select_related("person").order_by("number")


def victims_at(incident: Incident) -> QuerySet[IncidentParty]:
    """Return the victims of an incident, each of whom is assessed for themselves, case or no case."""
    return IncidentParty.objects.filter(VICTIM, incident=incident).select_related("person").order_by("number")


def incidents_with(party: CaseParty) -> QuerySet[Incident]:
    """Return the incidents of a case that name this person as a victim."""
    named = IncidentParty.objects.filter(VICTIM, incident=OuterRef("pk"), person=party.person_id)
    linked = Q(case_links__case=party.case_id, case_links__recorded_in_error_at__isnull=True)
    return Incident.objects.filter(linked, Exists(named)).order_by("pk")


def owed_to(party: Victim) -> QuerySet[Deadline]:
    """Return what the diary says is still owed about a victim, the earliest first."""
    on = outstanding_on(party.case) if isinstance(party, CaseParty) else owed_on_incident(party.incident)
    return on.filter(kind__in=ABOUT_A_VICTIM, subject=str(party.number))


def owed_on_incident(incident: Incident) -> QuerySet[Deadline]:
    """Return what is still to be done on an incident, the earliest first."""
    return owed().filter(incident=incident).select_related("owner")

"""Reads of attendances: who is on the way, what somebody is sent to, what an officer has still to ask a victim."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from asbcases.accounts.choices import CASE_WORK, Role
from asbcases.accounts.duty import AROUND
from asbcases.accounts.models import District, Shift, User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Attendance, Incident, IncidentParty
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN, owed
from asbcases.law.periods import london_day

TO_COME = Q(arrived_at__isnull=True, none_attended="", recorded_in_error_at__isnull=True)


def attendances_of(incident: Incident) -> QuerySet[Attendance]:
    """Return who was sent and who came, in order, with their names."""
    found = Attendance.objects.filter(incident=incident, recorded_in_error_at__isnull=True)
    return found.select_related("agency", "officer", "recorded_by").order_by("number")


def on_the_way(incident: Incident) -> QuerySet[Attendance]:
    """Return who was sent and has not come yet."""
    return Attendance.objects.filter(TO_COME, incident=incident).order_by("number")


def sent_to(officer: User) -> QuerySet[Attendance]:
    """Return where an officer is sent, the oldest promise first; what is promised of no time comes last."""
    response = Deadline.objects.filter(OPEN, incident=OuterRef("incident"), kind=Kind.RESPONSE)
    found = Attendance.objects.filter(TO_COME, officer=officer, incident__closed_at__isnull=True)
    found = found.annotate(promised_at=Subquery(response.order_by("due_at").values("due_at")[:1]))
    return found.select_related("incident__premises", "incident__district").order_by(
        F("promised_at").asc(nulls_last=True), "sent_at", "pk"
    )


def victims_at(incidents: list[Incident]) -> dict[int, list[IncidentParty]]:
    """Return the victims of each of these incidents."""
    found: dict[int, list[IncidentParty]] = {incident.pk: [] for incident in incidents}
    victims = IncidentParty.objects.filter(
        incident__in=incidents, role=PartyRole.VICTIM, recorded_in_error_at__isnull=True
    )
    for party in victims.select_related("person").order_by("number"):
        found[party.incident_id].append(party)
    return found


def still_to_assess(officer: User) -> QuerySet[Deadline]:
    """Return the first assessments that are owed where this officer was, the oldest promise first."""
    was_there = Attendance.objects.filter(
        incident=OuterRef("incident"),
        officer=officer,
        arrived_at__isnull=False,
        recorded_in_error_at__isnull=True,
    )
    found = owed().filter(Exists(was_there), kind=Kind.FIRST_ASSESSMENT, incident__isnull=False)
    return found.select_related("incident__premises")


def may_be_sent(district: District | None, now: datetime) -> QuerySet[User]:
    """Return the officers at work at this hour who serve a district, by name: its own, and those of the whole county."""
    today = london_day(now)
    working = Q(on_leave_until__isnull=True) | Q(on_leave_until__lt=today)
    around = Shift.objects.filter(
        user=OuterRef("pk"), cancelled_at__isnull=True, starts_at__lt=now + AROUND, ends_at__gt=now - AROUND
    )
    # Of whom the rota says nothing, it is taken that they work.
    on_shift = ~Exists(around) | Exists(around.filter(starts_at__lte=now, ends_at__gt=now))
    found = User.objects.filter(working, on_shift, _serving(district), is_active=True)
    return found.order_by("name", "pk")


def _serving(district: District | None) -> Q:
    by_team = Q(district__isnull=True, team__active=True)
    here = Q(district=district) | (by_team & Q(team__district=district)) if district else Q(pk__in=[])
    nowhere = Q(district__isnull=True) & (Q(team__isnull=True) | Q(team__district__isnull=True))
    county = Q(role=Role.ASB_OFFICER) | (Q(role__in=CASE_WORK) & Q(team__force_wide=True, team__active=True))
    return (
        (here & Q(role__in=(Role.RESPONSE_OFFICER, *CASE_WORK)))
        | (nowhere & Q(role=Role.RESPONSE_OFFICER))
        | county
    )

"""Reads of cases: the lists, and the parts of the case page."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from asbcases.accounts.models import District, User
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import AccessGrant, Case, CaseParty, Incident
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import owed


def selected(
    cases: QuerySet[Case], *, lead: User | None = None, district: District | None = None
) -> QuerySet[Case]:
    """Return the cases of a lead and a district, each if given; none that was recorded in error."""
    wanted = Q(recorded_in_error_at__isnull=True)
    if lead:
        wanted &= Q(lead=lead)
    if district:
        wanted &= Q(district=district)
    return cases.filter(wanted)


def still_open(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases that are open or being monitored; in the words of the index of open cases."""
    return cases.filter(~Q(stage=Stage.CLOSED))


def closed(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases that are closed."""
    return cases.filter(stage=Stage.CLOSED)


def newest(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases, the one opened last first."""
    return cases.select_related("district", "lead").order_by("-opened_at", "-pk")


def due_first() -> QuerySet[Deadline]:
    """Return what is owed next on each case that owes anything; the review of what is kept is owed on closed ones only.

    A list of cases in this order is read from the diary: it costs what is owed, not what was ever opened.
    """
    earlier = Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk"))
    # By the kind, not by the stage of the case: the planner would leave the diary for the index of open cases.
    first = owed().filter(
        ~Q(kind=Kind.RETENTION_REVIEW), ~Exists(owed().filter(earlier, case=OuterRef("case")))
    )
    of_cases = first.filter(case__isnull=False, case__recorded_in_error_at__isnull=True)
    return of_cases.select_related("case__district", "case__lead", "owner")


def led_by(cases: QuerySet[Case], lead: User) -> list[int]:
    """Return the ids of the open cases of a lead."""
    return list(still_open(cases).filter(lead=lead).values_list("pk", flat=True))


def opened_to(user: User) -> list[int]:
    """Return the ids of the cases to which the person or their team was let in by name, in force or not."""
    named = AccessGrant.objects.filter(Q(user=user) | Q(team=user.team_id, team__isnull=False))
    return list(named.filter(case__isnull=False).values_list("case", flat=True).distinct())


def next_of(cases: Iterable[Case]) -> dict[int, Deadline]:
    """Return what is owed next on each case, where anything is."""
    found = owed().filter(case__in=list(cases)).select_related("owner").order_by("case", "due_at", "pk")
    return {deadline.case_id: deadline for deadline in found.distinct("case") if deadline.case_id}


def victims_of(cases: Iterable[Case]) -> dict[int, list[CaseParty]]:
    """Return the victims of each case, in the order in which they were added."""
    parties = parties_of(cases).filter(role=PartyRole.VICTIM)
    victims: dict[int, list[CaseParty]] = {}
    for party in parties:
        victims.setdefault(party.case_id, []).append(party)
    return victims


def parties_of(cases: Iterable[Case]) -> QuerySet[CaseParty]:
    """Return the people of these cases with their roles, by their numbers."""
    valid = CaseParty.objects.filter(case__in=list(cases), recorded_in_error_at__isnull=True)
    return valid.select_related("person").order_by("case", "number")


def incidents_of(case: Case, visible: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return the incidents of a case, of those that one may see, the latest event first."""
    linked = Q(case_links__case=case, case_links__recorded_in_error_at__isnull=True)
    return visible.filter(linked).order_by("-happened_from", "-pk")

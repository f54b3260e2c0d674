"""Children whose behaviour a plan is about, and whether youth justice support was considered for them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from asbcases.cases.choices import PartyRole, PersonKind
from asbcases.cases.models import CaseParty, IncidentParty, Person, ProblemPlan
from asbcases.cases.queries import foremost
from asbcases.law.limits import Limits
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force
from asbcases.sara.models import PlanLink, YouthSupport
from asbcases.sara.queries import STANDS, victims_of


def respondents_of(plan: ProblemPlan) -> QuerySet[Person]:
    """Return whose behaviour a plan is about, as far as whoever asks may know of them.

    They are the respondents of the linked cases and incidents, and who is linked by themselves and is no victim there.
    """
    links = PlanLink.objects.filter(STANDS, plan=plan)
    roles = {"person": OuterRef("pk"), "role": PartyRole.RESPONDENT}
    in_case = CaseParty.objects.filter(STANDS, case__in=links.values("case"), **roles)
    in_incident = IncidentParty.objects.filter(STANDS, incident__in=links.values("incident"), **roles)
    linked = Q(pk__in=links.filter(person__isnull=False).values("person"))
    linked &= ~Q(pk__in=victims_of(plan).order_by().values("pk"))
    found = Person.objects.filter(Exists(in_case) | Exists(in_incident) | linked)
    return found.filter(kind=PersonKind.PERSON).order_by("pk")


def children_of(people: Iterable[Person], *, now: datetime) -> list[Person]:
    """Return those of the people who are known to be under 18 on that day (FAIR-6), each once, by their foremost record."""
    known, limits, today = (
        {one.pk: one for one in map(_known_as, people)},
        limits_in_force(now),
        london_day(now),
    )
    return [one for one in known.values() if one.born_on and today < _adult_on(one.born_on, limits)]


def _known_as(person: Person) -> Person:
    """Return the foremost record of a person, born when it says or, where it does not, when their own does."""
    first = foremost(person)
    first.born_on = first.born_on or person.born_on
    return first


def _adult_on(born_on: date, limits: Limits) -> date:
    adult_on: date = consider("FAIR-6", {"date_of_birth": born_on}, limits).values["turns_18_on"]
    return adult_on


def unconsidered(plan: ProblemPlan, children: Iterable[Person]) -> list[Person]:
    """Return those of the children of whom nobody said whether support was considered."""
    rows = YouthSupport.objects.filter(plan=plan).select_related("person")
    said = {foremost(row.person).pk for row in rows}
    return [child for child in children if child.pk not in said]


def children_considered(plan: ProblemPlan, *, now: datetime) -> list[bool]:
    """Return for each child whose behaviour a plan is about whether it was said that support was considered."""
    children = children_of(respondents_of(plan), now=now)
    waiting = unconsidered(plan, children)
    return [child not in waiting for child in children]

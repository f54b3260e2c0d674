"""Who can lead a case."""

from django.db.models import Q, QuerySet

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of, works_for_county


def leads_for(district: District | None, user: User) -> QuerySet[User]:
    """Return those who work on cases in a district, and the person who asks, by name."""
    works_there = Q(district=district) | Q(district__isnull=True, team__district=district, team__active=True)
    at_work = User.objects.filter(is_active=True, role__in=CASE_WORK)
    return at_work.filter(works_there | Q(pk=user.pk)).order_by("name", "pk")


def may_lead(user: User) -> QuerySet[User]:
    """Return those to whom a supervisor may give cases of several districts: of their own, or of the whole county."""
    workers = User.objects.filter(is_active=True, role__in=CASE_WORK).order_by("name", "pk")
    if works_for_county(user):
        return workers
    here = districts_of(user)
    works_there = Q(district__in=here) | Q(district__isnull=True, team__district__in=here, team__active=True)
    return workers.filter(works_there | Q(pk=user.pk))

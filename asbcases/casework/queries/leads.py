"""Who can lead a case."""

from django.db.models import Q, QuerySet

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import District, User


def leads_for(district: District | None, user: User) -> QuerySet[User]:
    """Return those who work on cases in a district, and the person who asks, by name."""
    works_there = Q(district=district) | Q(district__isnull=True, team__district=district, team__active=True)
    at_work = User.objects.filter(is_active=True, role__in=CASE_WORK)
    return at_work.filter(works_there | Q(pk=user.pk)).order_by("name", "pk")

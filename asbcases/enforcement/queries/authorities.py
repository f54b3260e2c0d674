"""The register of authorities as one person keeps it: whose they are, and of which teams."""

from datetime import date

from django.db.models import Q, QuerySet

from asbcases.accounts.choices import POLICE_WORK, Role
from asbcases.accounts.models import Team, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.enforcement.models import Authority

# The rows of one holder stand together; a name would stand in the address of the next page.
ORDER = ("holder", "id")


def holders_kept_by(by: User) -> QuerySet[User]:
    """Return those whose authorities this person keeps; of a supervisor those of their district."""
    people = User.objects.filter(role__in=POLICE_WORK, is_active=True).order_by("name", "pk")
    if _of_the_force(by):
        return people
    districts = districts_of(by)
    return people.filter(Q(district__in=districts) | Q(district__isnull=True, team__district__in=districts))


def authorities_kept_by(by: User) -> QuerySet[Authority]:
    """Return the authorities that this person keeps, with those that have ended."""
    rows = Authority.objects.select_related("holder__team", "agency", "district")
    if _of_the_force(by):
        return rows
    districts = districts_of(by)
    return rows.filter(
        Q(holder__district__in=districts)
        | Q(holder__district__isnull=True, holder__team__district__in=districts)
    )


def chosen(
    rows: QuerySet[Authority], *, person: User | None, power: str | None, state: str | None, today: date
) -> QuerySet[Authority]:
    """Return the rows that are asked for: those that hold on a day or later, those that have ended, or all."""
    holds = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    if person:
        rows = rows.filter(holder=person)
    if power:
        rows = rows.filter(power=power)
    match state:
        case "all":
            return rows
        case "ended":
            return rows.exclude(holds)
    return rows.filter(holds)


def teams_kept_by(by: User) -> QuerySet[Team]:
    """Return the teams whose authorities this person enters at once."""
    teams = Team.objects.filter(active=True).order_by("name", "pk")
    return teams if _of_the_force(by) else teams.filter(district__in=districts_of(by))


def _of_the_force(by: User) -> bool:
    return by.role == Role.ADMINISTRATOR or works_for_county(by)

"""The people of a built county: one account for each role, and a second district to be locked out of."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import Agency, Council, District, Team, User

POLICE = "Essex Police"
LANDLORD = "Riverside Homes"
COUNCIL = "Colchester City Council"


@dataclass(frozen=True)
class Part:
    """One person of the cast."""

    username: str
    name: str
    role: Role
    rank: Rank = Rank.NONE
    agency: str = POLICE
    team: str = ""
    district: str = ""


CAST = (
    Part("handler", "Priya Shah", Role.CONTACT_HANDLER, team="Resolution Centre"),
    Part("response", "Tom Reid", Role.RESPONSE_OFFICER, Rank.CONSTABLE, district="colchester"),
    Part("cpt", "Amara Osei", Role.CPT_OFFICER, Rank.CONSTABLE, team="Colchester CPT", district="colchester"),
    Part("asb", "Helen Marsh", Role.ASB_OFFICER, Rank.CONSTABLE, team="ASB team"),
    Part(
        "sergeant", "Ben Lane", Role.SUPERVISOR, Rank.SERGEANT, team="Colchester CPT", district="colchester"
    ),
    Part("partner", "Dev Patel", Role.PARTNER, agency=LANDLORD),
    Part("coordinator", "Sunita Kaur", Role.COORDINATOR, agency=COUNCIL),
    Part("analyst", "Luke Frost", Role.ANALYST),
    Part("auditor", "Grace Obi", Role.AUDITOR),
    Part("admin", "Carys Bevan", Role.ADMINISTRATOR),
    Part("inspector", "Ruth Adeyemi", Role.SUPERVISOR, Rank.INSPECTOR, team="ASB team"),
    Part("cpt2", "Cara Webb", Role.CPT_OFFICER, Rank.CONSTABLE, team="Basildon CPT", district="basildon"),
    Part("sergeant2", "Ian Gale", Role.SUPERVISOR, Rank.SERGEANT, team="Basildon CPT", district="basildon"),
)
FORCE_WIDE_TEAMS = {"ASB team"}
TEAM_DISTRICT = {"Colchester CPT": "colchester", "Basildon CPT": "basildon"}


def enrol_cast(*, joined_at: datetime) -> dict[str, User]:
    """Make the accounts that are not there yet, with the demonstration's password; return them by name."""
    council = Council.objects.get(code="E07000071")
    Agency.objects.get_or_create(name=POLICE, defaults={"kind": AgencyKind.POLICE})
    Agency.objects.get_or_create(name=LANDLORD, defaults={"kind": AgencyKind.HOUSING})
    Agency.objects.get_or_create(name=COUNCIL, defaults={"kind": AgencyKind.COUNCIL, "council": council})
    return {part.username: _enrol(part, joined_at) for part in CAST}


def _enrol(part: Part, joined_at: datetime) -> User:
    existing = User.objects.filter(username=part.username).first()
    if existing:
        return existing
    agency = Agency.objects.get(name=part.agency)
    user = User(
        username=part.username,
        name=part.name,
        email=f"{part.username}@asb-cases.example",
        role=part.role,
        rank=part.rank,
        agency=agency,
        team=_team(part.team, agency) if part.team else None,
        district=District.objects.get(code=part.district) if part.district else None,
        date_joined=joined_at,
    )
    user.set_password(settings.DEMO_PASSWORD)
    user.save()
    return user


def _team(name: str, agency: Agency) -> Team:
    district = District.objects.get(code=TEAM_DISTRICT[name]) if name in TEAM_DISTRICT else None
    return Team.objects.get_or_create(
        name=name, agency=agency, defaults={"district": district, "force_wide": name in FORCE_WIDE_TEAMS}
    )[0]

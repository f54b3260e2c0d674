"""Who is there: everybody's role once, and those whose accounts are kept."""

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.accounts.second_factor import give_authenticator
from tests.make import SECRET, district, make_agency, make_team, make_user

# Who, besides the five whom every test knows, stands for the remaining roles.
ROLES = {
    "hana": Role.CONTACT_HANDLER,
    "ravi": Role.RESPONSE_OFFICER,
    "asha": Role.ASB_OFFICER,
    "ana": Role.ANALYST,
    "otto": Role.AUDITOR,
    "ada": Role.ADMINISTRATOR,
}


def enrolled() -> dict[str, User]:
    """Return the cast by the names they sign in with: Dev keeps the accounts of his agency, Sam has an app."""
    council = make_agency("Colchester City Council", AgencyKind.COUNCIL)
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    town = make_team("Colchester town team", district=district())
    people = [
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"),
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane"),
        make_user("cara", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="basildon", name="Cara Webb"),
        make_user("dev", Role.PARTNER, name="Dev Patel", agency=landlord, administers_agency=True),
        make_user("dina", Role.PARTNER, name="Dina Ray", agency=landlord),
        make_user("dan", Role.PARTNER, name="Dan Left", agency=landlord, is_active=False),
        make_user("box", Role.PARTNER, name="Housing system", agency=landlord, is_program=True),
        make_user("eve", Role.PARTNER, name="Eve Marsh", agency=council),
        make_user("cole", Role.COORDINATOR, name="Cole Hart", agency=council),
        *(make_user(name, role) for name, role in ROLES.items()),
        make_user("sam", Role.CPT_OFFICER, Rank.CONSTABLE, name="Sam Reed", team=town),
        make_user("gone", Role.ANALYST, name="Gus Gone", is_active=False),
    ]
    [sam] = (user for user in people if user.username == "sam")
    give_authenticator(sam, SECRET)
    return {user.username: user for user in people}

"""What an administrator may do with teams and agencies."""

from typing import Any

import pytest
from django.db import IntegrityError

from asbcases.accounts.choices import AgencyKind, Desk, Role
from asbcases.accounts.models import Agency, Council, Team, User
from asbcases.administration.transitions import save_agency, save_team
from asbcases.administration.transitions.saving import save
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from tests.make import NOW, district, make_agency, make_team, make_user

pytestmark = pytest.mark.django_db


def agency(by: User, existing: Agency | None = None, **fields: Any) -> Agency:
    stated = {"name": "Eastlight Homes", "kind": AgencyKind.HOUSING, "council": None, **fields}
    return save_agency(existing, **stated, by=by, now=NOW)


def team(by: User, existing: Team | None = None, **fields: Any) -> Team:
    stated = {"name": "Town team", "agency": make_agency(), "district": district(), "force_wide": False}
    return save_team(existing, **{**stated, **fields}, by=by, now=NOW)


def sentences() -> list[str]:
    return [event.sentence for event in AuditEvent.objects.order_by("id")]


def test_an_agency_is_made_and_changed(ada: User) -> None:
    made = agency(ada)

    changed = agency(ada, made, name="Eastlight Community Homes", version=1)

    assert (changed.pk, changed.version) == (made.pk, 2)
    assert sentences() == [
        "made the agency Eastlight Homes",
        "changed the agency Eastlight Community Homes",
    ]


def test_an_agency_may_belong_to_a_council_area(ada: User) -> None:
    council = Council.objects.get(name="Colchester")

    made = agency(ada, name="Colchester City Council", kind=AgencyKind.COUNCIL, council=council)

    assert made.council == council


def test_two_agencies_cannot_have_one_name(ada: User) -> None:
    agency(ada)

    with pytest.raises(Refused, match="There is an agency called Eastlight Homes already"):
        agency(ada)


def test_an_agency_that_nobody_changed_is_not_recorded_again(ada: User) -> None:
    made = agency(ada)

    agency(ada, made, version=1)

    assert len(sentences()) == 1


def test_a_stale_edit_of_an_agency_is_refused(ada: User) -> None:
    made = agency(ada)
    agency(ada, made, name="Eastlight", version=1)

    with pytest.raises(Refused, match="changed by somebody else"):
        agency(ada, made, name="East Light", version=1)


def test_an_agency_with_people_does_not_become_police(ada: User) -> None:
    housing = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    make_user("dev", Role.PARTNER, agency=housing)

    with pytest.raises(Refused, match="roles rest on its kind"):
        agency(ada, housing, kind=AgencyKind.POLICE, version=1)


def test_an_agency_with_active_people_is_not_closed(ada: User) -> None:
    housing = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    dev = make_user("dev", Role.PARTNER, agency=housing)

    with pytest.raises(Refused, match="still has 1 active person"):
        agency(ada, housing, active=False, version=1)

    User.objects.filter(pk=dev.pk).update(is_active=False)
    assert not agency(ada, housing, active=False, version=1).active


def test_a_team_is_made_changed_and_closed(ada: User) -> None:
    made = team(ada)
    closed = team(ada, made, active=False, version=1)

    assert not closed.active
    assert sentences() == ["made the team Town team", "changed the team Town team"]


def test_a_team_with_active_people_is_not_closed(ada: User) -> None:
    town = make_team("Town team", district=district())
    for name in ("amira", "ben"):
        make_user(name, Role.CPT_OFFICER, team=town)

    with pytest.raises(Refused, match="still has 2 active people"):
        team(ada, town, active=False, version=1)


def test_a_team_stays_with_its_agency(ada: User) -> None:
    made = team(ada)

    with pytest.raises(Refused, match="stays there"):
        team(ada, made, agency=make_agency("Eastlight Homes", AgencyKind.HOUSING), version=1)


def test_two_teams_of_one_agency_cannot_have_one_name(ada: User) -> None:
    team(ada)

    with pytest.raises(Refused, match="has a team called Town team already"):
        team(ada)


def test_only_police_teams_work_for_the_whole_force(ada: User) -> None:
    housing = make_agency("Eastlight Homes", AgencyKind.HOUSING)

    with pytest.raises(Refused, match="Only a police team works for the whole force"):
        team(ada, agency=housing, force_wide=True, district=None)


def test_a_force_wide_team_has_no_district(ada: User) -> None:
    with pytest.raises(Refused, match="for the whole force or for one district"):
        team(ada, force_wide=True)


def test_other_faults_of_the_database_are_not_taken_for_a_taken_name() -> None:
    with pytest.raises(IntegrityError):
        save(Agency(name="Nobody", kind="nonsense"), taken="taken")


def test_only_a_police_team_is_a_desk(ada: User) -> None:
    assert team(ada, desk=Desk.CONTROL_ROOM).desk == "control_room"

    with pytest.raises(Refused, match="Only a police team is a desk"):
        team(ada, agency=agency(ada), name="Estates", district=None, desk=Desk.ONLINE_DESK)

"""Who keeps the accounts of an agency keeps those of its partner officers, and no others."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import Team, User
from asbcases.administration import rules
from asbcases.administration.transitions import (
    change_user,
    enrol_user,
    renew_sign_in,
    restore_user,
    suspend_user,
)
from asbcases.administration.transitions.people import Particulars
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from tests.make import NOW, make_agency, make_team, make_user

HOME = "/shared/colleagues/"
PAGES = ("", "link/", "suspend/", "restore/")


@pytest.fixture
def keeper(client: Client, dev: User) -> Client:
    """Return the browser of Dev, who keeps the accounts of Eastlight Homes."""
    User.objects.filter(pk=dev.pk).update(administers_agency=True)
    dev.refresh_from_db()
    client.force_login(dev)
    return client


@pytest.fixture
def dina(dev: User) -> User:
    return make_user("dina", Role.PARTNER, name="Dina Ray", agency=dev.agency)


def stated(user: User, **changed: Any) -> Particulars:
    return Particulars(**{name: getattr(user, name) for name in Particulars.__annotations__} | changed)


def verbs() -> list[str]:
    return list(
        AuditEvent.objects.filter(verb__startswith="user.").order_by("pk").values_list("verb", flat=True)
    )


def test_a_colleague_gets_an_account_of_the_agency_and_a_link(keeper: Client, dev: User) -> None:
    made = keeper.post(f"{HOME}new/", {"username": "Dora", "name": "Dora Lim", "email": "dora@homes.example"})

    dora = User.objects.get(username="dora")
    assert made["Location"] == f"{HOME}{dora.pk}/link/"
    assert (dora.role, dora.agency, dora.administers_agency) == (Role.PARTNER, dev.agency, False)
    assert "/accounts/password/reset/key/" in keeper.post(made["Location"]).content.decode()
    assert verbs() == [Verb.USER_ENROLLED, Verb.USER_LINK_GIVEN]


def test_role_agency_and_flag_are_not_asked_for_whatever_is_sent(
    keeper: Client, dina: User, eve: User
) -> None:
    more = {"role": "administrator", "agency": eve.agency_id, "administers_agency": "on", "version": 1}
    keeper.post(f"{HOME}{dina.pk}/", {"name": "Dina Jones", "email": "", **more})

    dina.refresh_from_db()
    assert (dina.name, dina.role, dina.administers_agency) == ("Dina Jones", Role.PARTNER, False)
    assert dina.agency.name == "Eastlight Homes"


def test_a_colleague_is_put_into_a_team_of_the_agency_only(keeper: Client, dina: User, eve: User) -> None:
    ours, theirs = make_team("Wardens", agency=dina.agency), make_team("Noise", agency=eve.agency)

    def put(team: Team, version: int) -> int:
        sent = {"name": "Dina Ray", "email": "dina@homes.example", "team": team.pk, "version": version}
        return keeper.post(f"{HOME}{dina.pk}/", sent).status_code

    assert [put(theirs, 1), put(ours, 1)] == [400, 302]
    dina.refresh_from_db()
    assert dina.team == ours


def test_a_colleague_is_suspended_and_restored_with_a_reason(keeper: Client, dina: User) -> None:
    theirs = Client()
    theirs.force_login(dina)

    keeper.post(f"{HOME}{dina.pk}/suspend/", {"reason": "Left the landlord", "version": 1})
    assert theirs.get("/shared/").status_code == 302
    keeper.post(f"{HOME}{dina.pk}/restore/", {"reason": "Came back", "version": 2})

    dina.refresh_from_db()
    assert dina.is_active
    assert verbs() == [Verb.USER_SUSPENDED, Verb.USER_RESTORED]


def test_nobody_suspends_themselves(keeper: Client, dev: User) -> None:
    refused = keeper.post(f"{HOME}{dev.pk}/suspend/", {"reason": "Tired", "version": 1})

    assert refused.status_code == 409
    assert "cannot suspend your own account" in refused.content.decode()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES)
def test_the_account_of_another_agency_is_not_there(keeper: Client, role: Role, page: str) -> None:
    council = make_agency("Colchester City Council", AgencyKind.COUNCIL)
    agency = council if role in rules.KEEPERS else make_agency()
    other = make_user("other", role, agency=agency)

    for answer in (keeper.get(f"{HOME}{other.pk}/{page}"), keeper.post(f"{HOME}{other.pk}/{page}")):
        assert answer.status_code == 404
    assert "Other" not in keeper.get(HOME).content.decode()
    assert verbs() == []


def test_a_co_ordinator_of_the_same_agency_stays_with_the_police(keeper: Client, dev: User) -> None:
    cole = make_user("cole", Role.COORDINATOR, name="Cole Hart", agency=dev.agency)

    assert keeper.get(f"{HOME}{cole.pk}/").status_code == 404
    assert "Cole Hart" not in keeper.get(HOME).content.decode()


def test_without_the_flag_it_is_nobodys(client: Client, dev: User, dina: User, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(administers_agency=True)

    for user in (dev, ada):
        client.force_login(user)
        assert {client.get(f"{HOME}{path}").status_code for path in ("", "new/", f"{dina.pk}/")} == {403}


def test_the_verbs_themselves_refuse_what_the_pages_do_not_offer(
    keeper: Client, dev: User, dina: User, eve: User
) -> None:
    acts = (
        lambda: change_user(eve, particulars=stated(eve, name="Eve M"), version=1, by=dev, now=NOW),
        lambda: change_user(dina, particulars=stated(dina, agency=eve.agency), version=1, by=dev, now=NOW),
        lambda: change_user(
            dina, particulars=stated(dina, role=Role.COORDINATOR), version=1, by=dev, now=NOW
        ),
        lambda: enrol_user(username="x", particulars=stated(eve), by=dev, now=NOW),
        lambda: suspend_user(eve, reason="No", version=1, by=dev, now=NOW),
        lambda: restore_user(eve, reason="No", version=1, by=dev, now=NOW),
        lambda: renew_sign_in(eve, by=dev, now=NOW),
    )
    for act in acts:
        with pytest.raises(Refused, match="your own agency"):
            act()
    flagged = stated(dina, administers_agency=True)
    with pytest.raises(Refused, match="for the police to say"):
        change_user(dina, particulars=flagged, version=1, by=dev, now=NOW)
    with pytest.raises(Refused, match="your own agency"):
        suspend_user(dev, reason="No", version=1, by=dina, now=NOW)


def test_the_administrator_says_who_keeps_them_and_of_which_role(
    admin: Client, dev: User, amira: User
) -> None:
    def ticked(user: User) -> int:
        sent = {
            name: getattr(user, name) or "" for name in ("name", "email", "role", "rank", "collar_number")
        }
        place = {"agency": user.agency_id, "district": user.district_id or "", "version": 1}
        return admin.post(
            f"/administration/users/{user.pk}/", {**sent, **place, "administers_agency": "on"}
        ).status_code

    assert [ticked(dev), ticked(amira)] == [302, 400]
    assert list(User.objects.filter(administers_agency=True)) == [dev]
    stating = stated(amira, administers_agency=True, role=Role.CPT_OFFICER)
    with pytest.raises(Refused, match="of another agency keeps its accounts"):
        enrol_user(username="y", particulars=stating, by=None, now=NOW)


def test_the_way_there_is_shown_to_who_keeps_them(keeper: Client, dina: User) -> None:
    assert f'href="{HOME}"' in keeper.get("/shared/").content.decode()
    keeper.force_login(dina)
    assert f'href="{HOME}"' not in keeper.get("/shared/").content.decode()

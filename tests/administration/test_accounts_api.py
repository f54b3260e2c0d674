"""Accounts of people by the API, for administrators: as on the pages, with the same sentences."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from tests.api.conftest import Caller
from tests.make import PASSWORD, make_agency, make_team

pytestmark = pytest.mark.django_db

ACCOUNTS = "/api/v1/accounts/"
READ = "/api/v1/administration/accounts/"


@pytest.fixture
def admin(ada: User) -> Caller:
    return Caller(ada)


def stated(**more: Any) -> dict[str, Any]:
    return {"name": "Farah Khan", "role": "analyst", "agency": make_agency().name, **more}


def new(**more: Any) -> dict[str, Any]:
    return stated(username="farah.khan", **more)


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]


def faults(answer: Any) -> dict[str, str]:
    assert answer.status_code == 400, answer.json()
    return {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}


def test_an_account_is_made_once_and_nobody_can_sign_in_as_it_yet(admin: Caller) -> None:
    team = make_team("Town team")
    full = new(
        role="cpt_officer",
        rank="constable",
        collar_number="4711",
        email="farah@force.example",
        agency=team.agency.name,
        team="Town team",
    )

    made, again = (admin.post(ACCOUNTS, full, **{"Idempotency-Key": "farah"}) for _ in range(2))
    taken = admin.post(ACCOUNTS, {**full, "username": "Farah.Khan"})

    farah = User.objects.get(username="farah.khan")
    assert (made.status_code, made["Location"]) == (201, f"{READ}{farah.pk}/")
    assert (again["Idempotent-Replayed"], again.json()) == ("true", made.json())
    assert refusal(taken) == (409, "Somebody else signs in as farah.khan: choose another name.")
    assert (farah.team, farah.collar_number, farah.has_usable_password()) == (team, "4711", False)
    assert admin.get(made["Location"])["ETag"] == made["ETag"]
    assert AuditEvent.objects.filter(verb=Verb.USER_ENROLLED).count() == 1


def test_a_link_to_sign_in_is_shown_once_and_the_next_one_ends_it(admin: Caller, amira: User) -> None:
    at, key = f"{ACCOUNTS}{amira.pk}/", {"Idempotency-Key": "link"}

    linked, repeated = (admin.post(f"{at}link/", {}, **key) for _ in range(2))
    fresh = admin.post(f"{at}link/", {})

    assert [answer.status_code for answer in (linked, repeated, fresh)] == [200, 200, 200]
    assert "link" not in repeated.json()
    assert not Client().login(username="amira", password=PASSWORD)
    opened = [Client().get(answer.json()["link"]).status_code for answer in (linked, fresh)]
    assert opened == [200, 302]
    assert admin.get(f"{READ}{amira.pk}/")["ETag"] == fresh["ETag"]


def test_no_other_answer_gives_a_way_to_sign_in(admin: Caller, amira: User) -> None:
    make_agency("Eastlight Homes", AgencyKind.HOUSING)
    program = new(role="partner", agency="Eastlight Homes", is_program=True)
    made = admin.post(ACCOUNTS, program)
    at = f"{ACCOUNTS}{amira.pk}/"
    closed = admin.post(
        f"{at}suspend/", {"reason": "Left"}, **{"If-Match": admin.get(f"{READ}{amira.pk}/")["ETag"]}
    )
    opened = admin.post(f"{at}restore/", {"reason": "Back"}, **{"If-Match": closed["ETag"]})

    assert [answer.status_code for answer in (made, closed, opened)] == [201, 200, 200]
    assert made.json()["is_program"] is True
    for answer in (made, closed, opened):
        assert not {"password", "link", "token", "secret", "code"} & set(answer.json())
    assert admin.post(f"{at}authenticator/", {}).status_code == 404


def test_an_account_is_changed_suspended_and_restored_at_the_version_that_was_read(
    admin: Caller, amira: User
) -> None:
    at, read = f"{ACCOUNTS}{amira.pk}/", f"{READ}{amira.pk}/"
    first = {"If-Match": admin.get(read)["ETag"]}

    unsaid = admin.post(f"{at}change/", stated())
    done = admin.post(f"{at}change/", stated(), **first)
    stale = admin.post(f"{at}suspend/", {"reason": "Left"}, **first)
    suspended = admin.post(f"{at}suspend/", {"reason": "Left"}, **{"If-Match": done["ETag"]})
    twice = admin.post(f"{at}suspend/", {"reason": "Left"}, **{"If-Match": suspended["ETag"]})
    restored = admin.post(f"{at}restore/", {"reason": "Back"}, **{"If-Match": suspended["ETag"]})

    answers = (unsaid, done, stale, suspended, twice, restored)
    assert [each.status_code for each in answers] == [428, 200, 412, 200, 409, 200]
    assert (done.json()["name"], done.json()["role"], done["Content-Location"]) == (
        "Farah Khan",
        "analyst",
        read,
    )
    assert refusal(twice)[1] == "Farah Khan is suspended already."
    assert (suspended.json()["is_active"], restored.json()["is_active"]) == (False, True)
    assert not Client().login(username="amira", password=PASSWORD)
    told = AuditEvent.objects.filter(verb__in=(Verb.USER_SUSPENDED, Verb.USER_RESTORED)).order_by("pk")
    assert [event.reason for event in told] == ["Left", "Back"]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": ""}, "#/name"),
        ({"email": "no address"}, "#/email"),
        ({"role": "chief"}, "#/role"),
        ({"rank": "general"}, "#/rank"),
        ({"agency": "Nobody's"}, "#/agency"),
        ({"district": "kent"}, "#/district"),
        ({"team": "Repairs"}, "#/team"),
        ({"username": "x" * 61}, "#/username"),
        ({"collar_number": "1" * 13}, "#/collar_number"),
        ({"is_active": True}, "#/is_active"),
        ({"password": PASSWORD}, "#/password"),
    ],
)
def test_what_is_stated_wrongly_is_pointed_at(admin: Caller, wrong: dict[str, Any], pointer: str) -> None:
    make_team("Repairs", agency=make_agency("Eastlight Homes", AgencyKind.HOUSING))
    before = User.objects.count()

    answer = admin.post(ACCOUNTS, {**new(), **wrong})

    assert list(faults(answer)) == [pointer]
    assert User.objects.count() == before


def test_a_team_is_known_by_its_name_in_the_agency_that_is_stated(admin: Caller) -> None:
    homes = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    make_team("Town team")
    theirs = make_team("Town team", agency=homes)

    made = admin.post(ACCOUNTS, new(role="partner", agency=homes.name, team="Town team"))
    none = admin.post(ACCOUNTS, new(team="Repairs"))

    assert User.objects.get(pk=made.json()["number"]).team == theirs
    assert faults(none) == {
        "#/team": f"{make_agency().name} has no team called Repairs: name one of its teams, or none."
    }


@pytest.mark.parametrize(
    ("stating", "sentence"),
    [
        ({"role": "cpt_officer"}, "works in a district or a team: choose one"),
        ({"role": "partner"}, "A partner officer works for another agency"),
        ({"is_program": True}, "A program is a contact handler or a partner officer"),
        ({"keeps_accounts": True}, "Only a partner officer or a co-ordinator of another agency keeps"),
        ({"username": "farah khan"}, "is no valid name to sign in with"),
    ],
)
def test_what_does_not_go_together_is_refused_in_the_words_of_the_page(
    admin: Caller, stating: dict[str, Any], sentence: str
) -> None:
    status, detail = refusal(admin.post(ACCOUNTS, {**new(), **stating}))

    assert status == 409
    assert sentence in detail
    assert not User.objects.filter(name="Farah Khan").exists()


def test_the_last_administrator_and_oneself_stay(admin: Caller, ada: User) -> None:
    at, read = f"{ACCOUNTS}{ada.pk}/", {"If-Match": admin.get(f"{READ}{ada.pk}/")["ETag"]}

    left = admin.post(f"{at}suspend/", {"reason": "Mistake"}, **read)
    became = admin.post(f"{at}change/", stated(), **read)

    assert refusal(left) == (409, "You cannot suspend your own account: ask another administrator.")
    assert refusal(became)[0] == 409
    assert "is the last active administrator" in refusal(became)[1]

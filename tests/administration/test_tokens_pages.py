"""The pages of tokens: one's own, those of a program, and who may revoke which."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role, Scope
from asbcases.accounts.models import Token, User
from asbcases.accounts.provider import officer_named
from asbcases.administration.transitions import change_user, enrol_user, make_token, renew_sign_in
from asbcases.administration.transitions.people import Particulars
from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow
from tests.access.tokens import prove
from tests.make import NOW, PASSWORD, make_agency, make_user

pytestmark = pytest.mark.django_db
OWN = "/accounts/tokens/"
STATED = {"name": "Nightly copy", "scopes": ["read", "write:reports"], "days": "30"}


@pytest.fixture
def officer(client: Client, amira: User) -> Client:
    client.force_login(amira)
    return client


@pytest.fixture
def box(dev: User) -> User:
    User.objects.filter(pk=dev.pk).update(administers_agency=True)
    return make_user("box", Role.PARTNER, name="Housing system", agency=dev.agency, is_program=True)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    prove(client, user)
    return client


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def token_of(user: User, name: str = "Nightly copy") -> Token:
    stated: dict[str, Any] = {"name": name, "scopes": [Scope.READ], "days": 30, "factor_shown": True}
    return make_token(user, **stated, by=user, now=timezone.now()).token


def test_who_makes_a_token_shows_once_more_who_they_are(officer: Client) -> None:
    asked = officer.get(f"{OWN}new/")

    assert asked["Location"] == f"/accounts/reauthenticate/?next={OWN.replace('/', '%2F')}new%2F"
    sent = officer.post(f"{OWN}new/", STATED)
    assert sent["Location"].startswith("/accounts/reauthenticate/")
    assert not Token.objects.exists()
    made = officer.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": f"{OWN}new/"})
    assert "it is shown once" in text(made)
    assert Token.objects.get().name == "Nightly copy"
    assert officer.get(f"{OWN}new/").status_code == 200


def test_a_token_is_shown_once_and_works(officer: Client, amira: User) -> None:
    prove(officer, amira)

    answer = officer.post(f"{OWN}new/", STATED)

    [secret] = re.findall(r'value="(asbcases_[\w-]{43})"', text(answer))
    assert Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/cases/").status_code == 200
    token = Token.objects.get()
    assert (token.user, token.scopes, token.factor_shown) == (amira, ["read", "write:reports"], False)
    shown = text(officer.get(OWN))
    assert secret not in shown
    assert "Read what the account sees; Act on reports" in shown
    again = officer.post(f"{OWN}new/", STATED)
    assert (again.status_code, Token.objects.count()) == (409, 1)
    assert "There is a token called Nightly copy already" in text(again)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": ""}, "Enter name"),
        ({"scopes": []}, "Answer “What is it for?”"),
        ({"scopes": ["write:asked"]}, "write:asked is not one of the available choices"),
        ({"days": "0"}, "A token lasts at least 1 day"),
        ({"days": "91"}, "A token lasts at most 90 days"),
        ({"days": "soon"}, "Enter a whole number"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    officer: Client, amira: User, changed: dict[str, Any], why: str
) -> None:
    prove(officer, amira)

    answer = officer.post(f"{OWN}new/", {**STATED, **changed})

    assert answer.status_code == 400
    assert why in text(answer)
    assert not Token.objects.exists()


def test_without_a_policy_no_token_is_made(officer: Client, amira: User) -> None:
    prove(officer, amira)
    PolicyRow.objects.filter(rule="token.days").update(in_force_to=date(2015, 1, 1))

    assert officer.get(f"{OWN}new/").status_code == 409


def test_a_person_revokes_their_own_and_no_other(officer: Client, amira: User, ben: User) -> None:
    own, other = token_of(amira), token_of(ben)

    assert officer.post(f"{OWN}{other.pk}/revoke/").status_code == 404
    assert officer.post(f"{OWN}{own.pk}/revoke/")["Location"] == OWN

    assert Token.objects.get(revoked_at__isnull=False) == own
    shown = text(officer.get(OWN))
    assert "The token Nightly copy opens nothing any more." in shown
    assert "Revoked" in shown


def test_who_keeps_the_accounts_of_an_agency_makes_and_revokes_tokens_of_its_program(
    dev: User, eve: User, box: User
) -> None:
    dev.refresh_from_db()
    keeper, home = signed_in(dev), f"/accounts/of/{box.pk}/tokens/"

    made = keeper.post(f"{home}new/", {"name": "Copy", "scopes": ["read"], "days": "365"})

    assert "Whoever has it acts as Housing system." in text(made)
    token = Token.objects.get()
    assert (token.user, token.made_by, token.factor_shown) == (box, dev, True)
    assert "by Dev Patel" in text(keeper.get(home))
    assert signed_in(eve).get(home).status_code == 403
    assert keeper.post(f"{home}{token.pk}/revoke/")["Location"] == home
    assert keeper.get(f"/accounts/of/{eve.pk}/tokens/").status_code == 404


def test_an_administrator_revokes_a_persons_token_and_makes_none_for_them(amira: User, ben: User) -> None:
    ada = signed_in(make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne"))
    token, home = token_of(amira), f"/accounts/of/{amira.pk}/tokens/"

    assert "Make a token" not in text(ada.get(home))
    refused = ada.post(f"{home}new/", STATED)

    assert (refused.status_code, Token.objects.count()) == (409, 1)
    ada.post(f"{home}{token.pk}/revoke/")
    assert "by Ada Byrne" in text(ada.get(home))


def test_a_program_gets_an_account_without_a_link(dev: User, box: User) -> None:
    dev.refresh_from_db()
    keeper = signed_in(dev)

    sent = keeper.post(
        "/shared/colleagues/new/", {"username": "copier", "name": "Copier", "is_program": "on"}
    )

    copier = User.objects.get(username="copier")
    assert sent["Location"] == f"/accounts/of/{copier.pk}/tokens/"
    assert copier.is_program
    shown = text(keeper.get(f"/shared/colleagues/{copier.pk}/"))
    assert "A program" in shown
    assert "Make a new sign-in link" not in shown
    with pytest.raises(Refused, match="is a program, as which nobody signs in"):
        renew_sign_in(copier, by=dev, now=NOW)


def test_a_program_is_a_contact_handler_or_a_partner(amira: User) -> None:
    ada = signed_in(make_user("ada", Role.ADMINISTRATOR))
    stated = {"username": "cad", "name": "Control room", "agency": amira.agency_id, "is_program": "on"}

    refused = ada.post("/administration/users/new/", {**stated, "role": Role.ANALYST})
    ada.post("/administration/users/new/", {**stated, "role": Role.CONTACT_HANDLER})

    assert refused.status_code == 400
    assert "A program is a contact handler or a partner officer" in text(refused)
    cad = User.objects.get(username="cad")
    assert cad.is_program
    assert officer_named("cad") is None
    assert officer_named("amira") == amira


def test_a_program_stays_what_it_is(amira: User) -> None:
    ada = make_user("ada", Role.ADMINISTRATOR)
    names = Particulars.__annotations__
    analyst = Particulars(
        **{name: getattr(ada, name) for name in names} | {"role": Role.ANALYST, "rank": Rank.NONE}
    )
    handler = Particulars(**vars(analyst) | {"role": Role.CONTACT_HANDLER})
    with pytest.raises(Refused, match="A program is"):
        enrol_user(username="cad", particulars=analyst, is_program=True, by=ada, now=NOW)
    cad = enrol_user(username="cad", particulars=handler, is_program=True, by=ada, now=NOW)

    with pytest.raises(Refused, match="A program is"):
        change_user(cad, particulars=analyst, version=cad.version, by=ada, now=NOW)

    assert make_agency().kind == AgencyKind.POLICE

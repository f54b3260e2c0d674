"""Who works for another agency signs in with a code too, and reaches nothing before it can."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.rules import needs_second_factor
from asbcases.accounts.second_factor import code_at, code_of, take_off
from asbcases.administration.transitions import take_off_authenticator
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from tests.make import PASSWORD, make_user

SET_UP = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def bare(dev: User) -> User:
    """Return a partner who has not set up an authenticator yet."""
    take_off(dev)
    return dev


def password(client: Client, name: str = "dev") -> HttpResponse:
    return client.post(reverse("account_login"), {"login": name, "password": PASSWORD})


def code(client: Client, typed: str) -> HttpResponse:
    return client.post(reverse("mfa_authenticate"), {"code": typed})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def now_of(user: User) -> str:
    """Return the code that the app of a person shows now."""
    return code_of(user, timezone.now())


def right_code(client: Client, user: User) -> HttpResponse:
    """Type the code of now; once more where its half minute ended on the way."""
    answer = code(client, now_of(user))
    return answer if answer.status_code == 302 else code(client, now_of(user))


def prove(client: Client) -> None:
    """Type the password once more: nothing that opens the account is changed without."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up(client: Client) -> HttpResponse:
    """Set an app up as its person does: with the secret that the page shows."""
    prove(client)
    secret = client.get(SET_UP).context["form"].secret
    for _ in range(2):
        answer = client.post(SET_UP, {"code": code_at(secret, timezone.now())})
        if answer.status_code == 302:
            break
    return answer


@pytest.mark.parametrize("role", Role)
def test_partners_and_co_ordinators_need_one(role: Role) -> None:
    assert needs_second_factor(role) == (role in (Role.PARTNER, Role.COORDINATOR))


def test_a_password_alone_opens_no_session_of_a_partner(client: Client, dev: User) -> None:
    answer = password(client)

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/authenticate/")
    assert not signed_in(client)
    assert client.get("/shared/").status_code == 302


def test_a_password_and_a_code_open_it(client: Client, dev: User) -> None:
    password(client)

    answer = right_code(client, dev)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/shared/").status_code == 200


def test_a_code_is_good_once(client: Client, dev: User) -> None:
    typed = now_of(dev)
    password(client)
    code(client, typed)
    other = Client()
    password(other)

    answer = code(other, typed)

    assert "is not right, or was used already" in answer.content.decode()
    assert not signed_in(other)


def test_wrong_codes_are_counted_and_then_refused_even_when_right(client: Client, dev: User) -> None:
    password(client)
    for _ in range(5):
        assert "is not right" in code(client, "000000x").content.decode()

    assert "Too many failed" in code(client, now_of(dev)).content.decode()
    assert not signed_in(client)


def test_a_police_officer_signs_in_with_a_password_alone_unless_they_want_more(
    client: Client, amira: User
) -> None:
    assert password(client, "amira")["Location"] == "/"

    assert set_up(client)["Location"] == reverse("mfa_view_recovery_codes")
    client.logout()

    assert password(client, "amira")["Location"] == "/accounts/2fa/authenticate/"


def test_a_partner_without_an_authenticator_reaches_the_pages_to_set_one_up_only(
    client: Client, bare: User
) -> None:
    password(client)
    assert signed_in(client)

    pages = (
        "/",
        "/shared/",
        "/inbox/",
        "/accounts/password/change/",
        "/accounts/2fa/recovery-codes/generate/",
    )
    assert {client.get(page)["Location"] for page in pages} == {SET_UP}
    assert {client.post(page)["Location"] for page in pages} == {SET_UP}
    prove(client)
    assert [client.get(page).headers.get("Location") for page in (SET_UP, "/accounts/2fa/")] == [None, None]
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"


def test_the_api_says_what_is_missing(client: Client, bare: User) -> None:
    client.force_login(bare)

    for answer in (client.get("/api/v1/shared-cases/"), client.post("/api/v1/reports/", {})):
        assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
        assert answer.json()["type"] == "urn:asb-cases:problem:second-factor-needed"


def test_once_it_is_set_up_everything_else_opens(client: Client, bare: User) -> None:
    password(client)

    shown = client.get(set_up(client)["Location"])

    assert len(shown.context["unused_codes"]) == 10
    assert client.get("/shared/").status_code == 200


def test_recovery_codes_are_shown_once_and_each_lets_in_once(client: Client, bare: User) -> None:
    password(client)
    page = set_up(client)["Location"]
    first = client.get(page).context["unused_codes"][0]
    again = client.get(page).content.decode()
    assert first not in again

    let_in = []
    for _ in range(2):
        other = Client()
        password(other)
        code(other, first)
        let_in.append(signed_in(other))

    assert let_in == [True, False]


def test_a_partner_cannot_put_it_down_but_an_officer_can(dev: User, amira: User) -> None:
    partner, officer = Client(), Client()
    password(partner)
    right_code(partner, dev)
    password(officer, "amira")
    set_up(officer)

    prove(partner)
    refused = partner.post("/accounts/2fa/totp/deactivate/")
    officer.post("/accounts/2fa/totp/deactivate/")

    assert "Ask an administrator" in refused.content.decode()
    assert list(Authenticator.objects.values_list("user__username", "type")) == [("dev", "totp")]


def test_who_sets_one_up_or_takes_it_off_leaves_it_on_the_record(amira: User, dev: User) -> None:
    client, ada = Client(), make_user("ada", Role.ADMINISTRATOR)
    password(client, "amira")
    set_up(client)
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    take_off_authenticator(dev, reason="The telephone is lost", version=1, by=ada, now=timezone.now())

    events = AuditEvent.objects.filter(verb=Verb.USER_CHANGED).order_by("pk")
    assert [(event.actor, event.data["user"], event.data["changes"]) for event in events] == [
        (amira, amira.pk, {"authenticator": ["", "set up"]}),
        (amira, amira.pk, {"authenticator": ["set up", ""]}),
        (ada, dev.pk, {"authenticator": ["set up", ""]}),
    ]


def test_a_session_that_began_with_it_is_never_asked_again(
    client: Client, dev: User, django_assert_num_queries: Any
) -> None:
    client.force_login(dev)

    # The session and its person; nothing of the authenticator.
    with django_assert_num_queries(2):
        assert client.get("/accounts/2fa/webauthn/").status_code == 404
    assert client.session["second_factor"] is True


def test_who_becomes_a_partner_is_asked_from_then_on(client: Client, amira: User, dev: User) -> None:
    client.force_login(amira)
    User.objects.filter(pk=amira.pk).update(role=Role.PARTNER, agency=dev.agency)

    assert client.get("/shared/")["Location"] == SET_UP


def test_a_key_that_is_asked_for_again_is_asked_with_a_code(client: Client, dev: User) -> None:
    client.force_login(dev)

    asked = client.get("/accounts/2fa/recovery-codes/generate/", follow=True)

    assert "Show that it is you" in asked.content.decode()


def test_the_demonstration_prints_the_code_of_now(dev: User, amira: User, capsys: Any) -> None:
    with override_settings(DEMO=True):
        call_command("one_time_code", "DEV")
        assert capsys.readouterr().out.strip().isdigit()
        for name in ("amira", "nobody"):
            with pytest.raises(CommandError, match="signs in without a code"):
                call_command("one_time_code", name)


def test_where_there_are_people_of_its_own_no_code_is_printed(dev: User) -> None:
    with pytest.raises(CommandError, match="demonstration only"):
        call_command("one_time_code", "dev")
    assert code_of(make_user("plain", Role.ANALYST), timezone.now()) == ""

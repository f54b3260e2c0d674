"""A session ends when nobody uses it and when it is old, and a person sees where they are signed in and ends it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.rules import browser_of, why_ended
from asbcases.accounts.second_factor import code_at
from asbcases.accounts.sessions import note_use, signed_in_at
from asbcases.web.tasks import forget_old_keys
from tests.make import NOW, PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
HOUR = timedelta(hours=1)
limited = override_settings(SESSION_IDLE=3600, SESSION_COOKIE_AGE=36000)


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def signed_in(user: User, **headers: str) -> Client:
    client = Client(headers=headers)
    sent = {"login": user.username, "password": PASSWORD}
    assert client.post(reverse("account_login"), sent).status_code == 302
    return client


def opens(client: Client) -> bool:
    return client.get("/accounts/sessions/").status_code == 200


@pytest.mark.parametrize(
    ("began", "used", "why"),
    [(10, 1, ""), (10.1, 0, "long ago"), (2, 1.1, "nothing was done"), (0, 0, "")],
)
def test_a_session_ends_by_both_limits(began: float, used: float, why: str) -> None:
    said = why_ended(NOW - began * HOUR, NOW - used * HOUR, NOW, idle=3600, longest=36000)

    assert why in said
    assert bool(said) == bool(why)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_known_by_its_kind_alone(agent: str, words: str) -> None:
    assert browser_of(agent) == words


@limited
def test_who_does_nothing_for_an_hour_is_signed_out_and_told_why(amira: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(amira)
        clock.shift(HOUR)
        assert opens(client)
        clock.shift(HOUR + timedelta(seconds=1))

        answer = client.get("/cases/", follow=True)

    assert answer.redirect_chain == [("/accounts/login/?next=/cases/", 302)]
    assert "nothing was done for a while" in answer.content.decode()
    assert not Session.objects.filter(session_key=client.session.session_key).exists()


@limited
def test_who_works_on_is_signed_out_ten_hours_after_signing_in(amira: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(amira)
        for _ in range(20):
            clock.shift(HOUR / 2)
            assert opens(client)
        clock.shift(timedelta(seconds=1))

        answer = client.get("/cases/", follow=True)

    assert "you signed in long ago" in answer.content.decode()


@limited
def test_the_api_answers_whose_session_is_over_as_a_stranger(amira: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(amira)
        clock.shift(2 * HOUR)

        assert client.get("/api/v1/cases/").status_code in {401, 403}


@limited
def test_use_is_noted_now_and_then_and_not_at_every_page(amira: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(amira)
        noted = []
        for _ in range(4):
            clock.shift(timedelta(minutes=6))
            opens(client)
            noted.append((client.session["used_at"] - NOW.timestamp()) / 60)

    assert noted == [0, 12, 12, 24]


def test_whoever_ends_a_session_the_browser_forgets_with_it(amira: User) -> None:
    client, lost = signed_in(amira), signed_in(amira)
    going_on = client.get("/cases/")

    out = client.post(reverse("account_logout"))
    Session.objects.all().delete()
    ended_elsewhere = lost.get("/cases/")
    stranger = Client().get(reverse("account_login"))

    assert [out["Clear-Site-Data"], ended_elsewhere["Clear-Site-Data"]] == ['"cache", "storage"'] * 2
    assert "Clear-Site-Data" not in going_on
    assert "Clear-Site-Data" not in stranger


def test_a_session_that_never_said_when_it_began_begins_now(amira: User) -> None:
    client = signed_in(amira)
    session = client.session
    del session["began_at"]
    session.save()

    assert opens(client)
    assert client.session["began_at"] == client.session["used_at"]


@limited
def test_a_session_ended_elsewhere_meanwhile_is_not_brought_back(
    amira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended_before(session: object, now: object) -> None:
        Session.objects.all().delete()
        note_use(session, now)  # type: ignore[arg-type]

    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(amira)
        clock.shift(HOUR / 2)
        monkeypatch.setattr("asbcases.web.session_limits.note_use", ended_before)

        assert client.get("/cases/").status_code == 302
    assert not Session.objects.exists()


def test_a_person_sees_where_they_are_signed_in_and_nobody_else(amira: User, ben: User) -> None:
    client, _, _ = signed_in(amira, **{"user-agent": FIREFOX}), signed_in(amira), signed_in(ben)

    page = client.get("/accounts/sessions/")

    assert [place.browser for place in page.context["places"]] == ["A browser", "Firefox on Windows"]
    assert page.content.decode().count("This is where you are now") == 1
    assert client.session.session_key not in page.content.decode()


def test_one_session_is_ended_and_no_other(amira: User, ben: User) -> None:
    client, other, third, bens = signed_in(amira), signed_in(amira), signed_in(amira), signed_in(ben)
    name = next(
        place.name for place in signed_in_at(amira, timezone.now()) if place.key == other.session.session_key
    )

    answers = [client.post(f"/accounts/sessions/{name}/end/", follow=True) for _ in range(2)]

    assert "That session has ended." in answers[0].content.decode()
    assert "had ended already" in answers[1].content.decode()
    assert [opens(each) for each in (client, other, third, bens)] == [True, False, True, True]


def test_nobody_ends_the_session_of_another(amira: User, ben: User) -> None:
    client, hers = signed_in(ben), signed_in(amira)
    name = signed_in_at(amira, timezone.now())[0].name

    client.post(f"/accounts/sessions/{name}/end/")

    assert opens(hers)


def test_all_others_are_ended_at_once(amira: User, ben: User) -> None:
    client, other, bens = signed_in(amira), signed_in(amira), signed_in(ben)

    client.post("/accounts/sessions/others/end/")

    assert [opens(each) for each in (client, other, bens)] == [True, False, True]


def test_another_password_ends_all_other_sessions(amira: User) -> None:
    client, other = signed_in(amira), signed_in(amira)
    new = "a-quite-new-password"

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert [opens(client), opens(other)] == [True, False]
    amira.refresh_from_db()
    assert len(signed_in_at(amira, timezone.now())) == 1


def test_a_new_authenticator_ends_all_other_sessions(
    amira: User, django_capture_on_commit_callbacks: Any
) -> None:
    client, other = signed_in(amira), signed_in(amira)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(reverse("mfa_activate_totp"), {"code": code_at(secret, timezone.now())})

    assert [opens(client), opens(other)] == [True, False]


def test_sessions_that_are_over_are_forgotten_with_what_was_typed_and_no_other(amira: User) -> None:
    client = signed_in(amira)
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        stranger = Client()
        begun = stranger.post("/report/before/")
        stranger.post(begun["Location"], {"what": "They threw stones at my windows again"})

    assert Session.objects.count() == 2
    forget_old_keys()

    assert list(Session.objects.values_list("session_key", flat=True)) == [client.session.session_key]

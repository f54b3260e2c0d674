"""A program uses the API by a token: hashed, scoped, ending, revoked, and otherwise like its account."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from asbcases.accounts import rules
from asbcases.accounts.choices import Role, Scope
from asbcases.accounts.models import Token, User
from asbcases.accounts.second_factor import take_off
from asbcases.accounts.tokens import PREFIX, digest_of, note_use
from asbcases.administration.transitions import (
    Made,
    make_token,
    renew_sign_in,
    revoke_token,
    suspend_user,
    take_off_authenticator,
)
from asbcases.audit.choices import Verb
from asbcases.audit.models import Access, AuditEvent
from asbcases.cases.models import Case, Report
from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow
from tests.api.conftest import new_report
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db
CASES, REPORTS = "/api/v1/cases/", "/api/v1/reports/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def case(amira: User, now: datetime) -> Case:
    return make_case(by=amira, now=now - DAY)


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR)


@pytest.fixture
def box(db: None, dev: User) -> User:
    return make_user("box", Role.PARTNER, name="Housing system", agency=dev.agency, is_program=True)


def made(user: User, *scopes: str, now: datetime, by: User | None = None, **changed: Any) -> Made:
    stated: dict[str, Any] = {"name": "Nightly copy", "days": 30, "factor_shown": True, **changed}
    return make_token(user, scopes=scopes or (Scope.READ,), by=by or user, now=now, **stated)


def program(secret: str, **cookies: str) -> Client:
    client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})
    client.cookies.load(cookies)
    return client


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def test_a_token_reads_what_its_account_sees_and_the_look_is_recorded(
    amira: User, cara: User, case: Case, now: datetime
) -> None:
    hers, others = made(amira, now=now), made(cara, now=now)

    read = program(hers.secret).get(f"{CASES}{case.reference}/")

    assert (read.status_code, read.json()["reference"]) == (200, case.reference)
    look = Access.objects.latest("pk")
    assert (look.user, look.what, look.case, look.role) == (amira, "api", case, amira.role)
    assert look.request_id == read.headers["X-Request-Id"]
    assert program(others.secret).get(f"{CASES}{case.reference}/").status_code == 404


def test_a_token_makes_no_session_and_is_asked_for_nothing_against_forgery(
    amira: User, now: datetime
) -> None:
    secret = made(amira, Scope.READ, Scope.REPORTS, now=now).secret

    answer = program(secret).post(REPORTS, new_report(), content_type="application/json")

    assert answer.status_code == 201
    assert Report.objects.get().recorded_by == amira
    assert not answer.cookies
    assert not Session.objects.exists()


def test_beside_a_token_the_session_of_a_browser_counts_for_nothing(
    client: Client, amira: User, cara: User, case: Case, now: datetime
) -> None:
    client.force_login(amira)
    key = client.cookies["sessionid"].value

    answer = program(made(cara, now=now).secret, sessionid=key).get(f"{CASES}{case.reference}/")

    assert answer.status_code == 404
    assert not answer.cookies
    assert client.get("/cases/").status_code == 200


def test_a_token_opens_no_page(amira: User, now: datetime) -> None:
    answer = program(made(amira, now=now).secret).get("/cases/")

    assert answer["Location"] == "/accounts/login/?next=/cases/"


def test_a_token_that_is_wrong_revoked_expired_or_of_a_closed_account_is_told_alike(
    amira: User, ben: User, cara: User, now: datetime
) -> None:
    revoked, expired, closed = made(amira, now=now), made(ben, now=now - 31 * DAY), made(cara, now=now)
    revoke_token(revoked.token, by=amira, now=now)
    User.objects.filter(pk=cara.pk).update(is_active=False)
    sent = [revoked.secret, expired.secret, closed.secret, f"{PREFIX}{'x' * 43}", "", "\xff"]

    answers = [program(secret).get(CASES) for secret in sent]

    assert {problem(answer) for answer in answers} == {(401, "not-signed-in")}
    assert len({answer.json()["detail"] for answer in answers}) == 1
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {
        'Bearer realm="ASB Cases", error="invalid_token"'
    }


def test_only_the_hash_of_a_token_is_kept(amira: User, now: datetime) -> None:
    token, secret = made(amira, now=now)

    kept = Token.objects.values().get()
    assert secret.startswith(PREFIX)
    assert kept["digest"] == digest_of(secret)
    assert secret not in str(kept)
    assert secret not in str(AuditEvent.objects.filter(verb=Verb.TOKEN_MADE).values().get())
    assert str(token) == "Nightly copy"


def test_a_token_does_only_what_its_scopes_say(amira: User, case: Case, now: datetime) -> None:
    reads, writes = made(amira, now=now), made(amira, Scope.REPORTS, now=now, name="Writes")
    body = {"data": new_report(), "content_type": "application/json"}

    refused = program(reads.secret).post(REPORTS, **body)

    assert problem(refused) == (403, "scope-needed")
    assert refused.json()["detail"] == "It lacks the scope write:reports."
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="ASB Cases", error="insufficient_scope"'
    assert problem(program(writes.secret).get(CASES)) == (403, "scope-needed")
    assert problem(program(writes.secret).post(f"{CASES}{case.reference}/close/")) == (403, "scope-needed")
    assert program(writes.secret).post(REPORTS, **body).status_code == 201


def test_accounts_are_not_for_tokens(dev: User, ada: User, now: datetime) -> None:
    User.objects.filter(pk=dev.pk).update(administers_agency=True)
    secret, all_of_ada = (made(who, *Scope.values, now=now).secret for who in (dev, ada))

    assert program(secret).get("/api/v1/colleagues/").status_code == 200
    assert problem(program(secret).post("/api/v1/colleagues/", {})) == (403, "scope-needed")
    for act in ("", f"{dev.pk}/change/", f"{dev.pk}/link/", f"{dev.pk}/suspend/", f"{dev.pk}/restore/"):
        assert problem(program(all_of_ada).post(f"/api/v1/accounts/{act}", {})) == (403, "scope-needed")


def test_every_part_of_the_api_that_acts_has_a_scope() -> None:
    described = yaml.load(Path("schema/openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    acting = {
        rules.scope_needed(method.upper(), path)
        for path, operations in described["paths"].items()
        for method in operations
    }

    assert acting - {"write:accounts", "write:authorities", "write:colleagues"} == set(Scope.values)
    asked = described["paths"]["/api/v1/reports/"]["post"]["security"]
    assert asked == [{"cookieAuth": []}, {"token": ["write:reports"]}]
    assert described["paths"]["/api/v1/colleagues/"]["post"]["security"] == [{"cookieAuth": []}]
    assert rules.scope_needed("POST", "/x") == "write:"


@override_settings(TOKEN_REQUESTS=2)
def test_a_token_that_asks_too_often_waits(amira: User, now: datetime) -> None:
    token, secret = made(amira, now=now)

    answers = [program(secret).get(CASES) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    token.refresh_from_db()
    assert note_use(token, token.used_at + timedelta(minutes=1), 2)


@override_settings(ACCOUNT_RATE_LIMITS={"token_refused": "2/m/ip"})
def test_who_tries_tokens_waits_and_a_right_one_is_let_in_meanwhile(amira: User, now: datetime) -> None:
    tried = [program("x").get(CASES).status_code for _ in range(3)]

    assert tried == [401, 401, 429]
    assert program(made(amira, now=now).secret).get(CASES).status_code == 200


def test_a_token_made_without_a_second_factor_does_not_stand_for_one(dev: User, now: datetime) -> None:
    with_factor = made(dev, now=now)
    without = made(dev, now=now, name="Without", factor_shown=False)

    assert program(with_factor.secret).get("/api/v1/shared-cases/").status_code == 200
    assert problem(program(without.secret).get("/api/v1/shared-cases/")) == (403, "second-factor-needed")


def test_a_token_is_made_and_revoked_on_record(amira: User, ben: User, now: datetime) -> None:
    token = made(amira, now=now).token
    revoke_token(token, by=ben, now=now)
    revoke_token(token, by=amira, now=now)

    said = AuditEvent.objects.filter(verb__startswith="token.").order_by("pk")
    assert [(event.actor, event.sentence) for event in said] == [
        (amira, "made the token Nightly copy for Amira Osei"),
        (ben, "revoked the token Nightly copy of Amira Osei"),
    ]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": " "}, "Give the token a name"),
        ({"scopes": []}, "Choose what the token is for"),
        ({"scopes": ["write:colleagues"]}, "Choose what the token is for"),
        ({"days": 0}, "from 1 to 90 days"),
        ({"days": 91}, "from 1 to 90 days"),
    ],
)
def test_a_token_is_refused_that_policy_does_not_allow(
    amira: User, now: datetime, changed: dict[str, Any], why: str
) -> None:
    stated: dict[str, Any] = {"name": "Copy", "scopes": [Scope.READ], "days": 90, "factor_shown": True}

    with pytest.raises(Refused, match=why):
        make_token(amira, **{**stated, **changed}, by=amira, now=now)

    assert PolicyRow.objects.get(rule="token.days", qualifier="person").value == 90
    assert make_token(amira, **stated, by=amira, now=now).token.expires_at == now + 90 * DAY
    with pytest.raises(Refused, match="There is a token called Copy already"):
        make_token(amira, **stated, by=amira, now=now)


def test_nobody_makes_a_token_of_another_person(amira: User, box: User, ada: User, now: datetime) -> None:
    with pytest.raises(Refused, match="Amira Osei is a person"):
        made(amira, by=ada, now=now)

    assert made(box, by=ada, now=now, days=365, factor_shown=False).token.factor_shown
    User.objects.filter(pk=box.pk).update(is_active=False)
    with pytest.raises(Refused, match="is suspended"):
        made(box, by=ada, now=now, name="Another")


@pytest.mark.parametrize("act", [suspend_user, renew_sign_in, take_off_authenticator])
def test_tokens_end_with_the_sign_in(dev: User, ada: User, now: datetime, act: Any) -> None:
    token = made(dev, now=now).token
    stated = {} if act is renew_sign_in else {"reason": "Left", "version": dev.version}

    act(dev, **stated, by=ada, now=now)

    token.refresh_from_db()
    assert (token.revoked_at, token.revoked_by) == (now, ada)


def test_tokens_end_with_a_link_that_a_command_makes(ada: User, now: datetime) -> None:
    token = made(ada, now=now).token

    renew_sign_in(ada, by=None, now=now)

    token.refresh_from_db()
    assert (token.revoked_at, token.revoked_by) == (now, None)


def test_who_has_a_token_keeps_it_with_an_authenticator_of_the_directory(amira: User, now: datetime) -> None:
    take_off(amira)
    with override_settings(SECOND_FACTOR_FOR_ALL=True):
        assert program(made(amira, now=now).secret).get(CASES).status_code == 200

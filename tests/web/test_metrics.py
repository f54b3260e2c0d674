"""What Prometheus is told: numbers by name of route, to whoever may watch, and never what somebody typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.deadlines.heartbeat import beat
from asbcases.deadlines.models import Deadline
from asbcases.web import metrics
from tests.deadlines.diary import owe
from tests.make import make_case
from tests.notify.outbox import put

pytestmark = pytest.mark.django_db
METRICS, TOKEN = "/metrics", "tk-0123456789-abcdefghijklmnopqrstuvwxyz"
SECRET = "Jade-Taylor-14-Mersea-Road"
FAR = "203.0.113.9"


def told(client: Client, **asked: str) -> dict[str, float]:
    """Return what is told, each number by its name and labels as they are written."""
    answer = client.get(METRICS, headers=asked)
    assert answer.status_code == 200
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(number) for name, number in (line.rsplit(" ", 1) for line in lines)}


def requests_of(route: str, status: str) -> str:
    return f'asbcases_requests_total{{route="{route}",status="{status}"}}'


def test_a_request_is_counted_by_the_name_of_its_route_and_the_class_of_its_answer(client: Client) -> None:
    before = told(client).get(requests_of("case_page", "3xx"), 0)

    client.get("/cases/ASB-2026-000001/")

    after = told(client)
    assert after[requests_of("case_page", "3xx")] == before + 1
    assert after['asbcases_request_seconds_count{route="case_page"}'] >= 1


def test_nothing_of_paths_bodies_or_headers_is_told(client: Client, ben: User) -> None:
    client.force_login(ben)
    client.get(f"/{SECRET}/", {SECRET: SECRET}, headers={"x-name": SECRET, "user-agent": SECRET})
    client.post("/accounts/login/", {"login": SECRET, SECRET: SECRET})
    client.get("/people/", {"q": SECRET})
    client.generic(SECRET.upper()[:4], f"/cases/{SECRET}/")

    text = client.get(METRICS).content.decode()

    assert requests_of(metrics.NO_ROUTE, "4xx") in text
    assert SECRET.lower() not in text.lower()
    assert "ben" not in re.findall(r"\w+", text)


def told_routes(client: Client) -> set[str]:
    return set(re.findall(r'route="([^"]*)"', client.get(METRICS).content.decode()))


def test_labels_are_names_that_the_routes_have(client: Client) -> None:
    # What this process counted before may have had the routes of another test.
    before = told_routes(client)
    client.get(reverse("account_login"))
    client.get("/nowhere/")
    client.get("/api/v1/cases/")

    told = told_routes(client)
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    new = {name for name in told - before if ":" not in name and "." not in name}
    assert {"account_login", metrics.NO_ROUTE} <= told
    assert new <= named | {metrics.NO_ROUTE}


def test_the_age_of_the_sweep_what_waits_and_what_is_late_are_told(
    client: Client, amira: User, ben: User
) -> None:
    beat("sweep", failed=2)
    put(ben)
    late = owe(make_case(by=amira), ben, due_at=datetime.now(UTC) + timedelta(days=1))
    before = told(client)
    Deadline.objects.filter(pk=late.pk).update(due_at=datetime.now(UTC) - timedelta(minutes=1))

    after = told(client)

    assert 0 <= after["asbcases_sweep_age_seconds"] < 300
    assert (after["asbcases_sweep_failed"], after["asbcases_outbox_waiting"]) == (2, 1)
    assert after["asbcases_deadlines_overdue"] == before["asbcases_deadlines_overdue"] + 1
    assert after["asbcases_database_up"] == 1


def test_before_the_first_sweep_there_is_no_age(client: Client) -> None:
    names = set(told(client))

    assert "asbcases_deadlines_overdue" in names
    assert not {"asbcases_sweep_age_seconds", "asbcases_sweep_failed"} & names


def test_without_its_database_it_tells_that_and_what_was_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise OperationalError("could not connect to server at db.internal as asbcases_app")

    client.get("/nowhere/")
    client.cookies["sessionid"] = "of-somebody"
    monkeypatch.setattr(connection, "ensure_connection", down)

    found = told(client)

    assert found["asbcases_database_up"] == 0
    assert requests_of(metrics.NO_ROUTE, "4xx") in found
    assert "asbcases_outbox_waiting" not in found


# --- Who is told ----------------------------------------------------------------------------------
@pytest.mark.parametrize("address", [METRICS, f"{METRICS}/"])
def test_who_asks_from_this_machine_is_told_and_leaves_no_trace(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=")
    assert answer["Cache-Control"] == "no-store"
    assert (Session.objects.count(), Access.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["x-forwarded-for", "forwarded", "x-real-ip", "via"])
def test_a_proxy_on_this_machine_does_not_make_a_stranger_one_of_its_own(client: Client, name: str) -> None:
    assert client.get(METRICS, headers={name: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize("address", [FAR, "", "unknown", "::ffff:203.0.113.9", "10.0.0.4"])
def test_who_asks_from_elsewhere_finds_nothing(client: Client, ben: User, address: str) -> None:
    client.force_login(ben)

    answer = client.get(METRICS, REMOTE_ADDR=address)

    assert answer.status_code == 404
    assert answer.content == client.get("/nowhere/").content


@override_settings(METRICS_TOKEN=TOKEN)
def test_who_has_the_token_is_told_from_anywhere(client: Client) -> None:
    headers = {"authorization": f"Bearer {TOKEN}", "x-forwarded-for": FAR}

    assert client.get(METRICS, REMOTE_ADDR=FAR, headers=headers).status_code == 200


@pytest.mark.parametrize("token", [TOKEN, ""])
@pytest.mark.parametrize(
    "said",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}1",
        TOKEN,
        f"Basic {TOKEN}",
        "Bearer é",
    ],
)
def test_any_other_token_is_none(client: Client, token: str, said: str) -> None:
    with override_settings(METRICS_TOKEN=token):
        assert client.get(METRICS, REMOTE_ADDR=FAR, headers={"authorization": said}).status_code == 404


def test_it_may_only_be_read(client: Client) -> None:
    assert client.post(METRICS).status_code == 405

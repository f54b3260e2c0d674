"""Whether all is well is told to anybody, in numbers; it fails when deadlines go unnoticed, and hangs on nothing else."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import PublicReport
from asbcases.casework.transitions.public import leave_public_report
from asbcases.db.actor import acting
from asbcases.deadlines.heartbeat import STALE_AFTER, beat
from asbcases.deadlines.models import Heartbeat
from asbcases.notify.models import Message, Task
from asbcases.notify.transitions import claim, deal_with, mark_refused, put_off
from asbcases.web import health
from tests.make import make_report
from tests.notify.outbox import put
from triggers.transitions.public import leave_application

HEALTH, READY = "/health/", "/health/ready/"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the broker be; the tests that are about it ask it."""
    monkeypatch.setattr(health, "broker_answers", lambda: True)


@pytest.fixture
def alive(db: None, redis: None) -> None:
    beat("sweep", failed=0)


def ask(client: Client, address: str = HEALTH) -> tuple[int, dict[str, Any]]:
    answer = client.get(address)
    return answer.status_code, answer.json()


def aged(message: Message, age: timedelta) -> Message:
    Message.objects.filter(pk=message.pk).update(queued_at=datetime.now(UTC) - age)
    return message


def down(*_: object, **__: object) -> None:
    raise OperationalError("could not connect to server at db.internal as asbcases_app")


def test_all_is_well(client: Client, alive: None) -> None:
    status, said = ask(client)

    assert status == 200
    assert 0 <= said["sweep"].pop("age_seconds") < 60
    assert said == {
        "status": "ok",
        "database": "ok",
        "sweep": {"failed": 0},
        "outbox": {"waiting": 0, "oldest_seconds": 0, "given_up": 0},
        "public_reports": {"waiting": 0, "oldest_seconds": 0, "in_trouble": 0},
        "public_applications": {"waiting": 0, "oldest_seconds": 0, "in_trouble": 0},
        "redis": "ok",
    }


@pytest.mark.parametrize("address", [HEALTH, READY, "/health", "/health/ready"])
def test_it_is_kept_by_nobody_and_needs_nothing(client: Client, alive: None, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert (Session.objects.count(), Access.objects.count()) == (0, 0)


@pytest.mark.parametrize("address", [HEALTH, READY])
def test_a_look_of_somebody_who_is_signed_in_is_not_recorded_either(
    client: Client, alive: None, ben: User, address: str
) -> None:
    client.force_login(ben)

    client.get(address)

    assert not Access.objects.exists()


@pytest.mark.parametrize("address", [HEALTH, READY])
def test_it_may_only_be_read(client: Client, db: None, address: str) -> None:
    assert client.post(address).status_code == 405


def test_without_any_sweep_it_is_not_well(client: Client, db: None, redis: None) -> None:
    status, said = ask(client)

    assert (status, said["status"]) == (503, "unwell")
    assert said["sweep"] == {"age_seconds": None, "failed": None}


def test_a_sweep_too_long_ago_is_not_well(client: Client, alive: None) -> None:
    Heartbeat.objects.update(at=datetime.now(UTC) - STALE_AFTER - MINUTE)

    status, said = ask(client)

    assert status == 503
    assert said["sweep"]["age_seconds"] > 300
    assert ask(client, READY)[0] == 200


def test_a_sweep_that_passed_over_something_is_told_and_is_no_alarm(client: Client, alive: None) -> None:
    beat("sweep", failed=2)

    status, said = ask(client)

    assert (status, said["sweep"]["failed"]) == (200, 2)


@pytest.mark.parametrize(("minutes", "expected"), [(14, 200), (16, 503)])
def test_what_rings_and_waits_too_long_is_not_well(
    client: Client, alive: None, ben: User, minutes: int, expected: int
) -> None:
    aged(put(ben), minutes * MINUTE)
    aged(put(ben, "newer"), MINUTE)

    status, said = ask(client)

    assert (status, said["outbox"]["waiting"]) == (expected, 2)
    assert said["outbox"]["oldest_seconds"] == pytest.approx(minutes * 60, abs=30)


def test_what_is_tried_again_and_again_still_waits(client: Client, alive: None, ben: User) -> None:
    aged(put(ben), 20 * MINUTE)
    [message] = claim(datetime.now(UTC), 1)
    mark_refused(message, error="Full.", now=datetime.now(UTC))

    assert ask(client)[0] == 503


def test_what_waits_for_a_digest_or_a_safe_hour_or_was_sent_does_not_count(
    client: Client, alive: None, ben: User, amira: User
) -> None:
    aged(put(ben, "digest", rings=False), 20 * MINUTE)
    sent = aged(put(ben, "sent"), 20 * MINUTE)
    Message.objects.filter(pk=sent.pk).update(sent_at=datetime.now(UTC))
    for key, until in (("later", datetime.now(UTC) + MINUTE), ("never", None)):
        caller = aged(put(ben, key, root={"report": make_report(by=amira)}), 20 * MINUTE)
        Message.objects.filter(pk=caller.pk).update(recipient=None)
        put_off(caller, until=until)

    status, said = ask(client)

    assert (status, said["outbox"]) == (200, {"waiting": 0, "oldest_seconds": 0, "given_up": 0})


def test_a_caller_who_waits_too_long_for_what_may_be_sent_counts(
    client: Client, alive: None, ben: User, amira: User
) -> None:
    caller = put(ben, root={"report": make_report(by=amira)})
    Message.objects.filter(pk=caller.pk).update(recipient=None, next_try_at=datetime.now(UTC) - 16 * MINUTE)

    assert ask(client)[0] == 503


def test_what_was_given_up_is_counted_until_somebody_has_dealt_with_it(
    client: Client, alive: None, ben: User
) -> None:
    message, now = put(ben), datetime.now(UTC)
    mark_refused(message, error="Gone.", now=now, for_good=True)
    before = ask(client)
    deal_with(Task.objects.get(), note="Rang.", by=ben, now=now)

    assert (before[0], before[1]["outbox"]["given_up"]) == (200, 1)
    assert ask(client)[1]["outbox"]["given_up"] == 0


@pytest.mark.parametrize("address", [HEALTH, READY])
def test_a_database_that_does_not_answer_is_told_in_one_word(
    client: Client, alive: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(health, "be_quick", down)

    answer = client.get(address)

    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["database"]) == ("unwell", "down")
    assert not any(word in answer.content.decode() for word in ("internal", "connect", "asbcases"))


@pytest.mark.parametrize("address", [HEALTH, READY])
@pytest.mark.parametrize("session", ["", "of-somebody"])
def test_a_database_that_cannot_be_reached_at_all_is_no_fault_of_the_page(
    client: Client, redis: None, monkeypatch: pytest.MonkeyPatch, address: str, session: str
) -> None:
    client.cookies["sessionid"] = session
    monkeypatch.setattr(connection, "ensure_connection", down)

    status, said = ask(client, address)

    assert (status, said["database"]) == (503, "down")


def test_before_the_newest_migration_it_is_not_ready(client: Client, alive: None, monkeypatch) -> None:
    newest = health.newest_migrations()
    monkeypatch.setattr(health, "newest_migrations", lambda: (*newest, ("cases", "9999_to_come")))

    status, said = ask(client, READY)

    assert (status, said["database"]) == (503, "not migrated")


def test_nobody_in_particular_learns_numbers_and_reads_nothing(db: None, ben: User) -> None:
    put(ben)

    with acting("anonymous"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_outbox_backlog()")
        assert cursor.fetchone()[0] == 1
        assert not Message.objects.exists()


@pytest.mark.parametrize(("minutes", "expected"), [(14, 200), (16, 503)])
def test_a_public_report_that_waits_too_long_to_be_taken_in_is_not_well(
    client: Client, alive: None, minutes: int, expected: int
) -> None:
    sent_at = datetime.now(UTC) - minutes * MINUTE
    leave_public_report("K7PM-9QXZ-2VHT", said={}, files=[], now=sent_at)
    PublicReport.objects.update(trouble="KeyError")

    status, said = ask(client)

    assert (status, said["public_reports"]["waiting"], said["public_reports"]["in_trouble"]) == (
        expected,
        1,
        1,
    )
    assert said["public_reports"]["oldest_seconds"] == pytest.approx(minutes * 60, abs=30)
    assert ask(client, READY)[0] == 200


def test_an_application_that_waits_too_long_is_not_well_either(client: Client, alive: None) -> None:
    leave_application("K7PM-9QXZ-2VHT", said={}, now=datetime.now(UTC) - 16 * MINUTE)

    status, said = ask(client)

    assert (status, said["public_applications"]["waiting"]) == (503, 1)
    assert (said["public_applications"]["in_trouble"], said["public_reports"]["waiting"]) == (0, 0)


# --- The broker -----------------------------------------------------------------------------------
def test_a_broker_that_answers_is_told(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 30)
    beat("sweep", failed=0)

    assert ask(client)[1]["redis"] == "ok"


@pytest.mark.parametrize("address", [HEALTH, READY])
def test_a_broker_that_is_down_is_told_and_is_no_alarm(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    beat("sweep", failed=0)
    monkeypatch.setattr(health.current_app, "connection_for_write", down)

    status, said = ask(client, address)

    assert (status, said["redis"]) == (200, "down")


def test_a_broker_that_hangs_is_waited_for_no_longer_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    monkeypatch.setattr(health.current_app, "connection_for_write", lambda: time.sleep(0.5))

    first, second = health.broker_answers(), health.broker_answers()
    time.sleep(0.6)

    assert (first, second) == (False, False)

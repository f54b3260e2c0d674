"""Policy is loaded and changed in an installation in use: recorded, one at a time, and no date slips through."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from asbcases.accounts.models import User
from asbcases.administration.transitions import (
    add_holiday,
    load_policies,
    policies,
    set_policy,
    withdraw_holiday,
)
from asbcases.administration.words import about, rule_words
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline, Replan
from asbcases.errors import Refused
from asbcases.policies import transitions as rows
from asbcases.policies.models import Confidence, PolicyRow, Unit
from asbcases.policies.queries import calendar
from asbcases.policies.transitions import versions_of
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
FIRST = ("risk.first_assessment", "medium")


def a_version(rule: str = FIRST[0], qualifier: str = FIRST[1], *, by: User, **fields: Any) -> Any:
    stated: dict[str, Any] = {
        "value": Decimal(36), "unit": Unit.HOURS, "in_force_from": TODAY, "source": "Force policy 7, s.2",
        "confidence": Confidence.STATED, "now": NOW, **fields,
    }  # fmt: skip
    return set_policy(rule, qualifier, **stated, by=by)


def newest(rule: str, qualifier: str) -> PolicyRow:
    row = versions_of(rule, qualifier).last()
    assert row
    return row


def test_new_shipped_rows_are_recorded_and_move_what_is_open() -> None:
    for rule in ("deadline.warn", "deadline.nature"):
        PolicyRow.objects.filter(rule=rule).update(rule=f"renamed.{rule}")
    PolicyRow.objects.filter(rule=FIRST[0], qualifier="high").update(qualifier="renamed")
    PolicyRow.objects.filter(rule="notify.quiet.from").update(rule="renamed.too")

    loaded = load_policies(now=NOW)

    assert AuditEvent.objects.filter(verb=Verb.POLICY_ADDED, actor=None).count() == len(loaded.made)
    assert [(asked.rule, asked.why) for asked in Replan.objects.order_by("pk")] == [
        ("deadline.", "Warnings and escalations: the product brought new policy"),
        (FIRST[0], "First risk assessment: the product brought new policy"),
    ]


def test_a_load_that_finds_nothing_new_asks_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_policies")

    assert "0 rows of policy were added and 0 ended" in capsys.readouterr().err
    assert not Replan.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_first_load_of_an_installation_moves_nothing() -> None:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM policies_policyrow")

    call_command("load_policies", verbosity=0)

    with transaction.atomic():
        assert PolicyRow.objects.exists()
        assert (Replan.objects.count(), AuditEvent.objects.count()) == (0, 0)


@pytest.mark.parametrize("cause", [LockNotAvailable, DeadlockDetected])
def test_policy_does_not_change_while_somebody_works_by_it(
    monkeypatch: pytest.MonkeyPatch, cause: type[Exception]
) -> None:
    class Busy:
        error: Exception = OperationalError()

        def cursor(self) -> Any:
            raise self.error

    Busy.error.__cause__ = cause()
    monkeypatch.setattr(rows, "connection", Busy())
    with pytest.raises(Refused, match="try again in a minute"):
        rows.alone_with_policy()

    Busy.error.__cause__ = None
    with pytest.raises(OperationalError):
        rows.alone_with_policy()


@pytest.mark.django_db(transaction=True)
def test_a_date_reckoned_while_policy_changes_is_not_missed(ada: User, amira: User) -> None:
    """The case is opened by the former policy, and commits after the administrator has begun to change it."""

    def change() -> None:
        with acting("system:test"):
            a_version(by=ada)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            make_case(by=amira)
            changing = pool.submit(change)
            assert changing not in wait([changing], timeout=1).done
        changing.result()

    policies.replan_deadlines()
    with transaction.atomic():
        deadline = Deadline.objects.get(kind="first_assessment")
        assert deadline.due_at == NOW + timedelta(hours=36)
        assert Replan.objects.get().moved == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_change_policy_at_once_do_not_break_it(ada: User) -> None:
    def change(hours: int) -> str:
        try:
            with acting("system:test"), transaction.atomic():
                PolicyRow.objects.count()
                return str(a_version(by=ada, value=Decimal(hours)).row.stated)
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(change, (30, 31)))

    assert sum(words in ("30 hours", "31 hours") for words in told) == 1
    assert sum(("try again" in words) or ("choose a later day" in words) for words in told) == 1
    with transaction.atomic():
        assert versions_of(*FIRST).count() == 2


def test_the_service_that_loads_policy_may_record_it() -> None:
    PolicyRow.objects.filter(rule=FIRST[0], qualifier="high").update(qualifier="renamed")

    with acting(""):
        call_command("load_policies", verbosity=0)

    assert AuditEvent.objects.get(verb=Verb.POLICY_ADDED).actor_key == "system:policies"
    assert Replan.objects.get().requested_by is None


def test_the_worker_knows_the_task_and_beat_looks_for_what_was_lost() -> None:
    name = policies.replan_deadlines.name

    assert name.rpartition(".")[0] in settings.CELERY_IMPORTS
    assert name in [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]


def test_the_calendar_says_what_was_known_at_an_instant(ada: User) -> None:
    day = date(2026, 11, 25)
    extra, _ = add_holiday(day, name="A day of thanks", source="Proclaimed", by=ada, now=NOW)
    withdraw_holiday(extra, by=ada, now=NOW + 2 * DAY)

    known = [calendar(NOW + n * DAY).name_of(day) for n in (-1, 0, 1, 2)]

    assert known == ["", "A day of thanks", "A day of thanks", ""]
    assert str(extra) == "A day of thanks 2026-11-25"


def test_a_rule_without_words_is_called_by_its_parts() -> None:
    assert rule_words("some.new_rule") == "Some new rule"
    assert about(newest("notify.quiet.from", "")) == "Quiet hours begin"

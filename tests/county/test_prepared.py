"""A county's statements are planned once, and what they write and keep of history is the same."""

import pghistory
import pytest
from django.db import IntegrityError, connection, transaction

from asbcases.accounts.models import User
from asbcases.db.prepared import planned_once
from tests.make import make_incident

pytestmark = pytest.mark.django_db


def prepared() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return int(cursor.fetchone()[0])


def test_a_statement_is_planned_once_whatever_its_values_and_kept_for_the_next_time(amira: User) -> None:
    def asked() -> list[str]:
        with planned_once():
            assert User.objects.filter(pk=amira.pk + 1000).first() is None
            return [User.objects.get(pk=amira.pk).name for _ in range(3)]

    assert asked() == [amira.name] * 3
    many = prepared()
    assert many > 0
    with transaction.atomic():
        assert asked() == [amira.name] * 3
        transaction.set_rollback(True)
    assert asked() == [amira.name] * 3
    assert prepared() == many


def test_history_says_what_its_change_was_part_of_as_it_does_elsewhere(amira: User) -> None:
    incident = make_incident(by=amira)

    with pghistory.context(command="county"), planned_once():
        for words in ("by day", "by night", "never"):
            incident.summary = words
            incident.save(update_fields=["summary"])
        with pghistory.context(task="sweep"):
            incident.save(update_fields=["summary"])
            raw_change(incident.pk)

    told = [event.pgh_context for event in incident.events.order_by("pgh_id")]  # type: ignore[attr-defined]
    assert [one["command"] for one in told] == ["county"] * len(told)
    assert [one.get("task") for one in told] == [None, None, None, "sweep"]


def raw_change(incident: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_incident SET summary = %(words)s WHERE id = %(pk)s", {"words": "x", "pk": incident}
        )


def test_a_failure_within_leaves_the_connection_as_it_was(amira: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), planned_once():
        User.objects.create(username=amira.username, name="", role="", agency=amira.agency)

    assert connection.connection.prepare_threshold is None
    assert User.objects.filter(pk=amira.pk).exists()

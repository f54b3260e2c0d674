"""The judge of the proofs sees what is lost, told twice, told without cause or at a wrong time; the record is replayed whole."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import sweep
from tests.proof import rebuilding
from tests.proof.judge import judged, waiting_and_stamped
from tests.proof.log import rebuilt
from tests.proof.population import SWEPT_AT, enrol, fill_diary, open_cases
from tests.tools.filled import clone_filled

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 300


@pytest.fixture
def diary() -> None:
    clone_filled("judged", fill)


def fill() -> None:
    open_cases(enrol())
    fill_diary(MANY, series="judged")


def wrong() -> dict[str, str]:
    return {line.what.split()[0]: str(line.found) for line in judged("judged", SWEPT_AT) if not line.holds}


def spoil(statement: str) -> None:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_diary_that_was_swept_once_is_right_and_one_that_was_not_has_lost_everything(diary: None) -> None:
    waiting, stamped = waiting_and_stamped("judged", SWEPT_AT)
    lost = wrong()

    sweep(SWEPT_AT)

    assert waiting > MANY / 2
    assert stamped == 0
    assert set(lost) == {"stamps", "events", "messages"}
    assert wrong() == {}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM notify_message WHERE id = {id}", "1 lost, 0 twice, 0 without cause, 0 at a wrong time"),
        (
            "UPDATE notify_message SET key = replace(key, ':miss:', ':pass:') WHERE id = {id}",
            "1 lost, 0 twice, 1 without cause, 0 at a wrong time",
        ),
        (
            "INSERT INTO notify_message (key, recipient_id, template, context, queued_at, tries, error)"
            " SELECT key || '0', recipient_id, template, context, queued_at, 0, '' FROM notify_message WHERE id = {id}",
            "0 lost, 1 twice, 0 without cause, 0 at a wrong time",
        ),
        (
            'UPDATE notify_message SET context = context || \'{{"noticed_at": "2026-11-01T00:00:00+00:00"}}\''
            " WHERE id = {id}",
            "0 lost, 0 twice, 0 without cause, 1 at a wrong time",
        ),
    ],
)
def test_one_message_that_is_wrong_is_seen(diary: None, statement: str, found: str) -> None:
    sweep(SWEPT_AT)
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.id FROM notify_message m JOIN deadlines_deadline d ON m.key LIKE 'deadline:' || d.id || ':miss:%%'"
            " WHERE d.subject LIKE 'judged:%%' AND d.kind = 'risk_review' LIMIT 1"
        )
        [number] = cursor.fetchone()

    spoil(statement.format(id=number))

    assert wrong() == {"messages": found}


def test_the_record_alone_gives_the_diary_and_shows_a_row_that_was_changed_past_it(
    diary: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "FEW", 20)
    monkeypatch.setattr(rebuilding, "DAYS", 10)
    rebuilding.prove(0)
    with transaction.atomic():
        changed = Deadline.objects.filter(subject__startswith="life:").earliest("pk")
    found, _ = rebuilt()
    before = {number: row for number, row in rebuilding._live() if found[number] != row}

    spoil(f"UPDATE deadlines_deadline SET due_at = due_at + interval '1 minute' WHERE id = {changed.pk}")

    after = {number: row for number, row in rebuilding._live() if found[number] != row}
    assert before == {}
    assert after.keys() == {changed.pk}
    assert after[changed.pk].due_at == changed.due_at + timedelta(minutes=1)

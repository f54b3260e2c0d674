"""`sweep_deadlines` by hand: the agreed JSON, another instant, a rehearsal, exit codes."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.management.commands import sweep_deadlines as command
from asbcases.deadlines.models import Deadline
from asbcases.notify.models import Message
from tests.deadlines.diary import DAY, DUE, owe

pytestmark = pytest.mark.django_db
KEYS = {"now", "examined", "warned", "missed", "passed", "escalated", "messages", "failed", "seconds"}


def run(*words: str) -> tuple[dict[str, Any], int]:
    """Return what the command prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("sweep_deadlines", "--json", *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    [line] = out.getvalue().splitlines()
    return json.loads(line), code


def test_it_prints_one_line_and_the_same_instant_again_does_nothing(case: Case, ben: User) -> None:
    owe(case, ben)

    first, second = (run("--now", DUE.isoformat()) for _ in range(2))

    assert set(first[0]) >= KEYS
    assert (first[0]["now"], first[0]["missed"], first[0]["messages"], first[1]) == (DUE.isoformat(), 1, 3, 0)
    counts = KEYS - {"now", "seconds", "failed"}
    assert {name: second[0][name] for name in counts} == dict.fromkeys(counts, 0)


def test_without_an_instant_it_reads_the_databases_clock(case: Case, ben: User) -> None:
    real = datetime.now(UTC)

    said, _ = run()

    assert abs(datetime.fromisoformat(said["now"]) - real) < timedelta(minutes=1)


def test_a_rehearsal_says_what_would_be_done_and_undoes_it(case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    said, code = run("--now", DUE.isoformat(), "--rehearse")

    deadline.refresh_from_db()
    assert (said["missed"], said["messages"], said["rehearsed"], code) == (1, 3, True, 0)
    assert (deadline.taken, Message.objects.count()) == ({}, 0)


def test_a_deadline_that_is_passed_over_gives_exit_code_1(case: Case, ben: User) -> None:
    deadline = owe(case, ben)
    Deadline.objects.filter(pk=deadline.pk).update(steps={"nonsense": "x"})

    said, code = run("--now", DUE.isoformat())

    assert ([failure["deadline"] for failure in said["failed"]], code) == ([deadline.pk], 1)


def test_elsewhere_than_on_the_embedded_database_the_future_is_only_rehearsed(
    case: Case, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "embedded", lambda: False)
    owe(case, ben)
    later = (datetime.now(UTC) + 60 * DAY).isoformat()

    (refused, code), (rehearsed, _) = run("--now", later), run("--now", later, "--rehearse")

    assert code == 2
    assert "is in the future" in refused["error"]
    assert rehearsed["missed"] == 1
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["tomorrow", "2026-12-07T12:00:00"])
def test_an_instant_has_its_offset(text: str) -> None:
    with pytest.raises(command.ArgumentTypeError, match="is no instant"):
        command._instant(text)

"""The load test works at a small scale, and each of its checks can fail."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from asbcases.accounts.second_factor import code_at as code_by_the_system
from asbcases.county.build import build
from asbcases.db.actor import acting
from asbcases.local.places import APP_ROLE
from asbcases.local.services import ensure_running
from tests.load import judging
from tests.load.ledger import Asked, Step, Window, is_full, lines, marks, percentile, within
from tests.load.one_run import Size
from tests.load.pages import form_with, references
from tests.load.people import SECRET, SHARES, turns
from tests.load.running import run_all
from tests.load.typing_in import code_at
from tests.load.work import WORK
from tests.tools.filled import clone_filled

PAGE = """
<form><input type="search" name="q"></form>
<form><input type="hidden" name="key" value="7"><textarea name="words">\nas it was</textarea>
<select name="district"><option value="">Choose</option><option value="3" selected>Here</option></select>
<select name="way"><option value="phone">Phone</option><option value="text">Text</option></select>
<input type="radio" name="kind" value="note" checked><input type="radio" name="kind" value="visit">
<input type="checkbox" name="view"><button name="draft">Keep</button></form>
<a href="/cases/ASB-2026-000012/">one</a> <a href="/cases/ASB-2026-000012/">again</a> <a href="/cases/new/">new</a>
"""
AWAY = [Window("PostgreSQL", 10.0, 12.0), Window("worker", 20.0, 21.0)]


def build_small() -> None:
    now, today = timezone.now(), timezone.localdate()
    with acting("system:county"):
        build("bench:200", seed=1, anchor=None, now=now, today=today, progress=lambda: None)


@pytest.fixture
def beside(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """Have programs that are started work on a small county, with a Valkey and a folder of their own."""
    clone_filled("load", build_small)
    host, name = (quote(str(connection.settings_dict[part]), safe="") for part in ("HOST", "NAME"))
    ensure_running(tmp_path, postgres=False)
    monkeypatch.setenv("ASBCASES_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"postgres://{APP_ROLE}@{host}/{name}")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.load.settings")
    monkeypatch.setenv("LOAD_TICK", "1")
    # The programs know no cheap passwords, and must read what is sealed here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)
    return tmp_path


@pytest.mark.services
def test_people_work_and_a_record_that_is_lost_afterwards_is_told(beside: Path) -> None:
    size = Size(cases=0, users=8, seconds=6, think=0.02, tick=1)

    pages, held = run_all(size, ["calm"])

    # How late something was noticed depends on the machine; that it was noticed does not.
    assert [
        line for line in held.lines if not line.holds and line.what != "noticed after they fell due"
    ] == []
    assert pages.lines[-1].what == "all pages"
    [ledger] = beside.glob("load-calm-*.jsonl")
    told = list(lines(ledger))
    run = json.loads((beside / "load-calm.plan").read_text())["run"]
    kept = judging.kept(run)
    one = sorted(marks(told, "kept"))[0]
    assert [
        line.holds for line in judging.lost_and_twice(marks(told, "sent"), marks(told, "kept"), kept)
    ] == [True] * 3
    del kept[one]
    assert one in judging.lost_and_twice(marks(told, "sent"), marks(told, "kept"), kept)[1].cells[1]


def test_what_is_lost_twice_or_unasked_is_told() -> None:
    answered, lost, twice = judging.lost_and_twice({"a", "b", "c"}, {"a", "b"}, Counter({"a": 2, "d": 1}))

    assert (answered.cells, answered.holds) == (("sent and answered as kept", "2 of 3"), True)
    assert (lost.cells[1], lost.holds) == ("1: b", False)
    assert (twice.cells[1], twice.holds) == ("2: a, d", False)


def test_what_was_sent_but_not_answered_may_be_there_or_not() -> None:
    for found in (Counter("a"), Counter("ab")):
        assert all(line.holds for line in judging.lost_and_twice({"a", "b"}, {"a"}, found))


@pytest.mark.parametrize(
    ("at", "ended", "holds"),
    [(9.0, 10.5, True), (11.9, 40.0, True), (12.1, 13.0, False), (8.0, 9.9, False), (20.5, 20.6, False)],
)
def test_only_what_was_under_way_while_postgresql_was_away_may_fail(
    at: float, ended: float, holds: bool
) -> None:
    failed = [Asked("cases", at, ended, "500"), Asked("cases", 1.0, 2.0)]

    found, inside = judging.errors(failed, AWAY)

    assert found.holds is holds
    assert inside.found == ("1" if holds else "0")


def test_an_error_in_a_run_in_which_nothing_breaks_is_told_with_its_page() -> None:
    [found] = judging.errors([Asked("cases", 1.0, 2.0, "500"), Asked("desk", 1.0, 2.0)], [])

    assert (found.found, found.holds) == ("1; cases: 500 (1)", False)


def test_times_are_ones_that_were_measured_and_all_pages_come_last() -> None:
    asked = [Asked("cases", 0.0, n / 10) for n in range(1, 21)] + [Asked("desk", 1.0, 2.0, "500")]

    found = judging.by_page(asked, Step(5, 0.0, 10.0))

    assert [line.cells for line in found] == [
        ("cases", "20", "1,000", "1,900", "2,000", "0", "2.00"),
        ("desk", "1", "1,000", "1,000", "1,000", "1", "0.10"),
        ("all pages", "21", "1,000", "1,900", "2,000", "1", "2.10"),
    ]
    assert percentile([], 0.5) == 0.0
    assert within(asked, Step(5, 0.5, 10.0)) == asked[-1:]


@pytest.mark.parametrize(("slow", "error", "full"), [(1, "", False), (2, "", True), (0, "500", True)])
def test_the_system_is_full_when_one_page_in_twenty_is_slow_or_one_fails(
    slow: int, error: str, full: bool
) -> None:
    asked = [Asked("cases", 0.0, 3.0 if n < slow else 0.1, error if n == 9 else "") for n in range(20)]

    assert is_full(asked) is full


def test_a_line_that_is_being_written_waits_for_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "ledger"
    file.write_text('{"what": "kept", "mark": "a"}\n{"what": "kept", "ma')

    assert marks(lines(file), "kept") == {"a"}
    assert list(lines(tmp_path / "none")) == []


def test_a_form_sends_what_stands_in_it_but_for_what_is_answered() -> None:
    form = form_with(PAGE, "words")

    assert form.sends == {
        "key": ["7"], "words": ["as it was"], "district": ["3"], "way": ["phone"], "kind": ["note"],
    }  # fmt: skip
    assert form.offers["kind"] == ["note", "visit"]
    sent = form.with_answers(words="new", kind="visit", view=["on"])
    assert [pair for pair in sent if pair[0] in ("words", "kind", "view", "key")] == [
        ("key", "7"), ("words", "new"), ("kind", "visit"), ("view", "on"),
    ]  # fmt: skip
    with pytest.raises(LookupError):
        form_with(PAGE, "draft")


def test_a_page_leads_to_each_record_once() -> None:
    assert references(PAGE, "case") == ["ASB-2026-000012"]
    assert references(PAGE, "incident") == []


def test_the_code_that_is_typed_is_the_one_that_is_asked_for() -> None:
    for seconds in (0, 1_111_111_109, 1_795_000_000):
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        assert code_at(SECRET, seconds) == code_by_the_system(SECRET, at)


def test_every_kind_of_person_comes_in_its_share_and_has_something_to_do() -> None:
    order = turns()

    assert Counter(order) == {kind: share for kind, (*_, share) in SHARES.items()}
    assert set(order[:10]) == set(WORK) - {"program"} or set(order[:10]) == set(WORK)
    assert all(share > 0 for doings in WORK.values() for _, share in doings)

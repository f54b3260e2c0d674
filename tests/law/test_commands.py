"""`evaluate_rules` and `list_rules`: one line for each line, exit codes, and no database unless it is asked for."""

import io
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.law.limits import shipped_limits
from asbcases.law.pending import pending_changes
from asbcases.law.registry import all_rules
from tests.administration.limits import a_limit
from tests.local.tools import begun, manage
from tests.make import make_user

GOOD = b'{"id": "1", "rule": "APP-1", "facts": {"issued_on": "2026-03-03"}}\n'
SOON = timezone.now().date() + timedelta(days=30)
RAISED = json.dumps({"id": 2, "rule": "CPB-5", "facts": {"fpn_on": str(SOON), "amount": 150}}).encode()


def run(
    *words: str, stdin: bytes = b"", monkeypatch: pytest.MonkeyPatch | None = None
) -> tuple[str, str, int]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    if monkeypatch:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    try:
        call_command(*words, stdout=out, stderr=err)
    except SystemExit as left:
        code = int(str(left.code))
    return out.getvalue(), err.getvalue(), code


def test_each_line_of_a_file_is_answered_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(GOOD + b"\n" + b"\xff\n" + RAISED)

    out, err, code = run("evaluate_rules", str(file), "--json")

    told = [json.loads(line) for line in out.splitlines()]
    assert [one["id"] for one in told] == ["1", None, None, 2]
    assert [one.get("result", {}).get("decision") for one in told] == [None, None, None, "block"]
    assert (err, code) == ("", 1)


def test_standard_input_is_read_where_no_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    out, _, code = run("evaluate_rules", "--json", stdin=GOOD, monkeypatch=monkeypatch)
    nothing = run("evaluate_rules", "--json", monkeypatch=monkeypatch)

    assert json.loads(out)["result"]["last_day"] == "2026-03-23"
    assert out.count("\n") == 1
    assert code == 0
    assert nothing == ("", "", 0)


def test_a_person_reads_the_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err, code = run("evaluate_rules", stdin=GOOD + RAISED + b"\nx", monkeypatch=monkeypatch)

    assert "1 APP-1: Last day to appeal: 23 March 2026" in out
    assert "2 CPB-5 block: £150 is more than £100" in out
    assert (err, code) == ("3 lines, 1 without an answer.\n", 1)


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_file_that_cannot_be_read_is_bad_usage(tmp_path: Path, name: str) -> None:
    out, _, code = run("evaluate_rules", str(tmp_path / name), "--json")

    assert "cannot be read" in json.loads(out)["error"]
    assert code == 2


@pytest.mark.django_db
def test_the_rows_of_administrators_count_where_the_database_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada = make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
    a_limit(by=ada, now=timezone.now(), rule="CPB-5", value=Decimal(500))
    decided = []
    for words in ((), ("--database",)):
        out, *_ = run("evaluate_rules", "--json", *words, stdin=RAISED, monkeypatch=monkeypatch)
        decided.append(json.loads(out)["result"]["decision"])
    listed = [rule_of(run("list_rules", "--json", *words)[0], "CPB-5") for words in ((), ("--database",))]

    assert decided == ["block", "allow"]
    assert [[limit["value"] for limit in rule["limits"]] for rule in listed] == [[100], [100, 500]]


def rule_of(out: str, rule: str) -> Any:
    return next(one for one in json.loads(out)["rules"] if one["id"] == rule)


def test_the_register_is_listed_with_its_limits_and_what_is_not_in_force() -> None:
    out, err, code = run("list_rules", "--json")

    told = json.loads(out)
    assert [rule["id"] for rule in told["rules"]] == list(all_rules())
    assert sum(len(rule["limits"]) for rule in told["rules"]) == len(shipped_limits().rows)
    assert rule_of(out, "CBO-13") == {
        "id": "CBO-13",
        "power": "criminal_behaviour_order",
        "section": "Sentencing Code s.337",
        "strength": ["CLOCK"],
        "confidence": "S",
        "says": all_rules()["CBO-13"].says,
        "facts": ["date_of_birth", "effect_on", "varied_on", "ends_on", "period"],
        "limits": [
            {"name": name, "value": value, "unit": unit, "area": None, "from": begun, "to": over, "source": source, "confidence": "S"}
            for name, value, unit, begun, over, source in [
                (None, 12, "months", "2014-10-20", "2020-11-30", "2014 Act s.28(2)"),
                (None, 12, "months", "2020-12-01", None, "Sentencing Code s.337"),
                ("age", 18, "years", "2014-10-20", "2020-11-30", "2014 Act s.28(1)"),
                ("age", 18, "years", "2020-12-01", None, "Sentencing Code s.337"),
            ]
        ],
    }  # fmt: skip
    assert len(told["not_commenced"]) == len(pending_changes().changes)
    assert (err, code) == ("", 0)
    assert "Not in force:" in run("list_rules")[0]


@pytest.mark.services
def test_without_the_database_nothing_is_started(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(GOOD)
    var = tmp_path / "var"

    answered, listed = manage(var, "evaluate_rules", str(file), "--json"), manage(var, "list_rules", "--json")

    assert (answered.returncode, listed.returncode) == (0, 0), answered.stderr
    assert json.loads(answered.stdout)["id"] == "1"
    assert {path.name for path in var.iterdir()} <= {"secret_key"}


@pytest.mark.services
def test_whoever_has_seen_enough_of_the_lines_leaves_in_quiet(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(GOOD * 2_000)
    running = begun(tmp_path / "var", "evaluate_rules", str(file), "--json")
    assert running.stdout
    assert running.stderr
    assert running.stdout.readline()
    running.stdout.close()

    assert (running.stderr.read(), running.wait(60)) == ("", 141)

"""The commands that others rely on answer in one line and by their exit code."""

import json
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from asbcases.commands import ProductCommand, UsageError
from asbcases.db.actor import current
from asbcases.errors import Refused


class Counting(ProductCommand):
    acts_as = "sweep"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("number", type=int)

    def run(self, **options: Any) -> dict[str, Any]:
        if options["number"] < 0:
            raise UsageError("Give a number from 0 on.")
        if options["number"] == 4:
            raise Refused("Four is refused: take another.")
        at = datetime(2026, 11, 23, 12, tzinfo=UTC)
        return {"number": options["number"], "actor": current(), "now": at, "day": date(2026, 11, 23)}

    def words(self, result: dict[str, Any]) -> str:
        return f"Counted to {result['number']}."

    def found(self, result: dict[str, Any]) -> bool:
        return result["number"] > 5


def said(*words: str) -> tuple[str, str, int]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command(Counting(), *words, stdout=out, stderr=err)
    except SystemExit as left:
        code = int(str(left.code))
    return out.getvalue(), err.getvalue(), code


def test_under_json_there_is_one_line_with_one_object() -> None:
    out, err, code = said("3", "--json")

    assert out.count("\n") == 1
    assert json.loads(out) == {
        "number": 3, "actor": "system:sweep", "now": "2026-11-23T12:00:00+00:00", "day": "2026-11-23",
    }  # fmt: skip
    assert (err, code) == ("", 0)


def test_a_person_reads_a_sentence() -> None:
    assert said("3") == ("Counted to 3.\n", "", 0)


def test_findings_exit_with_1() -> None:
    out, _, code = said("6", "--json")

    assert (json.loads(out)["number"], code) == (6, 1)


def test_bad_usage_exits_with_2_and_says_why() -> None:
    assert said("--json", "--", "-1") == (
        '{"error": "Give a number from 0 on."}\n', "Give a number from 0 on.\n", 2,
    )  # fmt: skip


def test_bad_usage_says_nothing_on_standard_output_to_a_person() -> None:
    assert said("--", "-1") == ("", "Give a number from 0 on.\n", 2)


def test_a_refusal_is_told_alike() -> None:
    assert said("4", "--json") == (
        '{"error": "Four is refused: take another."}\n', "Four is refused: take another.\n", 2,
    )  # fmt: skip


def test_the_identity_ends_with_the_command() -> None:
    said("3")

    assert current() == "system:test"


def test_an_instant_without_an_offset_is_never_told() -> None:
    class Careless(Counting):
        def run(self, **options: Any) -> dict[str, Any]:
            return {"now": datetime(2026, 11, 23)}

    with pytest.raises(TypeError, match="offset"):
        call_command(Careless(), "1", "--json", stdout=StringIO())


def test_a_bar_shows_nothing_on_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    with Counting().progress(total=10, unit="B") as bar:
        bar.update(10)

    assert capfd.readouterr().err == ""


def test_a_bar_shows_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)

    with Counting().progress(total=2_000_000, unit="B") as bar:
        bar.update(1_000_000)

    assert "2.00M" in terminal.getvalue()

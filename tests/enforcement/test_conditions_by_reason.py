"""Conditions judged by general reasons: what is in nobody's hands, what meets a duty or a term, what is measured, what is one act."""

import json
from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, Duty, LiveTerm, check_condition
from tests.enforcement.condition_bank import DATA

HOME = "4 Fern Road, Northam"
ROWS: dict[str, list[Any]] = json.loads((DATA / "conditions_by_reason.json").read_text(encoding="utf-8"))


def codes(line: str, **said: Any) -> set[str]:
    kind, words, *warned = line.split("|")
    form: dict[str, Any] = {
        "power": "cbo" if kind in ("requirement", "prohibition") else "cpn",
        "from_on": date(2027, 4, 1),
        "until_on": date(2028, 3, 31),
        "do_by": date(2027, 6, 30) if kind in ("do", "steps") else None,
        "lives_at": HOME,
        "warned": tuple(warned),
    }
    return {one.code for one in check_condition(Condition(kind=kind, words=words, **(form | said)))}


@pytest.mark.parametrize(
    ("code", "faulty", "sound"),
    [
        ("impossible", "nobody_can", "anybody_can"),
        ("vague", "vague", "plain"),
        ("not_foreshadowed", "not_warned", "warned"),
        ("several_acts", "several", "one"),
    ],
)
def test_a_fault_is_told_from_its_look_alikes(code: str, faulty: str, sound: str) -> None:
    assert [line for line in ROWS[faulty] if code not in codes(line)] == []
    assert [line for line in ROWS[sound] if code in codes(line)] == []


def test_a_duty_a_home_and_a_live_term_are_met_unless_they_are_apart() -> None:
    wrong = []
    for row in ROWS["conflicts"]:
        found = codes(
            f"{row['kind']}|{row['words']}",
            place=row["place"],
            hours=tuple(tuple(one) for one in row["hours"]),
            lives_at=row["lives_at"],
            duties=tuple(Duty(kind, at, tuple(map(tuple, when))) for kind, at, when in row["duties"]),
            live_terms=tuple(
                LiveTerm("CBO 7", words, at, tuple(map(tuple, when)), must)
                for words, at, when, must in row["terms"]
            ),
        )
        if sorted(code for code in found if code.startswith("conflict")) != row["expect"]:
            wrong.append(row["words"])
    assert wrong == []


def test_the_streets_of_a_town_are_no_place_and_a_surgery_is_single_premises() -> None:
    assert "area_without_place" in codes(
        "prohibition|From 8am to 8pm do not be in the shopping streets of Northam.", place="Northam"
    )
    clinic = codes(
        "prohibition|Not to go into Dock Medical Centre.", place="Dock Medical Centre, Dock, Northam"
    )
    assert "area_without_hours" not in clinic

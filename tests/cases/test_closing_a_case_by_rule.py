"""Closings of cases decided by hand before the rule was written, and how long what they hold is kept."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Rank
from asbcases.cases.case_choices import Blocking, Closer
from asbcases.cases.rules.closing import (
    Answers,
    BlockingItem,
    Ending,
    OnFile,
    VictimRisk,
    contradiction,
    ending,
    known_before,
    level_for_closing,
    missing_of,
    waiver_rank,
)
from asbcases.cases.rules.retention import eighteenth_birthday, retention_of
from asbcases.law.periods import LONDON, london_midnight_after, months_after
from tests.cases.banks import DATA, lines
from tests.make import NOW

CLOSERS = {"standard": Closer.OFFICER, "medium": Closer.SERGEANT, "high": Closer.INSPECTOR}
HOURS = {"standard": 72, "medium": 48, "high": 24}
SUPERVISORS = {"sergeant", "inspector"}
MONTHS = {"crime": 72, "other": 72, "child": 36}


def ending_of(row: dict[str, Any]) -> Ending:
    on_file = on_file_of(row)
    return ending(on_file, answers_of(row), row["by"], CLOSERS[on_file.counts_as])


def on_file_of(row: dict[str, Any]) -> OnFile:
    victims = [risk_of(told) for told in row["victims"]]
    late = (owed["kind"] for owed in row["owed"] if owed["late"])
    panel = row["panel"]
    missing = [
        BlockingItem(code, str(at), "")
        for at, victim in enumerate(victims, 1)
        if (code := missing_of(victim))
    ]
    let_go = {waiver["item"] for waiver in row["waivers"]}
    if row["somerton"]["reason_by"] in SUPERVISORS:
        let_go.add("somerton")
    subjects = ("", *map(str, range(1, len(victims) + 1)))
    return OnFile(
        level=level_for_closing(victim.level for victim in victims),
        victims=len(victims),
        categories={f"INC-{number}": category for number, category in enumerate(row["incidents"])},
        at_panel=("",) if panel["referred"] and not panel["exit_agreed"] else (),
        items=(*missing, *(BlockingItem(Blocking.LATE, "", kind) for kind in late)),
        waived=frozenset((item, subject) for item in let_go for subject in subjects),
    )


def risk_of(told: dict[str, Any]) -> VictimRisk:
    level, hours = told["level"], told["hours_ago"]
    if level is None or hours is None:
        return VictimRisk(level=None)
    over_at = NOW - timedelta(hours=hours) + timedelta(hours=HOURS[level])
    return VictimRisk(level, told["newest"], over_at, told["incident_since"], now=NOW)


def answers_of(row: dict[str, Any]) -> Answers:
    def all_of(name: str) -> tuple[bool, str]:
        yes = all(one[name] for one in row["victims"])
        why = [one[f"{name}_why_not"] for one in row["victims"] if not one[name]]
        return yes, "; ".join(why) if all(why) else ""

    said = row["somerton"]
    told, told_words = all_of("told")
    support, support_words = all_of("support")
    return Answers(
        identifiable_victim={"yes": True, "no": False, "missing": None}[said["answer"]],
        # What somebody else wrote is no reason of whoever closes: a supervisor's lets it go beforehand.
        somerton_reason=said["reason"] if said["reason_by"] == row["by"] else "",
        victim_told=told,
        told_words=told_words,
        support_offered=support,
        support_words=support_words,
    )


def judged(ending: Ending) -> dict[str, Any]:
    blocking = {item.code.value for item in ending.items} | ({"rank"} if ending.asks else set())
    rank = ending.asks.value if ending.end == "approval" else None
    return {"outcome": ending.end.value, "rank": rank, "blocking": sorted(blocking)}


@pytest.mark.parametrize("file", ["closing_case.jsonl", "closing_case_held_back.jsonl"])
def test_each_case_closes_as_was_decided_by_hand(file: str) -> None:
    wrong = {
        row["id"]: judged(ending_of(row)) for row in lines(file) if judged(ending_of(row)) != row["expected"]
    }

    assert wrong == {}


def test_what_stands_in_the_way_is_known_before_anything_is_answered() -> None:
    late = BlockingItem(Blocking.LATE, "", "contact")
    first = BlockingItem(Blocking.FIRST_ASSESSMENT, "2", "never")
    let_go = frozenset({("first_assessment", "2")})

    on_file = OnFile(level="high", victims=2, at_panel=("1",), items=(late, first), waived=let_go)

    assert [item.code.value for item in known_before(on_file)] == ["late", "panel_exit"]


def test_a_category_that_stands_otherwise_is_named_and_personal_is_not() -> None:
    on_file = OnFile(
        victims=1, categories={"INC-1": "personal", "INC-2": "environmental", "INC-3": "nuisance"}
    )

    words = contradiction(on_file, Answers(identifiable_victim=True))

    assert "INC-2 stands as environmental and INC-3 stands as nuisance" in words
    assert "INC-1" not in words


def test_what_is_let_go_of_a_high_case_takes_an_inspector() -> None:
    assert [waiver_rank(level) for level in (None, "standard", "medium", "high")] == [
        *[Rank.SERGEANT] * 3,
        Rank.INSPECTOR,
    ]


def kept() -> Iterator[dict[str, str]]:
    with (DATA / "retention.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def test_what_is_kept_is_kept_as_was_worked_by_hand() -> None:
    assert [row["why"] for row in kept() if not kept_as_worked(row)] == []


def kept_as_worked(row: dict[str, str]) -> bool:
    day = date.fromisoformat(row["closed_on"])
    born = date.fromisoformat(row["youngest_born"]) if row["youngest_born"] else None
    closed_at = datetime(day.year, day.month, day.day, 15, tzinfo=LONDON)
    found = retention_of(closed_at, crime=row["crime"] == "yes", youngest_born=born)
    last = months_after(found.clear_from, MONTHS[found.kept_as])
    worked = (row["class"], row["clear_from"], row["last_day"], datetime.fromisoformat(row["late_from"]))
    told = (found.kept_as, found.clear_from.isoformat(), last.isoformat(), london_midnight_after(last))
    return told == worked and found.anchored_at.astimezone(LONDON).date() == found.clear_from


def test_whoever_was_born_on_a_leap_day_grows_up_on_the_first_of_march() -> None:
    assert eighteenth_birthday(date(2008, 2, 29)) == date(2026, 3, 1)
    assert eighteenth_birthday(date(2004, 2, 29)) == date(2022, 3, 1)
    assert eighteenth_birthday(date(1982, 2, 28)) == date(2000, 2, 28)

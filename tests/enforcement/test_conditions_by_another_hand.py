"""Conditions worded by another hand: judged by what they do and by their fields, whatever the words, and in linear time."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, Duty, LiveTerm, check_condition, texts
from tests.enforcement.condition_bank import condition_of, measured, rows

HOME, ROAD = "4 Fern Road, Northam", "Dock Road, Northam"
HUB, LIBRARIES = "Job Hub, Mill Street, Northam", "Northam Library and Southam Library"
DAYS, NIGHT = (("Mon-Sun", "08:00", "18:00"),), (("Mon-Sun", "21:00", "06:00"),)
AT_WORK = (
    Duty("work", f"Mason Ltd, 3 {ROAD}", (("Mon-Fri", "09:00", "17:00"), ("Mon-Fri", "22:00", "04:00"))),
)
# "Repair, strip or rev": three verbs with one object, of which the first bank makes one act.
REMAINS = {"f020"}


def found(words: str, **said: Any) -> set[str]:
    condition: dict[str, Any] = {
        "power": "cbo",
        "kind": "prohibition",
        "from_on": date(2027, 2, 1),
        "lives_at": HOME,
    }
    until = {"until_on": date(2027, 8, 1), "do_by": date(2027, 3, 1)}
    return {one.code for one in check_condition(Condition(words=words, **(condition | until | said)))}


def test_the_fresh_half_is_judged_as_by_hand_and_nothing_impossible_or_in_conflict_is_missed() -> None:
    scores = measured("conditions_fresh.jsonl")
    assert (scores["all"].precision >= 0.95, scores["all"].recall >= 0.95) == (True, True)
    assert {code: score.missed for code, score in scores.items() if "con" in code and score.missed} == {}
    assert scores["impossible"].missed == 0
    wrong = {
        row["id"]
        for row in rows("conditions_fresh.jsonl")
        if {one.code for one in check_condition(condition_of(row))} != set(row["expect"])
    }
    assert wrong == REMAINS


def test_the_third_half_is_judged_as_by_hand() -> None:
    scores = measured("conditions_third.jsonl")
    assert {code: score for code, score in scores.items() if score.false or score.missed} == {}


def test_the_fourth_half_is_judged_as_by_hand_but_for_one() -> None:
    scores = measured("conditions_4.jsonl")
    assert {code: (one.false, one.missed) for code, one in scores.items() if one.false or one.missed} == {
        "area_without_hours": (0, 1),
        "all": (0, 1),
    }


def test_the_fifth_half_is_judged_as_by_hand() -> None:
    scores = measured("conditions_5.jsonl")
    assert {code: score for code, score in scores.items() if score.false or score.missed} == {}


def test_the_sixth_half_misses_no_conflict_and_one_thing_that_is_impossible() -> None:
    scores = measured("conditions_6.jsonl")
    assert (scores["all"].precision >= 0.95, scores["all"].recall >= 0.88) == (True, True)
    assert {code: score.missed for code, score in scores.items() if "con" in code and score.missed} == {}
    assert scores["impossible"].missed == 1


@pytest.mark.parametrize("name", ["conditions_7.jsonl", "conditions_8.jsonl", "conditions_9.jsonl"])
def test_the_seventh_to_the_ninth_half_miss_nothing_impossible_and_no_conflict(name: str) -> None:
    scores = measured(name)
    assert (scores["all"].precision >= 0.85, scores["all"].recall >= 0.9) == (True, True)
    assert {code: score for code, score in scores.items() if "con" in code and score.missed} == {}
    assert (scores["impossible"].false, scores["impossible"].missed) == (0, 0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("You are not allowed in Dock Road, Northam from 8am to 6pm.", {"place": ROAD, "hours": DAYS}),
        ("Dock Road, Northam is a no-go area for you from 8am to 6pm.", {"place": ROAD, "hours": DAYS}),
        ("You must not wander about Dock Road, Northam from 8am to 6pm.", {"place": ROAD, "hours": DAYS}),
        ("You may not set foot in Dock Road between 8am and 6pm.", {"place": ROAD, "hours": DAYS}),
        ("Turn up at the Job Hub for a talk at noon.", {"kind": "requirement", "place": HUB, "hours": DAYS}),
        ("You must not be anywhere but 4 Fern Road at night.", {"place": HOME, "hours": NIGHT}),
        ("Sleep each night at 4 Fern Road.", {"kind": "requirement", "place": HOME, "hours": NIGHT}),
    ],
)
def test_being_barred_or_due_somewhere_else_meets_work_by_any_verb(words: str, said: dict[str, Any]) -> None:
    assert "conflict_work" in found(words, duties=AT_WORK, **said)


def test_a_thing_or_a_manner_asks_nobody_to_be_there() -> None:
    for words in (
        "The gate must be shut by night.",
        "You must keep the gate shut.",
        "Keep it shut.",
    ):
        said: dict[str, Any] = {"kind": "requirement", "place": HUB, "hours": DAYS, "duties": AT_WORK}
        assert "conflict_work" not in found(words, **said)
    assert "conflict_work" not in found(
        "Be quiet.", kind="requirement", place=HOME, hours=DAYS, duties=AT_WORK
    )
    assert "conflict_work" not in found("", kind="requirement", place=HUB, hours=DAYS, duties=AT_WORK)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Your brothers are not to shout in Elm Way.", {}),
        ("The wind must not carry smoke over the fence.", {}),
        ("You must not let any leaf of your oak drift into the street.", {}),
        ("You must stop suffering from depression by 1 March 2027.", {"kind": "requirement"}),
        ("You must be accepted on a course by 1 March 2027.", {"kind": "requirement"}),
        ("You must find a job by 1 March 2027.", {"kind": "requirement"}),
        ("You must take down the shed in the garden of 6 Fern Road.", {"kind": "do"}),
        ("Clear the yard between 5pm and 3pm on 1 March 2027.", {"kind": "do"}),
        ("You must not hold a barbecue on 3 January 2027.", {}),
        (
            "At 9am be at Northam Library and at 9am at Southam Library.",
            {"kind": "requirement", "place": LIBRARIES},
        ),
    ],
)
def test_what_nature_others_and_the_calendar_decide_is_impossible(words: str, said: dict[str, Any]) -> None:
    assert "impossible" in found(words, **said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Leaves must be swept from the drive by 1 March 2027.", {"kind": "do"}),
        ("You must attend the Stop Thinking group by 1 March 2027.", {"kind": "requirement"}),
        ("You must not beg where you were found asleep.", {}),
        ("You must be in the yard between 5pm and 2am on 1 March 2027.", {"kind": "do"}),
        (
            "Clear the yard between 13pm and 3pm on 1 March 2027 of what you left on 3 January 2027.",
            {"kind": "steps"},
        ),
        ("You must take down the shed at 4 Fern Road by 1 March 2027.", {"kind": "do"}),
    ],
)
def test_what_a_person_can_do_is_not(words: str, said: dict[str, Any]) -> None:
    assert ("impossible" in found(words, **said)) is ("13pm" in words)


@pytest.mark.parametrize(
    ("words", "term", "must"),
    [
        ("Fell the oak at 4 Fern Road.", "Cut or damage the oak at 4 Fern Road.", False),
        ("Fell the oak at 4 Fern Road.", "Protect the oak at 4 Fern Road.", True),
        ("Have the side gate open from 8am to 6pm.", "Keep the side gate padlocked.", True),
        ("Paint the front door green.", "Keep the front door white.", True),
    ],
)
def test_two_terms_on_one_thing_conflict_when_one_undoes_the_other(words: str, term: str, must: bool) -> None:
    live = (LiveTerm("CBO 1", term, HOME, (), must),)
    assert "conflict_term" in found(words, power="cpn", kind="do", place=HOME, live_terms=live)
    assert "conflict_term" not in found("Feed the hens.", kind="do", place=HOME, live_terms=live)


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("You must not shout in the yard, nor may you rev motorbikes there.", True),
        ("Stop dumping rags in the yard and no more bonfires.", True),
        ("You must keep the music down and no more smoking on the stairs.", True),
        ("By 1 March 2027 sweep the yard; mend the gate.", True),
        ("You must empty the pond. It must be finished by 1 March 2027.", False),
        ("You must not, by day or night, feed gulls.", False),
    ],
)
def test_acts_are_counted_whatever_joins_them(words: str, several: bool) -> None:
    assert ("several_acts" in found(words)) is several


def test_the_stairs_to_a_flat_are_the_way_home() -> None:
    flat = "Flat 2, Mill Court, Northam"
    words = "You must not use the stairs of Mill Court between 9pm and 6am."
    assert "conflict_home" in found(words, lives_at=flat)
    assert "conflict_home" not in found(words)


class Counting:
    """Reads tokens and counts the letters it was given."""

    letters = 0

    def finditer(self, text: str) -> Any:
        """Return the tokens of a text."""
        self.letters += len(text)
        return PATTERN.finditer(text)


PATTERN = texts.TOKEN


@pytest.mark.parametrize(
    "piece", ["You must not park, stop or wait at 5 Elm Way and ", "A. ", "nor may you go "]
)
def test_four_times_the_text_is_read_no_more_than_four_times_as_often(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    for length in (1_000, 4_000):
        text, counting = (piece * length)[:length], Counting()
        monkeypatch.setattr(texts, "TOKEN", counting)
        term = LiveTerm("CBO", text, text[:400], must=True)
        found(text, power="cpn", place=text, warned=(text,), live_terms=(term,), hours=DAYS)
        read.append(counting.letters)
    assert read[1] <= 5 * read[0]
    assert read[0] <= 120 * 1_000

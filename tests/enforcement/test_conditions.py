"""How conditions are worded: the checker against a bank judged by others, against its own examples, and on any text."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.clauses import BEHAVIOURS, library
from asbcases.enforcement.rules.conditions import CODES, Condition, LiveTerm, check_condition
from asbcases.enforcement.rules.conditions.hours import minutes, spans, spans_in_words
from asbcases.enforcement.rules.conditions.places import Place, lies_in, read_places
from asbcases.enforcement.rules.conditions.texts import sentences
from tests.enforcement.condition_bank import condition_of, measured, rows

MUSIC = Condition(
    "cpw",
    "stop",
    "You must not play music at 14 Larch Way, Tolbridge that can be heard in another home between 10pm and 7am.",
    from_on=date(2027, 1, 11),
    until_on=date(2027, 7, 10),
    place="14 Larch Way, Tolbridge",
    lives_at="14 Larch Way, Tolbridge",
)


def codes(words: str, **said: Any) -> set[str]:
    return {finding.code for finding in check_condition(replace(MUSIC, words=words, **said))}


# --- The bank ---------------------------------------------------------------------------------
def test_the_half_for_tuning_is_judged_as_by_hand() -> None:
    scores = measured("conditions.jsonl")
    assert {code: score for code, score in scores.items() if score.false or score.missed} == {}


# --- Its own examples -------------------------------------------------------------------------
def test_more_conditions_are_judged_alike() -> None:
    wrong = [
        (row["id"], row["words"], sorted(found))
        for row in rows("conditions_more.jsonl")
        if (found := {one.code for one in check_condition(condition_of(row))}) != set(row["expect"])
    ]
    assert wrong == []


def test_a_sound_condition_has_no_finding_and_a_poor_one_says_what_and_how_to_mend_it() -> None:
    assert check_condition(MUSIC) == []
    found = check_condition(replace(MUSIC, words="You must not make excesive noise etc.", until_on=None))
    assert [(one.code, one.found) for one in found] == [("vague", "excesive, etc"), ("no_end", "")]
    assert "counted or measured" in found[0].sentence
    assert all(one.sentence.endswith(".") and one.code in CODES for one in found)


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        ("You must keep the gate shut and must", {"kind": "do", "do_by": date(2027, 2, 1)}, set()),
        ("You must not swim, park", {}, set()),
        ("You must", {}, set()),
        ("You must walk the dog 24 hours a day or 8 days a week", {}, {"impossible"}),
        (
            "You must stay indoors at 14 Larch Way at all times.",
            {"kind": "requirement", "power": "cbo"},
            {"impossible"},
        ),
        (
            "You must not use your home as a shop.",
            {"lives_at": "no fixed address", "place": ""},
            {"impossible"},
        ),
        ("You must not go into Southam Town Centre at any time.", {"place": ""}, {"area_without_place"}),
        (
            "You must not play music so loudly, without reasonable excuse, that it can be heard next door.",
            {},
            set(),
        ),
        ("You must have a reasonable excuse for any nuisance.", {}, {"vague"}),
        ("Keep your dog in.", {}, set()),
        ("Don't beg.", {}, set()),
    ],
)
def test_odd_wordings_are_read_too(words: str, said: dict[str, Any], expected: set[str]) -> None:
    assert codes(words, **said) == expected


def test_what_another_order_asks_is_carved_out_by_saying_so() -> None:
    term = LiveTerm(
        "CBO", "Must attend Elm Hub.", "4 Oak Road, Southam", (("Mon", "10:00", "11:00"),), must=True
    )
    said: dict[str, Any] = {"place": "Oak Road, Southam", "live_terms": (term,)}
    assert codes("You must not be in Oak Road, Southam at any time.", **said) == {"conflict_term"}
    assert (
        codes("You must not be in Oak Road, Southam at any time, unless another order asks it.", **said)
        == set()
    )


@pytest.mark.parametrize("clause", library().clauses, ids=lambda clause: clause.key)
def test_each_clause_with_its_gaps_filled_passes_the_checker(clause: Any) -> None:
    gaps = {name: getattr(clause, name) for name in ("place", "hours", "person")}
    words = clause.filled(until="10 July 2027", by="8 February 2027", **gaps)
    assert "[" not in words
    for power in clause.powers:
        condition = Condition(
            power, clause.kind_for(power), words, from_on=date(2027, 1, 11), place=clause.place, under_18=True
        )
        assert check_condition(replace(condition, map="plan" in words)) == []


def test_the_library_has_clauses_for_every_behaviour_and_power() -> None:
    shelf = library()
    assert shelf.version == 1
    assert all(len(shelf.chosen(behaviour=behaviour)) >= 4 for behaviour in BEHAVIOURS)
    assert all("cbo" in clause.powers for clause in shelf.chosen(power="cbo"))
    assert len({clause.key for clause in shelf.clauses}) == len(shelf.clauses)
    lead = shelf.clause("dogs-lead")
    assert lead is not None
    assert (lead.gaps, lead.about) == (("place", "by", "until"), "Dogs")
    assert (lead.kind_for("cpn"), lead.kind_for("cbo")) == ("do", "requirement")
    assert lead.filled(place="the park").startswith("You must keep your dog on a lead")
    assert "[until]" in lead.filled(place="the park")
    assert shelf.clause("none") is None


# --- Hours and places -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clock", "minute"),
    [
        ("11pm", 1380),
        ("8.30am", 510),
        ("22:00", 1320),
        ("noon", 720),
        ("12 noon", 720),
        ("midnight", 0),
        ("12am", 0),
        ("12pm", 720),
        ("9 p.m.", 1260),
        ("2200 hours", 1320),
        ("25:00", None),
        ("13pm", None),
        ("soon", None),
    ],
)
def test_the_clock_is_read_as_people_write_it(clock: str, minute: int | None) -> None:
    assert minutes(clock) == minute


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("between 9 and 11pm", ("Mon-Sun", "21:00", "23:00")),
        ("between 9 and 5pm", ("Mon-Sun", "09:00", "17:00")),
        ("between 10 and 2am", ("Mon-Sun", "22:00", "02:00")),
        ("from 8pm until 6am on Fridays and Saturdays", ("Fri-Sat", "20:00", "06:00")),
        ("between 9am and noon on weekdays", ("Mon-Fri", "09:00", "12:00")),
        ("at weekends", ("Sat-Sun", "00:00", "23:59")),
        ("from Friday to Monday", ("Fri-Mon", "00:00", "00:00")),
        ("before 7am", ("Mon-Sun", "00:00", "07:00")),
        ("after 11pm", ("Mon-Sun", "23:00", "00:00")),
        ("at 10.30am on Mondays", ("Mon", "10:30", "11:30")),
        ("by 6pm every day until 7am", ("Mon-Sun", "18:00", "07:00")),
        ("at any time", ("Mon-Sun", "00:00", "23:59")),
    ],
)
def test_hours_in_the_words_are_those_of_the_form(words: str, form: tuple[str, str, str]) -> None:
    assert sorted(spans_in_words(words)) == sorted(spans((form,)))


def test_hours_that_cannot_be_read_say_nothing() -> None:
    assert (
        spans((("Mon", "soon", "later"),)),
        spans_in_words("between 25:00 and 30:00"),
        spans_in_words("by 25:00 each day until 27:00"),
        spans_in_words(""),
    ) == ((), (), (), ())


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [
        ("22 Mill Lane, Tolbridge", "Mill Lane, Tolbridge", True),
        ("22 Mill Lane, Tolbridge", "Mill Lane, Wexmere", False),
        ("22 Mill Lane, Tolbridge", "2 to 30 Mill Lane, Tolbridge", True),
        ("32 Mill Lane, Tolbridge", "2 to 30 Mill Lane, Tolbridge", False),
        ("Mill Lane, Tolbridge", "2 Mill Lane, Tolbridge", False),
        ("Flat 2, Kestrel Court, Mill Lane, Tolbridge", "Kestrel Court, Tolbridge", True),
        ("Flat 2, Kestrel Court, Tolbridge", "Flat 2, Harbour Point, Tolbridge", False),
        ("Wexmere College, High Street, Wexmere", "Wexmere College car park, High Street, Wexmere", True),
        ("3 High Street, Wexmere", "any part of High Street Wexmere", True),
        ("3 High Street, Wexmere", "Wexmere", True),
        ("Flat 1, 22 Mersea Road, Colchester, CO2 7ET", "Mersea Road, Colchester", True),
        ("9999999 Mill Lane, Tolbridge", "22 Mill Lane, Tolbridge", False),
    ],
)
def test_a_place_lies_in_another_by_name_number_and_town(inner: str, outer: str, lies: bool) -> None:
    assert any(lies_in(inner, place) for place in read_places(outer)) is lies


def test_a_circle_takes_in_the_houses_beside_it_and_a_field_of_commas_no_place() -> None:
    (circle,) = read_places("100 metres around 5 Cobbler's Row, Wexmere")
    assert circle == Place(("100 metres around 5 cobblers row", "wexmere"), "wexmere", 100)
    assert [lies_in(f"{number} Cobbler's Row, Wexmere", circle) for number in (6, 90)] == [True, False]
    assert read_places(" , ,;") == []


def test_sentences_end_where_people_end_them() -> None:
    text = "Do not ring Mr. Lee before 8.30am. He works at night! See plan no. 2.\nThat is all"
    assert [sentence.text.strip()[:7] for sentence in sentences(text)] == [
        "Do not ",
        "He work",
        "See pla",
        "That is",
    ]


def test_every_field_of_a_condition_is_in_the_bank() -> None:
    row = condition_of(rows("conditions.jsonl")[0])
    assert {field.name for field in fields(row)} == {field.name for field in fields(MUSIC)}

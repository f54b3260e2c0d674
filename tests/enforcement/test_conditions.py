"""How conditions are worded: the checker against a bank judged by others, against its own examples, and on any text."""

import time
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asbcases.enforcement.rules.clauses import BEHAVIOURS, library
from asbcases.enforcement.rules.conditions import CODES, DUTIES, Condition, Duty, LiveTerm, check_condition
from asbcases.enforcement.rules.conditions.hours import minutes, spans, spans_in_words
from asbcases.enforcement.rules.conditions.places import Place, lies_in, read_places
from asbcases.enforcement.rules.conditions.texts import sentences
from tests.enforcement.condition_bank import Score, condition_of, measured, rows

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


def shown(scores: dict[str, Score]) -> str:
    return "\n".join(
        f"{code:20} precision {score.precision:.2f} recall {score.recall:.2f}"
        for code, score in scores.items()
    )


# --- Its own examples -------------------------------------------------------------------------
@pytest.mark.parametrize("row", rows("conditions_more.jsonl"), ids=lambda row: row["id"])
def test_more_conditions_are_judged_alike(row: dict[str, Any]) -> None:
    assert {finding.code for finding in check_condition(condition_of(row))} == set(row["expect"]), row[
        "words"
    ]


def test_a_sound_condition_has_no_finding_and_a_poor_one_says_what_and_how_to_mend_it() -> None:
    assert check_condition(MUSIC) == []
    found = check_condition(replace(MUSIC, words="You must not make excesive noise etc.", until_on=None))
    assert [(one.code, one.found) for one in found] == [("vague", "excesive, etc"), ("no_end", "")]
    assert "counted or measured" in found[0].sentence
    assert all(one.sentence.endswith(".") and one.code in CODES for one in found)


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
        ("at any time", ("Mon-Sun", "00:00", "23:59")),
    ],
)
def test_hours_in_the_words_are_those_of_the_form(words: str, form: tuple[str, str, str]) -> None:
    assert sorted(spans_in_words(words)) == sorted(spans((form,)))


def test_hours_that_cannot_be_read_say_nothing() -> None:
    assert (
        spans((("Mon", "soon", "later"),)),
        spans_in_words("between 25:00 and 30:00"),
        spans_in_words(""),
    ) == ((), (), ())


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


# --- On any text -------------------------------------------------------------------------------
WORDS = [
    *(
        "You",
        "must",
        "not",
        "be",
        "in",
        "or",
        "near",
        "and",
        "between",
        "9am",
        "11pm",
        "until",
        "1",
        "May",
        "2027",
    ),
    *("unless", "any", "street", ",", ".", ";", "£", "no", "one", "every", "keep", "letting", "Elm Way"),
]
MADE_UP = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
HOURS = st.lists(st.tuples(st.text(max_size=9), st.text(max_size=6), st.text(max_size=6)), max_size=2).map(
    tuple
)
DAYS = st.one_of(st.none(), st.dates())
CONDITIONS = st.builds(
    Condition,
    power=st.sampled_from(["cpw", "cpn", "cbo"]),
    kind=st.sampled_from(["stop", "do", "steps", "prohibition", "requirement"]),
    words=MADE_UP,
    from_on=DAYS,
    until_on=DAYS,
    do_by=DAYS,
    place=MADE_UP,
    map=st.booleans(),
    hours=HOURS,
    lives_at=MADE_UP,
    duties=st.lists(
        st.builds(Duty, kind=st.sampled_from(DUTIES), place=MADE_UP, hours=HOURS), max_size=2
    ).map(tuple),
    warned=st.lists(MADE_UP, max_size=2).map(tuple),
    live_terms=st.lists(
        st.builds(
            LiveTerm, order=st.just("CBO"), words=MADE_UP, place=MADE_UP, hours=HOURS, must=st.booleans()
        ),
        max_size=2,
    ).map(tuple),
    under_18=st.booleans(),
)


@given(CONDITIONS)
@settings(max_examples=150, deadline=None)
def test_the_checker_answers_every_text_in_the_same_way_twice(condition: Condition) -> None:
    found = check_condition(condition)
    assert found == check_condition(condition)
    assert len({one.code for one in found}) == len(found)


LONG = (
    "You must not be in any street, ",
    "between 9am and 5pm and ",
    "unless 1 May 2027 or until ",
    "\0",
    "\N{POUTING FACE}\N{HEBREW LETTER ALEF}",
    "aa",
    "9",
    "and ",
    "A. ",
    "all the rubbish ",
    "must not leave ",
    "keep every ",
    "£1,",
)


@pytest.mark.parametrize("piece", LONG)
def test_a_text_of_20_000_characters_is_read_in_time_that_grows_with_it(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    term = LiveTerm("CBO", text[:2_000], text[:400], must=True)
    condition = Condition(
        "cpn", "do", text, place=text, lives_at=text, warned=(text[:2_000],), live_terms=(term,)
    )
    began = time.process_time()
    check_condition(condition)
    assert time.process_time() - began < 2


def test_every_field_of_a_condition_is_in_the_bank() -> None:
    row = condition_of(rows("conditions.jsonl")[0])
    assert {field.name for field in fields(row)} == {field.name for field in fields(MUSIC)}

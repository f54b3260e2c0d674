"""The checker of conditions reads any text, however odd and long, and answers it in the same way twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asbcases.enforcement.rules.conditions import CODES, DUTIES, Condition, Duty, LiveTerm, check_condition

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


@pytest.mark.walk
@pytest.mark.parametrize("piece", LONG)
def test_a_text_of_20_000_characters_is_read_to_its_end(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    term = LiveTerm("CBO", text[:2_000], text[:400], must=True)
    condition = Condition(
        "cpn", "do", text, place=text, lives_at=text, warned=(text[:2_000],), live_terms=(term,)
    )
    found = check_condition(condition)
    assert found == check_condition(condition)
    assert {finding.code for finding in found} <= set(CODES)

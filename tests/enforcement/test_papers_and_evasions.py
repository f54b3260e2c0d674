"""However a reporter is written round, the guard finds them; and what only looks like them is let through."""

import pytest

from asbcases.enforcement.rules.naming import Finding, Known, Own, told, told_of_all
from asbcases.enforcement.rules.nicknames import familiar, names_in

KNOWN = Known(
    names=[
        "William Taylor",
        "Elizabeth O'Brien née Łukasz",
        "Róisín Goodman (Ro)",
        "Dr Anne-Marie Becker",
        "Prakash",
    ],
    addresses=["Flat 3, 14 Mersea Road, Colchester CO2 7EF"],
    contacts=["07700 900123", "jade.t@example.org"],
    reports=["He banged on our wall until three in the morning and my boy could not sleep."],
)
OWN = Own(names=["Robert Marsh", "PC Kate Lane"], addresses=["Flat 5, 14 Mersea Road, Colchester"])

EVASIONS = {
    # Nicknames, short forms, and names of before.
    "Billy hears it": "name",
    "as BILLY TAYLOR says": "name",
    "ask bill taylor": "name",
    "Liz was awake": "name",
    "it is Beth who cannot sleep": "name",
    "Mrs Lukasz of the ground floor": "name",
    "the neighbour, Ro, works nights": "name",
    # Case, accents, hyphens, spacing, possessives, characters that nobody sees, initials.
    "wILLIAM tAYLOR": "name",
    "the Taylors' daughter": "name",
    "Taylor's boy": "name",
    "Tay-lor is kept awake": "name",
    "T a y l o r is kept awake": "name",
    "T.a.y.l.o.r": "name",
    "Tay\u200blor": "name",
    "W Taylor": "name",
    "Taylor, W.": "name",
    "W.Taylor": "name",
    "Roisin said so": "name",
    "GOODMAN, RÓISÍN": "name",
    "Good-man": "name",
    "annemarie becker": "name",
    "Anne Marie Becker": "name",
    "the o brien family": "name",
    "PRAKASH": "name",
    "WilliamTaylor": "name",
    "Taylor_William": "name",
    # Homes.
    "those in flat three": "address",
    "Flat No. 3": "address",
    "apt 3": "address",
    "co2 7ef": "address",
    # Numbers and mail.
    "+44 (0)7700 900-123": "contact",
    "0 7 7 0 0 9 0 0 1 2 3": "contact",
    "07700.900.123": "contact",
    "jade.t (at) example.org": "contact",
    "Jade.T [at] example [dot] org": "contact",
    "jade dot t at example dot org": "contact",
    "jade.t @ example.org": "contact",
    # Their words.
    "He BANGED on our wall: until three": "words",
    "banged on our wall until 3; until three in the morning and my boy": "words",
}
INNOCENT = (
    "Good man though he is, Mr Marsh must stop at 10pm.",
    "Robert Marsh was told by Kate Lane of the police.",
    "The bill is to be paid; will it be? Bills from the council are sent on.",
    "He lives at Flat 5, 14 Mersea Road, Colchester, in the same house.",
    "Do not enter Taylor Street or Goodman Close.",
    "A b c of tidy gardens: a, b, c, t, r.",
    "Steps 1, 2, 3 and 14: three bins in the flat yard.",
    "Meet at example of the dot on the map; write to the council at council.example.org.",
    "He banged on the wall at night.",
    "Ring 01206 555000 or 07700 900999.",
    "You lor tay; rub row becks and tail or not.",
    "born as he was in Essex, also known as the county of Essex",
    "the brien stone, o, and the well",
)


@pytest.mark.parametrize(("text", "kind"), EVASIONS.items())
def test_a_reporter_is_found_however_they_are_written_round(text: str, kind: str) -> None:
    assert kind in {one.kind for one in told([f"You must stop, for {text}, at once."], KNOWN, OWN)}


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_like_a_reporter_is_let_through(text: str) -> None:
    assert told([text], KNOWN, OWN) == []


def test_a_name_that_is_a_kind_of_street_is_not_found_in_its_short_form() -> None:
    assert told(["At the end of Elm St"], Known(names=["Anna Street"]), Own()) == []


def test_a_record_gives_each_name_that_somebody_bears_or_bore() -> None:
    for record, names in {
        "William “Billy” Taylor": ["William   Taylor", "Billy"],
        "Jade Taylor a.k.a. JT, formerly Jade Smith": ["Jade Taylor", "JT", "Jade Smith"],
        "Seán O'Brien (Johnno)": ["Seán O'Brien", "Johnno"],
        "Will 'Buzz' O'Neill": ["Will   O'Neill", "Buzz"],
        "Ann née Smith": ["Ann", "Smith"],
        "aka": [],
        "": [],
    }.items():
        assert list(names_in(record)) == names, record
    assert "bob" in familiar("robert")
    assert familiar("robert") == familiar("bob") - {"robert"} | {"bob"}
    assert familiar("zebedee") == frozenset()


def test_whom_the_maker_may_not_see_is_told_by_the_place_in_the_text_alone() -> None:
    seen = Known(names=["Ada Quill"])
    everybody = Known(names=["Ada Quill", "Jade Taylor"], contacts=["07700 900123"])
    texts = [
        ("What was done", "Ada Quill and J Taylor hear it."),
        ("Whom to ask", "Taylor; Jade; 07700 900123"),
    ]

    found = told_of_all([*texts, texts[0]], everybody, seen, Own())

    assert [(one.where, one.hidden) for one in found] == [
        ("What was done", False),
        ("What was done", True),
        ("Whom to ask", True),
        ("Whom to ask", True),
    ]
    assert found[0] == Finding("name", "Ada Quill", "What was done")
    assert told_of_all(texts, seen, seen, Own()) == [found[0]]

"""Letters of other alphabets, numbers in words and strange spacing hide no reporter; what only looks alike is let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asbcases.cases.rules.spelling import words
from asbcases.enforcement.rules.lookalikes import COUNTED, in_digits, latin, readings
from asbcases.enforcement.rules.naming import Finding, Known, Own, told

KNOWN = Known(
    names=[
        "William Taylor",
        "Prakash Nivens",
        "\u0422\u0430\u0440\u0430\u0441 \u0428\u0435\u0432\u0447\u0443\u043a",
    ],
    addresses=["Flat 12, 42b Mersea Road, Colchester CO2 7EF", "Flat Thirty-One, Hythe House, Hythe Quay"],
    contacts=["07700 900123"],
    reports=["He banged on our wall until three in the morning and my boy could not sleep."],
)
OWN = Own(names=["Robert Marsh"], addresses=["Flat 5, 40 Mersea Road, Colchester"])
# \u0430 \u0435 \u043e \u0441 \u0440 \u0456 are Cyrillic, \u03b1 \u03bf \u03c4 \u03bd \u03b7 Greek.
EVASIONS = {
    "T\u0430yl\u043er": "name",
    "\u03a4\u03b1yl\u03bfr": "name",
    "\u0422\u0410YL\u041eR": "name",
    "\uff34\uff41\uff59\uff4c\uff4f\uff52": "name",
    "\U0001d413\U0001d41a\U0001d432\U0001d425\U0001d428\U0001d42b": "name",
    "W. T\u0430\u200byl\u043er": "name",
    "Ni\u03bde\u03b7s": "name",
    "Tay1or": "name",
    "N1v3ns": "name",
    "Ta yl or": "name",
    "Tay\u2009lor": "name",
    "Tay  lor": "name",
    "T a y l \u043e r": "name",
    "\u0442\u0430\u0440\u0430\u0441 \u0448\u0435\u0432\u0447\u0443\u043a": "name",
    "flat twelve": "address",
    "Flat No. Twelve": "address",
    "fl\u0430t 12": "address",
    "flat l2": "address",
    "flat \u0661\u0662": "address",
    "forty-two b Mersea Road": "address",
    "Forty Two B Mersea": "address",
    "number fortytwo b": "address",
    "42b M e r s e a Road": "address",
    "\u0421O2 7\u0415F": "address",
    "flat 31": "address",
    "apartment thirty one": "address",
    "oh double seven zero zero, nine double-oh one two three": "contact",
    "O77OO 9OOl23": "contact",
    "\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13": "contact",
    "b\u0430nged \u043en our wall until thr\u0435e": "words",
}
INNOCENT = (
    "Forty residents of twelve flats wrote in two months; no two nights are alike.",
    "He lives at Flat Five, forty Mersea Road, Colchester.",
    "You lor tay; the tay\nlor of the wall, ta and yl.",
    "Item 1a, room 2b, 3 of 4; zone B2 at 10pm, one double room, triple glazing.",
    "\u041f\u0440\u0438\u0432\u0435\u0442 \u03ba\u03b1\u03bb\u03b7\u03bc\u03ad\u03c1\u03b1",
    "Ring seven seven zero, or one two three.",
    "It ends with ta yl",
)


@pytest.mark.parametrize(("text", "kind"), EVASIONS.items())
def test_a_reporter_is_found_in_whatever_letters_they_are_written(text: str, kind: str) -> None:
    assert kind in {one.kind for one in told([f"You must stop, for {text}, at once."], KNOWN, OWN)}


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_alike_is_let_through(text: str) -> None:
    assert told([text], KNOWN, OWN) == []


def test_what_is_found_is_quoted_in_the_letters_of_the_paper() -> None:
    assert told(["ask T\u0430yl\u043er, in flat twelve"], KNOWN, OWN) == [
        Finding("name", "T\u0430yl\u043er"),
        Finding("address", "flat twelve"),
    ]


def test_a_paraphrase_stays_out_of_reach() -> None:
    assert told(["A child on the other side of the wall was kept awake."], KNOWN, OWN) == []


def test_numbers_to_99_are_told_in_words_and_digits_alike() -> None:
    assert len(set(COUNTED)) == 100
    for number, word in enumerate(COUNTED):
        assert in_digits(f"Flat {word}") == f"flat {number}"
    assert in_digits("Zero, ninety-nine and fifty six") == "0, 99 and 56"
    for flat in range(1, 100):
        home = Known(addresses=[f"Flat {flat}, Hythe House"])
        assert told([f"in flat {COUNTED[flat]}"], home, Own()), flat


def test_how_else_a_word_may_be_read() -> None:
    assert readings("Tay1or", "tay1or") == {"taylor", "tayior"}
    assert readings("l2", "l2") == {"12"}
    assert readings("Ni\u03bde\u03b7s", "ninehs") == {"nivens"}
    assert readings("Marsh", "marsh") == set()


@given(st.text())
def test_a_text_in_latin_letters_has_its_places_and_plain_letters_stay(text: str) -> None:
    assert len(latin(text)) == len(text)
    assert latin(latin(text)) == latin(text)
    plain = "".join(one for one in text if one.isascii())
    assert latin(plain) == plain
    assert words(latin(plain)) == words(plain)

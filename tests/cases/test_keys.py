"""Keys against pairs of spellings decided by hand, and against what must hold for every text."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asbcases.cases.rules import keys

DATA = Path(__file__).parent.parent / "data"
KEYS = {
    "phone": keys.phone_key,
    "email": keys.email_key,
    "postcode": keys.postcode_key,
    "address": keys.address_key,
    "name": keys.name_key,
    "plate": keys.plate_key,
    "reference": keys.reference_key,
}


def pairs(name: str) -> list[object]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=f"{row['kind']}: {row['why']}") for row in csv.DictReader(file)]


def holds(row: dict[str, str]) -> None:
    one, other = (KEYS[row["kind"]](row[side]) for side in "ab")
    if row["same"] == "none":
        assert one == ""
    elif row["same"] == "yes":
        assert one == other != ""
    else:
        assert one != other


@pytest.mark.parametrize("row", pairs("keys.csv"))
def test_spellings_of_one_thing_have_one_key_and_different_things_have_not(row):
    holds(row)


@pytest.mark.parametrize("row", pairs("keys_held_back.csv"))
def test_pairs_that_nobody_looked_at_are_told_apart_too(row):
    holds(row)


ADDRESSES = {
    "Flat 14 B 7 Mersea Road": "14b 7 mersea road",
    "Flat B, 14-16 Mersea Road": "b 14-16 mersea road",
    "c/o The Hostel, 3 Mill Road": "3 mill road",
    "No. 14 Mersea Road": "14 mersea road",
    "outside 14 Mersea Rd": "14 mersea road",
    "14, Broadway, Colchester": "14 broadway",
    "Rose Cottage, Great Bentley, Essex": "rose cottage great bentley",
    "ROSE COTTAGE MILL LN GREAT BENTLEY": "rose cottage mill lane",
    "High Street, Colchester": "high street colchester",
    "14 London Road West": "14 london road west",
    "14 London Road West Mersea": "14 london road",
    "12 Hill View Close": "12 hill view close",
    "12 Mill Lane St Osyth": "12 mill lane",
    "5 Old St Johns Road": "5 old saint johns road",
    "flat 14 B": "14b",
    "": "",
}


@pytest.mark.parametrize(("written", "key"), ADDRESSES.items())
def test_an_address_ends_with_its_street_and_a_street_alone_with_its_town(written, key):
    assert keys.address_key(written) == key


NUMBERS = {
    "07700 900123 after 6pm": "+447700900123",
    "07700\n900123": "+447700900123",
    "07700 900123 / 07700 900124": "+447700900123",
    "447700900123": "+447700900123",
}


@pytest.mark.parametrize(("written", "key"), NUMBERS.items())
def test_a_number_is_found_in_what_is_written_around_it(written, key):
    assert keys.phone_key(written) == key


NAMES = {
    "Taylor": ("", "taylor"),
    "Mrs Taylor": ("", "taylor"),
    "Mr & Mrs Taylor": ("", "taylor"),
    "Mr and Mrs J Taylor": ("j taylor", "j taylor"),
    "Taylor, Jade, Mrs": ("jade taylor", "jade taylor"),
    "Иван Петров": ("иван петров", "иван петров"),
    "Unknown male": ("", ""),
    "not known": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize(("written", "said"), NAMES.items())
def test_a_surname_alone_is_no_key_but_may_be_looked_for(written, said):
    assert (keys.name_key(written), keys.search_words(written)) == said


PLATES = {
    "1-ABC-1234": "1ABC1234",
    "red van 2": "",
    "AB12 CDE (red Ford)": "AB12CDE",
    "12345": "",
    "A112 CDE": "A112CDE",
}


@pytest.mark.parametrize(("written", "key"), PLATES.items())
def test_a_plate_from_abroad_stays_as_it_is_and_a_description_is_none(written, key):
    assert keys.plate_key(written) == key


def test_a_reference_of_zeroes_keeps_one_of_them():
    assert keys.reference_key("42/000000/21") == keys.reference_key("Crime ref 42/0/21") == "42/0/21"


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
@given(text=st.text(max_size=60))
def test_any_text_has_a_key_which_spaces_and_unseen_marks_around_it_do_not_change(key, text):
    assert key(f" \u200e{text}\u200f ") == key(text) == key(text).strip()

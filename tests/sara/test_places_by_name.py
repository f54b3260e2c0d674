"""A place that a plan names is found by its words, and by no others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asbcases.cases.rules.keys import address_key, address_read
from asbcases.sara.rules.counting import Around, Seen, sort
from asbcases.sara.rules.window_shapes import Days

DAY = Days(date(2026, 11, 2), date(2026, 11, 2))


def where(name: str, said: str) -> str:
    """Return where an incident counts of which so much is said, for a plan that names this place alone."""
    sorted_ = sort([Seen(1, DAY, "nuisance", (said,))], [name], [], Around(150), linked_only=False)
    return "place" if sorted_.place else "ring" if sorted_.ring else "nowhere"


@pytest.mark.parametrize(
    ("name", "said", "counts"),
    [
        ("Tidemill Walk Arcade", "12 Tidemill Walk Arcade", "place"),
        ("Tidemill Walk Arcade", "12 Tidemill Walk Arcade, Colchester", "place"),
        ("Tidemill Walk Arcade", "The kiosk, Tidemill Walk Arcade", "place"),
        ("Tidemill Walk Arcade", "12 Tidemill Walk, Colchester", "ring"),
        ("Tidemill Walk", "12 Tidemill Walk Arcade", "place"),
        ("12 Tidemill Walk Arcade", "12 Tidemill Walk Arcade, Colchester", "place"),
        ("12 Tidemill Walk Arcade", "12 Tidemill Walk Surgery", "ring"),
        ("12 Tidemill Walk Arcade", "14 Tidemill Walk Arcade", "ring"),
        # What follows the street may be left unsaid, as the town often is.
        ("14 Mersea Road Colchester", "14 Mersea Rd, CO2 7QT", "place"),
        ("14 Mersea Road Colchester", "14 Mersea Road Tiptree", "ring"),
        ("14 Mersea Road, Colchester", "Flat 2, 14 Mersea Road", "place"),
        ("Mersea Road shops", "212 Mersea Road shops", "place"),
        ("Greenstead", "9 Avon Way, Greenstead", "place"),
        ("Greenstead", "9 Greensteads Way", "nowhere"),
        ("High Street, Tiptree", "3 High Street, Colchester", "ring"),
        ("Unknown", "Address unknown", "nowhere"),
    ],
)
def test_a_place_is_found_by_its_words(name: str, said: str, counts: str) -> None:
    assert where(name, said) == counts


@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "flat",
                "b",
                "mersea",
                "road",
                "walk",
                "arcade",
                "shops",
                ",",
                "colchester",
                "essex",
                "CO2",
                "7QT",
            ]
        )
    )
)
def test_what_is_read_of_an_address_begins_with_its_key(parts: list[str]) -> None:
    read = address_read(" ".join(parts))

    assert read.key == address_key(" ".join(parts))
    assert (read.line + " ").startswith(read.key + " ") or not read.key

"""Kept from where one must be: by any wording of a ban, a curfew or an errand, at any name of a place, at hours in words."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, Duty, check_condition
from tests.enforcement.condition_bank import kinds

HOME = "14 Wren Close, Aldham"
WORK = (Duty("work", "Ridley Foods, 9 Dock Street, Aldham", (("Mon-Fri", "08:00", "16:00"),)),)
NIGHTS = (Duty("work", "Ridley Foods, 9 Dock Street, Aldham", (("Mon-Fri", "22:00", "06:00"),)),)
SCHOOL = (Duty("school", "Aldham High School, Kiln Road, Aldham", (("Mon-Fri", "08:45", "15:15"),)),)
REPORTING = (Duty("reporting", "Aldham Probation Office, 4 Kiln Road, Aldham", (("Tue", "10:00", "10:30"),)),)
FAITH = (Duty("faith", "Bethel Chapel, Dock Street, Aldham", (("Sun", "10:00", "11:30"),)),)
MEDICINE = (Duty("medication", "Well Pharmacy, 20 Dock Street, Aldham", (("Mon-Sat", "09:00", "09:30"),)),)


def found(words: str, kind: str = "prohibition", **said: Any) -> set[str]:
    days: dict[str, Any] = {"from_on": date(2027, 3, 1), "until_on": date(2027, 9, 1), "lives_at": HOME}
    return {one.code for one in check_condition(Condition("cbo", kind, words, **(days | said)))}


BANS = kinds("bans")
STAYS = kinds("stays")
VISITS = kinds("visits")
HOMES = kinds("homes")
PLACES = kinds("places")
HOURS = kinds("hours")
OTHER_HOURS = kinds("other_hours")


@pytest.mark.parametrize("words", BANS)
def test_any_ban_from_the_street_one_works_in_keeps_one_from_work(words: str) -> None:
    assert "conflict_work" in found(words, duties=WORK, place="Dock Street, Aldham")


@pytest.mark.parametrize("words", STAYS)
def test_any_curfew_keeps_one_from_work_at_night(words: str) -> None:
    kind = "prohibition" if " not " in words else "requirement"
    assert "conflict_work" in found(words, kind, duties=NIGHTS)


@pytest.mark.parametrize("words", VISITS)
def test_any_errand_by_the_clock_keeps_one_from_reporting(words: str) -> None:
    place = "Ark Centre, Mill Lane, Aldham" if "Ark" in words else "Mill Park, Aldham"
    assert "conflict_reporting" in found(words, "requirement", duties=REPORTING, place=place)


@pytest.mark.parametrize(("words", "kind", "place"), HOMES)
def test_any_ban_from_where_one_lives_bars_from_home(words: str, kind: str, place: str) -> None:
    assert "conflict_home" in found(words, kind, place=place)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_the_same_by_any_name(place: str) -> None:
    hours = (("Mon-Sun", "07:00", "19:00"),)
    assert "conflict_work" in found(
        f"You must not enter {place}.", duties=WORK, place=place, map=True, hours=hours
    )


def test_hours_in_words_meet_those_of_a_school_or_do_not() -> None:
    def meets(hours: str) -> bool:
        words = f"You must not enter Kiln Road, Aldham {hours}."
        return "conflict_school" in found(words, duties=SCHOOL, place="Kiln Road, Aldham")

    assert [hours for hours in HOURS if not meets(hours)] == []
    assert [hours for hours in OTHER_HOURS if meets(hours)] == []


@pytest.mark.parametrize(
    ("words", "duties", "place", "code"),
    [
        ("You must not enter any school.", SCHOOL, "", "school"),
        ("You must not be in the company of any person under 18.", SCHOOL, "", "school"),
        ("You must not be in any place of education in Aldham.", SCHOOL, "Aldham", "school"),
        ("You must not enter any place of worship in Aldham.", FAITH, "Aldham", "faith"),
        ("You must not enter any chemist's shop.", MEDICINE, "", "medication"),
        ("You must not enter any probation office.", REPORTING, "", "reporting"),
    ],
)
def test_a_ban_from_all_places_of_a_kind_is_one_from_each(
    words: str, duties: Any, place: str, code: str
) -> None:
    assert f"conflict_{code}" in found(words, duties=duties, place=place)
    assert f"conflict_{code}" not in found("You must not enter any casino in Norbury.", duties=duties)


def test_the_stairs_of_ones_own_building_are_the_way_home() -> None:
    assert "conflict_home" in found(
        "You must not use the front door or the stairs of your building at any time."
    )
    assert "conflict_work" in found(
        "You may only enter Dock Street, Aldham between 7pm and 7am.", duties=WORK
    )

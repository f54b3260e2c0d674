"""Terms that cannot be kept beside another live term, or beside work, school, worship, medicine, reporting and home."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, Duty, LiveTerm, check_condition

HOME = "14 Larch Way, Tolbridge"
HUB = "Elm Hub, 4 Oak Road, Tolbridge"
MONDAY = (("Mon", "10:00", "11:00"),)
NIGHTS = (("Mon-Sun", "19:00", "07:00"),)


def found(words: str, term: LiveTerm | None = None, **said: Any) -> set[str]:
    stated: dict[str, Any] = {
        "power": "cbo",
        "kind": "prohibition" if " not " in words else "requirement",
        "from_on": date(2027, 1, 11),
        "until_on": date(2027, 7, 10),
        "lives_at": HOME,
        "live_terms": (term,) if term else (),
        **said,
    }
    return {one.code for one in check_condition(Condition(words=words, **stated))}


def must(words: str, place: str = "", hours: Any = ()) -> LiveTerm:
    return LiveTerm("CBO of 2 November 2026", words, place, hours, must=True)


def must_not(words: str, place: str = "", hours: Any = ()) -> LiveTerm:
    return LiveTerm("CPN of 2 November 2026", words, place, hours)


ATTENDS = must("You must attend Elm Hub every Monday.", HUB, MONDAY)
ATTENDS_IN_WORDS = must("You must attend Elm Hub, 4 Oak Road, Tolbridge every Monday between 10am and 11am.")
CURFEW = must("You must stay at 14 Larch Way, Tolbridge between 7pm and 7am.", HOME, NIGHTS)
CURFEW_AT_HOME = must("You must stay indoors at home between 7pm and 7am.")
LEAVES_NOT = must_not("You must not leave 14 Larch Way, Tolbridge between 7pm and 7am.")
KEPT_OUT = must_not("You must not be in Oak Road, Tolbridge.", "Oak Road, Tolbridge")
KEPT_OUT_BY_DAY = must_not(
    "You must not enter Oak Road, Tolbridge between 9am and 5pm.",
    "Oak Road, Tolbridge",
    (("Mon-Sun", "09:00", "17:00"),),
)
NO_CONTACT = must_not("You must not contact Amy Lee by any means.")
NOT_NEAR = must_not("You must not go within 50 metres of Amy Lee.")
LOCKED = must("You must keep the side gate of 14 Larch Way, Tolbridge locked.")
BY_PHONE = must("You must telephone your supervisor every Friday between 2pm and 3pm.")

AGAINST = [
    ("You must not be in Oak Road, Tolbridge at any time.", ATTENDS),
    ("You must not be in Oak Road, Tolbridge between 9am and 5pm.", ATTENDS_IN_WORDS),
    ("You must keep out of Oak Road, Tolbridge at all times.", ATTENDS),
    ("You must avoid Oak Road, Tolbridge at all times.", ATTENDS),
    ("You must not go anywhere in Oak Road, Tolbridge on Mondays.", ATTENDS),
    ("You are not to enter Oak Road, Tolbridge at any time.", ATTENDS),
    ("You are prohibited from entering Oak Road, Tolbridge at any time.", ATTENDS),
    ("You must refrain from entering Oak Road, Tolbridge at any time.", ATTENDS),
    ("You are excluded from Oak Road, Tolbridge at all times.", ATTENDS),
    ("You must not use Oak Road, Tolbridge at any time, on foot or otherwise.", ATTENDS),
    ("You must not come within 100 metres of 6 Oak Road, Tolbridge at any time.", ATTENDS),
    ("You must not enter any building in Oak Road, Tolbridge at any time.", ATTENDS),
    ("You must stay at 14 Larch Way, Tolbridge between 9am and noon on Mondays.", ATTENDS),
    ("You must not leave your home before noon on any day.", ATTENDS),
    ("You must report to Tolbridge police station, High Street, Tolbridge every Monday at 10.30am.", ATTENDS),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge every Monday at 10am.", KEPT_OUT),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge at 10am each day.", KEPT_OUT_BY_DAY),
    ("You must meet your supervisor at 4 Oak Road, Tolbridge every Monday at 2pm.", KEPT_OUT_BY_DAY),
    ("You must collect litter in Oak Road, Tolbridge on Saturdays between 10am and noon.", KEPT_OUT),
    ("You must live at 8 Oak Road, Tolbridge.", KEPT_OUT),
    ("You must not leave 8 Oak Road, Tolbridge between 9pm and 6am.", KEPT_OUT),
    (
        "You must attend evening class at Elm Hub, 4 Oak Road, Tolbridge on Tuesdays between 7.30pm and 9pm.",
        CURFEW,
    ),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge on Tuesdays at 8pm.", CURFEW),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge on Tuesdays at 8pm.", LEAVES_NOT),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge on Tuesdays at 8pm.", CURFEW_AT_HOME),
    ("You must stay at 9 Mill Lane, Tolbridge between 9pm and 6am.", CURFEW),
    ("You must sleep at 9 Mill Lane, Tolbridge every night.", CURFEW),
    ("You must not be in Larch Way, Tolbridge between 10pm and 6am.", CURFEW),
    ("You must not be in Larch Way, Tolbridge between 10pm and 6am.", CURFEW_AT_HOME),
    ("You must not enter 14 Larch Way, Tolbridge.", LEAVES_NOT),
    ("You must apologise to Amy Lee in person.", NO_CONTACT),
    ("You must return the telephone of Amy Lee to Amy Lee.", NO_CONTACT),
    ("You must meet Amy Lee and a mediator every Friday at 2pm.", NOT_NEAR),
    ("You must live with Amy Lee.", NO_CONTACT),
    ("You must not speak to your supervisor, Jo Field.", must("You must meet Jo Field every Friday.")),
    ("You must not lock the side gate of 14 Larch Way, Tolbridge.", LOCKED),
    ("You must keep the side gate of 14 Larch Way, Tolbridge open.", LOCKED),
    ("You must leave the side gate of 14 Larch Way, Tolbridge unlocked.", LOCKED),
    ("You must not have a mobile telephone.", BY_PHONE),
    ("You must not use any telephone.", BY_PHONE),
    (
        "You must ring your supervisor every Friday.",
        must_not("You must not possess or use any mobile phone."),
    ),
    ("You must send a photograph by the internet every day.", must_not("You must not use the internet.")),
    (
        "You must keep your dog in the house at all times.",
        must("You must walk your dog for an hour every day."),
    ),
    ("You must not wear any electronic tag.", must("You must wear the electronic tag.")),
    ("You must wear a hood in Oak Road.", must_not("You must not wear a hood in Oak Road.")),
]
BESIDE = [
    ("You must not be in Oak Road, Tolbridge between 6pm and 6am.", ATTENDS),
    ("You must not be in Oak Road, Wexmere at any time.", ATTENDS),
    ("You must not be in Oak Road, Tolbridge between 6pm and 6am.", ATTENDS_IN_WORDS),
    ("You must not drink alcohol in Oak Road, Tolbridge.", ATTENDS),
    ("You must not be in Oak Road, Tolbridge at any time, except to attend Elm Hub.", ATTENDS),
    ("You must not be in Mill Lane, Tolbridge at any time.", ATTENDS),
    ("You must report to Tolbridge police station, High Street, Tolbridge every Monday at 2pm.", ATTENDS),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge every Monday at 6pm.", KEPT_OUT_BY_DAY),
    ("You must attend the clinic, 3 High Street, Tolbridge every Monday at 10am.", KEPT_OUT),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge on Tuesdays at 2pm.", CURFEW),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge on Tuesdays at 2pm.", CURFEW_AT_HOME),
    ("You must attend Elm Hub, 4 Oak Road, Tolbridge on Tuesdays between 2pm and 3pm.", LEAVES_NOT),
    ("You must stay at 14 Larch Way, Tolbridge between 9pm and 6am.", CURFEW),
    ("You must not be in Mill Lane, Tolbridge between 10pm and 6am.", CURFEW_AT_HOME),
    ("You must not enter any shop in Oak Road, Tolbridge.", ATTENDS),
    ("You must meet Jo Field every Friday at 2pm.", NO_CONTACT),
    ("You must not contact Ben Lowe by any means.", NO_CONTACT),
    ("You must write to the solicitor of your sister.", NO_CONTACT),
    ("You must keep the front gate of 14 Larch Way, Tolbridge shut.", LOCKED),
    ("You must not park outside the side gate of 14 Larch Way, Tolbridge.", LOCKED),
    ("You must not have more than one mobile telephone.", must("You must pay £5 every Friday.")),
    ("You must not play music in 14 Larch Way, Tolbridge between 10pm and 7am.", CURFEW),
    ("You must keep your dog in the yard at night.", must("You must walk your dog for an hour every day.")),
    ("You must not use your telephone to film anyone.", BY_PHONE),
    ("You must not beg in Oak Road, Tolbridge.", KEPT_OUT),
]


@pytest.mark.parametrize(("words", "term"), AGAINST)
def test_what_cannot_be_kept_beside_a_live_term_is_found(words: str, term: LiveTerm) -> None:
    assert "conflict_term" in found(words, term)


@pytest.mark.parametrize(("words", "term"), BESIDE)
def test_what_can_be_kept_beside_a_live_term_is_left(words: str, term: LiveTerm) -> None:
    assert "conflict_term" not in found(words, term)


MOSQUE = Duty("faith", "Oak Road Mosque, 20 Oak Road, Tolbridge", (("Fri", "13:00", "14:00"),))
CHAPEL = Duty(
    "faith", "Zion Chapel, Chapel Lane, Tolbridge", (("Sun", "10:30", "12:00"), ("Wed", "19:00", "20:00"))
)


@pytest.mark.parametrize(
    ("words", "duty"),
    [
        ("You must not be in Oak Road, Tolbridge between noon and 6pm.", MOSQUE),
        ("You must not enter any building in Oak Road, Tolbridge at any time.", MOSQUE),
        ("You must not enter any place of worship in Tolbridge at any time.", MOSQUE),
        ("You must attend Elm Hub, 4 Oak Road, Tolbridge every Friday at 1pm.", MOSQUE),
        ("You must do unpaid work at Elm Hub, Tolbridge on Fridays from 9am until 5pm.", MOSQUE),
        ("You must avoid Oak Road, Tolbridge at all times.", MOSQUE),
        ("You must not come within 200 metres of Ridley's Stores, Oak Road, Tolbridge at any time.", MOSQUE),
        ("You must stay at home on Sundays.", CHAPEL),
        ("You must not leave 14 Larch Way, Tolbridge between 6pm and 7am.", CHAPEL),
        ("You must be indoors at 14 Larch Way, Tolbridge by 6pm every day until 7am.", CHAPEL),
        ("You must not walk along Chapel Lane, Tolbridge at any time.", CHAPEL),
        ("You must pick up litter in Priory Park, Tolbridge every Sunday from 9am until 1pm.", CHAPEL),
        ("You must not be in Tolbridge town centre or Chapel Lane, Tolbridge on Sundays.", CHAPEL),
    ],
)
def test_what_keeps_somebody_from_worship_is_found(words: str, duty: Duty) -> None:
    assert "conflict_faith" in found(words, duties=(duty,))


@pytest.mark.parametrize(
    ("words", "duty"),
    [
        ("You must not be in Oak Road, Tolbridge between 6pm and 6am.", MOSQUE),
        ("You must attend Elm Hub, 4 Oak Road, Tolbridge every Friday at 10am.", MOSQUE),
        (
            "You must not be in Oak Road, Tolbridge at any time unless you are going to or from the mosque.",
            MOSQUE,
        ),
        ("You must not enter any shop in Oak Road, Tolbridge at any time.", MOSQUE),
        ("You must not come within 5 metres of the door of Ridley's Stores, Oak Road, Tolbridge.", MOSQUE),
        ("You must stay at home on Mondays.", CHAPEL),
        ("You must not leave 14 Larch Way, Tolbridge between 9pm and 7am.", CHAPEL),
        ("You must not play music in Chapel Lane, Tolbridge.", CHAPEL),
        ("You must not be in Chapel Lane, Wexmere at any time.", CHAPEL),
    ],
)
def test_what_leaves_room_for_worship_is_left(words: str, duty: Duty) -> None:
    assert "conflict_faith" not in found(words, duties=(duty,))

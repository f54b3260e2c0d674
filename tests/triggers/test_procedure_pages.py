"""Pages of procedures: all that a version states and leaves open, of what it is warned, and a new one with a look first."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.law.periods import london_day
from tests.casework.pages import signed_in, text_of
from tests.make import make_user
from tests.triggers.make import (
    CASTLE_POINT,
    COLCHESTER,
    make_application,
    make_co_ordinator,
    make_complaint,
    version_of,
)

pytestmark = pytest.mark.django_db
NEW = f"/procedures/{COLCHESTER}/new/"
DAY = timedelta(days=1)


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


def typed(**said: Any) -> dict[str, Any]:
    today = london_day(timezone.now())
    known = {
        "name": "Colchester",
        "source": "The council's page of today",
        "in_force_from": (today + DAY).isoformat(),
        "dedupe": "same_day",
        "signed_off_by": "Ruth Blake, Head of Community",
        "signed_off_on": today.isoformat(),
    }
    return {**known, **said}


WHOLE = {
    "version": "7",
    "confirmed": "on",
    "consulted_on": "2026-01-10",
    "min_complaints": "4",
    "hate_number": "1",
    "hate_months": "6",
    "several_number": "5",
    "several_people": "2",
    "several_months": "6",
    "factors": "Whether a child lives there\r\n\r\nWhether anybody is hurt",
    "must_be_closed": "on",
    "exclusions": "No anonymous reports",
    "bodies": "council: Colchester City Council\nlandlord: Eastlight Homes; from 2024-01-01; to 2030-07-09",
    "appeal_body": "the chair of the partnership",
    "lpb_notified": "no",
    "reporting_starts": "04-01",
    "reporting_months": "12",
    "ack_value": "2",
    "ack_unit": "working_days",
    "ack_anchor": "receipt",
    "papers_value": "3",
    "papers_unit": "days",
    "papers_anchor": "panel",
    "letter_outcome": "We are sorry.",
}


def test_the_list_shows_every_area_with_what_it_leaves_open(ada: User, ben: User) -> None:
    page = text_of(signed_in(Client(), ada).get("/procedures/"))
    assert "Colchester" in page
    assert "to be confirmed by the authority" in page
    assert NEW in page
    assert NEW not in text_of(signed_in(Client(), ben).get("/procedures/"))
    assert signed_in(Client(), ben).get(NEW).status_code == 403


def test_a_version_shows_what_it_states_and_what_is_to_be_confirmed(ben: User) -> None:
    client = signed_in(Client(), ben)

    page = text_of(client.get(f"/procedures/{version_of(CASTLE_POINT).pk}/"))

    assert "To be confirmed by the authority" in page
    assert "working days after the application was received" in page
    assert "By nobody yet" in page
    assert client.get("/procedures/0/").status_code == 404


def test_everything_that_an_area_may_state_is_entered_and_shown(ada: User) -> None:
    client, shipped = signed_in(Client(), ada), version_of()

    answer = client.post(NEW, typed(**WHOLE, seen=shipped.pk))

    version = version_of()
    assert answer["Location"] == f"/procedures/{version.pk}/"
    assert version.content == {
        "area": COLCHESTER,
        "name": "Colchester",
        "version": "7",
        "source": "The council's page of today",
        "in_force_from": version.in_force_from.isoformat(),
        "confirmed": True,
        "consulted_on": "2026-01-10",
        "min_complaints": 4,
        "hate": {"number": 1, "months": 6},
        "several": {"number": 5, "people": 2, "months": 6},
        "dedupe": "same_day",
        "factors": ["Whether a child lives there", "Whether anybody is hurt"],
        "must_be_closed": True,
        "exclusions": ["No anonymous reports"],
        "bodies": [
            {"kind": "council", "name": "Colchester City Council"},
            {"kind": "landlord", "name": "Eastlight Homes", "from": "2024-01-01", "to": "2030-07-09"},
        ],
        "appeal_body": "the chair of the partnership",
        "lpb_notified": False,
        "reporting": {"starts": "04-01", "months": 12},
        "clocks": [
            {"step": "ack", "value": 2, "unit": "working_days", "anchor": "receipt"},
            {"step": "papers", "value": 3, "unit": "days", "anchor": "panel", "direction": "before"},
        ],
        "letters": {"outcome": "We are sorry."},
    }
    page = text_of(client.get(answer["Location"]))
    for words in (
        "no more than 3",
        "that the case is closed",
        "No anonymous reports",
        "Eastlight Homes (landlord, from 1 January 2024, to 9 July 2030)",
        "3 days before the panel meets",
        "5 by 2 people within 6 months",
        "Ruth Blake, Head of Community",
        "What it leaves open",
    ):
        assert words in page, words
    following = text_of(client.get(NEW))
    assert "landlord: Eastlight Homes; from 2024-01-01; to 2030-07-09" in following
    assert "We are sorry." in following


@pytest.mark.parametrize(
    ("said", "status", "told"),
    [
        ({"signed_off_by": ""}, 400, "Error:"),
        ({"hate_number": "1"}, 400, "months"),
        ({"bodies": "Eastlight Homes"}, 400, "Write each body with its kind"),
        ({"ack_value": "2"}, 400, "unit"),
        ({"ack_value": "2", "ack_unit": "days", "ack_anchor": "panel"}, 302, ""),
        ({"panel_value": "2", "panel_unit": "days", "panel_anchor": "panel"}, 400, "cannot run"),
        ({"in_force_from": "2014-10-20"}, 409, "begins on 1 October 2024 already"),
        ({"seen": "1"}, 409, "newer version"),
        ({"seen": "x"}, 400, "We could not read"),
        ({"signed_off_on": "2999-01-01"}, 409, "in the future"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(
    ada: User, said: dict[str, str], status: int, told: str
) -> None:
    answer = signed_in(Client(), ada).post(NEW, typed(**said))

    assert answer.status_code == status, text_of(answer)
    assert told in text_of(answer)
    assert (version_of().entered_by is None) == (status != 302)


def test_a_look_enters_nothing_and_names_no_record_to_an_administrator(ada: User) -> None:
    sunita, now = make_co_ordinator(), timezone.now()
    review = make_application(by=sunita, now=now - DAY)
    on = london_day(now - 9 * DAY)
    for _ in range(2):
        make_complaint(review, by=sunita, now=now, behaviour_from=on, complaint_on=on)
    client = signed_in(Client(), ada)

    looked = text_of(client.post(NEW, typed(min_complaints="2", act="look", dedupe="none")))

    assert "1 open and 0 past applications would come out otherwise" in looked
    assert "they keep theirs" in looked
    assert review.reference not in looked
    assert version_of().entered_by is None
    client.post(NEW, typed(min_complaints="2", dedupe="none"))
    address = f"/procedures/{version_of().pk}/changes/"
    assert review.reference not in text_of(client.get(address))
    seen = text_of(signed_in(Client(), sunita).get(address))
    assert review.reference in seen
    assert "The threshold: reached instead of short by 1" in seen


def test_an_area_that_nobody_knows_has_no_page_to_enter_one(ada: User) -> None:
    assert signed_in(Client(), ada).get("/procedures/nowhere/new/").status_code == 404

"""The API takes and shows all that a caller says of themselves."""

import pytest

from asbcases.cases.models import Report
from tests.api.conftest import REPORTS, Caller, new_report

pytestmark = pytest.mark.django_db
CALLER = {
    "caller_name": "Jade Taylor",
    "caller_phone": "07700 900123",
    "caller_email": "jade@home.example",
    "caller_contact": "By her mother",
    "caller_address": "14b Mersea Road",
    "caller_anonymous": True,
    "on_behalf_of": "Her mother",
    "language": "Polish",
    "adjustments": "Large print",
}


def test_what_the_caller_said_of_themselves_is_kept_and_shown(api: Caller) -> None:
    made = api.post(REPORTS, new_report(**CALLER))

    assert made.status_code == 201
    shown = api.get(f"{REPORTS}{made.json()['reference']}/").json()
    assert {name: shown[name] for name in CALLER} == CALLER
    assert Report.objects.get().phone_key == "+447700900123"


def test_all_of_it_may_be_left_out(api: Caller) -> None:
    shown = api.post(REPORTS, new_report()).json()

    assert {name: shown[name] for name in CALLER} == {**dict.fromkeys(CALLER, ""), "caller_anonymous": False}


def test_a_list_shows_nothing_of_the_caller(api: Caller) -> None:
    api.post(REPORTS, new_report(**CALLER))

    [line] = api.get(REPORTS).json()["results"]
    assert CALLER.keys().isdisjoint(line)

"""A new report keeps all that a caller says; a fault is one sentence, and what was typed stays."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.cases.models import ExternalReference, Report, SafeContact
from tests.casework.pages import REPORT, signed_in, text_of
from tests.make import make_agency, make_user

pytestmark = pytest.mark.django_db
NEW = "/reports/new/"
CALLER: dict[str, Any] = {
    "caller_phone": "07700 900123",
    "caller_email": "jade@home.example",
    "caller_address": "Flat 14 B, Mersea Road, Colchester",
}


@pytest.fixture
def desk(client: Client) -> Client:
    return signed_in(client, make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole"))


def test_all_that_a_caller_says_is_kept(desk: Client) -> None:
    housing = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    said = {
        **REPORT, **CALLER, "channel": "partner", "agency": housing.pk, "on_behalf_of": "Her mother",
        "language": "Polish", "adjustments": "Large print", "safe_phone": "07700 900456",
        "safe_note": "Not after five", "reference_system": "Eastlight", "reference_written": "42/123456/21",
    }  # fmt: skip

    desk.post(NEW, said)

    report = Report.objects.get()
    assert (report.agency, report.on_behalf_of, report.language) == (housing, "Her mother", "Polish")
    assert (report.phone_key, report.place_key) == ("+447700900123", "14 mersea road")
    contact = SafeContact.objects.get()
    assert (contact.phone, contact.note, contact.email) == ("07700 900456", "Not after five", "")
    assert ExternalReference.objects.get(report=report).written == "42/123456/21"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"channel": "partner"}, "Choose the agency that passed it on"),
        ({"caller_phone": "none"}, "Enter a telephone number, such as 07700 900123"),
        ({"caller_email": "jade"}, "Enter an e-mail address, such as name@example.com"),
        ({"caller_anonymous": "on"}, "The caller does not want to be named: leave this empty"),
        ({"reference_written": "42"}, "Enter the system or agency whose reference it is"),
        ({"reference_system": "STORM"}, "Enter the reference, or leave its system empty"),
        ({"caller_address": "x" * 501}, "at most 500 characters"),
        ({"caller_phone": "07700\0"}, "Null characters are not allowed"),
    ],
)
def test_a_fault_is_one_sentence_and_what_was_typed_stays(
    desk: Client, typed: dict[str, str], words: str
) -> None:
    answer = desk.post(NEW, {**REPORT, **typed})

    assert answer.status_code == 400
    assert words in text_of(answer)
    assert "They threw stones again." in text_of(answer)
    assert not Report.objects.exists()


def test_an_agency_is_not_asked_of_another_channel(desk: Client) -> None:
    desk.post(NEW, {**REPORT, "agency": "nonsense"})

    assert Report.objects.get().agency is None


def test_words_in_any_script_are_kept_as_they_were_said(desk: Client) -> None:
    words = "שלום 😡 \u202eabc"

    desk.post(NEW, {**REPORT, "narrative": words, "caller_name": "Zoë Ångström"})

    assert (Report.objects.get().narrative, Report.objects.get().caller_name) == (words, "Zoë Ångström")


def test_save_and_grade_leads_to_the_grade(desk: Client) -> None:
    answer = desk.post(NEW, {**REPORT, "next": "grade"})

    assert answer["Location"] == f"/reports/{Report.objects.get().reference}/grade/"

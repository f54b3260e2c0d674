"""All that a caller says of themselves is kept as it was said, and found again however it was written."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Recognition, Report
from asbcases.casework.transitions import decide_match, recognise
from asbcases.errors import Refused
from tests.casework.pages import signed_in, text_of
from tests.casework.people import make_person
from tests.make import NOW, make_incident, make_report

pytestmark = pytest.mark.django_db
CALLER: dict[str, Any] = {
    "caller_name": "Ms Jade Taylor",
    "caller_phone": "07700 900123",
    "caller_email": "Jade@Home.example",
    "caller_address": "Flat 14 B, Mersea Rd",
    "on_behalf_of": "Her mother",
    "language": "Polish",
    "adjustments": "Large print",
}


def test_a_report_keeps_the_words_and_the_keys_of_its_caller(amira: User) -> None:
    report = make_report(by=amira, place_text="Outside 14 Mersea Road", **CALLER)

    report.refresh_from_db()
    assert {name: getattr(report, name) for name in CALLER} == CALLER
    assert (report.phone_key, report.email_key) == ("+447700900123", "jade@home.example")
    assert (report.address_key, report.place_key) == ("14b mersea road", "14 mersea road")
    assert report.name_key == "jade taylor"


def test_a_number_given_as_another_way_finds_its_caller_too(amira: User) -> None:
    report = make_report(by=amira, caller_contact="mob 07700 900123")

    assert (report.phone_key, report.email_key) == ("+447700900123", "")


def test_an_anonymous_caller_is_marked_so_and_a_name_that_was_given_is_kept(
    amira: User, client: Client
) -> None:
    report = make_report(by=amira, caller_anonymous=True, **CALLER)

    page = text_of(signed_in(client, amira).get(f"/reports/{report.reference}/"))
    for words in (
        "Asked not to be named",
        "Jade Taylor",
        "Her mother",
        "Polish",
        "Large print",
        "07700 900123",
    ):
        assert words in page


def test_a_service_keeps_a_report_in_nobody_s_name(ben: User) -> None:
    report = make_report(by=None, public_reference="ABCD-1234")  # type: ignore[arg-type]

    assert (report.recorded_by, report.public_reference) == (None, "ABCD-1234")


def test_who_called_is_recognised_once_with_what_matched(amira: User) -> None:
    report, person = make_report(by=amira), make_person(by=amira)

    recognise(report, person, reasons=["same telephone number"], by=amira, now=NOW)

    kept = Recognition.objects.get(report=report)
    assert (kept.person, kept.reasons) == (person, ["same telephone number"])
    assert AuditEvent.objects.filter(report=report).latest("pk").sentence == (
        f"recognised who the report is about: {person.reference}"
    )
    with pytest.raises(Refused, match="noted already"):
        recognise(report, person, reasons=[], by=amira, now=NOW)


def test_a_caller_who_is_recognised_later_takes_part_in_the_incident_under_the_first_record(
    amira: User,
) -> None:
    report = make_report(by=amira)
    incident = make_incident(by=amira, report=report)
    first, second = make_person(by=amira), make_person(by=amira)
    decide_match(first, second, same=True, reasons=[], by=amira, now=NOW)
    second.refresh_from_db()

    recognise(report, second, reasons=[], by=amira, now=NOW)

    party = incident.parties.get()
    assert (party.person, party.role) == (first, PartyRole.COMPLAINANT)


def test_whoever_takes_part_already_is_not_added_again(amira: User) -> None:
    report, person = make_report(by=amira), make_person(by=amira)
    recognise(report, person, reasons=[], by=amira, now=NOW)
    incident = make_incident(by=amira, report=report)
    before = incident.parties.count()
    another = make_report(by=amira)
    another_link = incident.told_by.create(report=another, recorded_at=NOW, recorded_by=amira)

    recognise(another_link.report, person, reasons=[], by=amira, now=NOW)

    assert before > 0
    assert incident.parties.count() == before
    assert Report.objects.count() == 2

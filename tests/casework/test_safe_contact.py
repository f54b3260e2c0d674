"""A caller is written to only where and when it is safe, as they said it."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Report, SafeContact
from asbcases.casework.transitions import correct_safe_contact, state_safe_contact, withdraw_safe_contact
from asbcases.casework.transitions.safe_contact import Way
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.notify.models import Message
from tests.casework.pages import REPORT, signed_in, text_of
from tests.make import NOW, make_report, make_user

pytestmark = pytest.mark.django_db
WAY = Way(email="jade@home.example", from_hour=9, until_hour=17, discreet=True)
TYPED = {"safe_email": "jade@home.example", "safe_from": "9", "safe_until": "17"}


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")


@pytest.fixture
def report(hana: User) -> Report:
    return make_report(by=hana)


def to_caller() -> list[Message]:
    return list(Message.objects.filter(recipient__isnull=True))


def test_it_is_kept_and_the_report_acknowledged_without_a_word_of_it_in_the_record(
    hana: User, report: Report
) -> None:
    with acting(str(hana.pk)):
        contact = state_safe_contact(report, **WAY, by=hana, now=NOW)

    assert (contact.email, contact.from_hour, contact.until_hour) == ("jade@home.example", 9, 17)
    event = AuditEvent.objects.get(verb=Verb.SAFE_CONTACT_STATED)
    assert event.data == {"change": "stated"}
    [acknowledgement] = to_caller()
    assert (acknowledgement.report, acknowledgement.template) == (report, "report_received")


def test_it_is_stated_once_and_corrected_after_that(hana: User, report: Report) -> None:
    contact = state_safe_contact(report, **WAY, by=hana, now=NOW)
    with pytest.raises(Refused, match="noted already"):
        state_safe_contact(report, **WAY, by=hana, now=NOW)

    corrected = correct_safe_contact(
        contact, **{**WAY, "email": "sister@home.example"}, read=0, by=hana, now=NOW
    )

    assert corrected.email == "sister@home.example"
    assert len(to_caller()) == 1


@pytest.mark.parametrize(
    "way", [{"email": ""}, {"from_hour": 17}, {"until_hour": 25}, {"from_hour": -1}, {"until_hour": 9}]
)
def test_what_makes_no_sense_is_refused(hana: User, report: Report, way: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"we do not write|must end after they begin"):
        state_safe_contact(report, **{**WAY, **way}, by=hana, now=NOW)

    assert not SafeContact.objects.exists()


def test_a_withdrawal_is_kept_with_its_reason_and_may_be_taken_back(hana: User, report: Report) -> None:
    contact = state_safe_contact(report, **WAY, by=hana, now=NOW)

    with pytest.raises(Refused, match="Say why"):
        withdraw_safe_contact(contact, reason=" ", read=0, by=hana, now=NOW)
    withdraw_safe_contact(contact, reason="He reads it now.", read=0, by=hana, now=NOW)
    with pytest.raises(Refused, match="do not write to this caller already"):
        withdraw_safe_contact(contact, reason="Again.", read=1, by=hana, now=NOW)

    assert AuditEvent.objects.filter(reason="He reads it now.").count() == 1
    assert correct_safe_contact(contact, **WAY, read=1, by=hana, now=NOW).withdrawn_at is None


def test_a_change_of_what_changed_meanwhile_is_refused(hana: User, report: Report) -> None:
    contact = state_safe_contact(report, **WAY, by=hana, now=NOW)
    correct_safe_contact(contact, **{**WAY, "until_hour": 20}, read=0, by=hana, now=NOW)

    with pytest.raises(Refused, match="since you opened the page"):
        correct_safe_contact(contact, **WAY, read=0, by=hana, now=NOW)
    with pytest.raises(Refused, match="since you opened the page"):
        withdraw_safe_contact(contact, reason="He reads it.", read=0, by=hana, now=NOW)


# --- The pages ----------------------------------------------------------------------------------
def test_it_is_kept_with_the_new_report(client: Client, hana: User) -> None:
    answer = signed_in(client, hana).post("/reports/new/", {**REPORT, **TYPED}, follow=True)

    page = text_of(answer)
    assert SafeContact.objects.get().report == Report.objects.get()
    assert "To jade@home.example, from 9am until 5pm. Nothing may show that the police wrote" in page


def test_without_an_address_nothing_is_noted_and_nobody_is_written_to(client: Client, hana: User) -> None:
    answer = signed_in(client, hana).post("/reports/new/", REPORT, follow=True)

    assert "Nothing is noted, so we do not write." in text_of(answer)
    assert not SafeContact.objects.exists()
    assert not to_caller()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [({"safe_email": "jade"}, "Enter a valid email"), ({"safe_until": "9"}, "must end after they begin")],
)
def test_a_fault_is_said_and_nothing_is_kept(
    client: Client, hana: User, typed: dict[str, str], fault: str
) -> None:
    answer = signed_in(client, hana).post("/reports/new/", {**REPORT, **TYPED, **typed})

    assert answer.status_code == 400
    assert fault in text_of(answer)
    assert not Report.objects.exists()


def test_it_is_noted_corrected_and_withdrawn_on_pages_of_its_own(
    client: Client, hana: User, report: Report
) -> None:
    signed_in(client, hana)
    page, record = f"/reports/{report.reference}/safe-contact/", f"/reports/{report.reference}/"

    assert client.get(f"{page}withdraw/").status_code == 404
    assert client.post(page, {"read": 0}).status_code == 400
    client.post(page, {"safe_email": "jade@home.example", "safe_plain": "on", "read": 0})
    assert "To jade@home.example</p>" in text_of(client.get(record))
    assert 'value="jade@home.example"' in text_of(client.get(page))
    client.post(page, {**TYPED, "read": 0})
    stale = client.post(page, {**TYPED, "safe_email": "other@home.example", "read": 0})
    assert stale.status_code == 409
    assert "other@home.example" in text_of(stale)
    assert client.post(f"{page}withdraw/", {"reason": "", "read": 1}).status_code == 400
    client.post(f"{page}withdraw/", {"reason": "He reads it now.", "read": 1})

    assert "We must not write: withdrawn" in text_of(client.get(record))

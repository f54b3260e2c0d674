"""Messages say what is owed, where and by when, in plain words; a subject says nothing of anybody."""

import smtplib

import pytest

from asbcases.accounts.models import User
from asbcases.notify.choices import Template
from asbcases.notify.delivery import reason_of
from asbcases.notify.senders import mail_of, message_id
from tests.notify.outbox import put

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("template", Template)
def test_every_message_names_the_record_and_leads_to_it(ben: User, settings, template: Template) -> None:
    settings.SITE_URL = "https://asb.example"

    sent = mail_of(put(ben, template=template))

    assert "Risk review on ASB-2026-000123" in sent.body
    assert "end of 20 November 2026" in sent.body
    assert "https://asb.example/cases/ASB-2026-000123/" in sent.body
    assert "{" not in sent.body
    assert "\n\n\n" not in sent.body


@pytest.mark.parametrize("template", Template)
def test_a_subject_holds_no_reference_and_no_name(ben: User, template: Template) -> None:
    subject = mail_of(put(ben, template=template)).subject

    assert subject.startswith("ASB Cases: ")
    assert not any(character.isdigit() for character in subject)
    assert ben.name not in subject


def test_a_reminder_in_time_asks_to_do_it_before(ben: User) -> None:
    sent = mail_of(put(ben, template=Template.DUE_SOON, noticed_at="2026-11-18T09:00:00+00:00"))

    assert "Please do it before then." in sent.body


def test_a_reminder_that_comes_too_late_says_so(ben: User) -> None:
    sent = mail_of(put(ben, template=Template.DUE_SOON))

    assert "This reminder comes late" in sent.body


def test_text_is_not_escaped_as_if_it_were_a_page(ben: User) -> None:
    assert "risk & review" in mail_of(put(ben, kind="risk & review")).body.lower()


def test_a_message_bears_the_same_id_however_often_it_is_sent(ben: User, settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "ASB Cases <asb@police.example>"
    message = put(ben)

    first, second = (mail_of(message).message()["Message-ID"] for _ in range(2))

    assert first == second == message_id(message.key)
    assert first.endswith("@police.example>")
    assert message_id("another") != first


def test_what_a_mail_server_says_is_not_kept_because_it_names_people() -> None:
    refused = smtplib.SMTPRecipientsRefused({"jade@example.org": (550, b"no such user")})

    assert reason_of(refused) == "The mail server refused the address of the recipient."

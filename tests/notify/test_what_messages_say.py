"""Messages say what is owed, where and by when, in plain words; a subject says nothing of anybody."""

import smtplib
from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import SafeContact
from asbcases.notify.choices import PUBLIC, Template
from asbcases.notify.delivery import reason_of
from asbcases.notify.digests import context_of
from asbcases.notify.models import Message
from asbcases.notify.senders import mail_of, mail_to_caller, message_id, text_of, words_of
from tests.make import NOW
from tests.notify.outbox import put

pytestmark = pytest.mark.django_db

# What is told without a date has a test of its own.
OF_CASES = (
    Template.RESTRICTED_NEAR,
    Template.CASE_GREW,
    Template.APPROVAL_DECIDED,
    Template.CASE_GIVEN,
    Template.REVIEW_RADAR,
    Template.REVIEW_GIVEN,
    Template.SHARE_CORRECTED,
    Template.SHARE_RECALLED,
    Template.REQUEST_SENT,
    Template.REQUEST_WAITS,
    Template.REQUEST_ANSWERED,
    Template.REQUEST_ENDED,
    Template.REQUEST_ENTERED,
    Template.SHARE_ASKED,
    Template.SHARE_ANSWERED,
    Template.PARTNER_NOTED,
    Template.GLASS_BROKEN,
    Template.GLASS_TRIED,
    Template.PLAN_ESCALATED,
)
OF_ONE_RECORD = [template for template in Template if template not in {*PUBLIC, Template.DIGEST, *OF_CASES}]
HOSTILE = "Jade Taylor\r\nBcc: all@example.org <b>14 Mersea Road</b> 07700 900123"


@pytest.mark.parametrize("template", OF_ONE_RECORD)
def test_every_message_names_the_record_and_leads_to_it(ben: User, settings, template: Template) -> None:
    settings.SITE_URL = "https://asb.example"

    sent = mail_of(put(ben, template=template))

    assert "Risk review on ASB-2026-000123" in sent.body
    assert "end of 20 November 2026" in sent.body
    assert "https://asb.example/cases/ASB-2026-000123/" in sent.body
    assert "{" not in sent.body
    assert "\n\n\n" not in sent.body


@pytest.mark.parametrize("template", OF_CASES)
def test_whoever_answers_for_a_case_is_led_to_it_without_content(
    ben: User, settings, template: Template
) -> None:
    settings.SITE_URL = "https://asb.example"

    sent = mail_of(put(ben, template=template))

    assert "ASB-2026-000123" in sent.body
    assert "https://asb.example/cases/ASB-2026-000123/" in sent.body
    assert "{" not in sent.body


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("holds", ["words", "numbers", "nothing"])
def test_a_subject_is_the_same_whatever_a_message_is_about(template: Template, holds: str, settings) -> None:
    stuff = {"words": HOSTILE, "numbers": 41, "nothing": ""}[holds]
    told = {name: stuff for name in ("kind", "reference", "path", "owner", "name", "count", "subject")}
    at = {name: NOW.isoformat() for name in ("due_at", "planned_at", "noticed_at", "until_at")}
    parts = [{**told, **at, "template": stuff}]

    subject, _ = text_of(template, words_of({**told, **at, "parts": parts, "counts": [told]}))

    plain, _ = text_of(template, words_of({**at, "parts": [], "counts": []}))
    assert subject == plain
    assert not any(character.isdigit() for character in subject)
    assert subject.startswith(f"{settings.SERVICE_NAME}: ") == (template not in PUBLIC)
    assert 10 < len(subject) < 78
    assert subject.isprintable()


def test_a_digest_lists_what_it_carries_the_oldest_promise_first(ben: User, settings) -> None:
    settings.SITE_URL = "https://asb.example"
    later = (NOW + timedelta(days=2)).isoformat()
    parts = [
        put(ben, "a", rings=False, reference="ASB-2026-000009", due_at=later),
        put(ben, "b", rings=False, template=Template.DUE_SOON),
        put(ben, "c", rings=False, reference="ASB-2026-000007", template=Template.DUE_SOON),
    ]
    digest = Message(key="digest", recipient=ben, template=Template.DIGEST, context=context_of(parts))

    sent = mail_of(digest)

    assert sent.subject == "ASB Cases: what has come up"
    assert sent.body.startswith("3 messages for you")
    places = [sent.body.index(f"ASB-2026-00000{number}") for number in (7, 9)]
    assert 0 < sent.body.index("ASB-2026-000123") < places[0] < places[1]
    assert "Something is due soon: risk review on ASB-2026-000123" in sent.body
    assert "end of 20 November 2026" in sent.body
    assert "https://asb.example/cases/ASB-2026-000123/" in sent.body
    assert "In all: something is due soon (2), something is late (1)." in sent.body
    assert "https://asb.example/inbox/" in sent.body
    assert "\n\n\n" not in sent.body


def test_a_digest_holds_references_and_times_and_no_word_more(ben: User) -> None:
    part = put(ben, rings=False, name=HOSTILE, told="Jade Taylor")

    context = context_of([part])

    assert context["parts"] == [
        {
            "template": "deadline_missed",
            "kind": "risk review",
            "reference": "ASB-2026-000123",
            "path": "/cases/ASB-2026-000123/",
            "due_at": "2026-11-21T00:00:00+00:00",
        }
    ]
    assert "Jade" not in str(context)


def test_a_digest_carries_what_has_neither_record_nor_date(ben: User) -> None:
    part = Message(template=Template.PASSED, context={}, pk=1)

    text = mail_of(Message(key="x", recipient=ben, template=Template.DIGEST, context=context_of([part]))).body

    assert "1 message for you" in text
    assert "A time has passed: message\n" in text


@pytest.mark.parametrize("template", PUBLIC)
@pytest.mark.parametrize("discreet", [True, False])
def test_what_a_caller_gets_says_who_wrote_only_where_that_is_safe(
    settings, template: Template, discreet: bool
) -> None:
    settings.PUBLIC_SENDER = "Updates <updates@post.example>"
    settings.DEFAULT_FROM_EMAIL = "asb@police.example"
    contact = SafeContact(email="jade@example.org", discreet=discreet)
    message = Message(key="caller:1", template=template, context={"reference": "RPT-2026-000004"})

    sent = mail_to_caller(message, contact)

    everything = sent.message().as_string().lower()
    telling = ["police", "anti-social", "antisocial", "asb", "crime", "officer", "incident", "999", "101"]
    assert [word for word in telling if word in everything] == ([] if discreet else ["police", "asb"])
    assert "RPT-2026-000004" in sent.body
    assert "What happens next" in sent.body
    assert sent.to == ["jade@example.org"]


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

"""The letter is drafted, changed and printed by a person, and only what a person says was sent explains the case review."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Report
from asbcases.casework.transitions import recognise, record_person
from asbcases.db.actor import acting
from asbcases.errors import Refused
from tests.casework.pages import signed_in, text_of
from tests.make import NOW
from tests.triggers.seconds import DAY, owed, told
from triggers.models import ExplainingLetter, ReviewExplanation
from triggers.queries.explaining import draft_of, letter_of
from triggers.transitions.explaining_letters import keep_letter, send_letter

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def second_of(amira: User, upto: Any = NOW, **said: Any) -> Report:
    told(amira, 30, upto=upto, **said)
    return told(amira, 2, upto=upto, **said)


def test_a_letter_is_kept_and_sent_as_it_was_kept_and_counts_as_explained(amira: User) -> None:
    second = second_of(amira)
    kept = keep_letter(second, words=" Dear Jade, … ", seen=0, by=amira, now=NOW - DAY)
    again = keep_letter(second, words="Dear Jade Taylor, …", seen=1, by=amira, now=NOW - HOUR)
    assert (kept.words, again.number, str(again)) == ("Dear Jade, …", 2, f"Letter 2 to {second.pk}")
    assert owed(second) is not None
    assert not ReviewExplanation.objects.exists()

    sent = send_letter(second, how="by post ", sent_at=NOW - HOUR, seen=2, by=amira, now=NOW)

    assert (sent.words, sent.how, sent.sent_at, owed(second)) == (again.words, "by post", NOW - HOUR, None)
    assert ReviewExplanation.objects.get(report=second).how == "By letter, by post"
    verbs = AuditEvent.objects.filter(report=second, verb__startswith="report.review").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        *["report.review_letter_kept"] * 2,
        "report.review_explained",
    ]
    with acting("system:intake"):
        assert not ExplainingLetter.objects.exists()


def test_what_is_wrong_with_a_letter_is_refused_and_nothing_is_kept(amira: User) -> None:
    second = second_of(amira)
    sent: dict[str, Any] = {"how": "by post", "sent_at": NOW, "seen": 1, "by": amira, "now": NOW}
    with pytest.raises(Refused, match="an empty one"):
        keep_letter(second, words=" ", seen=0, by=amira, now=NOW)
    with pytest.raises(Refused, match="Keep the letter first"):
        send_letter(second, **sent)
    with pytest.raises(Refused, match="has changed the letter"):
        keep_letter(second, words="Dear Jade", seen=3, by=amira, now=NOW)
    assert letter_of(second) is None
    keep_letter(second, words="Dear Jade", seen=0, by=amira, now=NOW)
    for wrong, why in (
        ({"how": " "}, "Say how it was sent"),
        ({"sent_at": NOW - HOUR}, "before it was kept"),
        ({"seen": 0}, "has changed the letter"),
        ({"sent_at": NOW + HOUR}, "after now"),
    ):
        with pytest.raises(Refused, match=why):
            send_letter(second, **{**sent, **wrong})
    with pytest.raises(Refused, match="has changed the letter"):
        keep_letter(second, words="Another", seen=0, by=amira, now=NOW)
    assert ExplainingLetter.objects.count() == 1
    send_letter(second, **sent)
    with pytest.raises(Refused, match="said already"):
        send_letter(second, **{**sent, "seen": 2})


def test_the_draft_greets_whom_it_may_and_says_what_the_report_comes_to(amira: User) -> None:
    second = second_of(amira, caller_name="Jade Taylor")
    words = draft_of(second, by=amira, now=NOW)
    assert words.startswith("Dear Jade Taylor,")
    assert "If it happens again and you report it" in words
    assert "One report of hate within 6 months" in words
    jade = record_person(name="Jade Day", source="The caller", by=amira, now=NOW)
    recognise(second, jade, reasons=["her voice"], by=amira, now=NOW)
    assert draft_of(second, by=amira, now=NOW).startswith("Dear Jade Day,")
    alone = told(amira, 1, caller_phone="", caller_name="Jo", on_behalf_of="her mother")
    words = draft_of(alone, by=amira, now=NOW)
    assert words.startswith("Hello,")
    assert "more than once in six months" in words


def test_the_page_drafts_keeps_shows_for_print_and_says_sent(client: Client, amira: User) -> None:
    now = timezone.now()
    second = second_of(amira, upto=now, caller_name="Jade Taylor")
    page = f"/reports/{second.reference}/case-review/letter/"
    signed_in(client, amira)
    shown = text_of(client.get(page))
    assert "A draft, which nobody has kept or sent" in shown
    assert "Dear Jade Taylor," in shown
    assert "It was not noted how the caller may be reached safely" in shown
    assert "No letter is kept yet" in text_of(client.get(f"{page}sent/"))
    assert page in text_of(client.get(f"/reports/{second.reference}/case-review/"))

    assert client.post(page, {"words": "", "seen": 0}).status_code == 400
    assert client.post(page, {"words": "Dear Jade <b>", "seen": 0}).status_code == 302
    stale = client.post(page, {"words": "Mine, typed long", "seen": 0})
    assert (stale.status_code, "Mine, typed long" in text_of(stale)) == (409, True)
    shown = text_of(client.get(page))
    assert "Dear Jade &lt;b&gt;" in shown
    assert "not sent yet" in shown

    at = timezone.localtime(timezone.now())
    sent = {"how": "by post", "at_day": at.date().isoformat(), "at_time": f"{at:%H:%M}", "seen": 1}
    assert client.post(f"{page}sent/", {**sent, "how": ""}).status_code == 400
    answer = client.post(f"{page}sent/", sent)
    assert answer.status_code == 302, text_of(answer)
    assert owed(second) is None
    assert "By letter, by post" in text_of(client.get(answer["Location"]))
    assert "As it was sent" in text_of(client.get(page))
    assert client.post(f"{page}sent/", {**sent, "seen": 2}).status_code == 409

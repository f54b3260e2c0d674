"""What the form does with the same sent twice, with machines, and with more than it can take."""

from typing import Any

import pytest
import time_machine
from django.core import signing
from django.test import Client

from asbcases.cases.drawn import drawn_reference
from asbcases.cases.models import PublicReport
from asbcases.casework.views.public_draft import ReportDraft
from tests.files.samples import PDF, sent
from tests.make import NOW
from tests.public.filling import ANSWERS, begin, filled, send, token_of, words

pytestmark = pytest.mark.django_db


def test_the_same_sent_twice_makes_one_report(ready: Client) -> None:
    token, draft = token_of(ready), ready.session["public_report"]

    first = ready.post("/report/check/", {"token": token})
    second = ready.post("/report/check/", {"token": token})
    # As if both had been on their way at once: the second still holds the answers.
    session = ready.session
    session["public_report"] = draft
    session.save()
    third = ready.post("/report/check/", {"token": token})

    assert {answered["Location"] for answered in (first, second, third)} == {"/report/sent/"}
    assert PublicReport.objects.count() == 1


def test_a_box_that_nobody_sees_stops_machines_and_tells_people(ready: Client) -> None:
    for page, typed in (("what", ANSWERS["what"]), ("check", {"token": token_of(ready)})):
        answered = ready.post(f"/report/{page}/", {**typed, "website": "https://spam.example"})
        assert answered.status_code == 400
        assert "Leave the box “Website” empty" in words(answered)
    assert not PublicReport.objects.exists()


def test_what_is_sent_faster_than_anybody_types_is_not_taken_at_once(client: Client, settings: Any) -> None:
    settings.PUBLIC_LEAST_SECONDS = 5
    with time_machine.travel(NOW, tick=False) as traveller:
        filled(client)
        traveller.shift(4)
        assert "faster than anybody can answer" in words(send(client))
        traveller.shift(1)
        assert send(client)["Location"] == "/report/sent/"


@pytest.mark.parametrize("token", ["", "made up", "of another report", "other content"])
def test_a_token_that_is_not_ours_sends_nothing(ready: Client, token: str) -> None:
    others = {
        "of another report": signing.dumps([drawn_reference(), NOW.timestamp()], salt=ReportDraft.salt),
        "other content": signing.dumps([1], salt=ReportDraft.salt),
    }
    answered = send(ready, token=others.get(token, token))

    assert (answered.status_code, PublicReport.objects.exists()) == (400, False)
    assert "open too long" in words(answered)


def test_one_address_may_not_send_without_end_and_is_told_where_to_ring(ready: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "public_send": "2/h/ip,100/m/key"}
    send(ready)
    send(filled(ready))

    refused = send(filled(ready))

    assert refused.status_code == 429
    assert "ring <strong>101</strong>" in words(refused)
    assert PublicReport.objects.count() == 2
    # The answers are still there, and somebody elsewhere is not held up.
    assert ready.get("/report/check/").status_code == 200
    token = token_of(ready)
    assert ready.post("/report/check/", {"token": token}, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_all_together_may_not_send_without_end(ready: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "public_send": "9/h/ip,1/m/key"}
    send(ready)
    filled(ready)

    token = token_of(ready)
    assert ready.post("/report/check/", {"token": token}, REMOTE_ADDR="192.0.2.9").status_code == 429


def test_beginning_and_adding_files_are_limited_too(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"public_begin": "1/h/ip", "public_file": "1/h/ip"}
    begin(client)
    assert client.post("/report/before/").status_code == 429
    assert client.post("/report/files/", {"evidence": sent(PDF, "a.pdf")}).status_code == 302
    assert client.post("/report/files/", {"evidence": sent(PDF, "a.pdf")}).status_code == 429

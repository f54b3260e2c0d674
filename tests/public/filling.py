"""Answering the public form by Django's client, as a browser would, and the service that takes reports in."""

from typing import Any

from django.test import Client
from django.utils import timezone

from asbcases.cases.models import PublicReport, Report
from asbcases.casework.tasks import take_in_public_reports
from asbcases.casework.transitions.public import take_in
from asbcases.db.actor import acting

SAID = "They threw stones at my window again.\n\nI am afraid to go out. \N{FACE WITH COLD SWEAT} \u05d0\u05d1\u05d2"
ANSWERS: dict[str, dict[str, Any]] = {
    "what": {"narrative": SAID, "going_on": "again"},
    "where": {"place_text": "14 Mersea Road, CO2 7QS"},
    "when": {"happened_precision": "month", "month_month": "10", "month_year": "2026"},
    "who": {"affected": "me", "affected_more": "I am 81.", "for_other": "no"},
    "files": {},
    "contact": {
        "contact": "named", "caller_name": "Jade Taylor", "caller_phone": "07700 900123",
        "caller_email": "jade@example.org", "caller_address": "14 Mersea Road", "safe": ["email"], "safe_from": "9",
        "safe_until": "17", "safe_note": "Not on Fridays.",
    },
    "needs": {"language": "Polish", "adjustments": "Large print"},
}  # fmt: skip
ANONYMOUS = {"contact": {"contact": "anonymous"}}


def begin(client: Client, **extra: Any) -> None:
    assert client.post("/report/before/", **extra)["Location"] == "/report/what/"


def answer(client: Client, page: str, **instead: Any) -> Any:
    return client.post(f"/report/{page}/", instead or ANSWERS[page])


def filled(client: Client, **instead: dict[str, Any]) -> Client:
    """Answer every page, and return the browser that stands before the answers."""
    begin(client)
    for page, answers in {**ANSWERS, **instead}.items():
        answered = client.post(f"/report/{page}/", answers)
        assert answered.status_code == 302, answered.content.decode()
    return client


def token_of(client: Client) -> str:
    return str(client.session["public_report"]["token"])


def send(client: Client, **instead: Any) -> Any:
    return client.post("/report/check/", {"token": token_of(client), **instead})


def reference_of(client: Client) -> str:
    return str(client.session["public_report_sent"])


def taken_in() -> list[Report]:
    """Have the service take in what waits, and return every report that came that way."""
    take_in_public_reports()
    return list(Report.objects.exclude(public_reference="").order_by("pk"))


def take_in_as_service(public_report: PublicReport) -> Report:
    with acting("system:intake"):
        return take_in(public_report, timezone.now())


def words(answered: Any) -> str:
    return str(answered.content.decode())

"""Applying for a case review by Django's client, as a browser would, and the service that takes applications in."""

from typing import Any

from django.test import Client

from asbcases.cases.models import CaseReview
from tests.triggers.make import CASTLE_POINT
from triggers.tasks import take_in_applications

SAID = "They threw stones again.\n\nNobody came. \N{FACE WITH COLD SWEAT} \u05d0\u05d1\u05d2"
ANSWERS: dict[str, dict[str, Any]] = {
    "whom": {"whom": "me"},
    "area": {"area": CASTLE_POINT, "place_text": "14 Mersea Road"},
    "reports": {"to_whom": "the police on 101", "reported_on": "in May", "its_reference": ""},
    "since": {"happened": SAID},
    "effect": {"effect": "I do not sleep.", "wanted": "That it ends."},
    "reach": {
        "caller_name": "Jade Taylor", "caller_phone": "07700 900123", "caller_email": "jade@example.org",
        "caller_address": "14 Mersea Road", "safe": ["email"], "safe_from": "9", "safe_until": "17",
        "safe_note": "Not on Fridays.",
    },
    "involved": {"involvement": "represented", "involvement_words": "My sister speaks for me."},
    "needs": {"language": "Polish", "adjustments": "Large print"},
}  # fmt: skip
WAITING = {"victim_name": "Ada Long", "relation": "Her daughter", "consent": "waiting"}
AGREED = {**WAITING, "consent": "given", "consent_words": "On the telephone"}


def for_other(victim: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return the answers of somebody who applies for another person."""
    return {"whom": {"whom": "other"}, "victim": victim, **{k: v for k, v in ANSWERS.items() if k != "whom"}}


def begin(client: Client, **extra: Any) -> None:
    """Go past the page that explains how to leave."""
    assert client.post("/case-review/before/", **extra)["Location"] == "/case-review/whom/"


def answer(client: Client, page: str, **instead: Any) -> Any:
    """Answer one page."""
    return client.post(f"/case-review/{page}/", instead or ANSWERS[page])


def filled(client: Client, answers: dict[str, dict[str, Any]] = ANSWERS) -> Client:
    """Answer every page, and return the browser that stands before the answers."""
    begin(client)
    for page, typed in answers.items():
        answered = client.post(f"/case-review/{page}/", typed)
        assert answered.status_code == 302, answered.content.decode()
    return client


def token_of(client: Client) -> str:
    """Return what proves when the questions were begun."""
    return str(client.session["case_review"]["token"])


def send(client: Client, **instead: Any) -> Any:
    """Send what stands on the page of all answers."""
    return client.post("/case-review/check/", {"token": token_of(client), **instead})


def taken_in() -> list[CaseReview]:
    """Have the service take in what waits, and return every review that came that way."""
    take_in_applications()
    return list(CaseReview.objects.exclude(public_reference="").order_by("pk"))


def words(answered: Any) -> str:
    """Return what a page says."""
    return str(answered.content.decode())

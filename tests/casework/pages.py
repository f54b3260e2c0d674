"""Helpers for tests of pages: signing in, sending forms, and counting what a page asks of the database."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.models import User

REPORT = {
    "narrative": "They threw stones again.",
    "channel": "101",
    "caller_name": "Jade Taylor",
    "caller_contact": "07700 900123",
    "place_text": "14 Mersea Road",
    "happened_precision": "month",
    "month_month": "1",
    "month_year": "2026",
    "received": "now",
}
# The test's own transaction turns the request's into a savepoint; a deployment has none.
NOT_ASKED = "SAVEPOINT"


def signed_in(client: Client, user: User) -> Client:
    """Sign the user in without the sign-in page."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text_of(answer: Any) -> str:
    """Return the page as text."""
    return str(answer.content.decode())


def day(name: str, written: str) -> dict[str, str]:
    """Return the three boxes of a date, from "2 3 2026"."""
    number, month, year = written.split()
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def asked_for(client: Client, address: str) -> list[str]:
    """Return the statements that a page sends to the database."""
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
    assert answer.status_code == 200
    return [query["sql"] for query in found if NOT_ASKED not in query["sql"]]

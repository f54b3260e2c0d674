"""Somebody who works on case reviews by the API."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.law.periods import london_day
from tests.triggers.make import COLCHESTER

HOME = "/api/v1/case-reviews/"
DAY = timedelta(days=1)
FACTORS = {"persistence": "Each week", "harm": "She cannot sleep", "adequacy": "Nobody came"}
PANEL = {"place": "Town hall", "chair_name": "Ruth Blake", "independence": "Of another council"}
COMPLAINT = {
    **{"agency": "police", "complaint_on": "2026-01-03", "behaviour_from": "2026-01-02", "link": "victim"},
    "complainant": "Jo Day",
}


class Api:
    """Sends what one person does; addresses are below the one of all reviews, or whole."""

    def __init__(self, by: User) -> None:
        self.client = Client()
        self.client.force_login(by)

    def get(self, path: str = "", query: Any = None, **headers: str) -> Any:
        return self.client.get(f"{HOME}{path}", query, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(f"{HOME}{path}", body or {}, content_type="application/json", headers=headers)

    def act(self, path: str, act: str, body: Any = None, **headers: str) -> Any:
        """Act on something as it stands now."""
        tag = self.get(path).headers["ETag"]
        return self.post(f"{path}{act}/", body, **{"If-Match": tag, **headers})

    def rows(self, path: str = "", **query: str) -> Any:
        """Return one page of a list."""
        return self.get(path, query).json()["results"]


def this_moment() -> str:
    return datetime.now(UTC).isoformat()


def day_to_come(days: int) -> str:
    return (london_day(timezone.now()) + days * DAY).isoformat()


def application(**changed: Any) -> dict[str, Any]:
    """Return an application of Colchester that a caller made just now."""
    said = {"area": COLCHESTER, "channel": "phone", "happened": "Stones at the windows every Friday."}
    return {**said, "received_at": this_moment(), **changed}


def letter(words: str = "Dear applicant") -> dict[str, Any]:
    return {"words": words, "how": "By post", "sent_at": this_moment()}


def meeting(**changed: Any) -> dict[str, Any]:
    """Return what is said of a panel that meets in some days."""
    return {**PANEL, "meets_at": (datetime.now(UTC) + 9 * DAY).isoformat(), **changed}

"""A caller of the API: JSON in, JSON out, with the session of the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from asbcases.accounts.models import User

REPORTS, INCIDENTS, CASES = "/api/v1/reports/", "/api/v1/incidents/", "/api/v1/cases/"
SHARED = "/api/v1/shared-cases/"


class Caller:
    """Sends requests as one person."""

    def __init__(self, user: User | None, **settings: Any) -> None:
        self.client = Client(**settings)
        if user:
            self.client.force_login(user)

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        return self.client.get(path, query, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(path, body, content_type="application/json", headers=headers)

    def send(
        self, method: str, path: str, raw: bytes, content_type: str = "application/json"
    ) -> HttpResponse:
        return self.client.generic(method, path, raw, content_type)


@pytest.fixture
def calling() -> Callable[..., Caller]:
    return Caller


@pytest.fixture
def api(amira: User) -> Caller:
    return Caller(amira)


def new_report(**changes: Any) -> dict[str, Any]:
    return {
        "channel": "101",
        "narrative": "  They threw stones at my window again.\nI am afraid.",
        "place_text": "14 Mersea Road",
        "district": "colchester",
        "happened_from": "2026-10-20T18:00:00+01:00",
        "happened_precision": "exact",
        **changes,
    }


def new_incident(report: str, **changes: Any) -> dict[str, Any]:
    return {
        "report": report,
        "category": "personal",
        "summary": "Stones thrown at a window",
        "place_text": "14 Mersea Road",
        "district": "colchester",
        **changes,
    }


def new_case(*incidents: str, **changes: Any) -> dict[str, Any]:
    return {
        "incidents": list(incidents),
        "summary": "Stones thrown at the home of one family",
        "victim": {"name": "Jade Taylor", "contact": "07700 900123"},
        **changes,
    }

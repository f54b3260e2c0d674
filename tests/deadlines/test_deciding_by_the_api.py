"""Deadlines by the API: found on whichever record they are owed, decided with a version, and the board."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import owed
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.deadlines.pages import asked, sent, words
from tests.make import NOW, make_incident, make_report, make_triage, make_user

pytestmark = pytest.mark.django_db
WHY = {"reason": "The victim is in hospital"}
LATER = (DUE + 7 * DAY).isoformat()
HERE = "/api/v1/deadlines/"


class Api:
    """Asks and decides as one person, at one instant."""

    def __init__(self, by: User, at: Any = NOW) -> None:
        self.client, self.at = Client(), at
        # A sign-in of another day would have ended by then.
        with time_machine.travel(at, tick=False):
            self.client.force_login(by)

    def get(self, path: str, **query: str) -> Any:
        with time_machine.travel(self.at, tick=False):
            return self.client.get(f"{HERE}{path}", query)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        with time_machine.travel(self.at, tick=False):
            return self.client.post(f"{HERE}{path}", body, content_type="application/json", headers=headers)

    def decide(self, path: str, act: str, **said: Any) -> Any:
        """Decide about a deadline as it stands now."""
        return self.post(f"{path}{act}/", {**WHY, **said}, **{"If-Match": self.get(path).headers["ETag"]})


def path_of(deadline: Deadline) -> str:
    record = deadline.case or deadline.incident or deadline.report
    assert record is not None
    return f"{record.reference}/{deadline.pk}/"


def test_more_time_is_asked_for_returned_and_given(case: Case, ben: User, amira: User) -> None:
    path = path_of(owe(case, amira))
    officer, sergeant = Api(amira), Api(ben)

    wished = officer.decide(path, "ask", until=LATER)
    assert (wished.status_code, wished.json()["asked_until"]) == (200, "2026-12-14T12:00:00Z")
    assert officer.decide(path, "extend", until=LATER).status_code == 403
    assert sergeant.decide(path, "return").json()["asked_until"] is None
    given = sergeant.decide(path, "extend", until=LATER)
    assert (given.json()["due_at"], given.headers["Content-Location"]) == (
        "2026-12-14T12:00:00Z",
        f"{HERE}{path}",
    )
    rulings = sergeant.get(f"{path}rulings/").json()["results"]
    assert [(one["verb"], one["by"]) for one in rulings] == [
        ("extended", "ben"),
        ("returned", "ben"),
        ("asked", "amira"),
    ]
    assert {one["record"] for one in rulings} == {case.reference}


def test_a_clock_is_paused_given_to_another_and_cancelled(clocked: Deadline, ben: User) -> None:
    path, api = path_of(clocked), Api(ben)
    make_user("sam", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")

    assert api.decide(path, "pause", until=(NOW + 3 * DAY).isoformat()).status_code == 200
    assert api.decide(path, "resume").status_code == 200
    assert api.decide(path, "reassign", to="sam").json()["owner"] == "sam"
    unknown = api.decide(path, "reassign", to="nobody")
    assert [fault["pointer"] for fault in unknown.json()["errors"]] == ["#/to"]
    assert (api.decide(path, "cancel").json()["state"], api.get(path).json()["waived"]) == (
        "cancelled",
        False,
    )


def test_a_decision_names_the_version_that_was_read_and_acts_once(case: Case, ben: User) -> None:
    api, path = Api(ben), path_of(owe(case, ben))
    tag = api.get(path).headers["ETag"]

    assert api.post(f"{path}waive/", WHY).status_code == 428
    headers = {"If-Match": tag, "Idempotency-Key": "once"}
    first, again = (api.post(f"{path}waive/", WHY, **headers) for _ in range(2))
    assert (first.status_code, first.json()["waived"], again.json()) == (200, True, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
    assert api.post(f"{path}waive/", WHY, **{"If-Match": tag}).status_code == 412


@pytest.mark.parametrize("act", ["extend", "pause", "waive", "cancel", "return"])
def test_what_is_refused_is_refused_in_the_words_of_the_page(
    client: Client, case: Case, ben: User, act: str
) -> None:
    window = owe(case, ben, kind=Kind.SHARE_EXPIRY, rank="")
    said = {"until": LATER} if act in ("extend", "pause") else {}

    refused = Api(ben).decide(path_of(window), act, **said)

    days = {"until_day": "14", "until_month": "12", "until_year": "2026"}
    typed = {**WHY, "version": window.version, **days}
    page = sent(client, ben, f"deadline_{act}", case.reference, window.pk, at=NOW, **typed)
    assert (refused.status_code, page.status_code) == (409, 409)
    assert refused.json()["detail"].replace("'", "&#x27;") in words(page)


def test_what_is_owed_on_incidents_and_reports_is_found_there_too(amira: User, cara: User) -> None:
    report = make_report(by=amira)
    incident = make_incident(by=amira, report=make_report(by=amira))
    make_triage(incident, by=amira)
    api = Api(amira, NOW + HOUR)

    for record in (report, incident):
        [found] = api.get(f"{record.reference}/").json()["results"][:1]
        assert found["record"] == record.reference
        assert api.get(f"{record.reference}/{found['id']}/").json() == found
        assert Api(cara).get(f"{record.reference}/").status_code == 404
    assert api.get(f"{incident.reference}/{owed().filter(report=report)[0].pk}/").status_code == 404


@pytest.mark.parametrize(
    "query", [{}, {"when": "late"}, {"when": "today"}, {"when": "week"}, {"kind": "risk_review"}]
)
def test_the_board_lists_what_the_page_lists(
    client: Client, case: Case, ben: User, amira: User, query: dict[str, str]
) -> None:
    owe(case, ben, due_at=DUE - DAY)
    owe(case, amira, due_at=DUE + HOUR, subject="2", rank="")
    owe(case, amira, due_at=DUE + 3 * DAY, subject="3", rank="", kind=Kind.FIRST_ASSESSMENT)
    owe(case, amira, due_at=DUE + 30 * DAY, subject="4")

    page = asked(client, ben, "deadline_board", at=DUE, **query)

    listed = Api(ben, DUE).get("", **query).json()["results"]
    assert [row["id"] for row in listed] == [row.deadline.pk for row in page.context["rows"]]
    assert listed
    assert {row["record"] for row in listed} == {case.reference}


def test_the_board_is_narrowed_to_an_officer(case: Case, ben: User, amira: User) -> None:
    owe(case, ben, due_at=DUE - DAY)
    hers = owe(case, amira, due_at=DUE + HOUR, subject="2", rank="")

    listed = Api(ben, DUE).get("", officer="amira", district="colchester").json()["results"]

    assert [row["id"] for row in listed] == [hers.pk]
    assert Api(ben, DUE).get("moved/").json()["results"] == []
    assert Api(ben, DUE).get("", when="soon").status_code == 400


def test_a_board_costs_the_same_however_long(case: Case, ben: User) -> None:
    counts: dict[str, set[int]] = {"": set(), f"{case.reference}/": set()}
    for so_far in (0, 10):
        for number in range(so_far, so_far + 10):
            owe(case, ben, due_at=DUE + timedelta(hours=number), subject=str(number))
        for path, found in counts.items():
            api = Api(ben, DUE)
            with CaptureQueriesContext(connection) as made:
                assert len(api.get(path).json()["results"]) >= 10
            found.add(len(made))

    assert [len(found) for found in counts.values()] == [1, 1]

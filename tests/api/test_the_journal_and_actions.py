"""The API writes in the journal of a case and keeps its actions by the rules of the pages."""

from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseAction
from asbcases.law.periods import london_day
from tests.api.conftest import CASES, Caller
from tests.casework.casefile import shut
from tests.make import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=timezone.now())


def test_an_entry_is_written_read_and_listed(api: Caller, case: Case) -> None:
    at = f"{CASES}{case.reference}/journal/"
    met = {"kind": "contact", "party": 1, "way": "phone", "reached": "yes", "words": "She sleeps again."}
    made = api.post(at, met, **{"Idempotency-Key": "one"})
    again = api.post(at, met, **{"Idempotency-Key": "one"})
    said = {"said_by": "Dev Patel", "agency": "Eastlight Homes", "is_view": True}
    api.post(at, {"kind": "note", "words": "He is away.", "happened_at": "2026-01-02T09:00:00+00:00", **said})

    assert (made.status_code, made.headers["Location"]) == (201, f"{at}1/")
    assert (again.status_code, again.json()["number"]) == (201, 1)
    first: dict[str, Any] = api.get(f"{at}1/").json()
    assert (first["said_by"], first["agency"], first["party"]) == ("Amira Osei", "Essex Police", 1)
    second, _ = api.get(at).json()["results"]
    assert (second["said_by"], second["is_view"], second["party"]) == ("Dev Patel", True, None)
    assert second["happened_at"] == "2026-01-02T09:00:00Z"
    assert api.get(f"{at}9/").status_code == 404


def test_what_the_rules_refuse_is_refused_here_too(api: Caller, case: Case) -> None:
    at = f"{CASES}{case.reference}/journal/"

    assert api.post(at, {"kind": "visit", "words": "Came."}).status_code == 409
    nobody = api.post(at, {"kind": "visit", "words": "Came.", "party": 9, "reached": "yes"})
    assert (nobody.status_code, nobody.json()["errors"][0]["pointer"]) == (400, "#/party")
    shut(case)
    closed = api.post(at, {"kind": "decision", "words": "We wait."})
    assert (closed.status_code, "only contacts and notes" in closed.json()["detail"]) == (409, True)


def test_an_action_is_planned_read_and_done_once(api: Caller, case: Case, ben: User) -> None:
    at, day = f"{CASES}{case.reference}/actions/", london_day(timezone.now()).isoformat()
    made = api.post(at, {"words": "Ask the landlord.", "due_on": day}, **{"Idempotency-Key": "one"})
    again = api.post(at, {"words": "Ask the landlord.", "due_on": day}, **{"Idempotency-Key": "one"})
    api.post(at, {"words": "Ask the school.", "due_on": day, "owner": "ben"})

    assert (made.status_code, again.json()["number"], made.headers["ETag"]) == (201, 1, again.headers["ETag"])
    assert [row["owner"] for row in api.get(at).json()["results"]] == ["ben", "amira"]
    tag = api.get(f"{at}1/").headers["ETag"]
    assert api.get(f"{at}1/", **{"If-None-Match": tag}).status_code == 304
    assert api.post(f"{at}1/done/", {"result": "Came."}).status_code == 428
    done = api.post(f"{at}1/done/", {"result": "Came."}, **{"If-Match": tag})
    assert (done.status_code, done.json()["result"], done.json()["version"]) == (200, "Came.", 2)
    assert api.post(f"{at}1/done/", {"result": "Came."}, **{"If-Match": tag}).status_code == 412
    assert CaseAction.objects.get(number=2).done_at is None

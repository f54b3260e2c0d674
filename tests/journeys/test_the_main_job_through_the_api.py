"""The main job by the API alone, each step sent twice with one key, as by a client whose connection broke."""

from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import sweep
from tests.api.conftest import CASES, INCIDENTS, REPORTS, Caller, new_case, new_incident, new_report
from tests.api.test_decisions_on_an_incident import triage
from tests.make import CLOSING
from tests.risk.answers import STANDARD

pytestmark = pytest.mark.django_db
# It owes no response, so that what is told of is the case's.
NOBODY_GOES = triage(handling="no_attendance")


def twice(api: Caller, address: str, body: dict[str, Any], key: str, **headers: str) -> Any:
    """Send a request twice and return the first answer; the second must say the same, and say that it does."""
    first, second = (api.post(address, body, Idempotency_Key=key, **headers) for _ in range(2))
    assert first.status_code in {200, 201}, first.content
    assert second.status_code == first.status_code
    assert second.json() == first.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    return first


def test_from_report_to_closed_case_with_every_step_sent_twice(amira: User, ben: User) -> None:
    api = Caller(amira)

    report = twice(api, REPORTS, new_report(), "report").json()["reference"]
    recorded = twice(api, INCIDENTS, new_incident(report), "incident")
    incident, unread = recorded.json()["reference"], recorded.headers["ETag"]
    graded = twice(api, f"{INCIDENTS}{incident}/triages/", NOBODY_GOES, "triage", If_Match=unread)
    opened = twice(api, CASES, new_case(incident), "case")
    case = opened.headers["Location"]
    answers = {"party": 1, "with_victim": True, "answers": STANDARD}
    assessed = twice(api, f"{case}assessments/", answers, "assessment")
    stale = api.post(f"{case}close/", CLOSING, If_Match='"1-99"')
    closed = twice(api, f"{case}close/", CLOSING, "closing", If_Match=opened.headers["ETag"])

    assert (graded.json()["number"], graded.json()["grade"]) == (1, "scheduled")
    assert assessed.json()["level"] == "standard"
    assert stale.status_code == 412
    assert closed.json()["stage"] == "closed"
    assert closed.headers["ETag"] != opened.headers["ETag"]
    made = AuditEvent.objects.filter(actor=amira).exclude(verb__startswith="deadline").order_by("pk")
    assert list(made.values_list("verb", flat=True)) == [
        Verb.REPORT_RECEIVED,
        Verb.INCIDENT_RECORDED,
        Verb.INCIDENT_TRIAGED,
        Verb.PERSON_RECORDED,
        Verb.CASE_OPENED,
        Verb.ASSESSMENT_COMPLETED,
        Verb.CASE_CLOSED,
    ]
    assert Case.objects.count() == 1


def test_a_closed_case_is_owed_nothing_and_no_sweep_tells_of_it(amira: User, ben: User) -> None:
    api = Caller(amira)
    report = api.post(REPORTS, new_report()).json()["reference"]
    recorded = api.post(INCIDENTS, new_incident(report))
    incident, unread = recorded.json()["reference"], recorded.headers["ETag"]
    api.post(f"{INCIDENTS}{incident}/triages/", NOBODY_GOES, If_Match=unread)
    opened = api.post(CASES, new_case(incident))
    case = opened.headers["Location"]
    api.post(f"{case}assessments/", {"party": 1, "with_victim": True, "answers": STANDARD})
    due_at = Deadline.objects.get(kind="risk_review", rank="sergeant").due_at
    api.post(f"{case}close/", CLOSING, If_Match=opened.headers["ETag"])

    swept = sweep(due_at + (due_at - timezone.now()))

    assert (swept.missed, swept.escalated, swept.messages) == (0, 0, 0)

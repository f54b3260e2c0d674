"""What is agreed with a caller, and what a report belongs to, by the API: the same rules and sentences as on the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CallBack, Report, SafeContact
from asbcases.casework.transitions import record_person
from tests.api.conftest import INCIDENTS, REPORTS, Caller
from tests.make import make_case, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db
WAY = {"email": "safe@home.example", "from_hour": 9, "until_hour": 17}


@pytest.fixture
def report(amira: User) -> Report:
    told = {"caller_name": "Jade Taylor", "caller_phone": "07700 900123"}
    return make_report(by=amira, now=timezone.now() - timedelta(hours=1), **told)


@pytest.fixture
def at(report: Report) -> str:
    return f"{REPORTS}{report.reference}/"


def test_a_caller_is_promised_a_call_and_rung_once(api: Caller, at: str) -> None:
    soon = (timezone.now() + timedelta(hours=4)).isoformat()
    made = api.post(f"{at}call-backs/", {"call_by": soon}, **{"Idempotency-Key": "one"})
    again = api.post(f"{at}call-backs/", {"call_by": soon}, **{"Idempotency-Key": "one"})

    assert (made.status_code, made.headers["Location"]) == (201, f"{at}call-backs/1/")
    assert (again.json()["number"], CallBack.objects.count()) == (1, 1)
    tag, rang = made.headers["ETag"], {"note": "Nobody answered at four."}
    assert api.post(f"{at}call-backs/1/made/", rang).status_code == 428
    kept = api.post(f"{at}call-backs/1/made/", rang, **{"If-Match": tag})
    assert (kept.status_code, kept.json()["made_by"], kept.json()["note"]) == (200, "amira", rang["note"])
    assert api.post(f"{at}call-backs/1/made/", rang, **{"If-Match": tag}).status_code == 412
    [listed] = api.get(f"{at}call-backs/").json()["results"]
    assert listed["version"] == 2


@pytest.mark.parametrize(
    ("hours", "status", "words"),
    [(-1, 409, "has passed: give a later one"), (24 * 100, 400, "too far off for a call back")],
)
def test_nobody_is_promised_a_call_in_the_past_or_far_off(
    api: Caller, at: str, hours: int, status: int, words: str
) -> None:
    call_by = (timezone.now() + timedelta(hours=hours)).isoformat()

    refused = api.post(f"{at}call-backs/", {"call_by": call_by})

    assert (refused.status_code, words in refused.content.decode()) == (status, True)
    assert not CallBack.objects.exists()


def test_how_to_write_is_stated_once_then_corrected_as_it_was_read(api: Caller, at: str) -> None:
    assert api.get(f"{at}safe-contact/").status_code == 404
    stated = api.post(f"{at}safe-contact/state/", WAY)
    assert (stated.status_code, stated.json()["email"]) == (200, "safe@home.example")
    assert "correct that instead" in api.post(f"{at}safe-contact/state/", WAY).json()["detail"]

    tag, other = stated.headers["ETag"], {"phone": "07700 900999"}
    corrected = api.post(f"{at}safe-contact/correct/", other, **{"If-Match": tag})
    assert (corrected.json()["phone"], corrected.json()["email"]) == ("07700 900999", "")
    stale = api.post(f"{at}safe-contact/withdraw/", {"reason": "He reads it"}, **{"If-Match": tag})
    assert (stale.status_code, stale.headers["ETag"]) == (412, corrected.headers["ETag"])
    tag = corrected.headers["ETag"]
    gone = api.post(f"{at}safe-contact/withdraw/", {"reason": "He reads it"}, **{"If-Match": tag})
    assert gone.json()["withdrawn_at"]
    assert SafeContact.objects.get().withdrawn_at
    wrong = api.post(f"{at}safe-contact/correct/", {"email": "nowhere"}, **{"If-Match": gone.headers["ETag"]})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "#/email")


def test_a_caller_is_recognised_by_what_the_report_says(
    api: Caller, at: str, amira: User, report: Report
) -> None:
    now = timezone.now()
    known = record_person(name="Jade T", phone="07700 900123", source="A visit", by=amira, now=now)
    other = record_person(name="Somebody Else", source="A visit", by=amira, now=now)

    unlike = api.post(f"{at}recognise/", {"person": other.reference})
    assert (unlike.status_code, unlike.json()["errors"][0]["pointer"]) == (400, "#/person")
    found = api.post(f"{at}recognise/", {"person": known.reference})
    assert (found.status_code, found.json()["person"]) == (200, known.reference)
    assert found.json()["reasons"]
    twice = api.post(f"{at}recognise/", {"person": "new"})
    assert (twice.status_code, "is noted already" in twice.json()["detail"]) == (409, True)
    assert api.get(f"{at}recognition/").json() == found.json()


def test_a_reply_is_kept_once_with_when_it_was_sent(api: Caller, at: str, report: Report) -> None:
    sent = {"sent_at": (report.received_at + timedelta(minutes=5)).isoformat(), "words": "We come on Friday."}

    kept = api.post(f"{at}reply/send/", sent)

    assert (kept.status_code, kept.json()["words"]) == (200, "We come on Friday.")
    assert "recorded already" in api.post(f"{at}reply/send/", sent).json()["detail"]


def test_a_report_tells_of_an_incident_that_one_sees(api: Caller, at: str, amira: User, cara: User) -> None:
    ours = make_incident(by=amira, now=timezone.now())
    hers = make_incident(by=cara, now=timezone.now(), district_code="basildon")

    unseen = api.post(f"{at}attach/", {"incident": hers.reference})
    none = api.post(f"{at}attach/", {"incident": "INC-2026-999999"})
    assert (unseen.status_code, unseen.json()["errors"]) == (400, none.json()["errors"])
    assert api.post(f"{at}attach/", {"incident": ours.reference}).json()["incident"] == ours.reference


def test_who_takes_a_call_adds_it_to_a_case_of_which_they_were_told(
    calling: Any, at: str, amira: User, report: Report
) -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER)
    before = timezone.now() - timedelta(days=1)
    # Of the place of the report: of another case nobody is told.
    case = make_case(by=amira, now=before, incidents=[make_incident(by=amira, now=before)])
    theirs = calling(hana)

    early = theirs.post(f"{at}join-case/", {"case": case.reference})
    assert (early.status_code, "No incident is recorded" in early.json()["detail"]) == (409, True)
    incident = make_incident(by=amira, now=timezone.now(), report=report)
    refused = theirs.post(f"{at}join-case/", {"case": "ASB-2026-999999"})
    assert (refused.status_code, "no open case with this reference" in refused.json()["detail"]) == (
        409,
        True,
    )
    assert theirs.post(f"{at}join-case/", {"case": case.reference}).status_code == 200
    assert case.incident_links.filter(incident=incident).exists()
    assert theirs.get(f"/api/v1/cases/{case.reference}/").status_code == 404


def test_an_incident_joins_a_case_that_one_sees(api: Caller, amira: User, cara: User) -> None:
    incident = make_incident(by=amira, now=timezone.now())
    ours, hers = (make_case(by=who, now=timezone.now(), **place) for who, place in (
        (amira, {}), (cara, {"district_code": "basildon"}),
    ))  # fmt: skip
    join = f"{INCIDENTS}{incident.reference}/join-case/"

    assert api.post(join, {"case": hers.reference}).status_code == 400
    assert api.post(join, {"case": ours.reference}).status_code == 200
    assert ours.incident_links.filter(incident=incident).exists()


def test_a_gathering_is_noted_once_then_corrected_as_it_was_read(api: Caller, amira: User) -> None:
    at = f"{INCIDENTS}{make_incident(by=amira, now=timezone.now()).reference}/gathering/"
    event = {"kind": "car_meet", "licence": "unknown"}

    assert api.get(at).status_code == 404
    noted = api.post(f"{at}note/", event)
    assert (noted.status_code, noted.json()["numbers"]) == (200, None)
    assert "since you opened the page" in api.post(f"{at}note/", event).json()["detail"]
    more = api.post(f"{at}correct/", {**event, "numbers": 80}, **{"If-Match": noted.headers["ETag"]})
    assert (more.json()["numbers"], more.json()["version"]) == (80, 2)
    stale = api.post(f"{at}correct/", event, **{"If-Match": noted.headers["ETag"]})
    assert stale.status_code == 412


def test_hate_is_taken_over_by_who_leads_on_it_and_only_where_it_is_said(
    api: Caller, calling: Any, amira: User, ben: User
) -> None:
    at = f"{INCIDENTS}{make_incident(by=amira, now=timezone.now()).reference}/hate/"

    assert api.get(at).json()["hate"] is False
    assert api.post(f"{at}accept/", {"note": "We see her."}).status_code == 403
    refused = calling(ben).post(f"{at}accept/", {"note": "We see her."})
    assert (refused.status_code, "classify it so first" in refused.json()["detail"]) == (409, True)
    assert not AuditEvent.objects.filter(verb=Verb.HATE_ACCEPTED).exists()

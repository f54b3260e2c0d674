"""Triage again is a new row on a page that begins with what is known; an old triage reads as it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Grade, Handling, RiskLevel, Told, Trigger
from asbcases.cases.models import Incident, Report, Triage
from asbcases.casework.queries.triages import last_of, told_by, trigger_of
from asbcases.casework.transitions import attach_report, promise_call_back, triage_incident
from tests.casework.pages import signed_in, text_of
from tests.casework.thrive import DECIDED, again
from tests.make import make_agency, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, Any] = {
    "threat": {"state": "answered", "threat_to": ["caller"], "immediacy": "pattern", "violence": "none"},
    "harm": {"state": "answered", "severity": "1"},
    "risk": {"state": "answered", "likelihood": "2"},
    "investigation": {"state": "answered", "possible_crime": "no", "offender": "unknown"},
    "vulnerability": {"state": "not_asked", "why_not": "line_lost"},
    "engagement": {"state": "none_known"},
}


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")


@pytest.fixture
def desk(client: Client, hana: User) -> Client:
    return signed_in(client, hana)


def triaged(incident: Incident, by: User, *, hours: float = 2, **changes: Any) -> Triage:
    stated: dict[str, Any] = {
        "trigger": Trigger.FIRST, "answers": ANSWERS, "reported_facts": "Stones at a window.",
        "interim_level": RiskLevel.MEDIUM, "interim_risk": "Tonight.", "grade": Grade.SCHEDULED,
        "handling": Handling.ATTEND, "review_told": Told.NOT_ASKED, **changes,
    }  # fmt: skip
    return triage_incident(incident, **stated, by=by, now=timezone.now() - timedelta(hours=hours))


@pytest.fixture
def incident(hana: User) -> Incident:
    made = make_incident(by=hana, now=timezone.now() - timedelta(hours=3))
    triaged(made, hana)
    return made


def page_of(incident: Incident) -> str:
    return f"/incidents/{incident.reference}/triage/"


def test_it_begins_with_what_was_answered_before(desk: Client, incident: Incident) -> None:
    form = desk.get(page_of(incident)).context["form"]

    assert form["threat_threat_to"].value() == ["caller"]
    assert form["vulnerability_state"].value() == "not_asked"
    assert form["vulnerability_why_not"].value() == "line_lost"
    assert form["last"].value() == 1


def test_it_takes_so_many_statements(
    desk: Client, incident: Incident, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(23):
        assert desk.get(page_of(incident)).status_code == 200


def test_it_is_a_new_row_and_the_old_one_stays(desk: Client, incident: Incident) -> None:
    answer = desk.post(page_of(incident), again())

    first, second = Triage.objects.order_by("number")
    assert answer["Location"] == f"/incidents/{incident.reference}/"
    assert (second.number, second.trigger) == (2, "new_information")
    assert first.answers == ANSWERS
    assert second.answers["vulnerability"] == {"state": "none_known"}


def test_a_page_that_did_not_see_the_newest_triage_is_refused_and_loses_nothing(
    desk: Client, incident: Incident, hana: User
) -> None:
    triaged(incident, hana, hours=1, trigger=Trigger.REGRADED)

    answer = desk.post(page_of(incident), again())

    assert answer.status_code == 409
    assert "Somebody triaged it since you opened this page" in text_of(answer)
    assert DECIDED["view"] in text_of(answer)
    assert Triage.objects.count() == 2


def test_an_incident_that_was_recorded_without_a_triage_is_triaged_first(desk: Client, hana: User) -> None:
    incident = make_incident(by=hana)

    assert desk.get(page_of(incident)).status_code == 200
    assert desk.post(page_of(incident), again(last=0)).status_code == 302
    assert Triage.objects.get().trigger == Trigger.FIRST


def test_it_is_held_for_a_partner_that_is_named(desk: Client, incident: Incident) -> None:
    housing = make_agency("Eastlight Homes", AgencyKind.HOUSING)

    desk.post(page_of(incident), again(handling="partner", partner=housing.pk))

    assert Triage.objects.get(number=2).partner == housing
    page = text_of(desk.get(f"/incidents/{incident.reference}/triages/2/"))
    assert "Held for Eastlight Homes" in page


def test_a_fault_keeps_what_was_typed(desk: Client, incident: Incident) -> None:
    answer = desk.post(page_of(incident), again(trigger="first", harm_severity="9"))

    assert answer.status_code == 400
    assert text_of(answer).count("is not one of the available choices") >= 2
    assert DECIDED["interim_risk"] in text_of(answer)


def test_it_proposes_on_the_page_and_by_itself(desk: Client, incident: Incident) -> None:
    said = again(harm_severity="4", threat_immediacy="in_progress", propose="1")

    assert "Proposed: Emergency." in text_of(desk.post(page_of(incident), said))
    assert "<html" not in text_of(desk.post(page_of(incident), {**said, "fragment": "1"}))
    assert Triage.objects.count() == 1


# --- Why it is triaged again --------------------------------------------------------------------------
def known(incident: Incident) -> Trigger:
    reports = told_by(incident, Report.objects.all())
    return trigger_of(incident, last_of(incident), reports, now=timezone.now())


def test_that_nobody_was_sent_yet_is_known(incident: Incident) -> None:
    assert known(incident) is Trigger.UNRESOURCED


def test_that_another_report_came_is_known(incident: Incident, hana: User) -> None:
    attach_report(make_report(by=hana), incident, by=hana, now=timezone.now())

    assert known(incident) is Trigger.NEW_INFORMATION


def test_that_the_caller_came_back_is_known(hana: User) -> None:
    number: dict[str, Any] = {"caller_phone": "07700 900123"}
    incident = make_incident(by=hana, report=make_report(by=hana, **number))
    triaged(incident, hana)
    attach_report(make_report(by=hana, **number), incident, by=hana, now=timezone.now())

    assert known(incident) is Trigger.CALLER_AGAIN


def test_that_a_promise_passed_is_known(incident: Incident, hana: User) -> None:
    now = timezone.now()
    report = incident.told_by.get().report
    promise_call_back(report, call_by=now - timedelta(minutes=5), by=hana, now=now - timedelta(hours=1))

    assert known(incident) is Trigger.PROMISE_PASSED


def test_that_it_is_held_for_a_partner_is_known(incident: Incident, hana: User) -> None:
    housing = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    triaged(incident, hana, hours=1, trigger=Trigger.PARTNER, handling=Handling.PARTNER, partner=housing)

    assert known(incident) is Trigger.PARTNER


def test_the_page_begins_with_it(desk: Client, incident: Incident) -> None:
    assert desk.get(page_of(incident)).context["form"]["trigger"].value() == Trigger.UNRESOURCED


# --- One triage as it was -----------------------------------------------------------------------------
def test_an_old_triage_reads_as_it_was_with_the_version_of_its_questions(
    desk: Client, incident: Incident
) -> None:
    page = text_of(desk.get(f"/incidents/{incident.reference}/triages/1/"))

    assert "Questions THRIVE version 1" in page
    assert "Goes on and on, not at this moment" in page
    assert "Not asked: The line was lost" in page
    assert "None known" in page
    assert "Stones at a window." in page


def test_the_incident_page_lists_its_triages(desk: Client, incident: Incident) -> None:
    page = text_of(desk.get(f"/incidents/{incident.reference}/"))

    assert f'href="/incidents/{incident.reference}/triages/1/"' in page
    assert "Triage it again" in page


def test_a_triage_that_is_not_there_is_404(desk: Client, incident: Incident) -> None:
    assert desk.get(f"/incidents/{incident.reference}/triages/7/").status_code == 404

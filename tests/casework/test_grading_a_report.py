"""From a report to a graded incident on one page: proposed by rule, decided by a person, saved whole or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import CallBack, Incident, IncidentParty, Person, Report, Triage
from asbcases.casework.transitions import recognise, record_person
from asbcases.deadlines.models import Deadline
from asbcases.web.models import Draft
from tests.casework.pages import day, signed_in, text_of
from tests.casework.thrive import THRIVE, first
from tests.make import district, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")


@pytest.fixture
def report(hana: User) -> Report:
    return make_report(by=hana, now=timezone.now(), caller_name="Jade Taylor", caller_phone="07700 900123")


@pytest.fixture
def desk(client: Client, hana: User) -> Client:
    return signed_in(client, hana)


def page_of(report: Report) -> str:
    return f"/reports/{report.reference}/grade/"


def test_the_page_carries_the_report_over_so_that_nothing_is_typed_again(
    desk: Client, report: Report
) -> None:
    form = desk.get(page_of(report)).context["form"]

    assert form["reported_facts"].value() == report.narrative
    assert form["place_text"].value() == "14 Mersea Road"
    assert form["district"].value() == report.district_id
    assert [letter.letter for letter in form.letters] == list("THRIVE")


def test_one_press_records_the_incident_its_triage_and_what_follows(desk: Client, report: Report) -> None:
    answer = desk.post(page_of(report), first(district()), follow=True)

    incident, triage = Incident.objects.get(), Triage.objects.get()
    assert answer.redirect_chain == [(f"/reports/{report.reference}/outcome/", 302)]
    assert (incident.category, incident.grade, incident.handling) == ("personal", "scheduled", "attend")
    assert triage.answers["threat"]["threat_to"] == ["caller", "household"]
    assert triage.answers["vulnerability"] == {"state": "none_known"}
    assert (triage.reported_facts, triage.view) != ("", "")
    assert triage.history_checked_at is not None
    page = text_of(answer)
    assert "Scheduled: somebody attends" in page
    assert "An officer comes tomorrow morning." in page
    assert "Deadline" not in page
    assert not Deadline.objects.filter(report=report, kind="triage", met_at__isnull=True).exists()


def test_the_outcome_says_who_owes_what_and_the_letter_names_nobody(desk: Client, report: Report) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    promise = {**day("call_back_day", tomorrow.strftime("%d %m %Y")), "call_back_time": "10am"}

    page = text_of(desk.post(page_of(report), first(district(), **promise), follow=True))

    letter = page.split('class="asb-letter-text"')[1].split("</section>")[0]
    assert CallBack.objects.get().report == report
    assert "owed by" in page
    assert f"Reference {report.reference}" in letter
    assert "We will ring you by" in letter
    assert "ASB case review" in letter
    assert "Jade" not in letter
    assert "14 Mersea Road" not in letter


def test_a_page_without_an_outcome_leads_to_the_report(desk: Client, report: Report) -> None:
    assert desk.get(f"/reports/{report.reference}/outcome/")["Location"] == f"/reports/{report.reference}/"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"vulnerability_state": ""}, "Answer Vulnerability, or say that none is known or that it was not asked"),
        ({"vulnerability_state": "not_asked"}, "Say why Vulnerability was not asked"),
        ({"risk_state": "none_known"}, "Risk has answers: take them away, or choose Answered"),
        ({"vulnerability_state": "answered"}, "Answer Vulnerability, or choose None known"),
        ({"threat_immediacy": ""}, "Answer “When” of Threat"),
        ({"threat_immediacy": "soon"}, "is not one of the available choices"),
        ({"grade": ""}, "Choose the grade: press Propose"),
        ({"grade": "priority"}, "Say why another grade than Scheduled"),
        ({"category": "nuisance"}, "Say why another category than Personal"),
        ({"category": ""}, "Choose a category"),
        ({"interim_risk": " "}, "Enter what may happen between this call and our coming"),
        ({"interim_level": ""}, "Choose the risk until somebody comes"),
        ({"handling": ""}, "Choose what follows"),
        ({"handling": "partner"}, "Choose the partner for whom it is held"),
        ({"review_told": ""}, "Say whether the ASB case review was explained"),
        ({"review_told_how": ""}, "Enter how the case review was explained"),
        ({"reported_facts": ""}, "Enter what was said, in short"),
        ({"summary": ""}, "Enter what happened, in one sentence"),
        ({"call_back_time": "10am"}, "Enter the date by which we ring back"),
        ({"reported_facts": "a\0b"}, "Null characters are not allowed"),
    ],
)  # fmt: skip
def test_each_fault_is_one_sentence_and_loses_nothing(
    desk: Client, report: Report, changes: dict[str, Any], words: str
) -> None:
    answer = desk.post(page_of(report), first(district(), **changes))

    assert answer.status_code == 400
    assert words in text_of(answer)
    assert "They may come back tonight." in text_of(answer) or "interim_risk" in changes
    assert not Incident.objects.exists()


def test_a_grade_that_a_rule_refuses_records_no_incident(desk: Client, report: Report) -> None:
    answer = desk.post(
        page_of(report),
        first(
            district(), investigation_offender="identifiable", grade="resolve", grade_reason="All quiet",
            handling="no_attendance",
        ),
    )  # fmt: skip

    assert answer.status_code == 409
    assert "Only a supervisor may decide otherwise" in text_of(answer)
    assert not Incident.objects.exists()
    assert not Person.objects.exists()


def test_a_supervisor_may_decide_so_with_a_reason(client: Client, ben: User) -> None:
    report = make_report(by=ben, now=timezone.now())
    reason = "Two officers are with her for another matter already."

    answer = signed_in(client, ben).post(
        page_of(report),
        first(
            district(), investigation_offender="identifiable", grade="resolve", grade_reason="Dealt with",
            handling="no_attendance", supervisor_reason=reason,
        ),
    )  # fmt: skip

    assert answer.status_code == 302, text_of(answer)
    assert Triage.objects.get().supervisor_reason == reason


# --- Propose --------------------------------------------------------------------------------------
def test_propose_shows_grade_and_category_with_reasons_and_saves_nothing(
    desk: Client, report: Report
) -> None:
    answer = desk.post(page_of(report), {**THRIVE, "propose": "1"})

    page, form = text_of(answer), answer.context["form"]
    assert answer.status_code == 200
    assert "Proposed: Scheduled." in page
    assert "Suggested: Personal.</strong> It is aimed at somebody, or a household." in page
    assert (form["grade"].value(), form["category"].value()) == ("scheduled", "personal")
    assert form["threat_threat_to"].value() == ["caller", "household"]
    assert not form.errors
    assert not Incident.objects.exists()


def test_propose_keeps_what_the_handler_chose_already(desk: Client, report: Report) -> None:
    chosen = {"grade": "priority", "category": "nuisance", "propose": "1"}

    form = desk.post(page_of(report), {**THRIVE, **chosen}).context["form"]

    assert (form["grade"].value(), form["category"].value()) == ("priority", "nuisance")


def test_the_live_proposal_is_a_part_of_the_page_and_copes_with_half_an_answer(
    desk: Client, report: Report
) -> None:
    said = {"threat_threat_to": ["caller"], "threat_immediacy": "in_progress", "threat_violence": "used"}

    page = text_of(desk.post(page_of(report), {**said, "propose": "1", "fragment": "1"}))

    assert "Proposed: Emergency." in page
    assert "<html" not in page


def test_what_bars_no_attendance_is_said_before_it_is_saved(desk: Client, report: Report) -> None:
    said = {**THRIVE, "vulnerability_state": "", "vulnerability_factors": ["older"], "propose": "1"}

    assert "Somebody has to attend" in text_of(desk.post(page_of(report), said))


def test_repeats_are_shown_kept_and_count_for_the_grade(desk: Client, hana: User) -> None:
    now = timezone.now()
    known = {"caller_phone": "07700 900123", "caller_name": "Jade Taylor"}
    for days in (40, 20):
        make_incident(by=hana, report=make_report(by=hana, now=now - timedelta(days=days), **known))
    report = make_report(by=hana, now=now, **known)

    page = text_of(desk.get(page_of(report)))
    desk.post(page_of(report), first(district()))

    triage = Triage.objects.get()
    assert "R2: 3 reports with the same victim in 6 months" in page
    assert triage.repeat_rule == "R2"
    assert "repeat_victim" in triage.bars
    assert any(words.startswith("R2: ") for words in triage.history_hits)


# --- Victims --------------------------------------------------------------------------------------
def victims() -> set[str]:
    rows = IncidentParty.objects.filter(role=PartyRole.VICTIM).values_list("person__name", flat=True)
    return set(rows)


def test_one_tick_records_the_caller_as_victim_from_the_report(desk: Client, report: Report) -> None:
    desk.post(page_of(report), first(district(), caller_is_victim="on", other_victim="Her son Leo"))

    caller = Person.objects.get(name="Jade Taylor")
    assert victims() == {"Jade Taylor", "Her son Leo"}
    assert caller.contacts.get().value == "07700 900123"
    assert report.recognition.person == caller


def test_who_was_recognised_is_recorded_once(desk: Client, hana: User, report: Report) -> None:
    jade = record_person(name="Jade Taylor", source="Test", by=hana, now=timezone.now())
    recognise(report, jade, reasons=["same number"], by=hana, now=timezone.now())

    desk.post(page_of(report), first(district(), caller_is_victim="on"))

    assert victims() == {"Jade Taylor"}
    assert Person.objects.count() == 1


def test_a_nuisance_has_a_victim_only_by_the_tick(desk: Client, hana: User, report: Report) -> None:
    jade = record_person(name="Jade Taylor", source="Test", by=hana, now=timezone.now())
    recognise(report, jade, reasons=["same number"], by=hana, now=timezone.now())
    said = first(district(), category="nuisance", category_reason="Everybody hears it", caller_is_victim="on")

    answer = desk.post(page_of(report), said)

    assert answer.status_code == 302, text_of(answer)
    assert victims() == {"Jade Taylor"}


def test_a_caller_without_a_name_is_not_recorded_as_nobody(desk: Client, hana: User) -> None:
    report = make_report(by=hana, now=timezone.now())

    answer = desk.post(page_of(report), first(district(), caller_is_victim="on"))

    assert answer.status_code == 409
    assert "The caller gave no name" in text_of(answer)


# --- Once, and whose ------------------------------------------------------------------------------
def test_sent_twice_it_records_once(desk: Client, report: Report) -> None:
    said = first(district(), idempotency_key="5d3b8a9e-6c0f-4f0e-8a53-000000000001")

    answers = [desk.post(page_of(report), said) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {f"/reports/{report.reference}/outcome/"}
    assert Incident.objects.count() == Triage.objects.count() == 1


def test_a_report_that_tells_of_an_incident_leads_to_it_and_is_refused_when_sent(
    desk: Client, hana: User, report: Report
) -> None:
    incident = make_incident(by=hana, report=report)

    assert desk.get(page_of(report))["Location"] == f"/incidents/{incident.reference}/"
    assert desk.post(page_of(report), first(district())).status_code == 409


def test_the_draft_is_restored_and_thrown_away_once_sent(desk: Client, report: Report) -> None:
    desk.post(page_of(report), {"threat_threat_to": ["caller"], "view": "Half a thought", "draft": "1"})

    page = desk.get(page_of(report))
    assert page.context["form"]["view"].value() == "Half a thought"
    assert page.context["form"]["threat_threat_to"].value() == ["caller"]
    assert "restored" in text_of(page)

    desk.post(page_of(report), first(district()))
    assert not Draft.objects.exists()

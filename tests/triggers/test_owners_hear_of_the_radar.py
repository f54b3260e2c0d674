"""Whoever answers for a victim is told once what a report comes to, and pages say it in one line with the next step."""

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Incident, Report
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.notify.models import Message
from tests.casework.pages import signed_in, text_of
from tests.deadlines.checking import differences
from tests.make import NOW, make_case, make_closed, make_incident
from tests.triggers.seconds import DAY, told
from triggers.models import RadarFinding
from triggers.queries.explaining import entitlement_of, entitlement_on
from triggers.rules.entitled import Standing
from triggers.transitions.entitled import tell_owners
from triggers.transitions.explaining import explain_review
from triggers.transitions.radar import watch

pytestmark = pytest.mark.django_db
SHORT = "one report is missing for an ASB case review"
MET = "the threshold for an ASB case review is met by what this victim reported"


def messages(report: Report | None = None) -> list[tuple[str, str]]:
    rows = Message.objects.filter(template="review_radar").order_by("pk")
    rows = rows.filter(report=report) if report else rows
    return [
        (row.recipient.username, row.context["kind"])
        for row in rows.select_related("recipient")
        if row.recipient
    ]


def test_who_owes_the_explanation_is_told_of_one_short_and_of_met_once_each(amira: User, ben: User) -> None:
    told(amira, 30)
    second = told(amira, 20)
    assert messages() == [("amira", SHORT)]
    third = told(amira, 10)
    assert messages(third) == [("amira", MET)]
    told(amira, 5)
    watch(third, author=amira, now=NOW)
    assert len(messages()) == 2
    short, met = Message.objects.filter(template="review_radar").order_by("pk")
    assert met.context == {
        "kind": MET,
        "reference": third.reference,
        "path": f"/reports/{third.reference}/case-review/",
        "case": "",
    }
    assert (short.next_try_at, met.next_try_at, short.report) == (None, met.queued_at, second)
    assert differences() == []


def test_the_lead_of_the_victims_case_is_told_of_a_report_of_any_district_and_names_no_more(
    amira: User, cara: User, ben: User
) -> None:
    first = told(amira, 30)
    case = make_case(by=amira, lead=ben, incidents=[make_incident(by=amira, report=first, now=NOW)])
    with acting(str(cara.pk)):
        second = told(cara, 5, district_code="basildon")
    assert messages(second) == [("ben", SHORT)]
    assert Message.objects.get(report=second, template="review_radar").context["case"] == case.reference
    with acting("system:intake"):
        assert messages() == []


def test_the_lead_of_a_closed_case_is_not_told_and_of_a_restricted_one_never_so(
    amira: User, ben: User
) -> None:
    first = told(amira, 30)
    case = make_case(by=amira, lead=ben, incidents=[make_incident(by=amira, report=first, now=NOW)])
    explain_review(first, told_at=NOW - 29 * DAY, how="In person", by=amira, now=NOW - 29 * DAY)
    make_closed(case, by=amira, now=NOW)
    assert messages(told(amira, 5)) == [("amira", SHORT)]
    other = told(amira, 30, caller_phone="07700 900222")
    case = make_case(by=amira, lead=ben, incidents=[make_incident(by=amira, report=other, now=NOW)])
    restrict_case(case, named=[], reason="Her brother works here.", by=ben, now=NOW)
    second = told(amira, 5, caller_phone="07700 900222")
    assert "ben" not in dict(messages(second))


def test_a_lead_who_left_is_passed_over_and_what_nobody_wrote_down_goes_to_a_supervisor(
    amira: User, ben: User
) -> None:
    first = told(amira, 30)
    make_case(by=amira, incidents=[make_incident(by=amira, report=first, now=NOW)])
    User.objects.filter(pk=amira.pk).update(is_active=False)
    stranger = told(ben, caller_phone="07700 900999")
    stated = {"report": stranger, "recorded_at": NOW, "recorded_by": None, "number": 1}
    finding = RadarFinding.objects.create(**stated, explain=False, met=True, by_place=False, route="hate")
    with acting("system:clocks"):
        assert tell_owners(finding, [first.pk], author=None, now=NOW) == 1
    assert messages(stranger) == [("ben", MET)]


def test_where_nobody_is_near_nobody_is_told(amira: User) -> None:
    told(amira, 9, caller_phone="", caller_name="Jade Taylor", caller_address="2 High Road")
    told(amira, caller_phone="", caller_name="Jade Taylor")
    assert messages() == []


def test_pages_of_report_incident_and_case_say_it_in_one_line_with_the_next_step(
    client: Client, amira: User
) -> None:
    now = timezone.now()
    reports = [told(amira, days, upto=now) for days in (30, 20, 10)]
    incident = make_incident(by=amira, report=reports[2], now=now)
    case = make_case(by=amira, incidents=[incident], now=now)
    signed_in(client, amira)
    pages = [
        f"/reports/{reports[2].reference}/",
        f"/incidents/{incident.reference}/",
        f"/cases/{case.reference}/",
    ]
    letter = f"/reports/{reports[2].reference}/case-review/letter/"
    for page in pages:
        shown = text_of(client.get(page))
        assert MET[1:] in shown
        assert letter in shown
    assert "Next: tell the victim that they can ask for it, and how." in shown

    explain_review(reports[2], told_at=now, how="In person", by=amira, now=now)

    for page in pages:
        shown = text_of(client.get(page))
        assert "Next: help the victim to ask for it, if they want to." in shown
        assert letter not in shown
    assert MET[1:] not in text_of(client.get(f"/reports/{reports[0].reference}/"))


def test_a_second_report_by_itself_is_told_by_its_clock_alone(amira: User) -> None:
    report = told(amira)
    row = {"report": report, "recorded_at": NOW, "recorded_by": None, "met": False, "by_place": False}
    RadarFinding.objects.create(**row, number=1, explain=True)
    assert entitlement_of([report]) is None
    RadarFinding.objects.create(**{**row, "met": True, "by_place": True}, number=2, explain=True)
    incident = make_incident(by=amira, report=report)
    found = entitlement_on([incident])
    assert found is not None
    assert (found.standing, found.told_at) == (Standing.PLACE, None)
    assert "look whether it is the same trouble" in found.next
    assert entitlement_on(list(Incident.objects.none())) is None

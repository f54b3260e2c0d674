"""When a report is recorded, whoever is entitled to a case review is found, and the second report is owed an explanation."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Council, User
from asbcases.cases.choices import Category, Precision
from asbcases.cases.models import Report
from asbcases.casework.transitions import classify_incident, decide_match, recognise, record_person
from asbcases.casework.transitions.restriction import lift_restriction, restrict_case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow
from tests.deadlines.checking import changed, differences
from tests.make import NOW, answers_with, make_agency, make_case, make_incident, make_report, make_triage
from tests.triggers.make import states_nothing_of_hate
from triggers.models import RadarFinding, ReviewExplanation
from triggers.queries.people import MOST
from triggers.queries.radar import area_of, around, procedure_in
from triggers.transitions.explaining import explain_review, leave_unexplained
from triggers.transitions.radar import watch

DAY = timedelta(days=1)
PHONE, EMAIL = "07700 900111", "jade@example.org"
pytestmark = pytest.mark.django_db


def told(by: User, days_ago: int = 0, **said: Any) -> Report:
    """Return a report of some days ago, at a place of its own unless said."""
    stated = {"now": NOW - DAY * days_ago, "place_text": f"{days_ago} Long Wyre Street", **said}
    return make_report(by=by, **stated)


def found(report: Report) -> RadarFinding:
    finding = RadarFinding.objects.filter(report=report).order_by("-number").first()
    assert finding is not None
    return finding


def owed(report: Report) -> Deadline | None:
    return Deadline.objects.filter(report=report, kind=Kind.EXPLAIN_REVIEW).order_by("-pk").first()


def nothing_said(report: Report) -> bool:
    return owed(report) is None and not RadarFinding.objects.filter(report=report).exists()


def test_a_first_report_tells_nothing_and_costs_one_look(amira: User) -> None:
    told(amira, 3)
    first = told(
        amira, caller_phone=PHONE, caller_email=EMAIL, caller_name="Jade", caller_address="1 Long Lane"
    )
    assert nothing_said(first)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        watch(first, author=amira, now=NOW)
    looks = [query["sql"] for query in asked if "FROM" in query["sql"]]
    assert (len(looks), [sql for sql in looks if "cases_report" in sql and "LIMIT" in sql]) == (2, looks[1:])


def test_a_second_report_is_owed_an_explanation_and_a_third_meets_the_threshold(amira: User) -> None:
    first = told(amira, 40, caller_phone=PHONE)
    council = make_agency("Colchester City Council", AgencyKind.COUNCIL)
    second = told(amira, 20, caller_phone="+44 7700 900111", caller_email=EMAIL, agency=council)
    finding, deadline = found(second), owed(second)
    assert (finding.explain, finding.first, finding.met, finding.one_short) == (
        True,
        first,
        False,
        ["complaints"],
    )
    assert (finding.area, finding.routes[0]) == ("E07000071", "2 of 3 complaints that count")
    assert deadline is not None
    assert (deadline.owner, deadline.origin) == (amira, f"radarfinding:{finding.pk}")
    assert deadline.due_at == (NOW - 12 * DAY).replace(hour=0)
    third = told(amira, caller_email=EMAIL)
    assert (found(third).met, found(third).route, found(third).by_place) == (True, "complaints", False)
    assert (found(third).one_short, found(third).first) == ([], first)
    assert differences() == []
    with changed(deadline, anchored_at=NOW):
        assert differences()


def test_a_report_a_day_too_late_and_one_of_nobody_known_are_no_second_ones(amira: User) -> None:
    told(amira, 184, caller_phone=PHONE)
    told(amira, 5)
    assert nothing_said(told(amira, caller_phone=PHONE))
    assert nothing_said(told(amira, 1, place_text="unknown"))


def test_what_is_near_is_asked_about_and_nothing_is_owed(amira: User) -> None:
    near = told(amira, 9, caller_name="Jade Taylor", caller_address="2 High Road")
    finding = found(told(amira, caller_name="Jade Taylor"))
    assert (finding.explain, finding.ask, finding.met) == (False, [near.pk], False)


def test_several_people_at_one_place_meet_it_and_are_told_as_such(amira: User, cara: User) -> None:
    for days, phone in ((9, "07700 900201"), (6, "07700 900202")):
        told(amira, days, place_text="14 Mersea Road, CO2 7QT", caller_phone=phone)
    told(amira, 4, place_text="14 Mersea Road, CM1 1AA")
    finding = found(told(amira, place_text="14 Mersea Road, CO2 7QT", caller_phone=PHONE))
    assert (finding.met, finding.by_place, finding.explain) == (True, True, False)
    assert finding.routes[0] == "3 of 3 complaints that count"


def test_the_radar_sees_what_another_district_was_told_and_says_no_word_of_it(
    amira: User, cara: User, eve: User
) -> None:
    with acting(str(cara.pk)):
        told(cara, 30, caller_phone=PHONE, district_code="basildon")
    with acting(str(amira.pk)):
        second = told(amira, caller_phone=PHONE)
        assert (found(second).explain, owed(second) is not None) == (True, True)
        assert not Report.objects.filter(pk=found(second).first_id).exists()
    for blind in (str(cara.pk), str(eve.pk), "system:intake"):
        with acting(blind):
            assert not RadarFinding.objects.exists()


def test_who_was_recognised_is_looked_at_again_and_found_under_every_record(amira: User) -> None:
    jade, also = (
        record_person(name=name, source="The caller", by=amira, now=NOW) for name in ("Jade", "J. Day")
    )
    first, second = told(amira, 30), told(amira)
    recognise(first, jade, reasons=["her voice"], by=amira, now=NOW)
    recognise(second, also, reasons=["her voice"], by=amira, now=NOW)
    assert nothing_said(second)
    decide_match(also, jade, same=True, reasons=["one birth date"], by=amira, now=NOW)
    assert found(second).explain
    assert watch(second, author=amira, now=NOW) is None
    assert differences() == []


def test_hate_meets_a_threshold_of_its_own_where_the_area_has_one(amira: User, cara: User) -> None:
    by_triage, by_codes, other = (
        make_incident(by=who, report=told(who, place_text=place, district_code=district))
        for who, place, district in (
            (amira, "1 Long Lane", "colchester"),
            (amira, "2 Long Lane", "colchester"),
            (cara, "3 Long Lane", "basildon"),
        )
    )
    states_nothing_of_hate("E07000066")
    hate = answers_with(vulnerability={"state": "answered", "flags": ["hate"]})
    for incident, who in ((by_triage, amira), (other, cara)):
        make_triage(incident, by=who, answers=hate)
    classify_incident(
        by_codes,
        category=Category.PERSONAL,
        qualifiers=["hate_race"],
        reason="She said so.",
        by=amira,
        now=NOW,
    )
    reports = [incident.told_by.get().report for incident in (by_triage, by_codes, other)]
    assert [(found(one).met, found(one).route) for one in reports[:2]] == [(True, "hate"), (True, "hate")]
    assert not RadarFinding.objects.filter(report=reports[2]).exists()
    assert differences() == []


def test_the_area_is_the_incidents_council_or_the_only_one_of_the_district(amira: User) -> None:
    alone, two = told(amira), told(amira, 1, district_code="castle-point-rochford")
    nowhere = told(amira, 2)
    nowhere.district = None
    assert (area_of(alone), area_of(two), area_of(nowhere)) == ("E07000071", "", "")
    incident = make_incident(by=amira, report=two)
    incident.council = Council.objects.get(code="E07000075")
    incident.save(update_fields=["council"])
    two = Report.objects.select_related("tells_of__incident").get(pk=two.pk)
    assert area_of(two) == "E07000075"
    rochford = procedure_in("E07000075", NOW.date())
    assert (rochford is not None and rochford.hate is not None, procedure_in("", NOW.date())) == (True, None)


def test_what_is_certain_is_followed_for_some_rounds_and_what_was_known_is_told(amira: User) -> None:
    chain = [
        told(amira, 50, caller_phone="07700 900301"),
        told(amira, 40, caller_phone="07700 900301", caller_email="a@example.org"),
        told(amira, 30, caller_email="a@example.org", caller_name="Jo Day", caller_address="1 Low Road"),
    ]
    month = (NOW - 60 * DAY, NOW - 30 * DAY)
    last = told(
        amira,
        caller_name="Jo Day",
        caller_address="1 Low Road",
        happened_from=month[0],
        happened_until=month[1],
        happened_precision=Precision.MONTH,
    )
    seen = around(last)
    assert [one.report.id for one in seen.others] == [str(one.pk) for one in reversed(chain)]
    assert (
        seen.signal.behaviour_until == (month[1] - DAY).date()
        or seen.signal.behaviour_until == month[1].date()
    )
    assert MOST == 200


def test_an_explanation_meets_what_is_owed_to_the_victim_in_every_report(amira: User, cara: User) -> None:
    told(amira, 30, caller_phone=PHONE)
    second = told(cara, 20, caller_phone=PHONE, district_code="basildon")
    third = told(amira, 10, caller_phone=PHONE)
    stranger = told(amira, 9, place_text="30 Long Wyre Street")
    with acting(str(amira.pk)):
        kept = explain_review(third, told_at=NOW - DAY, how=" By telephone ", by=amira, now=NOW)
    assert (kept.how, kept.told_at) == ("By telephone", NOW - DAY)
    for report in (second, third):
        deadline = owed(report)
        assert deadline is not None
        assert deadline.met_at == NOW - DAY
    assert ReviewExplanation.objects.count() == 2
    assert not found(told(amira, caller_phone=PHONE)).explain
    assert owed(stranger) is None
    assert differences() == []


def test_an_explanation_says_how_and_when_or_why_it_was_not_given(amira: User) -> None:
    told(amira, 30, caller_phone=PHONE)
    second = told(amira, 2, caller_phone=PHONE)
    for at, how, why in (
        (NOW, " ", "Say how it was explained"),
        (NOW + DAY, "In person", "after now"),
        (NOW - 3 * DAY, "In person", "before the report came"),
    ):
        with pytest.raises(Refused, match=why):
            explain_review(second, told_at=at, how=how, by=amira, now=NOW)
    with pytest.raises(Refused, match="Say why"):
        leave_unexplained(second, why="  ", by=amira, now=NOW)
    kept = leave_unexplained(second, why="She asked not to be called again.", by=amira, now=NOW)
    deadline = owed(second)
    assert deadline is not None
    assert (deadline.cancelled_at, kept.told_at, kept.why_not) == (
        NOW,
        None,
        "She asked not to be called again.",
    )
    third = told(amira, caller_phone=PHONE)
    assert owed(third) is not None
    again = watch(second, author=amira, now=NOW)
    assert again is not None
    assert (again.explain, again.number, owed(second)) == (True, 2, deadline)
    leave_unexplained(told(amira, 1), why="No victim.", by=amira, now=NOW)
    assert differences() == []


def test_what_was_waived_may_be_owed_again_and_what_was_told_may_not(amira: User, ben: User) -> None:
    told(amira, 30, caller_phone=PHONE)
    second = told(amira, 5, caller_phone=PHONE, caller_name="Jade Taylor")
    deadline = owed(second)
    assert deadline is not None
    waive(deadline, reason="She knows it from her work as a councillor.", by=ben, now=NOW - 4 * DAY)
    assert differences() == []
    told(amira, 4, caller_name="Jade Taylor", caller_phone=PHONE)
    for later in (NOW - DAY, NOW):
        assert watch(second, author=amira, now=later) is not None
        told(amira, 0, caller_phone=PHONE, now=later)
    assert Deadline.objects.filter(report=second, kind=Kind.EXPLAIN_REVIEW).count() == 2
    assert differences() == []


def test_where_policy_sets_no_time_nothing_is_owed(amira: User) -> None:
    PolicyRow.objects.filter(rule="review.explain").update(in_force_to=NOW.date() - 30 * DAY)
    told(amira, 30, caller_phone=PHONE)
    second = told(amira, caller_phone=PHONE)
    assert (found(second).explain, owed(second)) == (True, None)


def test_what_is_explained_in_the_same_call_is_met_at_once(amira: User) -> None:
    told(amira, 30, caller_phone=PHONE)
    second = told(amira, caller_phone=PHONE)
    kept = explain_review(second, told_at=NOW, how="In the call", by=amira, now=NOW)
    deadline = owed(second)
    assert deadline is not None
    assert (deadline.met_at, str(kept), str(found(second))) == (
        *(NOW, f"Explanation to {second.pk}"),
        f"Finding 1 of {second.pk}",
    )
    assert differences() == []


def test_what_is_restricted_is_counted_for_nobody(amira: User, ben: User) -> None:
    hidden = told(amira, 20, caller_phone=PHONE)
    case = make_case(by=ben, now=NOW, incidents=[make_incident(by=ben, report=hidden, now=NOW)])
    restrict_case(case, named=[], reason="A colleague", by=ben, now=NOW)

    assert nothing_said(told(amira, 10, caller_phone=PHONE))

    lift_restriction(case, reason="It was not so", by=ben, now=NOW)
    assert owed(told(amira, 5, caller_phone=PHONE))

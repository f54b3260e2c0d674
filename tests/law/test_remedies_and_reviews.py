"""Community remedy and case review: what their answers say, ask for, and follow in each area."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asbcases.law.facts import FactError
from tests.law.asking import ask, decision, said, value

COMPLAINTS = [
    {"behaviour_on": f"2026-0{month}-01", "complaint_on": f"2026-0{month}-02"} for month in (3, 4, 5)
]


def test_a_remedy_names_each_condition_that_is_not_met() -> None:
    answer = ask("CRM-2", met=["evidence", "enough_for_court"])

    assert answer.decision == "block"
    assert len(answer.reasons) == 2
    assert "the individual admits it" in answer.reasons[0]


def test_a_council_officer_as_such_does_not_decide_a_remedy() -> None:
    assert "A council officer as such may not" in said("CRM-3", by="council_officer")
    assert "Decided by a constable" in said("CRM-3", by="constable")


@pytest.mark.parametrize("rule", ["CRM-4", "CRM-7"])
def test_the_victim_is_asked_before_a_remedy_and_before_a_conditional_caution(rule: str) -> None:
    assert decision(rule) == "block"
    assert decision(rule, views=True) == decision(rule, efforts_logged=True) == "allow"


def test_a_third_party_without_consent_keeps_a_draft() -> None:
    assert decision("ACR-4", third_party=True) == "block"
    assert "Kept as a draft" in said("ACR-4", third_party=True, draft=True)
    assert decision("ACR-4", third_party=True, consent=True) == decision("ACR-4") == "allow"


@settings(deadline=None)
@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(-5, 40))
def test_a_complaint_qualifies_on_exactly_the_days_of_its_month(behaviour_on: date, later: int) -> None:
    complaint_on = behaviour_on + timedelta(days=later)
    answer = ask("ACR-6", behaviour_on=behaviour_on, complaint_on=complaint_on)

    assert answer.values["qualifies"] == (behaviour_on <= complaint_on <= answer.values["last_day"])
    assert 28 <= (answer.values["last_day"] - behaviour_on).days + 1 <= 31


def test_an_application_qualifies_to_the_last_day_of_six_months() -> None:
    complaint = {"complaint_on": "2026-08-31"}

    assert value("ACR-7", "qualifies", **complaint, applied_on="2027-02-28") is True
    assert value("ACR-7", "qualifies", **complaint, applied_on="2027-03-01") is False
    assert value("ACR-7", "qualifies", **complaint, applied_on="2026-08-30") is False
    assert "qualifies" not in ask("ACR-7", **complaint).values
    assert "to be safe" not in said("ACR-7", **complaint)


def test_each_complaint_that_does_not_count_says_why() -> None:
    complaints = [
        *COMPLAINTS[:1],
        {"behaviour_on": "2026-04-10", "complaint_on": "2026-04-09"},
        {"behaviour_on": "2026-04-10", "complaint_on": "2026-05-10"},
        {"behaviour_on": "2026-02-01", "complaint_on": "2026-02-02"},
        {"behaviour_on": "2014-10-19", "complaint_on": "2014-10-20"},
        {"behaviour_on": "2026-08-30", "complaint_on": "2026-09-01"},
    ]
    answer = ask("ACR-9", complaints=complaints, applied_on="2026-08-31")

    assert (answer.decision, answer.values) == ("human_decision", {"qualifying": 1, "minimum": 3})
    assert "1 of 6 complaints qualify; 3 are enough: a person decides" in answer.reasons[0]
    assert "9 April 2026 does not count: the behaviour was later" in answer.reasons[1]
    assert "Last day to complain: 9 May 2026" in answer.reasons[2]
    assert "Last day to apply: 1 August 2026" in answer.reasons[3]
    assert "No limit of ACR-6 is in force on 19 October 2014" in answer.reasons[4]
    assert "the application was earlier" in answer.reasons[5]


def test_the_number_and_the_months_of_an_area_hold_there_alone() -> None:
    own = [
        {"rule": "ACR-9", "value": 2, "in_force_from": "2026-01-01", "area": "E07000071"},
        {"rule": "ACR-6", "value": 3, "unit": "months", "in_force_from": "2026-01-01", "area": "E07000071"},
    ]
    late = [{"behaviour_on": "2026-03-01", "complaint_on": "2026-05-01"}, *COMPLAINTS[:1]]
    facts = {"complaints": late, "applied_on": "2026-08-01", "extra_limits": own}

    assert decision("ACR-9", **facts, area="E07000071") == "threshold_met"
    assert decision("ACR-9", **facts, area="E07000066") == "human_decision"


def test_a_minimum_of_none_would_meet_every_threshold_and_is_refused() -> None:
    with pytest.raises(FactError, match="Give minimum as a whole number of 1 or more"):
        ask("ACR-9", complaints=[], applied_on="2026-08-31", minimum=0)


def test_procedures_with_hurdles_machines_or_long_periods_are_seen() -> None:
    assert "ask for 4 complaints" in said("ACR-10", minimum=4)
    assert "case closed and no live complaint" in said(
        "ACR-12", exclusions=["case_closed", "no live complaint"]
    )
    assert decision("ACR-11", automatic=True) == "block"
    with pytest.raises(FactError, match="Give automatic"):
        ask("ACR-11")
    year = {"period_start": "2026-04-01"}
    assert decision("ACR-16", **year, period_end="2027-03-31") == "allow"
    assert "The period ends on 1 April 2027" in said("ACR-16", **year, period_end="2027-04-01")


@pytest.mark.parametrize(("rule", "anchor"), [("ACR-13", "received_on"), ("ACR-15", "reviewed_on")])
def test_an_area_without_numbers_of_its_own_waits_for_a_person(rule: str, anchor: str) -> None:
    answer = ask(rule, **{anchor: "2026-12-24"}, area="E07000071")

    assert answer.values == {"last_day": None}
    assert "a person must set the day" in answer.reasons[0]


@pytest.mark.parametrize(
    ("unit", "last_day"),
    [
        ("working_days", "2026-12-31"),
        ("days", "2026-12-27"),
        ("weeks", "2027-01-14"),
        ("months", "2027-03-24"),
    ],
)
def test_an_area_counts_in_its_own_unit(unit: str, last_day: str) -> None:
    own = [{"rule": "ACR-13", "value": 3, "unit": unit, "in_force_from": "2026-01-01", "area": "E07000071"}]

    assert (
        value("ACR-13", "last_day", received_on="2026-12-24", area="E07000071", extra_limits=own) == last_day
    )


def test_a_number_of_an_area_without_its_unit_is_asked_for_again() -> None:
    own = [{"rule": "ACR-15", "value": 3, "in_force_from": "2026-01-01"}]

    with pytest.raises(FactError, match="Give the unit of the limit of ACR-15"):
        ask("ACR-15", reviewed_on="2026-12-24", extra_limits=own)


def test_a_second_report_is_explained_once_the_guidance_asks_for_it() -> None:
    reports = ["2027-03-30", "2026-01-10", "2026-10-01"]
    answer = ask("ACG-1", reports_on=reports)

    assert answer.values == {"explain": True, "second_on": date(2027, 3, 30)}
    assert "Reports on 1 October 2026 and 30 March 2027" in answer.reasons[0]
    assert value("ACG-1", "explain", reports_on=["2026-01-10", "2026-07-10"]) is False
    assert value("ACG-1", "explain", reports_on=["2025-09-01", "2025-09-16"]) is False
    assert value("ACG-1", "explain", reports_on=["2025-09-01", "2025-09-17"]) is True


def test_whether_the_chair_worked_the_case_must_be_answered() -> None:
    assert decision("ACG-5", chair_worked_case=True) == "warn"
    with pytest.raises(FactError, match="Give chair_worked_case"):
        ask("ACG-5")

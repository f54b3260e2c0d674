"""Injunctions and respect orders: what their answers say, ask for, and follow when limits move."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given, settings

from asbcases.law.facts import FactError
from asbcases.law.limits import NoLimitError
from asbcases.law.periods import LONDON
from tests.law.asking import ask, at, decision, instants, said, value

ADULT = {"date_of_birth": "1990-01-01"}
CHILD = {"date_of_birth": "2010-06-15"}


def test_an_injunction_says_which_age_on_which_day_and_by_which_section() -> None:
    words = said("INJ-1", date_of_birth="2016-11-24", application_on="2026-11-23")

    assert "is 9 on 23 November 2026" in words
    assert "10 or over" in words
    assert "2014 Act s.1(1)" in words


def test_every_applicant_of_the_list_is_named_to_whoever_is_not_on_it() -> None:
    words = said("INJ-3", applicant="parish_council")

    assert decision("INJ-3", applicant="parish_council") == "block"
    assert "Transport for London" in words
    assert "an NHS security body" in words
    assert "lets the British Transport Police apply" in said("INJ-3", applicant="btp")


def test_a_nexus_of_blanks_is_none_and_only_housing_providers_need_one() -> None:
    assert decision("INJ-4", applicant="housing_provider", nexus="   ") == "block"
    assert decision("INJ-4", applicant="chief_officer") == "allow"


def test_a_date_of_birth_after_the_event_is_questioned() -> None:
    with pytest.raises(FactError, match="date_of_birth lies after application_on"):
        ask("INJ-5", date_of_birth="2027-01-01", application_on="2026-01-01")


def test_an_injunction_on_a_day_before_the_power_has_no_limit() -> None:
    with pytest.raises(NoLimitError, match="INJ-1 is in force on 22 March 2015"):
        ask("INJ-1", **ADULT, application_on="2015-03-22")
    assert decision("INJ-1", **ADULT, application_on="2015-03-23") == "allow"


def test_the_court_follows_the_age_on_the_day_of_application() -> None:
    assert "Aged 17 on 14 June 2028: apply to the youth court" in said(
        "INJ-5", **CHILD, application_on="2028-06-14"
    )
    assert value("INJ-5", "court", **CHILD, application_on="2028-06-15") == "county_or_high_court"


def test_the_youth_offending_team_is_consulted_before_and_not_after_applying() -> None:
    application = {**CHILD, "application_on": "2026-11-23"}

    assert decision("INJ-6", **application, yot_consulted_on="2026-11-23") == "allow"
    assert decision("INJ-6", **application, yot_consulted_on="2026-11-24") == "block"
    assert "before applying: the respondent is 16 on 23 November 2026" in said("INJ-6", **application)


def test_without_notice_the_consultation_moves_to_the_first_hearing_on_notice() -> None:
    application = {"date_of_birth": "2008-12-01", "application_on": "2026-11-23", "without_notice": True}
    grown_up = ask("INJ-7", date_of_birth="2008-12-01", hearing_on="2026-12-01")
    child = ask("INJ-7", date_of_birth="2008-12-02", hearing_on="2026-12-01")

    assert decision("INJ-6", **application) == "allow"
    assert value("INJ-6", "yot_required", **application) is False
    assert grown_up.values == {"yot_required": False}
    assert child.values == {"yot_required": True, "last_day": date(2026, 11, 30)}
    assert "Consult the youth offending team by 30 November 2026" in child.reasons[0]


def test_activities_are_refused_only_in_an_interim_without_notice() -> None:
    activities = {"activity_requirements": 1}

    assert decision("INJ-8", without_notice=True, interim=True, **activities) == "block"
    assert decision("INJ-8", without_notice=False, interim=True, **activities) == "allow"
    assert decision("INJ-8", without_notice=True, interim=False, **activities) == "allow"


@pytest.mark.parametrize(
    ("facts", "recorded", "drafted"),
    [
        ({**CHILD, "until_further_order": True}, "warn", "block"),
        ({**CHILD}, "warn", "block"),
        ({**CHILD, "ends_on": "2027-11-23"}, "warn", "block"),
        ({**CHILD, "ends_on": "2027-11-22"}, "allow", "allow"),
        ({**ADULT}, "warn", "block"),
        ({**ADULT, "ends_on": "2036-01-01"}, "allow", "allow"),
        ({**ADULT, "until_further_order": True}, "allow", "allow"),
    ],
)
def test_a_period_of_a_court_is_recorded_with_a_warning_and_our_own_draft_refused(
    facts: dict[str, object], recorded: str, drafted: str
) -> None:
    assert decision("INJ-9", **facts, granted_on="2026-11-23") == recorded
    assert decision("INJ-9", **facts, granted_on="2026-11-23", draft=True) == drafted


def test_terms_that_overlap_school_are_named() -> None:
    assert "must avoid: school on Fridays and a bail condition" in said(
        "INJ-10", overlaps=["school on Fridays", "a bail condition"]
    )
    assert decision("INJ-10", overlaps=[]) == "allow"


def test_requirements_without_a_supervisor_are_counted() -> None:
    assert "1 of 3 without" in said("INJ-11", requirements=3, without_supervisor=1)


def test_a_power_of_arrest_that_nobody_asks_for_needs_no_danger() -> None:
    assert decision("INJ-12", term="activity_requirement", power_of_arrest=False) == "allow"
    asked = {"power_of_arrest": True, "violence_or_risk": True}
    assert decision("INJ-12", term="activity_requirement", **asked) == "block"
    assert decision("INJ-12", term="prohibition", **asked) == "allow"
    assert decision("INJ-12", term="prohibition", power_of_arrest=True) == "block"
    with pytest.raises(FactError, match="Give term as one of: prohibition"):
        ask("INJ-12", power_of_arrest=True)


def test_an_exclusion_from_home_names_everything_that_it_lacks() -> None:
    answer = ask("INJ-13", **CHILD, order_on="2026-11-23", applicant="housing_provider")

    assert answer.decision == "block"
    assert len(answer.reasons) == 3
    assert answer.values == {"age": 16}
    fit = {**ADULT, "order_on": "2026-11-23", "violence_or_risk": True}
    assert decision("INJ-13", **fit, applicant="chief_officer") == "allow"
    assert decision("INJ-13", **fit, applicant="housing_provider", owns_or_manages=True) == "allow"
    assert decision("INJ-13", **fit, applicant="tfl", owns_or_manages=True) == "block"


@settings(deadline=None)
@given(instants)
@example(at("2026-04-03T12:00:00+01:00"))
@example(at("2027-12-25T00:00:00+00:00"))
@example(at("2026-03-29T00:30:00+00:00"))
@example(at("2026-10-25T00:30:00+00:00"))
def test_a_judge_sees_whoever_was_arrested_after_24_hours_of_days_that_count(arrested: datetime) -> None:
    """Walks on by half hours, with Easter Sundays from an almanac."""
    easter = {
        2016: (3, 27),
        2017: (4, 16),
        2018: (4, 1),
        2019: (4, 21),
        2020: (4, 12),
        2021: (4, 4),
        2022: (4, 17),
    }
    easter |= {
        2023: (4, 9),
        2024: (3, 31),
        2025: (4, 20),
        2026: (4, 5),
        2027: (3, 28),
        2028: (4, 16),
        2029: (4, 1),
    }
    easter |= {
        2030: (4, 21),
        2031: (4, 13),
        2032: (3, 28),
        2033: (4, 17),
        2034: (4, 9),
        2035: (3, 25),
        2036: (4, 13),
    }

    def counts(moment: datetime) -> bool:
        day = moment.astimezone(LONDON).date()
        good_friday = date(day.year, *easter[day.year]) - timedelta(days=2)
        return day.weekday() != 6 and (day.month, day.day) != (12, 25) and day != good_friday

    arrested = arrested.replace(minute=arrested.minute // 30 * 30, second=0, microsecond=0)
    half, left, moment = timedelta(minutes=30), 48, arrested
    while left:
        left -= counts(moment)
        moment += half

    assert value("INJ-14", "before_judge_by", arrested_at=arrested) == moment


def test_an_arrest_says_which_days_do_not_count() -> None:
    words = said("INJ-14", arrested_at="2026-04-02T18:00:00+01:00")

    assert (
        "Before a judge by 6pm on 4 April 2026: 24 hours beginning with the arrest at 6pm on 2 April" in words
    )
    assert "Good Friday and Sundays do not count" in words


def test_an_instant_without_an_offset_is_asked_for_again() -> None:
    with pytest.raises(FactError, match="Give arrested_at as an instant with an offset"):
        ask("INJ-14", arrested_at="2026-04-02T18:00:00")


def test_detention_turns_on_the_fourteenth_birthday_and_supervision_on_no_age() -> None:
    made = {"made_on": "2026-08-31"}

    too_young = ask("INJ-18", order="detention", **made, date_of_birth="2012-09-01")
    old_enough = ask("INJ-18", order="detention", **made, date_of_birth="2012-08-31")

    assert (too_young.decision, too_young.values["age"]) == ("block", 13)
    assert old_enough.decision == "allow"
    assert "30 November 2026: 3 months, not counting the day of the order" in old_enough.reasons[0]
    assert ask("INJ-18", order="supervision", **made).decision is None


def test_a_respondent_who_applies_to_vary_consults_nobody() -> None:
    child = {**CHILD, "application_on": "2026-11-23"}

    assert decision("INJ-19", **child) == "block"
    assert decision("INJ-19", **child, applied_by="respondent") == "allow"
    assert decision("INJ-19", **ADULT, application_on="2026-11-23") == "allow"


@pytest.mark.parametrize("number", range(1, 8))
def test_respect_orders_are_not_in_force(number: int) -> None:
    answer = ask(f"RSP-{number}")

    assert answer.decision == "block"
    assert "not in force" in answer.reasons[0]

"""Public spaces orders and possession: what their answers say, ask for, and follow when limits move."""

from datetime import date

import pytest

from asbcases.law.facts import FactError
from asbcases.law.limits import NoLimitError
from tests.law.asking import ask, decision, said, value


def test_who_may_make_an_order_is_named_to_a_county_with_districts() -> None:
    assert decision("PSP-1", maker="county") == "block"
    assert "a county council where there is no district" in said("PSP-1", maker="county")
    assert "made by a London borough" in said("PSP-1", maker="london_borough")


def test_an_order_runs_for_three_years_to_the_day() -> None:
    start = {"starts_on": "2024-02-29"}

    assert decision("PSP-5", **start, ends_on="2027-02-28") == "allow"
    assert decision("PSP-5", **start, ends_on="2027-03-01") == "block"
    assert decision("PSP-5", **start) is None
    assert "28 February 2027: 36 months beginning with the day it starts" in said("PSP-5", **start)


def test_what_an_order_or_its_consultation_lacks_is_named() -> None:
    assert "The order does not yet have: period" in said("PSP-4", missing=["period"])
    assert "the chief officer" in said("PSP-7", missing=["the chief officer"])
    assert decision("PSP-4", missing=[]) == decision("PSP-7", missing=[]) == "allow"


def test_an_extension_comes_before_expiry_and_lasts_three_years_more() -> None:
    order = {"expires_on": "2029-08-31"}

    assert value("PSP-6", "reminder_on", **order) == "2029-02-28"
    assert decision("PSP-6", **order) is None
    assert decision("PSP-6", **order, extended_on="2029-08-31") == "allow"
    assert "can be extended only before it expires" in said("PSP-6", **order, extended_on="2029-09-01")
    assert decision("PSP-6", **order, extended_on="2029-05-01", extended_to="2032-08-31") == "allow"
    assert decision("PSP-6", **order, extended_on="2029-05-01", extended_to="2032-09-01") == "block"


def test_a_variation_opens_six_weeks_of_its_own() -> None:
    order = {"made_on": "2026-09-01", "varied_on": "2026-12-01"}

    assert value("PSP-9", "last_day", **order) == "2027-01-11"
    assert value("PSP-9", "in_time", **order, lodged_on="2027-01-12") is False
    assert "the date it was varied" in said("PSP-9", **order)


def test_a_penalty_is_judged_by_the_maximum_of_its_day_and_named_with_its_dates() -> None:
    raised = {"extra_limits": [{"rule": "PSP-11", "value": 500, "in_force_from": "2027-02-01"}]}

    assert decision("PSP-11", fpn_on="2027-01-31", amount=150, **raised) == "block"
    assert decision("PSP-11", fpn_on="2027-02-01", amount=500, **raised) == "allow"
    assert decision("PSP-11", fpn_on="2027-02-01", amount=500.01, **raised) == "block"
    assert value("PSP-11", "earliest_proceedings", fpn_on="2026-03-01", amount=100) == "2026-03-16"
    assert "at most £100 on 1 March 2026" in said("PSP-11", fpn_on="2026-03-01", amount=101)


def test_an_early_payment_of_a_penalty_is_early() -> None:
    assert decision("PSP-11", early_days=0) == "block"
    assert decision("PSP-11", early_days=1) == "allow"
    assert decision("PSP-11", early_days=13) == "allow"
    assert "within 1 to 13 days" in said("PSP-11", early_days=14)


def test_an_expedited_order_is_short_and_waits_a_year_for_the_next() -> None:
    with pytest.raises(NoLimitError):
        ask("PSP-13", starts_on="2022-06-27")
    again = {"ceased_on": "2026-09-01", "ends_on": "2028-03-01"}
    assert decision("PSP-13", starts_on="2027-08-31", **again) == "block"
    assert "may start on 1 September 2027, not before" in said("PSP-13", starts_on="2027-08-31", **again)
    assert "would end on 1 March 2028" in said("PSP-13", starts_on="2027-09-01", **again)
    assert decision("PSP-13", starts_on="2027-09-01", **{**again, "ends_on": "2028-02-29"}) == "allow"
    assert value("PSP-13", "next_from", ceased_on="2026-09-01") == "2027-09-01"
    with pytest.raises(FactError, match="Give starts_on, ceased_on"):
        ask("PSP-13")


def test_an_appeal_that_ended_starts_the_months_again() -> None:
    convicted = {"convicted_on": "2026-02-01"}

    assert value("POS-2", "last_day", **convicted) == "2027-01-31"
    assert value("POS-2", "last_day", **convicted, appeal_ended_on="2026-06-10") == "2027-06-09"
    assert "beginning with the day the appeal ended" in said(
        "POS-2", **convicted, appeal_ended_on="2026-06-10"
    )
    assert value("POS-2", "in_time", **convicted, served_on="2027-02-01") is False
    with pytest.raises(FactError, match="appeal_ended_on lies before convicted_on"):
        ask("POS-2", **convicted, appeal_ended_on="2026-01-31")


def test_a_finding_and_a_closure_have_their_own_months() -> None:
    assert "12 months beginning with the day of the finding" in said("POS-3", found_on="2026-05-15")
    assert "Housing Act 1985 s.83ZA(7)" in said("POS-4", made_on="2026-05-15")
    assert decision("POS-5", missing=["where_to_get_advice"]) == "block"


def test_proceedings_on_a_secure_tenancy_wait_for_its_kind() -> None:
    served = {"served_on": "2027-01-31"}

    assert value("POS-6", "earliest_proceedings", **served, tenancy="fixed_term") == "2027-02-28"
    periodic = {"tenancy": "periodic", "notice_to_quit_could_end_on": "2027-03-07"}
    assert value("POS-6", "earliest_proceedings", **served, **periodic) == "2027-03-07"
    with pytest.raises(FactError, match="Give tenancy as one of: periodic, fixed_term"):
        ask("POS-6", **served)


def test_proceedings_on_an_assured_tenancy_begin_at_once_from_may_2026() -> None:
    assert value("POS-8", "earliest_proceedings", served_on="2026-04-30") == "2026-05-30"
    assert value("POS-8", "earliest_proceedings", served_on="2026-05-01") == "2026-05-01"
    association = ask("POS-8", served_on="2026-05-01", landlord="housing_association")
    assert (association.decision, association.values) == (
        "warn",
        {"earliest_proceedings": date(2026, 6, 1)},
    )
    assert "ask a solicitor" in association.reasons[1]


def test_a_review_is_asked_for_within_seven_days() -> None:
    assert value("POS-7", "in_time", served_on="2026-12-22", asked_on="2026-12-28") is True
    assert value("POS-7", "in_time", served_on="2026-12-22", asked_on="2026-12-29") is False


def test_homes_in_wales_are_turned_away() -> None:
    assert decision("POS-11", wales=False) == "allow"
    assert decision("POS-11", wales=True) == "block"
    with pytest.raises(FactError, match="Give wales as true or false"):
        ask("POS-11")

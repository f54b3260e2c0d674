"""Closure: what its answers say, ask for, and follow when limits move."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings

from asbcases.law.facts import FactError
from tests.law.asking import ask, at, decision, instants, said, value

HOUR = timedelta(hours=1)


def test_a_notice_needs_an_inspector_a_council_and_no_landlord_yet() -> None:
    assert "not a sergeant" in said("CLO-1", issuer_rank="sergeant")
    assert decision("CLO-1", issuer="local_authority") == "allow"
    assert "not in force" in said("CLO-1", issuer="registered_provider")
    assert decision("CLO-1", issuer="other", issuer_rank="superintendent") == "block"


@pytest.mark.parametrize(
    ("signatory", "most"),
    [
        ({"issuer": "police", "issuer_rank": "chief_inspector", "signed_by_chief_executive": True}, 24),
        ({"issuer": "police", "issuer_rank": "chief_superintendent"}, 48),
        ({"issuer": "local_authority"}, 24),
        ({"issuer": "local_authority", "issuer_rank": "superintendent"}, 24),
        ({"issuer": "local_authority", "signed_by_chief_executive": True}, 48),
    ],
)
def test_who_signs_sets_how_long_a_notice_runs(signatory: dict[str, object], most: int) -> None:
    assert value("CLO-3", "max_hours", **signatory, hours=most) == most
    assert decision("CLO-3", **signatory, hours=most) == "allow"
    assert decision("CLO-3", **signatory, hours=most + 0.5) == "block"


def test_a_longer_notice_by_its_end_passes_over_christmas_and_an_ordinary_one_does_not() -> None:
    over_christmas = {"starts_at": "2026-12-24T18:00:00+00:00", "ends_at": "2026-12-27T18:00:00+00:00"}
    longer = ask("CLO-3", **over_christmas, issuer_rank="superintendent")

    assert (longer.decision, longer.values["max_hours"]) == ("allow", 48)
    assert decision("CLO-3", **over_christmas, issuer_rank="inspector") == "block"
    assert "need a superintendent or above" in said("CLO-3", **over_christmas, issuer_rank="inspector")


def test_the_end_of_a_notice_alone_shows_which_of_the_two_periods_it_is() -> None:
    start = {"starts_at": "2026-12-24T18:00:00+00:00"}

    assert value("CLO-4", "latest_end", **start, ends_at="2026-12-25T18:00:00+00:00") == at(
        "2026-12-25T18:00:00+00:00"
    )
    assert decision("CLO-4", **start, ends_at="2026-12-27T18:00:00+00:00") == "allow"
    assert decision("CLO-4", **start, ends_at="2026-12-27T18:00:01+00:00") == "block"
    assert "not counting Christmas Day" in said("CLO-4", **start, hours=48)
    assert "Christmas" not in said("CLO-4", **start, hours=24)


@settings(deadline=None)
@given(instants)
@example(at("2026-12-25T12:00:00+00:00"))
@example(at("2026-12-23T18:00:00+00:00"))
def test_a_hearing_comes_after_48_hours_that_are_not_christmas(served: datetime) -> None:
    by = value("CLO-13", "hearing_by", served_at=served)
    christmas = datetime(served.year, 12, 25, tzinfo=UTC)
    passed = max(min(by, christmas + 24 * HOUR) - max(served, christmas), timedelta(0))

    assert by - served - passed == 48 * HOUR


def test_an_extension_names_the_officer_the_notice_the_hours_and_the_sum_that_are_wrong() -> None:
    answer = ask("CLO-5", issuer_rank="inspector", original_hours=30, extension_hours=30)
    short = {"issuer_rank": "superintendent", "original_hours": 12}

    assert answer.decision == "block"
    assert len(answer.reasons) == 4
    assert decision("CLO-5", **short, extension_hours=24) == "allow"
    assert decision("CLO-5", **short, extension_hours=25) == "block"


def test_an_extended_notice_counts_christmas_day() -> None:
    facts = {"issuer_rank": "superintendent", "original_hours": 24, "extension_hours": 24}
    end = value("CLO-5", "latest_end", **facts, starts_at="2026-12-24T18:00:00+00:00")

    assert end == at("2026-12-26T18:00:00+00:00")


def test_what_a_closure_notice_lacks_is_named_and_an_unknown_list_is_asked_for() -> None:
    assert "does not yet have: effect of a closure order and contacts" in said(
        "CLO-7", missing=["effect_of_a_closure_order", "contacts"]
    )
    assert decision("CLO-7", missing=[]) == "allow"
    with pytest.raises(FactError, match="Give missing as a list"):
        ask("CLO-7")


def test_a_notice_waits_for_the_logs_of_who_was_informed_and_consulted() -> None:
    assert decision("CLO-8") == "block"
    assert decision("CLO-9") == "block"
    assert decision("CLO-8", informed=1) == decision("CLO-9", consulted=1) == "allow"
    assert decision("CLO-12") == "block"
    assert decision("CLO-6", bars_resident_or_owner=False) == "allow"


def test_an_order_of_the_court_that_is_too_long_is_kept_with_a_warning() -> None:
    answer = ask("CLO-15", made_on="2026-11-30", ends_on="2027-03-01")

    assert answer.decision == "warn"
    assert "recorded to end on 1 March 2027" in answer.reasons[0]
    assert "to be safe by 27 February 2027, as that month has no day 30" in answer.reasons[1]
    assert decision("CLO-15", made_on="2026-11-30", ends_on="2027-02-28") == "allow"
    assert decision("CLO-15", made_on="2026-11-30") is None


def test_a_notice_continued_by_the_court_counts_christmas_and_warns_past_its_hours() -> None:
    start = {"continued_at": "2026-12-24T12:00:00+00:00"}

    assert value("CLO-16", "latest_end", **start) == at("2026-12-26T12:00:00+00:00")
    assert value("CLO-16", "latest_end", **start, hours=24) == at("2026-12-25T12:00:00+00:00")
    assert decision("CLO-16", **start, hours=49) == "warn"


@pytest.mark.parametrize(
    ("issuer", "whom"),
    [
        ("police", "Consult the local authority first"),
        ("local_authority", "Consult the chief officer of police first"),
        ("", "Consult the local authority or the chief officer of police first"),
    ],
)
def test_an_extension_says_whom_to_consult(issuer: str, whom: str) -> None:
    assert whom in said("CLO-18", expires_on="2027-02-28", issuer=issuer)


def test_an_extension_of_the_police_is_for_an_inspector_and_before_expiry() -> None:
    facts = {"expires_on": "2027-02-28", "other_body_consulted": True, "issuer": "police"}

    assert decision("CLO-18", **facts, issuer_rank="sergeant") == "block"
    assert decision("CLO-18", **facts, issuer_rank="inspector", applied_on="2027-02-28") == "allow"
    assert decision("CLO-18", **facts, issuer_rank="inspector", applied_on="2027-03-01") == "block"
    assert value("CLO-18", "reminder_on", **facts) == "2027-02-14"


def test_an_adjournment_ends_after_14_days_following_the_hearing() -> None:
    assert "24 December 2026: 14 days following the hearing" in said("CLO-17", hearing_on="2026-12-10")


def test_an_extension_lasts_three_months_and_the_order_six_in_all() -> None:
    made = {"made_on": "2026-02-01"}

    assert decision("CLO-19", **made, expires_on="2026-03-31", extended_to="2026-06-30") == "allow"
    assert "Last day of this extension: 30 June 2026" in said(
        "CLO-19", **made, expires_on="2026-03-31", extended_to="2026-07-01"
    )
    assert decision("CLO-19", **made, extended_to="2026-07-31") == "allow"
    assert decision("CLO-19", **made, extended_to="2026-08-01") == "block"
    assert decision("CLO-19", **made) is None


def test_an_appeal_is_in_time_on_its_last_day_and_not_on_the_next() -> None:
    decided = {"decided_on": "2026-01-31"}

    assert value("CLO-21", "in_time", **decided, lodged_on="2026-02-20") is True
    assert value("CLO-21", "in_time", **decided, lodged_on="2026-02-21") is False
    assert "in_time" not in ask("CLO-21", **decided).values
    assert "20 February 2026: 21 days beginning with the date of the decision" in said("CLO-21", **decided)
    assert "2014 Act s.84" in said("CLO-21", **decided)


def test_costs_are_ours_by_the_safe_day_and_compensation_theirs_by_the_last() -> None:
    ceased = {"ceased_on": "2026-11-30"}

    assert "to be safe by 27 February 2027" in said("CLO-23", **ceased)
    assert "to be safe" not in said("CLO-24", **ceased)
    assert value("CLO-24", "last_day", **ceased) == "2027-02-28"


def test_a_closure_of_more_than_48_hours_meets_the_condition_for_possession() -> None:
    made = {"made_on": "2026-11-30"}

    assert value("CLO-27", "condition_met", **made, prohibited_hours=48) is False
    assert value("CLO-27", "condition_met", **made, prohibited_hours=48.5) is True
    assert "tell the landlord" in said("CLO-27", **made, prohibited_hours=72)

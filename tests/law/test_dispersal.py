"""Dispersal: what its answers say, ask for, and follow when limits move."""

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asbcases.law.facts import FactError
from tests.law.asking import ask, at, decision, instants, said, value

HOUR = timedelta(hours=1)
# As an administrator might enter it once it is commenced.
LONGER = {"value": 72, "in_force_from": "2027-02-01"}


def test_a_rank_is_read_as_people_write_it_and_an_unknown_one_is_asked_for_again() -> None:
    assert decision("DSP-1", rank="Chief Inspector") == "allow"
    assert decision("DSP-1", rank="chief-superintendent") == "allow"
    assert "not a person without a rank" in said("DSP-1")
    with pytest.raises(FactError, match="Give rank as one of: pcso, constable"):
        ask("DSP-1", rank="sheriff")


@settings(deadline=None)
@given(instants, st.integers(1, 48))
@example(at("2026-03-27T20:00:00+00:00"), 48)
@example(at("2026-10-23T20:00:00+01:00"), 48)
def test_an_authorisation_runs_for_48_real_hours_and_never_safely_beyond_the_clock_on_the_wall(
    start: datetime, hours: int
) -> None:
    answer = ask("DSP-2", starts_at=start, hours=hours)

    latest, safe = answer.values["latest_end"], answer.values["safe_end"]
    assert latest - start == 48 * HOUR
    assert answer.values["ends_at"] - start == hours * HOUR
    assert timedelta(0) <= latest - safe <= HOUR
    assert answer.decision == "allow"


def test_an_end_past_the_clock_on_the_wall_warns_and_past_the_real_hours_blocks() -> None:
    spring = {"starts_at": "2026-03-27T20:00:00+00:00"}

    assert decision("DSP-2", **spring, ends_at="2026-03-29T20:00:00+01:00") == "allow"
    assert decision("DSP-2", **spring, ends_at="2026-03-29T20:00:01+01:00") == "warn"
    assert decision("DSP-2", **spring, ends_at="2026-03-29T21:00:00+01:00") == "warn"
    assert decision("DSP-2", **spring, ends_at="2026-03-29T21:00:01+01:00") == "block"
    assert "By the clock on the wall the hours end at 8pm on 29 March 2026" in said(
        "DSP-2", **spring, ends_at="2026-03-29T21:00:00+01:00"
    )


def test_an_authorisation_without_a_length_is_told_how_long_it_may_be() -> None:
    answer = ask("DSP-2", starts_at="2026-11-23T20:00:00+00:00")

    assert answer.decision is None
    assert "may run to 8pm on 25 November 2026: 48 hours from 8pm on 23 November 2026" in answer.reasons[0]


@pytest.mark.parametrize("hours", [0, -1, "48", True])
def test_a_length_that_is_none_is_refused(hours: object) -> None:
    with pytest.raises(FactError, match="Give hours as"):
        ask("DSP-2", starts_at="2026-11-23T20:00:00+00:00", hours=hours)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(FactError, match="Give ends_at as an instant after the start"):
        ask("DSP-2", starts_at="2026-11-23T20:00:00+00:00", ends_at="2026-11-23T20:00:00+00:00")


@pytest.mark.parametrize(
    ("rule", "start", "facts"),
    [
        ("DSP-2", "starts_at", {"hours": 72}),
        ("DSP-7", "directed_at", {"hours": 72}),
        ("DSP-14", "first_given_at", {"varied_to_end_at": "2027-02-04T00:00:00+00:00"}),
        ("CLO-3", "starts_at", {"hours": 72, "issuer_rank": "superintendent"}),
    ],
)
def test_72_hours_hold_from_the_london_day_on_which_they_come_into_force(
    rule: str, start: str, facts: dict[str, object]
) -> None:
    around = {"authorised_from": "2027-01-31T12:00:00+00:00", "authorised_to": "2027-02-02T12:00:00+00:00"}
    facts = {**facts, "extra_limits": [{"rule": rule, **LONGER}], **(around if rule == "DSP-7" else {})}

    assert decision(rule, **{start: "2027-01-31T23:59:59+00:00"}, **facts) == "block"
    assert decision(rule, **{start: "2027-02-01T00:00:00+00:00"}, **facts) == "allow"


def test_an_authorisation_names_each_part_of_its_form_that_is_missing() -> None:
    answer = ask("DSP-3", in_writing=True, signed=False, grounds=" ")

    assert [one.split(" must ")[1].split(" (")[0].rstrip(".") for one in answer.reasons] == [
        "be signed",
        "state the grounds",
        "specify the locality",
    ]
    assert (
        decision("DSP-3", in_writing=True, signed=True, grounds="Fights", locality="High Street") == "allow"
    )


def test_a_direction_is_live_from_the_first_moment_of_the_authorisation_to_its_last() -> None:
    window = {"authorised_from": "2026-11-23T20:00:00+00:00", "authorised_to": "2026-11-24T20:00:00+00:00"}
    fit = {**window, "in_area": True, "uniform_or_designated": True}

    assert decision("DSP-6", **fit, directed_at="2026-11-23T20:00:00+00:00") == "allow"
    assert decision("DSP-6", **fit, directed_at="2026-11-24T19:59:59+00:00") == "allow"
    assert decision("DSP-6", **fit, directed_at="2026-11-24T20:00:00+00:00") == "block"
    assert len(ask("DSP-6", **window, directed_at="2026-11-25T20:00:00+00:00").reasons) == 3


def test_an_exclusion_starts_within_the_authorisation_and_may_start_after_the_direction() -> None:
    facts = {
        "authorised_from": "2026-11-23T20:00:00+00:00",
        "authorised_to": "2026-11-24T20:00:00+00:00",
        "directed_at": "2026-11-23T21:00:00+00:00",
        "hours": 24,
    }
    late = ask("DSP-7", **facts, starts_at="2026-11-24T21:00:00+00:00")

    assert value("DSP-7", "ends_at", **facts, starts_at="2026-11-24T10:00:00+00:00") == at(
        "2026-11-25T10:00:00+00:00"
    )
    assert late.decision == "block"
    assert "At 9pm on 24 November 2026 no authorisation is live" in late.reasons[0]


def test_a_variation_counts_from_when_the_direction_was_first_given() -> None:
    first = {"first_given_at": "2026-10-24T14:00:00+01:00"}

    assert decision("DSP-14", **first, varied_to_end_at="2026-10-26T13:00:00+00:00") == "allow"
    assert "The exclusion as varied would end at 1:01pm on 26 October 2026" in said(
        "DSP-14", **first, varied_to_end_at="2026-10-26T13:01:00+00:00"
    )
    assert decision("DSP-14", **first) is None


def test_an_item_is_destroyed_no_earlier_than_the_day_after_its_28_days() -> None:
    words = said("DSP-16", direction_on="2028-02-02")

    assert "Last day to ask for the item: 29 February 2028: 28 days beginning with the day of the" in words
    assert value("DSP-16", "disposal_from", direction_on="2028-02-02") == "2028-03-01"


def test_a_direction_to_a_child_says_what_to_record() -> None:
    assert "appears to be 9; no direction may be given to a child under 10" in said("DSP-10", apparent_age=9)
    assert "record where, who received them" in said("DSP-11", apparent_age=15)
    assert "believed to be under 16" in said("DSP-11", apparent_age=16)
    with pytest.raises(FactError, match="Give apparent_age as a number"):
        ask("DSP-10")


def test_an_age_limit_moves_on_the_day_of_the_direction() -> None:
    facts = {
        "apparent_age": 11,
        "extra_limits": [{"rule": "DSP-10", "value": 12, "in_force_from": "2027-02-01"}],
    }

    assert decision("DSP-10", **facts, directed_at="2027-01-31T23:30:00+00:00") == "allow"
    assert decision("DSP-10", **facts, directed_at="2027-02-01T00:00:00+00:00") == "block"
    assert decision("DSP-10", **facts) == "allow"


def test_a_direction_leaves_home_and_medical_treatment_open() -> None:
    assert decision("DSP-12", bars_home=False, bars_attendance=["medical_treatment"]) == "block"
    assert decision("DSP-12", bars_home=False) == "allow"
    assert "medical treatment" in said("DSP-12", bars_home=True, bars_attendance=["medical_treatment"])
    with pytest.raises(FactError, match="Give bars_home as true or false"):
        ask("DSP-12")


def test_whether_there_is_a_picket_or_a_procession_must_be_answered() -> None:
    assert decision("DSP-13", picketing=True) == "block"
    assert decision("DSP-13", procession=True) == "block"
    assert decision("DSP-13", picketing=False, procession=False) == "allow"
    for half in ({"picketing": False}, {"procession": False}):
        with pytest.raises(FactError, match="as true or false"):
            ask("DSP-13", **half)

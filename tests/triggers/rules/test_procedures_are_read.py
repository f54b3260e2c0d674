"""What an area states is read as it stands; what cannot be meant is refused in sentences, and hurdles are warned of."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from asbcases.law.limits import Limits, NoLimitError, shipped_limits
from tests.triggers.rules.banks import procedure
from triggers.rules.procedures import ProcedureError, governing, read, shipped, unstated, warnings
from triggers.rules.shapes import (
    Anchor,
    BodyKind,
    Clock,
    Dedupe,
    Direction,
    HateRule,
    Numbers,
    RelevantBody,
    ReportingPeriod,
    SeveralRule,
    Step,
    Unit,
)

DAY = date(2026, 7, 10)
ACK = {"step": "ack", "value": 2, "unit": "working_days", "anchor": "receipt"}
ESSEX = [*(f"E070000{n}" for n in range(66, 78)), "E06000033", "E06000034"]
HEAD = ("version", "in_force_from", "source", "notes")
FULL = {
    "name": " Northmere ",
    "version": "3",
    "in_force_to": "2027-03-31",
    "source": "The council's page",
    "confirmed": True,
    "min_complaints": 2,
    "complaint_window_months": 2,
    "application_window_months": 12,
    "hate": {"number": 1, "months": 6},
    "several": {"number": 5, "people": 2, "months": 6},
    "latest_within_months": 1,
    "dedupe": "same_day",
    "factors": ["Whether a child lives there"],
    "clocks": [ACK, {"step": "papers", "value": 2, "unit": "days", "anchor": "panel", "direction": "before"}],
    "bodies": [
        {"name": "Northmere Council", "kind": "council"},
        {"name": "Old Homes", "kind": "landlord", "from": "2024-01-01", "to": "2026-07-09"},
        {"name": "New Homes", "kind": "landlord", "from": "2026-07-10"},
    ],
    "contact": "casereview@northmere.example",
    "consulted_on": "2026-02-01",
    "appeal_body": "the chair of the partnership",
    "lpb_notified": False,
    "publication_link": "https://northmere.example/case-review",
    "reporting": {"starts": "04-01", "months": 12},
    "letters": {"outcome": "We are sorry.", "closing": "  "},
    "notes": ["The page is of 2026."],
}


def test_everything_that_is_stated_is_kept() -> None:
    read_in = procedure(**FULL)
    assert (read_in.area, read_in.name, read_in.in_force_from) == (
        "northmere",
        "Northmere",
        date(2020, 1, 1),
    )
    assert (read_in.hate, read_in.several) == (HateRule(1, 6), SeveralRule(5, 2, 6))
    assert read_in.dedupe is Dedupe.SAME_DAY
    assert read_in.clocks == (
        Clock(Step.ACK, 2, Unit.WORKING_DAYS, Anchor.RECEIPT),
        Clock(Step.PAPERS, 2, Unit.DAYS, Anchor.PANEL, Direction.BEFORE),
    )
    assert read_in.bodies[0] == RelevantBody("Northmere Council", BodyKind.COUNCIL)
    assert [body.name for body in read_in.bodies_on(DAY)] == ["Northmere Council", "New Homes"]
    assert read_in.reporting == ReportingPeriod(4, 1, 12)
    assert (read_in.letters, read_in.lpb_notified) == ({"outcome": "We are sorry."}, False)
    assert read_in.numbers(DAY, shipped_limits()) == Numbers(2, 2, 12)
    assert (read_in.clock(Step.ACK), read_in.clock(Step.PANEL)) == (read_in.clocks[0], None)
    assert [clock.says for clock in read_in.clocks] == [
        "2 working days after the application was received",
        "2 days before the panel meets",
    ]


def test_what_is_not_stated_is_empty_and_to_be_confirmed() -> None:
    bare = procedure()
    assert (bare.clocks, bare.hate, bare.several, bare.lpb_notified) == ((), None, None, None)
    assert bare.numbers(DAY, shipped_limits()) == Numbers(3, 1, 6)
    words = unstated(bare)
    assert len(words) == 19
    assert "by when to acknowledge the application" in words
    assert "by when agencies reply" in words
    assert "until when an appeal can be asked for" in words
    assert "how many reports of hate are enough" in words
    ack = {**ACK, "step": "agency_reply"}, {**ACK, "step": "appeal_window", "anchor": "outcome_letter"}
    assert unstated(procedure(confirmed=True, clocks=list(ack))) == tuple(
        f"by when to {step.says}"
        for step in (
            *(Step.ACK, Step.THRESHOLD, Step.PAPERS, Step.PANEL, Step.OUTCOME),
            Step.APPEAL_HEARING,
        )
    )


def test_before_the_act_had_a_number_nothing_is_made_up() -> None:
    with pytest.raises(NoLimitError):
        procedure().numbers(date(2014, 10, 19), shipped_limits())


@pytest.mark.parametrize(
    ("stated", "mistake"),
    [
        ({"area": "a b"}, "Give area as the code of an area or as words joined by hyphens."),
        ({"in_force_from": None}, "Give in_force_from as a date, for example 2026-03-03."),
        ({"in_force_from": "1 May"}, "Give in_force_from as a date, for example 2026-03-03."),
        ({"thresholds": 3}, "A procedure has no part called thresholds."),
        ({"min_complaints": 0}, "Give min_complaints as a whole number from 1 to 50."),
        ({"min_complaints": 2.5}, "Give min_complaints as a whole number from 1 to 50."),
        ({"min_complaints": "3"}, "Give min_complaints as a number."),
        ({"application_window_months": 61}, "whole number from 1 to 60."),
        ({"hate": {"number": 1}}, "hate: Give months as a number."),
        ({"hate": {"number": 1, "months": 6, "days": 1}}, "hate has no part called days."),
        ({"hate": 1}, "Give hate as an object."),
        ({"several": {"number": 2, "people": 3, "months": 6}}, "Several people cannot be more than"),
        ({"dedupe": "all"}, "Give dedupe as one of: none, same_incident, same_day, same_complainant."),
        ({"must_be_closed": "no"}, "Give must_be_closed as true or false."),
        ({"lpb_notified": 1}, "Give lpb_notified as true or false."),
        ({"exclusions": [" "]}, "Give exclusions as a list of sentences."),
        ({"notes": [3]}, "Give notes as a list of sentences."),
        ({"factors": "harm"}, "Give factors as a list."),
        ({"clocks": [{**ACK, "value": 401}]}, "clocks: Give value as a whole number from 1 to 400."),
        ({"clocks": [{**ACK, "unit": "hours"}]}, "clocks: Give unit as one of: working_days, days, weeks."),
        ({"clocks": [{**ACK, "cut_off": "17:00"}]}, "clocks has no part called cut_off."),
        ({"clocks": [ACK, ACK]}, "The clock of ack is stated twice."),
        ({"clocks": [{**ACK, "anchor": "panel"}]}, "The clock of ack cannot run after"),
        ({"clocks": [{**ACK, "direction": "before"}]}, "The clock of ack cannot run before"),
        ({"bodies": [{"kind": "police"}]}, "Give each of the bodies its name."),
        ({"bodies": [{"name": "X", "kind": "x"}]}, "bodies: Give kind as one of:"),
        (
            {"bodies": [{"name": "X", "kind": "police", "from": "2026-02-01", "to": "2026-01-31"}]},
            "X would take part until 31 January 2026, before it starts to.",
        ),
        ({"in_force_to": "2019-12-31"}, "The procedure would end on 31 December 2019, before it starts."),
        ({"reporting": {"starts": "02-29", "months": 12}}, "Give starts as the month and day of every year"),
        ({"letters": {"greeting": "Hello"}}, "letters has no part called greeting."),
        ({"letters": {"outcome": 3}}, "letters: Give outcome as text."),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(stated: dict[str, Any], mistake: str) -> None:
    with pytest.raises(ProcedureError) as refused:
        procedure(**stated)
    assert len(refused.value.mistakes) == 1
    assert mistake in refused.value.mistakes[0]


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ProcedureError) as refused:
        procedure(min_complaints=0, colour="red", clocks=[{"step": "tea"}])
    assert len(refused.value.mistakes) == 3
    assert str(refused.value) == " ".join(refused.value.mistakes)
    with pytest.raises(ProcedureError, match="object with named parts"):
        read([])


def test_more_than_three_complaints_and_extra_hurdles_are_warned_of() -> None:
    assert warnings(procedure(min_complaints=3, reporting={"starts": "01-01", "months": 12})) == ()
    warned = warnings(
        procedure(
            min_complaints=4,
            latest_within_months=1,
            must_be_closed=True,
            not_while_open=True,
            exclusions=["no anonymous reports", "no reports by e-mail"],
            reporting={"starts": "01-01", "months": 24},
        )
    )
    assert [one.code for one in warned] == [
        *("above_three", "latest_within_months", "must_be_closed", "not_while_open"),
        *("other_exclusions", "reporting_too_long"),
    ]
    assert "4 complaints" in warned[0].sentence
    assert "no more than 3" in warned[0].sentence
    assert "no anonymous reports and no reports by e-mail" in warned[4].sentence
    assert "12 months at most (s.105(4))" in warned[5].sentence
    raised = tuple(replace(row, value=row.value + 9) for row in shipped_limits().rows)
    assert warnings(procedure(min_complaints=4), Limits(raised)) == ()


def test_the_version_in_force_on_the_day_of_receipt_governs() -> None:
    first = procedure(version="1")
    second = procedure(version="2", in_force_from="2026-07-01", in_force_to="2026-07-31")
    third = procedure(version="3", in_force_from="2026-07-15", in_force_to="2026-07-20")
    versions = (third, second, first)
    governs = {
        date(2019, 12, 31): None,
        date(2020, 1, 1): first,
        date(2026, 6, 30): first,
        date(2026, 7, 1): second,
        date(2026, 7, 15): third,
        date(2026, 7, 20): third,
        date(2026, 7, 21): second,
        date(2026, 7, 31): second,
        date(2026, 8, 1): first,
    }
    assert {day: governing(versions, day) for day in governs} == governs


def test_the_second_versions_of_essex_add_what_was_read_for_all_of_it_and_nothing_else() -> None:
    first = {one.area: one for one in map(read, shipped()) if one.version == "1"}
    second = {one.area: one for one in map(read, shipped()) if one.version == "2"}
    assert set(second) == set(ESSEX)
    for area, one in second.items():
        said = (
            "min_complaints",
            "complaint_window_months",
            "application_window_months",
            "appeal_body",
            "lpb_notified",
        )
        kept = {name: getattr(first[area], name) for name in (*said, "hate", *HEAD)}
        assert replace(one, **kept) == first[area], "everything else is as it was"
        assert [getattr(one, name) for name in said] == [
            3,
            1,
            6,
            "the chair of your local Community Safety Partnership",
            True,
        ]
        assert one.hate == HateRule(1, 6)
        assert "Police, Fire and Crime Commissioner" in one.source
        assert not any("does not say to whom" in note for note in one.notes)
    assert "Castle Point Borough Council" in second["E07000069"].source
    assert second["E06000034"].not_while_open


def test_the_shipped_procedures_fill_in_nothing() -> None:
    shipped.cache_clear()
    loaded = {one.area: one for one in map(read, shipped()) if one.version == "1"}
    assert set(ESSEX) | {"E09000027", "E06000004", "E07000078", "E07000242", "north-wales"} == set(loaded)
    assert all(one.source and one.name and not one.confirmed for one in loaded.values())
    bare = [area for area, one in loaded.items() if "No page" in one.source]
    assert len(bare) == 8
    assert all(len(unstated(loaded[area])) == 19 for area in bare)
    cut = loaded["E06000034"]
    assert (cut.clocks, cut.not_while_open, cut.hate) == ((), True, HateRule(1, 6))
    assert any("“10 work”" in note for note in cut.notes)
    assert not any(
        one.bodies or one.several or one.reporting or one.publication_link for one in loaded.values()
    )
    assert {one.name for one in loaded.values() if one.appeal_body} == {"Stockton-on-Tees", "Cheltenham"}

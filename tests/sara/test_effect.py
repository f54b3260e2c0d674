"""What the counts of a plan say: against comparison places, by chance, and where nothing can be said."""

import json
import subprocess
import sys
from dataclasses import replace
from math import exp, inf, isinf
from typing import Any

import pytest

from asbcases.sara.rules.effect import effect_entered
from asbcases.sara.rules.effect_data import as_data
from asbcases.sara.rules.effect_shapes import Finding, Happening, Method, Strength
from asbcases.sara.rules.effect_words import CAUTIONS, NO_DAYS, NOTHING_TO_COMPARE, change, many
from asbcases.sara.rules.window_shapes import Caution, Days
from asbcases.sara.rules.worked import NINE_OFFENDERS
from tests.sara.assessing import FIRST, TERMS, assessed, each_week, swinging, weeks

STEADY = each_week((20, 40))
HALVED = each_week((8, 20), (4, 15), (8, 10))


def test_a_place_that_halved_beside_places_that_did_not_change_fell_by_half() -> None:
    said = assessed(HALVED, STEADY)

    assert (said.before, said.after, said.naive.per_cent) == (160, 80, -50)
    assert (said.finding, said.method, said.strength) == (Finding.FELL, Method.PLACES, Strength.FAIR)
    assert said.interval
    assert said.interval.ratio == pytest.approx(0.5)
    # By hand: exp of log 0.5 less and more t with 14 degrees times the root of 1/160 + 1/80 + 2/320.
    assert said.interval.low == pytest.approx(0.5 * exp(-2.1448 * 0.025**0.5), rel=0.02)
    assert said.interval.high == pytest.approx(0.5 * exp(2.1448 * 0.025**0.5), rel=0.02)
    assert said.sentences == (
        "Fewer than was to be expected: down by 50 per cent; the truth lies, 95 times in 100, between down by 30 per cent "
        "and down by 65 per cent.",
        "Held against 1 comparison place, where 320 were counted over the same days before and 320 after.",
    )
    assert said.naive.why_it_may_mislead[1] == (
        "At the comparison places, where nothing was done, there was no change a day over the same days."
    )


def test_where_the_comparison_places_halved_too_no_change_is_shown_whatever_the_plain_figure_says() -> None:
    said = assessed(HALVED, each_week((12, 40), (8, 20)))

    assert said.naive.per_cent == -50
    assert said.finding == Finding.NOT_SHOWN
    assert said.sentences[0].startswith(
        "No change is shown: the figure is no change, and anything from down by"
    )
    assert said.naive.why_it_may_mislead == (
        "A plain before and after does not know what would have happened anyway.",
        "At the comparison places, where nothing was done, it was down by 50 per cent a day over the same days.",
    )


def test_more_than_was_to_be_expected_is_said_as_plainly() -> None:
    said = assessed(each_week((12, 10), (8, 25)), STEADY)

    assert said.finding == Finding.ROSE
    assert said.sentences[0].startswith(
        "More than was to be expected: up by 150 per cent; the truth lies, 95 times"
    )


def test_the_same_counts_in_clumps_say_less() -> None:
    even = assessed(HALVED, STEADY)
    clumped = assessed(swinging((8, 20), (4, 15), (8, 10), by=9), STEADY)

    assert (clumped.before, clumped.after) == (even.before, even.after)
    assert even.interval
    assert clumped.interval
    assert clumped.interval.low < even.interval.low < even.interval.high < clumped.interval.high
    assert clumped.interval.dispersion > 3
    assert "Incidents come in clumps here" in clumped.sentences[-1]


def test_under_twenty_is_too_few_and_twenty_are_not() -> None:
    nineteen = assessed(each_week((8, 2), (4, 0), (1, 3), (7, 0)), STEADY)
    twenty = assessed(each_week((8, 2), (4, 0), (1, 4), (7, 0)), STEADY)

    assert (nineteen.finding, nineteen.interval, nineteen.strength) == (Finding.TOO_FEW, None, Strength.WEAK)
    assert nineteen.sentences == (
        "Too few: 16 before and 3 after are 19 in all, and under 20 nothing can be told from chance.",
    )
    assert twenty.interval is not None


def test_none_after_is_a_fall_whose_upper_end_is_known() -> None:
    said = assessed(each_week((8, 4), (12, 0)), STEADY)

    assert said.finding == Finding.FELL
    assert said.interval
    assert (said.interval.ratio, said.interval.low) == (0, 0)
    assert 0 < said.interval.high < 0.5


def test_nothing_before_or_nothing_elsewhere_is_too_few() -> None:
    from_nothing = assessed(each_week((12, 0), (8, 5)), STEADY)
    beside_nothing = assessed(HALVED, each_week((12, 3), (8, 0)))

    assert from_nothing.finding == beside_nothing.finding == Finding.TOO_FEW
    assert from_nothing.sentences == beside_nothing.sentences == (NOTHING_TO_COMPARE,)
    assert from_nothing.naive.per_cent is None


def test_without_comparison_places_the_same_weekdays_a_year_before_stand_in() -> None:
    place = each_week((8, 20), (4, 20), (8, 10), (32, 20), (8, 20), (4, 15), (8, 10))
    said = assessed(place, before=weeks(52, 8), after=weeks(64, 8))

    assert (said.before, said.after) == (160, 80)
    assert (said.method, said.finding, said.strength) == (
        Method.YEAR_BEFORE,
        Finding.NOT_SHOWN,
        Strength.WEAK,
    )
    assert said.interval
    assert said.interval.ratio == pytest.approx(1)
    assert said.sentences[1] == "Held against the same weekdays a year before at the same place."
    assert CAUTIONS[Caution.COMPARISON_MISSING] in said.warnings


def test_a_year_before_that_lies_in_the_baseline_does_not_stand_in() -> None:
    said = assessed(each_week((104, 20), (8, 10)), before=weeks(52, 52), after=weeks(104, 8))

    assert said.method == Method.ALONE


def test_with_nothing_to_compare_the_length_of_the_windows_counts_and_it_is_said_so() -> None:
    said = assessed(each_week((12, 20), (4, 10)), after=weeks(12, 4), cautions=[Caution.WINDOW_SHORT])

    assert (said.before, said.after, said.naive.per_cent) == (160, 40, -50)
    assert (said.method, said.finding, said.strength) == (Method.ALONE, Finding.FELL, Strength.WEAK)
    assert said.interval
    assert said.interval.ratio == pytest.approx(0.5)
    assert said.sentences[0].startswith("Fewer a day than before: down by 50 per cent")
    assert said.sentences[1].startswith("Held against nothing but the length of the windows")
    assert said.warnings == (CAUTIONS[Caution.COMPARISON_MISSING], CAUTIONS[Caution.WINDOW_SHORT])


def test_one_week_each_side_leaves_no_week_by_which_chance_is_known() -> None:
    said = assessed(each_week((20, 30)), before=weeks(0, 1), after=weeks(12, 1))

    assert said.finding == Finding.TOO_FEW


@pytest.mark.parametrize("caution", [Caution.MONTH_ONLY, Caution.OVERLAP, Caution.WINDOW_SHORT])
def test_what_stands_against_the_figures_makes_them_weak_beside_comparison_places_too(
    caution: Caution,
) -> None:
    assert assessed(HALVED, STEADY, cautions=[caution]).strength == Strength.WEAK
    assert assessed(HALVED, STEADY, cautions=[Caution.BASELINE_CHANGED]).strength == Strength.FAIR


def test_what_happened_everywhere_is_said_of_the_window_in_which_it_lies() -> None:
    fair = Happening(Days(FIRST, FIRST), "The fair")

    assert assessed(HALVED, STEADY, happenings=[fair]).warnings == (
        "The fair, 5 January 2026 to 5 January 2026, lies in the days before: it may have done it all.",
    )


def test_the_report_s_own_example_is_right_arithmetic_and_weak_evidence() -> None:
    said = effect_entered(NINE_OFFENDERS, TERMS)

    assert (said.before, said.after, said.naive.per_cent) == (62, 6, -90.3)
    assert (said.finding, said.method, said.strength) == (Finding.FELL, Method.ENTERED, Strength.WEAK)
    assert said.sentences[0].startswith(
        "Fewer a day than before: down by 90 per cent; the truth lies, 95 times"
    )
    assert said.warnings[0].startswith("Nothing is known of the days")
    assert said.warnings[1:4] == tuple(
        CAUTIONS[each]
        for each in (Caution.COMPARISON_MISSING, Caution.REGRESSION_TO_THE_MEAN, Caution.SEASON_DIFFERS)
    )
    assert "lockdown" in said.warnings[4]
    assert "5 November 2020 to 2 December 2020, lies in the days after" in said.warnings[4]
    assert said.naive.why_it_may_mislead[1:] == said.warnings[1:]


def test_entered_counts_under_twenty_are_too_few_and_from_nothing_there_is_no_change() -> None:
    few = effect_entered(replace(NINE_OFFENDERS, before=13), TERMS)
    nothing = effect_entered(replace(NINE_OFFENDERS, before=0, after=30), TERMS)

    assert few.finding == nothing.finding == Finding.TOO_FEW
    assert few.sentences[0].startswith("Too few: 13 before and 6 after are 19 in all")
    assert nothing.sentences[0] == NOTHING_TO_COMPARE


def test_a_place_taken_up_as_the_highest_without_other_weeks_on_record_is_too_few() -> None:
    said = assessed(HALVED, STEADY, highest_over=weeks(0, 8))

    assert (said.finding, said.held_against, said.sentences) == (Finding.TOO_FEW, None, (NO_DAYS,))
    assert CAUTIONS[Caution.REGRESSION_TO_THE_MEAN] in said.warnings


def test_what_was_computed_is_kept_as_data_that_can_be_read_back() -> None:
    said = assessed(each_week((8, 2), (4, 0), (8, 2)), swinging((20, 30), by=29), ring=STEADY)
    kept = json.loads(json.dumps(as_data(said), allow_nan=False))

    assert said.interval
    assert (kept["before"], kept["after"], kept["finding"], kept["method"]) == (16, 16, "not_shown", "places")
    assert kept["held_against"] == ["2026-01-05", "2026-03-01"]
    assert kept["interval"]["low"] == said.interval.low
    assert kept["sentences"] == list(said.sentences)
    assert as_data(replace(said, interval=replace(said.interval, high=inf)))["interval"]["high"] is None


@pytest.mark.parametrize("known", [{"before": weeks(-1, 8)}, {"after": weeks(13, 8)}, {"ring": STEADY[:-1]}])
def test_a_series_that_does_not_reach_over_the_windows_is_no_series_of_noughts(known: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="what is missing would count as nothing"):
        assessed(HALVED, STEADY, **known)


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.574, "down by 43 per cent"),
        (1.12, "up by 12 per cent"),
        (1.004, "no change"),
        (inf, "up without limit"),
    ],
)
def test_a_ratio_is_said_as_people_say_it(ratio: float, words: str) -> None:
    assert change(ratio) == words
    assert (many(1, "place"), many(2, "place")) == ("1 place", "2 places")
    assert isinf(ratio) == (words == "up without limit")


def test_the_library_of_statistics_is_loaded_only_where_an_assessment_is_computed() -> None:
    look = (
        "import sys, asbcases.sara.rules.effect; sys.exit('scipy' in sys.modules or 'numpy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0

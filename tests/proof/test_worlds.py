"""The worlds of plans are what they say: their means are met, the null is null, and the highest regress."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from statistics import fmean, pstdev

import pytest

from tests.proof.worlds import count, drawn, null_plans, plans_with_known_effect
from tests.proof.worlds_oracle import covers, expected, last_weeks_before, naive, tail
from tests.proof.worlds_shapes import Drawn

SOME = 120


@cache
def some(kind: str) -> tuple[Drawn, ...]:
    return tuple((null_plans if kind == "null" else plans_with_known_effect)(SOME))


def series(each: Drawn) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Return the counts and the means of every place, the place of the plan first and next door last."""
    world, truth = each
    counts = (world.place, *world.comparisons, world.ring)
    return list(zip(counts, (truth.place_means, *truth.comparison_means, truth.ring_means), strict=True))


def spread(each: Drawn, place: int) -> float:
    """Return by how much the sum of a series may be off its mean: one standard deviation."""
    means, size = series(each)[place][1], each.truth.places[place].size
    heaps = [sum(means[begins : begins + 7]) for begins in range(0, len(means), 7)]
    heaps = {"none": [], "day": list(means), "week": heaps}[each.truth.clumps]
    return (sum(means) + sum(heap * heap / size for heap in heaps)) ** 0.5


@pytest.mark.parametrize("kind", ["effect", "null"])
def test_the_means_are_met_at_every_place_that_was_not_taken_up_for_its_height(kind):
    off = [
        (sum(counts) - sum(means)) / spread(each, place)
        for each in some(kind)
        if each.world.chosen == "named"
        for place, (counts, means) in enumerate(series(each))
    ]

    assert abs(fmean(off)) < 4 / len(off) ** 0.5
    assert 0.85 < pstdev(off) < 1.15


def test_counts_clump_where_they_should_and_nowhere_else():
    ratios = {"none": [], "day": [], "week": []}
    for each in some("null"):
        for counts, means in series(each)[1:]:
            if fmean(means) > 0.3:
                apart = sum((n - mean) ** 2 for n, mean in zip(counts, means, strict=True))
                ratios[each.truth.clumps].append(apart / sum(means))

    assert fmean(ratios["none"]) == pytest.approx(1, abs=0.03)
    assert fmean(ratios["day"]) > 1.3
    assert fmean(ratios["week"]) > 1.1


def test_a_null_plan_changes_no_mean_anywhere():
    for each in some("null"):
        assert each.truth.place_means == each.truth.place_means_without
        assert each.truth.ring_means == each.truth.ring_means_without
        assert (each.truth.effect, each.truth.moved, expected(each).ratio) == (1, 0, 1)


def test_a_plan_with_an_effect_has_it_in_the_after_window_whole_and_never_before_the_response():
    for each in some("effect"):
        begins = each.world.within(each.world.response).start

        assert each.truth.place_means[:begins] == each.truth.place_means_without[:begins]
        assert expected(each).ratio == pytest.approx(each.truth.effect)
        assert covers(each, each.truth.effect - 0.001, each.truth.effect + 0.001)
        assert not covers(each, each.truth.effect + 0.001, 9)


def test_the_effect_comes_in_by_even_steps_while_the_response_goes_on():
    each = some("effect")[0]
    during = each.world.within(each.world.response)
    left = [
        now / was
        for now, was in zip(
            each.truth.place_means[during], each.truth.place_means_without[during], strict=True
        )
    ]

    steps = [then - before for before, then in pairwise([1.0, *left])]

    assert steps == pytest.approx([(each.truth.effect - 1) / len(left)] * len(left))


def test_what_moved_next_door_is_a_share_of_what_the_place_lost():
    moved = [each for each in some("effect") if each.truth.moved]

    assert 15 < len(moved) < SOME / 2
    for each in moved:
        after = each.world.within(each.world.after)
        gained = sum(each.truth.ring_means[after]) - sum(each.truth.ring_means_without[after])
        lost = expected(each).after_without - expected(each).after
        assert gained == pytest.approx(each.truth.moved * lost)
        assert each.truth.effect < 1 < expected(each).next_door


def test_the_same_seed_draws_the_same_plan_alone_or_in_a_row_and_another_seed_another():
    assert drawn("effect", 7) == some("effect")[6]
    assert drawn("effect", 7, seed=1) != drawn("effect", 7)
    assert drawn("null", 7).world != drawn("effect", 7).world


def test_the_highest_of_forty_falls_back_by_itself_and_a_named_place_does_not():
    over = {"highest": [], "named": []}
    back = {"highest": [], "named": []}
    for each in some("null"):
        for kept, window in ((over, last_weeks_before(each.world)), (back, each.world.after)):
            days = each.world.within(window)
            kept[each.world.chosen].append((sum(each.world.place[days]), sum(each.truth.place_means[days])))

    assert ratio(over["highest"]) > 1.15
    assert ratio(back["highest"]) == pytest.approx(1, abs=0.06)
    assert ratio(over["named"]) == pytest.approx(1, abs=0.06)
    assert ratio(back["named"]) == pytest.approx(1, abs=0.06)


def ratio(pairs: list[tuple[int, float]]) -> float:
    return sum(counted for counted, _ in pairs) / sum(mean for _, mean in pairs)


def test_a_plain_before_and_after_is_taken_in_by_plans_that_changed_nothing():
    said = {
        chosen: [naive(e.world) for e in some("null") if e.world.chosen == chosen]
        for chosen in ("highest", "named")
    }

    assert fmean(each.success for each in said["highest"]) > 0.5
    assert fmean(each.success for each in said["highest"] + said["named"]) > 0.25


def test_a_plain_before_and_after_counts_eight_weeks_each_side():
    each = some("null")[0].world
    days = (each.after.last_on - each.records_from).days + 1
    before = each.within(last_weeks_before(each))
    place = tuple(2 if before.start <= day < before.stop else int(day > before.stop) for day in range(days))

    said = naive(replace(each, place=place))

    assert (said.before, said.after, said.per_cent) == (112, 56, -50)
    assert (said.fell, said.success, said.significant) == (True, True, True)


def test_the_report_s_own_fall_from_62_to_6_is_one_that_chance_alone_seldom_makes():
    assert tail(6, 68) < 1e-9
    assert tail(1, 3) == 0.5
    assert tail(0, 1) == 0.5


@pytest.mark.parametrize("kind", ["effect", "null"])
def test_windows_are_whole_weeks_in_order_and_all_series_are_as_long_as_the_records(kind):
    for each in some(kind):
        world = each.world
        records = (world.after.last_on - world.records_from).days + 1

        assert world.baseline.days % 7 == world.after.days % 7 == 0
        assert min(world.baseline.days, world.after.days) >= 56
        assert world.records_from <= world.baseline.first_on <= world.baseline.last_on < world.scanned_on
        assert world.scanned_on < world.response.first_on <= world.response.last_on
        assert world.after.first_on == world.response.last_on + timedelta(1)
        assert 26 <= (world.scanned_on - world.records_from).days / 7 <= 104
        assert {len(part) for pair in series(each) for part in pair} == {records}


def test_worlds_differ_in_all_that_the_assessment_must_bear():
    both = some("effect") + some("null")

    assert {len(each.world.comparisons) for each in both} == {1, 2, 3, 4, 5, 6}
    assert {each.truth.clumps for each in both} == {"none", "day", "week"}
    assert {each.world.baseline.days // 7 for each in both} >= {8, 12, 26, 52}
    assert 0.3 < fmean(each.world.chosen == "highest" for each in both) < 0.5
    assert 0.05 < fmean(each.truth.lockdown is not None for each in both) < 0.3
    levels = [each.truth.places[0].level for each in both]
    assert 0.05 <= min(levels) < 0.1
    assert 4 < max(levels) <= 6
    effects = [each.truth.effect for each in some("effect")]
    assert 0.3 <= min(effects) < 0.35
    assert 1.3 < max(effects) <= 1.4


def test_a_place_has_a_week_of_its_own_and_is_counted_by_it():
    each = next(
        each for each in some("null") if each.truth.clumps == "none" and each.truth.places[1].level > 2
    )
    weekday = each.world.records_from.weekday()
    counted, meant = [0] * 7, [0.0] * 7
    for day, (number, mean) in enumerate(zip(*series(each)[1], strict=True)):
        counted[(weekday + day) % 7] += number
        meant[(weekday + day) % 7] += mean

    assert max(meant) > 1.3 * min(meant)
    assert counted == [pytest.approx(mean, abs=4 * mean**0.5) for mean in meant]


@pytest.mark.parametrize(
    ("mean", "size"), [(0.05, 0.0), (2.0, 0.0), (70.0, 0.0), (0.05, 0.5), (2.0, 0.5), (20.0, 8.0)]
)
def test_a_law_walked_through_evenly_gives_its_own_mean_and_variance(mean, size):
    walked = [count((step + 0.5) / 20_000, mean, size) for step in range(20_000)]

    assert fmean(walked) == pytest.approx(mean, rel=0.01)
    assert pstdev(walked) ** 2 == pytest.approx(mean + (mean * mean / size if size else 0), rel=0.03)


def test_the_last_chance_of_all_still_ends():
    assert count(1.0, 3.0) > 20
    assert count(1.0, 3.0, 2.0) > 20

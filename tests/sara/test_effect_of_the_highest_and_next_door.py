"""A place that was the highest is not held against its own height, and what is driven away is looked for next door."""

from datetime import timedelta

import pytest

from asbcases.sara.rules.effect_shapes import Effect, Finding, NextDoor
from asbcases.sara.rules.reference import held_against
from asbcases.sara.rules.window_shapes import Days
from tests.sara.assessing import TERMS, assessed, each_week, known_of, weeks

STEADY = each_week((60, 40))
# Twenty a week, but forty over the eight weeks in which somebody looked; then twenty again, whatever was done.
PEAK = each_week((20, 20), (8, 40), (12, 20))
AFTER_PEAK = {"before": weeks(20, 8), "after": weeks(32, 8)}


def test_a_place_that_fell_back_by_itself_is_no_success() -> None:
    unguarded = assessed(PEAK, STEADY, **AFTER_PEAK)
    guarded = assessed(PEAK, STEADY, **AFTER_PEAK, highest_over=weeks(20, 8))

    assert unguarded.finding == Finding.FELL
    assert guarded.finding == Finding.NOT_SHOWN
    assert (guarded.before, guarded.held_against) == (320, weeks(12, 8))
    assert guarded.sentences[2] == (
        "It was the highest over 25 May 2026 to 19 July 2026 and would have fallen back by itself: so after is held "
        "against 30 March 2026 to 24 May 2026, when 160 were counted here."
    )


@pytest.mark.parametrize(
    ("looked", "before", "against"),
    [
        # Half a year of baseline, of which the last eight weeks were looked at: as many weeks as were frozen, before them.
        (weeks(20, 8), weeks(10, 18), weeks(2, 18)),
        # As long as the records reach, where they reach no further.
        (weeks(20, 8), weeks(4, 24), weeks(0, 20)),
        # What of the baseline came after the weeks looked at is not their height.
        (weeks(4, 4), weeks(4, 24), weeks(8, 20)),
        # Looked at before the baseline: it had time to fall back.
        (weeks(4, 4), weeks(8, 8), weeks(8, 8)),
        # Four weeks frozen with a reason need four others.
        (weeks(20, 4), weeks(20, 4), weeks(16, 4)),
        # Seven weeks before those looked at are not eight.
        (weeks(7, 8), weeks(7, 8), None),
    ],
)
def test_the_weeks_looked_at_are_left_out_for_others(
    looked: Days, before: Days, against: Days | None
) -> None:
    known = known_of(PEAK, STEADY, before=before, after=weeks(32, 8), highest_over=looked)

    assert held_against(known, TERMS) == against


def test_odd_days_of_the_records_are_left_out_where_whole_weeks_stand_in() -> None:
    looked = Days(*(day + timedelta(days=3) for day in weeks(10, 8)))
    known = known_of(PEAK, STEADY, before=looked, after=weeks(32, 8), highest_over=looked)

    against = held_against(known, TERMS)

    assert against
    assert (against.length, against.last_on) == (56, looked.first_on - timedelta(days=1))


def beside(ring: tuple[int, ...], place: tuple[int, ...] | None = None) -> tuple[Effect, NextDoor]:
    said = assessed(place or each_week((12, 20), (8, 10)), STEADY, ring=ring)
    assert said.next_door
    return said, said.next_door


def test_what_came_up_next_door_is_set_against_what_went_down_here() -> None:
    said, ring = beside(each_week((12, 20), (8, 28)))

    assert (ring.before, ring.after) == (160, 224)
    assert (ring.moved, ring.prevented) == pytest.approx((64, 80))
    assert ring.quotient == pytest.approx(-0.8)
    # By hand: 0.95, and t with 14 degrees times the root of 1/320 + 1/304 + 2/320, which is a quarter down or a fifth up.
    assert said.sentences[2:] == (
        "Next door there were about 64 more than was to be expected, and here about 80 fewer: some may have moved.",
        "Here and next door together: down by 5 per cent (down by 25 per cent to up by 21 per cent).",
    )


def test_where_it_fell_next_door_too_the_good_may_have_spread() -> None:
    said, ring = beside(each_week((12, 20), (8, 10)))

    assert ring.quotient == pytest.approx(1)
    assert ring.together
    assert ring.together.ratio == pytest.approx(0.5)
    assert said.sentences[2].endswith("the good may have spread.")


def test_where_nothing_shows_next_door_or_too_little_was_counted_it_is_said_so() -> None:
    assert (
        beside(each_week((20, 20)))[0]
        .sentences[2]
        .startswith("Next door no change is shown: what moved there")
    )
    said, ring = beside(each_week((20, 0)))
    assert ring.ring is None
    assert said.sentences[2].startswith("Next door too little was counted")


def test_more_next_door_where_nothing_fell_here_has_not_moved_from_here() -> None:
    said, ring = beside(each_week((12, 20), (8, 40)), each_week((20, 20)))

    assert (ring.quotient, said.finding) == (None, Finding.NOT_SHOWN)
    assert said.sentences[2] == "Next door there were more than was to be expected."


def test_without_places_to_compare_a_ring_without_a_year_before_says_nothing() -> None:
    place = each_week((52, 20), (12, 20), (8, 10))
    ring = each_week((52, 0), (20, 20))

    said = assessed(place, before=weeks(52, 8), after=weeks(64, 8), ring=ring)

    assert said.next_door
    assert (said.next_door.ring, said.next_door.moved) == (None, 0)

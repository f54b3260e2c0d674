"""What the victims must have been asked, when a reason is owed, and in which order restorative justice goes."""

from datetime import date

import pytest

from asbcases.remedies.choices import Heard, RemedyOutcome, RestorativeOutcome, Side, SideAnswer, Step
from asbcases.remedies.rules import (
    Noted,
    Progress,
    accepted_by,
    departs_from,
    facts_of_views,
    looks_after,
    needs_what_then,
    objection_to_ending,
    objection_to_step,
)

BOTH = set(Side)


@pytest.mark.parametrize(
    ("victims", "noted", "views", "efforts"),
    [
        ((), (), False, False),
        ((), (Noted(None, Heard.EFFORT),), False, True),
        ((1,), (), False, False),
        ((1,), (Noted(None, Heard.EFFORT),), False, False),
        ((1,), (Noted(1, Heard.VIEWS),), True, False),
        ((1,), (Noted(1, Heard.UNCONCERNED),), False, False),
        ((1, 2), (Noted(1, Heard.VIEWS),), False, False),
        ((1, 2), (Noted(1, Heard.VIEWS), Noted(2, Heard.EFFORT)), True, True),
        ((1, 2), (Noted(1, Heard.VIEWS), Noted(2, Heard.UNCONCERNED)), True, False),
    ],
)
def test_no_victim_is_left_out(
    victims: tuple[int, ...], noted: tuple[Noted, ...], views: bool, efforts: bool
) -> None:
    assert facts_of_views(victims, noted) == {"views": views, "efforts_logged": efforts}


@pytest.mark.parametrize(
    ("choices", "action", "owed"),
    [
        ((), 7, False),
        ((7,), 7, False),
        ((7, 7), 7, False),
        ((8,), 7, True),
        ((7, 8), 7, True),
        ((7,), None, True),
    ],
)
def test_a_reason_is_owed_where_not_every_choice_is_followed(
    choices: tuple[int, ...], action: int | None, owed: bool
) -> None:
    noted = [Noted(victim, Heard.VIEWS, choice) for victim, choice in enumerate(choices)]

    assert departs_from([*noted, Noted(9, Heard.VIEWS)], action) is owed


def test_what_happens_next_is_owed_unless_it_was_done() -> None:
    assert [needs_what_then(one) for one in RemedyOutcome] == [False, True, True, True]


def test_who_accepts_is_who_said_so() -> None:
    assert accepted_by({Side.HARMED: SideAnswer.ACCEPTED, Side.RESPONDENT: ""}) == {Side.HARMED}


@pytest.mark.parametrize(
    ("step", "accepted", "taken", "words"),
    [
        (Step.PREPARED, {Side.HARMED}, [], "free to both"),
        (Step.MET, set(), [Step.PREPARED, Step.SAFE], "free to both"),
        (Step.PREPARED, BOTH, [], ""),
        (Step.PREPARED, BOTH, [Step.PREPARED], "noted already"),
        (Step.SAFE, BOTH, [], "Prepare both first"),
        (Step.MET, BOTH, [Step.PREPARED], "whether it is safe"),
        (Step.MET, BOTH, [Step.PREPARED, Step.UNSAFE], "whether it is safe"),
        (Step.SAFE, BOTH, [Step.PREPARED, Step.UNSAFE], ""),
        (Step.UNSAFE, BOTH, [Step.PREPARED, Step.SAFE], ""),
        (Step.MET, BOTH, [Step.PREPARED, Step.SAFE], ""),
        (Step.UNSAFE, BOTH, [Step.PREPARED, Step.SAFE, Step.MET], "noted already"),
    ],
)
def test_the_steps_have_their_order(step: Step, accepted: set[Side], taken: list[Step], words: str) -> None:
    said = objection_to_step(step, Progress(accepted, taken))

    assert words in said if words else said == ""


@pytest.mark.parametrize(
    ("outcome", "declined", "taken", "words"),
    [
        (RestorativeOutcome.AGREED, False, [Step.SAFE], "not noted yet"),
        (RestorativeOutcome.AGREED, False, [Step.MET], ""),
        (RestorativeOutcome.NOT_HELD, False, [Step.MET], "They met"),
        (RestorativeOutcome.NOT_HELD, False, [], ""),
        (RestorativeOutcome.DECLINED, False, [], "Nobody has declined"),
        (RestorativeOutcome.DECLINED, True, [], ""),
        (RestorativeOutcome.UNSAFE, False, [Step.SAFE], "not found unsafe"),
        (RestorativeOutcome.UNSAFE, False, [Step.UNSAFE], ""),
    ],
)
def test_it_ends_as_it_went(
    outcome: RestorativeOutcome, declined: bool, taken: list[Step], words: str
) -> None:
    said = objection_to_ending(outcome, declined=declined, taken=taken)

    assert words in said if words else said == ""


def test_the_looks_end_on_the_same_day_of_a_later_month() -> None:
    assert looks_after(date(2026, 8, 31), [12, 6]) == [(6, date(2027, 2, 28)), (12, date(2027, 8, 31))]

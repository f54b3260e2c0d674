"""What each act does to the clocks of a victim: lives worked by another hand, replayed from their facts alone."""

import pytest

from asbcases.deadlines.knowledge import Knowledge
from asbcases.deadlines.rebuild import Clockwork
from tests.proof.lives import compared
from tests.risk.lives import bank, banked, in_order, replayed

LIVES = [*bank("review_clocks.jsonl"), *bank("review_clocks_held_back.jsonl")]


@pytest.mark.django_db
def test_every_life_of_the_bank_has_the_clocks_that_its_acts_make() -> None:
    clockwork = Clockwork(Knowledge.whole())

    for story in LIVES:
        assert in_order(replayed(story, clockwork)) == in_order(banked(story)), story["why"]
    assert len(LIVES) > 50


@pytest.mark.django_db
def test_lives_by_chance_have_the_clocks_that_another_hand_works_out() -> None:
    seen, wrong = compared(range(200))

    assert wrong == []
    assert len({kind for kind, _ in seen}) == 9

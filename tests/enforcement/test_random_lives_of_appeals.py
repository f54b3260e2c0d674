"""However an appeal is heard, and whatever is told late of hearsay notice, `check_deadlines` makes the same of it as the verbs did."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asbcases.accounts.models import User
from asbcases.enforcement.models import Appeal, Hearing, Measure
from asbcases.enforcement.transitions.hearings import hear_appeal, hold_hearing
from asbcases.enforcement.transitions.hearsay import note_hearsay
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.enforcement import test_random_lives_after_a_notice as lives
from tests.enforcement.make_breaches import AFTER, DAY
from tests.enforcement.make_measures import make_notice
from tests.make import make_case
from tests.tools.walks import few

pytestmark = pytest.mark.django_db

OVER = {"EVD-2": "The court shortened the time."}
ON_A_CLOSED_CASE = (*lives.ON_A_CLOSED_CASE, "hear", "held", "hearsay")
ACTS = ("appeal", "hear", "hear", "held", "hearsay", "end_appeal", "close", "reopen")
STEPS = st.tuples(st.sampled_from(ACTS), st.sampled_from([1, 30, 400]), st.sampled_from([0, 0, 1]))


class Life(lives.Life):
    """A notice about which a court sits."""

    def __init__(self, notice: Measure, by: User) -> None:
        self.notice, self.by, self.now, self.ago, self.turn = notice, by, AFTER, 0, 0
        self.do_appeal()

    def one(self, rows: list[Hearing]) -> Hearing:
        if not rows:
            raise Refused("There is none.")
        return rows[self.turn % len(rows)]

    def do_hear(self) -> None:
        at = self.now + (5, 30, 60)[self.turn % 3] * DAY
        hear_appeal(self.some(Appeal, outcome=""), court="Colchester", at=at, **self.act)

    def do_held(self) -> None:
        hearing = self.one(list(self.notice.hearings.filter(held_at=None).order_by("pk")))
        hold_hearing(hearing, outcome="Adjourned", **self.act)

    def do_hearsay(self) -> None:
        hearing = self.one(list(self.notice.hearings.order_by("pk")))
        served_on = self.day if self.turn % 3 else None
        note_hearsay(hearing, served_on=served_on, words="By post", over=OVER, **self.act)


@pytest.mark.walk
@settings(max_examples=few(25), deadline=None, suppress_health_check=[*HealthCheck])
@given(steps=st.lists(STEPS, min_size=8, max_size=25))
def test_the_clocks_of_hearings_are_rebuilt_from_any_life(
    db: None, amira: User, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, int, int]]
) -> None:
    monkeypatch.setattr(lives, "ON_A_CLOSED_CASE", ON_A_CLOSED_CASE)
    with lives.undone():
        life = Life(make_notice(make_case(by=amira), by=amira), amira)
        for step in steps:
            life.step(*step)
        assert differences() == []

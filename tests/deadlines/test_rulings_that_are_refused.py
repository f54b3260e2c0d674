"""Who may not decide about a date, and what may not be decided, is told in a sentence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import (
    ask_for_time,
    call_off,
    cancel,
    extend,
    pause,
    resume,
    return_request,
    waive,
)
from asbcases.errors import Refused
from tests.deadlines.diary import DAY, DUE, owe
from tests.make import NOW

pytestmark = pytest.mark.django_db
WHY = "The victim is in hospital"
LATER = DUE + 7 * DAY


Act = Callable[[Deadline, User], Any]
ACTS: dict[str, Act] = {
    "extend": lambda deadline, by: extend(deadline, until=LATER, reason=WHY, by=by, now=NOW),
    "pause": lambda deadline, by: pause(deadline, until=NOW + DAY, reason=WHY, by=by, now=NOW),
    "resume": lambda deadline, by: resume(deadline, reason=WHY, by=by, now=NOW),
    "waive": lambda deadline, by: waive(deadline, reason=WHY, by=by, now=NOW),
    "call off": lambda deadline, by: call_off(deadline, reason=WHY, by=by, now=NOW),
    "return": lambda deadline, by: return_request(deadline, reason=WHY, by=by, now=NOW),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_deciding_asks_for_the_rank_that_owes_it(clocked: Deadline, amira: User, act: Act) -> None:
    with pytest.raises(Refused, match="rank of sergeant or above"):
        act(clocked, amira)


def test_a_sergeant_does_not_decide_for_an_inspector(case: Case, ben: User) -> None:
    with pytest.raises(Refused, match="rank of inspector or above"):
        extend(owe(case, ben, rank="inspector"), until=LATER, reason=WHY, by=ben, now=NOW)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_somebodys_right_is_not_ours_to_change(case: Case, ben: User, act: Act) -> None:
    window = owe(case, ben, kind=Kind.SHARE_EXPIRY, rank="")

    with pytest.raises(Refused, match="somebody's right"):
        act(window, ben)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_has_ended_is_decided_no_more(clocked: Deadline, ben: User, act: Act) -> None:
    cancel(clocked, reason="The case was closed", by=ben, now=NOW)

    with pytest.raises(Refused, match="already ended"):
        act(clocked, ben)


@pytest.mark.parametrize("reason", ["", "   "])
def test_every_decision_has_a_reason(clocked: Deadline, ben: User, reason: str) -> None:
    with pytest.raises(Refused, match="Say why"):
        waive(clocked, reason=reason, by=ben, now=NOW)
    with pytest.raises(Refused, match="Say why"):
        ask_for_time(clocked, until=NOW + timedelta(days=90), reason=reason, by=ben, now=NOW)

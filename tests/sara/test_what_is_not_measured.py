"""What of a plan is not measured, or only with a warning: too short, too old, too few, or not done yet."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.plan_choices import PlanSource
from asbcases.errors import Refused
from asbcases.sara import transitions as verbs
from asbcases.sara.queries.measuring import measure, proposed
from asbcases.sara.rules.window_shapes import Outcome
from tests.make import NOW
from tests.sara.plans import DAY, TODAY, planned, start
from tests.sara.plans import measure as measure_of
from tests.sara.recorded import LATER, a_world, carried_out, on_days, weekly

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"now": NOW + 30 * DAY}, "It is too early: the window after is over from 20 January 2027 on"),
        ({"now": LATER, "after_days": 21}, "say why nobody waits for more weeks"),
        ({"now": LATER, "after_days": 1}, "A window is shorter than a week"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_the_reason(
    amira: User, ben: User, asked: dict[str, Any], words: str
) -> None:
    a_world(before=4, after=4)
    plan = carried_out(amira, ben)
    windows = proposed(plan, **asked)

    with pytest.raises(Refused, match=words):
        measure(plan, windows, now=asked["now"])


def test_a_short_window_with_its_reason_is_measured_and_warned_of(amira: User, ben: User) -> None:
    a_world(before=6, after=3)
    plan = carried_out(amira, ben)
    windows = proposed(plan, now=LATER, after_days=30, short_reason="The club closes")

    found = measure(plan, windows, now=LATER, short_reason="The club closes")

    assert (found.after_to - found.after_from).days == 27
    assert (found.short_reason, found.figures["strength"]) == ("The club closes", "weak")


def test_nothing_is_measured_while_a_response_goes_on_or_none_has_begun(amira: User, ben: User) -> None:
    a_world(before=4, after=4)
    plan = start(owner=amira, supervisor=ben, source=PlanSource.OFFICER)
    verbs.freeze_objective(plan, measure_of(), by=amira, now=NOW)
    with pytest.raises(Refused, match="No response has begun"):
        measure(plan, proposed(plan, now=LATER), now=LATER)
    fix = verbs.begin_response(planned(plan, now=NOW, immediate=True), by=amira, now=NOW)

    with pytest.raises(Refused, match="A response goes on"):
        measure(plan, proposed(plan, now=LATER), now=LATER)
    verbs.drop_response(fix, reason="It rained", by=amira, now=NOW + DAY)
    assert proposed(plan, now=LATER).outcome == Outcome.ASSESSED


def test_a_baseline_older_than_the_records_is_refused(amira: User, ben: User) -> None:
    on_days([TODAY - 30 * DAY])
    plan = carried_out(amira, ben)

    with pytest.raises(Refused, match="begins before the records of the district do"):
        measure(plan, proposed(plan, now=LATER), now=LATER)


def test_too_few_are_measured_and_said_to_be_too_few(amira: User, ben: User) -> None:
    on_days([TODAY - 400 * DAY], "Elsewhere Lane")
    on_days(weekly(TODAY - 84 * DAY, 12, 1))
    plan = carried_out(amira, ben)

    windows = proposed(plan, now=LATER)
    found = measure(plan, windows, now=LATER)

    assert (windows.outcome, found.figures["finding"]) == (Outcome.TOO_FEW, "too_few")
    assert "under 20 nothing can be told from chance" in found.figures["sentences"][0]

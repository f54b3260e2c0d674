"""The hours at which a caller may be written to, against an oracle that has London's clocks from the rule."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from asbcases.notify import rules
from tests.make import NOW
from tests.notify.caller import HOUR, drawn_hours, drawn_instant, is_safe


@pytest.mark.uncounted
def test_the_next_safe_instant_is_safe_and_no_earlier_one_is() -> None:
    chance = random.Random(20261125)
    for _ in range(100_000):
        at, (from_hour, until_hour) = drawn_instant(chance), drawn_hours(chance)

        found = rules.next_safe_instant(at, from_hour, until_hour)

        told = f"{at} {from_hour} {until_hour}"
        assert found >= at, told
        assert is_safe(found, from_hour, until_hour), told
        if found > at:
            steps = [at, *hours_between(at, found), found - timedelta(microseconds=1)]
            assert not any(is_safe(step, from_hour, until_hour) for step in steps), told


def hours_between(at: datetime, found: datetime) -> Iterator[datetime]:
    step = at.replace(minute=0, second=0, microsecond=0) + HOUR
    while step < found:
        yield step
        step += HOUR


@pytest.mark.uncounted
def test_no_history_of_a_contact_lets_a_message_out_at_a_wrong_moment() -> None:
    chance = random.Random(7)
    answers = {"now": 0, "later": 0, "never": 0}
    for _ in range(100_000):
        at, safe = drawn_instant(chance), None
        for _ in range(chance.randrange(4)):
            address = chance.choice(["", *["jade@example.org"] * 4])
            hours = chance.choice([drawn_hours(chance), (8, 20)])
            safe = rules.Safe(address, *hours, chance.random() < 0.2)
        when = rules.when_to_write(safe, at)

        may = safe is not None and safe.address != "" and not safe.withdrawn
        assert (when is not None) == may
        if safe and when:
            assert (when == at) == is_safe(at, safe.from_hour, safe.until_hour)
        answers["never" if when is None else "now" if when == at else "later"] += 1
    assert min(answers.values()) > 10_000


@pytest.mark.parametrize(("from_hour", "until_hour"), [(9, 9), (10, 9), (-1, 4), (0, 25)])
def test_hours_that_never_come_are_refused(from_hour: int, until_hour: int) -> None:
    with pytest.raises(ValueError, match="No hour lies"):
        rules.next_safe_instant(NOW, from_hour, until_hour)


def test_an_hour_that_the_clocks_leave_out_does_not_come_on_that_day() -> None:
    night = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)

    assert rules.next_safe_instant(night, 1, 2) == datetime(2027, 3, 29, 0, 0, tzinfo=UTC)
    assert rules.next_safe_instant(night, 1, 3) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)

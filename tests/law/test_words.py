"""Days and instants in the words of a sentence."""

from datetime import UTC, date, datetime

import pytest

from asbcases.law.words import day_words, instant_words


def test_a_day_is_written_the_british_way() -> None:
    assert day_words(date(2026, 11, 3)) == "3 November 2026"


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 11, 23, 18, 42, tzinfo=UTC), "6:42pm on 23 November 2026"),
        (datetime(2026, 6, 30, 23, 5, tzinfo=UTC), "12:05am on 1 July 2026"),
        (datetime(2026, 6, 30, 23, tzinfo=UTC), "midnight on 1 July 2026"),
        (datetime(2026, 7, 1, 11, tzinfo=UTC), "midday on 1 July 2026"),
        (datetime(2026, 1, 1, 9, tzinfo=UTC), "9am on 1 January 2026"),
    ],
)
def test_an_instant_is_written_in_london_time(instant: datetime, words: str) -> None:
    assert instant_words(instant) == words


def test_an_instant_without_a_time_zone_has_no_words() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        instant_words(datetime(2026, 11, 23))

"""Facts as JSON or Python gives them: read in one way, or refused in a sentence that says which form they take."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from asbcases.law.facts import FactError, Facts

AT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


def given(value: Any, born: Any = None) -> Facts:
    return Facts({"it": value, "born": born}, ("it", "born"))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-03", date(2026, 3, 3)),
        (date(2026, 3, 3), date(2026, 3, 3)),
        # Half past eleven at night in summer is the next day in London.
        (AT, date(2026, 7, 1)),
        ("2026-06-30T23:30:00+00:00", date(2026, 7, 1)),
    ],
)
def test_a_day_is_a_day_and_of_an_instant_it_is_londons(value: Any, day: date) -> None:
    assert given(value).day("it") == given(value).day_or_none("it") == day
    assert given([value]).days("it") == [day]


def test_what_was_not_given_is_nothing_none_no_or_empty() -> None:
    none = given(None)

    assert not none.has("it")
    assert (none.day_or_none("it"), none.instant_or_none("it"), none.age_or_none("it", "it")) == (None,) * 3
    assert (none.count("it"), none.flag("it"), none.text("it"), none.text("it", "x")) == (0, False, "", "x")
    assert (list(none.items("it")), dict(none.parts("it")), list(none.each("it", ()))) == ([], {}, [])
    assert not none.shown("it")


def test_what_was_given_is_read() -> None:
    assert given("2026-06-30T23:30:00+00:00").instant("it") == given(AT).instant_or_none("it") == AT
    assert given(2.5).number("it") == 2.5
    assert given(3.0).count("it") == 3
    assert given(True).flag("it")
    assert given({"a": 1}).parts("it") == {"a": 1}
    assert given({"a": 1}).plain("it") == {"a": 1}
    assert [one.count("a") for one in given([{"a": 1}, {"a": 2}]).each("it", ("a",))] == [1, 2]
    assert given("2026-02-28", "2008-02-29").age("born", "it") == 17


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (Facts.day, "3 March", "as a date, for example 2026-03-03"),
        (Facts.day, "2026-06-30T23:30:00", "as a date"),
        (Facts.day, None, "as a date"),
        (Facts.day, 20260303, "as a date"),
        (Facts.instant, "2026-03-03", "as an instant with an offset"),
        (Facts.instant, datetime(2026, 3, 3), "as an instant with an offset"),
        (Facts.instant, 5, "as an instant with an offset"),
        (Facts.number, True, "as a number"),
        (Facts.number, "5", "as a number"),
        (Facts.number, float("inf"), "as a number"),
        (Facts.number, 10**9, "slip of the keyboard"),
        (Facts.count, -1, "whole number from 0 to 100,000"),
        (Facts.count, 1.5, "whole number from 0 to 100,000"),
        (Facts.text, 5, "as text"),
        (Facts.flag, 1, "as true or false"),
        (Facts.flag, "yes", "as true or false"),
        (Facts.items, "a, b", "as a list"),
        (Facts.items, {"a": 1}, "as a list"),
        (Facts.items, 5, "as a list"),
        (Facts.parts, [], "as an object"),
        (lambda facts, name: list(facts.each(name, ("a",))), [5], "as a list of objects"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    read: Callable[[Facts, str], Any], value: Any, words: str
) -> None:
    with pytest.raises(FactError, match=rf"\bit\b.*{words}|it is larger.*{words}"):
        read(given(value), "it")


def test_a_birthday_after_the_day_is_questioned() -> None:
    with pytest.raises(FactError, match="born lies after it"):
        given("2026-01-01", "2026-01-02").age("born", "it")

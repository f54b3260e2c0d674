"""The second report of a victim in six months asks for the case review to be explained, and near matches ask a person."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asbcases.law.periods import LONDON, months_beginning_with
from triggers.rules.complaints import Source
from triggers.rules.seconds import Told, second_report
from triggers.rules.victims import Report, Tie, Victims

AT = datetime(2026, 1, 12, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_report(key: str, at: datetime = AT, /, **known: Any) -> Report:
    return Report(**{"id": key, "at": at, "agency": "police", **known})


def test_the_sentence_names_both_reports_and_the_duty() -> None:
    first = a_report("r1", person="p1")
    second = a_report("r2", datetime(2026, 3, 2, 12, tzinfo=UTC), person="p1", agency="council")
    owed = second_report(second, [first, second])
    assert (owed.explain, owed.ask, owed.first) == (True, False, "r1")
    assert owed.sentence == (
        "The same victim reported on 12 January 2026 to the police and on 2 March 2026 to the council, within 6 months: "
        "explain the case review, whether or not the threshold is met (ACG-1)."
    )
    told = [Told("r9", AT), Told("r2", AT + 50 * HOUR), Told("r1", AT + 49 * HOUR)]
    done = second_report(second, [first], told)
    assert (done.explain, done.first) == (False, "r1")
    assert done.sentence == (
        "It was explained to this victim on 14 January 2026, within the same six months (ACG-1)."
    )


def test_near_matches_are_asked_about_and_nothing_else_is_owed() -> None:
    one, other = a_report("r1", name="n1"), a_report("r2", name="n1", address="a1")
    asked = second_report(other, [one])
    assert (asked.explain, asked.who) == (False, ("r1",))
    assert asked.sentence.startswith("A report within six months may be of the same victim: ask")
    both = second_report(
        a_report("r3", name="n1", address="a1", phone="f"), [one, a_report("r4", address="a1")]
    )
    assert both.sentence.startswith("2 reports within six months may be of the same victim: ask")
    nothing = second_report(a_report("r5"), [one])
    assert (nothing.explain, nothing.ask) == (False, False)
    assert nothing.sentence == "No other report of the same victim lies within six months (ACG-1)."
    published = second_report(a_report("r6", name="n1", source=Source.PUBLISHED), [one])
    copy = a_report("r7", name="n1", source=Source.PUBLISHED)
    assert second_report(other, [copy, one]).who == ("r1",)
    assert (published.ask, published.sentence) == (False, "Published data are nobody's report.")


def test_an_older_report_that_is_recorded_late_makes_a_second_one_too() -> None:
    late = a_report("r1", person="p1")
    on_record = a_report("r2", AT + 24 * HOUR, person="p1")
    assert second_report(late, [on_record]).explain
    assert not second_report(late, [on_record], [Told("r2", AT - HOUR)]).explain


def test_there_is_no_duty_before_the_guidance_was_published() -> None:
    day = datetime(2025, 9, 16, 12, tzinfo=UTC)
    first = a_report("r1", day - 24 * HOUR, person="p1")
    assert not second_report(a_report("r2", day, person="p1"), [first]).explain
    assert second_report(a_report("r3", day + 24 * HOUR, person="p1"), [first]).explain


def test_what_two_known_people_share_makes_nobody_the_same() -> None:
    shared = {"phone": "f", "email": "e"}
    for key in ("phone", "email"):
        one, other, unknown = (
            a_report(name, **known, **{key: shared[key]})
            for name, known in (("r1", {"person": "p1"}), ("r2", {"person": "p2"}), ("r3", {}))
        )
        victims = Victims([one, other, unknown])
        assert {victims.tie(one, other), victims.tie(other, unknown)} == {Tie.NEAR}
        assert Victims([one, unknown]).tie(one, unknown) is Tie.SAME
        joined = a_report("r2", **{"person": "p2", "same_as": "p1", key: shared[key]})
        assert Victims([one, joined, unknown]).tie(joined, unknown) is Tie.SAME
    neighbours = [a_report(f"r{n}", person=f"p{n}", address="a", name="n") for n in range(2)]
    assert Victims(neighbours).tie(*neighbours) is Tie.NEAR


def test_records_that_point_at_each_other_are_one_person() -> None:
    ring = [
        a_report("r1", person="p1", same_as="p2"),
        a_report("r2", person="p2", same_as="p3"),
        a_report("r3", person="p3", same_as="p1"),
    ]
    victims = Victims(ring)
    assert victims.tie(ring[0], ring[2]) is Tie.SAME
    assert len(set(victims.reporters.values())) == 1


def test_who_reported_is_followed_from_one_certain_mark_to_the_next() -> None:
    reports = [
        a_report("r1", phone="f1"),
        a_report("r2", email="e1"),
        a_report("r3", phone="f1", email="e1"),
        a_report("r4", name="n1"),
        a_report("r5", phone="f5", person="p5"),
        a_report("r6", phone="f5", email="e6", address="a6", name="n6"),
        a_report("r7", email="e6", phone="f7"),
        a_report("r8", phone="f8", person="p8"),
        a_report("r9", phone="f8", email="e6"),
        a_report("r10", phone="f1", source=Source.PUBLISHED),
    ]
    who = Victims(reports).reporters
    assert who["r1"] == who["r2"] == who["r3"] != ""
    assert (who["r4"], "r10" in who) == ("", False)
    assert who["r5"] == who["r6"] == who["r7"] == "person p5"
    assert who["r8"] == who["r9"] == "person p8"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)))
def test_the_last_second_of_the_six_months_in_london_is_within_them(naive: datetime) -> None:
    first = a_report("r1", naive.replace(tzinfo=UTC), phone="f1")
    last: date = months_beginning_with(first.day, 6)
    midnight = datetime(last.year, last.month, last.day, tzinfo=LONDON) + timedelta(days=1)
    over = midnight.astimezone(UTC)
    inside = a_report("r2", over - timedelta(seconds=1), phone="f1")
    outside = a_report("r3", over, phone="f1")
    assert (second_report(inside, [first]).explain, second_report(outside, [first]).explain) == (True, False)

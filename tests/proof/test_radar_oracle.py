"""The oracle of the radar is held against small cases that were worked by hand, and against all that is planted."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.proof.radar_oracle import ALL, Oracle, Verdict, judged
from tests.proof.radar_scores import Score, scored, wrong_at
from tests.proof.radar_shapes import AREAS, Explained, Report, Year
from tests.proof.radar_year import INCIDENTS, Crowd, year

LONDON = ZoneInfo("Europe/London")
ANN = {"person": "ann"}


def report(at: str, area: str = "Colchester", **said: Any) -> Report:
    """Return a report at an hour in London, at noon when only a day is told, of behaviour on that day."""
    local = datetime.fromisoformat(at if "T" in at else f"{at}T12:00").replace(tzinfo=LONDON)
    said = {"agency": "police", "behaviour": (local.date(), local.date()), **said}
    return Report(0, local.astimezone(UTC), area, **said)


def verdicts(*reports: Report, told: tuple[tuple[int, str], ...] = ()) -> list[Verdict]:
    """Return the verdict on each report; `told` is to the victim of which of them, and on which day."""
    numbered = tuple(replace(each, id=number) for number, each in enumerate(reports, 1))
    explained = tuple(Explained(each, datetime.fromisoformat(f"{on}T12:00+00:00")) for each, on in told)
    return [verdict for _, verdict in judged(Year(numbered, explained, (), 0, len(numbered)))]


def last(*reports: Report, **more: Any) -> Verdict:
    return verdicts(*reports, **more)[-1]


@pytest.mark.parametrize(
    ("first", "second", "explain"),
    [
        ("2026-01-12", "2026-07-11", True),
        ("2026-01-12", "2026-07-12", False),
        ("2027-08-30", "2028-02-29", True),
        ("2027-08-30", "2028-03-01", False),
        ("2027-08-29", "2028-02-28", True),
        ("2027-08-29", "2028-02-29", False),
        ("2026-08-31", "2027-02-28", True),
        ("2026-08-31", "2027-03-01", False),
        # The day of a summer's night is London's, whatever it is in universal time.
        ("2026-01-12", "2026-07-11T23:59:59", True),
        ("2026-01-12", "2026-07-12T00:00:00", False),
        ("2026-04-01T00:30", "2026-09-30T23:59", True),
        ("2026-04-01T00:30", "2026-10-01T00:00", False),
    ],
)
def test_a_second_report_is_explained_until_the_last_day_of_six_months(
    first: str, second: str, explain: bool
) -> None:
    one, two = verdicts(report(first, **ANN), report(second, agency="council", **ANN))
    assert (one.explain, two.second, two.explain, two.ask) == (False, explain, explain, False)


@pytest.mark.parametrize(
    ("one", "two", "explain", "ask"),
    [
        ({"phone": "1"}, {"phone": "1"}, True, False),
        ({"email": "a"}, {"email": "a", "name": "other"}, True, False),
        ({"address": "x", "name": "n"}, {"address": "x", "name": "n"}, True, False),
        ({"address": "x", "name": "n"}, {"address": "y", "name": "n"}, False, True),
        ({"address": "x", "name": "n"}, {"address": "x"}, False, True),
        ({"person": "ann"}, {"person": "ann-2", "same_as": "ann"}, True, False),
        ({"person": "ann"}, {"person": "bob"}, False, False),
        ({}, {}, False, False),
        ({"place": "p"}, {"place": "p"}, False, False),
        ({"person": "ann", "source": "published"}, {"person": "ann"}, False, False),
        ({"person": "ann"}, {"person": "ann", "source": "published"}, False, False),
        ({"person": "ann", "source": "by_hand"}, {"person": "ann"}, True, False),
    ],
)
def test_the_same_victim_is_found_and_a_near_match_goes_to_a_person(
    one: dict[str, str], two: dict[str, str], explain: bool, ask: bool
) -> None:
    verdict = last(report("2026-03-02", **one), report("2026-03-09", **two))
    assert (verdict.explain, verdict.ask, verdict.near) == (explain, ask, {1} if ask else set())


def test_a_telephone_of_two_persons_proves_nothing_until_they_are_recorded_as_one() -> None:
    ann = report("2026-03-02", person="ann", phone="1")
    bob = report("2026-03-03", person="bob", phone="1")
    anybody, joined = report("2026-03-04", phone="1"), report("2026-03-05", person="ann", same_as="bob")
    found = verdicts(ann, bob, anybody, joined, replace(anybody, at=joined.at + timedelta(hours=1)))
    assert [each.explain for each in found] == [False, False, False, True, True]
    assert [set(each.near) for each in found[1:3]] == [{1}, {1, 2}]
    assert (found[4].met, found[4].ask) == (True, False)


def test_the_same_as_the_same_is_the_same_unless_that_makes_one_of_two_persons() -> None:
    by_phone, by_both = report("2026-03-02", phone="1"), report("2026-03-03", phone="1", email="a")
    assert last(by_phone, by_both, report("2026-03-04", email="a")).met
    ann, bob = replace(by_phone, person="ann"), report("2026-03-04", person="bob", email="a")
    assert [each.undecided for each in verdicts(ann, by_both, bob)] == [frozenset(), frozenset(), ALL]


@pytest.mark.parametrize(
    ("told", "explain", "undecided"),
    [
        ((1, "2026-03-04"), False, set()),
        ((2, "2026-04-11"), True, set()),
        ((3, "2026-03-04"), True, set()),
    ],
)
def test_it_is_explained_once_in_those_six_months_and_to_the_victim(
    told: tuple[int, str], explain: bool, undecided: set[str]
) -> None:
    reports = (report("2026-03-02", **ANN), report("2026-04-10", **ANN))
    bob = report("2026-04-20", person="bob")
    verdict = verdicts(*reports, bob, told=(told,))[1]
    assert (verdict.second, verdict.explain, verdict.undecided) == (True, explain, undecided)


def test_an_explanation_before_those_months_that_is_not_six_months_old_is_left_open() -> None:
    reports = [report(on, **ANN) for on in ("2026-07-05", "2026-10-01", "2027-01-20")]
    assert last(*reports, told=((1, "2026-09-01"),)).undecided == {"explain"}
    assert last(*reports, told=((1, "2026-07-06"),)).explain
    assert last(*reports, report("2027-02-01", **ANN, name="n")).undecided == set()
    assert last(
        report("2027-01-10", name="n"), reports[2], report("2027-02-01", **ANN, name="n")
    ).undecided == {"ask"}


@pytest.mark.parametrize(
    ("days", "behaviour", "met", "short"),
    [
        (("2026-01-12", "2026-03-02", "2026-07-11"), None, True, False),
        (("2026-01-12", "2026-03-02", "2026-07-12"), None, False, True),
        (("2026-05-01", "2026-05-02", "2026-05-31"), ("2026-05-01", "2026-05-01"), True, False),
        (("2026-05-01", "2026-05-02", "2026-06-01"), ("2026-05-01", "2026-05-01"), False, True),
        (("2026-01-05", "2026-02-02", "2026-02-28"), ("2026-01-31", "2026-01-31"), True, False),
        (("2026-01-05", "2026-02-02", "2026-03-01"), ("2026-01-31", "2026-01-31"), False, True),
        (("2026-05-01", "2026-05-02", "2026-06-01"), ("2026-04-20", "2026-05-02"), True, False),
        (("2026-05-01", "2026-05-02", "2026-05-08"), ("2026-05-01", "2026-05-20"), True, False),
        (("2026-05-01", "2026-05-02", "2026-05-08"), ("2026-05-09", "2026-05-09"), False, True),
        (("2026-05-01", "2026-05-08"), None, False, True),
        (("2026-05-08",), None, False, False),
    ],
)
def test_three_reports_made_in_time_within_six_months_meet_the_threshold(
    days: tuple[str, ...], behaviour: tuple[str, str] | None, met: bool, short: bool
) -> None:
    reports = [report(on, **ANN) for on in days]
    if behaviour:
        first, end = map(date.fromisoformat, behaviour)
        reports[-1] = replace(reports[-1], behaviour=(first, end))
    verdict = last(*reports)
    assert (verdict.met, verdict.one_short) == (met, short)


def test_behaviour_without_a_day_does_not_count_and_is_named() -> None:
    reports = [report(f"2026-05-0{number}", **ANN) for number in (1, 2, 3)]
    verdict = last(reports[0], replace(reports[1], behaviour=None), reports[2])
    assert (verdict.met, verdict.one_short, verdict.undated) == (False, True, {2})


@pytest.mark.parametrize(
    ("area", "first", "second", "met"),
    [
        ("Colchester", {}, {"hate": True}, True),
        ("Thurrock", {"hate": True}, {}, True),
        ("Cleveland", {"hate": True}, {"hate": True}, False),
        ("Ashfield", {}, {"hate": True}, False),
        ("Wales", {"hate": True, "behaviour": (date(2025, 12, 1), date(2025, 12, 1))}, {}, False),
    ],
)
def test_one_report_of_hate_is_enough_where_the_area_says_so(
    area: str, first: dict[str, Any], second: dict[str, Any], met: bool
) -> None:
    verdict = last(report("2026-01-12", area, **ANN, **first), report("2026-07-11", area, **ANN, **second))
    assert verdict.met is met
    assert last(report("2026-01-12", area, **ANN)).one_short is False
    before, after = report("2026-01-12", area, **ANN, hate=True), report("2026-07-12", area, **ANN)
    assert (last(before, after).met, last(before, after).one_short) == (False, False)


@pytest.mark.parametrize(
    ("area", "people", "met", "short"),
    [
        ("Wales", "ABCDE", True, False),
        ("Wales", "ABCD", False, True),
        ("Wales", "A????", False, True),
        ("Wales", "?????", False, False),
        ("Cleveland", "A???B", True, False),
        ("Watford", "ABC", True, False),
        ("Watford", "ABA", False, True),
        ("Watford", "AAA", True, False),
        ("Colchester", "ABC", True, False),
        ("Ashfield", "A?", False, True),
        ("Thurrock", "A", False, False),
    ],
)
def test_several_people_meet_the_threshold_at_a_linked_place(
    area: str, people: str, met: bool, short: bool
) -> None:
    reports = [
        report(f"2026-03-0{number}", area, person=who.strip("?"), place="the square")
        for number, who in enumerate(people, 1)
    ]
    verdict = last(*reports)
    assert (verdict.met, verdict.one_short) == (met, short)
    apart = [replace(each, place=f"place {number}") for number, each in enumerate(reports)]
    assert last(*apart).met is (people == "AAA")


def test_reports_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        verdicts(report("2026-03-02"), report("2026-03-01"))


def test_all_that_is_planted_is_judged_as_it_was_worked_by_hand_and_the_year_is_always_the_same() -> None:
    made = year(4_000)
    truth = {each.id: verdict for each, verdict in judged(made)}
    wrong = [each for each in made.wanted if getattr(truth[each.report], each.what) != each.so]
    assert wrong == []
    assert [each for each in made.wanted if each.what in truth[each.report].undecided] == []
    assert (made.victims >= 500, made.incidents, INCIDENTS) == (True, 4_000, 60_391)
    assert made == year(4_000)
    assert {each.area for each in made.reports} == {area.name for area in AREAS}
    found = Counter(what for each in truth.values() for what in ALL if getattr(each, what))
    assert min(found[what] for what in ALL) > 100

    nothing = scored(truth, {})
    assert {
        what: score.missed + score.left >= found[what] for what, score in nothing.items()
    } == dict.fromkeys(ALL, True)
    assert all(score.precision == score.recall == 0 for score in nothing.values())
    assert all(score.precision == score.recall == 1 for score in scored(truth, truth).values())
    assert wrong_at(made.wanted, truth) == {}
    assert wrong_at(made.wanted, {})["second by person: explain"] == 15
    assert Score(8, 2, 8, 0).precision == 0.8


def test_the_victim_is_the_one_that_comparing_every_two_reports_over_and_over_gives() -> None:
    reports = [replace(each, id=number) for number, each in enumerate(Crowd(Random(7)).reports(260))]
    # Few people, so that many share something: the last figures of every key are thrown away.
    few = [
        replace(each, **{key: getattr(each, key)[:8] for key in ("person", "same_as", "phone", "email")})
        for each in sorted(reports, key=lambda each: each.at)
        if each.source != "published"
    ]
    oracle = Oracle({area.name: area for area in AREAS})
    for each in few:
        oracle.judge(each)
    shared = {each.phone for each in few if each.phone and oracle.shared(each.phone)}
    groups = [{each.id} for each in few]
    for one, two in combinations(few, 2):
        if certain(one, two, shared):
            mine, other = (next(group for group in groups if each.id in group) for each in (one, two))
            if mine is not other:
                groups.remove(other)
                mine |= other
    assert shared
    assert [set(oracle.victim(each)) for each in few] == [
        next(group for group in groups if each.id in group) for each in few
    ]


def certain(one: Report, two: Report, shared: set[str]) -> bool:
    """Return whether two reports have one key of certainty in common."""
    records = {one.person, one.same_as} & {two.person, two.same_as} - {""}
    phone = one.phone == two.phone and one.phone not in shared | {""}
    home = bool(one.address and one.name) and (one.address, one.name) == (two.address, two.name)
    return bool(records) or phone or (one.email == two.email != "") or home

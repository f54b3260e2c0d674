"""The proof of the radar records together only what cannot be told apart from one by one, and fails where much is missed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.proof.radar import FRONT, PART, Found, apart, groups, of_areas, section
from tests.proof.radar_oracle import judged
from tests.proof.radar_scores import WHAT
from tests.proof.radar_shapes import Report
from tests.proof.radar_year import year

AT = datetime(2027, 8, 2, 12, tzinfo=UTC)


def reports(*known: dict[str, str]) -> list[Report]:
    """Return reports on one day after another, of which only the one numbered `FRONT` is recorded as a page does."""
    days = ((AT + timedelta(number), said) for number, said in enumerate(known, 1))
    return [
        Report(number, at, "Wales", "police", behaviour=(AT.date(), AT.date()), **said)
        for number, (at, said) in enumerate(days, 1)
    ]


def together(made: list[Report], told: frozenset[datetime] = frozenset()) -> list[list[int]]:
    return [[one.id for one in each] for each in apart(made, groups(made), told)]


def test_what_is_recorded_together_has_nothing_in_common_through_any_chain() -> None:
    both = {"phone": "1", "email": "a"}
    made = reports({"phone": "2"}, both, {"phone": "1"}, {"email": "b"}, {"email": "a"}, {}, {})
    assert together(made) == [[1, 2], [3, 4], [5, 6, 7]]
    # Through a report before these two, nothing of which they share with each other.
    assert len(list(apart(made[2:5:2], groups(made), ()))) == 2
    joined = reports({"person": "p1"}, {"person": "p2", "same_as": "p1"}, {"name": "n"}, {"name": "n"})
    assert together(joined) == [[1], [2, 3], [4]]
    explained = frozenset({made[3].at - timedelta(hours=1)})
    assert together(made, explained) == [[1, 2], [3], [4, 5, 6, 7]]
    in_front = [replace(made[5], id=FRONT), replace(made[6], id=FRONT + 1)]
    assert together([*made[:1], *in_front]) == [[1], [FRONT], [FRONT + 1]]


def test_a_part_of_the_year_keeps_what_is_planted_in_it_and_the_proof_fails_below_its_aims() -> None:
    part = of_areas(year(4_000), PART)
    assert {report.area for report in part.reports} == set(PART)
    assert {each.report for each in part.wanted} <= {report.id for report in part.reports}
    truth = {report.id: verdict for report, verdict in judged(part)}
    assert [each for each in part.wanted if getattr(truth[each.report], each.what) != each.so] == []

    said = {number: Found(*(getattr(it, what) for what in WHAT)) for number, it in truth.items()}
    assert section(part, truth, said, 1.0).holds
    planted = next(each.report for each in part.wanted if each.what == "met" and each.so)
    silent = {planted: replace(said[planted], met=False)}
    assert not section(part, truth, said | silent, 1.0).holds
    forgetful = {number: replace(one, met=False) for number, one in said.items() if number % 40 == 0}
    found = section(part, truth, said | forgetful, 1.0)
    assert next(line.what for line in found.lines if not line.holds) == "threshold met"

"""As soon as a report is recorded, the radar tells of a second report, a threshold that is met, or one report short."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.triggers.rules.banks import procedure
from triggers.rules.complaints import Source
from triggers.rules.radar import EXPLAIN_LINE, MET_LINE, PLACE_LINE, SHORT_LINE, Sighting, Signal, look
from triggers.rules.seconds import Told
from triggers.rules.victims import Report
from triggers.rules.worksheet import RouteName

TODAY = date(2026, 7, 10)
ESSEX = {"min_complaints": 3, "hate": {"number": 1, "months": 6}}
WALES = {"several": {"number": 5, "people": 2, "months": 6}}


def a_signal(name: str, days_ago: int = 0, known: dict[str, Any] | None = None, **told: Any) -> Signal:
    at = datetime(2026, 7, 10, 9, tzinfo=UTC) - timedelta(days=days_ago)
    keys = {"person": "p1"} if known is None else known
    report = Report(**{"id": name, "at": at, "agency": "police", **keys})
    return Signal(report, **{"behaviour_on": report.day, **told})


def seen(new: Signal, *others: Signal, told: tuple[Told, ...] = (), **stated: Any) -> Sighting:
    return look(new, others, TODAY, procedure(**stated), told)


def test_a_first_report_tells_nothing() -> None:
    found = seen(a_signal("r1"), **ESSEX)
    assert (found.met, found.second.explain, found.one_short, found.ask, found.lines) == (
        False,
        False,
        (),
        (),
        (),
    )


def test_a_second_report_is_explained_and_is_one_short_of_three() -> None:
    first, second = a_signal("r1", 40, {"phone": "f1"}), a_signal("r2", known={"phone": "f1"})
    found = seen(second, first, **ESSEX)
    assert (found.met, found.second.explain, found.one_short) == (False, True, (RouteName.COMPLAINTS,))
    assert found.lines == (EXPLAIN_LINE, SHORT_LINE)
    again = seen(second, first, told=(Told("r1", first.report.at + timedelta(hours=1)),), **ESSEX)
    assert (again.second.explain, again.lines) == (False, (SHORT_LINE,))


def test_the_third_report_to_any_agency_meets_the_threshold() -> None:
    earlier = [a_signal("r1", 150), a_signal("r2", 40, {"person": "p1"}), a_signal("r3", 1)]
    found = look(a_signal("r4"), [*earlier, a_signal("r4")], TODAY, None)
    assert (found.met, found.second.explain, found.one_short) == (True, True, ())
    assert found.lines == (MET_LINE, EXPLAIN_LINE)
    assert [row.complaint.id for row in found.worksheet.rows if row.counts] == ["r1", "r2", "r3", "r4"]


def test_one_report_of_hate_meets_it_where_the_area_says_so() -> None:
    own = seen(a_signal("r1", hate=True), **ESSEX)
    assert (own.worksheet.reached and own.worksheet.reached.name, own.by_place) == (RouteName.HATE, False)
    neighbour = a_signal("r0", 3, {"person": "p2"}, place="x", hate=True)
    somebody_elses = seen(a_signal("r1", place="x"), neighbour, **ESSEX)
    assert (somebody_elses.met, somebody_elses.by_place, somebody_elses.lines) == (True, True, (PLACE_LINE,))


def test_reports_of_others_at_a_linked_place_count_by_the_rule_for_several_or_like_any_and_are_told_as_such() -> (
    None
):
    others = [a_signal(f"r{n}", n, {"person": f"p{n}"}, place="x") for n in range(2, 6)]
    new = a_signal("r1", place="x")
    for area, route in ((WALES, RouteName.SEVERAL), (ESSEX, RouteName.COMPLAINTS)):
        found = seen(new, *others, **area)
        assert found.worksheet.reached is not None
        assert (found.worksheet.reached.name, found.by_place) == (route, True)
        assert (found.second.explain, found.lines) == (False, (PLACE_LINE,))
        assert not seen(a_signal("r1"), *others, **area).met
    assert seen(new, *others[:3], **WALES).one_short == (RouteName.SEVERAL,)
    assert seen(new, others[0], **ESSEX).one_short == (RouteName.COMPLAINTS,)
    anonymous = [a_signal(f"a{n}", n, {}, place="x") for n in range(4)]
    assert seen(a_signal("a9", known={}, place="x"), *anonymous, **WALES).one_short == ()


def test_the_same_as_the_same_is_the_same_victim() -> None:
    chain = [a_signal("r1", 60, {"phone": "f1"}), a_signal("r2", 40, {"phone": "f1", "email": "e1"})]
    found = seen(a_signal("r3", known={"email": "e1"}), *chain, **ESSEX)
    assert (found.met, found.by_place, found.second.explain, found.second.first) == (True, False, True, "r1")


def test_near_matches_are_asked_about_only_where_they_would_make_a_difference() -> None:
    by_name = [a_signal(f"n{n}", n, {"name": "n1"}) for n in (1, 2)]
    new = a_signal("r1", known={"name": "n1", "phone": "f1"})
    found = seen(new, *by_name, **ESSEX)
    assert (found.met, found.second.explain, found.near, found.ask) == (
        False,
        False,
        ("n1", "n2"),
        ("n1", "n2"),
    )
    anonymous = seen(a_signal("r1", known={"name": "n1"}), *by_name, **ESSEX)
    assert anonymous.near == ("n1", "n2")
    one = seen(new, by_name[0], **ESSEX)
    assert (one.near, one.ask) == ((), ("n1",))
    same = a_signal("s1", 5, {"phone": "f1"})
    both = seen(new, same, *by_name, a_signal("old", 300, {"name": "n1"}), **ESSEX)
    assert (both.second.explain, both.ask) == (True, ("n1", "n2"))
    sure = [a_signal(f"s{n}", n, {"phone": "f1"}) for n in (5, 6)]
    assert seen(new, *sure, *by_name, **ESSEX).near == ()


def test_published_data_count_for_nobody_and_are_nobodys_report() -> None:
    copies = [
        a_signal(f"r{n}", n, {"person": "p1", "source": Source.PUBLISHED}, place="x") for n in range(1, 6)
    ]
    assert not seen(a_signal("r0", place="x"), *copies, **WALES).met
    people = [a_signal(f"r{n}", n, {"person": f"p{n}"}, place="x") for n in range(2, 8)]
    copy = a_signal("r1", known={"source": Source.PUBLISHED}, place="x")
    found = seen(copy, *people, **WALES)
    assert (found.met, found.lines, found.ask) == (False, (), ())


def test_a_report_recorded_late_is_judged_as_at_the_day_of_recording() -> None:
    late = a_signal("r1", 170)
    found = seen(late, a_signal("r2", 5), a_signal("r3", 3), **ESSEX)
    assert (found.met, found.second.explain) == (True, True)
    assert not seen(a_signal("r1", 190), a_signal("r2", 5), a_signal("r3", 3), **ESSEX).met

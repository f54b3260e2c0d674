"""The chart of a victim's level says in its title what it shows, and needs neither colour nor sight."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from risk.queries import Point
from risk.trajectory import chart_of

SVG = "{http://www.w3.org/2000/svg}"


def on(day: int, level: str, month: int = 11) -> Point:
    return Point(datetime(2026, month, day, 12, 0, tzinfo=UTC), level, f"Why on {day}", "Amira Khan")


def drawn(*points: Point) -> ElementTree.Element:
    return ElementTree.fromstring(f'<div xmlns="{SVG[1:-1]}">{chart_of(points).drawing}</div>')  # noqa: S314 - our own drawing


@pytest.mark.parametrize(
    ("points", "finding"),
    [
        ([], "Not assessed yet"),
        ([on(3, "high")], "High since 3 November 2026"),
        ([on(3, "medium"), on(5, "high"), on(9, "high")], "High since 5 November 2026"),
        ([on(3, "high"), on(5, "medium"), on(9, "high")], "High since 9 November 2026"),
        ([on(3, "high"), on(4, ""), on(5, "high")], "High since 3 November 2026"),
        ([on(3, "high"), on(5, "")], "High since 3 November 2026, and not assessed on 5 November 2026"),
        ([on(5, "")], "Not assessed on 5 November 2026"),
        ([on(5, ""), on(6, "")], "Not assessed 2 times, last on 6 November 2026"),
    ],
)
def test_the_title_says_what_stands_since_when_and_what_failed_since(
    points: list[Point], finding: str
) -> None:
    chart = chart_of(points)

    assert chart.finding == finding
    assert f'<title id="level-title">{finding}</title>' in chart.drawing


def test_the_table_beside_it_says_every_point_the_newest_first() -> None:
    chart = chart_of([on(3, "medium"), on(5, ""), on(9, "high")])

    assert [(line.at.day, line.level, line.why, line.by) for line in chart.lines] == [
        (9, "high", "Why on 9", "Amira Khan"),
        (5, None, "Why on 5", "Amira Khan"),
        (3, "medium", "Why on 3", "Amira Khan"),
    ]


def test_levels_are_told_apart_by_dash_and_words_and_who_hears_the_chart_hears_each() -> None:
    chart = drawn(on(3, "standard"), on(9, "medium"), on(20, "high"))
    lines = [line.get("class") for line in chart.iter(f"{SVG}line")]
    texts = [text.text for text in chart.iter(f"{SVG}text")]

    assert [name for name in lines if name and "step--" in name] == [
        f"asb-chart__step asb-chart__step--{row}" for row in range(3)
    ]
    assert texts[:3] == ["Standard", "Medium", "High"]
    assert texts[-1] == "High"
    assert "Not assessed" not in texts
    words = next(chart.iter(f"{SVG}desc")).text
    assert words == "3 November 2026: Standard; 9 November 2026: Medium; 20 November 2026: High"


def test_an_attempt_without_a_level_is_a_cross_in_a_lane_of_its_own_and_breaks_no_line() -> None:
    chart = drawn(on(3, "high"), on(5, ""), on(9, "high"))
    texts = [text.text for text in chart.iter(f"{SVG}text")]
    crosses = [path for path in chart.iter(f"{SVG}path") if path.get("class") == "asb-chart__cross"]
    first, second = (line for line in chart.iter(f"{SVG}line") if "step--2" in (line.get("class") or ""))

    assert texts[0] == "Not assessed"
    assert len(crosses) == 1
    assert first.get("x2") == second.get("x1")


def test_dates_that_would_run_into_a_later_one_are_left_to_the_table() -> None:
    texts = [text.text for text in drawn(on(3, "high"), on(4, ""), on(1, "medium", 12)).iter(f"{SVG}text")]

    assert "1 December 2026" in texts
    assert "4 November 2026" in texts
    assert "3 November 2026" not in texts


def test_two_charts_of_a_page_name_their_own_words() -> None:
    assert (
        'aria-labelledby="victim-2-title victim-2-words"'
        in chart_of([on(3, "high")], name="victim-2").drawing
    )

"""The page of the benchmarks: a section stands until it is measured again, and says where that was."""

from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.tools.report import Line, Section, renew


def section(title: str, found: str) -> Section:
    return Section(title, f"How {title} is measured.", [Line("it", found)], ("", "seconds"))


def test_a_section_stands_until_it_is_measured_again(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    by_hand = "\n## Diary\n\nMeasured on another machine.\n\n| | seconds |\n| --- | --- |\n| it | 9 |\n"
    page.write_text(f"# Benchmarks\n\nOld words.\n{by_hand}")

    for one in (section("Law", "1"), section("Papers", "2"), section("Law", "3")):
        renew(page, "# Benchmarks\n\nNew words.\n", one)

    text = page.read_text()
    assert text.startswith(f"# Benchmarks\n\nNew words.\n{by_hand}\n## Law\n\nCommit ")
    assert [line for line in text.splitlines() if line.startswith(("## ", "| it"))] == [
        *("## Diary", "| it | 9 |", "## Law", "| it | 3 |", "## Papers", "| it | 2 |")
    ]
    assert text.count("Python 3.") == text.count("Load when it ended: ") == 2


def test_one_that_is_written_anew_unchanged_leaves_the_page_as_it_was(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    renew(page, "# Benchmarks\n", section("Law", "1"))
    first = page.read_text()
    renew(page, "# Benchmarks\n", section("Papers", "2"))

    assert page.read_text().startswith(first)


def test_a_benchmark_that_is_none_is_refused_before_anything_is_started() -> None:
    with pytest.raises(SystemExit, match="No benchmark is called lawn: choose of law, papers, import"):
        main(["lawn", "law"])

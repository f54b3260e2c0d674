"""The proof of the walks names what failed, and does not hold where pytest did not end well or ran nothing."""

from pathlib import Path

import pytest

from tests.proof.__main__ import chosen
from tests.proof.walks import Row, rows_of, section, stated

PLACE = "tests.access.test_every_route"
REPORT = f"""<testsuites><testsuite>
<testcase classname="{PLACE}" name="test_it[one]"/>
<testcase classname="{PLACE}" name="test_it[two]"><failure message="no">no</failure></testcase>
<testcase classname="{PLACE}" name="test_it[three]"><skipped message="none"/></testcase>
</testsuite></testsuites>"""


def test_a_row_that_fails_is_named_and_counted(tmp_path: Path) -> None:
    report = tmp_path / "walks.xml"
    report.write_text(REPORT)

    found = section(rows_of(report), 1)

    assert [line.cells for line in found.lines] == [
        ("tests/access/test_every_route.py", "2", "1", "1"),
        (f"FAILED {PLACE}::test_it[two]", "", "", ""),
        ("all of them", "2", "1", "1"),
    ]
    assert not any(line.holds for line in found.lines)


def test_it_holds_only_where_something_ran_to_its_end() -> None:
    rows = [Row(PLACE, "test_it[one]")]

    assert section(rows, 0).holds
    assert not section(rows, 2).holds
    assert not section([], 0).holds


def test_it_takes_the_other_end_on_services_of_its_own(tmp_path: Path) -> None:
    said = stated(tmp_path, 0.1)

    assert (said["WALK_SCALE"], said["WALK_FROM"]) == ("0.1", "last")
    assert said["ASBCASES_VAR"] == str(tmp_path / "walks")


def test_some_proofs_are_run_or_all_but_some() -> None:
    names = ["beat", "doors", "walks"]

    assert chosen(names, []) == names
    assert chosen(names, ["--without=walks"]) == ["beat", "doors"]
    assert chosen(names, ["walks", "beat"]) == ["walks", "beat"]
    for said in (["nothing"], ["--without=nothing"]):
        with pytest.raises(SystemExit, match="No proof is called nothing: choose of beat, doors, walks"):
            chosen(names, said)

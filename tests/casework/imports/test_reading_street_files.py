"""A street file is read row by row; the way it is written does not change which rows it holds."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asbcases.casework.imports.police_uk import Row, StreetFile, council_of, month_bounds, street_file
from tests.casework.imports.street import ASB, SNAKES, TITLES, row, text_of, written

TODAY = date(2026, 11, 24)


def read(path: Path) -> tuple[StreetFile, list[Row]]:
    with street_file(path, today=TODAY) as file:
        rows = list(file)
    return file, rows


def keys(path: Path) -> list[str]:
    return [one.key for one in read(path)[1]]


def test_only_anti_social_behaviour_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", row(crime_type="Burglary"), row(), row(crime_type="Drugs"))

    file, rows = read(path)

    assert (file.rows, file.not_asb, [one.line for one in rows]) == (3, 2, [3])


def test_a_row_keeps_its_place_and_its_area(tmp_path: Path) -> None:
    [one] = read(written(tmp_path / "a.csv", row()))[1]

    assert (one.month, one.longitude, one.latitude) == (date(2025, 9, 1), 0.9, 51.89)
    assert (one.location, one.lsoa_code, one.lsoa_name) == (
        "On or near Mill Road",
        "E01021670",
        "Colchester 005A",
    )


def test_a_row_without_a_place_is_kept(tmp_path: Path) -> None:
    nowhere = row(longitude="", latitude="", location="No Location", lsoa_code="", lsoa_name="")

    [one] = read(written(tmp_path / "a.csv", nowhere))[1]

    assert (one.longitude, one.latitude, one.lsoa_code) == (None, None, "")


def test_equal_rows_of_one_file_are_different_incidents(tmp_path: Path) -> None:
    found = keys(written(tmp_path / "a.csv", row(), row(location="On or near Park"), row()))

    assert len(set(found)) == 3


@pytest.mark.parametrize(
    "data",
    [
        text_of(row(), row(), header=SNAKES).encode(),
        text_of(row(), row(), ends="\r\n").encode(),
        text_of(row(), row(), header=[title.upper() for title in TITLES]).encode(),
        b"\xef\xbb\xbf" + text_of(row(), row()).encode(),
        gzip.compress(text_of(row(), row(), header=SNAKES, ends="\r\n").encode()),
        gzip.compress(text_of(row()).encode()) + gzip.compress(text_of(row()).split("\n", 1)[1].encode()),
        text_of(row(), row()).rstrip("\n").encode(),
        text_of(row(), row()).replace("Colchester 005A", '"Colchester 005A"').encode(),
        text_of(row(), row()).replace("0.900000", " 0.9").encode(),
        text_of(row(crime_type=ASB.upper()), row()).encode(),
        (text_of(row()) + "\n" + text_of(row()).split("\n", 1)[1] + "\n\n").encode(),
    ],
    ids=[
        "snake case", "CRLF", "capitals", "byte order mark", "gzip", "gzip in two members", "no last line end",
        "quoted", "number written otherwise", "crime type in capitals", "blank lines",
    ],
)  # fmt: skip
def test_the_way_of_writing_does_not_change_identity(tmp_path: Path, data: bytes) -> None:
    plain = written(tmp_path / "plain.csv", row(), row())
    other = tmp_path / "other.csv"
    other.write_bytes(data)

    assert keys(other) == keys(plain)


def test_columns_in_another_order_do_not_change_identity(tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.csv", row())
    turned = tmp_path / "turned.csv"
    turned.write_text("\n".join(",".join(reversed(line.split(","))) for line in text_of(row()).splitlines()))

    assert keys(turned) == keys(plain)


@pytest.mark.parametrize("name", [name for name in SNAKES if name != "crime_type"])
def test_a_change_of_any_column_makes_another_incident(tmp_path: Path, name: str) -> None:
    changes = {"month": "2025-08", "longitude": "0.900001", "latitude": "51.890001", "lsoa_code": "E01021671"}
    changed = row(**{name: changes.get(name, "Something else")})

    assert keys(written(tmp_path / "a.csv", row())) != keys(written(tmp_path / "b.csv", changed))


def test_values_that_run_into_each_other_stay_apart(tmp_path: Path) -> None:
    one = row(reported_by="Essex Police", falls_within="Kent")
    other = row(reported_by="Essex", falls_within="PoliceKent")

    assert keys(written(tmp_path / "a.csv", one)) != keys(written(tmp_path / "b.csv", other))


def test_the_order_of_rows_does_not_change_identity(tmp_path: Path) -> None:
    a, b = row(), row(location="On or near Park")

    assert set(keys(written(tmp_path / "a.csv", a, b, a))) == set(keys(written(tmp_path / "b.csv", a, a, b)))


def test_two_halves_of_a_file_share_the_keys_of_equal_rows_that_the_cut_parted(tmp_path: Path) -> None:
    first, second = written(tmp_path / "1.csv", row(), row()), written(tmp_path / "2.csv", row())

    assert set(keys(second)) < set(keys(first))


def test_quoted_line_ends_count_as_physical_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = text_of(row(location='"On or near\r\nMill\nRoad"'), row(month="never"), row())
    path.write_bytes(text.encode())

    file, rows = read(path)

    assert [one.line for one in rows] == [2, 6]
    assert [reject.line for reject in file.rejects] == [5]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"month": "2025-13"}, "month"),
        ({"month": "2025-00"}, "month"),
        ({"month": "2025-9"}, "month"),
        ({"month": "Sep 2025"}, "month"),
        ({"month": "\N{FULLWIDTH DIGIT TWO}025-09"}, "month"),
        ({"month": ""}, "month"),
        ({"month": "0000-01"}, "month"),
        ({"month": "2010-11"}, "before December 2010"),
        ({"month": "2026-12"}, "future"),
        ({"month": "9999-12"}, "future"),
        ({"crime_type": ""}, "crime type is missing"),
        ({"crime_type": "  "}, "crime type is missing"),
        ({"longitude": "0", "latitude": "0"}, "Great Britain"),
        ({"longitude": "51.89", "latitude": "0.9"}, "Great Britain"),
        ({"longitude": "2.3522", "latitude": "48.8566"}, "Great Britain"),
        ({"longitude": ""}, "not a number"),
        ({"latitude": ""}, "not a number"),
        ({"longitude": "nan"}, "not a number"),
        ({"longitude": "inf"}, "not a number"),
        ({"longitude": "0_9"}, "not a number"),
        ({"longitude": "east"}, "not a number"),
        ({"longitude": "1" * 5000}, "not a number"),
        ({"lsoa_code": "E010216701"}, "LSOA code"),
        ({"lsoa_code": "'; drop"}, "LSOA code"),
        ({"context": "one,more"}, "13 fields instead of 12"),
    ],
)
def test_a_bad_row_is_listed_by_line_and_reason_and_the_rest_is_taken(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    file, rows = read(written(tmp_path / "a.csv", row(), row(**changes), row()))

    assert [one.line for one in rows] == [2, 4]
    assert (file.rows, [reject.line for reject in file.rejects]) == (3, [3])
    assert words in file.rejects[0].reason


def test_a_row_that_is_cut_short_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text_of(row(), row())[:-40])

    file, _ = read(path)

    assert [reject.line for reject in file.rejects] == [3]


def test_faults_of_other_crimes_do_not_matter(tmp_path: Path) -> None:
    file, _ = read(written(tmp_path / "a.csv", row(crime_type="Drugs", month="never", longitude="nan")))

    assert (file.not_asb, file.rejects) == (1, [])


@pytest.mark.parametrize(
    ("longitude", "latitude"), [("-6.32", "49.91"), ("-8.58", "57.81"), ("-0.85", "60.86"), ("1.76", "52.48")]
)
def test_the_corners_of_great_britain_are_inside(tmp_path: Path, longitude: str, latitude: str) -> None:
    file, _ = read(written(tmp_path / "a.csv", row(longitude=longitude, latitude=latitude)))

    assert file.rejects == []


def test_a_month_runs_from_london_midnight_to_london_midnight() -> None:
    begins, ends = month_bounds(date(2025, 9, 1))

    assert begins == datetime(2025, 8, 31, 23, tzinfo=UTC)
    assert ends == datetime(2025, 9, 30, 23, tzinfo=UTC)


@given(st.dates(date(2010, 12, 1), date(2100, 1, 1)))
def test_each_month_ends_where_the_next_begins(day: date) -> None:
    begins, ends = month_bounds(day.replace(day=1))
    after = ends.date()

    assert (begins.date().replace(day=1), after.day) == (day.replace(day=1), 1)
    assert month_bounds(after)[0] == ends


@pytest.mark.parametrize(
    ("name", "council"),
    [
        ("Colchester 005A", "Colchester"),
        ("Southend-on-Sea 012C", "Southend-on-Sea"),
        ("Castle Point 003C", "Castle Point"),
        ("King's Lynn and West Norfolk 019E", "King's Lynn and West Norfolk"),
        ("Basildon", "Basildon"),
        ("", ""),
        ("Two\nlines 001A", "Two\nlines 001A"),
    ],
)
def test_the_council_stands_in_the_name_of_the_area(name: str, council: str) -> None:
    assert council_of(name) == council

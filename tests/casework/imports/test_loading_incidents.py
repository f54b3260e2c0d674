"""What the import writes: incidents of a published source, with where they lie and how well their time is known."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.models import F

from asbcases.accounts.models import Council, District
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Precision, Source
from asbcases.cases.models import Classification, Incident, Report
from asbcases.casework.imports.loader import FileResult, load_file
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.notify.models import Message
from tests.casework.imports.street import ASB, SNAKES, row, written

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NOWHERE = {"longitude": "", "latitude": "", "location": "No Location", "lsoa_code": "", "lsoa_name": ""}
pytestmark = pytest.mark.django_db


def load(path: Path, now: datetime = NOW) -> FileResult:
    with acting("system:import"):
        return load_file(str(path), now=now)


def test_a_row_becomes_a_published_incident(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row()))

    one = Incident.objects.get()
    assert (one.source, one.category, one.summary, one.place_text) == (
        Source.POLICE_UK, None, "", "On or near Mill Road",
    )  # fmt: skip
    assert (one.longitude, one.latitude, one.lsoa_code, one.lsoa_name) == (
        0.9, 51.89, "E01021670", "Colchester 005A",
    )  # fmt: skip
    assert (one.recorded_at, one.recorded_by, one.version) == (NOW, None, 1)


def test_only_the_month_of_an_incident_is_known(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row(month="2025-09")))

    one = Incident.objects.get()
    assert one.happened_precision == Precision.MONTH
    assert one.happened_from == datetime(2025, 8, 31, 23, tzinfo=UTC)
    assert one.happened_until == datetime(2025, 9, 30, 23, tzinfo=UTC)


def test_references_follow_the_order_of_the_file(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", *(row(location=f"On or near {place}") for place in "ZAMBY")))

    places = Incident.objects.order_by("reference").values_list("place_text", flat=True)
    assert [place[-1] for place in places] == list("ZAMBY")
    assert Incident.objects.filter(reference__regex=r"^INC-2026-[0-9]{6,}$").count() == 5


def test_the_district_comes_from_the_name_of_the_area(tmp_path: Path) -> None:
    load(
        written(
            tmp_path / "a.csv",
            row(lsoa_name="Southend-on-Sea 012A"),
            row(lsoa_name="Castle Point 003C"),
            row(lsoa_name="Rochford 001B"),
        )
    )

    found = Incident.objects.order_by("id").values_list("council__code", "district__code", "outside_area")
    districts = dict(Council.objects.values_list("code", "district__code"))
    assert list(found) == [
        (code, districts[code], False) for code in ("E06000033", "E07000069", "E07000075")
    ]  # fmt: skip


def test_the_council_of_the_month_is_taken(tmp_path: Path) -> None:
    colchester = Council.objects.get(name="Colchester")
    heir = District.objects.exclude(pk=colchester.district_id)[0]
    Council.objects.filter(pk=colchester.pk).update(valid_to=date(2025, 8, 31))
    Council.objects.create(
        code="E06999999", name="Colchester", kind="unitary", district=heir, partnership="New",
        valid_from=date(2025, 9, 1),
    )  # fmt: skip

    load(written(tmp_path / "a.csv", row(month="2025-08"), row(month="2025-09")))

    found = Incident.objects.order_by("happened_from").values_list("council__code", "district_id")
    assert list(found) == [(colchester.code, colchester.district_id), ("E06999999", heir.pk)]


def test_a_row_of_another_county_is_kept_and_flagged(tmp_path: Path) -> None:
    result = load(written(tmp_path / "a.csv", row(lsoa_name="Babergh 006A", lsoa_code="E01029880")))

    one = Incident.objects.get()
    assert (one.outside_area, one.council, one.district, one.lsoa_code) == (True, None, None, "E01029880")
    assert (result.imported, result.outside_area, result.no_location) == (1, 1, 0)


def test_a_row_without_a_place_is_kept_and_flagged(tmp_path: Path) -> None:
    result = load(written(tmp_path / "a.csv", row(**NOWHERE)))

    one = Incident.objects.get()
    assert (one.outside_area, one.district, one.longitude, one.place_text) == (
        False,
        None,
        None,
        "No Location",
    )
    assert (result.imported, result.outside_area, result.no_location) == (1, 0, 1)


def test_equal_rows_are_different_incidents(tmp_path: Path) -> None:
    result = load(written(tmp_path / "a.csv", row(), row(), row()))

    assert (result.imported, Incident.objects.count()) == (3, 3)


def test_a_second_load_adds_nothing_however_the_file_is_written(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row(), row(), row(**NOWHERE)))
    before = list(Incident.objects.order_by("id").values())

    again = load(written(tmp_path / "b.csv.gz", row(), row(), row(**NOWHERE), header=SNAKES, ends="\r\n"))

    assert (again.imported, again.already) == (0, 3)
    assert (again.outside_area, again.no_location) == (0, 0)
    assert list(Incident.objects.order_by("id").values()) == before


def test_a_fuller_delivery_of_a_month_adds_what_the_first_lacked(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row(), row()))

    fuller = load(written(tmp_path / "b.csv", row(), row(location="On or near Park"), row(), row()))

    assert (fuller.imported, fuller.already, Incident.objects.count()) == (2, 2, 4)


def test_a_file_cut_in_two_loses_the_equal_rows_that_the_cut_parted(tmp_path: Path) -> None:
    load(written(tmp_path / "1.csv", row(), row()))

    second = load(written(tmp_path / "2.csv", row(), row(location="On or near Park")))

    assert (second.imported, second.already) == (1, 1)


def test_each_file_leaves_one_event_with_its_counts(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row(), row(crime_type="Drugs"), row(month="never"), row(**NOWHERE)))

    event = AuditEvent.objects.get()
    assert (event.actor_key, event.recorded_at, event.incident) == ("system:import", NOW, None)
    assert event.sentence == "imported 2 incidents from a.csv"
    assert event.data == {
        "file": "a.csv", "source": "police-uk", "rows": 4, "not_asb": 1, "imported": 2, "already": 0,
        "rejected": 1, "outside_area": 0, "no_location": 1,
    }  # fmt: skip


def test_a_load_that_adds_nothing_leaves_no_event(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row()))
    load(written(tmp_path / "a.csv", row()))
    load(written(tmp_path / "b.csv", row(crime_type="Drugs")))

    assert AuditEvent.objects.count() == 1


def test_a_refused_file_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", *[row()] * 50)
    path.write_bytes(path.read_bytes() + b"\xff\xfe\n")

    result = load(path)

    assert result == FileResult(str(path), error=result.error)
    assert "not UTF-8" in str(result.error)
    assert (Incident.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_an_import_makes_no_deadlines_no_messages_no_reports(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row(), row()))

    assert [model.objects.count() for model in (Deadline, Message, Report, Classification)] == [0, 0, 0, 0]


def test_text_is_stored_as_it_was_published(tmp_path: Path) -> None:
    words = "On or near \\N \\. \t 'Caf\u00e9'; -- %s"
    load(written(tmp_path / "a.csv", row(location=words)))

    assert Incident.objects.get().place_text == words.strip()


def test_the_import_may_not_write_incidents_of_our_own(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row()))
    fields = {
        "reference": "INC-2026-999999",
        "source": Source.OWN,
        "source_key": None,
        "category": "personal",
    }
    own = Incident.objects.get()

    with pytest.raises(DatabaseError, match="row-level security"), acting("system:import"):
        Incident.objects.create(
            **fields, happened_from=own.happened_from, happened_until=own.happened_until,
            happened_precision=own.happened_precision, recorded_at=NOW,
        )  # fmt: skip


def test_nothing_of_the_import_stays_in_the_session(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row()))

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('pg_temp.published_staging')")
        assert cursor.fetchone() == (None,)


def test_the_month_of_publication_is_the_london_month(tmp_path: Path) -> None:
    midnight_in_london = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    result = load(written(tmp_path / "a.csv", row(month="2026-07")), now=midnight_in_london)

    assert (result.imported, result.rejects) == (1, [])


def test_crime_types_are_compared_without_regard_to_case(tmp_path: Path) -> None:
    load(written(tmp_path / "a.csv", row()))

    again = load(written(tmp_path / "b.csv", row(crime_type=ASB.upper())))

    assert again.already == 1
    assert not Incident.objects.filter(happened_until__lt=F("happened_from")).exists()

"""Shipped rows are loaded once; a newer version ends the one before it, and nothing that the force set is touched."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.policies import transitions
from asbcases.policies.models import PolicyRow
from asbcases.policies.queries import PolicyBook, limit_on
from asbcases.policies.transitions import FOLDER, load_shipped_rows

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RULE = "risk.review.sergeant"
DAY = timedelta(days=1)
SPRING = date(2027, 4, 1)


def file_of(*rows: str) -> str:
    head = 'source = "The Act, s.1"\nconfidence = "S"\nin_force_from = 2020-01-01\n'
    return head + "".join(f"\n[[rows]]\n{row}\n" for row in rows)


def row_of(value: int, *more: str) -> str:
    return "\n".join(['rule = "an.act"', 'qualifier = ""', f"value = {value}", 'unit = "days"', *more])


@pytest.fixture
def ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a way to ship rows in the place of those of the product."""
    monkeypatch.setattr(transitions, "FOLDER", tmp_path)

    def shipped(*rows: str) -> transitions.Loaded:
        (tmp_path / "act-1.toml").write_text(file_of(*rows))
        return load_shipped_rows(NOW)

    return shipped


def versions() -> list[tuple[int, date, date | None]]:
    rows = PolicyRow.objects.filter(rule="an.act").order_by("in_force_from")
    return [(int(row.value), row.in_force_from, row.in_force_to) for row in rows]


def test_shipped_rows_are_loaded_once_with_their_source() -> None:
    # A version that follows states a row of an earlier one again where it gives it a last day.
    files = [tomllib.loads(file.read_text()) for file in FOLDER.glob("*.toml")]
    stated = [{**file, **row} for file in files for row in file["rows"]]
    shipped = len({(row["rule"], row["qualifier"], row["in_force_from"]) for row in stated})
    PolicyRow.objects.filter(rule=RULE, qualifier="high").update(rule="renamed")

    made = [len(load_shipped_rows(NOW).made) for _ in range(2)]

    assert made == [1, 0]
    assert PolicyRow.objects.exclude(rule="renamed").count() == shipped
    assert not PolicyRow.objects.filter(source="").exists()


def test_a_row_that_is_there_is_never_changed_by_loading() -> None:
    PolicyRow.objects.filter(rule=RULE, qualifier="high").update(value=10)

    load_shipped_rows(NOW)

    assert limit_on(RULE, "high", date(2026, 11, 23)).value == Decimal(10)


@pytest.mark.django_db(transaction=True)
def test_a_first_load_was_known_from_the_beginning(ship) -> None:
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM policies_policyrow")

    with transaction.atomic():
        loaded = ship(row_of(7, "in_force_from = 2027-04-01"), row_of(14))

    assert loaded.first
    with transaction.atomic():
        the_first_load_is_known()


def the_first_load_is_known() -> None:
    assert versions() == [(14, date(2020, 1, 1), SPRING - DAY), (7, SPRING, None)]
    assert not PolicyRow.objects.filter(added_at__isnull=False).exists()
    assert not PolicyRow.objects.filter(ended_at__isnull=False).exists()


def test_a_shipped_successor_ends_the_row_before_it_and_is_known_from_then_on(ship) -> None:
    ship(row_of(14))

    loaded = ship(row_of(14), row_of(7, "in_force_from = 2027-04-01"))

    assert not loaded.first
    assert ([int(row.value) for row in loaded.made], [int(row.value) for row in loaded.ended]) == ([7], [14])
    assert loaded.rules == {"an.act"}
    assert versions() == [(14, date(2020, 1, 1), SPRING - DAY), (7, SPRING, None)]
    book = PolicyBook.whole()
    before = book.find("an.act", "", SPRING, known_at=NOW - DAY)
    since = book.find("an.act", "", SPRING, known_at=NOW)
    assert (before and before.value, since and since.value) == (14, 7)
    assert ship(row_of(14), row_of(7, "in_force_from = 2027-04-01")) == ([], [], False)


def test_a_shipped_row_may_state_its_last_day(ship) -> None:
    loaded = ship(row_of(14, "in_force_to = 2026-12-31"))

    assert (len(loaded.made), versions()) == (1, [(14, date(2020, 1, 1), date(2026, 12, 31))])


def test_a_last_day_that_is_shipped_later_ends_an_open_row_once(ship) -> None:
    ship(row_of(14))

    ended = [len(ship(row_of(14, "in_force_to = 2026-12-31")).ended) for _ in range(2)]

    assert ended == [1, 0]
    assert versions() == [(14, date(2020, 1, 1), date(2026, 12, 31))]


def test_what_the_force_set_is_not_ended_by_what_is_shipped(ship, ben: User) -> None:
    ship(row_of(14))
    PolicyRow.objects.filter(rule="an.act").update(added_by=ben, value=10)

    later = ship(row_of(14), row_of(7, "in_force_from = 2027-04-01"))
    ending = ship(row_of(14, "in_force_to = 2026-12-31"))

    assert (later.made, later.ended, ending.ended) == ([], [], [])
    assert versions() == [(10, date(2020, 1, 1), None)]


def test_a_shipped_row_finds_its_place_before_a_later_one(ship) -> None:
    ship(row_of(14))

    loaded = ship(row_of(20, "in_force_from = 2015-01-01", "in_force_to = 2019-12-31"), row_of(14))

    assert len(loaded.made) == 1
    assert versions() == [(20, date(2015, 1, 1), date(2019, 12, 31)), (14, date(2020, 1, 1), None)]

"""A list read page by page by its key loses nothing, doubles nothing, and costs the same on every page."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.models import Council, District
from asbcases.policies.models import PolicyRow
from asbcases.web import keyset
from asbcases.web.keyset import BadCursorError, counted, counted_at_once, page_of, read_part

ORDER = ("-valid_from", "-id")
pytestmark = pytest.mark.django_db


@pytest.fixture
def councils() -> list[int]:
    """Give the councils dates of which many are equal; return their ids in the order of the list."""
    for place, council in enumerate(Council.objects.order_by("id")):
        Council.objects.filter(pk=council.pk).update(valid_from=date(2020, 1, 1 + place // 5))
    return list(Council.objects.order_by(*ORDER).values_list("id", flat=True))


def forwards(size: int) -> list[keyset.Part[Council]]:
    parts = [read_part(Council.objects.all(), ORDER, size=size)]
    while parts[-1].after:
        parts.append(read_part(Council.objects.all(), ORDER, cursor=parts[-1].after, size=size))
    return parts


@pytest.mark.parametrize("size", [1, 3, 5, 7, 14, 15])
def test_pages_forwards_hold_every_row_once(councils: list[int], size: int) -> None:
    parts = forwards(size)

    assert [row.pk for part in parts for row in part.rows] == councils
    assert all(len(part.rows) == size for part in parts[:-1])


@pytest.mark.parametrize("size", [1, 3, 5, 7])
def test_the_way_back_is_the_way_there(councils: list[int], size: int) -> None:
    there = forwards(size)
    back = [there[-1]]
    while back[-1].before:
        back.append(read_part(Council.objects.all(), ORDER, cursor=back[-1].before, size=size))

    assert [[row.pk for row in part.rows] for part in reversed(back)] == [
        [row.pk for row in part.rows] for part in there
    ]
    assert back[-2].before != ""


def test_an_ascending_order_works_alike(councils: list[int]) -> None:
    first = read_part(Council.objects.all(), ("valid_from", "id"), size=4)
    second = read_part(Council.objects.all(), ("valid_from", "id"), cursor=first.after, size=4)

    assert [row.pk for row in first.rows + second.rows] == councils[::-1][:8]


def test_rows_added_at_the_front_do_not_shift_the_next_page(councils: list[int]) -> None:
    first = read_part(Council.objects.all(), ORDER, size=3)
    Council.objects.filter(pk=councils[-1]).update(valid_from=date(2030, 1, 1))

    second = read_part(Council.objects.all(), ORDER, cursor=first.after, size=3)

    assert [row.pk for row in second.rows] == councils[3:6]


def test_an_instant_keeps_its_microseconds() -> None:
    field = keyset._Keys(District.objects.all(), ("id",))
    row = District(pk=7)

    assert field.opened(field.cursor("after", row)) == ("after", [7])

    from asbcases.cases.models import Case

    keys = keyset._Keys(Case.objects.all(), ("-opened_at", "-id"))
    opened_at = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
    assert keys.opened(keys.cursor("after", Case(pk=1, opened_at=opened_at))) == ("after", [opened_at, 1])


@pytest.mark.parametrize("cursor", ["x", "x:y", "a" * 5000, "\0", "é:é", ":"])
def test_a_cursor_that_we_did_not_make_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursorError):
        read_part(Council.objects.all(), ORDER, cursor=cursor)


def test_a_cursor_of_another_list_is_refused(councils: list[int]) -> None:
    cursor = read_part(Council.objects.all(), ("-id",), size=3).after

    with pytest.raises(BadCursorError):
        read_part(Council.objects.all(), ORDER, cursor=cursor)


def test_fields_that_run_in_two_ways_are_refused() -> None:
    with pytest.raises(ValueError, match="same way"):
        read_part(Council.objects.all(), ("-valid_from", "id"))


def test_a_field_that_may_be_null_is_refused() -> None:
    with pytest.raises(ValueError, match="may be null"):
        read_part(Council.objects.all(), ("-valid_to", "-id"))


def test_the_comparison_is_one_of_rows(councils: list[int]) -> None:
    cursor = read_part(Council.objects.all(), ORDER, size=3).after

    with CaptureQueriesContext(
        connection,
    ) as queries:
        read_part(Council.objects.all(), ORDER, cursor=cursor, size=3)

    assert len(queries) == 1
    assert '("accounts_council"."valid_from", "accounts_council"."id") < (' in queries[0]["sql"]


def test_a_page_keeps_the_filter_in_its_links(councils: list[int], rf: RequestFactory) -> None:
    first = page_of(rf.get("/councils/?month=2025-09"), Council.objects.all(), ORDER, size=5)
    second = page_of(rf.get(first.next_url), Council.objects.all(), ORDER, size=5)

    assert first.previous_url == ""
    assert first.next_url.startswith("/councils/?month=2025-09&page=")
    assert [row.pk for row in second] == councils[5:10]
    assert [
        row.pk for row in page_of(rf.get(second.previous_url), Council.objects.all(), ORDER, size=5)
    ] == councils[:5]


def test_a_page_whose_rows_have_gone_leads_back_to_the_beginning(
    councils: list[int], rf: RequestFactory
) -> None:
    first = page_of(rf.get("/councils/?month=2025-09"), Council.objects.all(), ORDER, size=5)

    page = page_of(rf.get(first.next_url), Council.objects.filter(pk__in=councils[:5]), ORDER, size=5)

    assert (len(page), page.previous_url, page.next_url) == (0, "/councils/?month=2025-09", "")


def test_a_broken_address_is_bad_input(rf: RequestFactory) -> None:
    with pytest.raises(BadRequest):
        page_of(rf.get("/councils/?page=broken"), Council.objects.all(), ORDER)


def test_counts_stop_at_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted(Council.objects.all()) == "14"
    assert counted(PolicyRow.objects.none()) == "0"

    monkeypatch.setattr(keyset, "COUNTED_TO", 13)
    assert counted(Council.objects.all()) == "13+"


def test_several_lists_are_counted_in_one_statement(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[[int], Any]
) -> None:
    lists = [Council.objects.order_by("name"), PolicyRow.objects.none()]
    monkeypatch.setattr(keyset, "COUNTED_TO", 13)

    with django_assert_num_queries(1):
        assert counted_at_once(lists) == ["13+", "0"]

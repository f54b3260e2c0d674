"""The board is narrowed by its address, every count leads to its list, and what is chosen can be taken away."""

import csv
import io
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import ask_for_time, extend
from asbcases.deadlines.views import exports
from asbcases.notify.models import Message, Task
from asbcases.web.csv_answer import cell
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.deadlines.pages import asked, words
from tests.make import district, make_case, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def wide(db: None) -> User:
    """Return an ASB officer, who works for the whole county."""
    return make_user("asha", Role.ASB_OFFICER, name="Asha Roy")


@pytest.fixture
def three(case: Case, amira: User, ben: User) -> list[Deadline]:
    """Return one that is late at DUE, one that is due that day, and one that is due within the week."""
    return [
        owe(case, ben, due_at=DUE - DAY, subject="1"),
        owe(case, amira, due_at=DUE + HOUR, subject="2", rank=""),
        owe(case, amira, due_at=DUE + 3 * DAY, subject="3", rank="", kind=Kind.FIRST_ASSESSMENT),
    ]


def board(client: Client, user: User, **query: Any) -> str:
    answer = asked(client, user, "deadline_board", at=DUE, **query)
    assert answer.status_code == 200
    return words(answer)


def listed(page: str, deadlines: list[Deadline]) -> list[bool]:
    addresses = [reverse("deadline_page", args=[one.case.reference, one.pk]) for one in deadlines if one.case]
    return [f'href="{address}"' in page for address in addresses]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [True, True, True]),
        ({"when": "late"}, [True, False, False]),
        ({"when": "today"}, [False, True, False]),
        ({"when": "week"}, [False, False, True]),
        ({"kind": "first_assessment"}, [False, False, True]),
        ({"kind": "first_assessment", "when": "late"}, [False, False, False]),
    ],
)
def test_the_address_narrows_the_list(
    client: Client, three: list[Deadline], ben: User, query: dict[str, str], found: list[bool]
) -> None:
    assert listed(board(client, ben, **query), three) == found


def test_it_is_narrowed_to_one_officer(client: Client, three: list[Deadline], amira: User, ben: User) -> None:
    assert listed(board(client, ben, officer=amira.pk), three) == [False, True, True]


def test_each_count_leads_to_the_list_that_makes_it_up(
    client: Client, three: list[Deadline], amira: User, ben: User
) -> None:
    page = board(client, ben, officer=amira.pk)

    assert f'href="/deadlines/?when=late&amp;officer={amira.pk}">Overdue <span class="asb-count">0<' in page
    assert f'href="/deadlines/?when=today&amp;officer={amira.pk}">Today <span class="asb-count">1<' in page


def test_what_is_due_at_midnight_is_due_today(client: Client, case: Case, ben: User) -> None:
    midnight = owe(case, ben, due_at=DUE + 12 * HOUR)

    assert listed(board(client, ben, when="today"), [midnight]) == [True]
    assert listed(board(client, ben, when="week"), [midnight]) == [False]


@pytest.mark.parametrize("query", [{"when": "never"}, {"kind": "share_expiry"}, {"officer": "987654"}])
@pytest.mark.parametrize("page", ["deadline_board", "deadlines_csv", "deadlines_print"])
def test_a_choice_that_is_none_is_a_fault(
    client: Client, ben: User, page: str, query: dict[str, str]
) -> None:
    answer = asked(client, ben, page, at=DUE, **query)

    assert answer.status_code == 400
    assert "There is a problem" in words(answer)


def test_nobody_filters_by_an_officer_or_a_district_of_others(
    client: Client, three: list[Deadline], amira: User, ben: User, cara: User
) -> None:
    assert asked(client, ben, "deadline_board", at=DUE, officer=cara.pk).status_code == 400
    assert 'name="district"' not in board(client, ben)
    assert 'name="officer"' not in board(client, amira)


def test_who_works_for_the_county_begins_with_the_districts(
    client: Client, three: list[Deadline], wide: User, cara: User
) -> None:
    owe(make_case(by=cara, district_code="basildon"), cara, due_at=DUE - DAY, rank="", subject="1")
    colchester = district().pk

    page = board(client, wide)
    narrowed = board(client, wide, district=colchester)

    assert f"?when=late&amp;district={colchester}" in page
    assert '1<span class="govuk-visually-hidden"> Overdue in Colchester' in page
    assert listed(narrowed, three) == [True, True, True]
    assert "By district" not in narrowed
    assert 'name="officer"' in narrowed


def test_requests_wait_above_the_board_until_they_are_answered(
    client: Client, three: list[Deadline], amira: User, ben: User
) -> None:
    ask_for_time(three[2], until=DUE + 9 * DAY, reason="In hospital", by=amira, now=DUE)

    waiting, officers = board(client, ben), board(client, amira)
    extend(three[2], until=DUE + 9 * DAY, reason="Yes", by=ben, now=DUE)

    assert "Decisions waiting" in waiting
    assert "Amira Osei</strong> asks for more time" in waiting
    assert f"/deadlines/{three[2].case.reference}/{three[2].pk}/return/" in waiting
    assert "Decisions waiting" not in officers
    assert "Decisions waiting" not in board(client, ben)


def test_what_went_wrong_stands_above_the_board_of_its_district(
    client: Client, case: Case, amira: User, ben: User, cara: User
) -> None:
    other = make_user("omar", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon")
    Task.objects.create(
        key="message:1", owner=ben, words="A message reached nobody", raised_at=DUE, case=case
    )

    assert "A message reached nobody" in board(client, ben)
    assert "Deal with it" in board(client, ben)
    assert "A message reached nobody" not in board(client, amira)
    assert "A message reached nobody" not in board(client, other)


def test_a_message_that_is_a_task_already_is_not_told_twice(client: Client, case: Case, ben: User) -> None:
    message = Message.objects.create(
        key="x",
        recipient=ben,
        template="deadline_missed",
        queued_at=DUE,
        failed_at=DUE,
        error="No address.",
        case=case,
    )
    assert "No address." in board(client, ben)

    Task.objects.create(key=f"message:{message.pk}", owner=ben, words="Tell them", raised_at=DUE, case=case)

    assert "No address." not in board(client, ben)


def test_the_file_holds_what_is_chosen_and_is_recorded(
    client: Client, three: list[Deadline], ben: User
) -> None:
    answer = asked(client, ben, "deadlines_csv", at=DUE, when="late")

    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="deadlines-2026-12-07.csv"'
    assert head == list(exports.HEAD)
    assert [row[0] for row in rows] == [three[0].case.reference if three[0].case else ""]
    assert rows[0][3:6] == ["6 December 2026 at midday", "2026-12-06T12:00:00+00:00", "Overdue"]
    exported = Access.objects.get(what="export")
    assert (exported.user, exported.about) == (ben, "deadlines, CSV: when=late")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("-2", "'-2"),
        ("\tx", "'\tx"),
        ("plain", "plain"),
        (-2, "-2"),
        (None, ""),
    ],
)
def test_no_spreadsheet_takes_a_cell_for_a_formula(value: object, text: str) -> None:
    assert cell(value) == text


def test_a_file_and_a_print_that_are_cut_say_so(
    client: Client, three: list[Deadline], ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST", 2)
    monkeypatch.setattr(exports, "MOST_PRINTED", 2)

    text = asked(client, ben, "deadlines_csv", at=DUE).content.decode("utf-8-sig")
    page = words(asked(client, ben, "deadlines_print", at=DUE))

    assert text.splitlines()[-1].startswith('"Only the first 2 are in this file')
    assert len(text.splitlines()) == 4
    assert "The first 2 are listed" in page
    assert Access.objects.filter(what="export").count() == 2


@pytest.mark.parametrize("page", ["deadlines_csv", "deadlines_print"])
def test_an_export_costs_the_same_however_long_it_is(
    client: Client, case: Case, ben: User, page: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        owe(case, ben, due_at=DUE - number * HOUR, subject=str(number))

    with time_machine.travel(DUE, tick=False):
        client.force_login(ben)
        with django_assert_max_num_queries(12):
            assert client.get(reverse(page)).content.decode().count(case.reference) >= 60

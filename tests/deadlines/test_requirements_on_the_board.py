"""What a notice gives somebody time for stands on the board in a section of its own, until somebody says what became of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.queries import UNDER, under_notices
from asbcases.deadlines.views.scoping import AT_HAND, visible
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.terms import unanswered
from asbcases.enforcement.transitions.breaches import allege_breach
from asbcases.enforcement.transitions.serving import meet_term
from asbcases.web.keyset import counted_at_once
from tests.deadlines.diary import DUE, owe
from tests.deadlines.test_board_plans import PAGE, fill, read_by, transaction_of
from tests.enforcement.make_measures import make_notice, make_warning
from tests.make import make_case, make_team

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def section(client: Client, user: User, **chosen: str) -> str:
    client.force_login(user)
    answer = client.get(reverse("deadline_board"), {"when": UNDER, **chosen})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def count_of(page: str) -> str:
    return page.partition('Under notices <span class="asb-count">')[2].partition("<")[0]


def notice_of(by: User, **said: Any) -> Measure:
    """Return a notice whose requirement to do something was to be met yesterday."""
    now = timezone.now()
    case = make_case(by=by)
    warned = make_warning(case, by=by, now=now - 30 * DAY, comply_by=now - 29 * DAY)
    return make_notice(case, warned, by=by, now=now - 15 * DAY, ends_on=(now + 300 * DAY).date(), **said)


@pytest.mark.django_db
def test_officer_and_supervisor_see_it_beside_what_is_owed_until_it_is_answered(
    client: Client, amira: User, ben: User, cara: User
) -> None:
    notice, other = notice_of(amira), notice_of(amira)
    now = timezone.now()
    running = make_warning(make_case(by=amira), by=amira, now=now - HOUR, comply_by=now + 2 * DAY)

    for user in (amira, ben):
        page = section(client, user)
        assert count_of(page) == "4"
        for words in (
            f"{notice.reference}</span> term 2",
            "Time is over",
            f">{running.reference}</span>",
            "Time to comply",
        ):
            assert words in page, words
        # A window is somebody's right: nobody decides about it, and it is none of what is owed.
        assert 'name="row"' not in page
        assert (
            f"{notice.reference}</span> term 2" not in client.get(reverse("deadline_board")).content.decode()
        )
        assert (
            running.case.reference in client.get(reverse("deadlines_csv"), {"when": UNDER}).content.decode()
        )
    assert count_of(section(client, cara)) == "0"
    assert notice.reference not in section(client, ben, kind=Kind.MEASURE_COMPLIANCE)

    term = notice.terms.get(number=2)
    assert term.do_by
    allege_breach(
        notice, happened_at=term.do_by, place="22 Mersea Road", words="They hang there.", terms=[term], by=amira, now=now
    )  # fmt: skip
    meet_term(other.terms.get(number=2), done_at=now - HOUR, by=amira, now=now)

    page = section(client, ben)
    assert count_of(page) == "2"
    assert notice.reference not in page
    assert other.reference not in page


@pytest.mark.django_db
def test_an_officer_is_asked_to_look_and_is_not_called_late(client: Client, amira: User) -> None:
    notice = notice_of(amira)
    client.force_login(amira)

    page = " ".join(client.get(reverse("deadlines_shift")).content.decode().split())

    part = page.partition("Time is over <span")[2].partition("</section>")[0]
    assert f"{notice.reference} term 2" in part
    assert "Look whether it was done" in part
    assert "asb-late" not in part
    assert "asb-work__item--late" not in part


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_list(
    client: Client, case: Case, amira: User, ben: User, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    for number in range(60):
        owe(
            case,
            amira,
            due_at=now + number * HOUR,
            kind=Kind.TERM_DUE,
            subject=f"CPN-2026-000001 term {number}",
            rank="",
        )
    client.force_login(ben)

    with django_assert_max_num_queries(17):
        page = client.get(reverse("deadline_board"), {"when": UNDER}).content.decode()

    assert page.count("CPN-2026-000001") >= 50


@pytest.mark.django_db(transaction=True)
def test_a_page_and_a_count_come_from_an_index_in_a_long_diary(
    case: Case, amira: User, ben: User, ines: User
) -> None:
    fill(case, ben, kind=Kind.TERM_DUE, subject="CPN-2026-000001 term 2", rank="")
    with transaction.atomic():
        User.objects.filter(pk=ines.pk).update(team=make_team("Control", force_wide=True))
        ines.refresh_from_db()

    for user, index in (
        (ben, "deadline_runs_district"),
        (ines, "deadline_runs"),
        (amira, "deadline_runs_owner"),
    ):
        with transaction_of(str(user.pk)):
            found = visible(unanswered(under_notices(user, now=DUE)), user, now=DUE)
            read_by(index, found.select_related(*AT_HAND)[:51], within=2 * PAGE)
            assert counted_at_once([found]) == ["0" if user == amira else "1,000+"]

"""The board shows what is late or about to be, whose it is, and who was told."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import meet
from asbcases.notify.models import Message
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.make import make_case, make_team

pytestmark = pytest.mark.django_db


def board(client: Client, user: User, at) -> str:
    with time_machine.travel(at, tick=False):
        client.force_login(user)
        answer = client.get(reverse("deadline_board"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_supervisor_sees_what_is_late_in_the_district_the_oldest_first(
    client: Client, case: Case, amira: User, ben: User
) -> None:
    owe(case, ben, due_at=DUE, subject="1")
    older = make_case(by=amira)
    owe(older, ben, due_at=DUE - DAY, subject="1")

    page = board(client, ben, DUE + HOUR)

    assert "Deadlines of Colchester" in page
    assert 0 < page.index(f"/cases/{older.reference}/") < page.index(f"/cases/{case.reference}/")


@pytest.mark.parametrize(
    ("late", "words"), [(DAY, "1 day late"), (2 * DAY, "2 days late"), (HOUR, "1 hour late")]
)
def test_it_says_how_late_in_right_english(client: Client, case: Case, ben: User, late, words: str) -> None:
    owe(case, ben)

    assert f">{words}<" in board(client, ben, DUE + late)


def test_it_says_why_whose_and_how_risky(client: Client, case: Case, ben: User) -> None:
    owe(case, ben)

    page = board(client, ben, DUE)

    assert "The test promised it, so until midday on 7 December 2026." in page
    assert "Risk review<" in page
    assert "by a sergeant" in page
    assert "Not assessed" in page
    assert "Nobody yet" in page


def test_it_says_who_was_told_and_when(client: Client, case: Case, ben: User, ines: User) -> None:
    owe(case, ben)
    sweep(DUE + HOUR)

    page = board(client, ines, DUE + DAY)

    assert "Reminded: Ben Lane" in page
    assert "Told it is late: Ben Lane" in page
    assert 'Escalated to: Ines Hall <span class="asb-quiet">7 December 2026 at 1pm</span>' in page


def test_it_says_who_answers_while_the_owner_is_away(
    client: Client, case: Case, ben: User, ines: User
) -> None:
    owe(case, ben)
    User.objects.filter(pk=ben.pk).update(on_leave_until=DUE.date())

    assert "Away: Ines Hall answers" in board(client, ines, DUE)


def test_what_comes_within_a_week_is_shown_and_what_comes_later_is_not(
    client: Client, case: Case, ben: User
) -> None:
    owe(case, ben, due_at=DUE)

    soon, early = board(client, ben, DUE - 6 * DAY), board(client, ben, DUE - 8 * DAY)

    assert ">Due in 6 days<" in soon
    assert 'Overdue <span class="asb-count">0<' in soon
    assert "Nothing is due within a week either." in early


def test_what_is_done_leaves_the_board(client: Client, case: Case, ben: User) -> None:
    owe(case, ben)
    meet(Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=DUE + HOUR)

    assert "Nothing is late" in board(client, ben, DUE + DAY)


def test_an_officer_sees_their_own(client: Client, case: Case, amira: User, ben: User) -> None:
    owe(case, ben)
    mine = owe(case, amira, rank="", subject="2")

    page = board(client, amira, DUE)

    assert "Your deadlines" in page
    assert page.count(f"/cases/{mine.case.reference}/") == 1


def test_another_district_sees_nothing_of_it(client: Client, case: Case, ben: User, ines: User) -> None:
    owe(case, ben)
    User.objects.filter(pk=ines.pk).update(district=1 + case.district_id % 10)

    assert "Nothing is late" in board(client, User.objects.get(pk=ines.pk), DUE)


def test_who_works_for_the_county_sees_the_county(client: Client, case: Case, ben: User, ines: User) -> None:
    owe(case, ben)
    User.objects.filter(pk=ines.pk).update(district=None, team=make_team("Control", force_wide=True))

    page = board(client, User.objects.get(pk=ines.pk), DUE)

    assert "Deadlines of the county" in page
    assert case.reference in page


def test_a_supervisor_without_a_district_is_told_so(client: Client, ines: User) -> None:
    User.objects.filter(pk=ines.pk).update(district=None)

    assert "Deadlines of no district" in board(client, User.objects.get(pk=ines.pk), DUE)


def test_a_partner_has_no_board(client: Client, dev: User) -> None:
    client.force_login(dev)

    assert client.get(reverse("deadline_board")).status_code == 403


def test_every_look_is_recorded(client: Client, case: Case, ben: User) -> None:
    board(client, ben, DUE)

    assert list(Access.objects.values_list("user", "what", "about")) == [(ben.pk, "list", "deadlines")]


def test_a_message_that_reached_nobody_is_seen(
    client: Client, case: Case, amira: User, ben: User, ines: User
) -> None:
    owe(case, ben)
    sweep(DUE)
    undelivered = Message.objects.filter(template="deadline_missed")
    undelivered.update(failed_at=DUE, error="The account of the recipient has no e-mail address.")

    page, officers = board(client, ines, DUE + HOUR), board(client, amira, DUE + HOUR)

    assert "Messages that reached nobody" in page
    assert "has no e-mail address" in page
    assert "Not delivered" in page
    assert "Messages that reached nobody" not in officers


def test_it_says_so_when_the_sweep_does_not_run(client: Client, case: Case, ben: User) -> None:
    owe(case, ben)

    assert "Reminders are held up" in board(client, ben, DUE)
    sweep(DUE)
    assert "Reminders are held up" not in board(client, ben, DUE)


def test_the_number_of_queries_does_not_grow_with_the_list(
    client: Client, case: Case, ben: User, ines: User, django_assert_max_num_queries
) -> None:
    for number in range(1, 61):
        owe(case, ben, due_at=DUE + timedelta(minutes=number), subject=str(number))
    sweep(DUE + DAY)

    with time_machine.travel(DUE + 2 * DAY, tick=False):
        client.force_login(ben)
        with django_assert_max_num_queries(17):
            page = client.get(reverse("deadline_board")).content.decode()

    assert page.count("Told it is late") == 50
    assert 'asb-count--late">60<' in page

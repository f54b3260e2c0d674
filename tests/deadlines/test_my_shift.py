"""My shift shows what one person owes, in the order in which it has to be done, and where it is done."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import Shift, User
from asbcases.cases.models import Case
from asbcases.casework.transitions import promise_call_back
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import ask_for_time, return_request
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.deadlines.pages import asked, words
from tests.make import make_report, make_user

pytestmark = pytest.mark.django_db


def shift_of(client: Client, user: User) -> str:
    answer = asked(client, user, "deadlines_shift", at=DUE)
    assert answer.status_code == 200
    return words(answer)


def test_it_begins_with_what_is_late(client: Client, case: Case, amira: User, ben: User) -> None:
    owe(case, amira, due_at=DUE + 3 * DAY, subject="1", rank="")
    owe(case, amira, due_at=DUE + HOUR, subject="2", rank="")
    owe(case, amira, due_at=DUE - DAY, subject="3", rank="")
    owe(case, amira, due_at=DUE + 30 * DAY, subject="4", rank="")
    owe(case, ben, due_at=DUE - DAY, subject="5")

    page = shift_of(client, amira)

    places = [page.index(part) for part in (">Late <", ">Today <", ">Within 7 days <")]
    assert places == sorted(places)
    assert page.count('class="asb-work__item') == 3
    assert "1 day late" in page


def test_what_is_due_before_the_shift_ends_stands_in_it(client: Client, case: Case, amira: User) -> None:
    Shift.objects.create(user=amira, starts_at=DUE - HOUR, ends_at=DUE + 15 * HOUR)
    owe(case, amira, due_at=DUE + 14 * HOUR, subject="1", rank="")

    page = shift_of(client, amira)

    assert "This shift, until 3am" in page
    assert "You are on shift until 8 December 2026 at 3am." in page


def test_each_leads_to_where_it_is_done(client: Client, case: Case, amira: User, ben: User) -> None:
    owe(case, amira, kind=Kind.FIRST_ASSESSMENT, subject="1", rank="")
    owe(case, amira, subject="2", rank="")
    owe(case, ben, subject="1")

    officers, sergeants = shift_of(client, amira), shift_of(client, ben)

    assert reverse("risk_assess", args=[case.reference, 1]) in officers
    assert "Open the record" in officers
    assert reverse("risk_review", args=[case.reference, 1]) in sergeants


def test_who_promised_a_call_is_led_to_the_call(client: Client) -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER)
    report = make_report(by=hana, now=DUE - HOUR)
    promise_call_back(report, call_by=DUE + HOUR, by=hana, now=DUE - HOUR)

    page = shift_of(client, hana)

    assert reverse("call_back_make", args=[report.reference, 1]) in page
    assert "Ring back" in page


def test_it_says_what_one_asked_for_and_what_was_answered(
    client: Client, case: Case, amira: User, ben: User
) -> None:
    waiting, answered = owe(case, amira, subject="1", rank=""), owe(case, amira, subject="2", rank="")
    ask_for_time(waiting, until=DUE + 2 * DAY, reason="In hospital", by=amira, now=DUE - DAY)
    ask_for_time(answered, until=DUE + 2 * DAY, reason="In hospital", by=amira, now=DUE - DAY)
    return_request(answered, reason="See her at home", by=ben, now=DUE - HOUR)

    page = shift_of(client, amira)

    assert "No answer yet" in page
    assert "Ben Lane returned the request" in page
    assert "“See her at home”" in page


def test_a_free_shift_says_so(client: Client, amira: User) -> None:
    assert "You owe nothing that is late or due within a week." in shift_of(client, amira)


def test_more_than_a_page_is_said(
    client: Client, case: Case, amira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asbcases.deadlines.views.shift.MOST", 1)
    owe(case, amira, subject="1", rank="")
    owe(case, amira, subject="2", rank="")

    page = shift_of(client, amira)

    assert page.count('class="asb-work__item') == 1
    assert "See all deadlines" in page


def test_a_shift_costs_the_same_however_much_is_owed(
    client: Client, case: Case, amira: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        deadline = owe(case, amira, due_at=DUE + number * HOUR, subject=str(number), rank="")
        ask_for_time(deadline, until=DUE + 9 * DAY, reason="Snow", by=amira, now=DUE - DAY)

    with time_machine.travel(DUE, tick=False):
        client.force_login(amira)
        with django_assert_max_num_queries(15):
            client.get(reverse("deadlines_shift"))

"""A supervisor sees what a change moved in the district: the date before, the date after, and why."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import replan, request_replan, set_deadline
from asbcases.policies.models import PolicyRow
from tests.browser.browser import come_in, look
from tests.make import NOW, make_case, make_incident, make_report, make_team, make_user

pytestmark = pytest.mark.django_db

WHY = "Day of thanks on 25 November 2026 was added to the bank holidays (Proclaimed)"


def owe_and_move(owner: User, *roots: dict[str, Any], value: int = 2) -> list[Deadline]:
    """Owe something of five working days on each record, and let a changed rule move it."""
    PolicyRow.objects.update_or_create(
        rule="a.clock",
        defaults={
            "value": 5, "unit": "working_days", "in_force_from": date(2020, 1, 1), "source": "v1", "confidence": "S",
        },
    )  # fmt: skip
    owed = [
        set_deadline(
            Kind.RISK_REVIEW, origin="test:1", because="the test began", rule="a.clock", owner=owner,
            district=next(iter(root.values())).district, anchored_at=NOW, by=owner, now=NOW, **root,
        )
        for root in roots
    ]  # fmt: skip
    PolicyRow.objects.filter(rule="a.clock").update(value=value)
    request = request_replan(why=WHY, rule="a.clock", by=None, now=NOW)
    with acting("system:replan"):
        replan(request, now=NOW)
    return owed


def moved(client: Client, user: User, **query: str) -> str:
    client.force_login(user)
    answer = client.get(reverse("deadline_moved"), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_each_shows_its_date_before_and_after_and_why(client: Client, case: Case, ben: User) -> None:
    owe_and_move(ben, {"case": case})

    page = moved(client, ben)

    for shown in (
        "What a change moved in Colchester",
        case.reference,
        "End of 30 November 2026",
        WHY,
        "Sooner",
    ):
        assert shown in page
    assert "End of 25 November 2026" in page
    assert reverse("deadline_page", args=[case.reference, Deadline.objects.get(rule="a.clock").pk]) in page


def test_more_time_is_told_from_less(client: Client, case: Case, ben: User) -> None:
    owe_and_move(ben, {"case": case}, value=9)

    assert "Later" in moved(client, ben)


def test_the_newest_stands_first(client: Client, case: Case, amira: User, ben: User) -> None:
    other = make_case(by=amira)
    owe_and_move(ben, {"case": case}, {"case": other})

    page = moved(client, ben)

    assert page.index(other.reference) < page.index(case.reference)


def test_reports_and_incidents_stand_there_too(client: Client, ben: User) -> None:
    report, incident = make_report(by=ben), make_incident(by=ben)
    owe_and_move(ben, {"report": report}, {"incident": incident})

    page = moved(client, ben)

    assert report.reference in page
    assert incident.reference in page


def test_another_district_sees_nothing_of_it(client: Client, case: Case, ben: User, cara: User) -> None:
    owe_and_move(ben, {"case": case})
    boss = make_user("boss", Role.SUPERVISOR, district_code="basildon")

    for stranger in (cara, boss):
        page = moved(client, stranger)
        assert case.reference not in page
        assert "No date has moved" in page


def test_who_owes_it_sees_it_and_the_county_sees_all(
    client: Client, case: Case, amira: User, ben: User
) -> None:
    owe_and_move(amira, {"case": case})
    wide = make_user("wide", Role.SUPERVISOR, team=make_team("County", force_wide=True))

    assert "What a change moved of yours" in moved(client, amira)
    for user in (amira, wide):
        assert case.reference in moved(client, user)


def test_what_a_person_may_see_no_more_is_gone(client: Client, case: Case, ben: User, cara: User) -> None:
    owe_and_move(cara, {"case": case})

    assert case.reference not in moved(client, cara)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_watches_no_deadlines_is_refused(client: Client, role: Role) -> None:
    client.force_login(make_user("other", role))

    assert client.get(reverse("deadline_moved")).status_code == 403


def test_the_look_is_recorded(client: Client, case: Case, ben: User) -> None:
    moved(client, ben)

    assert Access.objects.filter(user=ben, about="deadlines that moved").count() == 1


def test_the_list_is_paged_in_a_fixed_number_of_questions(
    client: Client, case: Case, ben: User, django_assert_max_num_queries: Any
) -> None:
    roots = [{"case": make_case(by=ben)} for _ in range(3)]
    owe_and_move(ben, *roots, {"case": case})
    client.force_login(ben)

    with django_assert_max_num_queries(9):
        client.get(reverse("deadline_moved"))


def test_the_page_is_sound(page: Page) -> None:
    with transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, district_code="colchester", name="Amira Osei")
        make_user("ben", Role.SUPERVISOR, district_code="colchester", name="Ben Lane")
        owe_and_move(amira, {"case": make_case(by=amira)}, {"report": make_report(by=amira)})
    come_in(page, "ben")

    page.goto("/deadlines/moved/")

    look(page, "deadlines-moved")

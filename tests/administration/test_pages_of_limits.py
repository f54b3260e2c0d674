"""The pages of the limits of law: what is in force and what was, one more with a sign-off, its end, and what is not in force."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.law.limits import shipped_limits
from asbcases.law.pending import pending_changes
from asbcases.law.periods import london_day
from asbcases.policies.models import LegalLimit
from tests.administration.limits import a_limit

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NEW = "/administration/limits/CPB-5/new/"


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def day_parts(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def typed(day: date, **fields: Any) -> dict[str, Any]:
    today = day_parts("signed_off_on", london_day(timezone.now()))
    stated = {"value": "500", "area": "", "source": "Regulations 2027", "confidence": "S"}
    lawyer = {"signed_off_by": "Jane Marsh, Legal Services", **today}
    return {**stated, **lawyer, **day_parts("in_force_from", day), **fields}


def test_the_list_shows_every_row_and_what_is_not_in_force(
    admin: Client, ada: User, django_assert_max_num_queries: Any
) -> None:
    a_limit(by=ada, now=timezone.now(), rule="CPB-5", area="E07000071")

    with django_assert_max_num_queries(6):
        page = words(admin.get(reverse("limit_list")))

    rows = len(shipped_limits().rows) + 1 + len(pending_changes().changes)
    assert page.count("<tr") == rows + page.count("<thead")
    for shown in (
        "£450",
        "Colchester",
        "Jane Marsh, Legal Services",
        "by Ada Byrne",
        "To come",
        "Ended",
        "2014 Act s.25(5)",
        "APP-1, deemed",
        "£100 to £500",
        "Never enacted",
    ):
        assert shown in page


def test_a_limit_is_added_and_ended(admin: Client, ada: User) -> None:
    tomorrow = london_day(timezone.now()) + DAY
    assert "The product came with: <strong>£100</strong>" in words(admin.get(NEW))

    added = admin.post(NEW, typed(tomorrow))

    assert added.headers["Location"] == reverse("limit_list")
    row = LegalLimit.objects.get()
    assert (row.rule, row.value, row.in_force_from, row.added_by) == ("CPB-5", 500, tomorrow, ada)
    address = reverse("limit_end", args=[row.pk])
    assert "Now: <strong>£500</strong>" in words(admin.get(address))
    assert admin.post(address, {}).status_code == 400
    assert admin.post(address, day_parts("last_day", tomorrow - DAY)).status_code == 409
    ended = admin.post(address, day_parts("last_day", tomorrow + DAY))
    assert ended.headers["Location"] == reverse("limit_list")
    row.refresh_from_db()
    assert row.in_force_to == tomorrow + DAY
    assert admin.post(address, day_parts("last_day", tomorrow + DAY)).status_code == 409


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"value": "many"}, 400),
        ({"signed_off_by": ""}, 400),
        ({"in_force_from_day": "31", "in_force_from_month": "2"}, 400),
        ({"area": "Atlantis"}, 400),
        ({"signed_off_by": "Jane"}, 409),
        ({"in_force_from_year": "2010"}, 409),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    admin: Client, fields: dict[str, str], status: int
) -> None:
    day = date(london_day(timezone.now()).year + 1, 5, 5)

    response = admin.post(NEW, {**typed(day), **fields})

    assert response.status_code == status
    assert "Regulations 2027" in words(response)
    assert not LegalLimit.objects.exists()


def test_a_number_that_no_rule_has_is_not_there(admin: Client) -> None:
    assert admin.get(reverse("limit_new", args=["CPB-5.extra"])).status_code == 404
    assert admin.get(reverse("limit_new", args=["CPN-99"])).status_code == 404
    assert "Number of working days" in words(admin.get(reverse("limit_new", args=["APP-1.deemed"])))

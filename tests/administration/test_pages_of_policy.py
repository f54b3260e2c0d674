"""The pages of policy, calendar and re-plans: what they show, save and refuse, and to whom they open."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.administration.transitions import add_holiday, set_policy
from asbcases.deadlines.models import Replan
from asbcases.law.holidays import bank_holidays
from asbcases.law.periods import london_day
from asbcases.policies.models import Confidence, ExtraHoliday, PolicyRow, Unit
from asbcases.policies.transitions import versions_of

pytestmark = pytest.mark.django_db

FIRST = ("risk.first_assessment", "high")
WARN = ("deadline.warn", "risk_review")


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def newest(rule: str, qualifier: str) -> PolicyRow:
    row = versions_of(rule, qualifier).last()
    assert row
    return row


def day_parts(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def version(day: date, **fields: Any) -> dict[str, Any]:
    stated = {"value": "12", "unit": "hours", "source": "Force policy 7", "confidence": "S"}
    return {**stated, **day_parts("in_force_from", day), **fields}


@pytest.fixture
def today() -> date:
    return london_day(timezone.now())


def next_weekday() -> date:
    """Return a day to come that is neither at a weekend nor a bank holiday."""
    day = london_day(timezone.now()) + timedelta(days=1)
    while day.weekday() > 4 or day in bank_holidays(day.year):
        day += timedelta(days=1)
    return day


# --- Policy -----------------------------------------------------------------------------------
def test_the_list_shows_every_version_with_its_source_and_who_added_it(
    admin: Client, ada: User, today: date
) -> None:
    stated: dict[str, Any] = {
        "value": Decimal(12), "unit": Unit.HOURS, "source": "Force policy 7", "confidence": Confidence.STATED, "by": ada,
        "now": timezone.now(), "in_force_from": today + timedelta(days=9),
    }  # fmt: skip
    set_policy(*FIRST, **stated)

    page = words(admin.get(reverse("policy_list")))

    assert page.count("<tr") > PolicyRow.objects.count()
    for shown in (
        "First risk assessment",
        "24 hours",
        "12 hours",
        "To come",
        "Force policy 7",
        "by Ada Byrne",
    ):
        assert shown in page
    assert "The lead of the case" in page
    assert "22 o&#x27;clock" in page


def test_a_version_that_is_over_says_so_and_cannot_be_followed(admin: Client, ada: User, today: date) -> None:
    former = newest(*FIRST)
    admin.post(reverse("policy_new", args=[former.pk]), version(today))

    assert "Ended" in words(admin.get(reverse("policy_list")))
    response = admin.post(reverse("policy_new", args=[former.pk]), version(today + timedelta(days=3)))

    assert response.status_code == 409
    assert "Somebody set a newer version while you had the page open" in words(response)


def test_a_new_version_leads_to_what_it_moves(admin: Client, ada: User, today: date) -> None:
    row = newest(*FIRST)
    page = words(admin.get(reverse("policy_new", args=[row.pk])))
    assert "Now: <strong>24 hours</strong>" in page

    response = admin.post(reverse("policy_new", args=[row.pk]), version(today))

    request = Replan.objects.get()
    assert response.headers["Location"] == reverse("replan_page", args=[request.pk])
    assert (newest(*FIRST).value, newest(*FIRST).added_by) == (12, ada)


def test_a_rule_that_moves_nothing_leads_back_to_the_list(admin: Client, today: date) -> None:
    row = newest("notify.quiet.from", "")

    response = admin.post(
        reverse("policy_new", args=[row.pk]), version(today, value="21", unit="hour_of_day")
    )

    assert response.headers["Location"] == reverse("policy_list")
    assert newest("notify.quiet.from", "").value == 21


def test_a_choice_is_chosen_by_its_words(admin: Client, today: date) -> None:
    row = newest("deadline.owner", "call_back")
    page = words(admin.get(reverse("policy_new", args=[row.pk])))
    assert "The lead of the case" in page
    assert 'name="value"' not in page

    admin.post(reverse("policy_new", args=[row.pk]), version(today, choice="lead"))

    assert newest("deadline.owner", "call_back").choice == "lead"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"value": "many"}, 400),
        ({"value": ""}, 400),
        ({"unit": "count"}, 400),
        ({"source": ""}, 400),
        ({"in_force_from_day": "31", "in_force_from_month": "2"}, 400),
        ({"confidence": ""}, 400),
        ({"value": "1.5"}, 409),
        ({"value": "99999"}, 409),
        ({"in_force_from_year": "2010"}, 409),
    ],
)
def test_what_is_wrong_with_a_version_is_said_and_what_was_typed_stays(
    admin: Client, today: date, fields: dict[str, str], status: int
) -> None:
    typed = version(today, source="Force policy 8", in_force_from_day="5", in_force_from_month="5")

    response = admin.post(reverse("policy_new", args=[newest(*FIRST).pk]), {**typed, **fields})

    assert response.status_code == status
    assert ("Force policy 8" in words(response)) == ("source" not in fields)
    assert not Replan.objects.exists()


def test_an_end_is_saved_or_refused(admin: Client, today: date) -> None:
    row = newest(*WARN)
    address = reverse("policy_end", args=[row.pk])
    assert admin.get(address).status_code == 200

    assert admin.post(address, {}).status_code == 400
    assert admin.post(address, day_parts("last_day", today - timedelta(days=2))).status_code == 409
    response = admin.post(address, day_parts("last_day", today))

    assert response.headers["Location"] == reverse("replan_page", args=[Replan.objects.get().pk])
    assert newest(*WARN).in_force_to == today


def test_the_list_of_policies_asks_a_fixed_number_of_questions(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5):
        admin.get(reverse("policy_list"))


# --- Calendar and re-plans --------------------------------------------------------------------
def test_bank_holidays_stand_beside_the_added_days(admin: Client, ada: User, today: date) -> None:
    add_holiday(next_weekday(), name="Day of thanks", source="Proclaimed", by=ada, now=timezone.now())

    page = words(admin.get(reverse("holiday_list")))

    for shown in ("Christmas Day", "Day of thanks", "Proclaimed", "by Ada Byrne", f"{today.year + 1}"):
        assert shown in page


def test_a_year_that_is_not_published_is_a_forecast(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Forecast" not in words(admin.get(reverse("holiday_list")))

    monkeypatch.setattr("asbcases.administration.views.calendar.PUBLISHED_UNTIL", 2000)

    assert words(admin.get(reverse("holiday_list"))).count("Forecast") == 2


def test_a_day_is_added_and_withdrawn(admin: Client) -> None:
    typed = {**day_parts("day", next_weekday()), "name": "Day of thanks", "source": "Proclaimed"}
    assert admin.get(reverse("holiday_new")).status_code == 200

    assert admin.post(reverse("holiday_new"), {**typed, "name": ""}).status_code == 400
    added = admin.post(reverse("holiday_new"), typed)
    assert admin.post(reverse("holiday_new"), typed).status_code == 409

    extra, request = ExtraHoliday.objects.get(), Replan.objects.get()
    assert added.headers["Location"] == reverse("replan_page", args=[request.pk])
    address = reverse("holiday_withdraw", args=[extra.pk])
    assert "becomes a working day again" in words(admin.get(address))
    withdrawn = admin.post(address)
    assert withdrawn.headers["Location"] == reverse("replan_page", args=[Replan.objects.latest("pk").pk])
    assert admin.post(address).status_code == 409
    assert "Withdrawn" in words(admin.get(reverse("holiday_list")))


def test_a_replan_waits_and_then_says_what_it_moved(admin: Client, ada: User) -> None:
    now = timezone.now()
    waiting = Replan.objects.create(requested_at=now, requested_by=ada, why="A day was added")
    line = {"kind": "risk review", "district": "Colchester", "moved": 3, "left": 1}
    done = Replan.objects.create(
        requested_at=now, why="A rule changed", done_at=now, examined=40, moved=3, summary=[line]
    )

    first, second = (words(admin.get(reverse("replan_page", args=[asked.pk]))) for asked in (waiting, done))
    both = words(admin.get(reverse("replan_list")))

    assert "Waiting" in first
    assert "by Ada Byrne" in first
    for shown in ("Reckoned anew", "Risk review", "Colchester", ">40<", ">3<", "with the product"):
        assert shown in second
    assert both.index("A rule changed") < both.index("A day was added")

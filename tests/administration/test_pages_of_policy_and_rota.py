"""The pages of policy, calendar, re-plans and rota: what they show, save and refuse, and to whom they open."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Duty, Rank, Role
from asbcases.accounts.models import Shift, User
from asbcases.administration.transitions import Hours, add_holiday, set_policy, set_shift
from asbcases.deadlines.models import Replan
from asbcases.law.holidays import bank_holidays
from asbcases.law.periods import london_day
from asbcases.policies.models import Confidence, ExtraHoliday, PolicyRow, Unit
from asbcases.policies.transitions import versions_of
from tests.make import district, make_team, make_user

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


# --- The rota ---------------------------------------------------------------------------------
def shift(user: User, by: User, hours: int = 8, **fields: Any) -> Shift:
    now = timezone.now()
    return set_shift(user, hours=Hours(now, now + timedelta(hours=hours)), by=by, now=now, **fields)


def typed_shift(user: User, day: date, **fields: Any) -> dict[str, Any]:
    return {**day_parts("starts_on", day), "user": user.pk, "starts_at": "10pm", "ends_at": "07:00", **fields}


def test_the_rota_is_listed_by_day_person_and_district(
    admin: Client, ada: User, ben: User, cara: User, today: date
) -> None:
    shift(ben, ada, duty=Duty.DISTRICT, district=district())
    shift(cara, ada)

    def shown(**query: Any) -> list[bool]:
        page = words(admin.get(reverse("shift_list"), query))
        return [f"the shift of {name} on" in page for name in ("Ben Lane", "Cara Webb")]

    assert shown() == [True, True]
    assert shown(person=ben.pk) == [True, False]
    assert shown(district=district("basildon").pk) == [False, True]
    assert shown(**day_parts("day", today + timedelta(days=5))) == [False, False]
    assert shown(**day_parts("day", today - timedelta(days=5))) == [True, True]
    assert shown(day_day="99", district=district().pk) == [True, False]
    assert "Duty supervisor of Colchester" in words(admin.get(reverse("shift_list")))


def test_a_shift_is_added_and_cancelled(admin: Client, ben: User, today: date) -> None:
    day = today + timedelta(days=1)
    assert admin.get(reverse("shift_new")).status_code == 200

    added = admin.post(reverse("shift_new"), typed_shift(ben, day, duty="district", district=district().pk))

    assert added.headers["Location"] == reverse("shift_list")
    row = Shift.objects.get()
    assert (row.ends_at - row.starts_at, row.duty) == (timedelta(hours=9), "district")
    address = reverse("shift_cancel", args=[row.pk])
    assert "Give the duty to somebody else too" in words(admin.get(address))
    assert admin.post(address).headers["Location"] == reverse("shift_list")
    assert admin.get(address).status_code == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"starts_at": "early"}, 400),
        ({"user": "0"}, 400),
        ({"duty": "force"}, 409),
        ({"duty": "district"}, 409),
    ],
)
def test_a_bad_shift_is_said_and_not_saved(
    admin: Client, ben: User, today: date, fields: dict[str, str], status: int
) -> None:
    response = admin.post(reverse("shift_new"), {**typed_shift(ben, today + timedelta(days=1)), **fields})

    assert response.status_code == status
    assert not Shift.objects.exists()


def test_pasted_lines_are_saved_or_each_bad_one_is_named(admin: Client, ben: User, today: date) -> None:
    day = today + timedelta(days=1)
    good = f"ben,{day} 07:00,{day} 15:00"
    assert admin.get(reverse("shift_import")).status_code == 200

    bad = admin.post(reverse("shift_import"), {"lines": f"{good}\nnobody,{day} 07:00,{day} 15:00"})
    assert bad.status_code == 409
    assert "Line 2: nobody signs in as nobody." in words(bad)
    assert good in words(bad)
    assert not Shift.objects.exists()
    assert admin.post(reverse("shift_import"), {"lines": ""}).status_code == 400
    saved = admin.post(reverse("shift_import"), {"lines": good}, follow=True)

    assert "1 shift is on the rota." in words(saved)
    both = admin.post(
        reverse("shift_import"),
        {"lines": f"ben,{day} 15:00,{day} 16:00\nben,{day} 16:00,{day} 17:00"},
        follow=True,
    )
    assert "2 shifts are on the rota." in words(both)


def test_a_supervisor_keeps_the_rota_of_the_district_alone(
    client: Client, ada: User, ben: User, amira: User, cara: User, today: date
) -> None:
    ines = make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="basildon", name="Ines Hall")
    sam = make_user("sam", Role.CPT_OFFICER, name="Sam Reed", team=make_team("Town", district=district()))
    for user in (amira, cara, sam):
        shift(user, ada)
    shift(ines, ada, duty=Duty.FORCE)
    client.force_login(ben)

    page = words(client.get(reverse("shift_list")))
    form = words(client.get(reverse("shift_new")))

    assert [name in page for name in ("Amira Osei", "Sam Reed", "Ines Hall")] == [True] * 3
    assert "Cara Webb" not in page + form
    assert "Basildon" not in form
    others = Shift.objects.get(user=cara)
    assert client.get(reverse("shift_cancel", args=[others.pk])).status_code == 404
    assert client.post(reverse("shift_new"), typed_shift(cara, today + timedelta(days=1))).status_code == 400
    assert client.post(reverse("shift_cancel", args=[Shift.objects.get(user=amira).pk])).status_code == 302
    of_force = Shift.objects.get(user=ines)
    assert client.post(reverse("shift_cancel", args=[of_force.pk])).status_code == 409


def test_a_shift_that_is_over_is_only_shown(admin: Client, ben: User, today: date) -> None:
    start = datetime.now(UTC) - timedelta(minutes=10)
    Shift.objects.create(user=ben, starts_at=start, ends_at=start + timedelta(minutes=5))

    page = words(admin.get(reverse("shift_list"), day_parts("day", today - timedelta(days=2))))

    assert "Over" in page


def test_the_rota_asks_a_fixed_number_of_questions(
    admin: Client, ada: User, ben: User, cara: User, amira: User, django_assert_max_num_queries: Any
) -> None:
    for user in (ben, cara, amira):
        shift(user, ada)

    with django_assert_max_num_queries(8):
        admin.get(reverse("shift_list"))

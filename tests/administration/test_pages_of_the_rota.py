"""The pages of the rota: what they show, save and refuse, and to whom they open."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Duty, Rank, Role
from asbcases.accounts.models import Shift, User
from asbcases.administration.transitions import Hours, set_shift
from asbcases.law.periods import london_day
from tests.make import district, make_team, make_user

pytestmark = pytest.mark.django_db


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def day_parts(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def today() -> date:
    return london_day(timezone.now())


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
    again = admin.post(address)
    assert (again.status_code, "This shift is cancelled already" in words(again)) == (409, True)


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

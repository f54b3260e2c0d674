"""A measure lies in the district of its case: the database says so, and lists and both locks go by it."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant
from asbcases.db.actor import acting
from asbcases.enforcement.models import Measure
from partners import access
from tests.enforcement.make_measures import make_warning
from tests.make import NOW, district, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def warning(amira: User) -> Measure:
    return make_warning(make_case(by=amira), by=amira)


def test_the_district_of_a_measure_is_that_of_its_case_whatever_is_written(warning: Measure) -> None:
    Measure.objects.filter(pk=warning.pk).update(district=district("basildon"))
    stands = Measure.objects.select_related("case").get(pk=warning.pk)
    assert stands.district_id == stands.case.district_id == district("colchester").pk

    stands.district = district("basildon")
    stands.conduct = "Louder music."
    stands.save()
    stands.refresh_from_db()
    assert (stands.conduct, stands.district_id) == ("Louder music.", stands.case.district_id)
    assert {kept.district_id for kept in stands.events.all()} == {stands.case.district_id}  # type: ignore[attr-defined]


def test_who_was_let_into_a_case_of_another_district_finds_its_orders_and_nobody_else(
    client: Client, warning: Measure, amira: User, cara: User
) -> None:
    now = timezone.now()

    def by_both_locks(user: User) -> tuple[int, int]:
        mine = access.scope(Measure.objects.all(), user, path="case", now=now, district="district")
        with acting(str(user.pk)), transaction.atomic():
            return mine.count(), Measure.objects.count()

    assert (by_both_locks(amira), by_both_locks(cara)) == ((1, 1), (0, 0))
    shared = {"case": warning.case, "user": cara, "source": GrantSource.ASSIGNMENT, "granted_by": amira}
    grant = AccessGrant.objects.create(**shared, starts_at=NOW, granted_at=NOW)
    assert by_both_locks(cara) == (1, 1)
    client.force_login(cara)
    for show in ("open", "newest"):
        rows = client.get(reverse("order_board"), {"show": show}).context["rows"]
        assert [row.measure.reference for row in rows] == [warning.reference]

    grant.revoked_at = now
    grant.save()
    assert by_both_locks(cara) == (0, 0)
    amira.is_active = False
    amira.save()
    assert by_both_locks(amira) == (0, 0)


def test_lists_of_cases_are_asked_for_by_district_and_not_case_by_case() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tablename FROM pg_policies WHERE cmd = 'SELECT' AND qual LIKE '%asb_sees_case(case_id)%'
            AND tablename IN ('enforcement_measure', 'enforcement_measureterm', 'deadlines_deadline',
                'cases_approval', 'cases_closingwaiver', 'cases_caseparty')"""
        )
        assert cursor.fetchall() == []

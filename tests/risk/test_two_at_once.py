"""Two officers who assess one victim at the same moment leave one review in the diary."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from risk.models import Assessment
from tests.make import make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, opened_case, review_owed


@pytest.mark.django_db(transaction=True)
def test_each_assessment_is_kept_and_one_review_is_owed() -> None:
    with transaction.atomic():
        officer = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        case = opened_case(officer)
    start = Barrier(3)

    with ThreadPoolExecutor(3) as officers:
        list(
            officers.map(lambda given: _assess_at_once(case, given, officer, start), (STANDARD, MEDIUM, HIGH))
        )

    with transaction.atomic():
        assert Assessment.objects.count() == 3
        last = Assessment.objects.order_by("pk").last()
        assert review_owed(case).origin == f"assessment:{last.pk}"


def _assess_at_once(case: Case, given: dict[str, str], officer: User, start: Barrier) -> None:
    start.wait()
    try:
        with acting(str(officer.pk)), transaction.atomic():
            assess(case, given, by=officer)
    finally:
        connection.close()

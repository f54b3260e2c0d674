"""Whoever knows for a while that nothing is restricted, as a county's builder does, looks for nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.casework.transitions import restrict_case
from asbcases.casework.transitions.restricted_notice import tell_owners
from asbcases.casework.transitions.restriction import follow_restrictions
from asbcases.db.actor import acting
from asbcases.db.kept import forget, keeping
from asbcases.deadlines.restricted import nothing_restricted
from tests.make import make_case, make_report

pytestmark = pytest.mark.django_db


def test_it_is_asked_once_and_again_when_it_was_forgotten(
    amira: User, ben: User, django_assert_num_queries: Any
) -> None:
    now = timezone.now() - timedelta(hours=1)
    case, report = make_case(by=amira, now=now), make_report(by=amira, now=now, place_text="9 North Hill")

    with keeping():
        assert nothing_restricted()
        with django_assert_num_queries(0):
            follow_restrictions(case=case, by=amira, now=now)
            assert tell_owners(report, now=now) == 0
        with acting(str(ben.pk)):
            restrict_case(case, named=[amira], reason="A colleague is involved", by=ben, now=now)
        forget()
        assert not nothing_restricted()
    assert not nothing_restricted()

"""Keys are kept for a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.web.models import IdempotencyKey
from asbcases.web.tasks import forget_old_keys

pytestmark = pytest.mark.django_db


def key_of(user: User, name: str, hours_ago: int) -> None:
    IdempotencyKey.objects.create(
        user=user, key=name, fingerprint="f", created_at=timezone.now() - timedelta(hours=hours_ago)
    )


def test_keys_older_than_a_day_are_deleted_whoever_they_belong_to(amira: User, cara: User) -> None:
    key_of(amira, "old", 25)
    key_of(cara, "old too", 48)
    key_of(cara, "young", 23)

    forgotten = forget_old_keys()

    assert forgotten == 2
    assert [row.key for row in IdempotencyKey.objects.all()] == ["young"]


def test_another_service_may_not_delete_them(amira: User) -> None:
    key_of(amira, "old", 25)

    with acting("system:sweep"):
        IdempotencyKey.objects.all().delete()

    assert IdempotencyKey.objects.count() == 1

"""Housekeeping of the web: keys of old requests are forgotten after a day."""

from datetime import datetime, timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from asbcases.web.models import IdempotencyKey

KEPT_FOR = timedelta(hours=24)


@shared_task(acts_as="keys")  # type: ignore[no-untyped-call,untyped-decorator]
def forget_old_keys() -> int:
    """Delete the keys older than a day, and return how many."""
    return forget_keys_before(timezone.now() - KEPT_FOR)


@transaction.atomic
def forget_keys_before(moment: datetime) -> int:
    """Delete the keys that came before this moment, and return how many."""
    return IdempotencyKey.objects.filter(created_at__lt=moment).delete()[0]

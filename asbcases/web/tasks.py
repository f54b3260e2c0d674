"""Housekeeping of the web: keys of old requests are forgotten after a day, drafts after a week, sessions when they are over."""

from datetime import datetime, timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from asbcases.web import drafts
from asbcases.web.models import Draft, IdempotencyKey

KEPT_FOR = timedelta(hours=24)


@shared_task(acts_as="keys")  # type: ignore[no-untyped-call,untyped-decorator]
def forget_old_keys() -> int:
    """Delete the keys older than a day, drafts older than a week and sessions that are over; return how many keys."""
    now = timezone.now()
    forget_sessions_over_by(now)
    forget_drafts_before(now - drafts.KEPT_FOR)
    return forget_keys_before(now - KEPT_FOR)


@transaction.atomic
def forget_keys_before(moment: datetime) -> int:
    """Delete the keys that came before this moment, and return how many."""
    return IdempotencyKey.objects.filter(created_at__lt=moment).delete()[0]


@transaction.atomic
def forget_drafts_before(moment: datetime) -> int:
    """Delete what was typed and not sent before this moment, and return how many drafts that was."""
    return Draft.objects.filter(saved_at__lt=moment).delete()[0]


@transaction.atomic
def forget_sessions_over_by(moment: datetime) -> int:
    """Delete the sessions that are over, with the answers of a public form that nobody sent, and return how many."""
    return Session.objects.filter(expire_date__lt=moment).delete()[0]

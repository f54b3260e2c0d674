"""Re-planning in the background: soon after a change, and at the next tick where that was lost."""

import structlog
from celery import shared_task
from django.db import transaction

from asbcases.deadlines.models import Replan
from asbcases.deadlines.transitions import replan
from asbcases.notify.queries import now_by_database

log = structlog.get_logger(__name__)


class ReplanFailedError(Exception):
    """Raised after a round in which a re-plan could not be done, so that the failure is seen."""


@shared_task(acts_as="replan")  # type: ignore[no-untyped-call, untyped-decorator]
def replan_deadlines() -> None:
    """Do every re-plan that was asked for, the oldest first; safe to run twice, and by many workers at once."""
    failed = [
        pk
        for pk in Replan.objects.filter(done_at__isnull=True).order_by("pk").values_list("pk", flat=True)
        if not _done(pk)
    ]
    if failed:
        raise ReplanFailedError(f"{len(failed)} re-plans failed, the first of them number {failed[0]}.")


def _done(pk: int) -> bool:
    """Do one re-plan, unless somebody else is at it, and return whether all is well; the others are not held up."""
    try:
        with transaction.atomic():
            asked = (
                Replan.objects.filter(pk=pk, done_at__isnull=True).select_for_update(skip_locked=True).first()
            )
            if asked:
                replan(asked, now=now_by_database())
    except Exception as error:
        log.error("re-plan failed", replan=pk, error=type(error).__name__)
        return False
    return True

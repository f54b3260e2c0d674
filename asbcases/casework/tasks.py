"""What came by the public form is taken in, and files that nobody sent are forgotten."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from asbcases.cases.files import forget_left_before
from asbcases.casework.queries.public import waiting
from asbcases.casework.transitions.public import take_in_or_note
from asbcases.notify.queries import now_by_database

# Longer than any session: what was put aside before was never sent.
KEPT_ASIDE = timedelta(days=2)


class PublicReportsInTroubleError(Exception):
    """Raised after a round in which a report could not be taken in, so that the failure is seen."""


@shared_task(acts_as="intake")  # type: ignore[no-untyped-call, untyped-decorator]
def take_in_public_reports() -> None:
    """Take in every public report that waits; safe to run twice, and by many workers at once."""
    now = now_by_database()
    failed = sum(not take_in_or_note(public_report, now) for public_report in waiting())
    if failed:
        raise PublicReportsInTroubleError(
            f"{failed} public reports could not be taken in: they are tried again."
        )


@shared_task(acts_as="intake")  # type: ignore[no-untyped-call, untyped-decorator]
def forget_unsent_files() -> int:
    """Forget the files that were put aside and never sent, and return how many."""
    return forget_left_before(timezone.localdate() - KEPT_ASIDE)

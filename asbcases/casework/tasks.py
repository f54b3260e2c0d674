"""What came by the public form is taken in, files that nobody sent are forgotten, and those not scanned are scanned."""

from datetime import datetime, timedelta

import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone

from asbcases.cases.choices import Scan
from asbcases.cases.files import forget_left_before
from asbcases.casework.queries.documents import not_scanned
from asbcases.casework.queries.public import waiting
from asbcases.casework.transitions.documents import scan_document
from asbcases.casework.transitions.public import take_in_or_note
from asbcases.notify.queries import now_by_database

log = structlog.get_logger(__name__)
# Files that are asked for at once; and how many silences in a row say that the scanner is down.
BATCH, GIVES_UP = 100, 3
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


@shared_task(acts_as="scanner")  # type: ignore[no-untyped-call, untyped-decorator]
def scan_waiting_files() -> int:
    """Scan the files that were kept while there was no scanner, row by row, and return how many it knows now.

    Safe to run twice. Where the scanner does not answer several times in a row, the rest waits for the next round.
    """
    now, known, silent, last = now_by_database(), 0, 0, 0
    while settings.CLAMAV_SOCKET and silent < GIVES_UP and (batch := not_scanned(last, BATCH)):
        for key in batch:
            verdict = _scanned(key, now)
            known += verdict in (Scan.CLEAN, Scan.INFECTED)
            silent = silent + 1 if verdict == Scan.NOT_SCANNED else 0
            if silent == GIVES_UP:
                break
        last = batch[-1]
    return known


def _scanned(key: int, now: datetime) -> Scan | None:
    """Return the verdict on one file; one whose bytes cannot be read holds up nobody."""
    try:
        verdict = scan_document(key, now=now)
    except OSError as error:
        log.error("a file could not be scanned", document=key, error=type(error).__name__)
        return None
    if verdict == Scan.INFECTED:
        log.warning("a file that was kept before would do harm", document=key)
    return verdict

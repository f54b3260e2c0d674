"""What is looked at each night: whether the age of whom a warning, notice or order binds turned out to be another."""

from datetime import datetime

import structlog
from celery import shared_task
from django.db import transaction

from asbcases.deadlines.choices import Kind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.ages import of_another_age
from asbcases.enforcement.queries.measures import too_young_at_issue
from asbcases.enforcement.transitions.ages import follow_unseen
from asbcases.enforcement.transitions.clocks import open_clocks
from asbcases.law.words import day_words
from asbcases.notify.queries import now_by_database
from asbcases.notify.transitions import raise_task

OF_AN_AGE = (Kind.ORDER_REVIEW, Kind.EIGHTEENTH_BIRTHDAY)
log = structlog.get_logger(__name__)
CHANGED = (
    "The date of birth by which the dates of {reference} run was entered or corrected elsewhere. In the diary stands "
    "now: {dates}."
)
TOO_YOUNG = (
    " By that date they were too young for it on the day of issue (2014 Act s.43(1), CPN-1): discharge it, or take "
    "legal advice."
)


class AgesIncompleteError(Exception):
    """Raised after a round in which a measure could not be looked at, so that the failure is seen."""


@shared_task(acts_as="sweep")  # type: ignore[no-untyped-call, untyped-decorator]
def follow_ages() -> None:
    """Set anew what hangs on a date of birth that somebody corrected who may not see it; safe to run twice."""
    if failed := follow_all(now_by_database()):
        raise AgesIncompleteError(f"{failed} measures could not be looked at: they are tried again.")


def follow_all(now: datetime) -> int:
    """Follow every measure whose dates run by another date of birth than is known, and return how many failed."""
    return sum(not _followed(measure, now) for measure in of_another_age())


def _followed(measure: Measure, now: datetime) -> bool:
    """Follow one measure and tell whoever leads its case, and return whether all is well; the others are not held up."""
    try:
        with transaction.atomic():
            if follow_unseen(measure, now=now):
                _tell(measure, now)
    except Exception as error:
        log.error("age not followed", measure=measure.pk, error=type(error).__name__)
        return False
    return True


def _tell(measure: Measure, now: datetime) -> None:
    clocks = [f"{one.get_kind_display()} {day_words(one.due_at)}" for one in open_clocks(measure, *OF_AN_AGE)]
    words = CHANGED.format(reference=measure.reference, dates=", ".join(clocks) or "no such date any more")
    if too_young_at_issue(measure, now) is not None:
        words += TOO_YOUNG
    raise_task(
        f"age:{measure.pk}:{now.isoformat()}", words, owner=measure.case.lead, district=measure.case.district_id,
        now=now, case=measure.case,
    )  # fmt: skip

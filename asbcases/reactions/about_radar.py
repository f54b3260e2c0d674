"""The radar looks whenever a report is recorded, and again when it becomes known who the caller is or that it is hate."""

from collections.abc import Iterable
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Told
from asbcases.cases.models import Report
from asbcases.casework.queries.hate import hateful_among
from asbcases.casework.queries.unexplained import owed_at_closing
from asbcases.db.actor import acting
from asbcases.reactions.about_work import of_police
from triggers.transitions.explaining import explain_review
from triggers.transitions.radar import SERVICE, watch, watch_again


def watch_report(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A report is looked at beside all others of the victim and place, of every agency."""
    if event.report:
        watch(event.report, author=of_police(by), now=now)


def watch_recognised(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Who a caller is changes whose second report it is, and of whom something is owed."""
    if event.report:
        watch_again(event.report, author=by, now=now)


def watch_hate(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Where hate is part of an incident, what was told of it may reach a threshold of its own."""
    for report in _told_of_hate(event):
        watch(report, author=by, now=now)


def watch_person(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Two records of one person bring reports together that were of two: the newest, and what is owed, is looked at again."""
    people = (event.data["person"], event.data["other"])
    with acting(SERVICE):
        told = Report.objects.filter(
            recognition__person__reference__in=people, recognition__recorded_in_error_at__isnull=True
        )
        newest = told.select_related("tells_of__incident").order_by("-received_at", "-pk").first()
    if newest:
        watch_again(newest, author=by, now=now)


def count_telling(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Who explained the case review in the call in which it was graded has explained it, and need not say so twice."""
    incident = event.incident
    triage = incident.triages.order_by("-number").first() if incident else None
    if incident and triage and by and triage.review_told == Told.EXPLAINED:
        owed = {one.report_id for one in owed_at_closing(incident)}
        # Of several who told of it, whoever did last was on the line.
        told = Report.objects.filter(tells_of__incident=incident).order_by("-tells_of__pk")
        report = told.first() if owed else None
        if report and report.pk in owed:
            how = triage.review_told_how or "When it was graded"
            explain_review(report, told_at=now, how=how, by=by, now=now)


def _told_of_hate(event: AuditEvent) -> Iterable[Report]:
    with acting(SERVICE):
        if not event.incident or not hateful_among([event.incident.pk]):
            return []
        told = Report.objects.filter(tells_of__incident=event.incident)
        return list(told.select_related("tells_of__incident"))

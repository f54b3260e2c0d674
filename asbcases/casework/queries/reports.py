"""Reads of reports."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from asbcases.accounts.models import District
from asbcases.cases.models import CallBack, ExternalReference, IncidentReport, Report, SafeContact
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline

# A report waits for hours, not months. Those that wait are looked for in one span of this length at a time, so that
# the list costs the same however many reports there ever were.
WAITING_FOR = timedelta(days=90)


def newest(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Return the reports as the list shows them, the newest first."""
    return reports.select_related("district", "tells_of__incident").order_by("-received_at", "-pk")


def in_district(reports: QuerySet[Report], district: District | None) -> QuerySet[Report]:
    """Return the reports of one district, or all."""
    return reports.filter(district=district) if district else reports


def not_recorded(reports: QuerySet[Report], *, before: datetime) -> QuerySet[Report]:
    """Return the reports that are part of no incident yet, of those received in the span before an instant."""
    span = reports.filter(received_at__gte=before - WAITING_FOR, received_at__lt=before)
    return span.filter(~Exists(IncidentReport.objects.filter(report=OuterRef("pk"))))


def call_backs_of(report: Report) -> QuerySet[CallBack]:
    """Return the promises made to the caller of a report, the newest first."""
    return report.call_backs.select_related("recorded_by", "made_by", "report").order_by("-number")


def call_back_deadlines(report: Report) -> QuerySet[Deadline]:
    """Return what the diary holds of the promises made to a caller."""
    return Deadline.objects.filter(report=report, kind=Kind.CALL_BACK).select_related("owner")


def safe_contact_of(report: Report) -> SafeContact | None:
    """Return how the caller of a report may be written to; None where nothing was stated."""
    return SafeContact.objects.filter(report=report).first()


def references_of(report: Report) -> QuerySet[ExternalReference]:
    """Return under which references other systems know a report, in the order in which they were noted."""
    return report.externalreferences.filter(recorded_in_error_at__isnull=True).order_by("pk")

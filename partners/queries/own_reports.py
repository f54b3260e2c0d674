"""The reports that a partner's agency passed on to the police, with its own references and how far each got."""

from datetime import datetime

from django.db.models import CharField, Func, OuterRef, Q, QuerySet, Subquery

from asbcases.accounts.models import User
from asbcases.cases.choices import Progress
from asbcases.cases.models import ExternalReference, Report
from asbcases.cases.rules.keys import reference_key
from partners import access


def own_reports(user: User, *, now: datetime) -> QuerySet[Report]:
    """Return the reports that the person's agency passed on; none for police, who read them as theirs.

    Each has `progress`, told by a function that looks at no case, and `own_reference`, if the agency gave it one.
    """
    if user.role not in access.AGENCY:
        return Report.objects.none()
    visible = access.reports_visible_to(user, now=now).filter(agency=user.agency_id)
    given = _references_of(user).filter(report=OuterRef("pk")).order_by("pk").values("written")[:1]
    progress = Func(
        "pk", function="asb_stage_of_own_report", output_field=CharField(choices=Progress.choices)
    )
    return visible.select_related("district", "recorded_by").annotate(
        own_reference=Subquery(given), progress=progress
    )


def own_report_named(user: User, written: str, reference: str, *, now: datetime) -> Report | None:
    """Return the report of the person's agency that somebody means: by its reference with us, or by their own."""
    theirs = _references_of(user).filter(key=reference_key(written) or "-").values("report")
    return own_reports(user, now=now).filter(Q(reference=reference) | Q(pk__in=theirs)).order_by("pk").first()


def progress_words(report: Report) -> str:
    """Return in plain words how far a report got."""
    return str(Progress(report.progress).label)  # type: ignore[attr-defined]


def _references_of(user: User) -> QuerySet[ExternalReference]:
    return ExternalReference.objects.filter(agency=user.agency_id, recorded_in_error_at__isnull=True)

"""The worksheet of a review, worked out from its complaints as they stand."""

from datetime import date
from typing import Any

from asbcases.cases.models import CaseReview
from asbcases.law.limits import Limits
from asbcases.law.periods import london_day
from triggers.choices import Origin
from triggers.models import ReviewComplaint
from triggers.queries.procedures import procedure_of
from triggers.rules.complaints import Complaint, Link, Source, alike
from triggers.rules.shapes import Procedure
from triggers.rules.worksheet import Worksheet, judge

SOURCE = {
    Origin.RECORDED: Source.RECORDED,
    Origin.BY_HAND: Source.BY_HAND,
    Origin.PUBLISHED: Source.PUBLISHED,
}


def received_on(review: CaseReview) -> date:
    """Return the London day of receipt, by which complaints count and versions govern."""
    return london_day(review.received_at)


def complaints_on(review: CaseReview) -> list[ReviewComplaint]:
    """Return the complaints of a review that stand, in the order in which they were written."""
    return list(
        ReviewComplaint.objects.filter(review=review, recorded_in_error_at__isnull=True).order_by("number")
    )


def worksheet_of(review: CaseReview, limits: Limits) -> Worksheet:
    """Return the worksheet of a review under the version that governs it; an area without one is judged by the Act."""
    day = received_on(review)
    procedure = procedure_of(review.application) or Procedure(review.area, day)
    return judge(procedure, day, [as_ruled(row) for row in complaints_on(review)], limits)


def as_ruled(row: ReviewComplaint) -> Complaint:
    """Return a complaint as the rules read it; people and places are compared whatever their letters."""
    return Complaint(
        id=str(row.number),
        agency=row.agency,
        complaint_on=row.complaint_on,
        behaviour_on=row.behaviour_from,
        behaviour_until=row.behaviour_until,
        complainant=alike(row.complainant),
        victim=alike(row.victim),
        place=alike(row.place),
        hate=row.hate,
        incident=str(row.incident_id or ""),
        source=SOURCE[Origin(row.origin)],
        link=Link(row.link),
        decided_duplicate=row.is_duplicate,
    )


def as_written(sheet: Worksheet) -> dict[str, Any]:
    """Return a worksheet as it is kept with a decision, whatever becomes of the complaints later."""
    return {
        "rows": [
            {
                "number": int(row.complaint.id),
                "counts": row.counts,
                "why": row.why.value,
                "sentence": row.sentence,
                "may_stand_for": row.proposed_duplicate_of,
            }
            for row in sheet.rows
        ],
        "routes": [
            {
                "name": route.name.value,
                "counted": route.counted,
                "needed": route.needed,
                "people": route.people,
                "people_needed": route.people_needed,
                "place": route.place,
                "short": route.short,
            }
            for route in sheet.routes
        ],
        "short": sheet.short,
        "warnings": list(sheet.warnings),
        "sentence": sheet.sentence,
    }

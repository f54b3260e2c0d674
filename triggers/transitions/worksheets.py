"""The worksheet of the threshold, complaint by complaint, and the decision that it leaves."""

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview, Incident, Report
from asbcases.cases.queries import locked, next_number
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from triggers.choices import BodyKind, Link, Origin
from triggers.models import ReviewComplaint
from triggers.transitions.shared import locked_open, record_on, said


class Stated(TypedDict, total=False):
    """What is known of a complaint; what is left out is not known."""

    agency: BodyKind
    agency_name: str
    agency_reference: str
    behaviour_from: date | None
    behaviour_until: date | None
    complaint_on: date
    complainant: str
    victim: str
    place: str
    hate: bool
    link: Link
    words: str
    incident: Incident | None


@transaction.atomic
def add_complaint(
    review: CaseReview,
    *,
    origin: Origin,
    report: Report | None = None,
    reason: str = "",
    by: User,
    now: datetime,
    **stated: Unpack[Stated],
) -> ReviewComplaint:
    """Put a complaint on the worksheet and return it; whether it counts is worked out by rule.

    `reason`: how a person knew that what was only near is tied to the application.
    """
    review = locked_open(review)
    _refuse_unless_sensible(stated, now)
    if report:
        refuse_twice(review, report.pk)
    complaint = ReviewComplaint.objects.create(
        review=review,
        number=next_number(ReviewComplaint.objects.filter(review=review)),
        origin=origin,
        report=report,
        recorded_at=now,
        recorded_by=by,
        **_with_range(stated),
    )
    told: dict[str, Any] = {"number": complaint.number, "origin": origin}
    record_on(Verb.COMPLAINT_ADDED, review, by=by, now=now, reason=reason, **told)
    return complaint


def refuse_twice(review: CaseReview, report: int) -> None:
    """Refuse a report that stands on the worksheet of a review."""
    there = ReviewComplaint.objects.filter(review=review, report=report, recorded_in_error_at__isnull=True)
    if there.exists():
        raise Refused("This report stands on the worksheet already.")


@transaction.atomic
def correct_complaint(
    complaint: ReviewComplaint, *, reason: str, by: User, now: datetime, **stated: Unpack[Stated]
) -> ReviewComplaint:
    """Correct what is known of a complaint, and return it; what it said before is kept."""
    review, complaint = _standing(complaint)
    reason = said(reason, "Say why it is corrected.")
    right = _with_range(stated)
    _refuse_unless_sensible({**_known(complaint), **right}, now)
    changed = [name for name, value in right.items() if getattr(complaint, name) != value]
    if not changed:
        raise Refused("Nothing was changed.")
    for name in changed:
        setattr(complaint, name, right[name])
    complaint.version += 1
    complaint.save(update_fields=["version", *changed])
    told: dict[str, Any] = {"number": complaint.number, "changed": changed}
    record_on(Verb.COMPLAINT_CORRECTED, review, by=by, now=now, reason=reason, **told)
    return complaint


@transaction.atomic
def mark_complaint_wrong(
    complaint: ReviewComplaint, *, reason: str, by: User, now: datetime
) -> ReviewComplaint:
    """Mark a complaint as recorded in error, and return it: it is off the worksheet and stays on file."""
    review, complaint = _standing(complaint)
    complaint.recorded_in_error_at, complaint.recorded_in_error_by = now, by
    complaint.recorded_in_error_why = said(reason, "Say why it was recorded in error.")
    complaint.version += 1
    complaint.save(
        update_fields=[
            "recorded_in_error_at",
            "recorded_in_error_by",
            "recorded_in_error_why",
            "version",
        ]
    )
    why, number = complaint.recorded_in_error_why, complaint.number
    record_on(Verb.COMPLAINT_WRONG, review, by=by, now=now, reason=why, number=number)
    return complaint


@transaction.atomic
def decide_duplicate(
    complaint: ReviewComplaint, *, of: ReviewComplaint | None, reason: str, by: User, now: datetime
) -> ReviewComplaint:
    """Decide that a complaint is a duplicate of another on the worksheet, or (None) of none; return it (ACR-8)."""
    review, complaint = _standing(complaint)
    if of and (of.review_id != review.pk or of.pk == complaint.pk or of.recorded_in_error_at):
        raise Refused("Choose another complaint that stands on this worksheet.")
    complaint.is_duplicate, complaint.duplicate_of = of is not None, of
    complaint.duplicate_why = said(reason, "Give the reason, by the area's rule on duplicates.")
    complaint.duplicate_at, complaint.duplicate_by = now, by
    complaint.version += 1
    complaint.save(
        update_fields=[
            *("is_duplicate", "duplicate_of", "duplicate_why", "duplicate_at", "duplicate_by"),
            "version",
        ]
    )
    verdict = f"of complaint {of.number}" if of else "of none"
    told: dict[str, Any] = {"number": complaint.number, "verdict": verdict}
    record_on(Verb.DUPLICATE_DECIDED, review, by=by, now=now, reason=complaint.duplicate_why, **told)
    return complaint


def _standing(complaint: ReviewComplaint) -> tuple[CaseReview, ReviewComplaint]:
    review, complaint = locked_open(complaint.review), locked(complaint)
    if complaint.recorded_in_error_at:
        raise Refused("This complaint was marked as recorded in error already: look at the worksheet.")
    return review, complaint


def _known(complaint: ReviewComplaint) -> dict[str, Any]:
    return {name: getattr(complaint, name) for name in ("complaint_on", "behaviour_from", "behaviour_until")}


def _with_range(stated: Any) -> dict[str, Any]:
    """Return what was stated; behaviour of one day begins and ends on it."""
    if "behaviour_from" not in stated:
        return dict(stated)
    return {**stated, "behaviour_until": stated.get("behaviour_until") or stated["behaviour_from"]}


def _refuse_unless_sensible(stated: Any, now: datetime) -> None:
    """Refuse dates that nobody can mean; a complaint that is dated before the behaviour is kept, and does not count."""
    begins, ends = stated.get("behaviour_from"), stated.get("behaviour_until")
    today = london_day(now)
    if stated["complaint_on"] > today or (begins and begins > today):
        raise Refused("Look at the dates again: one of them lies in the future.")
    if ends and (begins is None or ends < begins):
        raise Refused("Give the first day of the behaviour, and a last day that is not before it.")


__all__ = ["add_complaint", "correct_complaint", "decide_duplicate", "mark_complaint_wrong"]

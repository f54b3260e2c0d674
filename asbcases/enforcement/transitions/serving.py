"""Serving a paper: the first service issues it, further ones are kept beside; and what was asked is met."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Document
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.enforcement.choices import MeasureState, PaperKind, ServiceMethod
from asbcases.enforcement.models import Measure, MeasureService, MeasureTerm, Paper
from asbcases.enforcement.queries.issuing import Serving, issued_day
from asbcases.enforcement.queries.papers import parts_that_differ
from asbcases.enforcement.queries.served import is_discharged, made_before, paper_to_serve
from asbcases.enforcement.transitions.clocks import about
from asbcases.enforcement.transitions.drafting import held, open_case, told_of
from asbcases.enforcement.transitions.starting import TO_BE_DONE
from asbcases.errors import Refused
from asbcases.policies.queries import limits_in_force


def refuse_future(served_at: datetime, now: datetime) -> None:
    """Refuse a service that is still to come."""
    if served_at > now:
        raise Refused("The time of service is still to come: serve it first, then record it.")


def keep_service(
    measure: Measure, serving: Serving, deemed_on: date | None, *, by: User, now: datetime
) -> MeasureService:
    """Keep one way in which a paper was served, and which, record it, and return it."""
    _refuse_strange_photo(measure, serving.photo)
    paper = serving.paper
    row = MeasureService.objects.create(
        case=measure.case,
        measure=measure,
        method=serving.method,
        served_at=serving.served_at,
        deemed_on=deemed_on,
        address=serving.address or measure.proper_address,
        received_by=serving.received_by,
        enquiries=serving.enquiries,
        photo=serving.photo,
        paper=paper,
        differs=", ".join(parts_that_differ(paper, by=by, now=now)) if paper else "",
        recorded_at=now,
        recorded_by=by,
    )
    how = ServiceMethod(serving.method).label.lower()
    if paper and paper.kind != measure.kind:
        # Of a discharge or variation the record says what was served, and not only of what.
        how = f"{PaperKind(paper.kind).label.lower()}, {how}"
    data = told_of(measure, method=how, service=row.pk)
    if paper:
        data["paper"], data["sha256"] = paper.number, paper.sha256
    record(Verb.MEASURE_SERVED, by=by, now=now, happened_at=serving.served_at, case=measure.case, data=data)
    return row


def _refuse_strange_photo(measure: Measure, photo: Document | None) -> None:
    if photo and photo.case_id != measure.case_id:
        raise Refused("The photograph is no file of this case: add it to the case first.")


def served_paper(measure: Measure, paper: Paper | None, served_at: datetime) -> Paper | None:
    """Return the stored paper that was served: the chosen one, or the newest of its kind; refuse one that cannot have been."""
    paper = paper or paper_to_serve(measure, served_at)
    if paper is None:
        return None
    if paper.measure_id != measure.pk:
        raise Refused(f"That is no paper of {measure.reference}: choose one of its own.")
    if not made_before(paper, served_at):
        raise Refused(
            f"Paper {paper.number} was made after the time of service: correct the time, or choose the one that was served."
        )
    # As it is held here, so that it is compared with what stands now.
    paper.measure = measure
    return paper


@transaction.atomic
def serve_again(
    measure: Measure,
    *,
    method: ServiceMethod,
    served_at: datetime,
    address: str = "",
    received_by: str = "",
    enquiries: str = "",
    photo: Document | None = None,
    paper: Paper | None = None,
    by: User,
    now: datetime,
) -> MeasureService:
    """Keep a further service of what was issued, or that of its discharge; the day of issue stays that of the first."""
    measure = _served_still(measure)
    refuse_future(served_at, now)
    if measure.issued_at and served_at < measure.issued_at:
        raise Refused("This lies before the paper was issued: correct the time.")
    paper = served_paper(measure, paper, served_at)
    if is_discharged(measure) and (paper is None or paper.kind != PaperKind.DISCHARGE):
        raise Refused(
            f"{measure.reference} was discharged: make the notice of discharge, then record when that was served."
        )
    serving = Serving(
        method, served_at, address.strip(), received_by.strip(), enquiries.strip(), photo, paper
    )
    if method in (ServiceMethod.LEFT, ServiceMethod.POST) and not (serving.address or measure.proper_address):
        raise Refused("Record the proper address at which it is served (2014 Act s.55(4), CPN-12).")
    deemed_on = issued_day(serving, limits_in_force(now))
    return keep_service(measure, serving, deemed_on, by=by, now=now)


def _served_still(measure: Measure) -> Measure:
    """Return what is in force, or what was discharged: whoever is free is told so, on a closed case too."""
    if is_discharged(measure) and is_discharged(kept := held(measure)):
        return kept
    return in_force(measure)


@transaction.atomic
def meet_term(term: MeasureTerm, *, done_at: datetime, by: User, now: datetime) -> MeasureTerm:
    """Keep that something that was to be done is done, and return the term."""
    measure = in_force(term.measure)
    term = locked(term)
    if term.kind not in TO_BE_DONE:
        raise Refused("Only what is to be done can be met: what must stop holds until the end.")
    if term.done_at or term.ended_at:
        raise Refused(f"Term {term.number} was met or taken out already: load the page again.")
    if done_at > now:
        raise Refused("This is still to come: record it when it is done.")
    term.done_at = done_at
    term.save(update_fields=["done_at"])
    term.measure = measure
    data = {**told_of(measure, number=term.number), "id": term.pk}
    record(Verb.TERM_MET, by=by, now=now, happened_at=done_at, case=measure.case, data=data)
    subject = about(measure, f"term {term.number}")
    meet(Kind.TERM_DUE, subject=subject, by=by, now=now, done_at=done_at, case=measure.case)
    return term


def in_force(measure: Measure) -> Measure:
    """Return a measure locked that is in force, on a case that is open."""
    open_case(measure.case)
    measure = held(measure)
    if measure.state != MeasureState.ISSUED or measure.recorded_in_error_at:
        raise Refused(f"{measure.reference} is not in force: load the page again.")
    return measure

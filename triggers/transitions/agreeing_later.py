"""A day agreed with the applicant for a step after the threshold, where the area states no clock for it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from asbcases.law.words import day_words
from triggers.choices import StepAgreed
from triggers.models import AgreedDate
from triggers.queries.procedures import procedure_of
from triggers.queries.standing import standing_of
from triggers.rules.shapes import Step
from triggers.rules.standing import Standing
from triggers.transitions import clocks
from triggers.transitions.agreeing import keep_day
from triggers.transitions.later_clocks import follow
from triggers.transitions.shared import record_on

AGREED_LATER = (StepAgreed.PAPERS, StepAgreed.PANEL, StepAgreed.OUTCOME, StepAgreed.APPEAL_HEARING)


@transaction.atomic
def agree_later_date(
    review: CaseReview, *, step: StepAgreed, on: date, how: str, by: User, now: datetime
) -> AgreedDate:
    """Record the last day that was agreed for a step after the threshold, have it run, and return it."""
    review = locked(review)
    procedure = procedure_of(review.application)
    if step not in AGREED_LATER or (procedure and procedure.clock(Step(step))):
        raise Refused("The area states a clock for this, or it is not its turn: no day is agreed for it.")
    if not _has_its_turn(step, standing_of(review)):
        raise Refused("It is not the turn of this step: no day is agreed for it yet.")
    agreed = keep_day(review, step=step, on=on, how=how, by=by, now=now)
    told: dict[str, Any] = {"step": StepAgreed(step).label, "on": day_words(on)}
    record_on(Verb.DATE_AGREED, review, by=by, now=now, **told)
    clocks.met(Kind.ACR_AGREE_DATE, review, subject=step, at=now, by=by, now=now)
    follow(review, why=f"{day_words(on)} was agreed", by=by, now=now)
    return agreed


def _has_its_turn(step: StepAgreed, standing: Standing) -> bool:
    """Return whether a step is still to be done; a day that was agreed before may give way to another."""
    if step is StepAgreed.APPEAL_HEARING:
        return bool(standing.appealed)
    if standing.stage != "review":
        return False
    if step is StepAgreed.PANEL:
        return standing.decided is None
    if step is StepAgreed.PAPERS:
        return standing.coming is not None and not standing.coming.papers_sent
    return standing.decided is not None

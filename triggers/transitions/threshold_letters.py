"""The applicant is told whether the threshold is met, either way, with where to go when dissatisfied (ACR-13, ACR-19)."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from triggers.choices import LetterKind
from triggers.models import ReviewLetter, ThresholdDecision
from triggers.queries.procedures import procedure_of
from triggers.queries.standing import decision_told
from triggers.rules.dissatisfaction import route
from triggers.transitions import clocks
from triggers.transitions.holding import refuse_before
from triggers.transitions.letters import keep_letter
from triggers.transitions.shared import locked_open, record_on


@transaction.atomic
def tell_threshold(
    review: CaseReview,
    *,
    words: str,
    how: str,
    sent_at: datetime,
    pdf: bytes | None = None,
    by: User,
    now: datetime,
) -> ReviewLetter:
    """Keep the letter that told the applicant the decision on the threshold, and return it."""
    review = locked_open(review)
    decision = ThresholdDecision.objects.filter(review=review).order_by("number").last()
    if decision is None:
        raise Refused("Decide first whether the threshold is met.")
    kind = LetterKind.THRESHOLD_MET if decision.met else LetterKind.THRESHOLD_NOT_MET
    if decision_told(review, decision):
        raise Refused("The applicant was told this decision already: load the page again.")
    refuse_before(sent_at, decision.decided_at, "the letter lies before the decision")
    appeal_words = route(procedure_of(review.application), sent_at, clocks.is_holiday())
    said = {"words": words, "how": how, "appeal_words": appeal_words}
    letter = keep_letter(review, kind, **said, sent_at=sent_at, pdf=pdf, by=by, now=now)
    label = kind.label.lower()
    record_on(Verb.REVIEW_TOLD, review, by=by, now=now, happened_at=sent_at, letter=label, id=letter.pk)
    clocks.met(Kind.ACR_TOLD, review, at=sent_at, by=by, now=now)
    return letter

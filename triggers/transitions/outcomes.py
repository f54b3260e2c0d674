"""The plan that is put to the victim before it is final, and the letter that tells the outcome (ACG-4, ACR-15, ACR-19)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from triggers.choices import LetterKind
from triggers.models import DraftPlan, ReviewLetter
from triggers.queries.outcomes import recommendations_to_tell, with_recommendations
from triggers.queries.procedures import procedure_of
from triggers.queries.standing import standing_of
from triggers.rules.dissatisfaction import route
from triggers.transitions import clocks
from triggers.transitions.holding import refuse_before, refuse_unless_seen, under_review
from triggers.transitions.later_clocks import follow
from triggers.transitions.letters import keep_letter
from triggers.transitions.shared import must_be_past, record_on, said


@transaction.atomic
def draft_plan(review: CaseReview, *, words: str, by: User, now: datetime) -> DraftPlan:
    """Draft an action plan and return it; it is put to the victim before it is final."""
    review = under_review(review)
    if DraftPlan.objects.filter(review=review, final_at__isnull=True).exists():
        raise Refused("A plan is drafted already: put it to the victim and make it final before another.")
    plan = DraftPlan.objects.create(
        review=review,
        number=next_number(DraftPlan.objects.filter(review=review)),
        words=said(words, "Write the plan."),
        recorded_at=now,
        recorded_by=by,
    )
    _record(Verb.REVIEW_PLAN_DRAFTED, plan, by=by, now=now)
    return plan


@transaction.atomic
def put_plan(plan: DraftPlan, *, put_at: datetime, how: str, by: User, now: datetime) -> DraftPlan:
    """Record that a draft was put to the victim, and return it."""
    plan = _open(plan)
    must_be_past(put_at, now, "what was put to the victim")
    if plan.put_at:
        raise Refused(f"Plan {plan.number} was put to the victim already: load the page again.")
    plan.put_at, plan.put_how = put_at, said(how, "Say how the plan was put to the victim.")
    plan.version += 1
    plan.save(update_fields=["put_at", "put_how", "version"])
    _record(Verb.REVIEW_PLAN_PUT, plan, by=by, now=now, happened_at=put_at)
    return plan


@transaction.atomic
def comment_plan(
    plan: DraftPlan, *, comments: str, commented_at: datetime, by: User, now: datetime
) -> DraftPlan:
    """Record what the victim said to a draft, or that nothing came, and return it."""
    plan = _open(plan)
    must_be_past(commented_at, now, "the comment")
    if plan.put_at is None:
        raise Refused(f"Plan {plan.number} was not put to the victim yet: record that first.")
    refuse_before(commented_at, plan.put_at, "the comment lies before the plan was put to the victim")
    plan.comments = said(comments, "Write what the victim said to the plan, or that nothing came.")
    plan.commented_at = commented_at
    plan.version += 1
    plan.save(update_fields=["comments", "commented_at", "version"])
    _record(Verb.REVIEW_PLAN_COMMENTED, plan, by=by, now=now, happened_at=commented_at)
    return plan


@transaction.atomic
def make_plan_final(
    plan: DraftPlan,
    *,
    final_words: str,
    not_put_why: str = "",
    seen: int | None = None,
    by: User,
    now: datetime,
) -> DraftPlan:
    """Make a plan final once the victim was asked, or with the reason why not, and return it."""
    plan = _open(plan)
    refuse_unless_seen(plan, seen)
    if plan.put_at and not plan.comments:
        raise Refused(
            "Record what the victim said to the plan, or that nothing came, before it is final (ACG-4)."
        )
    if not plan.put_at:
        plan.not_put_why = said(
            not_put_why,
            "Put the plan to the victim before it is final, or say why they were not asked (ACG-4).",
        )
    plan.final_words, plan.final_at = said(final_words, "Write the plan as it is final."), now
    plan.version += 1
    plan.save(update_fields=["not_put_why", "final_words", "final_at", "version"])
    _record(Verb.REVIEW_PLAN_FINAL, plan, by=by, now=now, reason=plan.not_put_why)
    return plan


@transaction.atomic
def send_outcome(
    review: CaseReview,
    *,
    words: str,
    how: str,
    sent_at: datetime,
    pdf: bytes | None = None,
    by: User,
    now: datetime,
) -> ReviewLetter:
    """Keep the letter that told the applicant the outcome, and return it.

    It names every recommendation and where to go when dissatisfied, whoever wrote it; a plan is final before it.
    """
    review = under_review(review)
    decided = standing_of(review).decided
    if decided is None or decided.held_at is None:
        raise Refused("Nothing is to be told: no panel has decided, or its outcome was told already.")
    plans = DraftPlan.objects.filter(review=review, final_at__isnull=True)
    if unfinished := plans.order_by("number").first():
        raise Refused(
            f"Plan {unfinished.number} is not final: the victim is asked before the outcome is told."
        )
    refuse_before(sent_at, decided.held_at, "the letter lies before the panel met")
    procedure = procedure_of(review.application)
    letter = keep_letter(
        review,
        LetterKind.OUTCOME,
        words=with_recommendations(said(words, "Write the letter."), recommendations_to_tell(review)),
        appeal_words=route(procedure, sent_at, clocks.is_holiday()),
        how=how,
        sent_at=sent_at,
        pdf=pdf,
        by=by,
        now=now,
    )
    told: dict[str, Any] = {"letter": LetterKind.OUTCOME.label.lower(), "id": letter.pk}
    record_on(Verb.REVIEW_TOLD, review, by=by, now=now, happened_at=sent_at, **told)
    clocks.met(Kind.ACR_OUTCOME, review, at=sent_at, by=by, now=now)
    follow(review, why="The applicant was told the outcome", by=by, now=now)
    return letter


def _open(plan: DraftPlan) -> DraftPlan:
    review = under_review(plan.review)
    plan = locked(plan)
    plan.review = review
    if plan.final_at:
        raise Refused(f"Plan {plan.number} is final: load the page again.")
    return plan


def _record(
    verb: Verb,
    plan: DraftPlan,
    *,
    by: User,
    now: datetime,
    happened_at: datetime | None = None,
    reason: str = "",
) -> None:
    told: dict[str, Any] = {"id": plan.pk, "number": plan.number}
    record_on(verb, plan.review, by=by, now=now, happened_at=happened_at, reason=reason, **told)

"""The bodies that take part in a review: told of the application, and what each replied."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from triggers.choices import BodyAnswer
from triggers.models import Application, BodyReply
from triggers.queries.procedures import procedure_of
from triggers.queries.reviews import Body
from triggers.transitions import clocks
from triggers.transitions.shared import locked_open, must_be_past, record_on, refuse_on_draft, said
from triggers.transitions.telling import tell_people_of


@transaction.atomic
def tell_bodies(
    review: CaseReview, *, bodies: Sequence[Body], how: str, by: User, now: datetime
) -> list[BodyReply]:
    """Record which further bodies were told of an application, and how; return them. Each has a clock to reply by."""
    review = locked_open(review)
    refuse_on_draft(review, now)
    told = tell(review.application, bodies, how=said(how, "Say how the bodies were told."), by=by, now=now)
    if not told:
        raise Refused("Each of these bodies was told already.")
    return told


def tell(
    application: Application, bodies: Sequence[Body], *, how: str, by: User | None, now: datetime
) -> list[BodyReply]:
    """Record each body that was not told yet, start its clock, tell its people here, and return the rows."""
    review, procedure = application.review, procedure_of(application)
    there = dict(BodyReply.objects.filter(review=review).values_list("name", "number"))
    last, told = max(there.values(), default=0), []
    for body in {body.name: body for body in bodies if body.name not in there}.values():
        last += 1
        row = BodyReply.objects.create(
            review=review,
            number=last,
            **body._asdict(),
            told_at=now,
            told_how=how,
            recorded_at=now,
            recorded_by=by,
        )
        record_on(Verb.BODY_TOLD, review, by=by, now=now, body=row.name)
        owed = clocks.expect_reply(row, procedure, by=by, now=now)
        tell_people_of(row, owed, now=now)
        told.append(row)
    return told


@transaction.atomic
def record_reply(
    body: BodyReply, *, answer: BodyAnswer, words: str = "", replied_at: datetime, by: User, now: datetime
) -> BodyReply:
    """Record what a body replied, and when; return it."""
    review = locked_open(body.review)
    body = locked(body)
    must_be_past(replied_at, now, "the reply")
    if body.answer:
        raise Refused(f"The reply of {body.name} was recorded already: load the page again.")
    if replied_at < body.told_at:
        raise Refused(f"{body.name} was told later than that: look at the time of the reply again.")
    if answer is BodyAnswer.NONE:
        raise Refused("Say whether the body holds complaints.")
    if answer is BodyAnswer.REFUSED:
        said(words, "Say why the body refused.")
    body.answer, body.answer_words, body.replied_at, body.answered_at = answer, words.strip(), replied_at, now
    body.version += 1
    body.save(update_fields=["answer", "answer_words", "replied_at", "answered_at", "version"])
    told: dict[str, Any] = {"body": body.name, "answer": BodyAnswer(answer).label.lower()}
    record_on(Verb.BODY_REPLIED, review, by=by, now=now, happened_at=replied_at, **told)
    clocks.met(Kind.ACR_REPLY, review, subject=str(body.number), at=replied_at, by=by, now=now)
    if procedure := procedure_of(review.application):
        clocks.decide_sooner(review.application, procedure, by=by, now=now)
    return body

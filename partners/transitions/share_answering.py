"""The police answer what a partner asked to be given: shared, shared in part, or refused with words for the partner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from partners import asking_rules as rules
from partners.choices import ShareAnswer
from partners.models import Share, ShareRequest
from partners.queries.share_requests import waiting
from partners.queries.sharing import Receiver, agency_of
from partners.transitions.share_asking import held, refuse_ended, told_of
from partners.transitions.share_request_clocks import answered, over, tell_agency
from partners.transitions.sharing import share_case
from partners.transitions.standing import let_agreements_stand

CLOSED = "The police have ended their work on this. Ask again if you still need something."


@transaction.atomic
def answer_by_sharing(
    request: ShareRequest,
    case: Case,
    receiver: Receiver,
    *,
    words: str = "",
    share: Mapping[str, Any],
    by: User,
    now: datetime,
) -> ShareRequest:
    """Share of a case what was asked for, or less with the reason, and return the request; `share` is said to `share_case`."""
    let_agreements_stand()
    case, request = locked(case), held(request)
    refuse_ended(request)
    if agency_of(receiver).pk != request.agency_id:
        raise Refused(f"{request.agency.name} asked for it: share it with them, or with one of theirs.")
    if request.case_id and request.case_id != case.pk:
        raise Refused(f"They asked about {request.about}: share that case.")
    answer = rules.answer_by(asked=request.items, given=share["items"])
    if reason := rules.objection_to_answer(answer, words, asked=request.items, given=share["items"]):
        raise Refused(reason)
    made = share_case(case, receiver, **share, by=by, now=now)
    return _answered(request, answer, words=words, share=made, by=by, now=now)


@transaction.atomic
def refuse_request(request: ShareRequest, *, words: str, by: User, now: datetime) -> ShareRequest:
    """Refuse what was asked for, with words that the partner reads, and return the request."""
    request = held(request)
    refuse_ended(request)
    if not words.strip():
        raise Refused("Say why, in words that the partner may read: they are all that it learns.")
    return _answered(request, ShareAnswer.REFUSED, words=words, share=None, by=by, now=now)


def end_with_case(case: Case, *, by: User, now: datetime) -> None:
    """End what was asked for of a case that was closed: its clock ended with it, and its agency may ask again."""
    asked = waiting(case.share_requests.all()).select_for_update(of=("self",))
    for request in asked.select_related("agency", "case").order_by("pk"):
        _answered(request, ShareAnswer.OVER, words=CLOSED, share=None, by=by, now=now)


def _answered(
    request: ShareRequest, answer: ShareAnswer, *, words: str, share: Share | None, by: User, now: datetime
) -> ShareRequest:
    request.answer, request.answered_at, request.answered_by = answer, now, by
    request.words, request.share = words.strip(), share
    request.version += 1
    request.save(update_fields=["answer", "answered_at", "answered_by", "words", "share", "version"])
    more = {"verdict": answer.label.lower(), **({"share": share.number} if share else {})}
    record(Verb.SHARE_ANSWERED, by=by, now=now, data=told_of(request, **more), **request.root)
    if answer == ShareAnswer.OVER:
        over(request, reason=CLOSED, by=by, now=now)
    else:
        answered(request, by=by, now=now)
    tell_agency(request, now=now)
    return request

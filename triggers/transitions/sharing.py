"""Information shared for a review, by which gateway and to which tier, and what other bodies were asked for (ACR-18)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import Tier
from asbcases.cases.models import CaseReview
from asbcases.errors import Refused
from triggers.models import InformationShared, Panel
from triggers.transitions.holding import refuse_before
from triggers.transitions.shared import locked_open, must_be_past, record_on, refuse_on_draft, said


@transaction.atomic
def share_information(
    review: CaseReview,
    *,
    panel: Panel | None = None,
    body: str,
    gateway: str,
    tier: Tier,
    words: str,
    shared_at: datetime,
    by: User,
    now: datetime,
) -> InformationShared:
    """Record what was shared with whom, by which gateway and to which tier, and return it."""
    row = _about(
        review,
        panel,
        body=said(body, "Say with whom it was shared."),
        gateway=said(gateway, "Name the power by which it may be shared."),
        tier=tier,
        words=said(words, "Say in short what was shared."),
        shared_at=shared_at,
        by=by,
        now=now,
    )
    told: dict[str, Any] = {"body": row.body, "tier": Tier(tier).label.lower(), "id": row.pk}
    record_on(Verb.REVIEW_INFORMATION_SHARED, row.review, by=by, now=now, happened_at=shared_at, **told)
    return row


@transaction.atomic
def request_information(
    review: CaseReview,
    *,
    panel: Panel | None = None,
    body: str,
    basis: str,
    tier: Tier,
    words: str,
    must_comply: bool,
    asked_at: datetime,
    by: User,
    now: datetime,
) -> InformationShared:
    """Record what somebody was asked for, on which basis, and whether they must comply, and return the request."""
    row = _about(
        review,
        panel,
        body=said(body, "Say who was asked."),
        gateway=said(basis, "Name the power by which it was asked for."),
        tier=tier,
        words=said(words, "Say in short what was asked for."),
        shared_at=asked_at,
        asked=True,
        must_comply=must_comply,
        by=by,
        now=now,
    )
    told: dict[str, Any] = {"body": row.body, "must_comply": must_comply, "id": row.pk}
    record_on(Verb.REVIEW_INFORMATION_ASKED, row.review, by=by, now=now, happened_at=asked_at, **told)
    return row


@transaction.atomic
def record_information_reply(
    request: InformationShared,
    *,
    words: str = "",
    refused_why: str = "",
    replied_at: datetime,
    by: User,
    now: datetime,
) -> InformationShared:
    """Record what was replied to a request, or why it was refused, and return the reply.

    Who has public functions must comply, unless data protection law or the Investigatory Powers Act forbids it.
    """
    if not request.asked or request.answers_id:
        raise Refused("This is no request: a reply belongs to what was asked for.")
    locked_open(request.review)
    if InformationShared.objects.filter(answers=request).exists():
        raise Refused(f"The reply of {request.body} was recorded already: load the page again.")
    if bool(words.strip()) == bool(refused_why.strip()):
        raise Refused("Write either what was given or why it was refused.")
    refuse_before(replied_at, request.shared_at, "the reply lies before the request")
    row = _about(
        request.review,
        request.panel,
        body=request.body,
        gateway=request.gateway,
        tier=Tier(request.tier),
        words=words.strip(),
        shared_at=replied_at,
        asked=True,
        must_comply=request.must_comply,
        answers=request,
        refused_why=refused_why.strip(),
        by=by,
        now=now,
    )
    told: dict[str, Any] = {
        "body": row.body,
        "answer": "refused" if row.refused_why else "given",
        "id": row.pk,
    }
    record_on(Verb.REVIEW_INFORMATION_REPLIED, row.review, by=by, now=now, happened_at=replied_at, **told)
    return row


def _about(
    review: CaseReview, panel: Panel | None, *, shared_at: datetime, by: User, now: datetime, **stated: Any
) -> InformationShared:
    review = locked_open(review)
    refuse_on_draft(review, now)
    must_be_past(shared_at, now, "what you record")
    if panel and panel.review_id != review.pk:
        raise Refused("This panel belongs to another review: load the page again.")
    return InformationShared.objects.create(
        review=review, panel=panel, shared_at=shared_at, recorded_at=now, recorded_by=by, **stated
    )

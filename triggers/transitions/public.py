"""What comes by the public form, or from staff who do not see the area: left as it was typed, and taken in as a review."""

import json
from datetime import datetime
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction

from asbcases.cases.drawn import drawn_reference
from asbcases.cases.models import CaseReview
from asbcases.errors import Refused
from triggers.choices import Channel, Consent, VictimKind
from triggers.models import PublicApplication
from triggers.transitions.applications import Told, receive_application, refuse_unless_consistent
from triggers.transitions.shared import must_be_past, said

log = structlog.get_logger(__name__)


def leave_application(reference: str, *, said: dict[str, Any], now: datetime) -> bool:
    """Keep an application as it was typed, and say whether it was new: the same sent twice is kept once."""
    values: list[Any] = [reference, json.dumps(said, cls=DjangoJSONEncoder), now]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT asb_leave_public_application(%s, %s::jsonb, %s)", values)
    except IntegrityError:
        return False
    return True


def pass_on(
    *,
    received_at: datetime,
    now: datetime,
    happened: str,
    consent: Consent,
    consent_words: str = "",
    **told: Any,
) -> None:
    """Leave what staff took down for the co-ordinator of its area; refused where it could not be taken in."""
    must_be_past(received_at, now, "the receipt")
    refuse_unless_consistent(consent, consent_words, told)
    kept = {"happened": said(happened, "Say what happened."), "consent": consent, **told}
    if not leave_application(
        drawn_reference(), said={**kept, "consent_words": consent_words}, now=received_at
    ):
        raise Refused("It could not be kept: send it again.")


@transaction.atomic
def take_in(left: PublicApplication, now: datetime) -> CaseReview:
    """Take in what was left, as the service of intake; done once, whoever tries."""
    row = PublicApplication.objects.select_for_update().get(pk=left.pk)
    if row.review is not None:
        return row.review
    review = _received(row, now)
    row.review, row.taken_at, row.trouble = review, now, ""
    row.save(update_fields=["review", "taken_at", "trouble"])
    return review


def _received(row: PublicApplication, now: datetime) -> CaseReview:
    typed = row.said
    told: Any = {name: typed[name] for name in Told.__annotations__ if name in typed}
    return receive_application(
        area=typed["area"],
        channel=Channel(typed.get("channel", Channel.ONLINE)),
        happened=typed["happened"],
        consent=Consent(typed.get("consent", Consent.OWN)),
        consent_words=typed.get("consent_words", ""),
        victim_kind=VictimKind(typed.get("victim_kind", VictimKind.PERSON)),
        received_at=min(row.sent_at, now),
        public_reference=row.reference,
        by=None,
        now=now,
        **told,
    )


def take_in_or_note(left: PublicApplication, now: datetime) -> bool:
    """Take one application in; one that cannot be is marked with the trouble, tried again, and holds up nobody."""
    try:
        take_in(left, now)
    except Exception as error:
        # Whatever it is, the others must not wait. The words of an error may quote what was typed.
        name = type(error).__name__
        log.error("a public application could not be taken in", public_application=left.pk, error=name)
        trouble = error.reason if isinstance(error, Refused) else name
        with transaction.atomic():
            PublicApplication.objects.filter(pk=left.pk, taken_at__isnull=True).update(trouble=trouble)
        return False
    return True

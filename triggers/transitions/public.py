"""What comes by the public form, or from staff who do not see the area: left as it was typed, and taken in as a review."""

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction

from asbcases.cases.models import CaseReview
from triggers.choices import Channel, Consent, VictimKind
from triggers.models import PublicApplication
from triggers.transitions.applications import Told, receive_application


def leave_application(reference: str, *, said: dict[str, Any], now: datetime) -> bool:
    """Keep an application as it was typed, and say whether it was new: the same sent twice is kept once."""
    values: list[Any] = [reference, json.dumps(said, cls=DjangoJSONEncoder), now]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT asb_leave_public_application(%s, %s::jsonb, %s)", values)
    except IntegrityError:
        return False
    return True


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

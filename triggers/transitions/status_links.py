"""A code by which an applicant sees stage and next date, once: only its hash is kept, and it needs the reference."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.drawn import drawn_reference
from asbcases.cases.models import CaseReview
from triggers.models import StatusLink
from triggers.transitions.shared import record_on

# How long a code may be used that was given and not used yet.
LASTS = timedelta(days=14)


class Given(NamedTuple):
    """What an applicant needs in order to look: told to them once, and kept nowhere."""

    reference: str
    code: str


class Status(NamedTuple):
    """What an applicant sees."""

    stage: str
    step: str | None
    due_at: datetime | None


@transaction.atomic
def give_status_link(review: CaseReview, *, by: User, now: datetime) -> Given:
    """Make a code for one look at a review, and return it with the reference that the applicant knows."""
    given = Given(review.public_reference or review.reference, drawn_reference())
    StatusLink.objects.create(review=review, token_hash=seal(*given), made_at=now, expires_at=now + LASTS)
    record_on(Verb.REVIEW_LINK_GIVEN, review, by=by, now=now)
    return given


def seal(reference: str, code: str) -> str:
    """Return the hash of a code and the reference that it belongs to, however they are typed."""
    plain = ("".join(letter for letter in words.upper() if letter.isalnum()) for words in (reference, code))
    return sha256(":".join(plain).encode()).hexdigest()


@transaction.atomic
def use_status_link(*, reference: str, code: str, now: datetime) -> Status | None:
    """Use a code and return what it shows; None where it shows nothing, whatever the reason is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stage, step, due_at FROM asb_review_status(%s, %s)", [seal(reference, code), now]
        )
        row = cursor.fetchone()
    return Status(*row) if row else None

"""Letters to the applicant, kept as they were sent or said."""

from datetime import datetime
from hashlib import sha256

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import next_number
from triggers.choices import LetterKind
from triggers.models import ReviewLetter
from triggers.transitions.shared import must_be_past, said


def keep_letter(
    review: CaseReview,
    kind: LetterKind,
    *,
    words: str,
    appeal_words: str = "",
    how: str,
    sent_at: datetime,
    pdf: bytes | None = None,
    by: User,
    now: datetime,
) -> ReviewLetter:
    """Keep a letter word for word, with the file as it was sent, and return it."""
    must_be_past(sent_at, now, "the letter")
    return ReviewLetter.objects.create(
        review=review,
        number=next_number(ReviewLetter.objects.filter(review=review)),
        kind=kind,
        words=said(words, "Give the words of the letter, or what was said."),
        appeal_words=appeal_words,
        how=said(how, "Say how the applicant was told."),
        sent_at=sent_at,
        pdf=pdf,
        sha256=sha256(pdf).hexdigest() if pdf else "",
        recorded_at=now,
        recorded_by=by,
    )

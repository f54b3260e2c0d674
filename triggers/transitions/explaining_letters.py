"""The letter that explains the case review: its text is kept, and somebody says that it was sent. Nothing sends it by itself."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Report
from asbcases.errors import Refused
from triggers.models import ExplainingLetter
from triggers.queries.explaining import letter_of
from triggers.transitions.explaining import explain_review

CHANGED = (
    "Somebody has changed the letter since you opened it: load the page again, and look at what it says now."
)


@transaction.atomic
def keep_letter(report: Report, *, words: str, seen: int, by: User, now: datetime) -> ExplainingLetter:
    """Keep the text of a letter, and return it; `seen` is the number of the text that was changed, 0 for the draft."""
    if not words.strip():
        raise Refused("Write the letter: an empty one is not kept.")
    kept = _next(report, seen, words=words.strip(), by=by, now=now)
    told: dict[str, object] = {"number": kept.number}
    record(Verb.REVIEW_LETTER_KEPT, by=by, now=now, report=report, data=told)
    return kept


@transaction.atomic
def send_letter(
    report: Report, *, how: str, sent_at: datetime, seen: int, by: User, now: datetime
) -> ExplainingLetter:
    """Say how and when the letter was sent as it was kept, which explains the case review (ACG-1); return it."""
    letter = letter_of(report)
    if letter is None:
        raise Refused("Keep the letter first: what is sent is kept word for word.")
    if letter.sent_at:
        raise Refused("It was said already that this letter was sent: keep another one first.")
    if not how.strip():
        raise Refused("Say how it was sent: by post, by e-mail, by hand.")
    if sent_at < letter.recorded_at.replace(second=0, microsecond=0):
        raise Refused(
            "It cannot have been sent before it was kept in these words: correct the time, or keep it anew."
        )
    sent = _next(report, seen, words=letter.words, sent_at=sent_at, how=how.strip(), by=by, now=now)
    explain_review(report, told_at=sent_at, how=f"By letter, {sent.how}", by=by, now=now)
    return sent


def _next(report: Report, seen: int, *, by: User, now: datetime, **stated: object) -> ExplainingLetter:
    """Keep the text that comes after the one that was seen; where two write at once, the second is told."""
    last = letter_of(report)
    kept, fresh = ExplainingLetter.objects.get_or_create(
        report=report,
        number=seen + 1,
        defaults={**stated, "recorded_at": now, "recorded_by": by},
    )
    if not fresh or seen != (last.number if last else 0):
        raise Refused(CHANGED)
    return kept

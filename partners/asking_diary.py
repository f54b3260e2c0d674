"""Which deadlines referrals and questions set going, told from the file alone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.planning import HIGH
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_midnight_after
from partners.models import Question, Referral


def acknowledgements(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the acknowledgement of each referral that was sent: met by the agency, over when the police close it."""
    for referral in _sent(root, ids):
        owed = _of_referral(Kind.REFERRAL_ACKNOWLEDGE, referral, "referral.acknowledge", referral.sent_at)
        yield _ended(owed, clockwork, met_at=referral.acknowledged_at, over_at=referral.closed_at)


def acceptances(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the acceptance of each referral that was sent: met by the agency, over when it declines or the police close it."""
    for referral in _sent(root, ids):
        owed = _of_referral(Kind.REFERRAL_ACCEPT, referral, "referral.accept", referral.sent_at)
        over_at = referral.declined_at or referral.closed_at
        yield _ended(owed, clockwork, met_at=referral.accepted_at, over_at=over_at)


def decisions(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what the lead owes after each referral that was declined: met when the referral is closed."""
    for referral in _sent(root, ids):
        if referral.declined_at:
            owed = _of_referral(Kind.REFERRAL_DECIDE, referral, "referral.decide", referral.declined_at)
            owed.qualifier = ""
            yield _ended(owed, clockwork, met_at=referral.closed_at, over_at=None)


def replies(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the end of its day for each question: met with its last part, over when the police close it."""
    if root != "case":
        return
    for question in Question.objects.filter(case__in=ids).order_by("pk"):
        owed = Expected(
            Kind.QUESTION_REPLY,
            root=question.case_id,
            origin=f"question:{question.pk}",
            anchored_at=question.recorded_at,
            subject=str(question.number),
            promised_for=london_midnight_after(question.due_on),
        )
        yield _ended(owed, clockwork, met_at=question.answered_at, over_at=question.closed_at)


def _sent(root: str, ids: Sequence[int]) -> Iterator[Referral]:
    if root == "case":
        yield from Referral.objects.filter(case__in=ids, sent_at__isnull=False).order_by("pk")


def _of_referral(kind: Kind, referral: Referral, rule: str, anchored_at: datetime | None) -> Expected:
    assert anchored_at is not None  # noqa: S101  of those that were sent alone
    return Expected(
        kind,
        root=referral.case_id,
        origin=f"referral:{referral.pk}",
        anchored_at=anchored_at,
        subject=str(referral.number),
        rule=rule,
        qualifier=HIGH if referral.high else "other",
    )


def _ended(
    owed: Expected, clockwork: Clockwork, *, met_at: datetime | None, over_at: datetime | None
) -> Expected:
    """Return it ended by what came first: what was owed was done, is not needed any more, or a supervisor let it go."""
    # Of facts of one instant a ruling comes first, since it needs an open clock, and then what was done.
    stated = (("cancelled_at", clockwork.ended_at(owed)), ("met_at", met_at), ("cancelled_at", over_at))
    ends = [(how, at) for how, at in stated if at]
    if ends:
        how, at = min(ends, key=lambda end: end[1])
        owed.end(**{how: at})
    return owed

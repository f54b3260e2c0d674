"""The clocks of a review after its threshold, set anew after every act that changes what they hang on."""

from datetime import datetime

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, set_deadline
from triggers.queries.procedures import procedure_of
from triggers.queries.standing import standing_of
from triggers.rules.later_clocks import KINDS, TO_AGREE, Wanted, wanted
from triggers.transitions.clocks import is_holiday


def follow(review: CaseReview, *, why: str, by: User, now: datetime) -> None:
    """Set, keep or end the clocks of a review by what is on file; `why` is the reason of those that end."""
    needed = dict(wanted(standing_of(review), procedure_of(review.application), is_holiday()))
    for running in _running(review):
        one = needed.get((Kind(running.kind), running.subject))
        if one and (running.origin, running.promised_for) == (one.origin, one.at):
            del needed[one.key]
        else:
            cancel(running, reason=why, by=by, now=now)
    for one in needed.values():
        if not _let_go(review, one):
            _expect(review, one, by=by, now=now)


def _running(review: CaseReview) -> list[Deadline]:
    """Return the open clocks of a review that hang on what comes after the threshold; the rest belongs to the application."""
    found = Deadline.objects.filter(OPEN, review=review, kind__in=KINDS).order_by("pk")
    return [one for one in found if one.kind != Kind.ACR_AGREE_DATE or one.subject in TO_AGREE]


def _let_go(review: CaseReview, one: Wanted) -> bool:
    """Return whether a supervisor let this very clock go: it does not come back."""
    same = {"kind": one.kind, "subject": one.subject, "origin": one.origin, "promised_for": one.at}
    ended = (RulingVerb.WAIVED, RulingVerb.CANCELLED)
    deadlines = Deadline.objects.filter(review=review, **same)
    return Ruling.objects.filter(deadline__in=deadlines, verb__in=ended).exists()


def _expect(review: CaseReview, one: Wanted, *, by: User, now: datetime) -> None:
    near = review.owner or supervisor_of(review.district, Rank.SERGEANT, now) or by
    set_deadline(
        one.kind,
        review=review,
        origin=one.origin,
        because=one.because,
        promised_for=one.at,
        subject=one.subject,
        owner=owner_for(one.kind, author=by, lead=near, district=review.district, now=now),
        district=review.district,
        anchored_at=one.anchored_at,
        by=by,
        now=now,
    )

"""The clocks of a review after its threshold, set anew after every act that changes what they hang on."""

from datetime import datetime

from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.planning import NATURE
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, set_deadline
from asbcases.law.periods import london_day
from asbcases.policies.queries import PolicyBook, calendar
from triggers.queries.procedures import procedure_of
from triggers.queries.standing import standing_of
from triggers.rules.later_clocks import KINDS, TO_AGREE, Wanted, origin_of, stands, wanted
from triggers.transitions.clocks import is_holiday


def follow(review: CaseReview, *, why: str, by: User, now: datetime) -> None:
    """Set, keep or end the clocks of a review by what is on file; `why` is the reason of those that end.

    A bank holiday that became known since a clock was set does not move it: the applicant may have been told the day.
    What policy did not ask for when it began is not set: nobody owed it then.
    """
    standing, procedure = standing_of(review), procedure_of(review.application)
    book = PolicyBook.of_rules(NATURE)
    needed = {
        key: one
        for key, one in wanted(standing, procedure, is_holiday()).items()
        if book.find(NATURE, one.kind, london_day(one.anchored_at))
    }
    for running in _running(review):
        key = (Kind(running.kind), running.subject)
        as_known_then = calendar(running.set_at).__contains__
        then = wanted(standing, procedure, as_known_then).get(key) if key in needed else None
        if then and stands(then, running.origin, running.promised_for):
            del needed[key]
        else:
            cancel(running, reason=why, by=by, now=now)
    for one in needed.values():
        before = _set_before(review, one)
        if not _let_go(one, before):
            _expect(review, one, len(before), by=by, now=now)


def _running(review: CaseReview) -> list[Deadline]:
    """Return the open clocks of a review that hang on what comes after the threshold; the rest belongs to the application."""
    found = Deadline.objects.filter(OPEN, review=review, kind__in=KINDS).order_by("pk")
    return [one for one in found if one.kind != Kind.ACR_AGREE_DATE or one.subject in TO_AGREE]


def _set_before(review: CaseReview, one: Wanted) -> list[Deadline]:
    alike = Deadline.objects.filter(review=review, kind=one.kind, subject=one.subject)
    again = Q(origin=one.origin) | Q(origin__startswith=f"{one.origin}:")
    return list(alike.filter(again).order_by("pk"))


def _let_go(one: Wanted, before: list[Deadline]) -> bool:
    """Return whether a supervisor let this very clock go: it does not come back."""
    same = [deadline.pk for deadline in before if deadline.promised_for == one.at]
    ended = (RulingVerb.WAIVED, RulingVerb.CANCELLED)
    return Ruling.objects.filter(deadline__in=same, verb__in=ended).exists()


def _expect(review: CaseReview, one: Wanted, before: int, *, by: User, now: datetime) -> None:
    near = review.owner or supervisor_of(review.district, Rank.SERGEANT, now) or by
    set_deadline(
        one.kind,
        review=review,
        origin=origin_of(one, before),
        because=one.because,
        promised_for=one.at,
        rule=one.rule,
        subject=one.subject,
        owner=owner_for(one.kind, author=by, lead=near, district=review.district, now=now),
        district=review.district,
        anchored_at=one.anchored_at,
        by=by,
        now=now,
    )

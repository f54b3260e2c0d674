"""The case review is explained to a victim, or it is noted why it was not (ACG-1)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Report
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, meet
from asbcases.errors import Refused
from triggers.models import ReviewExplanation
from triggers.queries.radar import around
from triggers.rules.victims import Tie, Victims
from triggers.transitions.radar import SERVICE


@transaction.atomic
def explain_review(
    report: Report, *, told_at: datetime, how: str, by: User, now: datetime
) -> ReviewExplanation:
    """Keep when and how the case review was explained to the victim of a report, and return it.

    What else was owed to the same victim is met by it too, also of reports that this person may not see.
    """
    if not how.strip():
        raise Refused("Say how it was explained: by telephone, in person, by letter.")
    if told_at > now:
        raise Refused("It cannot have been explained after now: correct the date or the time.")
    if told_at < report.received_at:
        raise Refused("It cannot have been explained before the report came: correct the date or the time.")
    with acting(SERVICE):
        others = _owed_to_the_same(report)
    kept = ReviewExplanation.objects.create(
        report=report, told_at=told_at, how=how.strip(), recorded_at=now, recorded_by=by
    )
    told: dict[str, object] = {"how": how.strip()}
    record(Verb.REVIEW_EXPLAINED, by=by, now=now, happened_at=told_at, report=report, data=told)
    meet(Kind.EXPLAIN_REVIEW, report=report, by=by, now=now, done_at=told_at)
    with acting(SERVICE):
        for other in others:
            _explained_with(kept, other, now)
    return kept


def _explained_with(kept: ReviewExplanation, other: Report, now: datetime) -> None:
    ReviewExplanation.objects.create(
        report=other, told_at=kept.told_at, how=kept.how, recorded_at=now, recorded_by=kept.recorded_by
    )
    meet(Kind.EXPLAIN_REVIEW, report=other, by=None, now=now, done_at=kept.told_at)


def _owed_to_the_same(report: Report) -> Sequence[Report]:
    """Return the other reports of the same victim for which an explanation is owed still.

    What is owed is locked in one order, this report's too: who explains to the same victim at once comes after.
    """
    seen = around(report)
    victims = Victims(one.report for one in (seen.signal, *seen.others))
    same = [int(one.id) for one, tie in victims.ties_to(seen.signal.report) if tie is Tie.SAME]
    owed = Deadline.objects.filter(OPEN, kind=Kind.EXPLAIN_REVIEW, report__in=[report.pk, *same])
    held = owed.select_related("report").select_for_update(of=("self",)).order_by("pk")
    return [deadline.report for deadline in held if deadline.report and deadline.report != report]


@transaction.atomic
def leave_unexplained(report: Report, *, why: str, by: User, now: datetime) -> ReviewExplanation:
    """Keep why the case review was not explained to the victim of a report, and return it."""
    if not why.strip():
        raise Refused("Say why the case review was not explained: the reason is kept with the report.")
    kept = ReviewExplanation.objects.create(
        report=report, why_not=why.strip(), recorded_at=now, recorded_by=by
    )
    record(Verb.REVIEW_NOT_EXPLAINED, by=by, now=now, reason=why.strip(), report=report)
    for owed in Deadline.objects.filter(OPEN, kind=Kind.EXPLAIN_REVIEW, report=report):
        cancel(owed, reason=why.strip(), by=by, now=now)
    return kept

"""The clocks of restorative justice: by when each of the two answers, and the looks at what came after they met."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.law.words import day_words
from asbcases.policies.queries import limits_of
from asbcases.remedies.models import Restorative, RestorativeSide
from asbcases.remedies.rules import day_begins, subject_of
from asbcases.remedies.transitions.shared import named


def expect_answer(side: RestorativeSide, *, by: User, now: datetime) -> None:
    """Start the clock of the answer of somebody to whom it was offered."""
    case, number = side.restorative.case, side.restorative.number
    set_deadline(
        Kind.RESTORATIVE_ANSWER,
        case=case,
        origin=f"restorative_side:{side.pk}",
        because=f"restorative justice {number} was offered to {named(side.party)}",
        rule="restorative.answer",
        subject=subject_of(number, side.side),
        owner=owner_for(Kind.RESTORATIVE_ANSWER, author=by, lead=case.lead, district=case.district, now=now),
        district=case.district,
        anchored_at=now,
        by=by,
        now=now,
    )


def answered(side: RestorativeSide, *, by: User, now: datetime) -> None:
    """Meet the clock of an answer; who takes one back starts none anew."""
    subject = subject_of(side.restorative.number, side.side)
    meet(Kind.RESTORATIVE_ANSWER, case=side.restorative.case, subject=subject, by=by, now=now)


def ended(restorative: Restorative, *, by: User, now: datetime) -> None:
    """End the clocks of answers for which nobody waits any more."""
    owed = Deadline.objects.filter(OPEN, kind=Kind.RESTORATIVE_ANSWER, case=restorative.case)
    waiting = [subject_of(restorative.number, side.side) for side in restorative.sides.all()]
    for deadline in owed.filter(subject__in=waiting).order_by("pk"):
        cancel(deadline, reason="Restorative justice has ended", by=by, now=now)


def expect_looks(restorative: Restorative, *, by: User, now: datetime) -> None:
    """Put the last day of each look at what came after into the diary, as policy says it; nothing before they met."""
    case, met_on = restorative.case, restorative.met_on
    if met_on is None:
        return
    for row in limits_of("restorative.look", met_on).order_by("qualifier"):
        set_deadline(
            Kind.RESTORATIVE_LOOK,
            case=case,
            origin=f"restorative:{restorative.pk}",
            because=f"restorative justice {restorative.number} was held on {day_words(met_on)}",
            rule="restorative.look",
            qualifier=row.qualifier,
            subject=subject_of(restorative.number, row.qualifier),
            owner=owner_for(
                Kind.RESTORATIVE_LOOK, author=by, lead=case.lead, district=case.district, now=now
            ),
            district=case.district,
            anchored_at=day_begins(met_on),
            by=by,
            now=now,
        )

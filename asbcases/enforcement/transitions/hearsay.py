"""Hearsay notice in an appeal against a notice (EVD-2): owed before each hearing, until it is served or none is needed."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.transitions import cancel, meet
from asbcases.enforcement.models import Appeal, Hearing
from asbcases.enforcement.transitions.breach_clocks import sentence, within
from asbcases.enforcement.transitions.clocks import about, expect, open_clocks
from asbcases.enforcement.transitions.standing import held, refuse_unless_between, weigh_given
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force


@transaction.atomic
def note_hearsay(
    hearing: Hearing,
    *,
    served_on: date | None,
    words: str,
    over: Mapping[str, str] | None = None,
    by: User,
    now: datetime,
) -> Appeal:
    """Keep when hearsay notice was served before a hearing, on whom and how; or, without a day, why none is.

    Return the appeal: one notice holds for all of its hearings.
    """
    measure = held(hearing.measure, work=False)
    if hearing.appeal is None:
        raise Refused("Only before the hearing of an appeal is hearsay notice kept here.")
    appeal = locked(hearing.appeal)
    appeal.measure = measure
    if appeal.outcome:
        raise Refused("How this appeal ended is recorded: nothing is heard in it any more.")
    if appeal.hearsay_on or (appeal.hearsay_words and served_on is None):
        raise Refused("What became of hearsay notice is kept already: load the page again.")
    if not words.strip():
        raise Refused(
            "Say on whom notice was served and how, or why none is served: no hearsay is relied on."
        )
    if served_on:
        refuse_unless_between(served_on, appeal.lodged_on, now, "Notice was served")
        facts = {"hearing_on": london_day(hearing.at), "notice_served_on": served_on}
        weigh_given(measure, {"EVD-2": facts}, over=over, by=by, now=now)
    appeal.hearsay_on, appeal.hearsay_words = served_on, words.strip()
    appeal.version += 1
    appeal.save(update_fields=["hearsay_on", "hearsay_words", "version"])
    told = {"measure": measure.reference, "id": appeal.pk, "served_on": served_on and served_on.isoformat()}
    record(Verb.APPEAL_HEARSAY, by=by, now=now, case=measure.case, data=told)
    for listed in Hearing.objects.filter(appeal=appeal, held_at=None).order_by("pk"):
        listed.measure = measure
        _noted(listed, served_on, by=by, now=now)
    return appeal


def _noted(hearing: Hearing, served_on: date | None, *, by: User, now: datetime) -> None:
    if served_on is None:
        end_hearsay(hearing, reason="No hearsay is relied on", by=by, now=now)
        return
    subject = about(hearing.measure, part_of(hearing))
    case, done_at = hearing.measure.case, within(served_on, now)
    meet(Kind.HEARSAY_NOTICE, subject=subject, case=case, done_at=done_at, by=by, now=now)


def follow_hearsay(hearing: Hearing, *, by: User, now: datetime) -> None:
    """Set by when hearsay notice is owed before a hearing that is to come; a day that has passed is late at once."""
    appeal = hearing.appeal
    if appeal is None or appeal.hearsay_words or _let_go(hearing):
        return
    answer = consider("EVD-2", {"hearing_on": london_day(hearing.at)}, limits_in_force(now))
    expect(
        Kind.HEARSAY_NOTICE,
        hearing.measure,
        origin=f"hearing:{hearing.pk}",
        because=sentence(answer),
        last_day=answer.values["safe_day"],
        subject=part_of(hearing),
        anchored_at=now,
        by=by,
        now=now,
    )


def end_hearsay(hearing: Hearing, *, reason: str, by: User, now: datetime) -> None:
    """End the clock of hearsay notice before a hearing."""
    origin = f"hearing:{hearing.pk}"
    for clock in open_clocks(hearing.measure, Kind.HEARSAY_NOTICE):
        if clock.origin == origin:
            cancel(clock, reason=reason, by=by, now=now)


def changed(appeal: Appeal) -> None:
    """Count a new version of an appeal, whose hearings are part of it."""
    Appeal.objects.filter(pk=appeal.pk).update(version=F("version") + 1)


def part_of(hearing: Hearing) -> str:
    """Return what tells the clocks of a hearing from those of another about the same measure."""
    return f"hearing {hearing.number}"


def _let_go(hearing: Hearing) -> bool:
    """Return whether a supervisor waived the notice or called it off: then it is owed no more before this hearing."""
    ruled = Ruling.objects.filter(verb=RulingVerb.CANCELLED).values("deadline")
    owed = Deadline.objects.filter(
        kind=Kind.HEARSAY_NOTICE, case=hearing.case_id, origin=f"hearing:{hearing.pk}"
    )
    return owed.filter(Q(waived=True) | Q(pk__in=ruled), cancelled_at__isnull=False).exists()

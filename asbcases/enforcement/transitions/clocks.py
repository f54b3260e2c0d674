"""The clocks of a measure: each ends at the London midnight after a day that the law or the paper names."""

from datetime import date, datetime

from django.db.models import Q

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, set_deadline
from asbcases.enforcement.models import Measure
from asbcases.law.periods import london_midnight_after


def expect(
    kind: Kind,
    measure: Measure,
    *,
    origin: str,
    because: str,
    last_day: date | None = None,
    at: datetime | None = None,
    subject: str = "",
    anchored_at: datetime,
    by: User | None,
    now: datetime,
) -> Deadline:
    """Set a clock of a measure that runs out at the end of a day, or at an instant; `because` names rule and section.

    Where a service sets it, whoever leads the case owes it. The subject is the reference of the measure, and what of it is meant (a term, a breach) where it has several.
    """
    case = measure.case
    promised = at or london_midnight_after(last_day or anchored_at.date())
    return set_deadline(
        kind,
        origin=origin,
        because=because,
        promised_for=promised,
        subject=about(measure, subject),
        owner=owner_for(kind, author=by or case.lead, lead=case.lead, district=case.district, now=now),
        district=case.district,
        anchored_at=anchored_at,
        by=by,
        now=now,
        case=case,
    )


def open_clocks(measure: Measure, *kinds: Kind) -> list[Deadline]:
    """Return the open clocks of a measure, of these kinds or of all."""
    whole_or_part = Q(subject=measure.reference) | Q(subject__startswith=f"{measure.reference} ")
    found = Deadline.objects.filter(OPEN, whole_or_part, case=measure.case_id)
    return list((found.filter(kind__in=kinds) if kinds else found).order_by("pk"))


def stop(measure: Measure, *kinds: Kind, reason: str, by: User | None, now: datetime) -> None:
    """End the open clocks of a measure, of these kinds or all, with the reason."""
    for clock in open_clocks(measure, *kinds):
        cancel(clock, reason=reason, by=by, now=now)


def about(measure: Measure, part: str = "") -> str:
    """Return the subject of a clock: the reference of its measure, with the part that is meant."""
    return f"{measure.reference} {part}".strip()

"""What is agreed with a victim about staying in contact."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import Way
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import Case, CaseParty, ContactPlan
from asbcases.cases.queries import locked
from asbcases.casework.transitions.journal import refuse_unless_of
from asbcases.errors import Refused

MOST_DAYS = 366


@transaction.atomic
def agree_contact(
    case: Case,
    *,
    party: CaseParty,
    every_days: int,
    way: Way,
    times: str = "",
    words: str = "",
    agreed_at: datetime,
    by: User,
    now: datetime,
) -> ContactPlan:
    """Keep how often, by which way and at what times a victim wants to hear from us; the newest holds; return it."""
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again before contact is agreed anew.")
    refuse_unless_of(case, party)
    if party.role != PartyRole.VICTIM:
        raise Refused("Contact is agreed with a victim: choose one of the victims of the case.")
    if not 1 <= every_days <= MOST_DAYS:
        raise Refused(f"Contact is agreed for every 1 to {MOST_DAYS} days: correct the number of days.")
    if agreed_at > now:
        raise Refused("This is still to come: correct the date or the time.")
    plan = ContactPlan.objects.create(
        case=case,
        party=party,
        every_days=every_days,
        way=way,
        times=times.strip(),
        words=words.strip(),
        agreed_at=agreed_at,
        recorded_at=now,
        recorded_by=by,
    )
    # When it is safe to ring is read on the case, and not in the record.
    told: dict[str, object] = {
        "party": f"victim {party.number}",
        "words": rhythm_words(plan),
        "plan": plan.pk,
    }
    record(Verb.CONTACT_AGREED, by=by, now=now, happened_at=agreed_at, case=case, data=told)
    return plan


def rhythm_words(plan: ContactPlan) -> str:
    """Return how often and by which way: "every 7 days, text message"."""
    often = "every day" if plan.every_days == 1 else f"every {plan.every_days} days"
    return f"{often}, {Way(plan.way).label.lower()}"

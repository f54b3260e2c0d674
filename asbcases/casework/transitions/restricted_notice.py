"""A victim is not missed for secrecy's sake: of a new report that may concern a restricted case its people are told."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.accounts.queries import at_work
from asbcases.cases.models import Report
from asbcases.casework.queries.restricted import Owner, owners_near
from asbcases.db.actor import acting
from asbcases.deadlines.restricted import nothing_restricted
from asbcases.law.periods import london_day
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue


def tell_owners(report: Report, *, now: datetime) -> int:
    """Tell the lead of each restricted case that a report may concern, once a report; return how many were told.

    While the lead is away, whoever else is named on the case and at work is told too.
    """
    if nothing_restricted():
        return 0
    with acting("system:restricted"):
        found = owners_near(
            phone_key=report.phone_key,
            email_key=report.email_key,
            address_key=report.address_key,
            name_key=report.name_key,
        )
        return sum(_told(owner, report, now) for owner in found)


def _told(owner: Owner, report: Report, now: datetime) -> int:
    people = {user.pk: user for user in User.objects.filter(pk__in=[owner.lead, *owner.named])}
    lead, today = people.pop(owner.lead), london_day(now)
    stand_ins = [] if at_work(lead, today) else [user for user in people.values() if at_work(user, today)]
    context: dict[str, object] = {
        "kind": "a new report",
        "reference": owner.reference,
        "report": report.reference,
        "path": f"/cases/{owner.reference}/",
    }
    return queue(
        [
            message_of(
                f"restricted:{owner.case}:{report.pk}:{user.pk}",
                user,
                Template.RESTRICTED_NEAR,
                context,
                now=now,
            )
            for user in (lead, *stand_ins)
        ]
    )

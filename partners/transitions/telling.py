"""Those who were given something of a case are told when it is corrected or recalled: by its reference alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue
from partners.models import PlanShare, Share
from partners.queries.sharing import WITH_RECEIVER, name_of, people_let_in, receiver_of


@transaction.atomic
def tell_of_correction(case: Case, *, by: User | None, now: datetime) -> int:
    """Tell everybody to whom this case is or was shared that something in it was corrected; return how many people.

    Data Protection Act 2018 s.48: each recipient is told. What was corrected stands in the case, and not in the message.
    """
    begun = case.shares.filter(grant__starts_at__lte=now)
    shares = list(begun.select_related(*WITH_RECEIVER).order_by("number"))
    if not shares:
        return 0
    names = sorted({name_of(receiver_of(share.grant)) for share in shares})
    event = record(Verb.SHARE_CORRECTED, by=by, now=now, case=case, data={"receivers": ", ".join(names)})
    return _tell(Template.SHARE_CORRECTED, f"share_corrected:{event.pk}", case, shares, now=now)


def tell_of_recall(share: Share, *, now: datetime) -> int:
    """Tell those whom a share let in that it was recalled, and by which reference they knew it; return how many."""
    key = f"share_recalled:{share.pk}:{share.version}"
    return _tell(Template.SHARE_RECALLED, key, share.case, [share], now=now)


def tell_of_plan_recall(share: PlanShare, *, now: datetime) -> int:
    """Tell the people of the agency that saw a plan that they see it no more, by its reference alone; return how many."""
    context: dict[str, object] = {
        "kind": "something shared with you",
        "reference": share.plan.reference,
        "path": "/shared/plans/",
    }
    key = f"plan_recalled:{share.pk}:{share.version}"
    people = people_let_in([share])
    return queue(
        [
            message_of(f"{key}:{one.pk}", one, Template.SHARE_RECALLED, context, now=now, plan=share.plan)
            for one in people
        ]
    )


def _tell(template: Template, key: str, case: Case, shares: Iterable[Share], *, now: datetime) -> int:
    context: dict[str, object] = {
        "kind": "something shared with you",
        "reference": case.reference,
        "path": "/shared/",
    }
    return queue(
        [
            message_of(f"{key}:{person.pk}", person, template, context, now=now, case=case)
            for person in people_let_in(shares)
        ]
    )

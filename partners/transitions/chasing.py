"""The agency is chased as the diary climbs: each step that was told to the police is told to its officers too, once."""

from datetime import datetime

from django.db import transaction

from asbcases.deadlines import rules
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import open_ones
from asbcases.notify.choices import Template
from partners.models import Question, Referral
from partners.transitions.request_telling import tell_agency

# What the agency is to do; what follows a refusal is for the police.
CHASED: dict[str, type[Referral] | type[Question]] = {
    Kind.REFERRAL_ACKNOWLEDGE: Referral,
    Kind.REFERRAL_ACCEPT: Referral,
    Kind.QUESTION_REPLY: Question,
}


@transaction.atomic
def chase_agencies(now: datetime) -> int:
    """Tell the officers of each agency what it has yet to answer, for each step of the diary, and return how many messages."""
    waiting = open_ones().filter(kind__in=list(CHASED)).exclude(taken={})
    return sum(_chase(deadline, now) for deadline in waiting.order_by("pk"))


def _chase(deadline: Deadline, now: datetime) -> int:
    key = int(deadline.origin.partition(":")[2])
    asked = CHASED[deadline.kind].objects.select_related("agency", "named", "case").get(pk=key)
    taken = rules.read(deadline.taken)
    step = max(taken, key=lambda one: (taken[one], list(taken).index(one)))
    told = {"due_at": deadline.due_at.isoformat(), "late": deadline.due_at <= now}
    return tell_agency(
        Template.REQUEST_WAITS,
        asked,
        f"chase:{deadline.pk}:{deadline.round}:{step.value}",
        now=now,
        what=deadline.get_kind_display(),
        **told,
    )

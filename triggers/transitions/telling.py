"""The people of a body are told that an application has come in: its reference, and nothing of anybody."""

from datetime import datetime

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions.recording import path_of
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue
from triggers.choices import BodyKind
from triggers.models import BodyReply


def tell_people_of(body: BodyReply, owed: Deadline | None, *, now: datetime) -> int:
    """Queue a message to each of a body's people here, and return how many; a body without any was told by other means.

    It names the day by which a reply is owed, where there is one already.
    """
    review = body.review
    context: dict[str, object] = {
        "kind": Kind.ACR_REPLY.label,
        "reference": review.reference,
        "path": path_of(review),
        **({"due_at": owed.due_at.isoformat()} if owed else {}),
    }
    return queue(
        [
            message_of(
                f"application:{body.pk}:{who.pk}",
                who,
                Template.APPLICATION_RECEIVED,
                context,
                now=now,
                rings=False,
                review=review,
            )
            for who in _people(body, now)
        ]
    )


def _people(body: BodyReply, now: datetime) -> list[User]:
    if body.kind == BodyKind.POLICE:
        supervisor = supervisor_of(body.review.district, Rank.SERGEANT, now)
        return [supervisor] if supervisor else []
    people = User.objects.filter(
        agency=body.agency, role__in=(Role.COORDINATOR, Role.PARTNER), is_active=True
    )
    return list(people.order_by("pk")) if body.agency else []

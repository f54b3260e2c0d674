"""Which verb of the record is answered by which functions: the one list, above all kinds of work.

A quick reaction runs in the transaction that wrote the event; it may use indexed queries only.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import register
from risk.transitions import expect_first_assessment

Reaction = Callable[[AuditEvent, datetime, User | None], None]


def _start_first_assessment(event: AuditEvent, now: datetime, by: User | None) -> None:
    """A case that is opened starts the clock of its first risk assessment."""
    if event.case and by:
        expect_first_assessment(event.case, by=by, now=now)


REACTIONS: Mapping[Verb, tuple[Reaction, ...]] = {
    **dict.fromkeys(Verb, ()),
    Verb.CASE_OPENED: (_start_first_assessment,),
}


def answer(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Run every reaction to an event, in the transaction that wrote it."""
    for reaction in REACTIONS[Verb(event.verb)]:
        reaction(event, now, by)


def start() -> None:
    """Have the record call the reactions from now on."""
    register(answer)

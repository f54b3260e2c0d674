"""What may be decided about a deadline: in which words, by whom, with which form, and by which verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.forms import BaseForm

from asbcases.accounts.models import User
from asbcases.deadlines.forms import ReasonForm, ReassignForm, UntilForm
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import (
    ask_for_time,
    call_off,
    extend,
    pause,
    reassign,
    resume,
    return_request,
    waive,
)
from asbcases.errors import Refused
from partners.choices import Action

Said = Mapping[str, Any]


class Asks(Enum):
    """What the form of a decision asks for, beside the reason."""

    NOTHING = "nothing"
    INSTANT = "an instant"
    PERSON = "a person"


@dataclass(frozen=True)
class Decision:
    """One thing that may be decided; `done` says so after the name of what is owed."""

    name: str
    words: str
    done: str
    hint: str
    asks: Asks
    act: Callable[[Deadline, Said, User, datetime], object]
    needs: Action = Action.RULE_ON_DEADLINES

    def form(
        self, data: Any, *, user: User, districts: list[int], now: datetime, until: datetime | None = None
    ) -> BaseForm:
        """Return the form that asks for it, filled with what was sent, or with the instant that was asked for."""
        if self.asks is Asks.PERSON:
            return ReassignForm(data, user=user, districts=districts, now=now)
        if self.asks is Asks.NOTHING:
            return ReasonForm(data)
        return UntilForm(data) if data is not None else UntilForm.showing(until)


def _ask(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return ask_for_time(deadline, until=said["instant"], reason=said["reason"], by=by, now=now)


def _extend(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return extend(deadline, until=said["instant"], reason=said["reason"], by=by, now=now)


def _grant(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    if deadline.asked_until is None:
        raise Refused("Nobody waits for more time here: use “Give more time” with a date of your own.")
    return extend(deadline, until=deadline.asked_until, reason=said["reason"], by=by, now=now)


def _return(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return return_request(deadline, reason=said["reason"], by=by, now=now)


def _pause(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return pause(deadline, until=said["instant"], reason=said["reason"], by=by, now=now)


def _resume(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return resume(deadline, reason=said["reason"], by=by, now=now)


def _waive(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return waive(deadline, reason=said["reason"], by=by, now=now)


def _cancel(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return call_off(deadline, reason=said["reason"], by=by, now=now)


def _reassign(deadline: Deadline, said: Said, by: User, now: datetime) -> object:
    return reassign(deadline, to=said["to"], reason=said["reason"], by=by, now=now)


ASK = Decision(
    "ask",
    "Ask for more time",
    "your request is with the supervisor",
    "The date stays until a supervisor grants it.",
    Asks.INSTANT,
    _ask,
    Action.OWE_DEADLINES,
)
GRANT = Decision(
    "grant",
    "Give the time that was asked for",
    "given the time asked for",
    "Each gets the date that was asked for it.",
    Asks.NOTHING,
    _grant,
)
RETURN = Decision(
    "return",
    "Return the request",
    "request returned",
    "The date stays; whoever asked sees it on their shift, with your reason.",
    Asks.NOTHING,
    _return,
)
EXTEND = Decision(
    "extend",
    "Give more time",
    "more time given",
    "It is late only after this; reminders start afresh for the new date.",
    Asks.INSTANT,
    _extend,
)
PAUSE = Decision(
    "pause",
    "Pause the clock",
    "clock paused",
    "From now until then the clock stands still, and the date moves by as much.",
    Asks.INSTANT,
    _pause,
)
RESUME = Decision(
    "resume", "End the pause", "clock runs again", "The clock runs again from now.", Asks.NOTHING, _resume
)
WAIVE = Decision(
    "waive",
    "Waive",
    "waived",
    "What is waived need not be done any more. Waivers are counted, with your rank and reason.",
    Asks.NOTHING,
    _waive,
)
CANCEL = Decision(
    "cancel",
    "Cancel",
    "cancelled",
    "For what is owed no more, because what it was for has ended or it was set by mistake. It counts as neither met nor waived.",
    Asks.NOTHING,
    _cancel,
)
REASSIGN = Decision(
    "reassign",
    "Give to somebody else",
    "given to somebody else",
    "The date stays as it is.",
    Asks.PERSON,
    _reassign,
)

ALONE = {one.name: one for one in (ASK, EXTEND, RETURN, PAUSE, RESUME, REASSIGN, WAIVE, CANCEL)}
TOGETHER = {one.name: one for one in (GRANT, RETURN, EXTEND, REASSIGN, WAIVE)}

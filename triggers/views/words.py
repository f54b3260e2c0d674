"""What is owed on a review, in the words of its pages."""

from collections.abc import Iterable
from datetime import datetime

from asbcases.casework.views.diary import Due
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import state_at
from triggers.choices import StepAgreed
from triggers.models import BodyReply
from triggers.transitions.clocks import CONSENT


def owed_words(clock: Deadline, bodies: Iterable[BodyReply]) -> str:
    """Return what is owed, with the body or the step that it is about."""
    if clock.kind == Kind.ACR_REPLY:
        named = next((one.name for one in bodies if str(one.number) == clock.subject), "a body")
        return f"reply of {named}"
    if clock.kind == Kind.ACR_AGREE_DATE:
        if clock.subject == CONSENT:
            return "asking the victim for consent"
        return f"a date to agree with the applicant: {step_words(clock.subject)}"
    if clock.kind == Kind.ACR_RECOMMENDATION:
        return f"answer to {clock.subject}"
    if clock.kind == Kind.ACR_ACTION:
        return f"{clock.subject}, to be carried out"
    return clock.get_kind_display()


def step_words(step: str) -> str:
    """Return the words of a step for which a day is agreed."""
    return StepAgreed(step).label if step in StepAgreed.values else step.replace("_", " ")


def late_bodies(bodies: Iterable[BodyReply], clocks: Iterable[Deadline], now: datetime) -> list[str]:
    """Return the bodies that are late with their reply."""
    late = {clock.subject for clock in clocks if clock.kind == Kind.ACR_REPLY and clock.due_at <= now}
    return [one.name for one in bodies if not one.answer and str(one.number) in late]


def owed(clock: Deadline, bodies: Iterable[BodyReply], now: datetime) -> Due:
    """Return what is owed with its state."""
    return Due(clock, owed_words(clock, bodies), state_at(clock, now))

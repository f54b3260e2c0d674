"""What was done to a worksheet after the threshold was decided by it."""

from collections.abc import Iterator
from typing import NamedTuple

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from triggers.models import ThresholdDecision
from triggers.rules.since_decided import counts_otherwise
from triggers.rules.worksheet import Worksheet

DONE = {
    Verb.COMPLAINT_ADDED: "Complaint {number} was added",
    Verb.COMPLAINT_CORRECTED: "Complaint {number} was corrected ({changed})",
    Verb.COMPLAINT_WRONG: "Complaint {number} was recorded in error",
    Verb.DUPLICATE_DECIDED: "Complaint {number} was decided to be a duplicate {verdict}",
}


class Since(NamedTuple):
    """What was done since a decision, and what counts otherwise than when it was made."""

    done: list[str]
    otherwise: list[str]


def since(decision: ThresholdDecision, now: Worksheet) -> Since:
    """Return what became of the worksheet after a decision; the decision stands on what it kept."""
    return Since(list(_done(decision)), counts_otherwise(decision.worksheet, now))


def _done(decision: ThresholdDecision) -> Iterator[str]:
    events = AuditEvent.objects.filter(
        review=decision.review_id, verb__in=DONE, recorded_at__gt=decision.recorded_at
    )
    for event in events.order_by("recorded_at", "pk"):
        told = {**event.data, "changed": _fields(event.data.get("changed", ()))}
        words = DONE[Verb(event.verb)].format(**told)
        yield f"{words}: {event.reason}" if event.reason else f"{words}."


def _fields(names: list[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)

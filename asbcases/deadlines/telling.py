"""Who is told of a step, in which words: the event of the record and the message that belong to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.deadlines import rules
from asbcases.deadlines.choices import RANKS, RUNGS, Kind, Step
from asbcases.deadlines.lines import Line
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions.recording import owed_on_of, path_of, told_of
from asbcases.notify.choices import Template

VERB = {
    Step.WARN: Verb.DEADLINE_WARNED,
    Step.MISS: Verb.DEADLINE_MISSED,
    Step.PASS: Verb.DEADLINE_PASSED,
    **dict.fromkeys(RUNGS, Verb.DEADLINE_ESCALATED),
}
TEMPLATE = {
    Step.WARN: Template.DUE_SOON,
    Step.MISS: Template.MISSED,
    Step.PASS: Template.PASSED,
    **dict.fromkeys(RUNGS, Template.ESCALATED),
}


class NobodyToTellError(LookupError):
    """There is no supervisor at all, so that something due cannot be told to anybody."""


@dataclass(frozen=True)
class Notice:
    """One step of one deadline: when it fell due, and who is told of it; `office` is as what, where it is no rank."""

    deadline: Deadline
    step: Step
    planned_at: datetime
    recipient: User
    office: str = ""

    @property
    def key(self) -> str:
        """Return the key that lets this step be told to this person once."""
        return key_of(self.deadline, self.step, self.recipient.pk, self.planned_at)


def key_of(deadline: Deadline, step: str, recipient: int, at: datetime) -> str:
    """Return the key of the message by which a step of a deadline, in its present round, is told to a person.

    What is told again and again has a key for each turn: the one to which the instant belongs.
    """
    again = f".{deadline.round}" if deadline.round > 1 else ""
    turn = f"-{rules.turn_of(rules.read(deadline.steps), at)}" if step == Step.AGAIN else ""
    return f"deadline:{deadline.pk}:{Step(step).value}{turn}{again}:{recipient}"


def notices_of(deadline: Deadline, now: datetime, roster: Roster) -> Iterator[Notice]:
    """Yield a notice for every step of a deadline whose time has come, in the order in which they fell due."""
    plan = rules.read(deadline.steps)
    for step in rules.steps_due(plan, rules.read(deadline.taken), now):
        recipient, office = _recipient(deadline, step, roster)
        if recipient is None:
            raise NobodyToTellError("Nobody can be told: there is no active supervisor.")
        yield Notice(deadline, step, rules.planned_for(plan, step, now), recipient, office)


def _recipient(deadline: Deadline, step: Step, roster: Roster) -> tuple[User | None, str]:
    """Return who answers for the deadline, and for a rung of the ladder somebody above them, with the office they hold."""
    district, rings, line = deadline.district_id, deadline.rings, Line.of(roster)
    answers = line.who_answers(deadline)
    if step not in RUNGS or answers is None:
        return answers, ""
    own = step is Step.OWN_SUPERVISOR
    if step not in RANKS and not (own and answers.role != Role.COORDINATOR):
        return line.above(deadline, answers, manager=not own)
    # The supervisor of an officer is the next rank above them, from a sergeant up.
    rank = rules.asks_for(Step.SERGEANT if own else step, answers.rank)
    return roster.told_at(district, rank, besides=answers, rings=rings), ""


def event_for(notice: Notice) -> dict[str, object]:
    """Return what the event of a step says: it happened when the step fell due."""
    rank = notice.recipient.rank
    data = {
        **told_of(notice.deadline),
        "step": notice.step.value,
        "told": notice.recipient.name,
        "told_id": notice.recipient.pk,
        "rank": notice.office or (Rank(rank).label if rank else "supervisor").lower(),
    }
    return {"verb": VERB[notice.step].value, "planned_at": notice.planned_at.isoformat(), "data": data}


def message_for(notice: Notice, now: datetime) -> dict[str, object]:
    """Return the message of a step: what is owed, on which record, and when; no names.

    One that rings leaves at once; any other waits for the digest of the recipient's next shift.
    """
    deadline, owed_on = notice.deadline, owed_on_of(notice.deadline)
    context = {
        "kind": Kind(deadline.kind).label,
        "reference": owed_on.reference,
        "path": path_of(owed_on),
        "due_at": deadline.due_at.isoformat(),
        "planned_at": notice.planned_at.isoformat(),
        "noticed_at": now.isoformat(),
        **({"office": notice.office} if notice.office else {}),
    }
    stated = {"template": TEMPLATE[notice.step].value, "context": context, "rings": deadline.rings}
    return {"key": notice.key, "recipient_id": notice.recipient.pk, **stated}

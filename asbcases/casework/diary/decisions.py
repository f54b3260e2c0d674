"""By when it was to be decided whether incidents are crimes, and handed over what they say of hate.

A triage that says that it may be a crime starts the one clock, a triage or a classification that ticks hate the other,
unless it runs already or is done. Closing ends the first: whoever closes has decided. It does not end the second.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from asbcases.casework.diary.acts import Act, What, acts_of, ruled
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected


def crime_decisions(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every decision whether it is a crime that was ever owed of these incidents."""
    duty = _Duty(Kind.CRIME_DECISION, "crime.record", _may_be_crime, done=What.DECIDED, closing_ends=True)
    yield from _replayed(duty, root, ids, clockwork)


def hate_handovers(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every hand-over to the lead for hate crime that was ever owed of these incidents."""
    duty = _Duty(Kind.HATE_HANDOVER, "hate.handover", _ticks_hate, done=What.HANDED, closing_ends=False)
    yield from _replayed(duty, root, ids, clockwork)


@dataclass(frozen=True)
class _Duty:
    kind: Kind
    rule: str
    starts: Callable[[Act], bool]
    done: What
    closing_ends: bool


def _may_be_crime(act: Act) -> bool:
    said = act.row.answers["investigation"].get("possible_crime") if act.what is What.TRIAGED else ""
    return said in ("yes", "unknown")


def _ticks_hate(act: Act) -> bool:
    if act.what is What.TRIAGED:
        return "hate" in act.row.answers["vulnerability"].get("flags", [])
    return act.what is What.CLASSIFIED


def _replayed(duty: _Duty, root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    if root != "incident":
        return
    for incident, acts in acts_of(ids, clockwork).items():
        yield from _of_incident(duty, incident, acts, clockwork)


def _of_incident(duty: _Duty, incident: int, acts: Sequence[Act], clockwork: Clockwork) -> Iterator[Expected]:
    owed: Expected | None = None
    for act in acts:
        if ruled(owed, clockwork, act.at):
            owed = None
        if act.what is duty.done:
            if owed:
                owed.end(met_at=act.at)
            return
        if act.what is What.CLOSED and duty.closing_ends and owed:
            owed.end(cancelled_at=act.at)
            owed = None
        elif owed is None and duty.starts(act):
            owed = _expected(duty, incident, act)
            yield owed
    ruled(owed, clockwork)


def _expected(duty: _Duty, incident: int, act: Act) -> Expected:
    name = "triage" if act.what is What.TRIAGED else "classification"
    return Expected(
        duty.kind, root=incident, origin=f"{name}:{act.row.pk}", anchored_at=act.at, rule=duty.rule
    )

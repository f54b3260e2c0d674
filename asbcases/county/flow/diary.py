"""Whatever is owed is done by whoever owes it: mostly in time, now and then late, as the dice have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.county.clock import Stage
from asbcases.county.world import World
from asbcases.db.actor import act_as
from asbcases.deadlines.choices import Kind

# Of a hundred things owed, how many are done late; a promised call never is, but that of a story.
LATE = 14
# Nothing is done the moment it is owed.
SOONEST = timedelta(minutes=3)
ENDING = (Verb.DEADLINE_MET, Verb.DEADLINE_CANCELLED, Verb.DEADLINE_WAIVED)
KINDS = {kind.label: kind for kind in Kind}


@dataclass(frozen=True)
class Owed:
    """Something that was put into the diary."""

    pk: int
    kind: Kind
    subject: str
    ranked: str
    owner: User
    case_id: int
    incident_id: int
    report_id: int
    due_at: datetime

    @property
    def root(self) -> int:
        """Return the record on which it is owed."""
        return self.case_id or self.incident_id or self.report_id


class Doer(NamedTuple):
    """Who does something that is owed, and how."""

    who: Callable[[Owed], User]
    do: Callable[[Owed, User, datetime], None]


class Diary:
    """Hears what is put into the diary, and plans when each is done; a kind without somebody who does it stays open."""

    def __init__(self, world: World, stage: Stage) -> None:
        self.world, self.stage = world, stage
        self.doers: dict[Kind, Doer] = {}
        # What a story leaves undone: a kind of a case, or else of a report or incident.
        self.left: set[tuple[int, Kind]] = set()
        self._ended: set[int] = set()
        self._of_cases: dict[int, list[Owed]] = {}
        self._people = {user.pk: user for user in world.cast.values()}

    def does(self, doers: Mapping[Kind, Doer]) -> None:
        """Say who does something of a kind, and how."""
        self.doers.update(doers)

    def leave(self, root: int, *kinds: Kind) -> None:
        """Have nobody do these of a record from now on."""
        self.left |= {(root, kind) for kind in kinds}

    def hear(self, event: AuditEvent, now: datetime, by: User | None) -> None:
        """Plan when something is done that was put into the diary just now."""
        told = event.data
        if event.verb in ENDING:
            self._ended.add(told["deadline"])
        if event.verb != Verb.DEADLINE_SET:
            return
        owner = self._people.get(told["owner_id"])
        kind = KINDS[told["kind"]]
        if owner is None or kind not in self.doers:
            return
        owed = Owed(
            told["deadline"],
            kind,
            told["subject"],
            told["rank"],
            owner,
            event.case_id or 0,
            event.incident_id or 0,
            event.report_id or 0,
            datetime.fromisoformat(told["due_at"]),
        )
        self._of_cases.setdefault(owed.case_id, []).append(owed)
        self.stage.at(self._time_for(owed, now), lambda at: self.do(owed, at))

    def late_on(self, case: int, now: datetime) -> list[Owed]:
        """Return what was put into the diary of a case and is late by now, if it is still open."""
        return [owed for owed in self._of_cases.get(case, ()) if owed.due_at <= now]

    def _time_for(self, owed: Owed, now: datetime) -> datetime:
        chance = self.world.chance
        late = chance.randrange(100) < LATE and owed.kind is not Kind.CALL_BACK
        share = chance.uniform(1.15, 2.6) if late else chance.uniform(0.45, 0.93)
        return max(now + SOONEST, now + share * (owed.due_at - now))

    def do(self, owed: Owed, now: datetime) -> None:
        """Do what is owed, unless it was done or fell away meanwhile, or a story leaves it."""
        if (owed.root, owed.kind) in self.left:
            return
        doer = self.doers[owed.kind]
        by = doer.who(owed)
        act_as(str(by.pk))
        if owed.pk not in self._ended:
            doer.do(owed, by, now)

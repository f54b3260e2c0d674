"""When a victim is to hear from us next, in words, for the pages on which contact is recorded and agreed."""

from datetime import datetime
from typing import NamedTuple

from asbcases.cases.models import CaseParty, ContactPlan
from asbcases.casework.queries.journal import contact_plan_of
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import outstanding_on
from asbcases.law.periods import london_day
from asbcases.policies.models import Unit
from asbcases.policies.queries import find_limit
from risk.choices import Level
from risk.queries import clock_level

RULE = "risk.contact"


class Rhythm(NamedTuple):
    """How often one victim hears from us: by policy for their level, and by what was agreed."""

    party: CaseParty
    level: Level | None
    by_policy: int | None
    plan: ContactPlan | None
    owed: Deadline | None = None

    @property
    def days(self) -> int | None:
        """Return after how many days at most; the shorter of policy and plan, None where neither says."""
        said = [self.by_policy, self.plan.every_days if self.plan else None]
        return min((days for days in said if days), default=None)

    @property
    def agreed_is_shorter(self) -> bool:
        """Return whether what was agreed asks for more than policy does."""
        return bool(self.plan and self.by_policy and self.plan.every_days < self.by_policy)


def rhythm_of(party: CaseParty, now: datetime) -> Rhythm:
    """Return how often a victim hears from us."""
    level = clock_level(party)
    limit = find_limit(RULE, level, london_day(now)) if level else None
    owed = outstanding_on(party.case).filter(kind=Kind.VICTIM_CONTACT, subject=str(party.number)).first()
    return Rhythm(
        party,
        level,
        int(limit.value) if limit and limit.unit == Unit.DAYS else None,
        contact_plan_of(party),
        owed,
    )

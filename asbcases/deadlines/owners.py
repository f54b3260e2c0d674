"""Who owes a deadline from the start: by policy, for each kind."""

from datetime import datetime

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import District, User
from asbcases.deadlines.choices import Kind, OwnerBy
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on


def owner_for(
    kind: Kind, *, author: User, lead: User | None, district: District | None, rank: str = "", now: datetime
) -> User:
    """Return who owes a deadline of this kind: its author, the lead, or the supervisor of the district."""
    by = OwnerBy(limit_on("deadline.owner", kind, london_day(now)).choice)
    if by is OwnerBy.SUPERVISOR:
        return supervisor_of(district, rank or Rank.SERGEANT, now) or lead or author
    return (lead or author) if by is OwnerBy.LEAD else author

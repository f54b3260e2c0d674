"""Who owes a deadline from the start: by policy, for each kind."""

from datetime import datetime

from asbcases.accounts.choices import POLICE_WORK, Desk, Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import District, User
from asbcases.accounts.queries import at_work, district_of
from asbcases.deadlines.choices import Kind, OwnerBy
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on


def owner_for(
    kind: Kind,
    *,
    author: User | None,
    lead: User | None,
    district: District | None,
    rank: str = "",
    now: datetime,
) -> User:
    """Return who owes a deadline of this kind: its author, the lead, a supervisor, or the lead for hate crime.

    Where there is none of them, as when a service set it going, the supervisor of the district does.
    """
    by = OwnerBy(limit_on("deadline.owner", kind, london_day(now)).choice)
    chosen = {OwnerBy.AUTHOR: author, OwnerBy.LEAD: lead or author}.get(by)
    if by is OwnerBy.HATE_LEAD:
        chosen = hate_lead(district, now)
    chosen = chosen or supervisor_of(district, rank or Rank.SERGEANT, now) or lead or author
    if chosen is None:
        raise Refused(
            "Nobody supervises here who could be asked to do this: make an account for a supervisor."
        )
    return chosen


def hate_lead(district: District | None, now: datetime) -> User | None:
    """Return who works on hate crime and is at work, of the district before all others; None where nobody does."""
    today = london_day(now)
    desk = User.objects.filter(
        is_active=True, role__in=POLICE_WORK, team__desk=Desk.HATE_CRIME, team__active=True
    )
    working = [user for user in desk.select_related("team").order_by("pk") if at_work(user, today)]
    near = [user for user in working if district is not None and district_of(user) == district.pk]
    return next(iter(near or working), None)

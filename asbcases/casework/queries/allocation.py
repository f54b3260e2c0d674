"""Cases whose lead can do nothing for them: suspended, long on leave, or gone to another district."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import district_of, in_force_wide_team
from asbcases.cases.models import Case, HandOver
from asbcases.casework.queries.cases import still_open
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import owed

# So many of what is owed on a case are named in the list.
NAMED = 3


def leads_gone(cases: QuerySet[Case], today: date) -> QuerySet[Case]:
    """Return the open cases whose lead is suspended, on leave beyond today, or works in another district now."""
    away = Q(lead__is_active=False) | Q(lead__on_leave_until__gt=today)
    own = Coalesce("lead__district", "lead__team__district")
    county = Q(lead__role=Role.ASB_OFFICER) | Q(lead__team__force_wide=True, lead__team__active=True)
    elsewhere = Q(lead_works_in__isnull=False) & ~Q(lead_works_in=F("district")) & ~county
    found = still_open(cases).annotate(lead_works_in=own).filter(away | elsewhere)
    return found.filter(recorded_in_error_at__isnull=True).select_related("lead__team", "district")


def why_gone(lead: User, case: Case, today: date) -> str:
    """Return why a lead can do nothing for a case, in words; nothing where they can."""
    if not lead.is_active:
        return "suspended"
    if lead.on_leave_until and lead.on_leave_until > today:
        return "on leave"
    works_in = district_of(lead)
    county = lead.role == Role.ASB_OFFICER or in_force_wide_team(lead)
    return "in another district now" if works_in and works_in != case.district_id and not county else ""


class Owed(NamedTuple):
    """What is owed on a case: how much, and the first of it, the earliest first."""

    number: int = 0
    first: tuple[Deadline, ...] = ()

    @property
    def more(self) -> int:
        """Return how many there are beside those that are named."""
        return self.number - len(self.first)


def owed_on(cases: Iterable[Case]) -> dict[int, Owed]:
    """Return what is owed on each of these cases, in one query."""
    found: dict[int, list[Deadline]] = defaultdict(list)
    for deadline in owed().filter(case__in=list(cases)):
        if deadline.case_id:
            found[deadline.case_id].append(deadline)
    return {case: Owed(len(rows), tuple(rows[:NAMED])) for case, rows in found.items()}


def hand_overs_of(case: Case) -> QuerySet[HandOver]:
    """Return the hand-overs of a case, the newest first, with who gave and who took it."""
    return case.hand_overs.select_related("giver", "taker", "recorded_by").order_by("-number")

"""Who works where, and who is at work."""

from datetime import date

from asbcases.accounts.choices import CASE_WORK, Rank, Role
from asbcases.accounts.models import User

OWN_DISTRICT = (Role.CPT_OFFICER, Role.SUPERVISOR)


def districts_of(user: User) -> list[int]:
    """Return the ids of the districts that the person works in: their own, else their team's."""
    if not user.is_active or user.role not in OWN_DISTRICT:
        return []
    district = district_of(user)
    return [district] if district else []


def works_for_county(user: User) -> bool:
    """Return whether the person works on the cases of the whole county."""
    return user.is_active and (user.role == Role.ASB_OFFICER or in_force_wide_team(user))


def at_work(user: User, today: date) -> bool:
    """Return whether the person can be asked today: active, and not on leave."""
    return user.is_active and (user.on_leave_until is None or user.on_leave_until < today)


def district_of(user: User) -> int | None:
    """Return the district that a person works in: their own, else that of their team."""
    of_team = user.team.district_id if user.team and user.team.active else None
    return user.district_id or of_team


def in_force_wide_team(user: User) -> bool:
    """Return whether the person is in a team that works for the whole force."""
    return user.role in CASE_WORK and user.team is not None and user.team.force_wide and user.team.active


def is_supervisor(user: User) -> bool:
    """Return whether the person may overrule, with a reason, what a rule refuses: a supervisor, sergeant or above."""
    by_rank = Rank(user.rank).order >= Rank.SERGEANT.order
    return user.is_active and user.role == Role.SUPERVISOR and by_rank

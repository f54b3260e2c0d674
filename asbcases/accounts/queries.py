"""Who works where, and who answers when somebody is away."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from asbcases.accounts.choices import CASE_WORK, AgencyKind, Rank, Role
from asbcases.accounts.models import District, User

OWN_DISTRICT = (Role.CPT_OFFICER, Role.SUPERVISOR)


def districts_of(user: User) -> list[int]:
    """Return the ids of the districts that the person works in: their own, else their team's."""
    if not user.is_active or user.role not in OWN_DISTRICT:
        return []
    district = _district_of(user)
    return [district] if district else []


def works_for_county(user: User) -> bool:
    """Return whether the person works on the cases of the whole county."""
    return user.is_active and (user.role == Role.ASB_OFFICER or _in_force_wide_team(user))


def at_work(user: User, today: date) -> bool:
    """Return whether the person can be asked today: active, and not on leave."""
    return user.is_active and (user.on_leave_until is None or user.on_leave_until < today)


@dataclass(frozen=True)
class Roster:
    """The supervisors of one day, read once; who asks for many people asks this."""

    today: date
    supervisors: tuple[User, ...]

    @classmethod
    def on(cls, today: date) -> Self:
        """Return the roster of a day."""
        found = User.objects.filter(role=Role.SUPERVISOR, is_active=True, agency__kind=AgencyKind.POLICE)
        return cls(today, tuple(found.select_related("team", "agency").order_by("pk")))

    def who_answers(self, owner: User, district: int | None, rank: str) -> User | None:
        """Return the owner, or the supervisor of the district while the owner is away."""
        if at_work(owner, self.today):
            return owner
        return self.supervisor_of(district, Rank(rank or Rank.SERGEANT), besides=owner)

    def supervisor_of(self, district: int | None, rank: str, besides: User | None = None) -> User | None:
        """Return a supervisor of the rank or the nearest above: of the district, else of the county.

        Where nobody of the rank is at work it is the highest in rank who is, and last of all whoever there
        is: something that falls due is always told to somebody. The same people give the same answer.
        """
        others = [user for user in self.supervisors if besides is None or user.pk != besides.pk]
        working = [user for user in others if at_work(user, self.today)]
        able = [user for user in working if _order(user) >= Rank(rank).order]
        in_district = [user for user in able if district is not None and _district_of(user) == district]
        # "County-wide" comes before another district's own supervisor, who may not see the case.
        wide = [user for user in able if _in_force_wide_team(user) or _district_of(user) is None]
        if nearest := in_district or wide or able:
            return min(nearest, key=lambda user: (_order(user), user.pk))
        last = working or others or list(self.supervisors)
        return max(last, key=lambda user: (_order(user), -user.pk), default=None)


def who_answers(owner: User, district: District | None, rank: str, today: date) -> User | None:
    """Return who answers for what this person owes; None only where there is no supervisor at all."""
    return Roster.on(today).who_answers(owner, district.pk if district else None, rank)


def supervisor_of(district: District | None, rank: str, today: date) -> User | None:
    """Return the supervisor of a district who is at work; None only where there is none at all."""
    return Roster.on(today).supervisor_of(district.pk if district else None, rank)


def _order(user: User) -> int:
    return Rank(user.rank).order


def _district_of(user: User) -> int | None:
    of_team = user.team.district_id if user.team and user.team.active else None
    return user.district_id or of_team


def _in_force_wide_team(user: User) -> bool:
    return user.role in CASE_WORK and user.team is not None and user.team.force_wide and user.team.active

"""Who answers at an instant: the owner, else the duty supervisor of the district, else the force's duty inspector.

A clock at two in the morning of a Saturday rings somebody: the rota says who works at that hour, and on which duty.
A person of whom the rota says nothing in the week around is taken to be at work, so that a force without a rota
loses nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Self

from django.db.models import QuerySet

from asbcases.accounts.choices import AgencyKind, Duty, Rank, Role
from asbcases.accounts.models import District, Shift, User
from asbcases.accounts.queries import at_work, district_of, in_force_wide_team
from asbcases.db.kept import is_keeping, kept
from asbcases.law.periods import london_day

AROUND = timedelta(days=7)


@dataclass(frozen=True)
class Roster:
    """The supervisors and the rota around one instant, read once; who asks for many people asks this."""

    now: datetime
    supervisors: tuple[User, ...]
    shifts: tuple[Shift, ...] = ()
    _supervisors: dict[tuple[int | None, str, int | None], User | None] = field(default_factory=dict)
    # What packages above this one looked up for the same instant.
    looked_up: dict[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def on(cls, now: datetime) -> Self:
        """Return the roster of an instant."""
        first, last = now - AROUND, now + AROUND
        if is_keeping():
            # The whole rota once, rather than a fortnight of it again and again.
            rota = kept("rota", lambda: tuple(_shifts()))
            around = tuple(shift for shift in rota if shift.starts_at < last and shift.ends_at > first)
            return cls(now, kept("supervisors", _supervisors), around)
        return cls(now, _supervisors(), tuple(_shifts().filter(starts_at__lt=last, ends_at__gt=first)))

    @property
    def today(self) -> date:
        """Return London's day."""
        return london_day(self.now)

    def on_shift(self, user: User) -> bool:
        """Return whether the person works at this hour, as far as the rota says anything about them."""
        return self._at_this_hour.get(user.pk, True)

    def who_answers(
        self, owner: User, district: int | None, rank: str, *, rings: bool = False
    ) -> User | None:
        """Return the owner; while they are away, or off shift when it rings, whoever is on duty at this hour."""
        if at_work(owner, self.today) and (not rings or self.on_shift(owner)):
            return owner
        on_duty = self.on_duty(district, besides=owner)
        return on_duty or self.supervisor_of(district, Rank(rank or Rank.SERGEANT), besides=owner)

    def told_at(self, district: int | None, rank: str, *, besides: User, rings: bool = False) -> User | None:
        """Return whom a rung of the ladder tells: the supervisor of the rank, or who is on duty when that one is off."""
        chosen = self.supervisor_of(district, rank, besides=besides)
        if not rings or chosen is None or self.on_shift(chosen):
            return chosen
        able = (user for user in self._duties(district) if _order(user) >= Rank(rank).order)
        return next((user for user in able if user.pk != besides.pk), chosen)

    def on_duty(self, district: int | None, besides: User | None = None) -> User | None:
        """Return the duty supervisor of the district at this hour, else the duty inspector of the force, else None."""
        others = (user for user in self._duties(district) if besides is None or user.pk != besides.pk)
        return next(others, None)

    def supervisor_of(self, district: int | None, rank: str, besides: User | None = None) -> User | None:
        """Return a supervisor of the rank or the nearest above: of the district, else of the county.

        Where nobody of the rank is at work it is the highest in rank who is, and last of all whoever there
        is: something that falls due is always told to somebody. The same people give the same answer.
        """
        asked = (district, str(rank), besides.pk if besides else None)
        if asked not in self._supervisors:
            self._supervisors[asked] = self._supervisor_of(district, rank, besides)
        return self._supervisors[asked]

    def _supervisor_of(self, district: int | None, rank: str, besides: User | None) -> User | None:
        others = [user for user in self.supervisors if besides is None or user.pk != besides.pk]
        working = [user for user in others if at_work(user, self.today)]
        able = [user for user in working if _order(user) >= Rank(rank).order]
        in_district = [user for user in able if district is not None and district_of(user) == district]
        # "County-wide" comes before another district's own supervisor, who may not see the case.
        wide = [user for user in able if in_force_wide_team(user) or district_of(user) is None]
        if nearest := in_district or wide or able:
            return min(nearest, key=lambda user: (_order(user), user.pk))
        last = working or others or list(self.supervisors)
        return max(last, key=lambda user: (_order(user), -user.pk), default=None)

    def _duties(self, district: int | None) -> Iterable[User]:
        """Yield who is on duty now and may be asked: for the district first, then for the force."""
        for duty, place in ((Duty.DISTRICT, district), (Duty.FORCE, None)):
            for shift in self._on_duty:
                if shift.duty == duty and shift.district_id == place and at_work(shift.user, self.today):
                    yield shift.user

    @cached_property
    def _at_this_hour(self) -> dict[int, bool]:
        """Return for each person on the rota whether a shift of theirs runs."""
        found: dict[int, bool] = {}
        for shift in self.shifts:
            found[shift.user_id] = found.get(shift.user_id, False) or self._runs(shift)
        return found

    @cached_property
    def _on_duty(self) -> list[Shift]:
        return [shift for shift in self.shifts if shift.duty and self._runs(shift)]

    def _runs(self, shift: Shift) -> bool:
        return shift.starts_at <= self.now < shift.ends_at


def who_answers(owner: User, district: District | None, rank: str, now: datetime) -> User | None:
    """Return who answers for what this person owes; None only where there is no supervisor at all."""
    return Roster.on(now).who_answers(owner, district.pk if district else None, rank)


def supervisor_of(district: District | None, rank: str, now: datetime) -> User | None:
    """Return the supervisor of a district who is at work; None only where there is none at all."""
    return Roster.on(now).supervisor_of(district.pk if district else None, rank)


def _supervisors() -> tuple[User, ...]:
    found = User.objects.filter(role=Role.SUPERVISOR, is_active=True, agency__kind=AgencyKind.POLICE)
    return tuple(found.select_related("team", "agency").order_by("pk"))


def _shifts() -> QuerySet[Shift]:
    standing = Shift.objects.filter(cancelled_at__isnull=True)
    return standing.select_related("user__team").order_by("user_id", "starts_at")


def _order(user: User) -> int:
    return Rank(user.rank).order

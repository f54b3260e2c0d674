"""Whom the rungs above a co-ordinator of case reviews tell: their own supervisor, and the ASB manager of the force.

Who holds which office is dated policy, by the day on which something is told: `review.supervisor` for each area, and
`review.asb_manager`. An office that nobody holds never swallows a message: the one above it is told, and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import Council, User
from asbcases.accounts.queries import at_work
from asbcases.deadlines.models import Deadline
from asbcases.policies.queries import limits_of
from asbcases.policies.rules import NOBODY

SUPERVISOR, MANAGER = "review.supervisor", "review.asb_manager"
OWN_SUPERVISOR, ASB_MANAGER = "supervisor of the co-ordinator", "ASB manager"
NOBODY_SET = "ASB manager (no supervisor of the co-ordinator is set and at work)"


def area_key(council: str) -> str:
    """Return by what the rows of policy name the area of a council: "castle_point"."""
    return council.lower().replace(" ", "_").replace("-", "_")


@dataclass(frozen=True)
class Line:
    """The offices above those who owe the clocks of case reviews, at one instant."""

    roster: Roster

    @classmethod
    def of(cls, roster: Roster) -> Self:
        """Return the offices of the instant of a roster, read once for as many deadlines as there are."""
        line: Self = roster.looked_up.setdefault("line", cls(roster))
        return line

    def who_answers(self, deadline: Deadline) -> User | None:
        """Return the owner; while a co-ordinator is away, their supervisor, else whoever stands in for anybody else."""
        owner = deadline.owner
        away = owner.role == Role.COORDINATOR and not at_work(owner, self.roster.today)
        if away and (named := self._supervisor(deadline, besides=owner)):
            return named
        return self.roster.who_answers(owner, deadline.district_id, deadline.rank, rings=deadline.rings)

    def above(self, deadline: Deadline, answers: User, *, manager: bool) -> tuple[User | None, str]:
        """Return whom a rung tells and as what: their own supervisor, or the ASB manager, who stands in for one."""
        named = None if manager else self._supervisor(deadline, besides=answers)
        if named:
            return named, OWN_SUPERVISOR
        return self.manager(besides=answers), ASB_MANAGER if manager else NOBODY_SET

    def manager(self, *, besides: User | None = None) -> User | None:
        """Return the ASB manager of the force, or where none is named and at work, an inspector who works for the force."""
        named = self._named(MANAGER).get("")
        if named and not (besides and named.pk == besides.pk):
            return named
        return self.roster.supervisor_of(None, Rank.INSPECTOR, besides=besides)

    def _supervisor(self, deadline: Deadline, *, besides: User) -> User | None:
        area = deadline.review.area if deadline.review else ""
        named = self._supervisors.get(self._areas.get(area, ""))
        sees = named and named.agency.council and named.agency.council.code == area
        return named if named and sees and named.pk != besides.pk else None

    @cached_property
    def _supervisors(self) -> Mapping[str, User]:
        return {area: user for area, user in self._named(SUPERVISOR).items() if user.role == Role.COORDINATOR}

    @cached_property
    def _areas(self) -> Mapping[str, str]:
        return {code: area_key(name) for code, name in Council.objects.values_list("code", "name")}

    def _named(self, rule: str) -> Mapping[str, User]:
        """Return who is named by a rule and at work, by what the rule is about."""
        rows = limits_of(rule, self.roster.today).exclude(choice=NOBODY)
        chosen = dict(rows.values_list("qualifier", "choice"))
        people = User.objects.filter(username__in=chosen.values()).select_related("agency__council", "team")
        able = {user.username: user for user in people if at_work(user, self.roster.today)}
        return {about: able[name] for about, name in chosen.items() if name in able}

"""Everything that a story needs to take part in the county's days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Channel
from asbcases.county.clock import DAY, Stage
from asbcases.county.flow.cases import Cases
from asbcases.county.flow.desk import Desk
from asbcases.county.flow.diary import Diary
from asbcases.county.flow.matters import Matter
from asbcases.county.flow.support import Support
from asbcases.county.flow.visits import Visits
from asbcases.county.flow.work import Work
from asbcases.county.world import Somebody, Spot, World


@dataclass
class County:
    """The world, its time, and those who work in it."""

    world: World
    stage: Stage
    desk: Desk
    diary: Diary
    visits: Visits
    cases: Cases

    @classmethod
    def of(cls, cast: dict[str, User], end: datetime, seed: int, on_scene: Callable[[], object]) -> "County":
        """Return a county in which nothing has happened yet."""
        world, stage = World(cast, seed), Stage(end, on_scene)
        diary, desk = Diary(world, stage), Desk(world, stage)
        visits = Visits(world, stage, desk, diary)
        cases = Cases(world, stage, desk, diary)
        Work(world, diary, visits, cases)
        Support(world, diary, cases)
        return cls(world, stage, desk, diary, visits, cases)

    @property
    def end(self) -> datetime:
        """Return the instant that the county takes for now."""
        return self.stage.end

    def ago(self, days: float = 0, *, hours: float = 0) -> datetime:
        """Return an instant before the county's now."""
        return self.end - days * DAY - timedelta(hours=hours)

    def sort(self, code: str, **changed: Any) -> dict[str, Any]:
        """Return a sort of trouble, with what a story says otherwise."""
        [found] = [sort for sort in self.world.sorts if sort["code"] == code]
        thrive = {**found["thrive"], **changed.pop("thrive", {})}
        return {**found, **changed, "thrive": thrive}

    def spot(self, code: str, address: str) -> Spot:
        """Return an address of a story."""
        return Spot(address, self.world.districts[code])

    def matter(
        self, sort: dict[str, Any], spot: Spot, at: datetime, caller: Somebody | None, **fields: Any
    ) -> Matter:
        """Return a matter of a story, told by telephone unless it says otherwise."""
        return Matter(sort=sort, spot=spot, at=at, caller=caller, **{"channel": Channel.CALL_101, **fields})

    def again(self, matter: Matter, at: datetime, words: str, **fields: Any) -> Matter:
        """Return the same once more, at a later time and in other words."""
        return matter.once_more(at, words=words, **fields)

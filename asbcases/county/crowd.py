"""The many: matters drawn by chance, those that become cases and those that do not."""

from datetime import datetime

from asbcases.accounts.models import District
from asbcases.cases.choices import Category, Channel, RiskLevel, Stage
from asbcases.county.clock import DAY
from asbcases.county.county import County
from asbcases.county.flow.matters import CHANNELS, Matter
from asbcases.county.flow.plans import LEVELS, OPEN_FOR, Plan
from asbcases.county.numbers import Numbers

# Of each ten cases: how they end.
ENDS = (*[Stage.CLOSED] * 4, Stage.MONITORING, *[Stage.OPEN] * 5)
# Nobody was singled out by these.
OF_ALL = (Category.NUISANCE, Category.ENVIRONMENTAL)


def fill(county: County, numbers: Numbers, begins: datetime) -> None:
    """Have as many cases, and incidents that are no part of one, as there are to be."""
    for number in range(numbers.cases):
        _case(county, numbers, begins, ENDS[number % len(ENDS)])
    for _ in range(numbers.alone):
        _alone(county, numbers, begins)


def _case(county: County, numbers: Numbers, begins: datetime, ends: Stage) -> None:
    """Have a matter become a case; one that ended began at any time, an open one of late."""
    world, chance = county.world, county.world.chance
    [level] = chance.choices(list(LEVELS), list(LEVELS.values()))
    district = world.district()
    lead = world.cast["asb"] if chance.random() < 0.12 else world.officer_of(district)
    room = (county.end - begins).days - 1
    back = chance.uniform(37, room) if ends is Stage.CLOSED else chance.uniform(0.3, OPEN_FOR[level])
    personal = chance.random() < 0.8
    matter = _matter(
        county, district, county.end - back * DAY, numbers, [Category.PERSONAL] if personal else OF_ALL
    )
    matter.plan = Plan(
        level,
        lead,
        ends=ends,
        lasts=chance.uniform(16, 30) if ends is Stage.CLOSED else chance.uniform(10, 20),
        again=chance.choice((0, 0, 0, 1, 1, 2)),
        shared=_shared(county, district),
        ends_at=RiskLevel.STANDARD
        if level is RiskLevel.STANDARD or chance.random() < 0.6
        else RiskLevel.MEDIUM,
    )
    matter.level, matter.officer = level, lead
    county.desk.expect(matter)


def _shared(county: County, district: District) -> str:
    """Return with which agency a case is shared, if with any."""
    drawn = county.world.chance.random()
    if drawn > 0.35:
        return ""
    return county.world.council_of(district).name if drawn > 0.2 else "Riverside Homes"


def _alone(county: County, numbers: Numbers, begins: datetime) -> None:
    """Have an incident on which no case is opened, most of them of late."""
    chance = county.world.chance
    back = chance.triangular(0.05, (county.end - begins).days - 1, 10)
    categories = [Category.PERSONAL] if chance.random() < 0.2 else OF_ALL
    matter = _matter(county, county.world.district(), county.end - back * DAY, numbers, categories)
    matter.level = chance.choice((RiskLevel.STANDARD, RiskLevel.STANDARD, RiskLevel.MEDIUM))
    county.desk.expect(matter)


def _matter(county: County, district: District, at: datetime, numbers: Numbers, categories: object) -> Matter:
    world, chance = county.world, county.world.chance
    [channel] = chance.choices(list(CHANNELS), list(CHANNELS.values()))
    spot, sort = world.spot(district), world.sort(*categories)  # type: ignore[misc]
    return Matter(
        sort=sort,
        spot=spot,
        at=at,
        caller=world.somebody(spot.address if sort["category"] == Category.PERSONAL else ""),
        channel=Channel(channel),
        others=[world.somebody() for _ in range(chance.choice(numbers.tellers) - 1)],
        agency=world.agencies["Riverside Homes"] if channel is Channel.PARTNER else None,
    )

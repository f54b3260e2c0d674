"""More of what is planted in the year of the radar: linked places, copies, explanations, joined records, the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

from tests.proof import radar_plants as first_part
from tests.proof.radar_plants import AREAS, CERTAIN, LONDON, SIX_MONTHS, Plants, day, in_and_out, keys
from tests.proof.radar_shapes import Explained


def linked_places(plants: Plants) -> None:
    """Reports of different people about one place: five, or three, of whom the first drops out after six months."""
    for (first, then, inside), area in product(in_and_out(SIX_MONTHS), AREAS):
        number = 5 if area in ("Wales", "Cleveland") else 3
        place = f"{area} {first} {then}"
        for before in range(number - 1):
            on = first + timedelta(before * 11)
            plants.report(on, area, person=plants.victim(), place=place)
        last = plants.report(then, area, person=plants.victim(), place=place)
        plants.want(last, f"{number} at a linked place", met=inside, one_short=not inside, explain=False)


def people_at_a_place(plants: Plants) -> None:
    """How many different people there must be, and who is not known is none of them."""
    for on, letters, area, met, short in (
        ("09-14", "A????", "Wales", False, True),
        ("09-20", "A???B", "Wales", True, False),
        ("10-11", "AAB", "Watford", False, True),
        ("10-19", "ABA", "Watford", False, True),
        ("11-08", "ABC", "Watford", True, False),
        ("11-16", "AB?", "Watford", False, True),
        ("12-06", "AABB", "Cleveland", False, True),
        ("12-13", "ABABC", "Cleveland", True, False),
        ("01-17", "AB", "Wales", False, False),
        ("02-14", "ABC", "Cleveland", False, False),
        ("02-21", "ABC", "Ashfield", True, False),
        ("03-06", "A?", "Thurrock", False, True),
    ):
        who, last = {letter: plants.victim() for letter in sorted(set(letters) - {"?"})}, 0
        for number, letter in enumerate(letters):
            person = who.get(letter, "")
            last = plants.report(day(on) + timedelta(number), area, person=person, place=f"{area} {on}")
        plants.want(last, f"people at a place: {letters}", met=met, one_short=short)


def apart(plants: Plants) -> None:
    """Reports of different people about different places, or of nobody who is known, have nothing in common."""
    for area in AREAS:
        for number in range(3):
            on, place = day("01-10") + timedelta(number), f"{area} apart {number}"
            last = plants.report(on, area, person=plants.victim(), place=place)
        plants.want(last, "different places", met=False, one_short=False, explain=False, ask=False)
        for number in range(3):
            last = plants.report(day("01-20") + timedelta(number), area)
        plants.want(last, "nobody known", met=False, one_short=False, explain=False, ask=False)


def published_copies(plants: Plants) -> None:
    """A published copy is never told anything of, and makes no second and no third."""
    for manner, (first, then, _), copy_is in product(CERTAIN, SIX_MONTHS[::4], ("first", "second")):
        who, area = plants.victim(), next(plants.areas)
        sources = ("published", "recorded") if copy_is == "first" else ("recorded", "published")
        for number, (on, source) in enumerate(zip((first, then), sources, strict=True)):
            said = keys(manner, who, number) | {"hate": source == "published"}
            last = plants.report(on, area, source=source, **said)
        plants.want(last, f"{copy_is} is a copy", explain=False, ask=False, met=False, one_short=False)
    for place, area in enumerate(AREAS):
        for number in range(5):
            source = "published" if number == 1 else "by_hand"
            on, person = day("04-03") + timedelta(number), plants.victim()
            plants.report(on, area, person=person, place=f"copied {place}", source=source)
        # Four that count: enough where three are asked for, one short where five are.
        met = area not in ("Wales", "Cleveland")
        plants.want(len(plants.reports), "a copy at a linked place", met=met, one_short=not met)


def explained_before(plants: Plants) -> None:
    """What was explained in those six months is not explained again; earlier, or to somebody else, is not enough."""
    for area, manner in zip(AREAS, cycle_of(CERTAIN), strict=False):
        who, other = plants.victim(), plants.victim()
        told(plants, plants.report(day("07-05"), area, **keys(manner, who)), day("07-06"))
        late = plants.report(day("01-20"), area, **keys(manner, who, 1))
        told(plants, plants.report(day("01-25"), area, **keys(manner, other)), day("01-26"))
        again = plants.report(day("02-20"), area, **keys(manner, who, 2))
        told(plants, again, day("02-22"))
        third = plants.report(day("03-01"), area, **keys(manner, who, 3))
        plants.want(late, "after six months a first again", second=False, explain=False)
        plants.want(again, "explained too long ago, and to another", second=True, explain=True)
        plants.want(third, "explained already", second=True, explain=False, met=True)


def told(plants: Plants, report: int, on: date) -> None:
    """Write down that the review was explained at ten in the morning."""
    plants.explained.append(Explained(report, datetime.combine(on, time(10), LONDON).astimezone(UTC)))


def cycle_of(manners: tuple[str, ...]) -> tuple[str, ...]:
    """Return the manners and the first of them once more, for six areas."""
    return (*manners, *manners[:1])


def joined(plants: Plants) -> None:
    """Who is the same as the same is the same; a telephone of two records of one person is not shared."""
    for area in AREAS:
        who = plants.victim()
        plants.report(day("08-02"), area, phone=who)
        plants.report(day("08-20"), area, phone=who, email=who)
        last = plants.report(day("09-07"), area, email=who)
        plants.want(last, "the same as the same", met=True, explain=True)
        who = plants.victim()
        plants.report(day("10-04"), area, person=f"{who}-a", phone=who)
        plants.report(day("10-08"), area, person=f"{who}-b", same_as=f"{who}-a", phone=who)
        last = plants.report(day("10-12"), area, phone=who)
        plants.want(last, "one person's telephone", met=True, explain=True, ask=False)


def the_hour_that_comes_twice(plants: Plants) -> None:
    """Three reports in the night in which the clocks go back, and three in which they go forward."""
    for area in AREAS:
        for on, clocks in (
            ("10-31", (time(1, 30), time(1, 30, fold=1), time(2, 30))),
            ("03-26", (time(0, 59), time(2), time(2, 1))),
        ):
            who = plants.victim()
            one, two, three = (plants.report(day(on), area, clock, person=who) for clock in clocks)
            plants.want(one, "change of the clocks", explain=False, met=False)
            plants.want(two, "change of the clocks", explain=True, one_short=True)
            plants.want(three, "change of the clocks", explain=True, met=True)


PLANTS: tuple[Callable[[Plants], None], ...] = (
    first_part.second_reports,
    first_part.near_matches,
    first_part.third_reports,
    first_part.days_of_behaviour,
    first_part.ranges_and_unknown_days,
    first_part.hate,
    linked_places,
    people_at_a_place,
    apart,
    published_copies,
    explained_before,
    joined,
    the_hour_that_comes_twice,
)


def planted() -> Plants:
    """Return all that is planted: always the same."""
    plants = Plants()
    for plant in PLANTS:
        plant(plants)
    return plants

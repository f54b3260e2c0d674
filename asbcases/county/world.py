"""Invented people and places: drawn by a seed, each once."""

import random
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from asbcases.accounts.models import Agency, Council, District, User
from asbcases.law.periods import LONDON

DATA = Path(__file__).parent / "data"
# Numbers and addresses that belong to nobody: the ranges that Ofcom keeps for dramas, and a reserved domain.
# The last hundred of each, and low house numbers, are those of the stories.
MOBILES = [f"07700 900{n:03}" for n in range(900)]
LANDLINES = [f"01632 960{n:03}" for n in range(900)] + [f"020 7946 0{n:03}" for n in range(900)]
CROWD = range(90, 180)


LEAVER = "leaver"


@dataclass(frozen=True)
class Somebody:
    """An invented person: a name, and how they are reached."""

    name: str
    phone: str
    email: str
    address: str


@dataclass(frozen=True)
class Spot:
    """An invented address in a real town of a district."""

    address: str
    district: District


def read(name: str) -> dict[str, Any]:
    """Return what a file of data says."""
    return tomllib.loads((DATA / name).read_text())


class World:
    """Who lives where, who works there, and chance; the same seed draws the same."""

    def __init__(self, cast: dict[str, User], seed: int) -> None:
        self.cast = cast
        self.chance = random.Random(seed)  # noqa: S311  the same seed has to give the same county
        names, places = read("names.toml"), read("places.toml")
        self.sorts: list[dict[str, Any]] = read("troubles.toml")["sorts"]
        self.districts = {district.code: district for district in District.objects.order_by("pk")}
        self.agencies = {agency.name: agency for agency in Agency.objects.order_by("pk")}
        self._towns, self._shares = places["towns"], places["shares"]
        self._people = self._shuffled(
            f"{first} {last}" for first in names["first"].split() for last in names["last"].split()
        )
        streets = places["streets"].replace("\n", "|").split("|")
        # A door is told apart by number and street whatever the town, so each pair is drawn once in the county.
        self._doors = self._shuffled(
            f"{number} {street.strip()}" for street in streets if street.strip() for number in CROWD
        )
        self._mobiles, self._landlines = self._shuffled(MOBILES), self._shuffled(LANDLINES)

    def _shuffled(self, values: Any) -> list[str]:
        drawn = list(values)
        self.chance.shuffle(drawn)
        return drawn

    def district(self) -> District:
        """Return a district, each as often as its share."""
        codes = list(self.districts)
        [code] = self.chance.choices(codes, [self._shares[code] for code in codes])
        return self.districts[code]

    def spot(self, district: District) -> Spot:
        """Return an address that was not drawn before."""
        return Spot(f"{self._doors.pop()}, {self.chance.choice(self._towns[district.code])}", district)

    def somebody(self, address: str = "") -> Somebody:
        """Return a person who was not drawn before."""
        name = self._people.pop()
        phone = (
            (self._mobiles or self._landlines).pop() if self.chance.random() < 0.8 else self._landlines.pop()
        )
        first, last = name.lower().split()
        return Somebody(name, phone, f"{first}.{last}@example.org", address)

    def sort(self, *categories: str) -> dict[str, Any]:
        """Return a sort of trouble, each as often as it says; of these categories, where any is given."""
        sorts = [sort for sort in self.sorts if not categories or sort["category"] in categories]
        return self.chance.choices(sorts, [sort["often"] for sort in sorts])[0]

    def officer_of(self, district: District) -> User:
        """Return a community policing officer of a district."""
        return self.chance.choice(self._of(district, "cpt_officer"))

    def sergeant_of(self, district: District) -> User:
        """Return the sergeant of a district."""
        return self._of(district, "supervisor")[0]

    def goes_to(self, district: District) -> User:
        """Return who is sent to an incident of a district: of the response team where it has one, or of its own officers."""
        response = self._of(district, "response_officer")
        return response[0] if response and self.chance.random() < 0.5 else self.officer_of(district)

    def _of(self, district: District, role: str) -> list[User]:
        found = [user for user in self.cast.values() if (user.district_id, user.role) == (district.pk, role)]
        # Who is to leave has only the cases of that story.
        return [user for user in found if user.username != LEAVER]

    def council_of(self, district: District) -> Agency:
        """Return the agency of a council of a district."""
        councils = {council.pk for council in Council.objects.filter(district=district)}
        return next(agency for agency in self.agencies.values() if agency.council_id in councils)

    def moment(self, day: datetime, *hours: int) -> datetime:
        """Return an instant of a London day between two hours, by the minute."""
        first, last = hours or (7, 23)
        local = day.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
        return local + timedelta(minutes=self.chance.randrange(first * 60, last * 60))

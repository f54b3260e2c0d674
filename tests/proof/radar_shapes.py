"""What the year of the radar is told in: six areas' rules, reports, what was explained, and what each plant wants."""

from dataclasses import dataclass
from datetime import date, datetime

Months = int


@dataclass(frozen=True, slots=True)
class Area:
    """An area's own threshold, as its public page states it; what it does not state is the Act's."""

    name: str
    hate: tuple[int, Months] | None = None
    # Reports by several people about one linked place: how many, by how many people at least, within how long.
    several: tuple[int, int, Months] | None = None
    reports: int = 3
    complaint_months: Months = 1
    application_months: Months = 6
    # Hurdles of their own, which stop nothing.
    latest_within_months: Months | None = None
    not_while_open: bool = False


AREAS = (
    Area("Colchester", hate=(1, 6)),
    Area("Thurrock", hate=(1, 6), not_while_open=True),
    Area("Wales", hate=(1, 6), several=(5, 2, 6)),
    Area("Cleveland", several=(5, 2, 6)),
    Area("Watford", several=(3, 3, 6)),
    Area("Ashfield", latest_within_months=1),
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was recorded, at once; keys are equal when their text is, and empty where not known."""

    id: int
    at: datetime
    area: str
    agency: str
    person: str = ""
    # The record that this person is recorded as the same as.
    same_as: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    name: str = ""
    place: str = ""
    hate: bool = False
    # First and last day of the behaviour, or nothing where nobody said when it was.
    behaviour: tuple[date, date] | None = None
    source: str = "recorded"


@dataclass(frozen=True, slots=True)
class Explained:
    """The case review was explained to the victim of a report."""

    report: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plant is there to show: of a report, by hand, whether something is so."""

    report: int
    what: str
    so: bool
    edge: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year of reports in the order in which they were recorded, with the truth that was planted in it."""

    reports: tuple[Report, ...]
    explained: tuple[Explained, ...]
    wanted: tuple[Wanted, ...]
    # How many victims were planted, and how many reports are no published copy.
    victims: int
    incidents: int

"""One matter: an event, whoever tells of it, and what becomes of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import Category, Channel, Grade, Handling, RiskLevel
from asbcases.cases.models import Case, Incident, Person, Report
from asbcases.county.world import Somebody, Spot

# How often a report comes by each channel.
CHANNELS = {
    Channel.CALL_101: 44,
    Channel.ONLINE: 18,
    Channel.CALL_999: 8,
    Channel.EMAIL: 8,
    Channel.CHAT: 7,
    Channel.COUNTER: 4,
    Channel.PATROL: 3,
    Channel.PARTNER: 4,
    Channel.LETTER: 2,
    Channel.COUNCILLOR: 2,
}


@dataclass
class Matter:
    """An event of a sort at a spot, told by somebody and perhaps by others, at a time."""

    sort: dict[str, Any]
    spot: Spot
    at: datetime
    caller: Somebody | None
    channel: Channel = Channel.CALL_101
    others: list[Somebody] = field(default_factory=list)
    words: str = ""
    level: RiskLevel = RiskLevel.MEDIUM
    # It happens to somebody who told us before: their record, and that the rule may ask for more.
    person: Person | None = None
    again: bool = False
    agency: Agency | None = None
    handling: Handling | None = None
    partner: Agency | None = None
    closes: bool = True
    # Who tells of it knows the minute.
    exact: bool = False
    # Nobody is sent yet.
    waits: bool = False
    # A case is opened on it by this officer, or it joins that case.
    plan: Any = None
    # What came of it.
    reports: list[Report] = field(default_factory=list)
    incident: Incident | None = None
    case: Case | None = None
    officer: User | None = None
    attended_by: User | None = None
    crime_decided: bool = False

    @property
    def own_incident(self) -> Incident:
        """Return the incident, once it is recorded."""
        return cast(Incident, self.incident)

    @property
    def own_case(self) -> Case:
        """Return the case, once it is open."""
        return cast(Case, self.case)

    @property
    def is_personal(self) -> bool:
        """Return whether it is aimed at somebody."""
        return bool(self.sort["category"] == Category.PERSONAL)

    @property
    def grade(self) -> Grade:
        """Return the grade that it is given: what happens again at one place is always gone to."""
        grade = Grade(self.sort["thrive"]["grade"])
        return Grade.SCHEDULED if self.again and grade is Grade.RESOLVE else grade

    @property
    def handled(self) -> Handling:
        """Return what follows from the grade."""
        if self.handling:
            return self.handling
        return Handling.NO_ATTENDANCE if self.grade is Grade.RESOLVE else Handling.ATTEND

    def once_more(self, at: datetime, **changed: Any) -> "Matter":
        """Return the same happening once more at a later time, of which nothing has come yet."""
        fresh: dict[str, Any] = {
            "others": [],
            "words": "",
            "reports": [],
            "incident": None,
            "attended_by": None,
            "crime_decided": False,
        }
        return replace(self, at=at, again=True, **{**fresh, **changed})

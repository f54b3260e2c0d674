"""A victim's life on a case, act by act, and the clocks that it sets: reckoned from the table in plain words.

The lengths are typed from the review policy (practice reference, 2.8); nothing is imported from the project.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
RISING = ["standard", "medium", "high"]
RANKS = ["sergeant", "inspector", "chief_inspector"]

# Standard, medium, high; hours unless days are said; None where the policy does not ask.
HOURS = {
    "first_assessment": (72, 48, 24),
    "re_assessment": (72, 48, 24),
    "sign_off": (None, 48, 24),
    "action_plan": (None, None, 48),
    "safety_plan": (None, None, 24),
}
DAYS = {
    "sign_off": (7, None, None),
    "victim_contact": (28, 14, 7),
    "action_plan": (None, 7, None),
    "panel_decision": (None, None, 7),
    "second_review": (7, 7, 7),
    "sergeant": (56, 28, 14),
    "inspector": (None, 56, 28),
    "chief_inspector": (None, None, 56),
}
MONTHS = {"crime": 72, "other": 72, "child": 36}
ASKED = {"sign_off": "sergeant", "second_review": "inspector", "retention_review": "inspector"}
PLANS = ("action_plan", "safety_plan", "panel_decision")


def midnight(day: date) -> datetime:
    """Return the first instant of a London day, in UTC so that instants compare as such."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def after_days(anchor: datetime, days: int) -> datetime:
    """Return the London midnight that ends the day so many days after the anchor's."""
    return midnight(anchor.astimezone(LONDON).date() + (days + 1) * DAY)


def after_months(anchor: datetime, months: int) -> datetime:
    """Return the London midnight that ends the same day-number so many months on, or a shorter month's last day."""
    begins = anchor.astimezone(LONDON).date()
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    last = date(year, month + 1, 1)
    while last.day < begins.day and (last + DAY).month == last.month:
        last += DAY
    return midnight(last + DAY)


def due(name: str, level: str, anchor: datetime) -> datetime | None:
    """Return when a clock is over, or None where the policy does not ask at this level."""
    place = RISING.index(level)
    hours, days = HOURS.get(name, (None,) * 3)[place], DAYS.get(name, (None,) * 3)[place]
    if hours is not None:
        return anchor.astimezone(UTC) + timedelta(hours=hours)
    return None if days is None else after_days(anchor, days)


@dataclass
class Clock:
    """One thing that was owed."""

    kind: str
    rank: str
    qualifier: str
    anchor: datetime
    due_at: datetime
    state: str = "open"
    ended_at: datetime | None = None

    def end(self, state: str, at: datetime) -> None:
        """Meet or cancel it."""
        self.state, self.ended_at = state, at

    def told(self) -> dict[str, str | None]:
        """Return it as it is written."""
        ended = self.ended_at.isoformat() if self.ended_at else None
        return {
            "kind": self.kind,
            "rank": self.rank,
            "qualifier": self.qualifier,
            "anchor": self.anchor.astimezone(LONDON).isoformat(),
            "due_at": self.due_at.astimezone(LONDON).isoformat(),
            "state": self.state,
            "ended_at": ended,
        }


@dataclass
class Life:
    """What is known of one victim on one case; each method that is named like an act does what the act does."""

    clocks: list[Clock] = field(default_factory=list)
    opened_at: datetime | None = None
    level: str = ""
    judged_at: datetime | None = None
    tried: bool = False
    recorded: set[str] = field(default_factory=set)
    agreed_days: int = 0

    def open(self, kind: str, rank: str = "") -> Clock | None:
        """Return the open clock of a kind, and of a rank where one is named."""
        found = [clock for clock in self.clocks if clock.kind == kind and clock.state == "open"]
        return next((clock for clock in found if rank in ("", clock.rank)), None)

    def meet(self, kind: str, at: datetime) -> None:
        """Meet the open clock of a kind, if there is one."""
        if clock := self.open(kind):
            clock.end("met", at)

    def set(self, kind: str, anchor: datetime, rank: str = "", qualifier: str | None = None) -> None:
        """Set a clock at the level that stands, unless the policy does not ask for it."""
        due_at = due(rank if kind == "risk_review" else kind, self.level, anchor)
        if kind == "victim_contact" and self.agreed_days and due_at:
            due_at = min(due_at, after_days(anchor, self.agreed_days))
        if due_at:
            named = self.level if qualifier is None else qualifier
            self.clocks.append(Clock(kind, rank or ASKED.get(kind, ""), named, anchor, due_at))

    def set_one(self, kind: str, anchor: datetime, qualifier: str | None = None) -> None:
        """Set a clock unless one of the kind is open."""
        if not self.open(kind):
            self.set(kind, anchor, "", qualifier)

    def again(self, kind: str, at: datetime, rank: str = "") -> None:
        """Cancel what is not late and set it anew; what is late stays, and nothing beside it."""
        clock = self.open(kind, rank)
        if clock and clock.due_at > at:
            clock.end("cancelled", at)
        if not self.open(kind, rank):
            self.set(kind, at, rank)

    def reviews(self, at: datetime) -> None:
        """Plan the reviews of each rank from here."""
        for rank in RANKS:
            self.again("risk_review", at, rank)

    def plans(self, at: datetime) -> None:
        """Ask for the plans of the level that were never made, and drop those it does not ask for."""
        for kind in PLANS:
            clock = self.open(kind)
            if clock and due(kind, self.level, at) is None:
                clock.end("cancelled", at)
            elif not clock and kind not in self.recorded:
                self.set(kind, at)

    def in_touch(self, happened_at: datetime) -> None:
        """Count a contact, if it came after the last one."""
        clock = self.open("victim_contact")
        if clock and happened_at > clock.anchor:
            clock.end("met", happened_at)
        if self.tried and not self.open("victim_contact"):
            self.set("victim_contact", happened_at)

    def keep_in_touch(self, at: datetime) -> None:
        """Have the contact's clock follow the level where it changed."""
        clock = self.open("victim_contact")
        if not clock or clock.qualifier != self.level:
            self.again("victim_contact", at)

    def attempt(self, at: datetime, met: bool, with_victim: bool = False) -> None:
        """Do what every attempt at an assessment does, once the level is known."""
        self.tried = True
        if met:
            self.judged_at = at
            self.meet("first_assessment", at)
            self.meet("re_assessment", at)
            self.again("sign_off", at)
        self.reviews(at)
        if with_victim:
            self.in_touch(at)
        else:
            self.keep_in_touch(at)
        self.plans(at)

    def opened(self, at: datetime, first_contact: str, triage_level: str | None) -> None:
        self.opened_at, self.level = at, triage_level or "medium"
        self.set("first_assessment", datetime.fromisoformat(first_contact))
        self.level = ""

    def assessed(self, at: datetime, level: str, with_victim: bool) -> None:
        self.level = level
        self.attempt(at, met=True, with_victim=with_victim)

    def unjudged(self, at: datetime, met: bool) -> None:
        self.level = max("medium", self.level or "medium", key=RISING.index)
        self.attempt(at, met=met)

    def refused(self, at: datetime) -> None:
        self.unjudged(at, met=True)

    def unreachable(self, at: datetime) -> None:
        self.unjudged(at, met=False)

    def incomplete(self, at: datetime, with_victim: bool) -> None:
        """Change nothing: it is kept, and it has no level."""

    def crime_recorded(self, at: datetime) -> None:
        """Change nothing: a crime never stops a victim's clock."""

    def ruling(self, at: datetime, level: str, below_floor: bool) -> None:
        if level == self.level:
            raise SystemExit("a ruling that changes nothing")
        self.level = level
        self.reviews(at)
        self.again("victim_contact", at)
        self.plans(at)
        if below_floor:
            self.set_one("second_review", at, "")

    def sign_off(self, at: datetime, result: str) -> None:
        self.meet("sign_off", at)
        if result == "returned":
            self.set_one("re_assessment", at)

    def review(self, at: datetime, rank: str) -> None:
        for each in RANKS[: RANKS.index(rank) + 1]:
            if clock := self.open("risk_review", each):
                clock.end("met", at)
            self.set("risk_review", at, each)
        self.meet("sign_off", at)
        if rank != "sergeant":
            self.meet("second_review", at)
        over = self.judged_at and due("re_assessment", self.level, self.judged_at)
        if over and over <= at:
            self.set_one("re_assessment", at)

    def incident_joined(self, at: datetime) -> None:
        if self.judged_at and self.opened_at and at > self.opened_at:
            self.set_one("re_assessment", at)

    def contact(self, at: datetime, happened_at: str, reached: bool) -> None:
        if reached:
            self.in_touch(datetime.fromisoformat(happened_at))

    def contact_plan(self, at: datetime, days: int) -> None:
        self.agreed_days = days
        self.in_touch(at)

    def victim_plan(self, at: datetime, kind: str) -> None:
        self.recorded.add(f"{kind}_plan")
        self.meet(f"{kind}_plan", at)

    def panel_decision(self, at: datetime, referred: bool) -> None:
        self.recorded.add("panel_decision")
        self.meet("panel_decision", at)

    def recorded_in_error(self, at: datetime) -> None:
        for clock in self.clocks:
            if clock.state == "open":
                clock.end("cancelled", at)

    def closed(self, at: datetime, crime: bool, youngest_born: str | None, waived: list[str]) -> None:
        self.recorded_in_error(at)
        anchor, kind = at, "crime" if crime else "other"
        if youngest_born:
            born = date.fromisoformat(youngest_born)
            grown = midnight(born.replace(year=born.year + 18))
            anchor, kind = (grown, "child") if grown > at else (at, kind)
        review = Clock("retention_review", "inspector", kind, anchor, after_months(anchor, MONTHS[kind]))
        self.clocks.append(review)

    def reopened(self, at: datetime) -> None:
        clock = self.open("retention_review")
        if clock:
            clock.end("cancelled", at)
        if not self.tried:
            self.level = "medium"
            self.set("first_assessment", at)
            self.level = ""
            return
        self.set_one("re_assessment", at)
        self.set_one("victim_contact", at)
        self.reviews(at)
        self.plans(at)

"""What one area's procedure for case reviews states: its threshold, its clocks, its bodies and its words; pure.

What the area does not state is empty here, and is never filled with a number of our own. Only the three numbers for
which the Act itself has one (ACR-6, ACR-7, ACR-9) fall back on the law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from asbcases.law.limits import Limits


class Step(StrEnum):
    """What an area may state a clock for, in the order in which a review goes."""

    ACK = "ack"
    AGENCY_REPLY = "agency_reply"
    THRESHOLD = "threshold"
    PAPERS = "papers"
    PANEL = "panel"
    OUTCOME = "outcome"
    APPEAL_WINDOW = "appeal_window"
    APPEAL_HEARING = "appeal_hearing"

    @property
    def says(self) -> str:
        """Return what is to happen at this step, in words."""
        return STEP_WORDS[self]


class Anchor(StrEnum):
    """What a clock may run from, or up to."""

    RECEIPT = "receipt"
    AGENCY_REPLIES = "agency_replies"
    THRESHOLD_DECISION = "threshold_decision"
    PANEL = "panel"
    OUTCOME_LETTER = "outcome_letter"
    APPEAL = "appeal"

    @property
    def says(self) -> str:
        """Return the event in words."""
        return ANCHOR_WORDS[self]


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"


class Direction(StrEnum):
    """Whether a step follows its anchor or comes before it."""

    AFTER = "after"
    BEFORE = "before"


class Dedupe(StrEnum):
    """Which complaints of one person an area counts once (ACR-8); a person always decides."""

    NONE = "none"
    SAME_INCIDENT = "same_incident"
    SAME_DAY = "same_day"
    SAME_COMPLAINANT = "same_complainant"


class BodyKind(StrEnum):
    """The relevant bodies of the Act, and the landlords whom an area co-opts (ACR-2)."""

    COUNCIL = "council"
    POLICE = "police"
    HEALTH = "health"
    LANDLORD = "landlord"


STEP_WORDS: Mapping[Step, str] = {
    Step.ACK: "acknowledge the application",
    Step.AGENCY_REPLY: "agencies reply with what they hold",
    Step.THRESHOLD: "decide whether the threshold is met, and tell the applicant",
    Step.PAPERS: "send the papers to the panel",
    Step.PANEL: "hold the panel",
    Step.OUTCOME: "tell the applicant the outcome",
    Step.APPEAL_WINDOW: "last day to ask for an appeal",
    Step.APPEAL_HEARING: "hear the appeal",
}
ANCHOR_WORDS: Mapping[Anchor, str] = {
    Anchor.RECEIPT: "the application was received",
    Anchor.AGENCY_REPLIES: "the agencies replied",
    Anchor.THRESHOLD_DECISION: "the threshold was decided",
    Anchor.PANEL: "the panel meets",
    Anchor.OUTCOME_LETTER: "the outcome letter",
    Anchor.APPEAL: "the appeal was asked for",
}
# How far a review has come with each event, so that no clock is anchored on what comes after it.
ANCHOR_PLACE: Mapping[Anchor, int] = {
    Anchor.RECEIPT: 0,
    Anchor.AGENCY_REPLIES: 2,
    Anchor.THRESHOLD_DECISION: 3,
    Anchor.PANEL: 5,
    Anchor.OUTCOME_LETTER: 6,
    Anchor.APPEAL: 7,
}
STEP_PLACE: Mapping[Step, int] = {step: place for place, step in enumerate(Step, start=1)}


@dataclass(frozen=True)
class Clock:
    """By when one step is due, as the area states it."""

    step: Step
    value: int
    unit: Unit
    anchor: Anchor
    direction: Direction = Direction.AFTER

    @property
    def says(self) -> str:
        """Return the clock in words: "10 working days after the application was received"."""
        unit = self.unit.replace("_", " ")
        unit = unit.removesuffix("s") if self.value == 1 else unit
        return f"{self.value} {unit} {self.direction} {self.anchor.says}"


@dataclass(frozen=True)
class HateRule:
    """So many reports of hate within so many months are enough by themselves."""

    number: int
    months: int


@dataclass(frozen=True)
class SeveralRule:
    """So many reports by several people about one linked place are enough by themselves."""

    number: int
    people: int
    months: int


@dataclass(frozen=True)
class RelevantBody:
    """A body that takes part in the reviews of an area, and since when and until when."""

    name: str
    kind: BodyKind
    begins: date | None = None
    ends: date | None = None

    def on(self, day: date) -> bool:
        """Return whether the body takes part on a day; without dates it always does."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class ReportingPeriod:
    """For which periods an area publishes its figures: the day of the year one starts on, and its months."""

    month: int
    day: int
    months: int


@dataclass(frozen=True)
class Numbers:
    """The three numbers of the threshold, the area's own or those of the Act."""

    complaints: int
    complaint_months: int
    application_months: int


@dataclass(frozen=True)
class Procedure:
    """One version of the procedure of one area; what is empty the area has not stated."""

    area: str
    in_force_from: date
    name: str = ""
    version: str = ""
    in_force_to: date | None = None
    source: str = ""
    confirmed: bool = False
    min_complaints: int | None = None
    complaint_window_months: int | None = None
    application_window_months: int | None = None
    hate: HateRule | None = None
    several: SeveralRule | None = None
    latest_within_months: int | None = None
    must_be_closed: bool = False
    not_while_open: bool = False
    exclusions: tuple[str, ...] = ()
    dedupe: Dedupe = Dedupe.NONE
    factors: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
    bodies: tuple[RelevantBody, ...] = ()
    contact: str = ""
    consulted_on: date | None = None
    appeal_body: str = ""
    lpb_notified: bool | None = None
    publication_link: str = ""
    reporting: ReportingPeriod | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def clock(self, step: Step) -> Clock | None:
        """Return the clock of a step, or nothing where the area does not state one."""
        return next((clock for clock in self.clocks if clock.step == step), None)

    def holds(self, day: date) -> bool:
        """Return whether this version is in force on a day; its last day is in force still."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def bodies_on(self, day: date) -> tuple[RelevantBody, ...]:
        """Return the bodies that take part on a day."""
        return tuple(body for body in self.bodies if body.on(day))

    def numbers(self, day: date, limits: Limits) -> Numbers:
        """Return the numbers of the threshold on a day: the area's own before those of the Act."""
        return Numbers(
            self.min_complaints or limits.number("ACR-9", day),
            self.complaint_window_months or limits.number("ACR-6", day),
            self.application_window_months or limits.number("ACR-7", day),
        )


def governing(procedures: Iterable[Procedure], received_on: date) -> Procedure | None:
    """Return the version in force on the London day of receipt, which governs whatever comes after; or nothing."""
    held = [one for one in procedures if one.holds(received_on)]
    return max(held, key=lambda one: one.in_force_from, default=None)

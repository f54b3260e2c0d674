"""One complaint on the worksheet of a case review, and why it counts towards the threshold or does not; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from asbcases.law.periods import months_beginning_with
from asbcases.law.windows import months_words
from asbcases.law.words import day_words
from triggers.rules.shapes import Numbers


class Source(StrEnum):
    """Where a complaint is known from."""

    RECORDED = "recorded"
    BY_HAND = "by_hand"
    PUBLISHED = "published"


class Link(StrEnum):
    """How a complaint is tied to the behaviour that is applied about."""

    VICTIM = "victim"
    PLACE = "place"
    HATE = "hate"
    NONE = "none"


class Why(StrEnum):
    """Why a complaint counts or does not: the first that applies, in this order."""

    PUBLISHED = "published"
    NOT_LINKED = "not_linked"
    AFTER_APPLICATION = "after_application"
    BEFORE_BEHAVIOUR = "before_behaviour"
    BEHAVIOUR_UNKNOWN = "behaviour_unknown"
    LATE_COMPLAINT = "late_complaint"
    LATE_APPLICATION = "late_application"
    DUPLICATE = "duplicate"
    COUNTS = "counts"


AGENCIES = {"police": "the police", "council": "the council", "landlord": "the landlord"}


@dataclass(frozen=True)
class Complaint:
    """A complaint as any agency holds it; what is empty is not known. Behaviour over days has its last day too."""

    id: str
    agency: str
    complaint_on: date
    behaviour_on: date | None = None
    behaviour_until: date | None = None
    complainant: str = ""
    victim: str = ""
    place: str = ""
    hate: bool = False
    incident: str = ""
    source: Source = Source.RECORDED
    link: Link = Link.VICTIM
    decided_duplicate: bool | None = None

    @property
    def behaviour_ended(self) -> date | None:
        """Return the last day of the behaviour, from which the time to complain runs: best for the victim."""
        return self.behaviour_until or self.behaviour_on

    @property
    def says(self) -> str:
        """Return which complaint it is, in words."""
        return f"the complaint of {day_words(self.complaint_on)} to {AGENCIES.get(self.agency, 'another agency')}"

    @property
    def behaviour_says(self) -> str:
        """Return when the behaviour was, in words; it must be known."""
        days = [day for day in (self.behaviour_on, self.behaviour_ended) if day is not None]
        return " to ".join(dict.fromkeys(map(day_words, days)))


def alike(words: str) -> str:
    """Return the words by which people and places are compared, whatever their letters and spaces."""
    return " ".join(words.casefold().split())


@dataclass(frozen=True)
class Weighed:
    """What the two windows of the Act say of one complaint and one application."""

    complaint: Complaint
    why: Why
    in_first_window: bool
    sentence: str


def weigh(complaint: Complaint, received_on: date, numbers: Numbers) -> Weighed:
    """Return the first reason why a complaint does not count, before any look for duplicates, or that it counts."""
    found = _kept_out(complaint, received_on) or _by_its_windows(complaint, received_on, numbers)
    why, words = found
    return Weighed(complaint, why, why in (Why.COUNTS, Why.LATE_APPLICATION), words)


def _kept_out(one: Complaint, received_on: date) -> tuple[Why, str] | None:
    """Return what keeps a complaint out whatever the windows are."""
    no = f"Does not count: {one.says}"
    if one.source is Source.PUBLISHED:
        return Why.PUBLISHED, f"{no} is a copy from published data, which is nobody's complaint (s.104(11))."
    if one.link is Link.NONE:
        return Why.NOT_LINKED, f"{no} is not tied to the behaviour applied about (s.104(4))."
    if one.complaint_on > received_on:
        day = day_words(received_on)
        return Why.AFTER_APPLICATION, f"{no} was made after the application of {day} (s.104(11)(b))."
    if one.behaviour_on is not None and one.complaint_on < one.behaviour_on:
        words = f"{no} is dated before the behaviour of {one.behaviour_says}: correct the mistake"
        return Why.BEFORE_BEHAVIOUR, f"{words} (s.104(11)(a))."
    return None


def _by_its_windows(one: Complaint, received_on: date, numbers: Numbers) -> tuple[Why, str]:
    no, ended = f"Does not count: {one.says}", one.behaviour_ended
    if ended is None:
        words = f"{no} does not say when the behaviour was: ask"
        return Why.BEHAVIOUR_UNKNOWN, f"{words} (s.104(11)(a))."
    complain_by = months_beginning_with(ended, numbers.complaint_months)
    within = f"{months_words(numbers.complaint_months)} beginning with {day_words(ended)}"
    about = f"{one.says} about behaviour of {one.behaviour_says}"
    if one.complaint_on > complain_by:
        words = f"Does not count: {about} was made too late; the last day to complain was {day_words(complain_by)}"
        return Why.LATE_COMPLAINT, f"{words}, the end of {within} (s.104(11)(a))."
    apply_by = months_beginning_with(one.complaint_on, numbers.application_months)
    months = f"{months_words(numbers.application_months)} beginning with the complaint"
    received = day_words(received_on)
    if received_on > apply_by:
        words = (
            f"Does not count: {about} is too old for the application of {received}; the last day to apply was"
        )
        return Why.LATE_APPLICATION, f"{words} {day_words(apply_by)}, the end of {months} (s.104(11)(b))."
    return Why.COUNTS, (
        f"Counts: {about} was made by {day_words(complain_by)}, the end of {within}, and the application of {received} "
        f"by {day_words(apply_by)}, the end of {months} (s.104(11))."
    )

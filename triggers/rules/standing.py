"""What is on file of a review at an instant, as far as a clock after the threshold hangs on it; pure.

A round ends with the letter that tells the outcome: what was agreed or decided before it counts no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from asbcases.cases.choices import ReviewStage
from triggers.rules.shapes import Step


@dataclass(frozen=True)
class Ruled:
    """The newest decision on the threshold."""

    pk: int
    at: datetime


@dataclass(frozen=True)
class Sitting:
    """A panel that was not cancelled."""

    pk: int
    number: int
    meets_at: datetime
    set_at: datetime
    papers_sent: bool = False
    held_at: datetime | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Agreed:
    """A day agreed for a step, and when it was agreed."""

    pk: int
    on: date
    at: datetime


@dataclass(frozen=True)
class Recommended:
    """A recommendation that nobody has answered."""

    pk: int
    number: int
    answer_by: date
    at: datetime


@dataclass(frozen=True)
class Accepted:
    """A recommendation that its body follows, to be carried out by a day, of which nobody has said that it was."""

    pk: int
    number: int
    due_on: date
    at: datetime


@dataclass(frozen=True)
class Appealed:
    """An appeal that is not decided."""

    pk: int
    number: int
    asked_at: datetime
    at: datetime
    hears_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """What is on file of a review at an instant, as far as a clock hangs on it."""

    application: int
    stage: ReviewStage
    received_at: datetime
    replied_at: datetime
    closed_at: datetime | None = None
    ruled: Ruled | None = None
    sittings: tuple[Sitting, ...] = ()
    told_at: datetime | None = None
    decision_told: bool = False
    # Withdrawn, or recorded in error: nobody carries anything out.
    void: bool = False
    agreed: Mapping[Step, Agreed] = field(default_factory=dict)
    recommended: tuple[Recommended, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    appealed: tuple[Appealed, ...] = ()

    def in_round(self, at: datetime) -> bool:
        """Return whether something was recorded after the outcome was told last."""
        return self.told_at is None or at > self.told_at

    def agreed_for(self, step: Step) -> Agreed | None:
        """Return the day agreed for a step of this round."""
        agreed = self.agreed.get(step)
        return agreed if agreed and self.in_round(agreed.at) else None

    @property
    def decided(self) -> Sitting | None:
        """Return the panel that decided first in this round; what it decided is owed to the applicant."""
        held = [one for one in self.sittings if one.decided_at and self.in_round(one.decided_at)]
        return min(held, key=lambda one: (one.decided_at, one.pk), default=None)

    @property
    def coming(self) -> Sitting | None:
        """Return the panel that is set and has not decided."""
        return max(
            (one for one in self.sittings if one.decided_at is None), key=lambda one: one.pk, default=None
        )

"""Which clocks run on a review once its threshold is decided: panel, papers, outcome, recommendations, appeals; pure.

A clock is the area's own, or ends with the day that was agreed with the applicant; where the area states none, a day is
agreed. By when the decision is told (ACR-13) no area states: that runs by a rule of policy.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from asbcases.cases.choices import ReviewStage
from asbcases.deadlines.choices import Kind
from asbcases.law.periods import london_midnight_after
from asbcases.law.words import day_words, instant_words
from triggers.rules.clocks import Anchors, Due, IsHoliday, due
from triggers.rules.shapes import Anchor, Procedure, Step
from triggers.rules.standing import Accepted, Agreed, Appealed, Recommended, Ruled, Sitting, Standing

ENDED = (ReviewStage.CLOSED, ReviewStage.WITHDRAWN)
# What hangs on what comes after the threshold; the decision on it is met where it is decided, the first time and again.
KINDS = (
    *(Kind.ACR_PAPERS, Kind.ACR_PANEL, Kind.ACR_OUTCOME, Kind.ACR_RECOMMENDATION, Kind.ACR_APPEAL),
    *(Kind.ACR_AGREE_DATE, Kind.ACR_TOLD, Kind.ACR_ACTION),
)
# What is carried out, and said to be, on a review that is closed too.
STAYS = (Kind.ACR_ACTION,)
TELL = "review.tell_threshold"
DECIDED = (ReviewStage.REVIEW, ReviewStage.NOT_MET)
# Steps for which a day is agreed once the threshold is decided, as the task to agree it names them.
TO_AGREE = (Step.PANEL, Step.OUTCOME, Step.APPEAL_HEARING)
Key = tuple[Kind, str]


@dataclass(frozen=True)
class Wanted:
    """A clock that there must be: what it is about, the fact that set it going, why, when it runs out, from when.

    One that runs by a rule of policy runs out when the rule says so.
    """

    kind: Kind
    subject: str
    origin: str
    because: str
    at: datetime | None
    anchored_at: datetime
    rule: str = ""

    @property
    def key(self) -> Key:
        """Return what tells it from the others of the review."""
        return self.kind, self.subject


def origin_of(one: Wanted, before: int) -> str:
    """Return the origin of a clock that was set so many times before, so that each is told from the others."""
    return f"{one.origin}:{before + 1}" if before else one.origin


def stands(one: Wanted, origin: str, due_at: datetime | None) -> bool:
    """Return whether a clock that is kept is the one that is wanted, whichever time it was set."""
    return (one.origin, one.at) == (":".join(origin.split(":")[:2]), due_at)


def wanted(standing: Standing, procedure: Procedure | None, is_holiday: IsHoliday) -> Mapping[Key, Wanted]:
    """Return the clocks that there must be on a review, those that have run out among them."""
    return {one.key: one for one in _Looked(standing, procedure, is_holiday).all()}


@dataclass(frozen=True)
class _Looked:
    """A review looked at by the area's procedure and the calendar."""

    standing: Standing
    procedure: Procedure | None
    is_holiday: IsHoliday

    def all(self) -> Iterator[Wanted]:
        standing = self.standing
        if standing.stage == ReviewStage.REVIEW and standing.ruled:
            yield from self._panel(standing.ruled)
            yield from self._papers()
            yield from self._outcome()
        if standing.stage in DECIDED and standing.ruled and not standing.decision_told:
            yield _telling(standing.ruled)
        if not standing.void:
            yield from map(_action, standing.accepted)
        if standing.stage not in ENDED:
            yield from map(_answer, standing.recommended)
        for one in standing.appealed:
            if standing.closed_at is None or one.at >= standing.closed_at:
                yield self._appeal(one)

    def _panel(self, ruled: Ruled) -> Iterator[Wanted]:
        standing, coming = self.standing, self.standing.coming
        if not standing.decided:
            if agreed := standing.agreed_for(Step.PANEL):
                yield _by_agreement(Kind.ACR_PANEL, "", agreed)
                return
            if stated := self._stated(Kind.ACR_PANEL, Step.PANEL):
                yield stated
                return
            if coming is None and standing.told_at is None:
                yield self._to_agree(Step.PANEL, f"thresholddecision:{ruled.pk}", ruled.at)
        if coming:
            yield _meeting(coming)

    def _papers(self) -> Iterator[Wanted]:
        coming = self.standing.coming
        if coming is None or coming.papers_sent:
            return
        subject = f"panel {coming.number}"
        found = self._due(Step.PAPERS, {Anchor.PANEL: coming.meets_at})
        if agreed := self.standing.agreed_for(Step.PAPERS):
            yield _by_agreement(Kind.ACR_PAPERS, subject, agreed)
        elif found:
            yield Wanted(Kind.ACR_PAPERS, subject, f"panel:{coming.pk}", *_dated(found), coming.set_at)
        else:
            yield _meeting(coming, Kind.ACR_PAPERS, subject)

    def _outcome(self) -> Iterator[Wanted]:
        standing, decided = self.standing, self.standing.decided
        if agreed := standing.agreed_for(Step.OUTCOME):
            yield _by_agreement(Kind.ACR_OUTCOME, "", agreed)
        elif stated := self._stated(Kind.ACR_OUTCOME, Step.OUTCOME):
            yield stated
        elif decided and decided.decided_at:
            yield self._to_agree(Step.OUTCOME, f"panel:{decided.pk}", decided.decided_at)

    def _appeal(self, one: Appealed) -> Wanted:
        agreed, origin = self.standing.agreed.get(Step.APPEAL_HEARING), f"reviewappeal:{one.pk}"
        kind, subject = Kind.ACR_APPEAL, f"appeal {one.number}"
        if agreed and agreed.at >= one.at:
            return _by_agreement(kind, subject, agreed)
        if found := self._due(Step.APPEAL_HEARING, {Anchor.APPEAL: one.asked_at}):
            return Wanted(kind, subject, origin, *_dated(found), one.asked_at)
        if one.hears_on:
            because = f"{subject} is heard on {day_words(one.hears_on)}"
            return Wanted(kind, subject, origin, because, london_midnight_after(one.hears_on), one.at)
        return self._to_agree(Step.APPEAL_HEARING, origin, one.at)

    def _stated(self, kind: Kind, step: Step) -> Wanted | None:
        """Return the clock of a step as the area states it; nothing where it states none, or none that runs by now."""
        clock = self.procedure.clock(step) if self.procedure else None
        fact = self._facts().get(clock.anchor) if clock else None
        found = self._due(step, {clock.anchor: fact[1]}) if clock and fact else None
        return Wanted(kind, "", fact[0], *_dated(found), fact[1]) if fact and found else None

    def _facts(self) -> Mapping[Anchor, tuple[str, datetime]]:
        """Return what the clock of a panel or an outcome may run from; a later round begins with its own panel."""
        standing, decided = self.standing, self.standing.decided
        facts = {}
        if standing.ruled and standing.told_at is None:
            facts = {
                Anchor.RECEIPT: (f"application:{standing.application}", standing.received_at),
                Anchor.AGENCY_REPLIES: (f"application:{standing.application}", standing.replied_at),
                Anchor.THRESHOLD_DECISION: (f"thresholddecision:{standing.ruled.pk}", standing.ruled.at),
            }
        if decided and decided.held_at:
            facts[Anchor.PANEL] = (f"panel:{decided.pk}", decided.held_at)
        return facts

    def _due(self, step: Step, anchors: Anchors) -> Due | None:
        found = due(self.procedure, step, anchors, self.is_holiday)
        return found if found and found.last_day else None

    def _to_agree(self, step: Step, origin: str, at: datetime) -> Wanted:
        """Return the task to agree a day for a step, in the time that there is for it from when its turn came."""
        found = due(None, step, {Anchor.RECEIPT: at}, self.is_holiday)
        assert found  # noqa: S101 - a receipt was given
        return Wanted(Kind.ACR_AGREE_DATE, step.value, origin, *_dated(found), at)


def _dated(found: Due) -> tuple[str, datetime]:
    return found.sentence.removesuffix("."), found.due_at


def _by_agreement(kind: Kind, subject: str, agreed: Agreed) -> Wanted:
    because = f"the area states no clock for it, and {day_words(agreed.on)} was agreed as the last day"
    at = london_midnight_after(agreed.on)
    return Wanted(kind, subject, f"agreeddate:{agreed.pk}", because, at, agreed.at)


def _meeting(coming: Sitting, kind: Kind = Kind.ACR_PANEL, subject: str = "") -> Wanted:
    """Return what is due when a panel meets, where the area states no clock for it."""
    because = f"panel {coming.number} meets at {instant_words(coming.meets_at)}"
    return Wanted(kind, subject, f"panel:{coming.pk}", because, coming.meets_at, coming.set_at)


def _answer(one: Recommended) -> Wanted:
    because = f"recommendation {one.number} asks for an answer by {day_words(one.answer_by)}"
    at, subject = london_midnight_after(one.answer_by), f"recommendation {one.number}"
    return Wanted(Kind.ACR_RECOMMENDATION, subject, f"recommendation:{one.pk}", because, at, one.at)


def _telling(ruled: Ruled) -> Wanted:
    because, origin = "the threshold was decided", f"thresholddecision:{ruled.pk}"
    return Wanted(Kind.ACR_TOLD, "", origin, because, None, ruled.at, TELL)


def _action(one: Accepted) -> Wanted:
    because = f"recommendation {one.number} was accepted, to be carried out by {day_words(one.due_on)}"
    at, subject = london_midnight_after(one.due_on), f"recommendation {one.number}"
    return Wanted(Kind.ACR_ACTION, subject, f"recommendation:{one.pk}", because, at, one.at)

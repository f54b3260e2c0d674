"""The lives of applications, told anew from what was recorded of them: what was owed, from when, and how it ended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.knowledge import Decided
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_midnight_after
from triggers.choices import LetterKind, StepAgreed
from triggers.diary.rows import Rows
from triggers.models import (
    AgreedDate,
    Application,
    BodyReply,
    ReviewClosing,
    ReviewLetter,
    ThresholdDecision,
)
from triggers.rules.clocks import Due, due
from triggers.rules.reading import read
from triggers.rules.shapes import Anchor, Procedure, Step

KIND = {
    Step.ACK: Kind.ACR_ACKNOWLEDGE,
    Step.AGENCY_REPLY: Kind.ACR_REPLY,
    Step.THRESHOLD: Kind.ACR_THRESHOLD,
}
RECEIPT = Anchor.RECEIPT


@dataclass
class Life:
    """One application from its receipt on."""

    application: Application
    was_draft: bool
    rows: Rows
    clockwork: Clockwork

    @property
    def root(self) -> int:
        """Return the review."""
        return self.application.review_id

    @property
    def origin(self) -> str:
        """Return the fact that set most of it going."""
        return f"application:{self.application.pk}"

    @cached_property
    def procedure(self) -> Procedure | None:
        """Return what the version states that governs; None where the area had none."""
        version = self.application.procedure
        return read(version.content) if version else None

    @cached_property
    def ended_at(self) -> datetime | None:
        """Return when the review ended; None while it goes on."""
        closing = self.rows.first(ReviewClosing, self.root)
        return closing.recorded_at if closing else None

    @property
    def bodies(self) -> list[BodyReply]:
        """Return the bodies that were told."""
        return self.rows.by_review[BodyReply][self.root]

    @property
    def waited_for(self) -> list[BodyReply]:
        """Return the bodies whose replies have a clock."""
        return self.bodies

    def told(self) -> Iterator[Expected]:
        """Yield everything that was ever owed on it."""
        if self.was_draft or self.application.clocks_from is None:
            yield self.consent()
        if self.application.clocks_from:
            for step in KIND:
                yield from self.of(step)

    def of(self, step: Step) -> Iterator[Expected]:
        """Yield what was owed of one step, from the receipt on."""
        if step is Step.ACK:
            yield from self._of_step(step, *self.acknowledged())
        elif step is Step.THRESHOLD:
            yield from self._decision()
        else:
            yield from self._replies()

    def consent(self) -> Expected:
        """Return what was owed while the victim's consent was missing."""
        application = self.application
        at, known = application.review.received_at, application.recorded_at
        one = self._expected(
            Kind.ACR_AGREE_DATE, self._agree(Step.ACK, at, known), at=at, known=known, subject="consent"
        )
        return self._end(one, met_at=application.clocks_from, noted_at=application.clocks_from)

    def acknowledged(self) -> tuple[datetime | None, datetime | None]:
        """Return when it was acknowledged, and when that was noted."""
        letter = self.rows.first(ReviewLetter, self.root, kind=LetterKind.ACKNOWLEDGEMENT)
        return (letter.sent_at, letter.recorded_at) if letter else (None, None)

    def _decided(self) -> tuple[datetime | None, datetime | None]:
        decision = self.rows.first(ThresholdDecision, self.root)
        return (decision.decided_at, decision.recorded_at) if decision else (None, None)

    def _of_step(self, step: Step, done_at: datetime | None, noted_at: datetime | None) -> Iterator[Expected]:
        """Yield the clock of a step of ours: by the procedure, or the task to agree a date and then that date."""
        at, known = self.began
        found = self.due(step, at, known)
        if found.last_day is not None:
            yield self._end(
                self._expected(KIND[step], found.due_at, at=at, known=known),
                met_at=done_at,
                noted_at=noted_at,
            )
            return
        agreed = self.rows.first(AgreedDate, self.root, step=StepAgreed(step.value))
        if agreed and noted_at and agreed.recorded_at > noted_at:
            # It was agreed for doing it again, after the review was opened again.
            agreed = None
        task = self._expected(Kind.ACR_AGREE_DATE, found.due_at, at=at, known=known, subject=step.value)
        if agreed:
            yield self._end(task, met_at=agreed.agreed_at, noted_at=agreed.recorded_at)
            one = self._expected(
                KIND[step],
                london_midnight_after(agreed.on),
                at=agreed.agreed_at,
                known=agreed.recorded_at,
                origin=f"agreeddate:{agreed.pk}",
            )
            yield self._end(one, met_at=done_at, noted_at=noted_at)
        else:
            yield self._end(task, cancelled_at=noted_at, noted_at=noted_at)

    def _decision(self) -> Iterator[Expected]:
        """Yield the clocks of the decision; one that waits for the replies is due sooner once all are in."""
        decided_at, noted_at = self._decided()
        clock = self.procedure.clock(Step.THRESHOLD) if self.procedure else None
        at, known = self.began
        found = self.due(Step.THRESHOLD, at, known)
        if clock is None or clock.anchor is not Anchor.AGENCY_REPLIES or found.last_day is None:
            yield from self._of_step(Step.THRESHOLD, decided_at, noted_at)
            return
        standing = self._expected(Kind.ACR_THRESHOLD, found.due_at, at=at, known=known)
        for told_at, last in self._all_in(until=noted_at):
            sooner = self._sooner(standing, told_at, last)
            if sooner:
                yield self._end(standing, cancelled_at=told_at, noted_at=told_at)
                standing = sooner
        yield self._end(standing, met_at=decided_at, noted_at=noted_at)

    def _all_in(self, *, until: datetime | None) -> Iterator[tuple[datetime, datetime]]:
        """Yield each instant at which all bodies told by then had replied, with the last of their replies."""
        for at in self._told():
            here = [body for body in self.bodies if body.recorded_at <= at]
            replied = [body.replied_at for body in here if body.replied_at and (body.answered_at or at) <= at]
            if len(replied) == len(here) and (until is None or at <= until):
                yield at, max(replied)

    def _told(self) -> list[datetime]:
        """Return each instant at which it was looked whether all bodies had replied."""
        return sorted({body.answered_at for body in self.bodies if body.answered_at})

    def _sooner(self, standing: Expected, told_at: datetime, last: datetime) -> Expected | None:
        """Return the clock that runs from the last reply, where it ends before the one that stands."""
        decided = Decided.by(self.clockwork.rulings.get(standing.key, ()), told_at)
        found = due(self.procedure, Step.THRESHOLD, {Anchor.AGENCY_REPLIES: last}, self._holiday(told_at))
        if decided.extended_to or decided.ended_at or found is None:
            return None
        if standing.promised_for is None or found.due_at >= standing.promised_for:
            return None
        origin = f"replies:{self.application.pk}"
        return self._expected(Kind.ACR_THRESHOLD, found.due_at, at=last, known=told_at, origin=origin)

    def _replies(self) -> Iterator[Expected]:
        """Yield the clock of each body's reply, from when it was told or as was agreed, or the task to agree it."""
        at, known = self.began
        found = self.due(Step.AGENCY_REPLY, at, known)
        agreed = self.rows.first(AgreedDate, self.root, step=StepAgreed.AGENCY_REPLY)
        if found.last_day is None:
            task = self._expected(
                Kind.ACR_AGREE_DATE, found.due_at, at=at, known=known, subject=Step.AGENCY_REPLY.value
            )
            noted = agreed.recorded_at if agreed else None
            yield self._end(task, met_at=agreed.agreed_at if agreed else None, noted_at=noted)
        for body in self.waited_for:
            if found.last_day is not None:
                one = self._reply(body)
            elif agreed and (body.answered_at is None or body.answered_at > agreed.recorded_at):
                one = self._reply_as_agreed(body, agreed)
            else:
                continue
            yield self._end(one, met_at=body.replied_at, noted_at=body.answered_at)

    def _reply(self, body: BodyReply) -> Expected:
        known = self.known_of(body)
        return self._expected(
            Kind.ACR_REPLY,
            self.due(Step.AGENCY_REPLY, body.told_at, known).due_at,
            at=body.told_at,
            known=known,
            origin=f"bodyreply:{body.pk}",
            subject=str(body.number),
        )

    def known_of(self, body: BodyReply) -> datetime:
        """Return when the clock of a body's reply was set."""
        return body.recorded_at

    def _reply_as_agreed(self, body: BodyReply, agreed: AgreedDate) -> Expected:
        known = max(agreed.recorded_at, body.recorded_at)
        least = self._agree(Step.AGENCY_REPLY, body.told_at, known)
        return self._expected(
            Kind.ACR_REPLY,
            max(london_midnight_after(agreed.on), least),
            at=max(agreed.agreed_at, body.told_at),
            known=known,
            origin=f"agreeddate:{agreed.pk}",
            subject=str(body.number),
        )

    @property
    def began(self) -> tuple[datetime, datetime]:
        """Return from when the clocks run, and when that was known here."""
        at = self.application.clocks_from or self.application.recorded_at
        return at, max(at, self.application.recorded_at)

    def due(self, step: Step, at: datetime, known: datetime) -> Due:
        """Return by when a step is due that follows from the receipt, by the calendar as it was known then."""
        holiday, anchors = self._holiday(known), {RECEIPT: at}
        reply = due(self.procedure, Step.AGENCY_REPLY, anchors, holiday)
        expected: dict[Anchor, date | datetime] = {**anchors}
        if reply and reply.last_day:
            expected[Anchor.AGENCY_REPLIES] = reply.last_day
        found = due(self.procedure, step, expected, holiday) or due(None, step, anchors, holiday)
        assert found  # noqa: S101 - the receipt is known
        return found

    def _agree(self, step: Step, at: datetime, known: datetime) -> datetime:
        found = due(None, step, {RECEIPT: at}, self._holiday(known))
        assert found  # noqa: S101 - the receipt is known
        return found.due_at

    def _holiday(self, known: datetime) -> Callable[[date], bool]:
        return self.clockwork.knowledge.almanac(known).days_off.__contains__

    def _expected(
        self,
        kind: Kind,
        due_at: datetime,
        *,
        at: datetime,
        known: datetime,
        origin: str = "",
        subject: str = "",
    ) -> Expected:
        return Expected(
            kind,
            root=self.root,
            origin=origin or self.origin,
            anchored_at=at,
            subject=subject,
            promised_for=due_at,
            set_at=known,
        )

    def _end(
        self,
        one: Expected,
        *,
        met_at: datetime | None = None,
        cancelled_at: datetime | None = None,
        noted_at: datetime | None = None,
    ) -> Expected:
        """End it by what came first: a ruling, the fact that was noted, or the end of the review."""
        ruled_at = self.clockwork.ended_at(one)
        if ruled_at and (noted_at is None or ruled_at <= noted_at):
            one.end(cancelled_at=ruled_at)
        elif noted_at and (self.ended_at is None or noted_at <= self.ended_at):
            one.end(met_at=met_at, cancelled_at=cancelled_at, noted_at=noted_at)
        elif self.ended_at:
            one.end(cancelled_at=self.ended_at)
        return one

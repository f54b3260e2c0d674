"""The clocks of reviews after their threshold, told anew act by act from the record, and from the rows that acts left."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_midnight_after
from triggers.choices import LetterKind
from triggers.models import (
    AgreedDate,
    Application,
    BodyReply,
    Panel,
    Recommendation,
    ReviewAppeal,
    ReviewLetter,
    ThresholdDecision,
)
from triggers.queries.procedures import procedure_of
from triggers.rules.later_clocks import Key, Wanted, origin_of, stands, wanted
from triggers.rules.shapes import Procedure, Step
from triggers.rules.standing import Agreed, Appealed, Recommended, Ruled, Sitting, Standing

MODELS = (ThresholdDecision, AgreedDate, BodyReply, Panel, Recommendation, ReviewLetter, ReviewAppeal)
AGAIN = (Kind.ACR_THRESHOLD, "")


def later_lives(ids: Sequence[int], clockwork: Clockwork) -> list[Expected]:
    """Return all that must be owed on these reviews after their threshold, read once for all kinds."""
    key = f"later reviews:{ids[0]}:{ids[-1]}" if ids else "later reviews"
    if key not in clockwork.read:
        clockwork.read[key] = [one for life in _lives(ids, clockwork) for one in life.lived()]
    found: list[Expected] = clockwork.read[key]
    return found


def _lives(ids: Sequence[int], clockwork: Clockwork) -> Iterator["_Life"]:
    events: dict[int, list[AuditEvent]] = defaultdict(list)
    for event in AuditEvent.objects.filter(review__in=ids, verb__in=ACTS).order_by("pk"):
        events[event.review_id or 0].append(event)
    rows: dict[int, dict[type, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for model in MODELS:
        for row in model._default_manager.filter(review__in=list(events)).order_by("pk"):
            rows[row.review_id][model].append(row)
    found = Application.objects.filter(review__in=list(events)).select_related("procedure", "review")
    for one in found.order_by("pk"):
        here = events[one.review_id]
        unknown = any(event.verb == Verb.REVIEW_AREA_SETTLED for event in here)
        governs = None if unknown else procedure_of(one)
        yield _Life(one, governs, here, rows[one.review_id], clockwork, _begun(one))


def _begun(application: Application) -> Standing:
    received_at = application.clocks_from or application.review.received_at
    return Standing(application.pk, ReviewStage.RECEIVED, received_at, received_at)


@dataclass
class _Life:
    """One review, looked at again after each act that was recorded of it."""

    application: Application
    procedure: Procedure | None
    events: list[AuditEvent]
    rows: Mapping[type, list[Any]]
    clockwork: Clockwork
    standing: Standing
    decided: int = 0
    agreed: int = 0
    running: dict[Key, Expected] = field(default_factory=dict)
    ever: list[Expected] = field(default_factory=list)
    let_go: dict[Key, list[tuple[str, datetime | None]]] = field(default_factory=lambda: defaultdict(list))

    def lived(self) -> list[Expected]:
        """Return every clock that there must have been, and how each ended."""
        for event in self.events:
            self._rule(event.recorded_at)
            ACTS[Verb(event.verb)](self, event)
            self._look(event.recorded_at)
        self._rule(None)
        return self.ever

    def row(self, model: type, event: AuditEvent) -> Any:
        """Return the row that an act is about."""
        return next(row for row in self.rows[model] if row.pk == event.data["id"])

    def now_stands(self, **changed: Any) -> None:
        """Keep what an act changed."""
        self.standing = replace(self.standing, **changed)

    def sits(self, *, without: int, panel: Sitting | None = None) -> None:
        """Keep how a panel stands now, or that it sits no more."""
        others = [one for one in self.standing.sittings if one.pk != without]
        self.now_stands(sittings=(*others, panel) if panel else tuple(others))

    def met(self, key: Key, at: datetime | None, event: AuditEvent) -> None:
        """End what was owed and is done."""
        owed = self.running.pop(key, None)
        if owed:
            owed.end(met_at=at, noted_at=event.recorded_at)

    def _rule(self, until: datetime | None) -> None:
        """End what somebody let go by an instant, or ever: it does not come back."""
        for key, owed in list(self.running.items()):
            at = self.clockwork.ended_at(owed)
            if at and at >= (owed.set_at or at) and (until is None or at <= until):
                owed.end(cancelled_at=at)
                del self.running[key]
                self.let_go[key].append((owed.origin, owed.promised_for))

    def _look(self, at: datetime) -> None:
        for key, owed in list(self.running.items()):
            # By the calendar of the day on which it was set: a day that was told is not moved.
            one = self._wanted(owed.set_at or at).get(key)
            same = one is not None and stands(one, owed.origin, owed.promised_for)
            if not same and key != AGAIN:
                owed.end(cancelled_at=at)
                del self.running[key]
        for key, one in self._wanted(at).items():
            if key not in self.running and not any(stands(one, *gone) for gone in self.let_go[key]):
                before = [was.origin for was in self.ever if (was.kind, was.subject) == key]
                times = len([was for was in before if stands(one, was, one.at)])
                origin = origin_of(one, times)
                self.owes(key, origin, one.at, anchored_at=one.anchored_at, at=at)

    def _wanted(self, known_at: datetime) -> Mapping[Key, Wanted]:
        days_off = self.clockwork.knowledge.almanac(known_at).days_off
        return wanted(self.standing, self.procedure, days_off.__contains__)

    def owes(self, key: Key, origin: str, due_at: datetime, *, anchored_at: datetime, at: datetime) -> None:
        """Keep that something is owed from an instant on."""
        kind, subject = key
        self.running[key] = Expected(
            kind,
            root=self.application.review_id,
            origin=origin,
            anchored_at=anchored_at,
            subject=subject,
            promised_for=due_at,
            set_at=at,
        )
        self.ever.append(self.running[key])


def _threshold(life: _Life, event: AuditEvent) -> None:
    row = life.rows[ThresholdDecision][life.decided]
    life.decided += 1
    stage = ReviewStage.REVIEW if row.met else ReviewStage.NOT_MET
    here = [one for one in life.rows[BodyReply] if one.answered_at and one.answered_at <= row.decided_at]
    replied = max((one.replied_at for one in here), default=row.decided_at)
    life.now_stands(
        stage=stage,
        ruled=Ruled(row.pk, row.decided_at),
        replied_at=row.decided_at if row.silent else replied,
    )
    life.met(AGAIN, row.decided_at, event)


def _agreed(life: _Life, event: AuditEvent) -> AgreedDate:
    row: AgreedDate = life.rows[AgreedDate][life.agreed]
    life.agreed += 1
    kept = {**life.standing.agreed, Step(row.step): Agreed(row.pk, row.on, row.agreed_at)}
    life.now_stands(agreed=kept)
    life.met((Kind.ACR_AGREE_DATE, row.step), row.agreed_at, event)
    return row


def _sits(life: _Life, event: AuditEvent) -> None:
    row = life.row(Panel, event)
    before = next((one for one in life.standing.sittings if one.pk == row.pk), None)
    meets_at = datetime.fromisoformat(event.data["meets_at"])
    sitting = before or Sitting(row.pk, row.number, meets_at, row.recorded_at)
    life.sits(without=row.pk, panel=replace(sitting, meets_at=meets_at))


def _cancelled(life: _Life, event: AuditEvent) -> None:
    life.sits(without=event.data["id"])


def _papers(life: _Life, event: AuditEvent) -> None:
    row = life.row(Panel, event)
    before = next(one for one in life.standing.sittings if one.pk == row.pk)
    life.sits(without=row.pk, panel=replace(before, papers_sent=True))
    life.met((Kind.ACR_PAPERS, f"panel {row.number}"), row.papers_sent_at, event)


def _panel(life: _Life, event: AuditEvent) -> None:
    row = life.row(Panel, event)
    before = next(one for one in life.standing.sittings if one.pk == row.pk)
    life.sits(without=row.pk, panel=replace(before, held_at=row.held_at, decided_at=event.recorded_at))
    life.met((Kind.ACR_PANEL, ""), row.held_at, event)


def _told(life: _Life, event: AuditEvent) -> None:
    letters = {one.pk: one for one in life.rows[ReviewLetter] if one.kind == LetterKind.OUTCOME}
    letter = letters.get(event.data.get("id"))
    if letter:
        life.now_stands(told_at=letter.recorded_at)
        life.met((Kind.ACR_OUTCOME, ""), letter.sent_at, event)


def _recommended(life: _Life, event: AuditEvent) -> None:
    row = life.row(Recommendation, event)
    one = Recommended(row.pk, row.number, row.answer_by, row.recorded_at)
    life.now_stands(recommended=(*life.standing.recommended, one))


def _answered(life: _Life, event: AuditEvent) -> None:
    row = life.row(Recommendation, event)
    life.now_stands(recommended=tuple(one for one in life.standing.recommended if one.pk != row.pk))
    life.met((Kind.ACR_RECOMMENDATION, f"recommendation {row.number}"), row.answered_at, event)


def _appealed(life: _Life, event: AuditEvent) -> None:
    row = life.row(ReviewAppeal, event)
    one = Appealed(row.pk, row.number, row.asked_at, row.recorded_at, row.hears_on)
    life.now_stands(appealed=(*life.standing.appealed, one))


def _heard(life: _Life, event: AuditEvent) -> None:
    row = life.row(ReviewAppeal, event)
    life.now_stands(appealed=tuple(one for one in life.standing.appealed if one.pk != row.pk))
    life.met((Kind.ACR_APPEAL, f"appeal {row.number}"), row.decided_at, event)


def _closed(life: _Life, event: AuditEvent) -> None:
    for owed in life.running.values():
        owed.end(cancelled_at=event.recorded_at)
    life.running.clear()
    life.now_stands(stage=ReviewStage.CLOSED, closed_at=event.recorded_at)


def _reopened(life: _Life, event: AuditEvent) -> None:
    met = life.rows[ThresholdDecision][life.decided - 1].met
    row = _agreed(life, event)
    life.now_stands(stage=ReviewStage.REVIEW if met else ReviewStage.RECEIVED, closed_at=None)
    if not met:
        due_at, at = london_midnight_after(row.on), event.recorded_at
        life.owes(AGAIN, f"agreeddate:{row.pk}", due_at, anchored_at=row.agreed_at, at=at)


def _settled(life: _Life, event: AuditEvent) -> None:
    life.procedure = procedure_of(life.application)


ACTS: Mapping[Verb, Callable[[_Life, AuditEvent], Any]] = {
    Verb.THRESHOLD_DECIDED: _threshold,
    Verb.DATE_AGREED: _agreed,
    Verb.REVIEW_PANEL_SET: _sits,
    Verb.REVIEW_PANEL_CHANGED: _sits,
    Verb.REVIEW_PANEL_CANCELLED: _cancelled,
    Verb.REVIEW_PAPERS_SENT: _papers,
    Verb.REVIEW_PANEL_DECIDED: _panel,
    Verb.REVIEW_TOLD: _told,
    Verb.RECOMMENDATION_MADE: _recommended,
    Verb.RECOMMENDATION_ANSWERED: _answered,
    Verb.REVIEW_APPEAL_ASKED: _appealed,
    Verb.REVIEW_APPEAL_DECIDED: _heard,
    Verb.REVIEW_CLOSED: _closed,
    Verb.REVIEW_REOPENED: _reopened,
    Verb.REVIEW_AREA_SETTLED: _settled,
}

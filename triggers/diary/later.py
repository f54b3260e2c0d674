"""The clocks of reviews after their threshold, told anew act by act from the record, and from the rows that acts left."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.law.periods import london_midnight_after
from triggers.choices import Ending, LetterKind
from triggers.diary.life import AGAIN, Acts, Life
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
from triggers.queries.standing import FOLLOWED, OF_THE_THRESHOLD
from triggers.rules.later_clocks import STAYS
from triggers.rules.shapes import Step
from triggers.rules.standing import Accepted, Agreed, Appealed, Recommended, Ruled, Sitting, Standing

# Endings after which a body still does what it accepted to do.
CARRIED_ON = [one.label.lower() for one in (Ending.COMPLETED, Ending.NOT_MET)]
MODELS = (ThresholdDecision, AgreedDate, BodyReply, Panel, Recommendation, ReviewLetter, ReviewAppeal)


def later_lives(ids: Sequence[int], clockwork: Clockwork) -> list[Expected]:
    """Return all that must be owed on these reviews after their threshold, read once for all kinds."""
    key = f"later reviews:{ids[0]}:{ids[-1]}" if ids else "later reviews"
    if key not in clockwork.read:
        clockwork.read[key] = [one for life in _lives(ids, clockwork) for one in life.lived(ACTS)]
    found: list[Expected] = clockwork.read[key]
    return found


def _lives(ids: Sequence[int], clockwork: Clockwork) -> Iterator[Life]:
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
        yield Life(one, governs, here, rows[one.review_id], clockwork, _begun(one))


def _begun(application: Application) -> Standing:
    received_at = application.clocks_from or application.review.received_at
    return Standing(application.pk, ReviewStage.RECEIVED, received_at, received_at)


def _threshold(life: Life, event: AuditEvent) -> None:
    row = life.rows[ThresholdDecision][life.decided]
    life.decided += 1
    stage = ReviewStage.REVIEW if row.met else ReviewStage.NOT_MET
    here = [one for one in life.rows[BodyReply] if one.answered_at and one.answered_at <= row.decided_at]
    replied = max((one.replied_at for one in here), default=row.decided_at)
    life.now_stands(
        stage=stage,
        ruled=Ruled(row.pk, row.decided_at),
        decision_told=False,
        replied_at=row.decided_at if row.silent else replied,
    )
    life.met(AGAIN, row.decided_at, event)


def _agreed(life: Life, event: AuditEvent) -> AgreedDate:
    row: AgreedDate = life.rows[AgreedDate][life.agreed]
    life.agreed += 1
    kept = {**life.standing.agreed, Step(row.step): Agreed(row.pk, row.on, row.agreed_at)}
    life.now_stands(agreed=kept)
    life.met((Kind.ACR_AGREE_DATE, row.step), row.agreed_at, event)
    return row


def _sits(life: Life, event: AuditEvent) -> None:
    row = life.row(Panel, event)
    before = next((one for one in life.standing.sittings if one.pk == row.pk), None)
    meets_at = datetime.fromisoformat(event.data["meets_at"])
    sitting = before or Sitting(row.pk, row.number, meets_at, row.recorded_at)
    life.sits(without=row.pk, panel=replace(sitting, meets_at=meets_at))


def _cancelled(life: Life, event: AuditEvent) -> None:
    life.sits(without=event.data["id"])


def _papers(life: Life, event: AuditEvent) -> None:
    row = life.row(Panel, event)
    before = next(one for one in life.standing.sittings if one.pk == row.pk)
    life.sits(without=row.pk, panel=replace(before, papers_sent=True))
    life.met((Kind.ACR_PAPERS, f"panel {row.number}"), row.papers_sent_at, event)


def _panel(life: Life, event: AuditEvent) -> None:
    row = life.row(Panel, event)
    before = next(one for one in life.standing.sittings if one.pk == row.pk)
    life.sits(without=row.pk, panel=replace(before, held_at=row.held_at, decided_at=event.recorded_at))
    life.met((Kind.ACR_PANEL, ""), row.held_at, event)


def _told(life: Life, event: AuditEvent) -> None:
    letters = {one.pk: one for one in life.rows[ReviewLetter]}
    letter = letters.get(event.data.get("id"))
    if letter and letter.kind == LetterKind.OUTCOME:
        life.now_stands(told_at=letter.recorded_at)
        life.met((Kind.ACR_OUTCOME, ""), letter.sent_at, event)
    elif letter and letter.kind in OF_THE_THRESHOLD:
        life.now_stands(decision_told=True)
        life.met((Kind.ACR_TOLD, ""), letter.sent_at, event)


def _recommended(life: Life, event: AuditEvent) -> None:
    row = life.row(Recommendation, event)
    one = Recommended(row.pk, row.number, row.answer_by, row.recorded_at)
    life.now_stands(recommended=(*life.standing.recommended, one))


def _answered(life: Life, event: AuditEvent) -> None:
    row = life.row(Recommendation, event)
    life.now_stands(recommended=tuple(one for one in life.standing.recommended if one.pk != row.pk))
    if row.answer in FOLLOWED and row.due_on:
        one = Accepted(row.pk, row.number, row.due_on, row.answered_at)
        life.now_stands(accepted=(*life.standing.accepted, one))
    life.met((Kind.ACR_RECOMMENDATION, f"recommendation {row.number}"), row.answered_at, event)


def _done(life: Life, event: AuditEvent) -> None:
    row = life.row(Recommendation, event)
    life.now_stands(accepted=tuple(one for one in life.standing.accepted if one.pk != row.pk))
    life.met((Kind.ACR_ACTION, f"recommendation {row.number}"), row.done_at, event)


def _appealed(life: Life, event: AuditEvent) -> None:
    row = life.row(ReviewAppeal, event)
    one = Appealed(row.pk, row.number, row.asked_at, row.recorded_at, row.hears_on)
    life.now_stands(appealed=(*life.standing.appealed, one))


def _heard(life: Life, event: AuditEvent) -> None:
    row = life.row(ReviewAppeal, event)
    life.now_stands(appealed=tuple(one for one in life.standing.appealed if one.pk != row.pk))
    life.met((Kind.ACR_APPEAL, f"appeal {row.number}"), row.decided_at, event)


def _closed(life: Life, event: AuditEvent) -> None:
    void = event.data["ending"] not in CARRIED_ON
    for key, owed in list(life.running.items()):
        if void or key[0] not in STAYS:
            owed.end(cancelled_at=event.recorded_at)
            del life.running[key]
    life.now_stands(stage=ReviewStage.CLOSED, closed_at=event.recorded_at, void=void)


def _reopened(life: Life, event: AuditEvent) -> None:
    met = life.rows[ThresholdDecision][life.decided - 1].met
    row = _agreed(life, event)
    life.now_stands(stage=ReviewStage.REVIEW if met else ReviewStage.RECEIVED, closed_at=None, void=False)
    if not met:
        due_at, at = london_midnight_after(row.on), event.recorded_at
        life.owes(AGAIN, f"agreeddate:{row.pk}", due_at, anchored_at=row.agreed_at, at=at)


def _settled(life: Life, event: AuditEvent) -> None:
    life.procedure = procedure_of(life.application)


ACTS: Acts = {
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
    Verb.RECOMMENDATION_DONE: _done,
    Verb.REVIEW_APPEAL_ASKED: _appealed,
    Verb.REVIEW_APPEAL_DECIDED: _heard,
    Verb.REVIEW_CLOSED: _closed,
    Verb.REVIEW_REOPENED: _reopened,
    Verb.REVIEW_AREA_SETTLED: _settled,
}

"""Packs of panels: who reads which, and all of which one is made, as far as whoever makes it may see."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case, CaseReview
from asbcases.casework.queries.cases import incidents_of
from asbcases.casework.queries.timeline import verbs_of
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.measures import measures_of
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from partners import access
from risk.choices import Level
from risk.queries.overview import risks_on
from triggers.models import Application, Panel, ReviewPack, ThresholdDecision
from triggers.queries.boards import names_of_areas
from triggers.queries.pages import OnFile
from triggers.queries.procedures import procedure_of
from triggers.queries.worksheets import complaints_on, worksheet_of
from triggers.rules import pack_file
from triggers.rules.pack_procedure import stated_of

# So much of a linked case goes into a pack, the newest first.
MOST = 200
# What a panel does not need: which clocks ran on the case.
DIARY = verbs_of("deadlines")


def packs_open_to(user: User, *, now: datetime) -> QuerySet[ReviewPack]:
    """Return the packs that somebody reads: of reviews on which they work, or of the tier at which they were let in."""
    let_in = Q(review__in=access.reviews_visible_to(user, now=now)) & Q(
        access.let_in_at(user, "review", "level", now=now)
    )
    works = Q(review__in=access.reviews_worked_by(user, now=now))
    return ReviewPack.objects.filter(works | let_in).select_related("review", "panel")


def listed(packs: QuerySet[ReviewPack]) -> QuerySet[ReviewPack]:
    """Return packs without their bytes and words."""
    return packs.select_related("recorded_by").defer("pdf", "data")


def file_of(panel: Panel, *, by: User, now: datetime) -> pack_file.File:
    """Return all of which a pack for a panel is made; of the linked case what whoever makes it may see."""
    review = panel.review
    review.application = Application.objects.select_related("procedure").get(review=review)
    on_file = OnFile(review)
    case = access.cases_visible_to(by, now=now).filter(pk=review.case_id).first() if review.case_id else None
    return pack_file.File(
        cover=_cover(panel, unseen=bool(review.case_id) and case is None),
        said=_said(review.application),
        attendees=tuple(_attendees(on_file, panel)),
        procedure=tuple(stated_of(procedure_of(review.application))),
        sheet=tuple(_sheet(review, now)),
        threshold=tuple(_threshold(on_file.decision)),
        **(_of_case(case, by, now) if case else {}),
        shared=tuple(_shared(on_file)),
        bodies=tuple(_bodies(on_file)),
        panels=tuple(_decided(on_file)),
        recommendations=tuple(_recommended(on_file)),
        plans=tuple(_plans(on_file)),
    )


def _on(moment: datetime | None) -> date | None:
    return london_day(moment) if moment else None


def _cover(panel: Panel, *, unseen: bool) -> pack_file.Cover:
    review = panel.review
    return pack_file.Cover(
        reference=review.reference,
        area=names_of_areas([review.area])[review.area],
        received_on=_on(review.received_at),
        panel=panel.number,
        meets_at=panel.meets_at,
        place=panel.place,
        chair_agency=panel.chair_agency.name if panel.chair_agency else "",
        chair_name=panel.chair_name,
        chair_worked_case=panel.chair_worked_case,
        independence=panel.independence,
        victim_takes_part=panel.get_victim_answer_display(),
        victim_words=panel.victim_words,
        case_unseen=unseen,
    )


def _attendees(on_file: OnFile, panel: Panel) -> Iterator[pack_file.Attendee]:
    [seats] = [one.named for one in on_file.panels if one.pk == panel.pk]  # type: ignore[attr-defined]
    for one in seats:
        yield pack_file.Attendee(one.agency.name if one.agency else "", one.name, one.part)


def _said(said: Application) -> pack_file.Said:
    at_any_time = (said.from_hour, said.until_hour) == (0, 24)
    return pack_file.Said(
        channel=said.get_channel_display(),
        victim_kind=said.get_victim_kind_display(),
        consent=said.get_consent_display(),
        acknowledged_on=_on(said.acknowledged_at),
        applicant=said.applicant_name,
        victim=said.victim_name,
        relation=said.relation,
        address=said.applicant_address,
        safe_email=said.contact_email,
        safe_phone=said.contact_phone,
        safe_note=said.contact_note,
        safe_hours="" if at_any_time else f"{said.from_hour}:00 to {said.until_hour}:00",
        language=said.language,
        where=said.place_text,
        happened=said.happened,
        reported_to=said.reported_to,
        wanted=said.wanted,
        involvement_words=said.involvement_words,
        adjustments=said.adjustments,
        phone=said.applicant_phone,
        email=said.applicant_email,
        consent_words=said.consent_words,
    )


def _sheet(review: CaseReview, now: datetime) -> Iterator[pack_file.OnSheet]:
    written = {str(one.number): one for one in complaints_on(review)}
    for row in worksheet_of(review, limits_in_force(now)).rows:
        one = written[row.complaint.id]
        yield pack_file.OnSheet(
            number=one.number,
            kind=one.get_agency_display(),
            behaviour_from=one.behaviour_from,
            behaviour_until=one.behaviour_until,
            complaint_on=one.complaint_on,
            hate=one.hate,
            sentence=row.sentence,
            agency=one.agency_name,
            agency_reference=one.agency_reference,
            words=one.words,
            place=one.place,
            victim=one.victim,
            duplicate_why=one.duplicate_why,
            complainant=one.complainant,
        )


def _threshold(decision: ThresholdDecision | None) -> Iterator[pack_file.Threshold]:
    if decision:
        yield pack_file.Threshold(
            met=decision.met,
            decided_on=_on(decision.decided_at),
            reached=decision.reached,
            comes_to=str(decision.worksheet["sentence"]),
            silent=", ".join(decision.silent),
            decided_by=decision.recorded_by.name if decision.recorded_by else "",
            persistence=decision.persistence,
            adequacy=decision.adequacy,
            reason=decision.reason,
            harm=decision.harm,
        )


# --- The linked case ----------------------------------------------------------------------------------
def _of_case(case: Case, by: User, now: datetime) -> dict[str, Any]:
    incidents, measures = incidents_of(case, access.incidents_visible_to(by, now=now)), measures_of(case)
    events = AuditEvent.objects.filter(case=case).exclude(verb__in=DIARY).order_by("-recorded_at", "-pk")
    events = events.select_related("actor")[: MOST + 1]
    entries = [pack_file.Entry(_on(one.happened_at), _told(one), one.actor_name) for one in events]
    many, steps = incidents.count(), measures.count()
    summary = pack_file.OfCase(
        opened_on=_on(case.opened_at),
        closed_on=_on(case.closed_at),
        incidents=many,
        measures=steps,
        reference=case.reference,
        lead_agency=case.lead.agency.name,
        summary=case.summary,
        more_incidents=many > MOST,
        more_steps=steps > MOST,
        more_entries=len(entries) > MOST,
    )
    return {
        "case": (summary,),
        "incidents": tuple(
            pack_file.Happening(_on(one.happened_from), one.get_category_display(), one.reference)
            for one in incidents[:MOST]
        ),
        "steps": tuple(map(_step, measures[:MOST])),
        "entries": tuple(entries[:MOST]),
        "risks": tuple(_risks(case)),
    }


def _told(event: AuditEvent) -> str:
    sentence = f"{event.sentence[:1].upper()}{event.sentence[1:]}"
    return f"{sentence}: {event.reason}" if event.reason else sentence


def _step(measure: Measure) -> pack_file.Step:
    return pack_file.Step(
        on=_on(measure.issued_at or measure.recorded_at),
        kind=measure.get_kind_display(),
        state=measure.get_state_display(),
        subject=measure.subject.name,
        reference=measure.reference,
    )


def _risks(case: Case) -> Iterator[pack_file.Risk]:
    for one in risks_on(case):
        level = Level(one.level).label if one.level else "Not assessed yet"
        on = _on(one.assessed.completed_at) if one.assessed else None
        yield pack_file.Risk(one.party.person.name, level, on)


# --- What was said ------------------------------------------------------------------------------------
def _shared(on_file: OnFile) -> Iterator[pack_file.Shared]:
    for one in on_file.shared:
        answer = one.answered  # type: ignore[attr-defined]
        refused = answer and answer.refused_why
        yield pack_file.Shared(
            tier=one.tier,
            asked=one.asked,
            body=one.body,
            gateway=one.gateway,
            on=_on(one.shared_at),
            words=one.words,
            reply=f"Refused: {refused}" if refused else answer.words if answer else "",
        )


def _bodies(on_file: OnFile) -> Iterator[pack_file.Body]:
    for one in on_file.bodies:
        yield pack_file.Body(
            one.name, _on(one.told_at), one.get_answer_display(), _on(one.replied_at), one.answer_words
        )


def _decided(on_file: OnFile) -> Iterator[pack_file.Met]:
    for one in on_file.panels:
        if one.decided_at:
            yield pack_file.Met(one.number, _on(one.held_at), one.decision, one.reasons, one.dissent)


def _recommended(on_file: OnFile) -> Iterator[pack_file.Recommended]:
    for one in on_file.recommendations:
        yield pack_file.Recommended(
            number=one.number,
            body=one.body,
            due_on=one.due_on,
            answer_by=one.answer_by,
            answer=one.get_answer_display() if one.answer else "",
            answered_on=_on(one.answered_at),
            done_on=_on(one.done_at),
            words=one.words,
            owner=one.owner_name,
            answer_words=one.answer_words,
            done_words=one.done_words,
        )


def _plans(on_file: OnFile) -> Iterator[pack_file.Plan]:
    for one in on_file.plans:
        words = one.final_words or one.words
        yield pack_file.Plan(one.number, _on(one.put_at), _on(one.final_at), words, one.comments)

"""From answers to an assessment: the same for a victim of a case and of an incident."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.errors import Refused
from risk import rules
from risk.choices import Level, Result, Unanswered
from risk.models import Answer, Assessment, InstrumentVersion, Question, Victim
from risk.queries import sheet_of
from risk.ruling_rules import Objection, is_reasoned

NOT_OF_THE_FORM = (
    "Some answers are not part of the form in use. Load the page again, and answer what it asks."
)
NOT_MADE = (Result.REFUSED, Result.UNREACHABLE)


@dataclass(frozen=True)
class Said:
    """What was said when a victim was asked: answers, why others are missing, notes, and how great the risk is seen."""

    answers: Mapping[str, str]
    unanswered: Mapping[str, Unanswered] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    victim_view: str = ""
    raised_to: str = ""
    raise_reason: str = ""


def assessed(version: InstrumentVersion, said: Said, *, by: User, now: datetime, **about: Any) -> Assessment:
    """Keep what the answers came to, with each of them, and return it; one that is not complete has no level."""
    _refuse_unless_sound(version, said)
    assessment = Assessment.objects.create(
        version=version,
        victim_view=said.victim_view,
        raised_to=said.raised_to,
        raise_reason=said.raise_reason.strip() if said.raised_to else "",
        completed_at=now,
        recorded_at=now,
        recorded_by=by,
        **_outcome_of(version, said),
        **about,
    )
    Answer.objects.bulk_create(_answers(assessment, said))
    return assessment


def not_assessed(
    version: InstrumentVersion, *, result: Result, reason: str, by: User, now: datetime, **about: Any
) -> Assessment:
    """Keep that a victim refused or could not be reached, and return it: it has no level, and never "standard"."""
    if result not in NOT_MADE:
        raise Refused("Say whether the victim refused or could not be reached: otherwise assess the risk.")
    if not reason.strip():
        raise Refused("Say what was tried, and what the victim said: the next to try reads it.")
    return Assessment.objects.create(
        version=version,
        with_victim=False,
        result=result,
        result_reason=reason.strip(),
        completed_at=now,
        recorded_at=now,
        recorded_by=by,
        **about,
    )


def _refuse_unless_sound(version: InstrumentVersion, said: Said) -> None:
    if said.raised_to and not is_reasoned(said.raise_reason):
        raise Refused(Objection.REASON_TOO_SHORT.value)
    both = set(said.answers) & set(said.unanswered)
    known = {question.code for question in version.questions.all()}
    if both or not set(said.unanswered) | set(said.notes) <= known:
        raise Refused(NOT_OF_THE_FORM)
    open_ones = [
        question
        for question in version.questions.all()
        if question.code not in said.answers and question.code not in said.unanswered
    ]
    if open_ones:
        questions = " ".join(question.text for question in open_ones)
        raise Refused(
            "Without all answers there is no level. Answer each question, or say why it has no answer, for "
            f"not to know is no “no”: {questions}"
        )


def _outcome_of(version: InstrumentVersion, said: Said) -> dict[str, Any]:
    sheet = sheet_of(version)
    try:
        outcome = rules.level_for(sheet, said.answers, said.unanswered)
    except rules.IncompleteError:
        missing = len(said.unanswered)
        reason = f"{missing} question{'' if missing == 1 else 's'} without an answer"
        return {
            "result": Result.INCOMPLETE,
            "result_reason": reason,
            "could_be": _possible(sheet, said),
        }
    except rules.UnknownAnswerError as unknown:
        raise Refused(NOT_OF_THE_FORM) from unknown
    return {
        "score": outcome.score,
        "band_level": outcome.band_level,
        "floor_level": outcome.floor_level or "",
        "floor_reasons": [floor.reason for floor in outcome.floors],
        "could_be": outcome.could_be if said.unanswered else "",
        "level": highest_of(outcome.level, said.victim_view, said.raised_to),
    }


def _possible(sheet: rules.Sheet, said: Said) -> str:
    """Return how high the risk could be if all that is not known were the worst; nothing where nothing is known."""
    if not said.answers:
        return ""
    return rules.level_for(replace(sheet, require_all=False), said.answers, said.unanswered).could_be


def highest_of(*levels: str) -> str:
    """Return the highest of the levels, empty ones left out; empty when all are."""
    return rules.highest(Level(level) for level in levels if level) or ""


def _answers(assessment: Assessment, said: Said) -> Iterator[Answer]:
    for question in assessment.version.questions.all():
        yield Answer(
            case=assessment.case,
            incident=assessment.incident,
            assessment=assessment,
            question=question,
            option=_chosen(question, said),
            unanswered=said.unanswered.get(question.code, ""),
            note=said.notes.get(question.code, "").strip(),
        )


def _chosen(question: Question, said: Said) -> Any:
    given = said.answers.get(question.code)
    return next((option for option in question.options.all() if option.code == given), None)


def data_of(assessment: Assessment, party: Victim) -> dict[str, object]:
    """Return what an event of the record says about an assessment."""
    told = assessment.get_level_display() if assessment.level else assessment.get_result_display()
    return {
        "party": f"victim {party.number}",
        "level": told.lower(),
        "result": assessment.get_result_display().lower(),
        "assessment": assessment.pk,
    }

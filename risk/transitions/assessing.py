"""From answers to an assessment: the same for a victim of a case and of an incident."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.errors import Refused
from risk import rules
from risk.models import Answer, Assessment, InstrumentVersion, Victim
from risk.queries import sheet_of


def assessed(
    version: InstrumentVersion, answers: Mapping[str, str], *, by: User, now: datetime, **about: Any
) -> Assessment:
    """Keep what the answers came to, with each of them, and return it."""
    outcome = _outcome_of(version, answers)
    assessment = Assessment.objects.create(
        version=version,
        score=outcome.score,
        band_level=outcome.band_level,
        floor_level=outcome.floor_level or "",
        floor_reasons=[floor.reason for floor in outcome.floors],
        level=outcome.level,
        completed_at=now,
        recorded_at=now,
        recorded_by=by,
        **about,
    )
    _keep_answers(assessment, answers)
    return assessment


def _outcome_of(version: InstrumentVersion, answers: Mapping[str, str]) -> rules.Outcome:
    try:
        return rules.level_for(sheet_of(version), answers)
    except rules.IncompleteError as incomplete:
        questions = " ".join(question.text for question in incomplete.missing)
        raise Refused(
            f"Without all answers there is no level. Ask, and save again: {questions}"
        ) from incomplete
    except rules.UnknownAnswerError as unknown:
        raise Refused(
            "Some answers are not part of the form in use. Load the page again, and answer what it asks."
        ) from unknown


def _keep_answers(assessment: Assessment, answers: Mapping[str, str]) -> None:
    Answer.objects.bulk_create(
        Answer(
            case=assessment.case,
            incident=assessment.incident,
            assessment=assessment,
            question=question,
            option=option,
        )
        for question in assessment.version.questions.all()
        for option in question.options.all()
        if answers.get(question.code) == option.code
    )


def data_of(assessment: Assessment, party: Victim) -> dict[str, object]:
    """Return what an event of the record says about an assessment."""
    return {
        "party": f"victim {party.number}",
        "level": assessment.get_level_display().lower(),
        "assessment": assessment.pk,
    }

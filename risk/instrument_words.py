"""What a version of a risk form says, in words for a page: how it counts, its floors, and how it stands today."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from asbcases.law.words import day_words
from risk.choices import DraftState, Level, Scoring, VersionStatus
from risk.instruments import Fault, Stated
from risk.models import InstrumentDraft, InstrumentVersion
from risk.rules import Band, Floor, Question, Sheet

Tag = tuple[str, str]


class AskedQuestion(NamedTuple):
    """A question with what is wrong with it."""

    question: Question
    faults: list[str]


class FloorInWords(NamedTuple):
    """A floor as people read it."""

    level: Level
    reason: str
    needed: str
    conditions: list[str]
    faults: list[str]


class Shown(NamedTuple):
    """A form as a page shows it, with what is wrong with each part."""

    stated: Stated
    counts: str
    complete: str
    questions: list[AskedQuestion]
    bands: list[Band]
    floors: list[FloorInWords]
    faults: list[Fault]


def shown(stated: Stated, faults: Iterable[Fault] = ()) -> Shown:
    """Return a form in words."""
    found, sheet = list(faults), stated.sheet
    return Shown(
        stated=stated,
        counts=(
            f"The points of the answers are added up, to {stated.max_score} at most"
            if sheet.scoring is Scoring.SUM
            else f"Answers with points are counted as one tick each, to {stated.max_score} at most"
        ),
        complete=(
            "Without all answers there is no level"
            if sheet.require_all
            else "What is not known leaves the level to the rest, and the level that it could be is shown"
        ),
        questions=[
            AskedQuestion(question, _of_part(found, f"question-{question.code}"))
            for question in sheet.questions
        ],
        bands=sorted(sheet.bands, key=lambda band: band.min_score),
        floors=[
            floor_in_words(floor, sheet, _of_part(found, f"floor-{number}"))
            for number, floor in enumerate(sheet.floors, start=1)
        ],
        faults=found,
    )


def _of_part(faults: Iterable[Fault], part: str) -> list[str]:
    return [fault.words for fault in faults if fault.part == part]


def floor_in_words(floor: Floor, sheet: Sheet, faults: list[str]) -> FloorInWords:
    """Return a floor with the questions and answers that it names, in their words."""
    asked = {question.code: question for question in sheet.questions}
    conditions = [_condition(asked.get(code), code, options) for code, options in floor.condition.items()]
    some = f"at least {floor.needed} of these" if floor.at_least is not None else "all of these"
    needed = "this is answered" if len(conditions) == 1 else f"{some} are answered"
    return FloorInWords(floor.level, floor.reason, needed, conditions, faults)


def _condition(question: Question | None, code: str, options: Iterable[str]) -> str:
    labels = {option.code: option.label for option in question.options} if question else {}
    named = " or ".join(f"“{labels.get(option, option)}”" for option in options)
    return f"{question.text if question else code} {named}"


def state_of(version: InstrumentVersion, today: date, in_use: InstrumentVersion | None) -> Tag:
    """Return how a version stands on a day, and the colour of its tag."""
    if in_use is not None and version.pk == in_use.pk:
        return ("In use", "green")
    if version.status == VersionStatus.RETIRED:
        return ("Retired", "grey")
    if version.status == VersionStatus.APPROVED and version.valid_from > today:
        return ("To come", "blue")
    return (str(version.get_status_display()), "yellow")


def days_of(version: InstrumentVersion) -> str:
    """Return from when until when a version is used."""
    begins = f"From {day_words(version.valid_from)}"
    return f"{begins} to {day_words(version.valid_to)}" if version.valid_to else begins


DRAFT_TAGS = {
    DraftState.DRAFT: "yellow",
    DraftState.SUBMITTED: "blue",
    DraftState.RETURNED: "orange",
    DraftState.APPROVED: "green",
}


def draft_state_of(draft: InstrumentDraft) -> Tag:
    """Return how a draft stands, and the colour of its tag."""
    return (str(draft.get_state_display()), DRAFT_TAGS[DraftState(draft.state)])

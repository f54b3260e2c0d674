"""What a version of a risk form states, in a shipped file or in a draft, and what is wrong with it; pure.

Strict, since nobody corrects rows later.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from risk.choices import Level, Scoring, VersionStatus
from risk.rules import Band, Floor, Option, Question, Sheet, most_from, points_of

FOLDER = Path(__file__).parent / "data"
HEAD = ("code", "title", "source", "version", "valid_from")
CODE = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
LONGEST_CODE = 50
FEWEST_OPTIONS = 2


@dataclass(frozen=True)
class Stated:
    """One version of one instrument, as a file, a draft or rows state it."""

    code: str
    title: str
    source: str
    version: str
    valid_from: date
    max_score: int
    sheet: Sheet
    status: VersionStatus = VersionStatus.DRAFT


class Fault(NamedTuple):
    """What is wrong, and with which part: "head", "questions", "bands", or a question or floor by code or number."""

    words: str
    part: str


def read_instrument(text: str) -> Stated:
    """Return the instrument that a file states; ValueError says what is wrong with it."""
    stated = tomllib.loads(text)
    shipped = Stated(
        **{key: stated[key] for key in HEAD},
        max_score=stated["max_score"],
        sheet=sheet_from(stated),
        status=VersionStatus(stated["status"]),
    )
    if faults := list(faults_in(shipped)):
        raise ValueError(f"{shipped.code} {shipped.version}: {'; '.join(fault.words for fault in faults)}")
    return shipped


def sheet_from(stated: Mapping[str, Any]) -> Sheet:
    """Return the questions, bands and floors that a file or a draft states; a band may leave out where it ends."""
    asked = Sheet(
        questions=tuple(_question(row) for row in stated["questions"]),
        bands=(),
        scoring=Scoring(stated["scoring"]),
        require_all=stated["require_all"],
    )
    return Sheet(
        questions=asked.questions,
        bands=tuple(_bands(stated["bands"], most_points(asked))),
        floors=tuple(_floor(row) for row in stated.get("floors", ())),
        scoring=asked.scoring,
        require_all=asked.require_all,
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(**{**row, "options": tuple(Option(**option) for option in row["options"])})


def _bands(rows: Sequence[Mapping[str, Any]], most: int) -> Iterator[Band]:
    ends = [row["min_score"] - 1 for row in rows[1:]] + [most]
    for row, end in zip(rows, ends, strict=False):
        yield Band(Level(row["level"]), row["min_score"], row.get("max_score", end))


def _floor(row: Mapping[str, Any]) -> Floor:
    condition = {code: tuple(options) for code, options in row["condition"].items()}
    return Floor(condition, Level(row["level"]), row["reason"], row.get("at_least"))


def content_of(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as a draft keeps it, from which `sheet_from` makes the same again."""
    bands = sorted(sheet.bands, key=lambda band: band.min_score)
    return {
        "scoring": sheet.scoring.value,
        "require_all": sheet.require_all,
        "questions": [
            {**vars(question), "options": [dict(vars(option)) for option in question.options]}
            for question in sheet.questions
        ],
        "bands": [{"level": band.level.value, "min_score": band.min_score} for band in bands],
        "floors": [
            {
                **vars(floor),
                "level": floor.level.value,
                "condition": {code: list(options) for code, options in floor.condition.items()},
            }
            for floor in sheet.floors
        ],
    }


def most_points(sheet: Sheet) -> int:
    """Return the highest score that answers can come to."""
    return most_from(sheet, [question.code for question in sheet.questions])


def scores_of(sheet: Sheet) -> set[int]:
    """Return every score that answers can come to."""
    scores = {0}
    for question in filter(lambda asked: asked.scored, sheet.questions):
        points = {points_of(sheet, option) for option in question.options}
        if not sheet.require_all or not points:
            points.add(0)
        scores = {score + more for score in scores for more in points}
    return scores


def faults_in(stated: Stated) -> Iterator[Fault]:
    """Yield what would make an instrument give no level, or a wrong one."""
    yield from _of_head(stated)
    yield from _of_questions(stated.sheet)
    yield from _of_bands(stated)
    for number, floor in enumerate(stated.sheet.floors, start=1):
        for words in _of_floor(floor, stated.sheet):
            yield Fault(words, f"floor-{number}")


def _of_head(stated: Stated) -> Iterator[Fault]:
    if not _well_formed(stated.code):
        yield Fault(f"the code “{stated.code}” is not small letters and numbers, joined by - or _", "head")
    for name in ("title", "source", "version"):
        if not getattr(stated, name).strip():
            yield Fault(f"the {name} is missing", "head")


def _of_questions(sheet: Sheet) -> Iterator[Fault]:
    codes = [question.code for question in sheet.questions]
    if not codes:
        yield Fault("there is no question", "questions")
    if len(set(codes)) != len(codes):
        yield Fault("two questions have one code", "questions")
    for question in sheet.questions:
        for words in _of_question(question):
            yield Fault(words, f"question-{question.code}")


def _of_question(question: Question) -> Iterator[str]:
    codes = [option.code for option in question.options]
    if not all(map(_well_formed, (question.code, *codes))):
        yield f"the codes of “{question.text}” are not all small letters and numbers, joined by - or _"
    if not all(words.strip() for words in (question.text, *(option.label for option in question.options))):
        yield f"words are missing in the question {question.code}"
    if len(codes) < FEWEST_OPTIONS:
        yield f"“{question.text}” has fewer than two answers"
    if len(set(codes)) != len(codes):
        yield f"two answers to “{question.text}” have one code"


def _of_bands(stated: Stated) -> Iterator[Fault]:
    sheet, most = stated.sheet, most_points(stated.sheet)
    counted = "points" if sheet.scoring is Scoring.SUM else "ticks"
    if most != stated.max_score:
        yield Fault(f"the answers come to at most {most} {counted} and not {stated.max_score}", "bands")
    bands = sorted(sheet.bands, key=lambda band: band.min_score)
    covered = [score for band in bands for score in range(band.min_score, band.max_score + 1)]
    if covered != list(range(stated.max_score + 1)):
        yield Fault(
            f"the bands do not cover every score from 0 to {stated.max_score} {counted} once", "bands"
        )
    if any(lower.level.order >= upper.level.order for lower, upper in pairwise(bands)):
        yield Fault("the levels of the bands do not rise with the score", "bands")
    scores = scores_of(sheet)
    for band in bands:
        if scores.isdisjoint(range(band.min_score, band.max_score + 1)):
            yield Fault(f"no answers come to the {counted} of {band.level.label.lower()} risk", "bands")


def _of_floor(floor: Floor, sheet: Sheet) -> Iterator[str]:
    asked = {question.code: {option.code for option in question.options} for question in sheet.questions}
    if not all(set(options) <= asked.get(code, set()) for code, options in floor.condition.items()):
        yield f"a floor names an answer that nobody can give: {floor.reason}"
    if not floor.condition or not all(floor.condition.values()):
        yield f"a floor names no answer: {floor.reason}"
    elif not 1 <= floor.needed <= len(floor.condition):
        yield f"a floor asks for {floor.needed} of {len(floor.condition)} conditions: {floor.reason}"
    if not floor.reason.strip():
        yield "a floor gives no reason"


def _well_formed(code: str) -> bool:
    return len(code) <= LONGEST_CODE and CODE.fullmatch(code) is not None

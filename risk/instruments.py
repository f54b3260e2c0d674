"""Reading the risk instruments that are shipped as files: pure, and strict, since nobody corrects rows later."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from risk.choices import Level, Scoring, VersionStatus
from risk.rules import Band, Floor, Option, Question, Sheet

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Shipped:
    """One version of one instrument, as its file states it."""

    code: str
    title: str
    source: str
    version: str
    status: VersionStatus
    valid_from: date
    max_score: int
    sheet: Sheet


def read_instrument(text: str) -> Shipped:
    """Return the instrument that a file states; ValueError says what is wrong with it."""
    stated = tomllib.loads(text)
    shipped = Shipped(
        **{key: stated[key] for key in ("code", "title", "source", "version", "valid_from", "max_score")},
        status=VersionStatus(stated["status"]),
        sheet=Sheet(
            questions=tuple(_question(row) for row in stated["questions"]),
            bands=tuple(Band(**{**row, "level": Level(row["level"])}) for row in stated["bands"]),
            floors=tuple(_floor(row) for row in stated.get("floors", ())),
            scoring=Scoring(stated["scoring"]),
            require_all=stated["require_all"],
        ),
    )
    if faults := list(faults_in(shipped)):
        raise ValueError(f"{shipped.code} {shipped.version}: {'; '.join(faults)}")
    return shipped


def faults_in(shipped: Shipped) -> Iterator[str]:
    """Yield what would make an instrument give no level, or a wrong one."""
    sheet = shipped.sheet
    if most_points(sheet) != shipped.max_score:
        yield f"the answers come to at most {most_points(sheet)} points and not {shipped.max_score}"
    covered = [score for band in sheet.bands for score in range(band.min_score, band.max_score + 1)]
    if sorted(covered) != list(range(shipped.max_score + 1)):
        yield f"the bands do not cover every score from 0 to {shipped.max_score} once"
    asked = {question.code: {option.code for option in question.options} for question in sheet.questions}
    if len(asked) != len(sheet.questions):
        yield "two questions have one code"
    for floor in sheet.floors:
        if not all(set(options) <= asked.get(code, set()) for code, options in floor.condition.items()):
            yield f"a floor names an answer that nobody can give: {floor.reason}"


def most_points(sheet: Sheet) -> int:
    """Return the highest score that answers can come to."""
    most = [
        max(option.score for option in question.options) for question in sheet.questions if question.scored
    ]
    return sum(most) if sheet.scoring is Scoring.SUM else sum(points > 0 for points in most)


def _question(row: dict[str, Any]) -> Question:
    return Question(**{**row, "options": tuple(Option(**option) for option in row["options"])})


def _floor(row: dict[str, Any]) -> Floor:
    condition = {code: tuple(options) for code, options in row["condition"].items()}
    return Floor(condition=condition, level=Level(row["level"]), reason=row["reason"])

"""How answers become a score, a band, a floor and a level, and when the level is reviewed; pure.

An instrument is data (Home Office trials of 2011: each force chose its own, there is no national matrix),
so these functions take one version of it in memory, a `Sheet`, and the answers as question code to option code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from asbcases.accounts.choices import Rank
from asbcases.law.periods import days_following, hours_after, london_midnight_after
from asbcases.law.words import day_words, instant_words
from risk.choices import Level, Scoring

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Option:
    """An answer that may be given, and its points."""

    code: str
    label: str
    score: int = 0


@dataclass(frozen=True)
class Question:
    """A question with the answers it allows; one that is not scored only advises."""

    code: str
    text: str
    options: tuple[Option, ...]
    help: str = ""
    scored: bool = True


@dataclass(frozen=True)
class Band:
    """The level that the scores from one to another give, both included."""

    level: Level
    min_score: int
    max_score: int


@dataclass(frozen=True)
class Floor:
    """The least level when every question named has one of the answers named."""

    condition: Mapping[str, tuple[str, ...]]
    level: Level
    reason: str


@dataclass(frozen=True)
class Sheet:
    """One version of an instrument."""

    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    floors: tuple[Floor, ...] = ()
    scoring: Scoring = Scoring.SUM
    require_all: bool = True


@dataclass(frozen=True)
class Outcome:
    """What the answers come to; `level` is the higher of band and floor."""

    score: int
    band_level: Level
    floors: tuple[Floor, ...]

    @property
    def floor_level(self) -> Level | None:
        """Return the highest floor met, or None."""
        return highest(floor.level for floor in self.floors)

    @property
    def level(self) -> Level:
        """Return the level: a floor raises it and never lowers it."""
        return highest((self.band_level, *(floor.level for floor in self.floors))) or self.band_level


class IncompleteError(ValueError):
    """An incomplete assessment has no level; `missing` are the questions still to be asked."""

    def __init__(self, missing: tuple[Question, ...]) -> None:
        super().__init__(f"Not answered: {', '.join(question.code for question in missing)}.")
        self.missing = missing


class UnknownAnswerError(ValueError):
    """An answer is not one that this version allows; `unknown` are the codes."""

    def __init__(self, unknown: tuple[str, ...]) -> None:
        super().__init__(f"Not part of this version: {', '.join(unknown)}.")
        self.unknown = unknown


def level_for(sheet: Sheet, answers: Answers) -> Outcome:
    """Return score, band, floors and level of the answers.

    Raises IncompleteError when a required answer is missing: there is no level then, and never "standard".
    """
    score = score_of(sheet, answers)
    return Outcome(score=score, band_level=band_for(sheet, score), floors=floors_met(sheet, answers))


def score_of(sheet: Sheet, answers: Answers) -> int:
    """Return the points of the scored answers, or how many of them trigger; only when complete."""
    if unknown := unknown_in(sheet, answers):
        raise UnknownAnswerError(unknown)
    if missing := missing_from(sheet, answers):
        raise IncompleteError(missing)
    points = [option.score for option in _chosen(sheet, answers)]
    return sum(points) if sheet.scoring is Scoring.SUM else sum(point > 0 for point in points)


def band_for(sheet: Sheet, score: int) -> Level:
    """Return the level that a score alone gives; the bands of an instrument leave no gap."""
    return next(band.level for band in sheet.bands if band.min_score <= score <= band.max_score)


def floors_met(sheet: Sheet, answers: Answers) -> tuple[Floor, ...]:
    """Return the floors whose every condition the answers meet."""
    return tuple(
        floor
        for floor in sheet.floors
        if all(answers.get(question) in options for question, options in floor.condition.items())
    )


def missing_from(sheet: Sheet, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that must still be answered; a sheet without any answer is never complete."""
    if answers and not sheet.require_all:
        return ()
    return tuple(question for question in sheet.questions if question.code not in answers)


def unknown_in(sheet: Sheet, answers: Answers) -> tuple[str, ...]:
    """Return the codes of questions that the sheet does not ask, or that have an answer it does not allow."""
    allowed = {question.code: {option.code for option in question.options} for question in sheet.questions}
    return tuple(code for code, option in answers.items() if option not in allowed.get(code, ()))


def highest(levels: Iterable[Level]) -> Level | None:
    """Return the highest of the levels, or None when there is none."""
    return max(levels, key=lambda level: level.order, default=None)


def may_review(rank: str) -> bool:
    """Return whether the rank may review a risk: sergeant or above."""
    return Rank(rank).order >= Rank.SERGEANT.order


def review_due(completed_on: date, days: int) -> datetime:
    """Return the first instant at which a review is late: the London midnight after its last day.

    The day of the assessment or of the last review does not count (T2, "28 days following").
    """
    return london_midnight_after(days_following(completed_on, days))


def review_basis(level: Level, completed_on: date, days: int, *, policy: str) -> str:
    """Return in one sentence why a review is due when it is: rule, facts and policy."""
    late_from = days_following(completed_on, days + 1)
    return (
        f"{days} days following {day_words(completed_on)} for a {level.label.lower()} risk ({policy}), "
        f"so late from midnight at the start of {day_words(late_from)}"
    )


def first_assessment_due(opened_at: datetime, hours: int) -> datetime:
    """Return the first instant at which the first assessment is late: so many real hours on (T5)."""
    return hours_after(opened_at, hours)


def first_assessment_basis(opened_at: datetime, hours: int, *, policy: str) -> str:
    """Return in one sentence why the first assessment is due when it is.

    A victim who is not assessed yet counts as a medium risk for the clock.
    """
    return (
        f"{hours} hours after the case was opened at {instant_words(opened_at)}, not assessed being treated "
        f"as a medium risk ({policy}), so late from {instant_words(first_assessment_due(opened_at, hours))}"
    )


def _chosen(sheet: Sheet, answers: Answers) -> tuple[Option, ...]:
    return tuple(
        option
        for question in sheet.questions
        if question.scored
        for option in question.options
        if answers.get(question.code) == option.code
    )

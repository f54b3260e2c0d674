"""How answers become a score, a band, a floor and a level, and when the level is reviewed; pure.

An instrument is data (Home Office trials of 2011: each force chose its own, there is no national matrix),
so these functions take one version of it in memory, a `Sheet`, and the answers as question code to option code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asbcases.accounts.choices import Rank
from risk.choices import Level, Scoring

Answers = Mapping[str, str]
# Who reviews, where policy asks for a review at that rank and level.
REVIEWERS = (Rank.SERGEANT, Rank.INSPECTOR, Rank.CHIEF_INSPECTOR)


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


def ranks_met(rank: str) -> tuple[Rank, ...]:
    """Return the ranks whose reviews a review by this rank is: its own and every one below it, from the sergeant up."""
    return tuple(asked for asked in REVIEWERS if asked.order <= Rank(rank).order)


def _chosen(sheet: Sheet, answers: Answers) -> tuple[Option, ...]:
    return tuple(
        option
        for question in sheet.questions
        if question.scored
        for option in question.options
        if answers.get(question.code) == option.code
    )

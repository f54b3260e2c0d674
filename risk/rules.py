"""How answers become a score, a band, a floor and a level, and when the level is reviewed; pure.

An instrument is data (Home Office trials of 2011: each force chose its own, there is no national matrix),
so these functions take one version of it in memory, a `Sheet`, and the answers as question code to option code.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from asbcases.accounts.choices import Rank
from asbcases.law.words import day_words
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
    help_by_phone: str = ""
    sensitive: bool = False


@dataclass(frozen=True)
class Band:
    """The level that the scores from one to another give, both included."""

    level: Level
    min_score: int
    max_score: int


@dataclass(frozen=True)
class Floor:
    """The least level when the questions named have one of the answers named: all of them, or at least so many."""

    condition: Mapping[str, tuple[str, ...]]
    level: Level
    reason: str
    at_least: int | None = None

    @property
    def needed(self) -> int:
        """Return how many of its conditions have to be met."""
        return len(self.condition) if self.at_least is None else self.at_least


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
    """What the answers come to; `level` is the higher of band and floor.

    `could_be` is the level if all that is not known were the worst: the level itself where everything is known.
    """

    score: int
    band_level: Level
    floors: tuple[Floor, ...]
    could_be: Level

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


def level_for(sheet: Sheet, answers: Answers, unknown: Collection[str] = ()) -> Outcome:
    """Return score, band, floors and level of the answers.

    `unknown` are the codes of questions that were put and have no answer ("don't know" is not "no"). They leave
    the level to the rest and count for what it could be; where the sheet requires all they are missing.
    Raises IncompleteError when a required answer is missing: there is no level then, and never "standard".
    """
    score, floors = score_of(sheet, answers, unknown), floors_met(sheet, answers)
    band = band_for(sheet, score)
    worst_band = band_for(sheet, score + most_from(sheet, unknown))
    worst = (band, worst_band, *(floor.level for floor in floors_met(sheet, answers, unknown)))
    return Outcome(score=score, band_level=band, floors=floors, could_be=highest(worst) or worst_band)


def score_of(sheet: Sheet, answers: Answers, unknown: Collection[str] = ()) -> int:
    """Return the points of the scored answers, or how many of them trigger; only when complete."""
    if strange := unknown_in(sheet, answers, unknown):
        raise UnknownAnswerError(strange)
    if missing := missing_from(sheet, answers):
        raise IncompleteError(missing)
    return sum(points_of(sheet, option) for option in _chosen(sheet, answers))


def band_for(sheet: Sheet, score: int) -> Level:
    """Return the level that a score alone gives; the bands of an instrument leave no gap."""
    return next(band.level for band in sheet.bands if band.min_score <= score <= band.max_score)


def floors_met(sheet: Sheet, answers: Answers, unknown: Collection[str] = ()) -> tuple[Floor, ...]:
    """Return the floors that the answers meet, what is unknown taken for the answer that meets them."""
    return tuple(floor for floor in sheet.floors if _met_by(floor, answers, unknown) >= floor.needed)


def missing_from(sheet: Sheet, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that must still be answered; a sheet without any answer is never complete."""
    if answers and not sheet.require_all:
        return ()
    return tuple(question for question in sheet.questions if question.code not in answers)


def unknown_in(sheet: Sheet, answers: Answers, unknown: Collection[str] = ()) -> tuple[str, ...]:
    """Return the codes that the sheet does not ask, that have an answer it does not allow, or are known after all."""
    allowed = {question.code: {option.code for option in question.options} for question in sheet.questions}
    given = [code for code, option in answers.items() if option not in allowed.get(code, ())]
    return (*given, *(code for code in unknown if code not in allowed or code in answers))


def highest(levels: Iterable[Level]) -> Level | None:
    """Return the highest of the levels, or None when there is none."""
    return max(levels, key=lambda level: level.order, default=None)


def may_review(rank: str) -> bool:
    """Return whether the rank may review a risk: sergeant or above."""
    return Rank(rank).order >= Rank.SERGEANT.order


def ranks_met(rank: str) -> tuple[Rank, ...]:
    """Return the ranks whose reviews a review by this rank is: its own and every one below it, from the sergeant up."""
    return tuple(asked for asked in REVIEWERS if asked.order <= Rank(rank).order)


def objection_to_first_day(first_day: date, today: date, last_start: date | None) -> str:
    """Return why an approved version cannot begin on a day, given when the one approved last begins; or nothing.

    So of two approved versions the later always follows the earlier, and none is overwritten.
    """
    if first_day < today:
        return "A form cannot begin before today: what was assessed until now was assessed by another."
    if last_start is not None and first_day <= last_start:
        return f"The form approved last begins on {day_words(last_start)}: choose a later day."
    return ""


def objection_to_last_day(last_day: date, today: date, starts: date) -> str:
    """Return why a version cannot end on a day; or nothing."""
    if last_day < today:
        return "A form cannot end before today: choose today or a later day."
    if last_day < starts:
        return f"It begins on {day_words(starts)}: it cannot end before that."
    return ""


def points_of(sheet: Sheet, option: Option) -> int:
    """Return what an option adds to the score: its points, or one where those that trigger are counted."""
    return option.score if sheet.scoring is Scoring.SUM else int(option.score > 0)


def most_from(sheet: Sheet, codes: Collection[str]) -> int:
    """Return the most points that the questions with these codes can add."""
    return sum(
        max((points_of(sheet, option) for option in question.options), default=0)
        for question in sheet.questions
        if question.scored and question.code in codes
    )


def _chosen(sheet: Sheet, answers: Answers) -> tuple[Option, ...]:
    return tuple(
        option
        for question in sheet.questions
        if question.scored
        for option in question.options
        if answers.get(question.code) == option.code
    )


def _met_by(floor: Floor, answers: Answers, unknown: Collection[str]) -> int:
    return sum(
        answers.get(question) in options or question in unknown
        for question, options in floor.condition.items()
    )

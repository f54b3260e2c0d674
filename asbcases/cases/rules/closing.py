"""Who closes a case, and what stands in the way of it (practice reference 2.8 and 6.3, ui 6.3 Close).

A case closes by the rank that policy names for the highest level among its victims; a victim who was not assessed
counts as medium. Nothing is answered for whoever closes: each question is asked, and a "no" says why.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from asbcases.accounts.choices import Rank
from asbcases.cases.case_choices import Blocking, Closer
from asbcases.cases.choices import Category, RiskLevel
from asbcases.cases.rules.somerton import SHORTEST_REASON

LEVELS = tuple(level.value for level in RiskLevel)
MEDIUM, HIGH = RiskLevel.MEDIUM.value, RiskLevel.HIGH.value
NEEDS = {Closer.OFFICER: Rank.NONE, Closer.SERGEANT: Rank.SERGEANT, Closer.INSPECTOR: Rank.INSPECTOR}

NO_OUTCOME = "Choose an outcome: nothing is chosen for you."
NO_REASON = "Say why the case can be closed: the reason is kept."
VICTIM_UNANSWERED = "Answer whether there is an identifiable victim: nothing is answered for you."
VICTIM_ON_CASE = (
    "The answer is no, but a victim is on the case: answer yes, or have a supervisor close it with a reason "
    f"of at least {SHORTEST_REASON} characters."
)
STANDS_OTHERWISE = (
    "The answer is yes, but {incidents}: classify it as personal first, or have a supervisor close the case with a "
    f"reason of at least {SHORTEST_REASON} characters."
)
NO_PANEL = "The panel has not agreed that the case ends: a case with a high risk closes after it has."
TOLD_UNANSWERED = "Answer whether the victim was told, and say how and when, or why not."
SUPPORT_UNANSWERED = "Answer whether support was offered, and say which, or why none."


@dataclass(frozen=True)
class BlockingItem:
    """One thing that stands in the way of closing: whom it concerns, in words, and the deadline that is late."""

    code: Blocking
    subject: str
    words: str
    deadline: int | None = None

    @property
    def key(self) -> tuple[str, str, int | None]:
        """Return what tells it from every other: its words may change meanwhile."""
        return self.code.value, self.subject, self.deadline


@dataclass(frozen=True)
class ClosingTerms:
    """What the risk says of closing: the highest level of the victims, none where nobody was assessed, and what is missing."""

    level: str | None = None
    items: tuple[BlockingItem, ...] = ()


@dataclass(frozen=True)
class Answers:
    """What whoever closes answers; None: not answered."""

    identifiable_victim: bool | None = None
    somerton_reason: str = ""
    victim_told: bool | None = None
    told_words: str = ""
    support_offered: bool | None = None
    support_words: str = ""


@dataclass(frozen=True)
class OnFile:
    """What the file says when a case is to be closed."""

    level: str | None = None
    victims: int = 0
    # The reference of each incident of the case with the category in which it stands.
    categories: Mapping[str, Category] = field(default_factory=dict)
    panel_agreed: bool = False
    # First assessments and assessments again, as the risk sees them, and what is late in the diary.
    items: tuple[BlockingItem, ...] = ()
    # What a supervisor waived: the code, and whom it concerns.
    waived: frozenset[tuple[Blocking, str]] = frozenset()


def level_for_closing(levels: Iterable[str | None]) -> str | None:
    """Return the level by which a case closes: the highest of its victims', one not assessed counts as medium.

    None where it has no victim.
    """
    known = [level or MEDIUM for level in levels]
    return max(known, key=LEVELS.index, default=None)


def closer_for(level: str | None, closers: Mapping[str, Closer]) -> Closer:
    """Return who closes a case of this level; one of which nobody was assessed counts as medium."""
    return closers[level or MEDIUM]


def may_close(rank: str, closer: Closer) -> bool:
    """Return whether somebody of a rank may close what this closer closes."""
    return Rank(rank).order >= NEEDS[closer].order


def rank_for(closer: Closer) -> Rank:
    """Return the rank that is asked to close; a decision is a sergeant's at least."""
    return max(NEEDS[closer], Rank.SERGEANT, key=lambda rank: rank.order)


def waiver_rank(level: str | None) -> Rank:
    """Return the least rank that waives what stands in the way: of a case with a high risk an inspector."""
    return Rank.INSPECTOR if level == HIGH else Rank.SERGEANT


def objections(on_file: OnFile, answers: Answers, rank: str) -> list[BlockingItem]:
    """Return all that stands in the way of closing with these answers by this rank, in the order of the list."""
    against = contradiction(on_file, answers)
    said = {
        Blocking.SOMERTON: "" if _overruled(rank, answers) else against,
        Blocking.PANEL_EXIT: NO_PANEL if on_file.level == HIGH and not on_file.panel_agreed else "",
        Blocking.VICTIM_TOLD: _unanswered(answers.victim_told, answers.told_words, TOLD_UNANSWERED),
        Blocking.SUPPORT: _unanswered(answers.support_offered, answers.support_words, SUPPORT_UNANSWERED),
    }
    found = [*on_file.items, *(BlockingItem(code, "", words) for code, words in said.items() if words)]
    standing = (item for item in found if (item.code, item.subject) not in on_file.waived)
    return sorted(standing, key=lambda item: list(Blocking).index(item.code))


def _unanswered(answer: bool | None, words: str, objection: str) -> str:
    return objection if answer is None or not words.strip() else ""


def contradiction(on_file: OnFile, answers: Answers) -> str:
    """Return what speaks against the answer whether there is a victim, and what mends it; nothing where nothing does."""
    if answers.identifiable_victim is None:
        return VICTIM_UNANSWERED
    if not answers.identifiable_victim:
        return VICTIM_ON_CASE if on_file.victims else ""
    others = [
        f"{reference} stands as {Category(category).label.lower()}"
        for reference, category in on_file.categories.items()
        if category != Category.PERSONAL
    ]
    return STANDS_OTHERWISE.format(incidents=" and ".join(others)) if others else ""


def came_up_since(then: Collection[BlockingItem], now: Iterable[BlockingItem]) -> list[BlockingItem]:
    """Return what stands in the way now and did not then."""
    known = {item.key for item in then}
    return [item for item in now if item.key not in known]


def _overruled(rank: str, answers: Answers) -> bool:
    """Return whether a sergeant or above says why it closes all the same; nobody overrules what was not answered."""
    by_rank = Rank(rank).order >= Rank.SERGEANT.order
    reasoned = len(answers.somerton_reason.strip()) >= SHORTEST_REASON
    return by_rank and reasoned and answers.identifiable_victim is not None

"""Who closes a case, and what stands in the way of it (practice reference 2.8 and 6.3, ui 6.3 Close).

A case closes by the rank that policy names for the highest level among its victims; a victim who was not assessed
counts as medium, and a case without a victim closes as at standard. Nothing is answered for whoever closes: each
question is asked, and a "no" says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from asbcases.accounts.choices import Rank
from asbcases.cases.case_choices import Blocking, Closer
from asbcases.cases.choices import Category, RiskLevel
from asbcases.cases.rules.somerton import SHORTEST_REASON

LEVELS = tuple(level.value for level in RiskLevel)
STANDARD, MEDIUM, HIGH = LEVELS
NEEDS = {Closer.OFFICER: Rank.NONE, Closer.SERGEANT: Rank.SERGEANT, Closer.INSPECTOR: Rank.INSPECTOR}
# What a supervisor may let go by itself; what is late in the diary is waived there, and a question is answered.
MAY_BE_WAIVED = frozenset(
    {Blocking.FIRST_ASSESSMENT, Blocking.REASSESS, Blocking.SOMERTON, Blocking.PANEL_EXIT}
)

VICTIM_UNANSWERED = "Answer whether there is an identifiable victim: nothing is answered for you."
VICTIM_ON_CASE = (
    "The answer is no, but a victim is on the case: answer yes, or have a supervisor say why "
    f"(at least {SHORTEST_REASON} characters)."
)
STANDS_OTHERWISE = (
    "The answer is yes, but {incidents}: classify it as personal first, or have a supervisor say why "
    f"(at least {SHORTEST_REASON} characters)."
)
NO_PANEL = "The panel has not agreed that the case ends: a case with a high risk closes after it has."
TOLD_UNANSWERED = "Answer whether the victim was told, and if not, say why."
SUPPORT_UNANSWERED = "Answer whether support was offered, and if not, say why none."


@dataclass(frozen=True)
class BlockingItem:
    """One thing that stands in the way of closing: whom it concerns, in words, and the deadline that is late."""

    code: Blocking
    subject: str
    words: str
    deadline: int | None = None


@dataclass(frozen=True)
class ClosingTerms:
    """What the risk says of closing: the highest level of the victims, none where nobody was assessed, and what is missing."""

    level: str | None = None
    items: tuple[BlockingItem, ...] = ()


@dataclass(frozen=True)
class VictimRisk:
    """What is known of the risk to one victim when their case is to be closed."""

    # The level that stands, or that clocks run by; None where nobody was assessed nor refused.
    level: str | None
    # What came of asking the last time.
    newest: str = ""
    # From when on policy asks for it again.
    over_at: datetime | None = None
    incident_since: bool = False
    now: datetime | None = None

    @property
    def fresh(self) -> bool:
        """Return whether policy does not ask for it again yet: it is over at the instant itself."""
        return bool(self.over_at and self.now and self.now < self.over_at)


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
    # The reference of each incident of the case with the category in which it stands, open or closed.
    categories: Mapping[str, str] = field(default_factory=dict)
    # The victims who were referred to a panel that has not agreed to the end.
    at_panel: tuple[str, ...] = ()
    # First assessments and assessments again, as the risk sees them, and what is late in the diary.
    items: tuple[BlockingItem, ...] = ()
    # What a supervisor let go: the code, and whom it concerns.
    waived: frozenset[tuple[str, str]] = frozenset()

    @property
    def counts_as(self) -> str:
        """Return the level by which it closes."""
        return self.level or (MEDIUM if self.victims else STANDARD)


class End(StrEnum):
    """What comes of closing now."""

    CLOSES = "closes"
    APPROVAL = "approval"
    REFUSED = "refused"


@dataclass(frozen=True)
class Ending:
    """What stands in the way of closing now, and whether the rank does."""

    items: tuple[BlockingItem, ...]
    # The rank that has to be asked; none where whoever closes has it.
    asks: Rank = Rank.NONE

    @property
    def end(self) -> End:
        """Return whether it closes, is a matter of asking the right rank, or is refused."""
        if self.items:
            return End.REFUSED
        return End.APPROVAL if self.asks else End.CLOSES


def level_for_closing(levels: Iterable[str | None]) -> str | None:
    """Return the level of a case: the highest of its victims', one not assessed counts as medium; None without any level."""
    found = list(levels)
    known = [level or MEDIUM for level in found] if any(found) else []
    return max(known, key=LEVELS.index, default=None)


def missing_of(victim: VictimRisk) -> Blocking | None:
    """Return what is missing before the case of a victim closes: a first assessment, or one again; None where nothing is."""
    if victim.level is None:
        return Blocking.FIRST_ASSESSMENT
    asked = victim.newest in ("assessed", "refused") and victim.fresh and not victim.incident_since
    return None if asked else Blocking.REASSESS


def may_close(rank: str, closer: Closer) -> bool:
    """Return whether somebody of a rank may close what this closer closes."""
    return Rank(rank).order >= NEEDS[closer].order


def waiver_rank(level: str | None) -> Rank:
    """Return the least rank that lets go what stands in the way: of a case with a high risk an inspector."""
    return Rank.INSPECTOR if level == HIGH else Rank.SERGEANT


def ending(on_file: OnFile, answers: Answers, rank: str, closer: Closer) -> Ending:
    """Return what comes of closing with these answers by this rank."""
    asks = Rank.NONE if may_close(rank, closer) else NEEDS[closer]
    return Ending(tuple(objections(on_file, answers, rank)), asks)


def objections(on_file: OnFile, answers: Answers, rank: str) -> list[BlockingItem]:
    """Return all that stands in the way of closing with these answers, beside the rank, in the order of the list."""
    return in_order(
        standing(on_file, [*on_file.items, *_panel(on_file), *_unanswered(on_file, answers, rank)])
    )


def standing(on_file: OnFile, items: Iterable[BlockingItem]) -> list[BlockingItem]:
    """Return those of these items that no supervisor let go."""
    return [item for item in items if (item.code.value, item.subject) not in on_file.waived]


def in_order(items: Iterable[BlockingItem]) -> list[BlockingItem]:
    """Return items in the order of the list of what may stand in the way."""
    return sorted(items, key=lambda item: list(Blocking).index(item.code))


def known_before(on_file: OnFile) -> list[BlockingItem]:
    """Return what stands in the way whatever is answered, before anything is asked."""
    return in_order(standing(on_file, [*on_file.items, *_panel(on_file)]))


def _panel(on_file: OnFile) -> list[BlockingItem]:
    at_panel = on_file.at_panel if on_file.level == HIGH else ()
    return [BlockingItem(Blocking.PANEL_EXIT, subject, NO_PANEL) for subject in at_panel]


def _unanswered(on_file: OnFile, answers: Answers, rank: str) -> list[BlockingItem]:
    against = contradiction(on_file, answers)
    said = {Blocking.SOMERTON: "" if _overruled(rank, answers) else against}
    if on_file.victims:
        told = answers.victim_told or (answers.victim_told is False and answers.told_words.strip())
        offered = answers.support_offered or (
            answers.support_offered is False and answers.support_words.strip()
        )
        said[Blocking.VICTIM_TOLD] = "" if told else TOLD_UNANSWERED
        said[Blocking.SUPPORT] = "" if offered else SUPPORT_UNANSWERED
    return [BlockingItem(code, "", words) for code, words in said.items() if words]


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


def _overruled(rank: str, answers: Answers) -> bool:
    """Return whether a sergeant or above says why it closes all the same; nobody overrules what was not answered."""
    by_rank = Rank(rank).order >= Rank.SERGEANT.order
    reasoned = len(answers.somerton_reason.strip()) >= SHORTEST_REASON
    return by_rank and reasoned and answers.identifiable_victim is not None

"""What worked: closed plans with what was done, what came of it and what was learned, failures too."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from asbcases.cases.choices import Category
from asbcases.cases.plan_choices import PlanType
from asbcases.sara.choices import ClosingReason, FourP, ResponseState, Verdict
from asbcases.sara.rules.evidence import WORDS, Evidence, effect_words, evidence_of

MOST = 50
ALIKE = 3
COLOURS = {Verdict.WORKED: "green", Verdict.PARTLY: "yellow", Verdict.NO: "red", Verdict.TOO_EARLY: "grey"}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words, what the problem hangs on, a response, a category, an outcome, or a likeness."""

    words: str = ""
    kind: str = ""
    four_p: str = ""
    category: str = ""
    verdict: str = ""
    like: str = ""
    # The plan for which it is asked is not like itself.
    besides: int = 0


@dataclass(frozen=True)
class Tried:
    """A response of a plan, and what came of it."""

    action: str
    four_p: str
    state: str
    result: str


@dataclass(frozen=True)
class Worked:
    """A closed plan as the library tells it; `mine` where whoever asks may open the plan itself."""

    reference: str
    title: str
    type: str
    district: str
    closed_at: datetime
    statement: str
    categories: Sequence[str]
    responses: Sequence[Tried]
    verdict: Verdict
    verdict_words: str
    learning: str
    effect: str
    evidence: Evidence
    reason: str
    mine: bool

    @property
    def colour(self) -> str:
        """Return the colour of its verdict."""
        return COLOURS[self.verdict]

    @property
    def strength(self) -> str:
        """Return how strong the evidence is, in words."""
        return WORDS[self.evidence]


def closed_plans(wanted: Wanted, *, most: int = MOST) -> list[Worked]:
    """Return closed plans: of the district of whoever asks all, of others those that may be shared; the likest first.

    Of a place with its town, such as "Castle Park, Colchester", those follow that leave the town unsaid, as many do.
    """
    found: dict[str, Worked] = {}
    for words in dict.fromkeys((wanted.words, _without_town(wanted.words))):
        if len(found) < most:
            for one in _asked(replace(wanted, words=words), most):
                found.setdefault(one.reference, one)
    return list(found.values())[:most]


def _without_town(words: str) -> str:
    return words.partition(",")[0].strip() or words


def _asked(wanted: Wanted, most: int) -> list[Worked]:
    asked = (
        wanted.words,
        wanted.kind,
        wanted.four_p,
        wanted.category,
        wanted.verdict,
        wanted.like,
        wanted.besides,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT told FROM asb_find_plans(%s, %s, %s, %s, %s, %s, %s, %s)", [*asked, most])
        return [_worked(json.loads(told)) for (told,) in cursor.fetchall()]


def plans_like(title: str, *, besides: int = 0) -> list[Worked]:
    """Return the closed plans whose title is likest to this one."""
    return closed_plans(Wanted(like=title, besides=besides), most=ALIKE) if title.strip() else []


def _worked(told: dict[str, Any]) -> Worked:
    figures = told["figures"]
    return Worked(
        reference=told["reference"],
        title=told["title"],
        type=PlanType(told["type"]).label,
        district=told["district"],
        closed_at=datetime.fromisoformat(told["closed_at"]),
        statement=told["statement"],
        categories=[Category(one).label for one in told["categories"] if one in Category.values],
        responses=list(_tried(told["responses"])),
        verdict=Verdict(told["verdict"]),
        verdict_words=told["verdict_words"],
        learning=told["learning"],
        effect=effect_words(figures, told["before"], told["after"]),
        evidence=evidence_of(figures),
        reason=ClosingReason(told["reason"]).label,
        mine=told["mine"],
    )


def _tried(told: Iterable[dict[str, str]]) -> Iterable[Tried]:
    for each in told:
        four_p, state = FourP(each["four_p"]).label, ResponseState(each["state"]).label
        yield Tried(each["action"], four_p, state, each["result"])

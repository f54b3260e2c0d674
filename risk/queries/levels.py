"""The level that stands for a victim and a case, and the one by which clocks run.

What stands is the newest ruling on the newest assessment that has a level, else that assessment's own level. One that
was not completed, refused or failed hides neither. For clocks, a victim whom nobody could ask again is at least medium.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from asbcases.cases.models import Case, CaseParty
from risk import rules
from risk.choices import Level, Result
from risk.models import Assessment, LevelRuling
from risk.queries.assessments import ASSESSED, COUNTS, NEWEST_FIRST, assessments_of, readable
from risk.queries.victims import OF_A_VICTIM, VICTIM

_RULED = LevelRuling.objects.filter(assessment=OuterRef("pk")).order_by("-ruled_at", "-id")
# The level that stands by one assessment.
STANDING = Coalesce(Subquery(_RULED.values("level")[:1]), F("level"))
# Who was not assessed counts as a medium risk for the clocks, until somebody has asked.
NOT_ASSESSED = Level.MEDIUM


def standing_of(assessment: Assessment) -> Level | None:
    """Return the level that stands by one assessment: the newest ruling on it, else its own; None where it has none."""
    newest = rulings_of(assessment).values_list("level", flat=True).first()
    level = newest or assessment.level
    return Level(level) if level else None


def standing_level(party: CaseParty) -> Level | None:
    """Return the level that stands for a victim; None when the risk was never assessed: never "standard"."""
    assessed = assessments_of(party).filter(ASSESSED).first()
    return standing_of(assessed) if assessed else None


def clock_level(party: CaseParty) -> Level | None:
    """Return the level by which the clocks of a victim run; None when nobody has asked yet."""
    return clock_and_standing(party)[0]


def clock_and_standing(party: CaseParty) -> tuple[Level | None, Level | None]:
    """Return the level by which the clocks of a victim run, and the one that stands."""
    newest = assessments_of(party).filter(COUNTS).first()
    if newest is None:
        return None, None
    if newest.result == Result.ASSESSED:
        stands = standing_of(newest)
        return stands, stands
    stands = standing_level(party)
    return rules.highest(filter(None, (NOT_ASSESSED, stands))), stands


def rulings_of(assessment: Assessment) -> QuerySet[LevelRuling]:
    """Return what people ruled on the level of an assessment, the newest first."""
    rulings = LevelRuling.objects.filter(assessment=assessment).select_related("recorded_by", "approval")
    return rulings.order_by("-ruled_at", "-pk")


def with_current_level(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases annotated with `current_level`, in the same query.

    It is the highest of the levels that stand for the victims, or None when none was assessed yet.
    """
    return cases.annotate(current_level=_highest_standing())


def current_level(case: Case) -> Level | None:
    """Return the level of a case, or None when none of its victims was assessed yet: never "standard"."""
    victims = CaseParty.objects.filter(VICTIM, case=case).annotate(stands=_stands())
    found = victims.values_list("stands", flat=True).distinct()
    return rules.highest(Level(stands) for stands in found if stands)


def levels_of(cases: Collection[int]) -> dict[int | None, str | None]:
    """Return the level of each of these cases, by its key, in one query that looks once at each victim."""
    victims = CaseParty.objects.filter(VICTIM, case__in=cases).annotate(stands=_stands())
    levels: dict[int | None, str | None] = dict.fromkeys(cases)
    for case, stands in victims.values_list("case", "stands"):
        highest = rules.highest(Level(level) for level in (levels[case], stands) if level)
        levels[case] = highest.value if highest else None
    return levels


def _stands() -> Subquery:
    """Return the level that stands for each victim of a list of parties."""
    newest = Assessment.objects.filter(ASSESSED, party=OuterRef("pk")).order_by(*NEWEST_FIRST)
    return Subquery(newest.annotate(stands=STANDING).values("stands")[:1])


def _highest_standing() -> Subquery:
    by_level = models.Case(
        *(When(stands=level.value, then=Value(level.order)) for level in Level),
        output_field=models.SmallIntegerField(),
    )
    victims = CaseParty.objects.filter(VICTIM, case=OuterRef("pk")).annotate(stands=_stands())
    victims = victims.filter(stands__isnull=False).order_by(by_level.desc())
    return Subquery(victims.values("stands")[:1])


def newest_of_case(case: Case) -> QuerySet[Assessment]:
    """Return the newest assessment with a level of each victim of a case, annotated `standing`, in one query."""
    newest = readable().filter(OF_A_VICTIM, ASSESSED, case=case).annotate(standing=STANDING)
    return newest.order_by("party", *NEWEST_FIRST).distinct("party")


class Point(NamedTuple):
    """A moment in the life of a victim's level: what stood from then on, why, and who said so; no level: not assessed."""

    at: datetime
    level: str
    why: str
    by: str


def trajectory_of(party: CaseParty) -> list[Point]:
    """Return how the level of a victim went, the oldest first: every assessment, whatever came of it, and every ruling."""
    assessments = assessments_of(party).select_related("recorded_by")
    rulings = LevelRuling.objects.filter(assessment__party=party).select_related("recorded_by")
    points = [
        Point(one.completed_at, one.level, _why_of(one), _name(one)) for one in assessments.order_by("pk")
    ]
    points += [
        Point(one.ruled_at, one.level, f"{one.get_kind_display()}: {one.reason}", _name(one))
        for one in rulings.order_by("pk")
    ]
    return sorted(points, key=lambda point: point.at)


def level_at(party: CaseParty, at: datetime) -> Level | None:
    """Return the level that stood for a victim at an instant; None when there was none yet."""
    stood = [point.level for point in trajectory_of(party) if point.level and point.at <= at]
    return Level(stood[-1]) if stood else None


def _why_of(assessment: Assessment) -> str:
    how = "with the victim" if assessment.with_victim else "without the victim"
    if assessment.result == Result.ASSESSED:
        return f"Assessed {how}"
    return str(assessment.get_result_display())


def _name(row: Assessment | LevelRuling) -> str:
    return row.recorded_by.name if row.recorded_by else "a service"

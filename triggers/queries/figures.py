"""The figures of an area for a period as they were on record at an instant, read by a service that sees every review."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.law.periods import london_day, london_midnight_after
from triggers.choices import Ending
from triggers.models import (
    Application,
    LocalProcedure,
    Panel,
    PublishedFigures,
    Recommendation,
    ReviewClosing,
    ThresholdDecision,
)
from triggers.rules.figures import DAY, Figure, Figures, Period, Reviewed, count

# Whoever asks for the figures of their area gets those of all its reviews, also of one that is restricted to others.
SERVICE = "system:figures"


class Wanted(NamedTuple):
    """Whose figures, for which period, and as they were on record when."""

    area: str
    period: Period
    as_at: datetime

    @property
    def begins(self) -> datetime:
        """Return the first instant of the period."""
        return london_midnight_after(self.period.first - DAY)

    @property
    def ends(self) -> datetime:
        """Return the first instant after the period."""
        return london_midnight_after(self.period.last)

    def during(self, name: str) -> Q:
        """Return the condition that an instant lies in the period."""
        return Q(**{f"{name}__gte": self.begins, f"{name}__lt": self.ends})

    @property
    def sound(self) -> Q:
        """Return the condition that a row was on record by then, and was not known to be an error."""
        return Q(recorded_at__lte=self.as_at) & ~Q(recorded_in_error_at__lte=self.as_at)


def figures_of(wanted: Wanted) -> Figures:
    """Return the four figures with the reviews behind them."""
    with transaction.atomic(), acting(SERVICE):
        return count(_reviewed(wanted), wanted.period, known=is_known(wanted))


def is_known(wanted: Wanted) -> bool:
    """Return whether there are data of an area: a confirmed procedure on the last day, or a review received by then."""
    last = wanted.period.last
    still = Q(in_force_to__isnull=True) | Q(in_force_to__gte=last)
    stated = LocalProcedure.objects.filter(
        still, area=wanted.area, confirmed=True, entered_at__lte=wanted.as_at, in_force_from__lte=last
    )
    return stated.exists() or reviews_of(wanted).filter(received_at__lt=wanted.ends).exists()


def reviews_of(wanted: Wanted) -> QuerySet[CaseReview]:
    """Return the reviews of an area that were on record, without those that turned out to be errors."""
    in_error = ReviewClosing.objects.filter(ending=Ending.IN_ERROR, recorded_at__lte=wanted.as_at)
    reviews = CaseReview.objects.filter(wanted.sound, area=wanted.area)
    return reviews.exclude(pk__in=in_error.values("review"), closed_at__isnull=False)


def applied_in(wanted: Wanted) -> QuerySet[Application]:
    """Return the applications that were received in the period and had the victim's consent by then."""
    reviews = reviews_of(wanted).filter(wanted.during("received_at"))
    return Application.objects.filter(review__in=reviews, clocks_from__lte=wanted.as_at)


def _reviewed(wanted: Wanted) -> list[Reviewed]:
    applied = dict(applied_in(wanted).values_list("review", "review__received_at"))
    mine = Q(review__in=reviews_of(wanted))
    decided = ThresholdDecision.objects.filter(
        mine, wanted.during("decided_at"), met=False, recorded_at__lte=wanted.as_at
    )
    held = Panel.objects.filter(mine, wanted.sound, wanted.during("held_at"), decided_at__lte=wanted.as_at)
    not_met_on, held_on = _days(decided, "decided_at"), _days(held, "held_at")
    led = Recommendation.objects.filter(wanted.sound, review__in=list(held_on))
    recommended = set(led.values_list("review", flat=True))
    return [
        Reviewed(
            pk,
            london_day(applied[pk]) if pk in applied else None,
            tuple(not_met_on[pk]),
            tuple(held_on[pk]),
            pk in recommended,
        )
        for pk in sorted({*applied, *not_met_on, *held_on})
    ]


def _days(rows: "QuerySet[ThresholdDecision] | QuerySet[Panel]", name: str) -> defaultdict[int, list[date]]:
    days: defaultdict[int, list[date]] = defaultdict(list)
    for review, at in rows.order_by("pk").values_list("review", name):
        days[review].append(london_day(at))
    return days


def as_published(published: PublishedFigures) -> Figures:
    """Return figures as they were published, whatever became of the record."""
    with transaction.atomic(), acting(SERVICE):
        behind = dict(published.behind.values_list("review", "counted_in"))
    return Figures(
        {figure: published.figures[figure] for figure in Figure},
        {review: tuple(map(Figure, counted)) for review, counted in behind.items()},
    )


def published_for(area: str, period: Period | None = None) -> QuerySet[PublishedFigures]:
    """Return what an area published, of one period where it is given, the latest first."""
    rows = PublishedFigures.objects.filter(area=area).select_related("published_by")
    if period:
        rows = rows.filter(period_from=period.first, period_until=period.last)
    return rows.order_by("-period_from", "-pk")

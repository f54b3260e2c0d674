"""The figures of an area are published: frozen with their as-at time; and whoever answers for it is reminded (ACR-16)."""

from datetime import date, datetime

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.law.limits import NoLimitError
from asbcases.law.periods import london_day, months_beginning_with
from asbcases.law.words import day_words, instant_words
from asbcases.notify.transitions import raise_task
from asbcases.policies.queries import limits_in_force
from triggers.models import PublishedFigures, PublishedReview
from triggers.queries.areas import name_of
from triggers.queries.figures import SERVICE, Wanted, as_published, figures_of, published_for
from triggers.queries.figures_more import how_it_went
from triggers.queries.publishing import Due, to_publish
from triggers.queries.reviews import whole_area
from triggers.rules.figures import Figures, Period, changes


@transaction.atomic
def publish_figures(*, area: str, first: date, last: date, by: User, now: datetime) -> PublishedFigures:
    """Publish the figures of an area for a period that is over, as they are on record now, and return them."""
    period = Period(first, last)
    _refuse_unless_publishable(period, now)
    _alone_with(area)
    wanted = Wanted(area, period, now)
    figures = figures_of(wanted)
    _refuse_unchanged(wanted, figures)
    published = PublishedFigures.objects.create(
        area=area,
        period_from=first,
        period_until=last,
        figures={**{name.value: number for name, number in figures.numbers.items()}, **how_it_went(wanted)},
        as_at=now,
        published_at=now,
        published_by=by,
    )
    with acting(SERVICE):
        PublishedReview.objects.bulk_create(
            PublishedReview(figures=published, review_id=review, counted_in=[one.value for one in counted])
            for review, counted in figures.behind.items()
        )
    told: dict[str, object] = {"area": name_of(area) or area, "from": day_words(first), "to": day_words(last)}
    record(Verb.FIGURES_PUBLISHED, by=by, now=now, data={**told, "published": published.pk})
    return published


def _refuse_unless_publishable(period: Period, now: datetime) -> None:
    if period.last < period.first:
        raise Refused("The period would end before it begins: correct the days.")
    if period.last >= london_day(now):
        raise Refused(f"The period runs until {day_words(period.last)}: its figures are published after it.")
    try:
        most = limits_in_force(now).on("ACR-16", period.last)
    except NoLimitError as error:
        raise Refused(f"On {day_words(period.last)} no figures were owed yet: correct the days.") from error
    if period.last > months_beginning_with(period.first, int(most.value)):
        raise Refused(f"The period is too long: the Act allows {most.stated} at most (s.105(4)).")


def _alone_with(area: str) -> None:
    """Let nobody else publish for the area before this transaction ends: two would freeze the same twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"figures of {area}"])


def _refuse_unchanged(wanted: Wanted, figures: Figures) -> None:
    last = published_for(wanted.area, wanted.period).first()
    if last and not changes(as_published(last), figures):
        when = instant_words(last.published_at)
        raise Refused(f"These figures were published on {when}, and none of them has changed since.")


def remind_to_publish(now: datetime) -> int:
    """Put a task before whoever is on duty for each area whose last period is over and not published; return how many."""
    return sum(_reminded(due, now) for due in to_publish(now))


def _reminded(due: Due, now: datetime) -> bool:
    words = (
        f"The case review figures of {due.name} for {due.period.says} are to be published as soon as practicable "
        "(2014 Act s.104(9)). Look at them under Figures, and have them published."
    )
    district = whole_area(due.area).district
    key = f"figures:{due.area}:{due.period.first}"
    return bool(raise_task(key, words, district=district.pk if district else None, now=now))

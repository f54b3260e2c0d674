"""Figures are frozen with their as-at time, a later run says what changed, and whoever answers for them is reminded."""

from datetime import date, datetime
from typing import Any

import pytest
from django.conf import settings

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from asbcases.notify.models import Task
from tests.make import NOW
from tests.triggers.make import COLCHESTER, make_application, make_co_ordinator, version_of
from tests.triggers.make_reviews import (
    DAY,
    WHOLE,
    at,
    hold_panel,
    make_procedure,
    make_recommendation,
    make_review,
)
from triggers.models import LocalProcedure, PublishedFigures, PublishedReview
from triggers.queries.figures import Wanted, as_published, figures_of, published_for
from triggers.queries.publishing import to_publish
from triggers.rules.figures import Changed, Figure, Period, changes
from triggers.tasks import remind_of_figures
from triggers.transitions.publishing import publish_figures, remind_to_publish

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
LATER = at(12, 5)
YEARLY = {"starts": "04-01", "months": 12}


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def publish(by: User, now: datetime = LATER, **period: Any) -> PublishedFigures:
    said = {"area": COLCHESTER, "first": NOVEMBER.first, "last": NOVEMBER.last, **period}
    return publish_figures(**said, by=by, now=now)


def test_what_is_published_stays_and_a_later_run_says_what_changed(sunita: User) -> None:
    review = make_review(by=sunita)
    refused = make_review(by=sunita, met=False)
    hold_panel(review, by=sunita, now=NOW + DAY)

    published = publish(sunita)

    assert [published.figures[figure] for figure in Figure] == [2, 1, 1, 0]
    assert published.figures["outcomes"] == [
        {"outcome": "Threshold: met", "times": 1},
        {"outcome": "Threshold: not met", "times": 1},
    ]
    assert (published.as_at, published.published_by) == (LATER, sunita)
    behind = dict(PublishedReview.objects.filter(figures=published).values_list("review", "counted_in"))
    assert behind == {review.pk: ["applications", "reviews"], refused.pk: ["applications", "not_met"]}
    event = AuditEvent.objects.get(verb=Verb.FIGURES_PUBLISHED)
    assert event.data["area"] == "Colchester"
    assert (event.data["from"], event.data["to"]) == ("1 November 2026", "30 November 2026")
    with pytest.raises(Refused, match=r"published on .*, and none of them has changed since"):
        publish(sunita, at(12, 6))

    make_recommendation(review, by=sunita, now=at(12, 7))

    since = changes(as_published(published), figures_of(Wanted(COLCHESTER, NOVEMBER, at(12, 8))))
    assert since.figures == (Changed(Figure.WITH_RECOMMENDATIONS, 0, 1),)
    assert list(since.reviews) == [review.pk]
    again = publish(sunita, at(12, 8))
    published.refresh_from_db()
    assert published.figures["with_recommendations"] == 0
    assert list(published_for(COLCHESTER, NOVEMBER)) == [again, published]
    assert list(published_for(COLCHESTER)) == [again, published]
    assert not published_for(COLCHESTER, Period(NOVEMBER.first, NOVEMBER.first)).exists()


def test_an_area_of_which_nothing_is_known_publishes_no_data(sunita: User) -> None:
    published = publish(sunita)

    assert [published.figures[figure] for figure in Figure] == [None] * 4
    assert not PublishedReview.objects.exists()


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ({"last": date(2026, 10, 31)}, "end before it begins"),
        ({"last": date(2026, 12, 5)}, "runs until 5 December 2026"),
        ({"first": date(2025, 11, 30)}, "the Act allows 12 months"),
    ],
)
def test_a_period_that_is_none_runs_still_or_is_too_long_is_refused(
    sunita: User, period: dict[str, date], told: str
) -> None:
    make_application(by=sunita)

    with pytest.raises(Refused, match=told):
        publish(sunita, **period)

    assert not PublishedFigures.objects.exists()
    assert publish(sunita, first=date(2025, 12, 1)).figures["applications"] == 1


def states_reporting(area: str = COLCHESTER) -> None:
    row = version_of(area)
    LocalProcedure.objects.filter(pk=row.pk).update(content={**row.content, "reporting": YEARLY})


def test_a_period_that_is_over_is_reminded_of_once_until_it_is_published(sunita: User, ben: User) -> None:
    assert list(to_publish(NOW)) == []
    states_reporting()
    year = Period(date(2025, 4, 1), date(2026, 3, 31))
    assert [(due.name, due.period) for due in to_publish(NOW)] == [("Colchester", year)]

    assert (remind_to_publish(NOW), remind_to_publish(NOW + DAY)) == (1, 0)

    task = Task.objects.get()
    assert (task.owner, task.key) == (ben, f"figures:{COLCHESTER}:2025-04-01")
    assert "figures of Colchester for 1 April 2025 to 31 March 2026" in task.words
    publish(sunita, NOW, first=year.first, last=year.last)
    assert list(to_publish(NOW)) == []
    assert [due.period.first for due in to_publish(at(4, 1, year=2027))] == [date(2026, 4, 1)]


def test_where_nobody_could_be_reminded_the_list_says_it_all_the_same() -> None:
    make_procedure(reporting=YEARLY)

    assert remind_to_publish(NOW) == 0
    assert [due.area for due in to_publish(NOW)] == [WHOLE]


def test_the_reminder_is_looked_at_each_night(ben: User) -> None:
    states_reporting()

    remind_of_figures()
    remind_of_figures()

    assert Task.objects.count() == 1
    assert "triggers.tasks.remind_of_figures" in [
        entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()
    ]

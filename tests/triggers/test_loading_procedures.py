"""Procedures are shipped as data: what is there and what an area decided is left alone, and a review keeps its version."""

from datetime import date, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.law.periods import london_day
from tests.make import NOW
from tests.triggers.make import CASTLE_POINT, COLCHESTER, make_application, make_co_ordinator, version_of
from triggers.loading import load_shipped_procedures
from triggers.models import LocalProcedure
from triggers.queries.procedures import procedure_of, version_on
from triggers.rules.procedures import shipped
from triggers.rules.reading import read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECOND_BEGINS = date(2024, 10, 1)


def unload_second(area: str) -> None:
    """Have an area stand as it did before the second version was shipped."""
    LocalProcedure.objects.filter(area=area, version="2").update(area="elsewhere")
    LocalProcedure.objects.filter(area=area).update(in_force_to=None)


def test_what_is_shipped_stands_in_every_installation_and_is_loaded_once() -> None:
    assert LocalProcedure.objects.count() == len(shipped()) == 33
    for row in LocalProcedure.objects.all():
        stated = read(row.content)
        assert (stated.area, stated.in_force_from) == (row.area, row.in_force_from)
        assert (stated.version, stated.confirmed) == (row.version, row.confirmed)

    assert load_shipped_procedures(NOW) == []


def test_a_version_that_is_missing_is_added_and_the_one_before_it_ends_on_the_day_before() -> None:
    LocalProcedure.objects.filter(area=COLCHESTER).update(area="elsewhere")

    first, second = load_shipped_procedures(NOW)

    assert (str(first), str(second)) == ("Colchester 1", "Colchester 2")
    assert (first.in_force_from, second.in_force_from) == (date(2014, 10, 20), SECOND_BEGINS)
    first.refresh_from_db()
    assert (first.in_force_to, second.in_force_to) == (SECOND_BEGINS - DAY, None)
    assert version_on(COLCHESTER, SECOND_BEGINS - DAY) == first
    assert version_on(COLCHESTER, SECOND_BEGINS) == second


def test_a_review_in_progress_keeps_its_version_and_the_next_begins_after_it() -> None:
    unload_second(CASTLE_POINT)
    review = make_application(by=make_co_ordinator(CASTLE_POINT), area=CASTLE_POINT)

    [second] = load_shipped_procedures(NOW)

    assert second.in_force_from == london_day(NOW) + DAY > SECOND_BEGINS
    assert read(second.content).in_force_from == second.in_force_from
    review.refresh_from_db()
    assert review.application.procedure == version_on(CASTLE_POINT, london_day(NOW))
    kept = procedure_of(review.application)
    assert kept is not None
    assert (kept.version, kept.appeal_body) == ("1", "")


@pytest.mark.parametrize("own", ["entered_by", "signed_off_by", "in_force_to"])
def test_where_an_area_entered_signed_off_or_ended_its_own_nothing_is_added(own: str, amira: User) -> None:
    unload_second(COLCHESTER)
    decided = {
        "entered_by": {"entered_by": amira},
        "signed_off_by": {"signed_off_by": "Ruth Blake, Head of Community", "signed_off_at": NOW},
        "in_force_to": {"in_force_to": SECOND_BEGINS},
    }
    LocalProcedure.objects.filter(area=COLCHESTER).update(**decided[own])

    assert load_shipped_procedures(NOW) == []


def test_all_of_essex_states_who_hears_an_appeal_and_the_threshold() -> None:
    first = LocalProcedure.objects.get(area=CASTLE_POINT, version="1")
    second = read(version_of(CASTLE_POINT).content)

    assert second.clocks == read(first.content).clocks, "what was read of the council before holds on"
    assert second.appeal_body == "the chair of your local Community Safety Partnership"
    assert (second.lpb_notified, second.hate is not None, second.min_complaints) == (True, True, 3)

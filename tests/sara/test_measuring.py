"""The figures of a plan from the incidents on file: what counts where, and what it costs to ask."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Precision, Source
from asbcases.cases.models import Incident
from asbcases.cases.plan_choices import PlanSource
from asbcases.casework.transitions import record_premises, restrict_case
from asbcases.db.actor import acting
from asbcases.sara import transitions as verbs
from asbcases.sara.queries import newest_objective
from asbcases.sara.queries.daily import incidents_between, on_file
from asbcases.sara.queries.measuring import measure, other_responses, proposed
from asbcases.sara.rules.window_shapes import Caution, Days, Outcome
from tests.make import NOW, district, make_case, make_user
from tests.sara.plans import DAY, TODAY, figures, planned, start
from tests.sara.plans import measure as measure_of
from tests.sara.recorded import ELSEWHERE, LATER, PLACE, a_world, carried_out, on_days, weekly

pytestmark = pytest.mark.django_db


def test_what_fell_beside_places_that_did_not_is_told_with_its_interval(amira: User, ben: User) -> None:
    a_world(before=6, after=2)
    plan = carried_out(amira, ben)

    windows = proposed(plan, now=LATER)
    found = measure(plan, windows, now=LATER)

    assert (windows.outcome, windows.comparisons) == (Outcome.ASSESSED, ("Greenstead shops",))
    assert (found.before, found.after, len(found.counted)) == (72, 16, 88)
    assert (found.before_from, found.after_from) == (TODAY - 84 * DAY, TODAY + 2 * DAY)
    assert (found.figures["finding"], found.figures["method"], found.figures["strength"]) == (
        "fell",
        "places",
        "fair",
    )
    assert found.figures["places"] == [{"name": "Greenstead shops", "before": 48, "after": 32}]
    assert found.figures["interval"]["high"] < 1
    kept = verbs.assess_plan(plan, found, verdict="worked", words="Quieter", by=amira, now=LATER)
    assert (kept.figures["finding"], kept.counted) == ("fell", found.counted)
    assert proposed(plan, now=LATER).rerun is False


def test_a_place_counts_by_its_name_and_by_what_the_plan_is_linked_to(amira: User, ben: User) -> None:
    premises = record_premises(address="3 Hythe Hill, Colchester", district=district(), by=amira, now=NOW)
    before = TODAY - 20 * DAY
    [named] = on_days([before], "outside Mersea Rd Shops, CO2 7QT")
    [at_premises] = on_days([before], "by the bins", premises=premises)
    [by_address] = on_days([before], "3 Hythe Hill")
    [linked] = on_days([before], "Castle Park")
    [of_case] = on_days([before], "High Woods")
    case = make_case(by=amira, now=NOW, incidents=[of_case])
    on_days([before], "13 Hythe Hill Close")
    on_days([before], PLACE, category=Category.PERSONAL)
    on_days([before], PLACE, recorded_in_error_at=NOW, recorded_in_error_why="Twice")
    on_days([before], PLACE, source=Source.POLICE_UK, source_key="1", category=None)
    on_days([before], PLACE, district=district("basildon"))
    plan = start(owner=amira, supervisor=ben)
    for thing in (premises, linked, case):
        verbs.link(plan, to=thing, by=amira, now=NOW)
    objective = verbs.freeze_objective(plan, measure_of(), by=amira, now=NOW)

    place = on_file(plan, objective, now=NOW).sorted.place

    assert {each.key for each in place} == {each.pk for each in (named, at_premises, linked, of_case)}
    assert by_address.pk in {each.key for each in on_file(plan, objective, now=NOW).sorted.ring or ()}


def test_a_plan_on_a_theme_that_names_nothing_counts_its_category_in_the_district(
    amira: User, ben: User
) -> None:
    on_days([TODAY - DAY, TODAY - 2 * DAY], "anywhere")
    on_days([TODAY - DAY], category=Category.ENVIRONMENTAL)
    plan = start(owner=amira, supervisor=ben, type="theme")

    one = verbs.freeze_objective(plan, measure_of(places=[], comparisons=[]), by=amira, now=NOW)
    every = verbs.change_measure(
        plan, measure_of(places=[], comparisons=[], categories=[]), why="All of it", by=amira, now=NOW
    )

    found = [on_file(plan, each, now=NOW).sorted for each in (one, every)]
    assert [(len(each.place), each.ring) for each in found] == [(2, None), (3, None)]


def test_the_ring_holds_the_rest_of_the_street_and_what_lies_within_so_many_metres(
    amira: User, ben: User
) -> None:
    day = TODAY - 5 * DAY
    on_days([day], PLACE, longitude=0.9000, latitude=51.8800)
    [near] = on_days([day], "Abbey Field", longitude=0.9030, latitude=51.8815)
    [along] = on_days([day], "212 Mersea Road")
    on_days([day], "Far Lane", longitude=0.9100, latitude=51.8800)
    on_days([day], ELSEWHERE)
    plan = start(owner=amira, supervisor=ben)
    objective = verbs.freeze_objective(plan, measure_of(), by=amira, now=NOW)

    found = on_file(plan, objective, now=NOW).sorted

    assert {each.key for each in found.ring or ()} == {near.pk, along.pk}
    assert (found.inside_ring("Greenstead shops"), found.not_found) == (False, ())


def test_the_ring_is_drawn_around_linked_premises_too(amira: User, ben: User) -> None:
    site = {"district": district(), "longitude": 0.9, "latitude": 51.88}
    bare = record_premises(address="The Old Mill", district=district(), by=amira, now=NOW)
    premises = record_premises(address="Kiln House", by=amira, now=NOW, **site)
    [near] = on_days([TODAY - DAY], "The quay", longitude=0.9001, latitude=51.8801)
    plan = start(owner=amira, supervisor=ben)
    for each in (premises, bare):
        verbs.link(plan, to=each, by=amira, now=NOW)
    objective = verbs.freeze_objective(plan, measure_of(places=[]), by=amira, now=NOW)

    ring = on_file(plan, objective, now=NOW).sorted.ring or ()

    assert [each.key for each in ring] == [near.pk]


def test_what_is_restricted_to_anybody_is_in_no_figure_of_anybody(amira: User, ben: User) -> None:
    [open_, hidden] = on_days([TODAY - DAY, TODAY - 2 * DAY])
    case = make_case(by=amira, lead=amira, incidents=[hidden])
    restrict_case(case, named=[amira], reason="An informant", by=ben, now=NOW)
    plan = start(owner=amira, supervisor=ben)
    objective = verbs.freeze_objective(plan, measure_of(), by=amira, now=NOW)
    clerk = make_user("olga", "cpt_officer", "constable", district_code="colchester")

    for user in (amira, ben, clerk):
        with acting(str(user.pk)), transaction.atomic():
            place = on_file(plan, objective, now=NOW).sorted.place
        assert [each.key for each in place] == [open_.pk], user.username


def test_a_month_counts_where_it_lies_whole_in_a_window_and_a_night_on_its_first_day(
    amira: User, ben: User
) -> None:
    a_world(before=4, after=4)
    month = {
        "happened_from": datetime(2026, 10, 1, tzinfo=UTC),
        "happened_until": datetime(2026, 11, 1, tzinfo=UTC),
        "happened_precision": Precision.MONTH,
    }
    on_days([TODAY], **month)
    partly = {
        "happened_from": datetime(2026, 8, 1, tzinfo=UTC),
        "happened_until": datetime(2026, 9, 1, tzinfo=UTC),
    }
    on_days([TODAY], **{**month, **partly})
    night = datetime(2026, 11, 22, 22, tzinfo=UTC)
    on_days(
        [TODAY],
        happened_from=night,
        happened_until=night + timedelta(hours=6),
        happened_precision=Precision.RANGE,
    )
    plan = carried_out(amira, ben)

    windows = proposed(plan, now=LATER)
    found = measure(plan, windows, now=LATER)

    assert (windows.counts.before, windows.counts.undated) == (50, 1)
    assert (found.before, found.after, len(found.counted)) == (50, 32, 82)
    assert Caution.MONTH_ONLY in windows.warnings


def test_a_season_that_was_named_is_no_place_and_one_next_door_is_left_out(amira: User, ben: User) -> None:
    a_world(before=6, after=3)
    on_days(weekly(TODAY - 84 * DAY, 20, 1), "210 Mersea Road")
    plan = carried_out(amira, ben, comparisons=["The same weeks of last year", "210 Mersea Road"])

    windows = proposed(plan, now=LATER)
    found = measure(plan, windows, now=LATER)

    assert (windows.comparisons, found.figures["method"]) == ((), "year_before")
    assert found.figures["left_out"] == {"210 Mersea Road": "inside_ring"}
    assert found.figures["not_found"] == ["The same weeks of last year"]
    assert found.figures["next_door"]["before"] == 12
    assert len(found.figures["weeks"]["place"]) == len(found.figures["weeks_of_ring"]) == 20


def test_the_highest_is_not_held_against_the_days_over_which_it_was_the_highest(
    amira: User, ben: User
) -> None:
    a_world(before=3, after=3)
    on_days(weekly(TODAY - 84 * DAY, 12, 3))
    plan = carried_out(amira, ben, source=PlanSource.REPEAT_RULE)

    windows = proposed(plan, now=LATER)
    found = measure(plan, windows, now=LATER)

    assert Caution.REGRESSION_TO_THE_MEAN in windows.warnings
    assert (found.before, found.after, found.figures["finding"]) == (72, 24, "not_shown")
    assert found.figures["held_against"][1] < (TODAY - 84 * DAY).isoformat()


def test_a_place_that_was_raised_before_the_baseline_began_was_not_chosen_by_it(
    amira: User, ben: User
) -> None:
    a_world(before=6, after=3)
    plan = carried_out(amira, ben, source=PlanSource.REPEAT_RULE)
    plan.raised_at = NOW - 200 * DAY

    assert Caution.REGRESSION_TO_THE_MEAN not in proposed(plan, now=LATER).warnings


def test_another_plan_at_the_same_place_or_on_the_same_premises_is_warned_of(amira: User, ben: User) -> None:
    a_world(before=6, after=3)
    premises = record_premises(address="Kiln House", district=district(), by=amira, now=NOW)
    plan = carried_out(amira, ben, places=["Mersea Road shops"])
    verbs.link(plan, to=premises, by=amira, now=NOW)
    same_place = carried_out(amira, ben, places=["mersea road SHOPS"], comparisons=[])
    linked = start(owner=amira, supervisor=ben)
    verbs.link(linked, to=premises, by=amira, now=NOW)
    verbs.begin_response(planned(linked, immediate=True), by=amira, now=NOW)
    carried_out(amira, ben, places=["Jaywick"], comparisons=[])

    assert len(other_responses(plan, newest_objective(plan))) == 2
    assert Caution.OVERLAP in proposed(plan, now=LATER).warnings
    assert len(other_responses(same_place, newest_objective(same_place))) == 1


def test_counts_that_changed_since_the_last_assessment_are_run_again(amira: User, ben: User) -> None:
    a_world(before=6, after=3)
    plan = carried_out(amira, ben)
    found = measure(plan, proposed(plan, now=LATER), now=LATER)
    verbs.assess_plan(plan, found, verdict="partly", words="Quieter", by=amira, now=LATER)

    Incident.objects.filter(pk=found.counted[0]).update(category=Category.PERSONAL)

    windows = proposed(plan, now=LATER)
    assert (windows.rerun, windows.counts.before) == (True, found.before - 1)
    entered = figures(LATER, before=3, after=2, figures={}, counted_from="The council")
    verbs.assess_plan(plan, entered, verdict="partly", words="Theirs", by=amira, now=LATER)
    assert proposed(plan, now=LATER).rerun is False


def test_it_costs_the_same_whatever_is_on_file_and_finds_it_by_index(
    amira: User, ben: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    on_days([TODAY - timedelta(days=each % 400) for each in range(6_000)], "Jaywick")
    for code in ("basildon", "harlow", "tendring"):
        on_days([TODAY - timedelta(days=each % 400) for each in range(4_000)], district=district(code))
    a_world(before=6, after=3)
    plan = carried_out(amira, ben)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_incident")

    with acting(str(amira.pk)), transaction.atomic():
        with django_assert_max_num_queries(18):
            windows = proposed(plan, now=LATER)
        with django_assert_max_num_queries(12):
            measure(plan, windows, now=LATER)
        plan_ = incidents_between(plan, Days(TODAY - 84 * DAY, TODAY)).explain()
    assert "incident_own_" in plan_
    assert "Seq Scan on cases_incident" not in plan_

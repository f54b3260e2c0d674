"""However many records there are, a page of a list is read from an index, as the person who asks."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of
from asbcases.cases.models import Case
from asbcases.casework.queries import cases, incidents, reports
from asbcases.casework.queries.timeline import timeline_of
from asbcases.db.actor import acting
from asbcases.web.keyset import read_part
from partners import access
from tests.casework.plans import buffers, indexes, make_county, read_whole

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 2_500
PAGE = 26
# 26 rows with what hangs on each, read through the upper levels of a few indexes.
BUFFERS = 1_500
NOW = timezone.now()


@pytest.fixture
def county() -> dict[str, User]:
    """Make 2,500 cases over all districts, and give back who looks at them."""
    return make_county(MANY, anchor=NOW.date())


def reports_of(user: User) -> QuerySet[Any]:
    return reports.newest(access.reports_visible_to(user, now=NOW))


def incidents_of(user: User) -> QuerySet[Any]:
    return incidents.newest(access.incidents_visible_to(user, now=NOW))


def waiting(user: User) -> QuerySet[Any]:
    return reports.not_recorded(reports_of(user), before=NOW)


def of_beat(user: User) -> dict[str, Any]:
    return {"district__in": districts_of(user)} if districts_of(user) else {}


def due(user: User) -> QuerySet[Any]:
    owed = access.scope(cases.due_first(), user, path="case", now=NOW)
    return owed.filter(**of_beat(user)).order_by("due_at", "id")


def open_cases(user: User) -> QuerySet[Any]:
    visible = cases.selected(access.cases_visible_to(user, now=NOW)).filter(**of_beat(user))
    return cases.newest(cases.still_open(visible))


def closed_cases(user: User) -> QuerySet[Any]:
    visible = cases.selected(access.cases_visible_to(user, now=NOW)).filter(**of_beat(user))
    return cases.newest(cases.closed(visible))


def plan_of(rows: QuerySet[Any], user: User) -> dict[str, Any]:
    """Return the plan by which PostgreSQL answered, with what it touched."""
    with acting(str(user.pk)), transaction.atomic():
        # At its first question a session plans the functions of the policies, which reads the catalogue.
        list(rows.all())
        [found] = json.loads(rows.explain(format="json", analyze=True, buffers=True))
    return dict(found["Plan"])


LISTS: list[tuple[Callable[[User], QuerySet[Any]], str, str]] = [
    (reports_of, "cpt", "report_newest"),
    (reports_of, "asb", "report_newest"),
    (incidents_of, "cpt", "incident_own_newest"),
    (incidents_of, "asb", "incident_own_newest"),
    (due, "cpt", "deadline_open_by_district"),
    (due, "asb", "deadline_open"),
    (open_cases, "cpt", "case_open_by_district"),
    (open_cases, "asb", "case_open_newest"),
    (closed_cases, "cpt", "case_by_district"),
]


def test_a_page_of_each_list_is_read_from_its_index(county: dict[str, User]) -> None:
    for rows, who, index in LISTS:
        plan = plan_of(rows(county[who])[:PAGE], county[who])

        assert index in indexes(plan), f"{rows.__name__} of {who} is read by {indexes(plan)}"
        assert buffers(plan) < BUFFERS, f"{rows.__name__} of {who}: {buffers(plan)} buffers"


def test_reports_that_wait_are_looked_for_in_one_span_of_time(county: dict[str, User]) -> None:
    for who in ("cpt", "asb"):
        plan = plan_of(waiting(county[who])[:PAGE], county[who])

        assert "cases_report" not in read_whole(plan)
        assert indexes(plan) & {"report_newest", "report_by_district"}


def test_the_timeline_is_read_from_the_index_of_its_case(county: dict[str, User]) -> None:
    with acting("system:test"), transaction.atomic():
        case = Case.objects.filter(district__code="colchester").order_by("pk")[0]
        told = [link.incident for link in case.incident_links.select_related("incident")]

    plan = plan_of(timeline_of(case, told).select_related("incident")[:51], county["cpt"])

    assert indexes(plan) >= {"event_of_case", "event_of_incident"}
    assert "audit_auditevent" not in read_whole(plan)
    # A page of the timeline, in a table of many thousands of events.
    assert buffers(plan) < 51 * 8


def test_the_second_page_costs_no_more_than_the_first(county: dict[str, User]) -> None:
    user = county["cpt"]
    with acting(str(user.pk)), transaction.atomic():
        first = read_part(due(user), ("due_at", "id"), size=25)
        second = read_part(due(user), ("due_at", "id"), cursor=first.after, size=25)

    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}
    assert [row.due_at for row in first.rows + second.rows] == sorted(
        row.due_at for row in first.rows + second.rows
    )

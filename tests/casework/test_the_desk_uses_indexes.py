"""However many reports and incidents there are, the desk reads what waits and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.casework.queries import desk
from asbcases.casework.queries.desk import Part, by_channel
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.views.scoping import visible
from partners import access
from tests.casework.plans import buffers, indexes, make_county, read_whole
from tests.casework.test_lists_use_their_indexes import plan_of

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()
PAGE = 26


@pytest.fixture
def county() -> dict[str, User]:
    return make_county(2_500, anchor=NOW.date())


def queues_of(user: User) -> dict[str, QuerySet[Any]]:
    incidents = access.incidents_visible_to(user, now=NOW)
    ungraded = visible(desk.owed_on_reports(Kind.TRIAGE, Part()), user, now=NOW)
    return {
        "ungraded": ungraded.order_by("due_at", "id"),
        "unresourced": desk.unresourced(incidents, Part()).order_by("urgency", "recorded_at", "id"),
        "held": desk.held(incidents, Part()).order_by("since", "id"),
    }


def test_no_queue_reads_the_tables_from_end_to_end(county: dict[str, User]) -> None:
    for who in ("asb", "cpt"):
        for name, rows in queues_of(county[who]).items():
            plan = plan_of(rows[:PAGE], county[who])

            assert not read_whole(plan) & {"cases_incident", "cases_report"}, f"{name} of {who}"
            assert buffers(plan) < 1_500, f"{name} of {who}: {buffers(plan)} buffers"


def test_the_queues_of_incidents_have_an_index_each(county: dict[str, User]) -> None:
    found = queues_of(county["asb"])

    assert "incident_unresourced" in indexes(plan_of(found["unresourced"][:PAGE], county["asb"]))
    assert "incident_held" in indexes(plan_of(found["held"][:PAGE], county["asb"]))


def test_reports_by_channel_are_read_from_the_newest_on(county: dict[str, User]) -> None:
    user = county["asb"]
    recent = access.reports_visible_to(user, now=NOW).filter(received_at__gte=NOW - timedelta(days=28))

    plan = plan_of(recent, user)

    assert "report_newest" in indexes(plan)
    with acting(str(user.pk)), transaction.atomic():
        assert len(by_channel(recent, now=NOW)) == desk.DAYS

"""The orders board shows what is live in the order that was asked for, of what one may see, at a cost that does not grow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.boards import live_measures, with_last_day
from asbcases.enforcement.transitions.approving import submit_measure
from asbcases.law.periods import london_day
from tests.bench.orders import fill
from tests.enforcement.make_measures import draft_notice, make_notice, make_subject, make_warning
from tests.make import NOW, make_case, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def asha(db: None) -> User:
    return make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE, name="Asha Rao")


def shown(client: Client, **query: str) -> list[str]:
    answer = client.get(reverse("order_board"), query)
    assert answer.status_code == 200
    return [row.measure.reference for row in answer.context["rows"]]


def test_what_is_live_is_shown_by_end_clock_kind_person_and_place(
    client: Client, amira: User, cara: User, asha: User, dev: User
) -> None:
    now = timezone.now() - 12 * DAY
    case = make_case(by=amira, now=now - DAY)
    lee = make_subject(case, by=amira, name="Lee Stone", now=now)
    warning = make_warning(case, by=amira, subject=lee, now=now, comply_by=now + DAY)
    late, soon = (
        make_notice(case, warned, by=amira, now=now + 2 * DAY, ends_on=(now + days * DAY).date())
        for days, warned in (
            (300, warning),
            (100, make_warning(case, by=amira, subject=lee, now=now, comply_by=now + DAY)),
        )
    )
    draft = draft_notice(case, warning, by=amira, now=now + 3 * DAY)
    client.force_login(asha)
    assert client.get("/").headers["Location"] == reverse("order_board")
    assert shown(client) == [soon.reference, late.reference]
    assert set(shown(client, show="open")) == {one.reference for one in Measure.objects.filter(kind="cpw")}
    assert shown(client, show="newest", kind="cpn") == [soon.reference, late.reference]
    assert soon.reference in shown(client, show="next", kind="cpn")
    assert shown(client, show="next", about=lee.reference, kind="cbo") == []
    assert len(shown(client, show="next")) == 4
    assert shown(client, about=lee.reference.lower().replace("-", " ")) == [soon.reference, late.reference]
    assert shown(client, about="PRM-2026-999999") == []
    assert client.get(reverse("order_board"), {"about": "Lee Stone"}).status_code == 400
    assert (shown(client, show="drafts"), shown(client, show="waiting")) == ([draft.reference], [])
    submit_measure(draft, reason="It went on.", by=amira, now=timezone.now())
    assert (shown(client, show="drafts"), shown(client, show="waiting")) == ([], [draft.reference])
    assert len(shown(client, district=str(case.district_id))) == 2
    for user, found in ((amira, 2), (cara, 0)):
        client.force_login(user)
        assert len(shown(client)) == found
    client.force_login(dev)
    assert client.get(reverse("order_board")).status_code == 403


def test_thousands_of_orders_cost_what_a_page_costs(
    client: Client, amira: User, asha: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    make_case(by=amira)
    fill(4_000, asha)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE enforcement_measure")
    client.force_login(asha)
    with django_assert_max_num_queries(12):
        first = client.get(reverse("order_board"))
    assert len(first.context["rows"]) == 25
    assert "of 1,000+ orders" in first.content.decode()
    second = client.get(first.context["page"].next_url)
    references = [row.measure.reference for row in (*first.context["rows"], *second.context["rows"])]
    ends = [row.measure.ends_on for row in (*first.context["rows"], *second.context["rows"])]
    assert (len(set(references)), ends) == (50, sorted(ends))
    for show in ("next", "open", "newest"):
        with django_assert_max_num_queries(12):
            client.get(reverse("order_board"), {"show": show})
    rows = with_last_day(live_measures(london_day(NOW))).select_related(None).order_by("last_day", "id")[:26]
    assert "measure_live" in rows.explain()

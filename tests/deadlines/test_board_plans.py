"""However long the diary is, one page of the board costs one look into an index."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q

from asbcases.accounts.models import District, User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.queries import (
    Limited,
    When,
    answers_to,
    board_for,
    by_district,
    waiting_for_time,
    watched_by,
    within,
)
from asbcases.deadlines.sweep import _due
from asbcases.deadlines.views.scoping import AT_HAND, visible
from asbcases.web.keyset import counted_at_once
from tests.deadlines.diary import DUE, owe
from tests.make import NOW, make_team

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 60_000
# A page of 51 rows, each with its case and owner, read through the upper levels of a few indexes; whoever sees one
# district asks a second time whether the case is theirs.
PAGE = 1_100
# 500 rows scattered over the table.
BATCH = 3_000
# Three counts of at most 1,001 rows scattered over the table, each with its case.
COUNTS = 20_000
# As many rows as a district has in twelve weeks of this crowded diary, each with its case.
WEEKS = 100_000


def fill(case: Case, ben: User, **owed: Any) -> None:
    """Make a diary of 60,000 late deadlines on as many cases, over all districts."""
    template = owe(case, ben, **owed)
    districts = list(District.objects.order_by("pk").values_list("pk", flat=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO cases_case (reference, summary, district_id, lead_id, stage, opened_at, outcome,
                                    closing_reason, version, recorded_at, recorded_in_error_why)
            SELECT 'ASB-2027-' || n, summary, (%s::bigint[])[1 + n %% 10], lead_id, stage, opened_at, outcome,
                   closing_reason, version, recorded_at, recorded_in_error_why
            FROM cases_case, generate_series(1, %s) AS n WHERE id = %s
            """,
            [districts, MANY, case.pk],
        )
        cursor.execute(
            """
            INSERT INTO deadlines_deadline (case_id, district_id, kind, nature, origin, subject, rank, owner_id,
                                            anchored_at, due_at, next_step_at, because, rule, qualifier, promised_for,
                                            pauses, extension, skipped, basis, rings, round, steps, taken, told,
                                            set_at, cancel_reason, waived, version)
            SELECT c.id, c.district_id, d.kind, d.nature, d.origin, d.subject, d.rank, d.owner_id, d.anchored_at,
                   d.due_at - c.id %% 10000 * interval '1 minute', d.due_at - c.id %% 10000 * interval '1 minute',
                   d.because, d.rule, d.qualifier, d.promised_for, d.pauses, d.extension, d.skipped, d.basis, d.rings,
                   d.round, d.steps, d.taken, d.told, d.set_at, d.cancel_reason, d.waived, 1
            FROM deadlines_deadline d, cases_case c WHERE d.id = %s AND c.reference LIKE 'ASB-2027-%%'
            """,
            [template.pk],
        )
    # Only their owner may; autovacuum does it in a deployment.
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case, deadlines_deadline")


def read_by(index: str, queryset, *, within: int) -> None:
    """Assert that the rows come from this index, touching no more buffers than this."""
    [found] = json.loads(queryset.explain(format="json", analyze=True, buffers=True))
    top = found["Plan"]
    buffers = top["Shared Hit Blocks"] + top["Shared Read Blocks"]
    used = re.findall(r'"Index Name": "(\w+)"', json.dumps(found))
    assert any(name.startswith(index) for name in used), f"{index} is not used, but {used}"
    assert (
        '"Seq Scan", "Parallel Aware": false, "Async Capable": false, "Relation Name": "deadlines_'
        not in json.dumps(found)
    )
    assert buffers < within, f"{index}: {buffers} buffers"


def narrowed_costs_no_more(user: User, officer: User) -> None:
    """Assert that a page costs no more when it is narrowed, also to what hardly anybody owes."""
    for narrowed in (
        Q(kind=Kind.RISK_REVIEW),
        Q(kind=Kind.CALL_BACK),
        Q(owner=officer),
        Q(owner=officer, kind=Kind.CALL_BACK),
        Q(district=officer.district),
        within(When.TODAY, DUE),
        within(When.WEEK, DUE),
    ):
        page = visible(board_for(user, now=DUE).filter(narrowed), user, now=DUE).select_related(*AT_HAND)
        read_by("deadline_", page[:51], within=PAGE)
    read_by(
        "deadline_to_decide", visible(watched_by(user, waiting_for_time()), user, now=DUE)[:10], within=50
    )


def counts_stop(user: User) -> None:
    """Assert that the counts above the board look at no more rows than they can say."""
    board = visible(board_for(user, now=DUE), user, now=DUE)
    sections = {
        section.value: Limited(board.filter(within(section, DUE)).order_by().values("pk")[:1001])
        for section in When
    }
    read_by("deadline_", User.objects.filter(pk=user.pk).annotate(**sections), within=COUNTS)
    assert counted_at_once([board.filter(within(When.LATE, DUE))]) == [
        "0" if user.username == "amira" else "1,000+"
    ]


def first_page(user: User):
    return visible(board_for(user, now=DUE), user, now=DUE).select_related(*AT_HAND)[:51]


@contextmanager
def transaction_of(actor: str) -> Iterator[None]:
    with acting(actor), transaction.atomic():
        yield


def test_a_page_and_a_batch_cost_the_same_in_a_long_diary(
    case: Case, amira: User, ben: User, ines: User
) -> None:
    fill(case, ben)
    User.objects.filter(pk=ines.pk).update(team=make_team("Control", force_wide=True))
    ines.refresh_from_db()

    for user, index in (
        (ben, "deadline_open_by_district"),
        (ines, "deadline_open"),
        (amira, "deadline_open_by_owner"),
    ):
        with transaction_of(str(user.pk)):
            assert len(first_page(user)) == (0 if user == amira else 51)
            read_by(index, first_page(user), within=PAGE)
    for user in (ben, ines, amira):
        with transaction_of(str(user.pk)):
            narrowed_costs_no_more(user, amira)
            counts_stop(user)
    with transaction_of("system:sweep"):
        batch = _due(NOW + timedelta(days=30), (DUE - timedelta(days=3), 1))[:500]
        read_by("deadline_to_sweep", batch, within=BATCH)


def test_districts_and_weeks_are_counted_by_an_index(case: Case, amira: User, ben: User, ines: User) -> None:
    fill(case, ben)
    User.objects.filter(pk=ines.pk).update(team=make_team("Control", force_wide=True))
    ines.refresh_from_db()

    with transaction_of(str(ines.pk)):
        districts = by_district(board_for(ines, now=DUE), now=DUE, limit=1001)
        read_by("deadline_", districts, within=COUNTS)
        assert [district.late for district in districts] == [1001] * 10
    with transaction_of(str(ben.pk)):
        watched = visible(watched_by(ben, Deadline.objects.all()), ben, now=DUE)
        of_weeks = watched.filter(nature="obligation", due_at__gt=DUE - timedelta(days=2), due_at__lte=DUE)
        read_by("deadline_by_week", of_weeks.values("kind").annotate(Count("pk")), within=WEEKS)


def test_what_was_answered_is_found_through_what_one_owes(
    case: Case, amira: User, ben: User, ines: User
) -> None:
    fill(case, ben)
    mine = [owe(case, amira, rank="", subject=f"mine {number}") for number in range(40)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO deadlines_ruling (deadline_id, case_id, verb, at, by_id, rank, reason, due_before, due_after)
            SELECT id, case_id, 'extended', %s, %s, 'sergeant', 'In hospital', due_at, due_at FROM deadlines_deadline
            """,
            [DUE, ben.pk],
        )
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE deadlines_ruling, deadlines_deadline")

    with transaction_of(str(amira.pk)):
        answers = answers_to(amira, since=DUE - timedelta(days=14))[:10]
        read_by("deadlines_ruling", answers, within=2 * PAGE)
        assert len(answers) == 10
        asked = Ruling.objects.filter(deadline__in=mine).order_by("deadline", "-pk").distinct("deadline")
        read_by("deadlines_ruling", asked, within=PAGE)

"""However long the diary is, one page of the board costs one look into an index."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from asbcases.accounts.models import District, User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.queries import board_for
from asbcases.deadlines.sweep import _due
from asbcases.deadlines.views.scoping import AT_HAND, visible
from tests.deadlines.diary import DUE, owe
from tests.make import NOW, make_team

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 60_000
# A page of 51 rows, each with its case and owner, read through the upper levels of a few indexes; whoever sees one
# district asks a second time whether the case is theirs.
PAGE = 1_100
# 500 rows scattered over the table.
BATCH = 3_000


def fill(case: Case, ben: User) -> None:
    """Make a diary of 60,000 late deadlines on as many cases, over all districts."""
    template = owe(case, ben)
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
    assert f'"Index Name": "{index}"' in json.dumps(found), f"{index} is not used"
    assert buffers < within, f"{index}: {buffers} buffers"


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
    with transaction_of("system:sweep"):
        batch = _due(NOW + timedelta(days=30), (DUE - timedelta(days=3), 1))[:500]
        read_by("deadline_to_sweep", batch, within=BATCH)

"""However many orders are live, a page of the board and a check at the kerb are read from an index, as the person who asks."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.county.bench import build_bench
from asbcases.db.actor import acting
from tests.bench.orders import fill
from tests.casework.pages import signed_in
from tests.casework.plans import LARGE, buffers, indexes, plan_of, read_whole
from tests.make import make_user

pytestmark = pytest.mark.django_db(transaction=True)
CASES, ORDERS = 400, 4_000
OURS = ("enforcement_measure", "enforcement_measureterm", "deadlines_deadline", "cases_person")
# A page of 26 rows with what hangs on each, or a count that stops at a thousand.
MOST = 2_500
# By which the measures of one person, or of one case, are found.
OF_ONE = ("measure_of_subject", "enforcement_measure_subject_id_", "enforcement_measure_case_id_")
BOARD = (
    ("", "asb", "measure_live"),
    ("", "cpt", "measure_live_district"),
    ("?show=newest", "asb", "measure_newest"),
    ("?show=newest", "cpt", "measure_newest_district"),
    ("?show=next", "asb", "deadline_to_answer"),
    ("?show=next", "cpt", "deadline_to_answer_by_district"),
)


@pytest.fixture
def cast() -> dict[str, User]:
    """Have thousands of live orders, and give back who looks at them."""
    with transaction.atomic():
        people = {
            "asb": make_user("asb", Role.ASB_OFFICER),
            "cpt": make_user("cpt", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester"),
        }
        build_bench(people, CASES, seed=1, anchor=timezone.localdate())
    fill(ORDERS, people["asb"])
    # Only their owner may; autovacuum does it in a deployment.
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"VACUUM ANALYZE {LARGE}, enforcement_measure, enforcement_measureterm")
    return {name: User.objects.get(pk=user.pk) for name, user in people.items()}


def reads(client: Client, user: User, address: str, sent: dict[str, str] | None = None) -> list[str]:
    """Return what a page reads of orders, clocks and people."""
    signed_in(client, user)
    with CaptureQueriesContext(connection) as found:
        answer = client.post(address, sent) if sent else client.get(address)
    assert answer.status_code == 200
    asked = (query["sql"] for query in found)
    return [sql for sql in asked if sql.startswith("SELECT ") and any(f'"{table}"' in sql for table in OURS)]


def look(statements: list[str], user: User) -> set[str]:
    """Return the indexes by which a page is read, none of whose statements may read much or a table whole."""
    used: set[str] = set()
    for statement in statements:
        plan = plan_of(statement, user)
        # A count may begin anywhere, since it stops at a thousand: what it touches is bounded below.
        whole = set() if "COUNT(*)" in statement else read_whole(plan) & {*OURS}
        assert not whole, f"{whole} read whole for {user} by {statement[:300]}"
        assert buffers(plan) < MOST, f"{buffers(plan)} buffers for {user} by {statement[:300]}"
        used |= indexes(plan)
    return used


def test_orders_are_read_from_indexes_whoever_asks(client: Client, cast: dict[str, User]) -> None:
    for query, who, index in BOARD:
        used = look(reads(client, cast[who], reverse("order_board") + query), cast[who])
        assert index in used, f"{query} of {who} is read by {used}"
    with acting("system:test"), transaction.atomic():
        case = Case.objects.filter(district__code="colchester", measures__isnull=False).order_by("pk")[0]
        subject = case.measures.select_related("subject")[0].subject
    met = {"who": subject.reference, "where": "High Street, Colchester"}
    powers = f"{reverse('case_powers', args=[case.reference])}?subject={subject.reference}"
    for user in cast.values():
        for asked in (reads(client, user, reverse("kerbside"), met), reads(client, user, powers)):
            assert any(name.startswith(OF_ONE) for name in look(asked, user))

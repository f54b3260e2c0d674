"""The same POST ten times at once, over connections of their own, makes one record: by every page and operation that begins a matter."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction
from django.test import Client

from asbcases.audit.models import AuditEvent
from asbcases.db.actor import acting as acting_as
from tests.access.asking import address_of
from tests.access.hostile import acting, sound
from tests.access.population import County, signed_in
from tests.access.sent import BODIES, HEADERS
from tests.access.table import Row
from tests.tools.filled import clone_filled

pytestmark = [pytest.mark.uncounted, pytest.mark.walk]
TIMES = 10
MATTERS = {
    *(
        "report_new",
        "incident_record",
        "case_open",
        "case_share_with",
        "measure_new",
        "plan_start",
        "person_new",
    ),
    *("api_reports", "api_incidents", "api_cases", "api_plan_shares", "api_measures", "api_plans"),
    *("api_case_reviews", "review_complaint_add", "api_case_review_panels", "api_shared_notes"),
}
# What ends or decides something: ten who saw it undecided may not all do so, whatever their pages carried.
ENDS = {"case_close", "report_grade", "risk_sign_off", "deadline_extend", "measure_issue"}


@pytest.fixture
def standing(built: County) -> Iterator[County]:
    """Return the county with everybody signed in, committed, so that other connections see it; it is built once."""
    with acting_as("system:test"), transaction.atomic():
        built.clients = signed_in(built)
    yield built
    clone_filled("county", lambda: None)


def ten_times(county: County, row: Row, who: str, key: str = "") -> list[tuple[int, str]]:
    """Return status and address of ten answers to the same request, sent at once by ten browsers of one person."""
    with acting_as("system:test"), transaction.atomic():
        right, address = sound(county, row), address_of(row.route, county)
        headers = HEADERS[row.route](county) if row.route in HEADERS else {}
    together, cookies = Barrier(TIMES), county.clients[who].cookies
    headers |= {"cookie": "; ".join(f"{name}={said.value}" for name, said in cookies.items())}

    def send(_: int) -> tuple[int, str]:
        client = Client(headers=headers)
        together.wait()
        try:
            if row.route in BODIES:
                keyed = {"Idempotency-Key": key}
                answer = client.post(address, right, content_type="application/json", headers=keyed)
            else:
                answer = client.post(address, {**right, "idempotency_key": key})
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(send, range(TIMES)))


@pytest.mark.parametrize(
    ("row", "who"),
    [pair for pair in acting() if pair[0].route in MATTERS],
    ids=lambda part: getattr(part, "route", ""),
)
def test_ten_at_once_make_one_record(standing: County, row: Row, who: str) -> None:
    with transaction.atomic():
        before = AuditEvent.objects.latest("pk").pk

    answers = ten_times(standing, row, who, key=row.route)

    with transaction.atomic():
        events = AuditEvent.objects.filter(pk__gt=before).exclude(verb__startswith="deadline.").order_by("pk")
        written = [event.verb for event in events]
    assert {status for status, _ in answers} == {int(row.answers[who])}
    assert len({place for _, place in answers}) == 1
    assert written.count(written[0]) == 1, written


@pytest.mark.parametrize(
    ("row", "who"),
    [pair for pair in acting() if pair[0].route in ENDS],
    ids=lambda part: getattr(part, "route", ""),
)
def test_of_ten_pages_at_once_one_decides(standing: County, row: Row, who: str) -> None:
    """None carries a key: each was opened by itself."""
    answers = ten_times(standing, row, who)

    assert Counter(status for status, _ in answers) == {302: 1, 409: TIMES - 1}


def test_every_matter_is_among_them() -> None:
    assert {row.route for row, _ in acting()} & (MATTERS | ENDS) == MATTERS | ENDS

"""What Prometheus is told: how requests are answered, and whether deadlines are noticed and messages leave.

Labels are names of routes and classes of answers. Nothing of a path, of a body or of who asked is counted anywhere.
"""

import os
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from asbcases.db.actor import acting
from asbcases.deadlines.heartbeat import pulse_of
from asbcases.deadlines.queries import overdue, owed
from asbcases.web.counts_folder import FOLDER
from asbcases.web.health import backlog, be_quick, sent_by_the_public

# Sees every deadline, whosever it is; here it counts them and no more.
COUNTS_AS = "system:check"
# What a proxy adds: then the address of the connection is the proxy's, and says nothing about who asks.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
# Where the request found no route: an address that does not exist, or a refusal before any page.
NO_ROUTE = "none"

log = structlog.get_logger(__name__)
# Whether several processes count in one folder, as the library has found when it was read a moment ago.
_together = bool(os.environ.get(FOLDER))
_counted = CollectorRegistry()
ANSWERED = Counter(
    "asbcases_requests",
    "Requests answered, by route and class of answer.",
    ("route", "status"),
    registry=_counted,
)
TOOK = Histogram(
    "asbcases_request_seconds", "How long answers took.", ("route",), registry=_counted, buckets=SECONDS
)


class Counting:
    """Counts each request by the name of its route and the class of its answer, and how long that took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and count it."""
        began = time.perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else NO_ROUTE
        TOOK.labels(route).observe(time.perf_counter() - began)
        ANSWERED.labels(route, f"{response.status_code // 100}xx").inc()
        return response


class Numbers:
    """Asks the database, each time it is asked itself, what nobody can count by watching requests."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each number that is known; without the database, that it does not answer."""
        try:
            found = _found()
        except Error as error:
            log.warning("metrics: the database does not answer", error=type(error).__name__)
            found = {}
        yield GaugeMetricFamily("asbcases_database_up", "Whether the database answers.", 1 if found else 0)
        for name, (said, number) in found.items():
            if number is not None:
                yield GaugeMetricFamily(f"asbcases_{name}", said, number)


@require_safe
@login_not_required
@transaction.non_atomic_requests
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell the numbers to whoever has the token or asks from this machine itself; for others nothing is here."""
    if not (_has_token(request) or _is_from_here(request)):
        raise Http404
    numbers = CollectorRegistry()
    numbers.register(Numbers())
    counted = _counted
    if _together:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return HttpResponse(generate_latest(counted) + generate_latest(numbers), CONTENT_TYPE_PLAIN_0_0_4)


def _has_token(request: HttpRequest) -> bool:
    stated = f"Bearer {settings.METRICS_TOKEN}"
    return bool(settings.METRICS_TOKEN) and constant_time_compare(
        request.headers.get("Authorization", ""), stated
    )


def _is_from_here(request: HttpRequest) -> bool:
    """Return whether the connection comes from this machine and nobody else stands behind it."""
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _found() -> dict[str, tuple[str, Any]]:
    with acting(COUNTS_AS), transaction.atomic():
        be_quick()
        pulse, outbox, sent = pulse_of("sweep"), backlog(), sent_by_the_public()
        late = overdue(owed().order_by(), timezone.now()).count()
    reports, applications = sent["public_reports"], sent["public_applications"]
    return {
        "sweep_age_seconds": (
            "Since the sweep last ended.",
            None if pulse.age is None else pulse.age.total_seconds(),
        ),
        "sweep_failed": ("Deadlines that the last sweep passed over.", pulse.failed if pulse.at else None),
        "outbox_waiting": ("Messages that wait to leave.", outbox["waiting"]),
        "outbox_oldest_seconds": ("How long the oldest has waited.", outbox["oldest_seconds"]),
        "outbox_given_up": ("Messages that reached nobody.", outbox["given_up"]),
        "deadlines_overdue": ("What is owed and late.", late),
        "public_reports_waiting": ("Reports by the public form, not taken in.", reports["waiting"]),
        "public_applications_waiting": ("Applications for a review, not taken in.", applications["waiting"]),
    }

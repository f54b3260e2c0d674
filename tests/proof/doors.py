"""Every operation of the API, asked by a machine that knows its description: what is promised holds, and most let in."""

import time
from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from asbcases.db.actor import acting
from tests.access.doors import Heard, doors, knock
from tests.access.population import populated, signed_in
from tests.proof.population import own_database
from tests.tools.report import Line, Section

EXAMPLES = 40
LEAST_OPENED = 0.6
WORDS = (
    "schemathesis reads `schema/openapi.yaml` and asks each operation as somebody who may do it and as a partner: what "
    "is known to be right, then what the description allows and what it does not, about records that are there. Each "
    "address that an answer states is followed. No 500 may come, no status, header, type or body that is not described."
)


def prove(scale: float) -> Section:
    """Build the county of the table in a database of its own, and knock at every door."""
    began = time.perf_counter()
    with own_database(), acting("system:test"), transaction.atomic():
        county = populated()
        county.clients = signed_in(county)
        heard = {label: knock(county, door, max(1, int(EXAMPLES * scale))) for label, door in doors().items()}
    return section(heard, time.perf_counter() - began)


def section(heard: Mapping[str, Heard], seconds: float) -> Section:
    """Return what was heard, as the table of the proof."""
    statuses = Counter(status for one in heard.values() for status in one.statuses)
    opened = sum(one.opened for one in heard.values())
    broken = [fault for one in heard.values() for fault in one.broken]
    followed = sum(one.followed for one in heard.values())
    told = ", ".join(f"{status}: {number:,}" for status, number in sorted(statuses.items()))
    return Section(
        "Every operation of the API as it is described",
        WORDS,
        [
            Line("operations", f"{len(heard):,}, in {seconds:.0f} s", bool(heard)),
            Line("requests", f"{statuses.total():,}"),
            Line("answered with", told),
            Line(
                "operations that let somebody in",
                f"{opened} of {len(heard)}; at least {LEAST_OPENED:.0%}",
                opened >= LEAST_OPENED * len(heard),
            ),
            Line("addresses that an answer stated, followed", f"{followed:,}", followed > 0),
            Line(
                "errors of the service",
                f"{sum(status >= 500 for status in statuses.elements())}",
                not any(status >= 500 for status in statuses),
            ),
            Line(
                "answers that were not promised",
                f"{len(broken)}" + "".join(f"; {one.broken[0]}" for one in heard.values() if one.broken),
                not broken,
            ),
        ],
    )

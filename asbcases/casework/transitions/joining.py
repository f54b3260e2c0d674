"""Adding to a case that one does not see: who takes a call is let in for that moment, and acts in their own name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident, Report
from asbcases.casework.queries.offered import earlier_incidents
from asbcases.casework.transitions.cases import join_case
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue

NOT_OFFERED = "There is no open case with this reference to which you may add it: choose another, or none."


@contextmanager
def let_in(incidents: Sequence[int], *, named: str = "") -> Iterator[list[Case]]:
    """Let who acts in to the open cases of incidents that they see, or to the one that is named, until the block ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT asb_let_in_to_add(%s, %s)", [named, list(incidents)])
        (cases,) = cursor.fetchone()
        yield list(Case.objects.filter(pk__in=cases).select_related("lead").order_by("pk"))
        cursor.execute("SELECT asb_let_out_again()")


@transaction.atomic
def join_case_told_of(report: Report, incident: Incident, reference: str, *, by: User, now: datetime) -> Case:
    """Make the incident of a report part of an open case of its earlier reports, tell the lead, and return the case.

    Any other case is refused as one that does not exist.
    """
    with let_in(earlier_incidents(report), named=reference) as cases:
        if not reference or not cases:
            raise Refused(NOT_OFFERED)
        case = join_case(incident, cases[0], by=by, now=now)
        if case.lead != by:
            _tell(case, incident, now)
    return case


def _tell(case: Case, incident: Incident, now: datetime) -> None:
    context: dict[str, object] = {
        "kind": "a new incident",
        "reference": case.reference,
        "incident": incident.reference,
        "path": f"/cases/{case.reference}/",
    }
    key = f"case_grew:{case.pk}:{incident.pk}"
    enqueue(key, case.lead, Template.CASE_GREW, context, now=now, case=case)

"""No row opens to a partner by hanging on what they read something of: their own report, its incident, a case, a review.

Every table with row security has rows here under each of these records, of the police and of another agency; a new table
has them by itself.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from asbcases.cases.models import CaseIncident, Person, Premises, Vehicle
from asbcases.db.actor import acting
from tests.access.planted import ROOTS, locked_tables, plant, seen_of
from tests.access.population import County
from tests.make import make_incident, make_report

# What a partner reads of a review to whose panel they were let in.
OF_A_REVIEW = {
    (f"triggers_{part}", "cases_casereview") for part in ("panel", "panelattendee", "recommendation")
}


def records_of(county: County) -> dict[str, int]:
    """Return a record of each kind: a report of Dev's agency, its incident, a case that is shared with it, who and where."""
    amira, dev, now = county.people["amira"], county.people["dev"], timezone.now() - timedelta(hours=1)
    report = make_report(by=amira, agency=dev.agency, caller_name="Jo Marsh", now=now)
    incident = make_incident(by=amira, report=report, now=now)
    link = {"incident": incident, "case": county.case, "recorded_by": amira, "recorded_at": now}
    CaseIncident.objects.create(**link)
    found: dict[str, Any] = {
        "cases_report": report,
        "cases_incident": incident,
        "cases_case": county.case,
        "cases_casereview": county.reviews["review_pack"],
        **{model._meta.db_table: model.objects.earliest("pk") for model in (Person, Premises, Vehicle)},
    }
    return {table: record.pk for table, record in found.items()}


@pytest.fixture(scope="module")
def planted(built: County, django_db_blocker: Any) -> Iterator[Any]:
    """Put the rows into the database of this module, and return their keys."""
    others = {"accounts_user": built.people["amira"].pk, "accounts_agency": built.people["eve"].agency_id}
    with django_db_blocker.unblock():
        with acting("system:test"), transaction.atomic():
            records = records_of(built)
        yield plant(records, others)


def test_every_table_has_a_row_under_every_record_that_it_names(planted: Any) -> None:
    with transaction.atomic():
        assert set(planted) == set(locked_tables())
    assert all(keys for by_record in planted.values() for keys in by_record.values())
    assert {record for by_record in planted.values() for record in by_record} > set(ROOTS)


def test_no_row_of_others_opens_to_a_partner(built: County, planted: Any) -> None:
    with acting(str(built.people["dev"].pk)), transaction.atomic():
        seen = seen_of(planted)

    assert seen == OF_A_REVIEW


def test_the_same_rows_open_to_whoever_works_there(built: County, planted: Any) -> None:
    with acting(str(built.people["asha"].pk)), transaction.atomic():
        seen = seen_of(planted)

    assert len(seen) > 150, "else a row that is not seen would prove nothing"

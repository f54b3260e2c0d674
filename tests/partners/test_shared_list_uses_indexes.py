"""However much is shared with others, a partner's list is read by indexes, in one number of statements."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource, Stage, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.db.actor import acting
from partners.choices import Gateway, Item, Purpose
from partners.models import Share
from partners.queries.shared import read_before, shares_in_force
from tests.casework.plans import read_whole
from tests.make import make_agency

pytestmark = pytest.mark.django_db
MANY, OURS = 4_000, 60
NOW = timezone.now()


def shared(agencies: Sequence[int], *, by: User) -> None:
    """Share one case of its own with each of these agencies, without the verbs: they would take minutes."""
    cases = Case.objects.bulk_create(
        Case(
            reference=f"ASB-2001-{number:06}",
            summary="Music at night",
            district=by.district,
            lead=by,
            stage=Stage.OPEN,
            opened_at=NOW,
            recorded_at=NOW,
        )
        for number, _ in enumerate(agencies)
    )
    grants = AccessGrant.objects.bulk_create(
        AccessGrant(
            case=case,
            agency_id=agency,
            source=GrantSource.SHARE,
            tier=Tier.SUMMARY,
            starts_at=NOW - timedelta(days=1),
            granted_at=NOW,
        )
        for case, agency in zip(cases, agencies, strict=True)
    )
    terms = {"purpose": Purpose.PREVENT, "gateway": Gateway.COMMON_LAW, "items": [Item.SUMMARY]}
    Share.objects.bulk_create(
        Share(case=case, number=1, grant=grant, recorded_at=NOW, urgent_why="Now", decided_by=by, **terms)
        for case, grant in zip(cases, grants, strict=True)
    )


def plan_of(user: User) -> dict[str, Any]:
    """Return the plan by which PostgreSQL answered with a page of the list."""
    rows = read_before(shares_in_force(user, now=NOW), user).order_by("-starts_at", "-id")[:51]
    with acting(str(user.pk)), connection.cursor() as cursor:
        sql, values = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
        return dict(cursor.fetchone()[0][0]["Plan"])


def test_the_list_is_read_by_indexes_and_costs_no_more_statements(
    client: Client, amira: User, dev: User
) -> None:
    others = [make_agency(f"Landlord {number}", AgencyKind.HOUSING).pk for number in range(40)]
    shared([*(others[number % 40] for number in range(MANY)), *[dev.agency_id] * OURS], by=amira)
    client.force_login(dev)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("shared_list"))

    assert page.content.decode().count("Music at night") == 50
    assert len(queries) <= 10
    assert read_whole(plan_of(dev)) & {"cases_accessgrant", "partners_share", "cases_case"} == set()

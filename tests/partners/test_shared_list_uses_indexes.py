"""However much is shared with others, a partner's list is read by indexes, in one number of statements."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, Func, JSONField, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource, Stage, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.db.actor import acting
from partners import access
from partners.choices import Gateway, Item, Purpose
from partners.models import Share
from partners.queries.shared import ENDED_SHOWN, read_before, shares_ended, shares_in_force
from tests.casework.plans import buffers
from tests.casework.test_finding_uses_indexes import scans
from tests.make import make_agency

pytestmark = pytest.mark.django_db(transaction=True)
MANY, OURS = 4_000, 60
NOW = timezone.now()
TABLES = {"cases_accessgrant", "partners_share", "cases_case"}


def shared(agencies: Sequence[int], *, by: User, first: int = 0, ended: bool = False) -> None:
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
        for number, _ in enumerate(agencies, first)
    )
    grants = AccessGrant.objects.bulk_create(
        AccessGrant(
            case=case,
            agency_id=agency,
            source=GrantSource.SHARE,
            tier=Tier.SUMMARY,
            starts_at=NOW - timedelta(days=2),
            ends_at=NOW - timedelta(days=1) if ended else None,
            granted_at=NOW,
        )
        for case, agency in zip(cases, agencies, strict=True)
    )
    terms = {"purpose": Purpose.PREVENT, "gateway": Gateway.COMMON_LAW, "items": [Item.SUMMARY]}
    Share.objects.bulk_create(
        Share(case=case, number=1, grant=grant, recorded_at=NOW, urgent_why="Now", decided_by=by, **terms)
        for case, grant in zip(cases, grants, strict=True)
    )


def weighed() -> None:
    """Have PostgreSQL know how much there is; autovacuum does it in a deployment."""
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("VACUUM ANALYZE cases_case, cases_accessgrant, partners_share, audit_access")


def lists_of(user: User) -> list[QuerySet[Any]]:
    """Return the two lists of the page: what is shared, and what ended."""
    in_force = read_before(shares_in_force(user, now=NOW), user).order_by("-starts_at", "-id")[:51]
    return [in_force, shares_ended(user, now=NOW)]


def page_of(reference: str, user: User) -> QuerySet[Any]:
    """Return what the page of a case asks: the shares in force, with all that the database gives."""
    given = Func(F("case_id"), function="asb_shared_case", output_field=JSONField())
    return access.shares_open_of(reference, user, now=NOW).annotate(given=given)


def looked(rows: QuerySet[Any], user: User) -> tuple[dict[str, Any], set[str]]:
    """Return the plan by which PostgreSQL answered this person, and each table and index that it or its functions scanned."""
    with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
        sql, values = rows.query.sql_with_params()
        # At its first question a session plans the functions, which reads the catalogue.
        cursor.execute(sql, values)
        before = scans()
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", values)
        [[found]] = cursor.fetchone()
        return dict(found["Plan"]), {name for name, count in scans().items() if count > before.get(name, 0)}


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


def test_what_ended_and_what_others_have_makes_no_look_longer(amira: User, dev: User, eve: User) -> None:
    shared([dev.agency_id] * 10, by=amira)
    shared([dev.agency_id] * ENDED_SHOWN, by=amira, first=10, ended=True)
    weighed()
    looks = [*lists_of(dev), page_of("ASB-2001-000000", dev)]
    before = [buffers(looked(rows, dev)[0]) for rows in looks]

    shared([dev.agency_id] * MANY, by=amira, first=1_000, ended=True)
    shared([eve.agency_id] * MANY, by=amira, first=1_000 + MANY)
    weighed()

    plans, scanned = zip(*(looked(rows, dev) for rows in looks), strict=True)
    assert [found & TABLES for found in scanned] == [set()] * 3
    assert "share_in_force_of_agency" in scanned[0]
    assert "share_ended_of_agency" in scanned[1]
    # A larger table adds a level to some indexes, and is read by them where a small one is read whole.
    assert [few * 2 >= buffers(plan) for few, plan in zip(before, plans, strict=True)] == [True] * 3


def test_one_look_finds_the_cases_of_which_each_look_says_that_they_are_shared(
    amira: User, dev: User
) -> None:
    shared([dev.agency_id] * 3, by=amira)
    shared([dev.agency_id] * 2, by=amira, first=10, ended=True)
    in_error = {"recorded_in_error_at": NOW, "recorded_in_error_by": amira, "recorded_in_error_why": "Twice"}
    with transaction.atomic():
        Share.objects.filter(case__reference="ASB-2001-000001").update(items=["unknown"])
        Case.objects.filter(reference="ASB-2001-000002").update(**in_error)
        keys = {case.reference: case.pk for case in Case.objects.all()}

    assert found_at_once(dev) == found_one_by_one(dev, keys.values()) == {keys["ASB-2001-000000"]}
    assert found_at_once(amira) == found_one_by_one(amira, keys.values()) == set()


def found_at_once(user: User) -> set[int]:
    """Return the cases of which something is shared with somebody, all in one look."""
    with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT unnest(asb_shared_cases())")
        return {pk for [pk] in cursor.fetchall()}


def found_one_by_one(user: User, keys: Iterable[int]) -> set[int]:
    """Return the same, asked of each case by itself."""
    with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT key FROM unnest(%s::bigint[]) AS key WHERE asb_is_shared(key)", [list(keys)])
        return {pk for [pk] in cursor.fetchall()}

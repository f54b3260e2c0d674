"""The database is the last guard: whatever writes it, no victim is closed as a nuisance."""

import pytest
from django.db import IntegrityError, connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Source
from asbcases.cases.models import Incident
from tests.casework.nuisances import nuisance
from tests.make import NOW


@pytest.mark.parametrize("category", ["nuisance", "environmental"])
def test_raw_sql_cannot_close_a_victim_as_a_nuisance(amira: User, category: str) -> None:
    incident = nuisance(amira)
    sql = "UPDATE cases_incident SET closed_at = now(), identifiable_victim = %s, category = %s WHERE id = %s"

    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="incident_victim_is_no_nuisance"), transaction.atomic():
            cursor.execute(sql, [True, category, incident.pk])
        with pytest.raises(IntegrityError, match="incident_closed_with_answer"), transaction.atomic():
            cursor.execute(sql, [None, category, incident.pk])


def test_a_bulk_insert_cannot_close_a_victim_as_a_nuisance(amira: User) -> None:
    rows = [
        Incident(
            reference=f"INC-2026-90000{number}", source=Source.OWN, category=Category.NUISANCE, closed_at=NOW,
            identifiable_victim=victim, happened_from=NOW, happened_until=NOW, happened_precision="exact",
            recorded_at=NOW,
        )
        for number, victim in enumerate((False, True))
    ]  # fmt: skip

    with pytest.raises(IntegrityError, match="incident_victim_is_no_nuisance"), transaction.atomic():
        Incident.objects.bulk_create(rows)

    rows[1].category = Category.PERSONAL
    assert len(Incident.objects.bulk_create(rows)) == 2

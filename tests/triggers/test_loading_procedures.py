"""Procedures are shipped as data; what is there is never changed, and an area's own version is left alone."""

import pytest

from asbcases.accounts.models import User
from tests.make import NOW
from tests.triggers.make import CASTLE_POINT, COLCHESTER
from triggers.loading import load_shipped_procedures
from triggers.models import LocalProcedure
from triggers.rules.procedures import shipped
from triggers.rules.reading import read

pytestmark = pytest.mark.django_db


def test_what_is_shipped_stands_in_every_installation_and_is_loaded_once(amira: User) -> None:
    assert LocalProcedure.objects.count() == len(shipped())
    for row in LocalProcedure.objects.all():
        stated = read(row.content)
        assert (stated.area, stated.in_force_from, stated.confirmed) == (
            row.area,
            row.in_force_from,
            row.confirmed,
        )
    assert load_shipped_procedures(NOW) == []

    own = LocalProcedure.objects.get(area=COLCHESTER)
    LocalProcedure.objects.filter(pk=own.pk).update(area="elsewhere")
    LocalProcedure.objects.filter(area=CASTLE_POINT).update(
        in_force_from="2026-01-01", entered_by=amira, in_force_to="2026-06-30"
    )

    added = load_shipped_procedures(NOW)

    assert [row.area for row in added] == [COLCHESTER], "Castle Point entered a version of its own"
    assert str(added[0]) == "Colchester 1"

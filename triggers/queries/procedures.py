"""Which version of an area's procedure governs."""

from datetime import date

from django.db import connection
from django.db.models import Q

from triggers.models import Application, LocalProcedure
from triggers.rules.reading import read
from triggers.rules.shapes import Procedure


def hold_versions(area: str, *, to_change: bool = False) -> None:
    """Let nobody enter a version of an area before this transaction ends; whoever only reads them holds them together.

    Else an application and a version that begins on its day would pass each other by, and the older one would govern.
    """
    lock = "pg_advisory_xact_lock" if to_change else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"procedure of {area}"])


def version_on(area: str, day: date) -> LocalProcedure | None:
    """Return the version that was in force in an area on a London day; None where it has none."""
    still = Q(in_force_to__isnull=True) | Q(in_force_to__gte=day)
    held = LocalProcedure.objects.filter(still, area=area, in_force_from__lte=day)
    return held.order_by("-in_force_from").first()


def procedure_of(application: Application) -> Procedure | None:
    """Return what the version states that governs an application; None where the area had none."""
    return read(application.procedure.content) if application.procedure else None

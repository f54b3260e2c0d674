"""A new version of an area's procedure: it governs what is received from its first day on, and changes nothing older."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.law.words import day_words
from triggers.models import LocalProcedure
from triggers.queries.previewing import received_last
from triggers.queries.procedures import hold_versions
from triggers.rules.figures import DAY
from triggers.rules.new_versions import objection_to_ending, objection_to_signing, objection_to_version
from triggers.rules.reading import ProcedureError, read
from triggers.rules.shapes import Procedure
from triggers.transitions.shared import said


@transaction.atomic
def add_procedure(
    content: dict[str, Any],
    *,
    signed_off_by: str,
    signed_off_on: date,
    seen: int | None = None,
    by: User,
    now: datetime,
) -> LocalProcedure:
    """Enter a version of an area's procedure, end the one before it on the day before, and return it.

    `seen` is the newest version that whoever enters it looked at, so that two do not follow the same one.
    """
    procedure = _read(content)
    hold_versions(procedure.area, to_change=True)
    rows = LocalProcedure.objects.filter(area=procedure.area).order_by("in_force_from")
    newest = rows.last()
    if seen is not None and (newest is None or newest.pk != seen):
        raise Refused(
            "Somebody entered a newer version while you had the page open: look at it, and begin anew."
        )
    starts = list(rows.values_list("in_force_from", flat=True))
    _refuse(objection_to_version(procedure, starts, received_last(procedure.area)))
    _refuse(objection_to_signing(signed_off_by, signed_off_on, london_day(now)))
    _end_before(procedure)
    version = LocalProcedure.objects.create(
        area=procedure.area,
        name=procedure.name,
        version=procedure.version,
        in_force_from=procedure.in_force_from,
        in_force_to=procedure.in_force_to,
        content=content,
        source=procedure.source,
        confirmed=procedure.confirmed,
        entered_at=now,
        entered_by=by,
        signed_off_at=london_midnight_after(signed_off_on - DAY),
        signed_off_by=signed_off_by.strip(),
    )
    told: dict[str, object] = {"area": procedure.name, "from": day_words(procedure.in_force_from)}
    told |= {"procedure": version.pk, "signed_off_by": version.signed_off_by}
    record(Verb.PROCEDURE_ADDED, by=by, now=now, data=told)
    return version


@transaction.atomic
def sign_procedure(
    version: LocalProcedure, *, signed_off_by: str, signed_off_on: date, by: User, now: datetime
) -> LocalProcedure:
    """Note who signed a version off that nobody had, and return it."""
    hold_versions(version.area, to_change=True)
    version = locked(version)
    if version.signed_off_by:
        raise Refused(f"{version.signed_off_by} signed this version off already.")
    _refuse(objection_to_signing(signed_off_by, signed_off_on, london_day(now)))
    version.signed_off_by = signed_off_by.strip()
    version.signed_off_at = london_midnight_after(signed_off_on - DAY)
    version.save(update_fields=["signed_off_by", "signed_off_at"])
    told = {"area": version.name, "procedure": version.pk, "signed_off_by": version.signed_off_by}
    record(Verb.PROCEDURE_SIGNED, by=by, now=now, data=told)
    return version


@transaction.atomic
def end_procedure(
    version: LocalProcedure, *, last_day: date, reason: str, by: User, now: datetime
) -> LocalProcedure:
    """End a version that none follows, and return it: what is received later is held until the area states another.

    Whatever it governs it governs on, with every clock to come.
    """
    hold_versions(version.area, to_change=True)
    version, why = locked(version), said(reason, "Say why it ends, with none to follow.")
    last = received_last(version.area)
    _refuse(objection_to_ending(version.in_force_from, version.in_force_to, last_day, last))
    version.in_force_to = last_day
    version.save(update_fields=["in_force_to"])
    told = {"area": version.name, "procedure": version.pk, "to": day_words(last_day)}
    record(Verb.PROCEDURE_ENDED, by=by, now=now, reason=why, data=told)
    return version


def _read(content: dict[str, Any]) -> Procedure:
    try:
        return read(content)
    except ProcedureError as error:
        raise Refused(" ".join(error.mistakes)) from error


def _refuse(objection: str) -> None:
    if objection:
        raise Refused(objection)


def _end_before(procedure: Procedure) -> None:
    """End what would be in force beside the new version on the day before it."""
    last = procedure.in_force_from - DAY
    running = Q(in_force_to__isnull=True) | Q(in_force_to__gt=last)
    LocalProcedure.objects.filter(running, area=procedure.area, in_force_from__lte=last).update(
        in_force_to=last
    )

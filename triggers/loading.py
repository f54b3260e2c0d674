"""Loading the shipped procedures of areas: what somebody entered, ended or signed off is theirs, and an old review keeps its own."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from triggers.models import LocalProcedure
from triggers.queries.previewing import received_last
from triggers.queries.procedures import hold_versions
from triggers.rules.figures import DAY
from triggers.rules.procedures import shipped


def load_shipped_procedures(now: datetime) -> list[LocalProcedure]:
    """Add the shipped versions that are not there yet, each ending the shipped one before it, and return them."""
    return [row for content in shipped() if (row := _loaded(content, now))]


def _loaded(content: Mapping[str, Any], now: datetime) -> LocalProcedure | None:
    """Return the version that was added; None where it is there, or where an area has decided on its own."""
    area, stated = content["area"], date.fromisoformat(content["in_force_from"])
    hold_versions(area, to_change=True)
    there = list(LocalProcedure.objects.filter(area=area).order_by("in_force_from"))
    if any(row.version == content["version"] or row.in_force_from >= stated or _is_own(row) for row in there):
        return None
    begins = _begins(area, stated) if there else stated
    for row in there[-1:]:
        row.in_force_to = begins - DAY
        row.save(update_fields=["in_force_to"])
    return _added({**content, "in_force_from": begins.isoformat()}, begins, now)


def _is_own(row: LocalProcedure) -> bool:
    """Return whether somebody of the installation decided on a version: entered it, signed it off, or ended it."""
    return bool(row.entered_by_id or row.signed_off_by or row.in_force_to)


def _begins(area: str, stated: date) -> date:
    """Return the first day of a version that follows another: not before an application that keeps the older one."""
    last = received_last(area)
    return max(stated, last + DAY) if last else stated


def _added(content: dict[str, Any], begins: date, now: datetime) -> LocalProcedure:
    return LocalProcedure.objects.create(
        area=content["area"],
        name=content["name"],
        version=content["version"],
        in_force_from=begins,
        content=content,
        source=content["source"],
        confirmed=content.get("confirmed", False),
        entered_at=now,
    )

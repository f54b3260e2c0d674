"""Loading the shipped procedures of areas; what is there is never changed, so that an old review keeps its own."""

from datetime import date, datetime
from typing import Any

from triggers.models import LocalProcedure
from triggers.rules.procedures import shipped


def load_shipped_procedures(now: datetime) -> list[LocalProcedure]:
    """Add the shipped versions that are not there yet, and return them; an area's own version is left alone."""
    there = set(LocalProcedure.objects.values_list("area", "in_force_from"))
    entered = set(LocalProcedure.objects.filter(entered_by__isnull=False).values_list("area", flat=True))
    return [
        _added(content, now)
        for content in shipped()
        if content["area"] not in entered and (content["area"], _day(content["in_force_from"])) not in there
    ]


def _added(content: Any, now: datetime) -> LocalProcedure:
    return LocalProcedure.objects.create(
        area=content["area"],
        name=content["name"],
        version=content.get("version", ""),
        in_force_from=_day(content["in_force_from"]),
        in_force_to=_day(content["in_force_to"]) if "in_force_to" in content else None,
        content=content,
        source=content["source"],
        confirmed=content.get("confirmed", False),
        entered_at=now,
    )


def _day(stated: str) -> date:
    return date.fromisoformat(stated)

"""Loading the dated numbers that are shipped with the product, and setting new ones."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from asbcases.policies.models import PolicyRow, Unit

FOLDER = Path(__file__).parent / "data"
COMMON = ("source", "confidence", "in_force_from")


def load_shipped_rows(now: datetime) -> list[PolicyRow]:
    """Make the shipped rows that are not there yet and return them; a row that a successor ends keeps its number."""
    made = (
        _load({key: content[key] for key in COMMON} | row, now=now)
        for file in sorted(FOLDER.glob("*.toml"))
        for content in [tomllib.loads(file.read_text())]
        for row in content["rows"]
    )
    return [row for row in made if row is not None]


def _load(stated: dict[str, Any], *, now: datetime) -> PolicyRow | None:
    key = {name: stated[name] for name in ("rule", "qualifier")}
    if PolicyRow.objects.filter(**key, in_force_from=stated["in_force_from"]).exists():
        return None
    succeeds = end_before(key["rule"], key["qualifier"], stated["in_force_from"], now=now)
    value = stated.pop("value", 0) if stated["unit"] != Unit.CHOICE else 0
    return PolicyRow.objects.create(**stated, value=value, added_at=now if succeeds else None)


def end_before(rule: str, qualifier: str, day: Any, *, now: datetime) -> bool:
    """End the row that is in force on a day with the day before, and say whether there was one."""
    row = (
        PolicyRow.objects.select_for_update()
        .filter(rule=rule, qualifier=qualifier, in_force_from__lt=day, in_force_to__isnull=True)
        .first()
    )
    if row is None:
        return False
    row.in_force_to, row.ended_at = day - timedelta(days=1), now
    row.save(update_fields=["in_force_to", "ended_at"])
    return True

"""Loading the districts and councils of the force area from the shipped file."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from asbcases.accounts.models import Council, District, LocalPolicingArea

FILE = Path(__file__).parent / "data" / "essex.toml"
# The present districts stand since the first published month that the product reads.
STANDS_SINCE = date(2010, 12, 1)


def load_places() -> int:
    """Make the areas, districts and councils that are not there yet; return how many councils there are."""
    for row in tomllib.loads(FILE.read_text())["districts"]:
        area, _ = LocalPolicingArea.objects.get_or_create(name=row["area"])
        district, _ = District.objects.get_or_create(
            code=row["code"], defaults={"name": row["name"], "area": area, "valid_from": STANDS_SINCE}
        )
        for council in row["councils"]:
            _load_council(district, council)
    return Council.objects.count()


def _load_council(district: District, row: dict[str, Any]) -> None:
    Council.objects.get_or_create(
        code=row["code"],
        defaults={
            "name": row["name"],
            "kind": row["kind"],
            "district": district,
            "partnership": row.get("partnership", row["name"]),
            "valid_from": STANDS_SINCE,
        },
    )

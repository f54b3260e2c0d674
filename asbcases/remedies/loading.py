"""Loading the shipped menus of areas: what somebody published is theirs, and what is there is never changed."""

import tomllib
from datetime import datetime
from pathlib import Path

from asbcases.remedies.models import Menu
from asbcases.remedies.queries import hold_menus
from asbcases.remedies.transitions.menus import keep_menu

FOLDER = Path(__file__).parent / "data"


def load_shipped_menus(now: datetime) -> list[Menu]:
    """Add the shipped menus that are not there yet, each ending the shipped one before it, and return them."""
    return [menu for file in sorted(FOLDER.glob("*.toml")) if (menu := _loaded(file, now))]


def _loaded(file: Path, now: datetime) -> Menu | None:
    """Return the menu that was added; None where it is there, or where somebody published their own."""
    stated = tomllib.loads(file.read_text())
    hold_menus(stated["area"])
    there = Menu.objects.filter(area=stated["area"])
    newest = there.order_by("in_force_from").last()
    if newest and (
        newest.published_by_id
        or newest.version >= stated["version"]
        or newest.in_force_from >= stated["in_force_from"]
    ):
        return None
    actions = [(action["words"], action["effects"]) for action in stated.pop("actions")]
    return keep_menu(**stated, actions=actions, by=None, now=now)

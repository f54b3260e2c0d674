"""docs/data.md is whole: each table of the database stands in one level, none too low, and what is sensitive opens by its own item."""

import re
from fnmatch import fnmatchcase

import pytest
from django.apps import apps

from asbcases.local.places import REPOSITORY
from partners.wall.ground import tables
from partners.wall.rules import OPENINGS, places

LEVELS = ("Open", "Staff", "Case", "Sensitive", "Secret")
TABLES = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
# The history of a table has its level.
HISTORY = {table for table, like, _ in tables() if table != like}


def stated() -> dict[str, list[str]]:
    """Return the names and kinds of tables of each level, as the page states them."""
    text = (REPOSITORY / "docs" / "data.md").read_text()
    rows = re.findall(r"^\| (\w+) \| [^|]+ \| ([^|]+) \|$", text, flags=re.MULTILINE)
    return {level: re.findall(r"`([a-z_*]+)`", named) for level, named in rows if level in LEVELS}


def levels_of(table: str) -> list[str]:
    """Return the levels of a table: those that name it, else those of its kind."""
    named = [level for level, names in stated().items() if table in names]
    return named or [
        level for level, names in stated().items() if any(fnmatchcase(table, name) for name in names)
    ]


def test_the_page_states_every_level() -> None:
    assert tuple(stated()) == LEVELS


@pytest.mark.parametrize("table", sorted(TABLES - HISTORY))
def test_each_table_stands_in_one_level(table: str) -> None:
    assert len(levels_of(table)) == 1, f"{table} stands in {levels_of(table)}"


def test_each_table_that_the_page_names_is_there() -> None:
    named = {name for names in stated().values() for name in names}

    assert {name for name in named if not any(fnmatchcase(table, name) for table in TABLES)} == set()


def test_what_tells_of_somebody_is_not_open_and_what_has_a_place_has_a_level() -> None:
    placed = places()
    told = {table: levels_of(table) for table in placed.told}

    assert len(told) > 100
    assert {table for table, levels in told.items() if levels == ["Open"]} == set()
    assert {table for table in {*placed.open, *placed.code} if not levels_of(table)} == set()


def test_a_partner_reads_what_is_sensitive_by_an_item_of_its_own_alone() -> None:
    sensitive = [opening for opening in OPENINGS if levels_of(opening.table) == ["Sensitive"]]

    assert len(sensitive) > 5
    assert [opening for opening in sensitive if "%(known)s" in opening.where] == []
    assert [opening.table for opening in OPENINGS if levels_of(opening.table) == ["Secret"]] == []

"""`probe_wall` finds what leaks, whichever lock is open, keeps nothing, and leaves no text and no function without its place."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from partners import access
from partners.management.commands.probe_wall import secrets_of
from partners.wall import switches
from partners.wall.ground import OF_ACCOUNTS, tables, texts_of
from partners.wall.rules import places
from tests.make import make_case, make_share


def said(reader: str, *more: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code of the command and what it said."""
    out, code = StringIO(), 0
    try:
        call_command("probe_wall", "--as", reader, "--json", *more, stdout=out, stderr=StringIO())
    except SystemExit as left:
        code = int(str(left.code))
    return code, json.loads(out.getvalue())


def test_every_text_of_every_table_has_its_place() -> None:
    placed = places()
    without = [
        f"{like}.{column}"
        for table, like, model in tables()
        for column in texts_of(model)
        if table == like and not placed.knows(like, column)
    ]
    assert without == [], (
        "say in partners/wall/fields.toml whether they are open, a code, or tell of somebody"
    )


def test_no_place_is_kept_for_what_is_gone() -> None:
    placed = places()
    there = {like: set(texts_of(model)) for table, like, model in tables() if table == like}
    kept = [*placed.code.items(), *placed.told.items()]
    assert [f"{table}.{name}" for table, names in kept for name in set(names) - there.get(table, set())] == []
    assert placed.open <= set(there)


def test_every_function_of_the_first_lock_has_its_switch() -> None:
    switched = {name for name in vars(switches._Open) if not name.startswith("_")}
    assert set(switches.functions()) == switched | set(switches.KEPT)
    before = access.may.__code__
    with switches.first_lock_off():
        assert access.may.__code__ is not before
    assert access.may.__code__ is before


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["nobody", "amira"])
def test_who_is_behind_no_wall_is_refused(amira: User, reader: str) -> None:
    code, told = said(reader)
    assert code == 2
    assert reader in told["error"]


@pytest.mark.django_db(transaction=True)
def test_accounts_of_others_are_asked_for_wherever_their_one_lock_holds(amira: User, dev: User) -> None:
    asked = {
        only: secrets_of(dev, only).hidden.get(OF_ACCOUNTS, []) for only in (None, "application", "database")
    }

    assert str(amira.pk) in asked[None]
    assert asked == {None: asked[None], "application": asked[None], "database": []}


@pytest.mark.django_db(transaction=True)
def test_it_finds_nothing_where_the_wall_holds_and_keeps_no_look(amira: User, dev: User) -> None:
    make_share(make_case(by=amira), dev.agency, by=amira)
    make_case(by=amira, summary="Somebody else is threatened each night")

    code, told = said("dev", "--most", "150")

    assert (code, told["leaks"], told["broken"]) == (0, [], [])
    assert told["probes"] >= 150
    assert {"shared_list", "shared_page", "api_shared_case"} <= set(told["shown"])
    assert not Access.objects.filter(user=dev).exists()


@pytest.mark.django_db(transaction=True)
def test_it_finds_what_comes_through_when_both_locks_are_off(amira: User, dev: User) -> None:
    make_case(by=amira, summary="Somebody else is threatened each night")

    with switches.first_lock_off():
        code, told = said("dev", "--only", "application", "--most", "150")

    assert code == 1
    assert any("cases_case.summary" in leak["what"] for leak in told["leaks"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text")
        assert cursor.fetchone()[0] == connection.settings_dict["USER"]

"""`manage.py check --database default` finds every way in which the runtime role could escape row security."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.core.checks import run_checks
from django.db import connection, connections

from asbcases.local.places import APP_ROLE, OWNER_ROLE, database_settings, var_folder
from asbcases.local.postgres import SUPERUSER


@pytest.fixture
def superuser(db: None) -> Iterator[psycopg.Connection]:
    """Return the session of whoever set the server up, which the product itself never has."""
    if connection.settings_dict["HOST"] != database_settings(var_folder())["HOST"]:
        pytest.skip("roles are made on the embedded server only")
    where = {"host": connection.settings_dict["HOST"], "dbname": connection.settings_dict["NAME"]}
    with psycopg.connect(user=SUPERUSER, **where, autocommit=True) as session:
        yield session


@pytest.fixture
def running_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that names the role as which the product is thought to run."""
    return lambda role: monkeypatch.setattr(connections["default"], "app_role", role)


@pytest.fixture
def probe(superuser: psycopg.Connection, running_as: Callable[[str], None]) -> Iterator[str]:
    """Return a runtime role of this test alone: others work on the same server as the real one meanwhile."""
    role = f"probe_{superuser.info.backend_pid}"
    superuser.execute(f"CREATE ROLE {role} LOGIN")
    running_as(role)
    yield role
    superuser.execute(f"DROP ROLE {role}")


@contextmanager
def changed(superuser: psycopg.Connection, change: str, undo: str) -> Iterator[None]:
    superuser.execute(change)
    try:
        yield
    finally:
        superuser.execute(undo)


def faults() -> list[tuple[str, str]]:
    return [(fault.id, fault.msg) for fault in run_checks(databases=["default"])]


@pytest.mark.django_db
def test_a_database_as_we_make_it_has_no_fault() -> None:
    assert connections["default"].app_role == APP_ROLE
    assert faults() == []


def test_a_role_without_rights_has_no_fault(probe: str) -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("right", "words", "number"),
    [("SUPERUSER", "is a superuser", "E002"), ("BYPASSRLS", "has BYPASSRLS", "E003")],
)
def test_a_right_that_no_policy_binds_is_found(
    superuser: psycopg.Connection, probe: str, right: str, words: str, number: str
) -> None:
    superuser.execute(f"ALTER ROLE {probe} {right}")

    assert faults() == [(f"asbcases.{number}", f"The runtime role {probe} {words}.")]


def test_it_is_asked_only_where_a_database_is_named(superuser: psycopg.Connection, probe: str) -> None:
    superuser.execute(f"ALTER ROLE {probe} BYPASSRLS")

    assert run_checks() == []


@pytest.mark.parametrize(
    ("make", "undo"),
    [
        ("ALTER TABLE cases_case OWNER TO {app}", "ALTER TABLE cases_case OWNER TO {owner}"),
        ("ALTER FUNCTION asb_actor() OWNER TO {app}", "ALTER FUNCTION asb_actor() OWNER TO {owner}"),
        ("CREATE SCHEMA own AUTHORIZATION {app}", "DROP SCHEMA own"),
        ("ALTER DATABASE {database} OWNER TO {app}", "ALTER DATABASE {database} OWNER TO {owner}"),
    ],
)
def test_whatever_it_owns_is_found(superuser: psycopg.Connection, probe: str, make: str, undo: str) -> None:
    names = {"app": probe, "owner": OWNER_ROLE, "database": superuser.info.dbname}

    with changed(superuser, make.format(**names), undo.format(**names)):
        found = faults()

    assert ("asbcases.E004", f"The runtime role {probe} owns a part of the database.") in found


@pytest.mark.django_db
def test_the_login_of_the_owner_is_found(running_as: Callable[[str], None]) -> None:
    running_as(OWNER_ROLE)

    assert ("asbcases.E004", f"The runtime role {OWNER_ROLE} owns a part of the database.") in faults()


def test_a_role_that_may_become_the_owner_is_found(superuser: psycopg.Connection, probe: str) -> None:
    superuser.execute(f"GRANT {OWNER_ROLE} TO {probe}")

    words = f"{OWNER_ROLE}, which the runtime role {probe} may become, owns a part of the database."
    assert ("asbcases.E004", words) in faults()


def test_row_security_that_was_switched_off_is_found(superuser: psycopg.Connection) -> None:
    off, on = (f"ALTER TABLE risk_answer {verb} ROW LEVEL SECURITY" for verb in ("DISABLE", "ENABLE"))

    with changed(superuser, off, on):
        found = faults()

    assert found == [("asbcases.E005", "Row security is off for risk_answer.")]


@pytest.mark.django_db
def test_a_role_that_is_not_there_is_named(running_as: Callable[[str], None]) -> None:
    running_as("asbcases_nobody")

    assert faults() == [("asbcases.E001", "The database knows no role asbcases_nobody.")]


@pytest.mark.django_db
def test_what_an_import_stages_is_no_fault() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE staged (words text) ON COMMIT DROP")

    assert faults() == []

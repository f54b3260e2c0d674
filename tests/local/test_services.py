"""The embedded services start, are shared, survive kills and stop with their last user."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from asbcases.local import places
from asbcases.local.process import first_number
from asbcases.local.services import Services, ensure_running
from asbcases.settings.database import from_url
from tests.local.tools import holding, kill, lives, postmaster, user_of, wait_until

pytestmark = pytest.mark.services


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "var"
    yield folder
    Services(folder).stop_if_unused()


def _services(var: Path) -> Services:
    return Services(var, durable=False)


def _connect(
    var: Path, role: str = places.APP_ROLE, host: str = ""
) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=host or str(places.socket_folder(var)), user=role, dbname=places.DATABASE, autocommit=True
    )


def _one(var: Path, query: str, role: str = places.APP_ROLE, host: str = "") -> object:
    with _connect(var, role, host) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def test_the_last_one_out_stops_both_servers(made: Path) -> None:
    first, second = _services(made), _services(made)
    first.hold()
    second.hold()
    server = postmaster(made)

    assert first.release() is False
    assert second.alive()
    assert second.release() is True

    assert not second.alive()
    assert not lives(server)


def test_a_second_process_attaches_to_the_same_server(made: Path) -> None:
    ours = _services(made)
    ours.hold()
    server = postmaster(made)

    other = holding(made)

    assert postmaster(made) == server
    ours.release()
    assert lives(server)
    other.communicate()
    assert not lives(server)


def test_a_user_that_is_killed_does_not_keep_the_servers_up(made: Path) -> None:
    user = holding(made)
    server = postmaster(made)
    user.kill()
    user.communicate()
    assert lives(server)

    assert _services(made).stop_if_unused() is True

    assert not lives(server)


def test_many_first_users_at_once_start_one_server(var: Path) -> None:
    users = [user_of(var) for _ in range(3)]
    assert [user.stdout.readline() for user in users if user.stdout] == ["held\n"] * 3

    server = postmaster(var)
    for user in users:
        user.communicate()

    assert not lives(server)
    assert all(user.returncode == 0 for user in users)


def test_services_may_be_left_running_for_the_next_command(made: Path) -> None:
    services = _services(made)
    services.keep = True
    services.hold()

    assert services.release() is False

    assert services.alive()


def test_holding_again_only_adds_what_is_asked_for(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASBCASES_VAR", str(made))
    monkeypatch.setenv("ASBCASES_FSYNC", "off")

    services = ensure_running(redis=False)
    assert not places.valkey_socket(made).exists()

    assert ensure_running() is services
    assert places.valkey_socket(made).exists()
    assert services.release() is True


def test_what_was_committed_is_there_after_postgresql_is_killed(made: Path) -> None:
    services = Services(made, durable=True, redis=False)
    services.hold()
    with _connect(made, places.OWNER_ROLE) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")

    kill(postmaster(made))
    assert not services.alive()
    services.revive()

    assert _one(made, "SELECT seven FROM kept", places.OWNER_ROLE) == 7
    services.release()


def test_valkey_is_started_again_after_a_kill(made: Path) -> None:
    services = Services(made, durable=False, postgres=False)
    services.hold()

    kill(first_number(places.socket_folder(made) / "valkey.pid"))
    assert not services.alive()
    services.revive()

    assert services.alive()
    services.release()


def test_a_lock_file_whose_number_another_program_got_is_no_server(made: Path) -> None:
    services = _services(made)
    services.hold()
    services.release()
    (made / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{made / 'postgres'}\n")
    (places.socket_folder(made) / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")

    services.hold()

    assert services.alive()
    services.release()


def test_all_that_is_killed_at_once_starts_again(made: Path) -> None:
    user = holding(made)
    for part in (user.pid, postmaster(made), first_number(places.socket_folder(made) / "valkey.pid")):
        kill(part)
    user.communicate()

    services = _services(made)
    services.hold()

    assert services.alive()
    assert _one(made, "SELECT current_user") == places.APP_ROLE
    assert services.release() is True


def test_half_made_data_are_made_anew(var: Path) -> None:
    (var / "postgres.new" / "base").mkdir(parents=True)

    services = _services(var)
    services.hold()

    assert services.alive()
    assert not (var / "postgres.new").exists()
    services.release()


@pytest.mark.parametrize(
    "name", ["A folder with 'quotes', 100% œ", "B c%d", "Deep/" + "/".join(["x" * 40] * 4)]
)
def test_awkward_paths_work_in_an_address_too(tmp_path: Path, name: str) -> None:
    var = tmp_path / name
    services = _services(var)

    services.hold()

    assert services.alive()
    folder = quote(str(places.socket_folder(var)), safe="")
    for url in (f"postgres://{places.APP_ROLE}@{folder}/x", f"postgres://{places.APP_ROLE}@/x?host={folder}"):
        assert _one(var, "SELECT current_user", host=from_url(url, "DATABASE_URL")["HOST"]) == places.APP_ROLE
    services.release()
    with suppress(OSError):
        places.socket_folder(var).rmdir()


def test_roles_hold_no_more_than_they_need(running: Path) -> None:
    query = "SELECT string_agg(rolname || ' ' || rolsuper || ' ' || rolcreatedb || ' ' || rolcreaterole, ', ' ORDER BY rolname)"
    roles = _one(running, query + " FROM pg_roles WHERE rolname IN ('asbcases_app', 'asbcases_owner')")
    owner = _one(
        running, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    )

    assert roles == "asbcases_app false false false, asbcases_owner false true false"
    assert owner == places.OWNER_ROLE
    assert _one(running, "SELECT pg_has_role('asbcases_owner', 'asbcases_app', 'member')") is True
    assert _one(running, "SELECT pg_has_role('asbcases_app', 'asbcases_owner', 'member')") is False
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _one(running, "CREATE TABLE mine (id int)")


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_only_a_test_instance_does_not_wait_for_the_disk(var: Path, durable: bool, fsync: str) -> None:
    services = Services(var, durable=durable, redis=False)
    services.hold()

    assert _one(var, "SHOW fsync") == fsync
    services.release()


def test_nobody_else_reaches_the_sockets(running: Path) -> None:
    run = places.socket_folder(running)

    assert stat.S_IMODE(run.stat().st_mode) == 0o700
    assert _one(running, "SHOW listen_addresses") == ""


def test_backends_of_a_killed_server_are_waited_for(made: Path) -> None:
    services = Services(made, durable=False, redis=False)
    services.hold()
    with _connect(made) as busy, suppress(psycopg.OperationalError):
        server = postmaster(made)
        kill(server)
        services.revive()
        busy.execute("SELECT 1")

    assert postmaster(made) != server
    wait_until(services.alive)
    services.release()

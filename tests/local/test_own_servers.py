"""Servers of one's own are asked first: what is wrong with them is one sentence, and no process is started."""

import socket
from pathlib import Path
from urllib.parse import quote

import pytest
from celery import Celery

from asbcases.local import own, places
from asbcases.local.errors import LocalServiceError
from tests.local.tools import Told, manage

pytestmark = pytest.mark.services


def _up(var: Path, **servers: str) -> Told:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    done = manage(var, "up", "--port", str(port), **servers)
    assert "web " not in done.stdout
    assert not (var / "postgres").exists()
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "postgres://app@127.0.0.1:1/cases",
            "The database of DATABASE_URL cannot be used (connection failed:",
        ),
        (f"postgres://app@{'y' * 70}/cases", "The database of DATABASE_URL cannot be used (encoding with"),
        ("mysql://app@localhost/cases", "DATABASE_URL is no address of a PostgreSQL database: write it as"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_at_once(tmp_path: Path, url: str, sentence: str) -> None:
    told = _up(tmp_path, DATABASE_URL=url, REDIS_URL="redis://127.0.0.1:1")

    assert told.code == 1
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1


def test_a_database_without_tables_is_told_with_who_can_make_them(tmp_path: Path, running: Path) -> None:
    folder = quote(str(places.socket_folder(running)), safe="")

    told = _up(
        tmp_path,
        DATABASE_URL=f"postgres://{places.APP_ROLE}@{folder}/template1",
        REDIS_URL=places.redis_url(running),
    )

    assert told.code == 1
    assert "set DATABASE_OWNER_URL to the login that owns them" in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "url", ["redis://127.0.0.1:1", "redis+socket:///nowhere", "http://localhost", "redis://h:p"]
)
def test_a_broker_that_cannot_be_used_is_told(url: str) -> None:
    with pytest.raises(
        LocalServiceError, match=r"^The broker of REDIS_URL cannot be used \(.*as in redis://host"
    ):
        own.reach_broker(Celery(broker=url, set_as_current=False))


def test_a_broker_that_answers_is_used(running: Path) -> None:
    own.reach_broker(Celery(broker=places.redis_url(running), set_as_current=False))

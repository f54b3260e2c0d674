"""The metrics of a real server with several workers: each tells what all of them have counted."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.deployment.served import Served, served

pytestmark = pytest.mark.services
TOKEN = "tk-0123456789-abcdefghijklmnopqrstuvwxyz"
SECRET = "Jade-Taylor-14-Mersea-Road"
ASKED = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def server(folder: Path, django_db_setup: None) -> Iterator[Served]:
    with served(folder, METRICS_TOKEN=TOKEN, TMPDIR=str(folder)) as server:
        yield server
    assert not list(folder.glob("asbcases-metrics-*")), "the folder of counts goes with the server"


def counted(text: str, route: str) -> int:
    found = re.findall(
        rf'^asbcases_requests_total{{route="{route}",status="\dxx"}} (\S+)$', text, re.MULTILINE
    )
    return sum(int(float(number)) for number in found)


def test_whichever_worker_is_asked_tells_what_all_of_them_counted_and_nothing_that_was_typed(
    server: Served, folder: Path
) -> None:
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda n: server.ask("GET", f"/{SECRET}-{n}/?{SECRET}={SECRET}"), range(ASKED)))
        list(many.map(lambda n: server.ask("POST", "/accounts/login/", f"login={SECRET}"), range(ASKED)))
        texts = list(many.map(lambda _: server.ask("GET", "/metrics")[1], range(ASKED)))

    files = [path.name for path in folder.glob("asbcases-metrics-*/counter_*.db")]
    assert len(files) == 2, "both workers have counted"
    assert {counted(text, "none") for text in texts} == {ASKED}
    assert {counted(text, "account_login") for text in texts} == {ASKED}
    assert not any(SECRET in text for text in texts)
    assert all(SECRET.encode() not in path.read_bytes() for path in folder.glob("asbcases-metrics-*/*.db"))


def test_the_numbers_of_the_database_are_told_by_the_runtime_role(server: Served) -> None:
    text = server.ask("GET", "/metrics")[1]

    assert "asbcases_database_up 1.0" in text
    assert "asbcases_deadlines_overdue 0.0" in text
    assert "asbcases_outbox_waiting 0.0" in text


def test_who_comes_through_the_proxy_needs_the_token(server: Served) -> None:
    through = {"X_Forwarded_For": "203.0.113.9"}

    assert server.ask("GET", "/metrics", **through)[0] == 404
    assert server.ask("GET", "/metrics", **through, Authorization="Bearer other")[0] == 404
    assert server.ask("GET", "/metrics", **through, Authorization=f"Bearer {TOKEN}")[0] == 200

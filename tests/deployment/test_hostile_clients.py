"""Clients that take the server's time, or break off: everybody else is served, and half a request is none."""

import http.client
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest
from django.core.cache import cache
from django.db import transaction

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from tests.deployment.installation import HOST
from tests.deployment.served import Served, served
from tests.make import PASSWORD, make_user

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
READY, LOGIN = "/health/ready/", "/accounts/login/"
TOKEN = "a" * 32
FORM = {
    "Content_Type": "application/x-www-form-urlencoded",
    "Cookie": f"__Host-csrftoken={TOKEN}",
    "Origin": f"https://{HOST}",
}
HEAD = f"POST {LOGIN} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"
MANY, ATTEMPTS, CONNECTIONS = 40, 1000, 50
BEGUN = {
    "nothing at all": "",
    "a header that never ends": f"{HEAD}X-Name: ",
    "no end of empty lines": "\r\n\r\n",
    "a form of which a part is missing": f"{HEAD}Content-Length: 500\r\n\r\nlogin=",
    "a file of which the most is missing": f"{HEAD}Content-Length: 20000000\r\n\r\nlogin=",
    "pieces without an end": f"{HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nlogin\r\n",
    "a body that waits to be asked for": f"{HEAD}Expect: 100-continue\r\nContent-Length: 9\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), CONN_MAX_AGE="0") as server:
        yield server


@contextmanager
def slow_clients(server: Served, begun: str) -> Iterator[list[socket.socket]]:
    """Have so many connections stand that send what was begun, and then a byte each second."""
    with ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=30))
            for _ in range(MANY)
        ]
        for line in lines:
            line.sendall(begun.encode())
        ended = Event()
        dripping = Thread(target=drip, args=(lines, ended))
        dripping.start()
        try:
            yield lines
        finally:
            ended.set()
            dripping.join()


def drip(lines: list[socket.socket], ended: Event) -> None:
    while not ended.wait(1):
        for line in lines:
            try:
                line.sendall(b"a")
            except OSError:
                continue


def told(headers: dict[str, str]) -> dict[str, str]:
    return {"Host": HOST, "X-Forwarded-Proto": "https"} | {k.replace("_", "-"): v for k, v in headers.items()}


def person(name: str) -> User:
    cache.clear()
    with transaction.atomic():
        return make_user(name, Role.CPT_OFFICER, district_code="colchester")


def sign_in(server: Served, name: str, password: str, address: str) -> tuple[int, bool]:
    """Return the status, and whether somebody is signed in now."""
    sent = f"login={name}&password={password}&csrfmiddlewaretoken={TOKEN}"
    status, headers, _ = server.answer("POST", LOGIN, sent, **FORM, X_Forwarded_For=address)
    return status, any("__Host-sessionid=" in cookie for cookie in headers.get_all("Set-Cookie", []))


@pytest.mark.parametrize("begun", BEGUN)
def test_forty_slow_clients_keep_nobody_from_being_served(server: Served, begun: str) -> None:
    with slow_clients(server, BEGUN[begun]), ThreadPoolExecutor(4) as others:
        answers = list(others.map(lambda _: server.ask("GET", READY)[0], range(8)))
        form, _ = server.ask("POST", LOGIN, "login=x", **FORM)

    assert (answers, form) == ([200] * 8, 403)


@pytest.mark.parametrize("size", [500, 200_000])
def test_nothing_is_done_of_a_request_that_breaks_off(server: Served, size: int) -> None:
    amira = person("amira")
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in FORM.items())
    sent = f"login=amira&password={PASSWORD}&csrfmiddlewaretoken={TOKEN}&next=/".ljust(size - 100, "x")

    server.send(f"{HEAD}{lines}Content-Length: {size}\r\n\r\n{sent}".encode())

    amira.refresh_from_db()
    assert amira.last_login is None
    assert sign_in(server, "amira", PASSWORD, "203.0.113.1") == (302, True)


def test_a_thousand_sign_ins_over_fifty_connections_are_stopped_and_lock_nobody_else_out(
    server: Served,
) -> None:
    person("ben")

    def attempts(number: int) -> Counter[int]:
        web = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        seen: Counter[int] = Counter()
        for attempt in range(ATTEMPTS // CONNECTIONS):
            sent = f"login=name{number}&password=wrong{attempt}&csrfmiddlewaretoken={TOKEN}"
            web.request("POST", LOGIN, sent, {**told(FORM), "X-Forwarded-For": "198.51.100.7"})
            answer = web.getresponse()
            answer.read()
            seen[answer.status] += 1
        web.close()
        return seen

    with ThreadPoolExecutor(CONNECTIONS + 1) as many:
        sent = [many.submit(attempts, number) for number in range(CONNECTIONS)]
        other = many.submit(sign_in, server, "ben", PASSWORD, "203.0.113.2")
        seen = sum((one.result() for one in sent), Counter())

    assert other.result() == (302, True)
    assert set(seen) == {200, 429}
    assert seen[429] > ATTEMPTS * 0.8

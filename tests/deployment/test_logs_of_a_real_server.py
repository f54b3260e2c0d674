"""What a real server writes while people type secrets into every part of a request: kinds, places and keys alone."""

import json
from collections.abc import Iterator
from contextlib import suppress
from http.client import IncompleteRead
from urllib.parse import quote

import pytest

from tests.deployment.served import HOST, Served, served

pytestmark = pytest.mark.services
SECRET = "JadeTaylorOfMerseaRoad"
ELSEWHERE = f"https://{SECRET}.example.org/{SECRET}"
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
JSON = {"Content_Type": "application/json"}
DJANGO, GUNICORN = "django.request", "gunicorn.error"
# How a page fails: who logs it, of which kind, and of which route; of what is being sent already no route is known.
FAULTS = {
    "plain": (DJANGO, "ValueError", "fails"),
    "chained": (DJANGO, "RuntimeError", "fails"),
    "database": (DJANGO, "DataError", "fails"),
    "streaming": (GUNICORN, "OverflowError", None),
    "missing": (DJANGO, "", "fails"),
    "denied": (DJANGO, "PermissionDenied", "fails"),
    "suspicious": ("django.security.SuspiciousOperation", "SuspiciousOperation", "fails"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), LOG_LEVEL="INFO", CONN_MAX_AGE="0") as server:
        yield server


def new_lines(server: Served, before: int) -> list[dict[str, object]]:
    """Return what was written since, each line read as the JSON that it has to be."""
    text = server.log[before:]
    assert SECRET.lower() not in text.lower(), text
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("how", FAULTS)
def test_a_fault_that_quotes_the_request_is_logged_by_kind_place_and_route(server: Served, how: str) -> None:
    before = len(server.log)
    headers = {**FORM, "X_Name": SECRET, "Cookie": f"__Host-sessionid={SECRET}"}

    # What is being sent already breaks off.
    with suppress(IncompleteRead):
        server.ask("POST", f"/fails/{how}/?q={SECRET}&{SECRET}=1", f"name={SECRET}", **headers)

    (line,) = new_lines(server, before)
    fault = str(line.get("fault", ""))
    logger, kind, route = FAULTS[how]
    assert (line["logger"], line.get("route")) == (logger, route)
    assert fault.endswith(kind)
    assert ("faulty.py" in fault) == bool(kind)


ASKED = {
    "a path that does not exist": ("GET", f"/{SECRET}/", "", {}),
    "a reference that is none": ("GET", f"/cases/{SECRET}/", "", {}),
    "a query": ("GET", f"/people/?q={SECRET}", "", {}),
    "a method that is none": (SECRET.upper()[:20], "/accounts/login/", "", {}),
    "a trace": ("TRACE", f"/cases/?{SECRET}", "", {"X_Name": SECRET}),
    "a method that is not served": ("DELETE", f"/metrics?{SECRET}", "", {}),
    "a host that is not ours": ("GET", "/", "", {"Host": f"{SECRET}.example.org"}),
    "a host that is no name": ("GET", "/", "", {"Host": f"{SECRET}_{{}}"}),
    "a sign-in without its token": ("POST", "/accounts/login/", f"login={SECRET}&password={SECRET}", FORM),
    "an origin that is not ours": (
        "POST",
        "/accounts/login/",
        f"login={SECRET}",
        {**FORM, "Origin": ELSEWHERE},
    ),
    "a referer that is not ours": (
        "POST",
        "/accounts/login/",
        f"login={SECRET}",
        {**FORM, "Referer": ELSEWHERE, "Cookie": "__Host-csrftoken=" + "a" * 32},
    ),
    "a cookie of a session": (
        "GET",
        "/cases/",
        "",
        {"Cookie": f"__Host-sessionid={SECRET}; __Host-csrftoken={SECRET}; {SECRET}=1"},
    ),
    "a token": ("GET", "/api/v1/cases/", "", {"Authorization": f"Bearer {SECRET}"}),
    "a body of the API that is no JSON": ("POST", "/api/v1/cases/", f'{{"name": "{SECRET}"', JSON),
    "the public form": ("POST", "/report/1/", f"what={SECRET}", FORM),
    "too many fields": ("POST", "/accounts/login/", "&".join([f"{SECRET}={SECRET}"] * 1100), FORM),
    "a body that is none of a form": (
        "POST",
        "/accounts/login/",
        SECRET,
        {"Content_Type": f"multipart/form-data; boundary={SECRET}"},
    ),
    "no boundary": ("POST", "/accounts/login/", SECRET, {"Content_Type": f"multipart/form-data; {SECRET}"}),
    "where one goes next": ("GET", f"/accounts/login/?next={quote(ELSEWHERE)}", "", {}),
    "a link of a password": ("GET", f"/accounts/password/reset/key/1-{SECRET}/", "", {}),
    "a null": ("GET", f"/people/?q={SECRET}%00", "", {}),
    "bytes that are no text": ("GET", f"/people/%ff{SECRET}/?q=%ff{SECRET}", "", {}),
    "headers of an agent": (
        "GET",
        "/",
        "",
        {"User_Agent": SECRET, "X_Forwarded_For": SECRET, "X_Request_Id": SECRET},
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_nothing_of_a_request_is_logged(server: Served, what: str) -> None:
    method, path, body, headers = ASKED[what]
    before = len(server.log)

    status, text = server.ask(method, path, body, **headers)

    assert 200 <= status < 500
    assert method != "TRACE" or SECRET not in text
    assert all({"at", "level", "logger", "event"} <= line.keys() for line in new_lines(server, before))


RAW = {
    "no HTTP": f"{SECRET}\r\n\r\n",
    "a version that is none": f"GET /{SECRET} HTTP/{SECRET}\r\n\r\n",
    "a header that is none": f"GET / HTTP/1.1\r\nHost: {HOST}\r\n{SECRET} : {SECRET}\r\n\r\n",
    "a length that is none": f"POST /{SECRET} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {SECRET}\r\n\r\n",
    "an encoding that is none": f"POST /{SECRET} HTTP/1.1\r\nHost: {HOST}\r\nTransfer-Encoding: {SECRET}\r\n\r\n",
    "a line that is too long": f"GET /{SECRET * 400} HTTP/1.1\r\nHost: {HOST}\r\n\r\n",
}


@pytest.mark.parametrize("what", RAW)
def test_nothing_of_what_is_no_request_is_logged(server: Served, what: str) -> None:
    before = len(server.log)

    server.send(RAW[what].encode())

    assert all(line["event"] == "Invalid request" for line in new_lines(server, before))


def test_what_the_server_says_of_itself_is_kept(server: Served) -> None:
    lines = server.log.splitlines()

    assert any("Listening at" in line for line in lines)
    assert sum("Booting worker" in line for line in lines) == 2


@pytest.mark.parametrize(
    ("method", "path", "event", "route", "logger"),
    [
        ("POST", "/accounts/login/", "answered 403", "account_login", "django.security.csrf"),
        ("GET", f"/{SECRET}/", "answered 404", "none", "django.request"),
    ],
)
def test_a_refusal_is_logged_with_its_status_the_route_and_the_request(
    server: Served, method: str, path: str, event: str, route: str, logger: str
) -> None:
    before = len(server.log)

    server.ask(method, path, "login=x", **FORM)

    (line,) = new_lines(server, before)
    assert (line["event"], line["route"], line["logger"]) == (event, route, logger)
    assert len(str(line["request"])) == 36


def test_a_sign_in_that_fails_is_logged_without_the_name_that_was_typed(server: Served) -> None:
    before, token = len(server.log), "a" * 32
    sent = f"login={SECRET}&password={SECRET}&csrfmiddlewaretoken={token}"

    server.ask(
        "POST", "/accounts/login/", sent, **FORM, Cookie=f"__Host-csrftoken={token}", Origin=f"https://{HOST}"
    )

    (line,) = new_lines(server, before)
    assert (line["event"], line["logger"]) == ("sign-in failed", "asbcases.web.sign_in_log")

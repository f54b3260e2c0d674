"""Which cookies a deployment sets: each of this host alone, by TLS alone."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction

from asbcases.accounts.choices import Role
from tests.deployment.served import HOST, Served, served
from tests.make import PASSWORD, make_user

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
FORM = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}"}


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), CONN_MAX_AGE="0") as server:
        yield server


def set_by(server: Served, path: str, sent: str, jar: SimpleCookie) -> None:
    """Post as a browser does that has these cookies, and keep what is set."""
    token = jar["__Host-csrftoken"].value if jar else "a" * 32
    told = "; ".join(f"{name}={cookie.value}" for name, cookie in jar.items()) or f"__Host-csrftoken={token}"
    status, headers, _ = server.answer(
        "POST", path, f"{sent}&csrfmiddlewaretoken={token}", **FORM, Cookie=told
    )
    assert status == 302
    for line in headers.get_all("Set-Cookie", []):
        jar.load(line)


def test_each_cookie_is_of_this_host_alone(server: Served) -> None:
    cache.clear()
    with transaction.atomic():
        make_user("amira", Role.CPT_OFFICER, district_code="colchester")
    jar = SimpleCookie()

    set_by(server, "/accounts/login/", f"login=amira&password={PASSWORD}", jar)
    session = jar["__Host-sessionid"].value
    set_by(server, "/accounts/sessions/others/end/", "", jar)

    assert set(jar) == {"__Host-sessionid", "__Host-csrftoken", "__Host-messages"}
    assert {(cookie["secure"], cookie["path"], cookie["domain"]) for cookie in jar.values()} == {
        (True, "/", "")
    }
    assert [jar[name]["httponly"] for name in ("__Host-sessionid", "__Host-messages")] == [True, True]
    assert Session.objects.get().session_key == session

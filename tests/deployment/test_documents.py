"""What the documents name is there: variables, commands, targets, files; and each page stays a page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from asbcases.local.places import REPOSITORY
from tests.deployment.image import services

DOCS = REPOSITORY / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
# What `make proof` and `make bench` write is as long as it has to be.
PAGES = [
    REPOSITORY / "CONTRIBUTING.md",
    REPOSITORY / "SECURITY.md",
    *(
        DOCS / f"{name}.md"
        for name in ("access", "api", "data", "deadlines", "deploy", "health", "import", "monitoring")
    ),
    *(DOCS / f"{name}.md" for name in ("cryptography", "files", "public-report", "restricted")),
    *DECISIONS,
]


def quoted(page: Path) -> Iterator[str]:
    """Yield what stands between backticks, in lines and in blocks."""
    text = page.read_text()
    yield from re.findall(r"```\n(.*?)```", text, flags=re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_a_page(page: Path) -> None:
    lines = page.read_text().splitlines()

    assert len(lines) < 80
    assert lines[0].startswith("# ")
    assert all(len(line) <= 160 for line in lines if not line.startswith("|"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_and_target_that_a_page_names_exists(page: Path) -> None:
    text = "\n".join(quoted(page))
    targets = re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text(), flags=re.MULTILINE)

    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= set(targets)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    top = {path.name for path in REPOSITORY.iterdir()} - {"var", "secrets"}
    named = [
        words
        for text in quoted(page)
        for words in re.findall(r"(?<![\w/.:-])[\w.-]+(?:/[\w.*-]+)+/?", text)
        if words.split("/")[0] in top
    ]

    for words in named:
        assert list(REPOSITORY.glob(words.rstrip("/"))), words


def test_every_test_that_the_page_on_asvs_names_exists() -> None:
    """It names them without `tests/` and `test_`, so that its tables can be read."""
    text = (DOCS / "asvs.md").read_text()
    named = set(re.findall(r"`([a-z]+)/(\w+)`", text)) - {("asbcases", "local")}

    assert len(named) > 40
    assert not [
        name for name in named if not (REPOSITORY / "tests" / name[0] / f"test_{name[1]}.py").exists()
    ]


def test_every_requirement_is_answered_once() -> None:
    rows = re.findall(r"^\| (\d+\.\d+\.\d+[^|]*) \|", (DOCS / "asvs.md").read_text(), flags=re.MULTILINE)
    numbers = [number for row in rows for number in re.findall(r"\b\d+\.\d+\.\d+\b", row)]

    assert len(numbers) > 150
    assert len(numbers) == len(set(numbers))


def test_decisions_are_numbered_and_say_what_why_and_what_follows() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for page in DECISIONS:
        text = page.read_text()
        assert text.startswith(f"# {int(page.name[:4])}. ")
        assert all(part in text for part in ("**Decision.**", "**Why.**", "**What follows.**")), page.name


def test_every_variable_that_the_settings_read_is_explained() -> None:
    read = {
        name
        for file in (REPOSITORY / "asbcases" / "settings").glob("*.py")
        for name in re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', file.read_text())
    }

    assert {"SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL"} <= read
    assert read <= explained()


def test_every_variable_of_the_compose_file_is_explained() -> None:
    ours = (services()[name]["environment"] for name in ("migrate", "web", "worker", "beat"))
    given = {name.removesuffix("_FILE") for environment in ours for name in environment}

    assert given <= explained()


def explained() -> set[str]:
    """Return the variables of the table in docs/settings.md."""
    rows = re.findall(r"^\| (`[A-Z].*?) \|", (DOCS / "settings.md").read_text(), flags=re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}

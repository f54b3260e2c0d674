"""docs/cryptography.md is whole: each key, each algorithm that settings name, and each module that hashes, signs or seals."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import BasePasswordHasher
from django.utils.module_loading import import_string

from asbcases.local.places import REPOSITORY
from asbcases.settings.signing_in import PASSWORD_HASHERS
from tests.deployment.image import compose

PAGE = REPOSITORY / "docs" / "cryptography.md"
# Of Python, of Django and of libraries: what hashes, signs, seals, compares, or draws what nobody may guess.
MEANS = {"cryptography", "crypto", "hashers", "hashlib", "hmac", "jwt", "secrets", "signing", "ssl"}
PACKAGES = ("asbcases", "partners", "risk", "triggers")
SECRET = re.compile(r"SECRET|TOKEN$|_URL$|PASSWORD$")
# No secrets: addresses that stand on pages.
PUBLIC = {"EXIT_URL", "SITE_URL"}


def rows() -> str:
    """Return the rows of the tables: what is said beside them stands for nothing."""
    return "\n".join(line for line in PAGE.read_text().splitlines() if line.startswith("|"))


def brought_in(module: Path) -> Iterator[str]:
    """Yield the parts of the names that a module imports."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from (node.module or "").split(".")
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (part for name in node.names for part in name.name.split("."))


def users_of_cryptography() -> set[str]:
    """Return the modules that use any of the means."""
    modules = (module for package in PACKAGES for module in (REPOSITORY / package).rglob("*.py"))
    return {str(module.relative_to(REPOSITORY)) for module in modules if MEANS & set(brought_in(module))}


def test_each_module_that_uses_cryptography_has_its_row_and_no_other_has() -> None:
    named = set(re.findall(r"`((?:asbcases|partners|risk|triggers)/[\w/]+\.py)`", rows()))

    assert "asbcases/accounts/sealing.py" in named
    assert named - {"asbcases/settings/signing_in.py"} == users_of_cryptography()


@pytest.mark.parametrize("hasher", PASSWORD_HASHERS)
def test_each_hasher_of_passwords_is_named(hasher: str) -> None:
    kind: type[BasePasswordHasher] = import_string(hasher)

    assert f"`{kind.algorithm}`" in rows()


def test_each_secret_that_settings_read_is_named() -> None:
    read = {
        name
        for file in (REPOSITORY / "asbcases" / "settings").glob("*.py")
        for name in re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', file.read_text())
    }
    secret = {name for name in read if SECRET.search(name)} - PUBLIC

    assert {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "METRICS_TOKEN"} <= secret
    assert {name for name in secret if f"`{name}`" not in rows()} == set()


def test_each_secret_of_the_compose_file_is_named() -> None:
    assert {name for name in compose()["secrets"] if f"`{name}`" not in rows()} == set()

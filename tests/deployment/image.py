"""What the Dockerfile, .dockerignore and docker-compose.yml say, read as far as they go here."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from asbcases.local.places import REPOSITORY


def instructions(word: str = "") -> list[str]:
    """Return what follows each instruction of the Dockerfile, or each one of a kind, on one line."""
    text = re.sub(r"^#.*\n", "", (REPOSITORY / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [" ".join(line.split()).removeprefix(f"{word} ") for line in lines if line.startswith(word)]


def words_of(instruction: str) -> list[str]:
    """Return the words of a command in the form of a list."""
    words: list[str] = json.loads(instruction[instruction.index("[") :])
    return words


def let_in() -> list[str]:
    """Return the paths that .dockerignore lets into the image."""
    lines = (REPOSITORY / ".dockerignore").read_text().splitlines()
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def copy_into(folder: Path) -> None:
    """Copy into a folder what the image holds of the checkout: of the rules of .dockerignore the last one counts."""
    for rule in (REPOSITORY / ".dockerignore").read_text().splitlines():
        if rule.startswith("!"):
            _let_in(folder, rule.removeprefix("!"))
        elif rule and not rule.startswith(("#", "*")):
            for kept_out in folder.glob(rule):
                shutil.rmtree(kept_out) if kept_out.is_dir() else kept_out.unlink()


def _let_in(folder: Path, path: str) -> None:
    source, target = REPOSITORY / path, folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copy(source, target)


def compose() -> dict[str, Any]:
    """Return docker-compose.yml."""
    read: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
    return read


def services() -> dict[str, dict[str, Any]]:
    """Return the services by name."""
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found

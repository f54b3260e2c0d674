"""The list of libraries in docs/libraries.md names each that is pinned, for what it is there, and its licence."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from asbcases.local.places import REPOSITORY

LIST = (REPOSITORY / "docs" / "libraries.md").read_text()
# Each licence that we take, and a word by which a package says that it is under it.
SAID = {
    **{"MIT": "MIT", "MIT-0": "MIT-0", "MIT-CMU": "MIT-CMU", "BSD": "BSD", "0BSD": "0BSD", "Zlib": "Zlib"},
    **{
        "Apache-2.0": "Apache",
        "CC0-1.0": "CC0",
        "PSF-2.0": "PSF",
        "MPL-2.0": "MPL",
        "LGPL-3.0": "LGPL-3.0",
        "ZPL-2.1": "ZPL-2.1",
    },
}


def plain(name: str) -> str:
    """Return the name of a library as the index of packages compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> set[str]:
    """Return the libraries that the requirements pin."""
    texts = [path.read_text() for path in (REPOSITORY / "requirements").glob("*.txt")]
    return {plain(name) for text in texts for name in re.findall(r"^([\w.-]+)(?:\[.*?\])?==", text, re.M)}


def needed() -> set[str]:
    """Return the libraries that the project itself asks for."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {plain(re.match(r"[\w.-]+", each)[0]) for each in asked}  # type: ignore[index]


def listed() -> list[tuple[str, str]]:
    """Return every library of the list with its licences: from the rows of one, and from those of many."""
    rows = [
        line.strip("| ").split(" | ")
        for line in LIST.splitlines()
        if line.startswith("| ") and not line.startswith("| -")
    ]
    alone = [(row[0], row[2]) for row in rows if len(row) == 3 and row[0] != "Library"]
    many = [
        (name, row[0]) for row in rows if len(row) == 2 and row[0] != "Licence" for name in row[1].split(", ")
    ]
    return alone + many


def test_every_library_is_listed_once_and_those_that_we_ask_for_say_for_what() -> None:
    names = [name for name, _ in listed()]
    explained = set(re.findall(r"^\| ([\w-]+) \| [^|]+ \| [^|]+ \|$", LIST, flags=re.MULTILINE))

    assert sorted(names) == sorted(pinned())
    assert needed() <= explained


@pytest.mark.parametrize(("name", "licences"), listed())
def test_a_library_is_under_the_licence_that_the_list_states(name: str, licences: str) -> None:
    stated = licences.split(", ")
    try:
        about = metadata(name)
    except PackageNotFoundError:  # one of another system
        assert set(stated) <= SAID.keys()
        return
    fields = [about.get("License-Expression"), about.get("License"), *(about.get_all("Classifier") or [])]
    words = " ".join(field for field in fields if field)

    assert all(SAID[licence] in words for licence in stated)

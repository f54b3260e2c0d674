"""The county as an earlier state of the code made it, brought to the state of today as docs/deploy.md says."""

import json
import subprocess
import sys
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from asbcases.local import places
from tests.deployment.installation import Installation
from tests.proof.beside import (
    address,
    agrees,
    checked,
    counted,
    dump,
    installed,
    migrated,
    named,
    on,
    restore,
    session,
    stated,
    well,
)
from tests.proof.contents import Binding, Contents, binding, contents, differing
from tests.proof.working import OFFICERS, worked_on
from tests.tools.report import REPOSITORY, Line, Section

# Earlier states by what they did not have yet; the gate takes the first alone.
EARLIER = {
    "before problem-solving plans": "f81d539faa12a073fa976bf4cb42711600fb8da5",
    "before case reviews": "54b5aeca4727998fcd6c294518cd0c53c68d41e9",
}
# How the earlier code fills a database: the demonstration, or its stories among a handful of other cases.
WHOLE = ["build_county", "--size", "demo", "--seed", "1", "--json"]
HANDFUL = ["shell", "--no-imports", "-c", "from tests.tools.filled import build_demo; build_demo()"]
CASES, FEW = 40, 6
MIGRATIONS = "SELECT app || '.' || name FROM django_migrations"
DUMP = "before.dump"


@dataclass(frozen=True)
class State:
    """What stood in a database, and which migrations had made it."""

    contents: Contents
    binding: Binding
    migrations: set[str]


@dataclass(frozen=True)
class Upgraded:
    """What came of the earlier database."""

    before: State
    after: State
    new: Binding
    trouble: str
    checked: tuple[dict[str, Any], dict[str, Any]]
    pages: dict[str, Any]
    more: int
    seconds: float


def prove(scale: float) -> Section:
    """Build the county with the code of then, dump it, restore it beside, migrate it with the code of now, and work on in it."""
    whole = scale >= 1
    states = dict(list(EARLIER.items())[: None if whole else 1])
    if missing := [name for name, commit in states.items() if not in_history(commit)]:
        return unknown(missing, whole=whole)
    return section({name: _proved(commit, whole=whole) for name, commit in states.items()})


def in_history(commit: str) -> bool:
    """Say whether this checkout knows an earlier state: a shallow or exported one does not."""
    asked = ["git", "cat-file", "-e", f"{commit}^{{commit}}"]
    return subprocess.run(asked, cwd=REPOSITORY, stderr=subprocess.DEVNULL, check=False).returncode == 0


def unknown(missing: list[str], *, whole: bool) -> Section:
    """Return what is said where the history does not reach back; at full size it is a fault."""
    found = f"NOT in the history of this checkout, and so nothing was proved: {', '.join(missing)}"
    return Section(TITLE, WORDS, [Line("the earlier state", found, not whole)])


def _proved(commit: str, *, whole: bool) -> Upgraded:
    folder = places.var_folder() / "upgrade" / commit[:8]
    folder.mkdir(parents=True)
    before = _built(commit, folder, WHOLE if whole else HANDFUL)
    with installed(folder / "now") as made:
        return _upgraded(made, folder, before, CASES if whole else FEW)


def _built(commit: str, folder: Path, command: list[str]) -> State:
    """Fill a new installation of the earlier code with the county, and dump it as docs/deploy.md says."""
    packed, code = folder / "then.tar", folder / "code"
    subprocess.run(["git", "archive", "--output", str(packed), commit], cwd=REPOSITORY, check=True)
    with tarfile.open(packed) as archive:
        archive.extractall(code, filter="data")
    with installed(folder / "then", code) as made:
        well(migrated(made))
        env = on(address(made), "dev") | {"PATH": made.of_the_image()["PATH"], "PYTHONPATH": str(code)}
        well(made.run(["python", "manage.py", *command], env))
        well(dump(stated("pg_dump"), made.socket, folder / DUMP))
        return _state(made)


def _state(made: Installation) -> State:
    with session(made.socket) as asked:
        names = {str(name) for (name,) in asked.execute(MIGRATIONS).fetchall()}
        return State(contents(asked), binding(asked), names)


def _upgraded(made: Installation, folder: Path, before: State, cases: int) -> Upgraded:
    """Restore the dump, migrate it as the service `migrate` does, and have officers go on with it."""
    restored = restore(folder / DUMP, made.socket)
    started = time.monotonic()
    done = migrated(made)
    seconds = time.monotonic() - started
    after, first = _state(made), checked(made)
    with session(connection.settings_dict["HOST"], connection.settings_dict["NAME"]) as asked:
        new = binding(asked)
    opened = [sys.executable, "-m", "tests.proof.pages", OFFICERS[0], str(cases)]
    pages = subprocess.run(opened, cwd=REPOSITORY, env=on(address(made)), stdout=subprocess.PIPE, check=True)
    more = worked_on(address(made), folder / "more.acts")
    return Upgraded(
        before=before,
        after=after,
        new=new,
        trouble=(restored.stderr if restored.returncode else "") + (done.stderr if done.returncode else ""),
        checked=(first, checked(made)),
        pages=json.loads(pages.stdout),
        more=more,
        seconds=seconds,
    )


TITLE = "An earlier county, brought to the code of today"
WORDS = (
    "The code of an earlier state, taken from the history of this checkout, migrates a database and plays the county of the "
    "demonstration into it. That is dumped and restored beside as docs/deploy.md says, migrated by the code of today as its "
    "service `migrate` does, and worked on."
)


def section(found: dict[str, Upgraded]) -> Section:
    """Return the table of what was migrated and how it stands, with a column for each earlier state."""
    rows = [_lines(each) for each in found.values()]
    lines = [
        Line(same[0].what, tuple(str(line.found) for line in same), all(line.holds for line in same))
        for same in zip(*rows, strict=True)
    ]
    return Section(TITLE, WORDS, lines, head=("", *found))


def _lines(found: Upgraded) -> list[Line]:
    before, after = found.before, found.after
    rows = sum(number for number, _ in before.contents.values())
    fewer = [
        name for name, (number, _) in before.contents.items() if after.contents.get(name, (0, 0))[0] < number
    ]
    unlike = differing(after.binding, found.new)
    first, last = found.checked
    wrong = found.pages["wrong"]
    added, gone = after.migrations - before.migrations, sorted(before.migrations - after.migrations)
    return [
        Line("restored, migrated, policies loaded, row security binds", found.trouble or "yes", not found.trouble),
        Line("migrations of then, and since", f"{len(before.migrations)} and {len(added)}; unknown now: {named(gone)}", bool(added) and not gone),
        Line("tables that lost rows", f"{named(fewer)} of {len(before.contents)}, with {rows:,} rows", not fewer and rows > 0),
        Line("kinds of rules and rights that differ from a new database's", f"{named(unlike)} of {len(found.new)}", not unlike),
        Line("deadlines checked, and differences", counted(first), agrees(first)),
        Line("pages opened, of how many cases", f"{found.pages['pages']} of {found.pages['cases']}; not opened: {named(wrong)}", found.pages["pages"] > found.pages["cases"] > 0 and not wrong),
        Line("acts done there afterwards", str(found.more), found.more > 0),
        Line("deadlines checked after them, and differences", counted(last), agrees(last) and last["checked"] > first["checked"]),
        Line("migrated in", f"{found.seconds:.0f} s"),
    ]  # fmt: skip

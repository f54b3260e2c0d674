"""A backup taken while people work and restored as docs/deploy.md says: all of one instant, and nothing after it."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone
from psycopg import IsolationLevel

from asbcases.county.build import build
from asbcases.county.numbers import DEMO, HANDFUL
from asbcases.db.actor import ANONYMOUS, TELL, acting
from asbcases.local import places
from asbcases.local.places import APP_ROLE
from tests.deployment.installation import Installation
from tests.proof.acts import KEPT, Act
from tests.proof.beside import (
    Session,
    address,
    agrees,
    bound,
    checked,
    counted,
    dump,
    installed,
    named,
    restore,
    session,
    stated,
    well,
)
from tests.proof.contents import (
    Binding,
    Contents,
    binding,
    contents,
    differing,
    given_again,
    sequences,
)
from tests.proof.population import own_database
from tests.proof.working import OFFICERS, answered, at_work, worked_on
from tests.tools.report import Line, Section

# How many acts are waited for before the instant of the dump, and after it before pg_dump begins to read.
BEFORE, AFTER = 8, 8
DUMP = "asbcases.dump"


@dataclass(frozen=True)
class Held:
    """What a database held, and what bound whoever asked it."""

    contents: Contents
    binding: Binding
    sequences: dict[str, int]


@dataclass(frozen=True)
class Dumped:
    """What was there at the instant of a dump, which lies between two readings of the clock, and how the dump went."""

    held: Held
    taken: tuple[float, float]
    ran: tuple[float, float]
    refused: bool
    acts: list[Act]

    @property
    def earlier(self) -> list[Act]:
        """Return the acts that were answered before the instant."""
        return [act for act in self.acts if act.ended and act.ended < self.taken[0]]

    @property
    def later(self) -> list[Act]:
        """Return the acts that were begun after the instant."""
        return [act for act in self.acts if act.began > self.taken[1]]


@dataclass(frozen=True)
class Restored:
    """What came of the dump in a new installation."""

    trouble: str
    held: Held
    marks: set[str]
    again: list[str]
    bound: bool
    seen: int
    checked: tuple[dict[str, Any], dict[str, Any]]
    more: int
    seconds: float


def prove(scale: float) -> Section:
    """Fill a database of its own with the county, dump it while officers work, restore it, and hold one against the other."""
    with own_database():
        with acting("system:county"):
            now, today = timezone.now(), timezone.localdate()
            numbers = DEMO if scale >= 1 else HANDFUL
            build("demo", seed=1, anchor=None, now=now, today=today, progress=lambda: None, numbers=numbers)
        connection.close()
        return backed_up(places.var_folder() / "backup", len(OFFICERS) if scale >= 1 else 2)


def backed_up(folder: Path, officers: int) -> Section:
    """Dump the database in use while so many officers work, and restore it beside, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    host, name = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    dumped = _dumped(host, name, folder, OFFICERS[:officers])
    with installed(folder / "new") as made:
        return section(dumped, _restored(made, folder))


def _dumped(host: str, name: str, folder: Path, officers: Sequence[str]) -> Dumped:
    """Dump a database while officers work on it, at an instant at which everything in it is counted too."""
    words = stated("pg_dump", name)
    with at_work(host, name, folder, officers) as acts, session(host, name) as asked:
        answered(acts, BEFORE)
        snapshot, taken = _snapshot(asked)
        held = _held(asked)
        answered(acts, AFTER, since=taken[1])
        started = time.monotonic()
        well(dump([words[0], f"--snapshot={snapshot}", *words[1:]], host, folder / DUMP))
        ended = time.monotonic()
        answered(acts, 1, since=ended)
        done = [act for each in acts() for act in each]
    barred = dump(["pg_dump", "-U", APP_ROLE, name], host, folder / "barred.dump")
    return Dumped(held, taken, (started, ended), barred.returncode != 0, done)


def _snapshot(asked: Session) -> tuple[str, tuple[float, float]]:
    """Begin to read at one instant; return its name for others, and the times between which it lies."""
    asked.isolation_level = IsolationLevel.REPEATABLE_READ
    before = time.monotonic()
    [(name,)] = asked.execute("SELECT pg_export_snapshot()").fetchall()
    return str(name), (before, time.monotonic())


def _held(asked: Session) -> Held:
    return Held(contents(asked), binding(asked), sequences(asked))


def _restored(made: Installation, folder: Path) -> Restored:
    """Restore the dump in a new installation, look at it, and work on in it."""
    started = time.monotonic()
    done = restore(folder / DUMP, made.socket)
    seconds = time.monotonic() - started
    with session(made.socket) as asked:
        held = _held(asked)
        marks = {str(mark) for (mark,) in asked.execute(KEPT).fetchall()}
        again = given_again(asked)
    with psycopg.connect(address(made)) as pages:
        pages.execute(TELL, [ANONYMOUS])
        [(seen,)] = pages.execute("SELECT count(*) FROM cases_case").fetchall()
    is_bound, first = bound(made), checked(made)
    more = worked_on(address(made), folder / "more.acts")
    return Restored(
        trouble=done.stderr if done.returncode else "",
        held=held,
        marks=marks,
        again=again,
        bound=is_bound.returncode == 0,
        seen=seen,
        checked=(first, checked(made)),
        more=more,
        seconds=seconds,
    )


def section(dumped: Dumped, restored: Restored) -> Section:
    """Return the table of what was dumped and what came back."""
    first, last = restored.checked
    lines = [
        Line("the dump is read without an error", restored.trouble or "yes", not restored.trouble),
        *_acts(dumped, restored.marks),
        *_same(dumped.held, restored),
        Line("row security binds the role of the pages", "yes" if restored.bound else "NO", restored.bound),
        Line("deadlines checked there, and differences", counted(first), agrees(first)),
        Line("acts done there afterwards", str(restored.more), restored.more > 0),
        Line("deadlines checked after them, and differences", counted(last), agrees(last) and last["checked"] > first["checked"]),
        Line("a dump as the role of the pages", "refused" if dumped.refused else "NOT refused", dumped.refused),
        Line("dumped and restored in", f"{dumped.ran[1] - dumped.ran[0]:.1f} s and {restored.seconds:.1f} s"),
    ]  # fmt: skip
    words = (
        "Officers in processes of their own take reports, open cases, write in journals, promise to ring back and do, while "
        "the demonstration's county is dumped by the command of docs/deploy.md; a transaction counts and sums up every table "
        "at the instant of the dump. The dump is restored as that page says, on a new server with nothing but the two roles."
    )
    return Section("Backup in the midst of work, and restored", words, lines)


def _acts(dumped: Dumped, kept: set[str]) -> Iterator[Line]:
    """Yield what became of the acts of before, of after, and of those that were under way at the instant."""
    earlier, later = dumped.earlier, dumped.later
    between = [act for act in dumped.acts if act not in earlier and act not in later]
    meanwhile = [act for act in later if act.ended and act.ended < dumped.ran[1]]
    lost, strange = (
        [act.mark for act in acts if (act.mark in kept) != there]
        for acts, there in ((earlier, True), (later, False))
    )
    yield Line(
        "acts answered before the instant, and missing",
        f"{len(earlier)} and {len(lost)}",
        bool(earlier) and not lost,
    )
    yield Line("acts begun after it, and there", f"{len(later)} and {len(strange)}", not strange)
    yield Line("of them answered before pg_dump ended", str(len(meanwhile)), bool(meanwhile))
    yield Line(
        "acts under way at the instant, and there",
        f"{len(between)} and {sum(act.mark in kept for act in between)}",
    )


def _same(then: Held, restored: Restored) -> Iterator[Line]:
    """Yield whether rows, rules and sequences are those of the instant."""
    now = restored.held
    wrong, unlike = differing(then.contents, now.contents), differing(then.binding, now.binding)
    rows, rules = sum(number for number, _ in then.contents.values()), sum(map(len, then.binding.values()))
    behind = [name for name, last in then.sequences.items() if now.sequences.get(name, 0) < last]
    cases, _ = now.contents["cases_case"]
    yield Line(
        "tables whose rows are not those of the instant",
        f"{named(wrong)} of {len(then.contents)}, with {rows:,} rows",
        not wrong and rows > 0,
    )
    yield Line(
        "kinds of rules and rights that differ",
        f"{named(unlike)} of {len(then.binding)}, with {rules:,} of them",
        not unlike and rules > 0,
    )
    yield Line(
        "sequences behind, or about to give a number again",
        named([*behind, *restored.again]),
        not behind and not restored.again,
    )
    yield Line(
        "cases that the role of the pages shows to a stranger",
        f"{restored.seen} of {cases:,}",
        restored.seen == 0 < cases,
    )

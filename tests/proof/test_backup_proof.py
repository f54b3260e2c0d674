"""The proof of backups fails where anything of a dump in the midst of work is missing, strange or unbound."""

from dataclasses import replace

import pytest

from tests.proof.acts import Act
from tests.proof.backup import Dumped, Held, Restored, section
from tests.proof.beside import stated

HELD = Held({"cases_case": (3, 7)}, {"policies": {"sees its own"}}, {"asb_asb": 3})
DUMPED = Dumped(
    HELD, (2, 3), (5, 9), True, [Act("a", 0, 1), Act("b", 1.5, 4), Act("c", 4, 6), Act("d", 8, None)]
)
AGREED = {"checked": 9, "differences": []}
RESTORED = Restored("", HELD, {"a", "b"}, [], True, 0, (AGREED, {"checked": 12, "differences": []}), 20, 1.0)


def test_the_commands_are_those_of_the_page_on_running_it() -> None:
    assert stated("pg_dump", "another") == ["pg_dump", "-U", "postgres", "-Fc", "another"]
    assert stated("pg_restore") == ["pg_restore", "-U", "postgres", "--exit-on-error", "-d", "asbcases"]
    with pytest.raises(LookupError):
        stated("pg_dumpall")


def test_the_proof_holds_where_all_of_one_instant_came_back() -> None:
    assert section(DUMPED, RESTORED).holds


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"trouble": "permission denied"}, "the dump is read"),
        ({"held": replace(HELD, contents={"cases_case": (3, 8)})}, "tables whose rows"),
        ({"held": replace(HELD, binding={"policies": set()})}, "kinds of rules"),
        ({"held": replace(HELD, sequences={"asb_asb": 2})}, "sequences behind"),
        ({"again": ["cases_case.id"]}, "sequences behind"),
        ({"marks": {"b"}}, "acts answered before"),
        ({"marks": {"a", "c"}}, "acts begun after"),
        ({"bound": False}, "row security binds"),
        ({"seen": 1}, "cases that the role"),
        (
            {"checked": ({"checked": 9, "differences": ["late"]}, RESTORED.checked[1])},
            "deadlines checked there",
        ),
        ({"checked": (AGREED, AGREED)}, "deadlines checked after"),
        ({"more": 0}, "acts done"),
    ],
)
def test_the_proof_fails_at_the_line_that_tells_of_it(changed: dict[str, object], what: str) -> None:
    assert broken(DUMPED, replace(RESTORED, **changed), by=what)


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"acts": DUMPED.acts[1:]}, "acts answered before"),
        ({"ran": (5, 5.5)}, "of them answered"),
        ({"refused": False}, "a dump as the role"),
    ],
)
def test_the_proof_fails_where_nobody_worked_or_the_wrong_role_could_dump(
    changed: dict[str, object], what: str
) -> None:
    assert broken(replace(DUMPED, **changed), RESTORED, by=what)


def broken(dumped: Dumped, restored: Restored, *, by: str) -> bool:
    """Say whether one line alone does not hold, and begins with these words."""
    lines = [line.what for line in section(dumped, restored).lines if not line.holds]
    return len(lines) == 1 and lines[0].startswith(by)

"""The proof of the upgrade fails where anything is lost, differs or does not open, and says when it could not be made."""

from dataclasses import replace

import pytest

from tests.proof.upgrade import State, Upgraded, in_history, section, unknown

BINDING = {"policies": {"sees its own"}}
AGREED = {"checked": 9, "differences": []}
GOOD = Upgraded(
    before=State({"cases_case": (3, 7)}, {"policies": {"sees all"}}, {"cases.0001"}),
    after=State({"cases_case": (3, 8), "sara_plan": (0, 0)}, BINDING, {"cases.0001", "cases.0002"}),
    new=BINDING,
    trouble="",
    checked=(AGREED, {"checked": 12, "differences": []}),
    pages={"cases": 3, "pages": 40, "wrong": []},
    more=20,
    seconds=1.0,
)


def test_the_proof_holds_where_everything_came_with() -> None:
    assert section({"then": GOOD}).holds


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"trouble": "permission denied"}, "restored, migrated"),
        ({"after": replace(GOOD.after, migrations={"cases.0002"})}, "migrations of then"),
        ({"after": replace(GOOD.after, contents={"cases_case": (2, 7)})}, "tables that lost rows"),
        ({"after": replace(GOOD.after, binding={"policies": {"sees all"}})}, "kinds of rules"),
        ({"checked": ({"checked": 9, "differences": ["late"]}, GOOD.checked[1])}, "deadlines checked, and"),
        ({"checked": (AGREED, AGREED)}, "deadlines checked after"),
        ({"pages": {**GOOD.pages, "wrong": ["/cases/C1/: 500"]}}, "pages opened"),
        ({"pages": {"cases": 3, "pages": 3, "wrong": []}}, "pages opened"),
        ({"more": 0}, "acts done"),
    ],
)
def test_the_proof_fails_at_the_line_that_tells_of_it(changed: dict[str, object], what: str) -> None:
    wrong = [
        line.what
        for line in section({"then": replace(GOOD, **changed), "earlier": GOOD}).lines
        if not line.holds
    ]

    assert [each.startswith(what) for each in wrong] == [True]


def test_a_checkout_without_its_history_says_so_and_fails_at_full_size() -> None:
    said = unknown(["before plans"], whole=False)

    assert said.holds
    assert "nothing was proved: before plans" in said.lines[0].found
    assert not unknown(["before plans"], whole=True).holds
    assert not in_history("0" * 40)

"""Writes review_clocks.jsonl and review_clocks_held_back.jsonl: lives on a case, and every clock they set.

The stories stand in review_clock_stories.txt; what follows from each is reckoned by review_clock_lives.py. Where a story
also says a clock as worked by hand, the reckoned ones must hold it or nothing is written. Nothing is imported from the
project. Run it with `python -m tests.data.write_review_clocks`.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.data.review_clock_lives import LONDON, RANKS, Life

HERE = Path(__file__).parent
STORIES = HERE / "review_clock_stories.txt"
TARGETS = (HERE / "review_clocks.jsonl", HERE / "review_clocks_held_back.jsonl")


def instant(text: str) -> str:
    """Return an instant with its offset; London's own clock where none is said."""
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=LONDON)).isoformat()


def yes(text: str) -> bool:
    """Return whether a word says yes."""
    return {"yes": True, "no": False}[text]


def some(text: str) -> str | None:
    """Return the text, or nothing where it says none."""
    return None if text == "none" else text


# How what an act says is read, and what it says where the story leaves it out.
READ: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("with_victim", "below_floor", "reached", "referred", "crime"), yes),
    **dict.fromkeys(("first_contact", "happened_at"), instant),
    **dict.fromkeys(("triage_level", "youngest_born"), some),
    "days": int,
    "waived": str.split,
}
LEFT_OUT = {
    "ruling": {"below_floor": "no"},
    "contact": {"reached": "yes"},
    "closed": {"youngest_born": "none", "waived": ""},
}


def act(words: list[str]) -> dict[str, object]:
    """Return one act: its name, its instant and what else it says."""
    name, at, *rest = words
    said = LEFT_OUT.get(name, {}) | dict(zip(rest[::2], rest[1::2], strict=True))
    if name == "contact":
        said.setdefault("happened_at", at)
    read = {key: READ[key](value) if key in READ else value for key, value in said.items()}
    return {"act": name, "at": instant(at)} | read


def by_hand(words: list[str]) -> dict[str, str | None]:
    """Return one clock as it was worked by hand."""
    kind, rank, qualifier, anchor, due_at, state, *ended = words
    empty = {"-": ""}
    return {
        "kind": kind,
        "rank": empty.get(rank, rank),
        "qualifier": empty.get(qualifier, qualifier),
        "anchor": instant(anchor),
        "due_at": instant(due_at),
        "state": state,
        "ended_at": instant(ended[0]) if ended else None,
    }


def story(number: int, text: str) -> dict[str, object]:
    """Return one story with its clocks; stop where they are not those worked by hand."""
    name, *lines = text.strip().splitlines()
    words = [line.split() for line in lines]
    acts = [act(line) for line in words if line[0] not in ("at", "=", "all")]
    at = next(instant(line[1]) for line in words if line[0] == "at")
    order = [datetime.fromisoformat(str(each["at"])) for each in acts] + [datetime.fromisoformat(at)]
    if order != sorted(order):
        raise SystemExit(f"{name}: not in order")
    life = Life()
    for each in acts:
        rest = {key: value for key, value in each.items() if key not in ("act", "at")}
        getattr(life, str(each["act"]))(datetime.fromisoformat(str(each["at"])), **rest)
    clocks = sorted(
        life.clocks, key=lambda clock: (clock.anchor, clock.kind, RANKS.index(clock.rank or RANKS[0]))
    )
    told, worked = [clock.told() for clock in clocks], [by_hand(line[1:]) for line in words if line[0] == "="]
    wrong = [clock for clock in worked if worked.count(clock) > told.count(clock)]
    if wrong or (["all"] in words and len(told) != len(worked)):
        raise SystemExit(f"{name}: not {json.dumps(wrong, indent=1)} but {json.dumps(told, indent=1)}")
    return {"id": f"v{number:02}", "acts": acts, "at": at, "deadlines": told, "why": name}


def write() -> None:
    """Write both files: the stories in turn go to the one and to the other."""
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    stories = [story(number, part) for number, part in enumerate(text.strip().split("\n\n"), 1)]
    for place, target in enumerate(TARGETS):
        rows = [json.dumps(each, ensure_ascii=False) for each in stories[place::2]]
        target.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()

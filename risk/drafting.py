"""How a draft of a risk form is written, one part at a time; pure: each function returns the changed content."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from risk.choices import Scoring
from risk.instruments import LONGEST_CODE

Content = dict[str, Any]
Row = Mapping[str, Any]


def empty() -> Content:
    """Return a form without anything."""
    return {"scoring": Scoring.SUM.value, "require_all": True, "questions": [], "bands": [], "floors": []}


def code_from(words: str, taken: Collection[str]) -> str:
    """Return a short code made of words, which nothing beside it has."""
    short = "_".join(re.findall(r"[a-z0-9]+", words.lower())[:4])[: LONGEST_CODE - 4].strip("_") or "answer"
    numbered = (f"{short}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (short, *numbered) if code not in taken)


def codes_of(content: Content) -> list[str]:
    """Return the codes of the questions, in their order."""
    return [row["code"] for row in content["questions"]]


def with_question(content: Content, code: str, **fields: Any) -> Content:
    """Return the content with this question changed, or added at the end; its answers stay."""
    if code in codes_of(content):
        rows = [{**row, **fields} if row["code"] == code else row for row in content["questions"]]
    else:
        rows = [*content["questions"], {"code": code, "options": [], **fields}]
    return {**content, "questions": rows}


def without_question(content: Content, code: str) -> Content:
    """Return the content without this question; floors that name it say so as a fault."""
    return {**content, "questions": [row for row in content["questions"] if row["code"] != code]}


def moved(content: Content, code: str, *, down: bool) -> Content:
    """Return the content with this question one place further up or down; at an end it stays."""
    rows = list(content["questions"])
    place = codes_of(content).index(code)
    other = min(max(place + (1 if down else -1), 0), len(rows) - 1)
    rows[place], rows[other] = rows[other], rows[place]
    return {**content, "questions": rows}


def with_options(content: Content, code: str, rows: Sequence[Row]) -> Content:
    """Return the content with these answers to a question, in this order; a code that is missing is made of the words."""
    options: list[Row] = []
    for row in rows:
        taken = [*(option["code"] for option in options), *(one["code"] for one in rows)]
        options.append({**row, "code": row["code"] or code_from(row["label"], taken)})
    return with_question(content, code, options=options)


def with_bands(content: Content, starts: Mapping[str, int | None]) -> Content:
    """Return the content with bands that begin at these scores; a level without one has no band."""
    bands = [{"level": level, "min_score": start} for level, start in starts.items() if start is not None]
    return {**content, "bands": bands}


def with_floor(content: Content, number: int | None, floor: Row) -> Content:
    """Return the content with this floor in the place of one, or at the end."""
    floors = list(content["floors"])
    if number is None:
        floors.append(dict(floor))
    else:
        floors[number - 1] = dict(floor)
    return {**content, "floors": floors}


def without_floor(content: Content, number: int) -> Content:
    """Return the content without this floor."""
    kept = [floor for place, floor in enumerate(content["floors"], start=1) if place != number]
    return {**content, "floors": kept}

"""A program that works as an officer does until it is stopped: `python -m tests.proof.acts OFFICER FILE [MANY]`.

Each act is a transaction of its own, as on the pages. It leaves its mark in words that are kept, and the file says when
each began and when it was answered, by a clock that all processes of the machine share.
"""

import itertools
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import django

# Where the mark of an act is kept.
KEPT = """
SELECT narrative FROM cases_report WHERE narrative LIKE 'Proof act %' UNION ALL
SELECT summary FROM cases_case WHERE summary LIKE 'Proof act %' UNION ALL
SELECT words FROM cases_journalentry WHERE words LIKE 'Proof act %' UNION ALL
SELECT note FROM cases_callback WHERE note LIKE 'Proof act %'
"""


@dataclass(frozen=True)
class Act:
    """One act: its mark, when it was begun, and when it was answered, if it was."""

    mark: str
    began: float
    ended: float | None


def read(file: Path) -> list[Act]:
    """Return the acts that a file tells of."""
    written = file.read_text().rpartition("\n")[0] if file.exists() else ""
    told = [json.loads(line) for line in written.splitlines()]
    ended = {line["mark"]: line["at"] for line in told if line["what"] == "ended"}
    return [
        Act(line["mark"], line["at"], ended.get(line["mark"])) for line in told if line["what"] == "began"
    ]


def main(officer: str, file: str, many: str = "") -> None:
    """Act as this officer for so many reports, or until the process is stopped, and write down when."""
    django.setup()
    from asbcases.accounts.models import User
    from asbcases.db.actor import acting
    from tests.proof.officer import Officer

    by, begun = User.objects.get(username=officer), time.time_ns()
    with acting(str(by.pk)), Path(file).open("a", buffering=1) as out:
        for number in range(int(many)) if many else itertools.count():
            for kind, act in Officer(by).acts.items():
                mark = f"Proof act {officer} {begun} {number} {kind}"
                print(_line("began", mark), file=out)
                act(mark)
                print(_line("ended", mark), file=out)


def _line(what: str, mark: str) -> str:
    return json.dumps({"what": what, "mark": mark, "at": time.monotonic()})


if __name__ == "__main__":
    main(*sys.argv[1:])

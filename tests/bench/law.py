"""Rules of law a second: what the command does with each line, against reading the same lines as JSON."""

import json
from pathlib import Path

from asbcases.law.evaluating import evaluate_line
from asbcases.law.limits import shipped_limits
from tests.bench.timing import against, in_turn
from tests.tools.report import Line, Section

FULL, ROUNDS = 100_000, 5
BANK = Path(__file__).parent.parent / "data" / "law_truth.jsonl"
WORDS = (
    "{many:,} lines, the worked examples of tests/data/law_truth.jsonl over and over, in this process, without the start "
    "of the command: each is read, its rule and limits are looked up, it is decided, put into words and written as "
    "JSON. The floor reads the same lines as JSON and writes them out again. Medians of {rounds} rounds in which each "
    "took its turn."
)


def measure(scale: float) -> Section:
    """Measure how many lines a second are answered."""
    examples = BANK.read_bytes().splitlines()
    many = max(len(examples), int(FULL * scale))
    lines = (examples * (many // len(examples) + 1))[:many]
    _answered(examples)  # The register is read from its files once, which is not what is measured.
    taken = in_turn(ROUNDS, {"floor": lambda: _floor(lines), "rules": lambda: _answered(lines)})
    floor = taken["floor"]
    return Section(
        "Rules of law",
        WORDS.format(many=many, rounds=ROUNDS),
        [
            Line("JSON alone, the floor", _cells(many, floor, floor)),
            Line("evaluate_rules", _cells(many, taken["rules"], floor)),
        ],
        ("", "seconds", "lines a second", "times the floor"),
    )


def _floor(lines: list[bytes]) -> None:
    for line in lines:
        json.dumps(json.loads(line))


def _answered(lines: list[bytes]) -> None:
    limits = shipped_limits()
    for line in lines:
        json.dumps(evaluate_line(line, limits))


def _cells(many: int, seconds: float, floor: float) -> tuple[str, ...]:
    return (f"{seconds:.2f}", f"{many / seconds:,.0f}", against(seconds / floor)[0])

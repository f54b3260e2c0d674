"""`evaluate_rules`: what rules of law answer to facts, one line in, one line out."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from django.utils import timezone

from asbcases.commands import ProductCommand, UsageError
from asbcases.law.evaluating import evaluate_line
from asbcases.law.limits import shipped_limits
from asbcases.policies.queries import limits_in_force


class Command(ProductCommand):
    """Answers each line as it is read; exit code 1 when one could not be answered."""

    help = "Evaluate rules of law: lines of JSON with id, rule and facts, from a file or standard input."
    acts_as = "rules"
    needs_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file, and whether the administrators' rows count too."""
        super().add_arguments(parser)
        parser.add_argument("file", nargs="?", help="a file of JSON lines; standard input when none is given")
        parser.add_argument(
            "--database", action="store_true", help="also count the limits that administrators added"
        )

    def run(self, **options: Any) -> dict[str, Any]:
        """Answer line by line, and return how many lines there were and how many of them in vain."""
        limits = limits_in_force(timezone.now()) if options["database"] else shipped_limits()
        told = {"lines": 0, "errors": 0}
        with _opened(options["file"]) as lines:
            for line in lines:
                answer = evaluate_line(line, limits)
                told["lines"] += 1
                told["errors"] += "error" in answer
                self.stdout.write(json.dumps(answer) if options["json"] else _words(answer))
        return told

    def tell(self, result: dict[str, Any], *, as_json: bool) -> None:
        """Leave the answers alone on standard output."""
        if not as_json:
            self.stderr.write("{lines} lines, {errors} without an answer.".format_map(result))

    def found(self, result: dict[str, Any]) -> bool:
        """Return whether a line could not be answered."""
        return bool(result["errors"])


@contextmanager
def _opened(name: str | None) -> Iterator[BinaryIO]:
    """Open the file as bytes, so that a line that is no text is a line in vain and not the end of all."""
    if name is None:
        yield sys.stdin.buffer
        return
    try:
        file = open(name, "rb")  # noqa: SIM115  closed below; only opening it is bad usage
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}.") from error
    with file:
        yield file


def _words(answer: dict[str, Any]) -> str:
    """Return an answer for a person."""
    said = answer.get("error") or " ".join(answer["result"]["reasons"])
    decision = answer.get("result", {}).get("decision")
    return f"{answer['id']} {answer['rule']}{f' {decision}' if decision else ''}: {said}"

"""What the product's own commands share: one line of JSON, exit codes, an identity, a progress bar."""

import json
import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from datetime import date, datetime
from time import monotonic
from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from asbcases.db.actor import acting
from asbcases.errors import Refused


class UsageError(CommandError):
    """The command was called in a way that makes no sense: exit code 2."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, returncode=2)


class ProductCommand(BaseCommand, ABC):
    """A command whose `--json` others rely on.

    Exit code 0 is done, 1 done with findings or rejects, 2 usage. Only the result goes to standard output.
    """

    acts_as: str
    started: float

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --json, which every command of the product has."""
        parser.add_argument("--json", action="store_true", help="print the result as one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command as its service, print the result and leave with its exit code."""
        self.started = monotonic()
        try:
            with acting(f"system:{self.acts_as}"), pghistory.context(command=self.acts_as):
                result = self.run(**options)
        except (UsageError, Refused) as error:
            self._refuse(str(error), as_json=options["json"])
        self.tell(result, as_json=options["json"])
        if self.found(result):
            sys.exit(1)

    @abstractmethod
    def run(self, **options: Any) -> dict[str, Any]:
        """Do the work and return the result, in the shape that is agreed for the command."""

    def tell(self, result: dict[str, Any], *, as_json: bool) -> None:
        """Print the result; a command that answers line by line has done so already."""
        self.stdout.write(json.dumps(result, default=_plain) if as_json else self.words(result))

    def words(self, result: dict[str, Any]) -> str:
        """Return the result for a person."""
        return "\n".join(f"{key}: {value}" for key, value in result.items())

    def found(self, result: dict[str, Any]) -> bool:
        """Return whether there are findings or rejects that somebody must look at."""
        return False

    def seconds(self) -> float:
        """Return how long the command has run."""
        return round(monotonic() - self.started, 3)

    def progress(self, *, total: int | None, unit: str) -> "tqdm[Any]":
        """Return a progress bar on a terminal's standard error; on a pipe it stays silent."""
        return tqdm(
            total=total,
            unit=unit,
            unit_scale=unit == "B",  # Bytes are told in millions, other things one by one.
            file=sys.stderr,
            disable=not sys.stderr.isatty(),
            leave=False,
        )

    def _refuse(self, sentence: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"error": sentence}))
        self.stderr.write(sentence)
        sys.exit(2)


def _plain(value: object) -> str:
    """Return an instant with its offset, or a day, as ISO 8601; anything else is a fault of the command."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise TypeError(f"{value} has no offset: nobody could tell which instant it is.")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be told as JSON.")

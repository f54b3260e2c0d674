"""Loads incidents that others have published; the shape of its JSON is fixed (interfaces)."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from asbcases.casework.imports.loader import FileResult, load_file
from asbcases.casework.imports.reading import size_of
from asbcases.commands import ProductCommand

COUNTS = ("rows", "not_asb", "imported", "already")
SHOWN = 20


class Command(ProductCommand):
    """Loads each file in a transaction of its own; a broken file is refused whole, the others load."""

    help = "Import incidents from published files; a file loaded before adds nothing."
    acts_as = "import"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files, where they come from, and whether to try only."""
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE", help="CSV, plain or gzip")
        parser.add_argument("--source", required=True, choices=["police-uk"], help="who published the files")
        parser.add_argument("--dry-run", action="store_true", help="load, count, and take everything back")

    def run(self, **options: Any) -> dict[str, Any]:
        """Load the files one after the other and return the counts."""
        files: list[str] = options["files"]
        undo: AbstractContextManager[None] = taken_back() if options["dry_run"] else nullcontext()
        with undo, self.progress(total=sum(size_of(Path(name)) for name in files), unit="B") as bar:
            results = [load_file(name, now=timezone.now(), taken=bar.update) for name in files]
        return summary(results) | {"dry_run": options["dry_run"], "seconds": self.seconds()}

    def found(self, result: dict[str, Any]) -> bool:
        """Return whether a file or a row was not loaded."""
        return bool(result["rejected"]) or any(file["error"] for file in result["files"])

    def words(self, result: dict[str, Any]) -> str:
        """Return what was loaded, and what was not by file, line and reason."""
        refused = [file for file in result["files"] if file["error"]]
        lines = [
            f"{result['imported']:,} incidents imported, {result['already']:,} were here already;"
            f" {result['not_asb']:,} rows of other crimes passed over, in {result['seconds']:.1f} s.",
            *(f"{file['file']}: not loaded. {file['error']}" for file in refused),
            *(f"{bad['file']}, line {bad['line']}: {bad['reason']}" for bad in result["rejects"][:SHOWN]),
        ]
        if result["rejected"] > SHOWN:
            lines.append(f"… and {result['rejected'] - SHOWN:,} more rows: --json lists them all.")
        if result["dry_run"]:
            lines.append("This was a trial: nothing has been kept.")
        return "\n".join(lines)


@contextmanager
def taken_back() -> Iterator[None]:
    """Run all files in one transaction and roll it back: the second file must see what the first would have left."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def summary(results: list[FileResult]) -> dict[str, Any]:
    """Return the counts of a run and of each file, and each row that was not loaded."""
    return {
        **{count: sum(getattr(result, count) for result in results) for count in COUNTS},
        "rejected": sum(len(result.rejects) for result in results),
        "flagged": {
            flag: sum(getattr(result, flag) for result in results) for flag in ("outside_area", "no_location")
        },
        "files": [of_file(result) for result in results],
        "rejects": [
            {"file": result.file, "line": bad.line, "reason": bad.reason}
            for result in results
            for bad in result.rejects
        ],
    }


def of_file(result: FileResult) -> dict[str, Any]:
    """Return what became of one file."""
    counts = {count: getattr(result, count) for count in COUNTS}
    return {"file": result.file, **counts, "rejected": len(result.rejects), "error": result.error}

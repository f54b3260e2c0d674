"""The answers to the form by which anybody reports, and the files that come with them."""

from datetime import date
from typing import Any

from asbcases.cases.files import Kept
from asbcases.casework.forms.public import PAGES, QUESTIONS
from asbcases.web.public_forms.drafts import Draft


class ReportDraft(Draft):
    """What somebody who reports has answered so far."""

    routes, session, templates = "public", "public_report", "public"
    salt = "asbcases.public_report"
    pages, questions = PAGES, QUESTIONS

    @classmethod
    def empty(cls) -> dict[str, Any]:
        """Return what is held before anything was answered: files are told beside the answers."""
        return {**super().empty(), "files": []}

    @property
    def files(self) -> list[tuple[date, Kept]]:
        """Return the files that were put aside, each with its day."""
        return [(date.fromisoformat(day), Kept.of(told)) for day, told in self.held["files"]]

    def add_file(self, kept: Kept, on: date) -> None:
        """Keep that a file was put aside; the same one twice counts once."""
        if kept.sha256 not in {other.sha256 for _, other in self.files}:
            self.held["files"].append([on.isoformat(), kept._asdict()])

    def remove_file(self, place: int) -> None:
        """Leave a file out."""
        del self.held["files"][place : place + 1]

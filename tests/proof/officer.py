"""What an officer does with one report: is told, opens a case, writes in its journal, and rings back as was promised."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind
from asbcases.cases.models import CallBack, Case, Report
from asbcases.casework.transitions import make_call_back, promise_call_back, write_entry
from tests.make import make_case, make_incident, make_report, make_triage


class Officer:
    """An officer at work on one report."""

    report: Report
    promise: CallBack
    case: Case

    def __init__(self, by: User) -> None:
        self.by = by

    @property
    def acts(self) -> dict[str, Callable[[str], object]]:
        """Return the acts in their order; each is told the words that it is to keep."""
        return {"told": self.told, "opened": self.opened, "wrote": self.wrote, "rang": self.rang}

    @transaction.atomic
    def told(self, mark: str) -> None:
        """Take a report, whose triage is then due, and promise to ring back."""
        now = timezone.now()
        # Nobody has told of the place before, in whatever process.
        place = f"{time.time_ns() // 1000} {self.by.name} Street"
        code = self.by.district.code if self.by.district else "colchester"
        self.report = make_report(by=self.by, now=now, narrative=mark, place_text=place, district_code=code)
        by = now + timedelta(hours=2)
        self.promise = promise_call_back(self.report, call_by=by, by=self.by, now=now)

    @transaction.atomic
    def opened(self, mark: str) -> None:
        """Record the incident, triage it as one to which somebody comes, and open a case, which sets what is owed on it."""
        now = timezone.now()
        incident = make_incident(by=self.by, now=now, report=self.report)
        make_triage(incident, by=self.by, now=now)
        self.case = make_case(by=self.by, now=now, incidents=[incident], summary=mark)

    def wrote(self, mark: str) -> None:
        """Write a note in the journal of the case."""
        now = timezone.now()
        words = {"kind": EntryKind.NOTE, "happened_at": now, "said_by": self.by.name, "words": mark}
        write_entry(self.case, **words, by=self.by, now=now)

    def rang(self, mark: str) -> None:
        """Ring the caller, which meets what was promised."""
        make_call_back(self.promise, note=mark, by=self.by, now=timezone.now())

"""Cases for tests of what is written on them day by day, and what is written."""

from datetime import timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Reached
from asbcases.cases.choices import Outcome, Stage
from asbcases.cases.models import Case, CaseAction, CaseParty, JournalEntry
from asbcases.casework.transitions import plan_action, write_entry
from asbcases.law.periods import london_day
from tests.make import NOW, make_case

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def victim_of(case: Case) -> CaseParty:
    return CaseParty.objects.filter(case=case, role="victim").order_by("number")[0]


def shut(case: Case) -> Case:
    """Close a case behind the back of the verb, for tests of what a closed case still takes."""
    Case.objects.filter(pk=case.pk).update(
        stage=Stage.CLOSED, closed_at=NOW, outcome=Outcome.RESOLVED, closing_reason="It has stopped."
    )
    case.refresh_from_db()
    return case


def written(case: Case, *, by: User, **stated: Any) -> JournalEntry:
    """Write an entry of an hour ago in the journal: a note, or a contact where it is said that somebody was reached."""
    entry: dict[str, Any] = {
        "kind": EntryKind.CONTACT if stated.get("reached") else EntryKind.NOTE,
        "happened_at": NOW - HOUR,
        "said_by": by.name,
        "agency": by.agency.name,
        "words": "The music has stopped since Monday.",
        "now": NOW,
        **stated,
    }
    return write_entry(case, by=by, **entry)


def contact(case: Case, *, by: User, **stated: Any) -> JournalEntry:
    """Write that the victim was spoken to by telephone."""
    met: dict[str, Any] = {"reached": Reached.YES, "way": "phone", "party": victim_of(case), **stated}
    return written(case, by=by, **met)


def planned(case: Case, *, by: User, **stated: Any) -> CaseAction:
    """Plan an action for a day in a week's time."""
    action: dict[str, Any] = {
        "words": "Ask the landlord for the tenancy file.",
        "owner": by,
        "due_on": london_day(NOW + 7 * DAY),
        "now": NOW,
        **stated,
    }
    return plan_action(case, by=by, **action)


__all__ = ["DAY", "HOUR", "contact", "make_case", "planned", "shut", "victim_of", "written"]

"""Before something is closed, whoever closes it explains the case review to those who reported twice."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident
from asbcases.casework.queries.unexplained import owed_at_closing
from triggers.transitions.explaining import explain_review


def explain_before_closing(record: Incident | Case, *, by: User, now: datetime) -> None:
    """Explain the case review to every victim of a record who has yet to hear of it."""
    # Who has heard of it in one report need not hear of it in the next.
    while (owed := owed_at_closing(record).first()) and owed.report:
        explain_review(owed.report, told_at=now, how="By telephone", by=by, now=now)

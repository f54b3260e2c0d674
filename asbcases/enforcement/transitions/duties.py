"""Where somebody must be when: noted on a draft, so that its terms can be checked against it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.conditions import Duty
from asbcases.enforcement.rules.duties import to_keep
from asbcases.enforcement.transitions.drafting import changed, to_draft


@transaction.atomic
def note_duties(measure: Measure, *, duties: Iterable[Duty], by: User, now: datetime) -> Measure:
    """Note where the person of a draft must be when, in place of what was noted before, and return the draft."""
    measure = to_draft(measure)
    measure.duties = to_keep(duties)
    return changed(measure, by=by, now=now, what="where they must be when")

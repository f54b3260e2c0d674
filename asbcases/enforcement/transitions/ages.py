"""What follows for warnings, notices and orders in force when the age of whom they bind turns out to be another.

Whoever corrects a date of birth may not see the case on which somebody is bound: what they do not see a service follows.
"""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.cases.models import Person
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import MeasureKind, MeasureState
from asbcases.enforcement.models import Measure, RuleWeighed
from asbcases.enforcement.queries.measures import STANDS, born_on, is_body, records_of, too_young_at_issue
from asbcases.enforcement.transitions.clocks import stop
from asbcases.enforcement.transitions.drafting import held
from asbcases.enforcement.transitions.order_clocks import follow, keep_age
from asbcases.enforcement.transitions.starting import start_birthday
from asbcases.enforcement.transitions.weighing import weigh

CORRECTED = "The date of birth was corrected"
ASKED_OF_AGE = (MeasureKind.CPW, MeasureKind.CPN)


@transaction.atomic
def follow_age(person: Person, *, by: User, now: datetime) -> list[Measure]:
    """Set the clocks of a person's age anew, and return the notices in force that were issued to them too young."""
    found = Measure.objects.filter(
        STANDS, subject__in=records_of(person), kind__in=ASKED_OF_AGE, state=MeasureState.ISSUED, ours=True
    )
    measures = list(found.select_related("case__lead", "subject").order_by("pk"))
    for measure in measures:
        _ask_anew(measure, by=by, now=now)
    return [measure for measure in measures if too_young_at_issue(measure, now) is not None]


def _ask_anew(measure: Measure, *, by: User, now: datetime) -> None:
    """Ask the law of the 18th birthday again where another date of birth is known than it was asked with."""
    born = None if is_body(measure.subject) else born_on(measure.subject)
    asked = RuleWeighed.objects.filter(measure=measure, rule="FAIR-6").order_by("pk").last()
    if born is None or (asked and asked.facts["date_of_birth"] == born.isoformat()):
        return
    measure = held(measure)
    answer = weigh(measure, {"FAIR-6": {"date_of_birth": born}}, by=by, now=now)[0].answer
    stop(measure, Kind.EIGHTEENTH_BIRTHDAY, reason=CORRECTED, by=by, now=now)
    start_birthday(measure, answer, by=by, now=now)


# --- By a service, whoever corrected the date ---------------------------------------------------------
@transaction.atomic
def follow_unseen(measure: Measure, *, now: datetime) -> bool:
    """Set the clocks of an age anew where another date of birth is known than they were set by; return whether so it was."""
    measure = locked(measure)
    born = None if is_body(measure.subject) else born_on(measure.subject)
    asked = RuleWeighed.objects.filter(measure=measure, rule="FAIR-6").order_by("pk").last()
    before = asked.facts["date_of_birth"] if asked else None
    if measure.state != MeasureState.ISSUED or before == (born.isoformat() if born else None):
        return False
    if measure.kind == MeasureKind.CBO:
        follow(measure, why=CORRECTED, by=None, now=now)
    else:
        answer = keep_age(measure, born, by=None, now=now)
        stop(measure, Kind.EIGHTEENTH_BIRTHDAY, reason=CORRECTED, by=None, now=now)
        if answer:
            start_birthday(measure, answer, by=None, now=now)
    return True

"""What a court orders on conviction besides the sentence: remedial action, and forfeiture (2014 Act ss.49, 50; WRK-4)."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.enforcement.choices import BreachOrder, MeasureKind
from asbcases.enforcement.models import Breach
from asbcases.enforcement.transitions.standing import (
    about_breach,
    held_breach,
    refuse_blank,
    refuse_unless_between,
    weigh_given,
)
from asbcases.errors import Refused
from asbcases.law.periods import london_day


@transaction.atomic
def note_court_order(
    breach: Breach, *, order: BreachOrder, made_on: date, words: str, by: User, now: datetime
) -> Breach:
    """Record what a court ordered for the breach of a notice, in its words, and return the breach; on a closed case too.

    One that is recorded again stands in place of what was recorded before, which the history of the row keeps.
    """
    breach = held_breach(breach, work=False)
    if breach.measure.kind != MeasureKind.CPN:
        raise Refused(
            "Remedial action and forfeiture follow from the breach of a notice (2014 Act ss.49, 50)."
        )
    words = refuse_blank(words, "Write what the court ordered, in its words.")
    refuse_unless_between(made_on, london_day(breach.happened_at), now, "The court made its order")
    facts = {"WRK-4": {"order": BreachOrder(order).label.lower(), "made_on": made_on}}
    weigh_given(breach.measure, facts, by=by, now=now)
    if order == BreachOrder.REMEDIAL:
        breach.remedial_on, breach.remedial_words = made_on, words
    else:
        breach.forfeiture_on, breach.forfeiture_words = made_on, words
    breach.version += 1
    breach.save(
        update_fields=["remedial_on", "remedial_words", "forfeiture_on", "forfeiture_words", "version"]
    )
    told = about_breach(breach, order=BreachOrder(order).label.lower())
    record(Verb.BREACH_ORDERED, by=by, now=now, case=breach.case, data=told)
    return breach

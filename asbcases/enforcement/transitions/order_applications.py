"""Applications to the court to vary or discharge an order (CBO-16), recorded as they were made and as the court decided."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_number
from asbcases.enforcement.choices import Applicant, ApplicationOutcome, ChangeKind, Leave
from asbcases.enforcement.models import Measure, OrderApplication, OrderMade
from asbcases.enforcement.queries.orders import dismissed_before, leave_facts
from asbcases.enforcement.transitions.court_acts import (
    made_for_good,
    refuse_before_made,
    refuse_future,
    saved,
    start_of,
    weigh_given,
)
from asbcases.enforcement.transitions.drafting import LONGEST, held, told_of
from asbcases.errors import Refused
from asbcases.law.words import day_words

# What the court decides with the order as it varied or discharged it.
GIVEN_BY_ORDER = "Record the order as the court varied or discharged it: the application is granted with it."


@transaction.atomic
def note_application(
    measure: Measure,
    *,
    kind: ChangeKind,
    applicant: Applicant,
    court: str,
    made_on: date,
    words: str,
    leave: Leave = Leave.NOT_ASKED,
    leave_words: str = "",
    by: User,
    now: datetime,
) -> OrderApplication:
    """Keep an application to vary or discharge an order, and return it.

    After a dismissed one the law lets a side apply again only with the court's consent or the other side's agreement:
    which of the two there was has to be said, and that there was neither is kept with a warning.
    """
    measure = made_for_good(measure)
    refuse_future(made_on, now)
    refuse_before_made(measure, made_on)
    _refuse_bare(court, words)
    _refuse_without_leave(measure, applicant, made_on, leave, leave_words)
    application = OrderApplication.objects.create(
        case=measure.case,
        measure=measure,
        number=next_number(OrderApplication.objects.filter(measure=measure)),
        kind=kind,
        applicant=applicant,
        court=court.strip(),
        made_on=made_on,
        words=words.strip(),
        leave=leave,
        leave_words=leave_words.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    weigh_given(measure, {"CBO-16": leave_facts(measure, applicant, made_on, leave)}, by=by, now=now)
    saved(measure)
    told = told_of(measure, kind=ChangeKind(kind).label.lower(), application=application.pk)
    record(Verb.ORDER_APPLIED, by=by, now=now, happened_at=start_of(made_on), case=measure.case, data=told)
    return application


def _refuse_bare(court: str, words: str) -> None:
    if not court.strip():
        raise Refused("Name the court: an application goes to the court that made the order (CBO-16).")
    if not words.strip():
        raise Refused("Say what is asked of the court.")
    if len(words) > LONGEST:
        raise Refused(f"Shorten what is asked: more than {LONGEST:,} characters are not read.")


def _refuse_without_leave(
    measure: Measure, applicant: Applicant, made_on: date, leave: Leave, leave_words: str
) -> None:
    """Refuse to leave open what the law makes depend on an answer; any answer is recorded."""
    earlier = dismissed_before(measure, applicant, made_on)
    if earlier and earlier.decided_on and leave == Leave.NOT_ASKED:
        raise Refused(
            f"Application {earlier.number} of {Applicant(applicant).label.lower()} was dismissed on "
            f"{day_words(earlier.decided_on)}: say whether the court consented or the other side agreed "
            "(Sentencing Code s.336, CBO-16)."
        )
    if leave in (Leave.CONSENT, Leave.AGREEMENT) and not leave_words.strip():
        raise Refused("Say who consented or agreed, and when.")


@transaction.atomic
def decide_application(
    application: OrderApplication,
    *,
    outcome: ApplicationOutcome,
    decided_on: date,
    words: str,
    by: User,
    now: datetime,
) -> OrderApplication:
    """Record that an application was dismissed or withdrawn, and return it; one that was granted shows as an order."""
    measure, application = held(application.measure), locked(application)
    application.measure = measure
    if measure.recorded_in_error_at or application.outcome:
        raise Refused(f"How application {application.number} ended is recorded already: load the page again.")
    if outcome == ApplicationOutcome.GRANTED:
        raise Refused(GIVEN_BY_ORDER)
    refuse_future(decided_on, now)
    if decided_on < application.made_on:
        raise Refused(f"The application was made on {day_words(application.made_on)}: correct the day.")
    if not words.strip():
        raise Refused("Say what the court said, or who withdrew it and why.")
    _decide(application, outcome, decided_on, words.strip())
    saved(measure)
    _record(application, decided_on, by=by, now=now)
    return application


def grant(order: OrderMade, kind: ChangeKind, *, by: User, now: datetime) -> None:
    """Have the applications that an order as varied or discharged answers be granted with it."""
    open_ones = OrderApplication.objects.select_for_update(of=("self",)).filter(
        measure=order.measure, outcome="", kind=kind, applicant=order.applicant, made_on__lte=order.made_on
    )
    for application in open_ones.order_by("number"):
        application.measure = order.measure
        _decide(application, ApplicationOutcome.GRANTED, order.made_on, f"By order {order.number}.")
        _record(application, order.made_on, by=by, now=now)


def _decide(application: OrderApplication, outcome: ApplicationOutcome, day: date, words: str) -> None:
    application.outcome, application.decided_on, application.outcome_words = outcome, day, words
    application.version += 1
    application.save(update_fields=["outcome", "decided_on", "outcome_words", "version"])


def _record(application: OrderApplication, day: date, *, by: User, now: datetime) -> None:
    outcome = ApplicationOutcome(application.outcome).label.lower()
    told = told_of(application.measure, number=application.number, outcome=outcome)
    record(
        Verb.APPLICATION_DECIDED, by=by, now=now, happened_at=start_of(day),
        case=application.measure.case, data=told,
    )  # fmt: skip

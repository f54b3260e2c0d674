"""Orders that another force or council asked for, or that a court made by itself: recorded as they were given (law.md 0.2)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, Person
from asbcases.cases.queries import locked, next_reference
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.court_acts import start_of
from asbcases.enforcement.transitions.court_orders import AsMade, add_court_term, make_order
from asbcases.enforcement.transitions.drafting import NUMBERED, refuse_stranger, told_of
from asbcases.errors import Refused


@transaction.atomic
def record_order(
    case: Case,
    *,
    subject: Person,
    body: str,
    court: str,
    made_on: date,
    effect_on: date | None = None,
    interim: bool = False,
    hearing_at: datetime | None = None,
    terms: Sequence[Mapping[str, Any]] = (),
    by: User,
    now: datetime,
    **said: Unpack[AsMade],
) -> Measure:
    """Record an order on somebody of the case that nobody here asked for, with its terms, and return it.

    Whatever it says is kept, with a warning where it looks outside the law. It binds here as ours do: the review of a
    young person's order falls to the police of where they live, whoever asked for it (CBO-14).
    """
    case = locked(case)
    refuse_stranger(case, subject)
    if not body.strip():
        raise Refused("Say which force, council or court it comes from.")
    measure = Measure.objects.create(
        case=case,
        reference=next_reference(NUMBERED[MeasureKind.CBO], now),
        kind=MeasureKind.CBO,
        subject=subject,
        ours=False,
        other_body=body.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    told = told_of(measure, body=measure.other_body)
    record(Verb.MEASURE_RECORDED, by=by, now=now, happened_at=start_of(made_on), case=case, data=told)
    make_order(
        measure, court=court, made_on=made_on, effect_on=effect_on, interim=interim, hearing_at=hearing_at,
        **said, by=by, now=now,
    )  # fmt: skip
    for term in terms:
        add_court_term(measure, **term, by=by, now=now)
    measure.refresh_from_db()
    return measure

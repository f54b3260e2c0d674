"""Works in default by a council (2014 Act s.47): proposed, consented to, done and billed."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import MeasureKind, TermKind
from asbcases.enforcement.models import Measure, RemedialWork
from asbcases.enforcement.transitions.breach_clocks import start
from asbcases.enforcement.transitions.standing import (
    Over,
    appeal_on,
    held,
    quash_facts,
    refuse_blank,
    refuse_unless_between,
    weigh_given,
)
from asbcases.errors import Refused


@transaction.atomic
def propose_works(
    measure: Measure,
    *,
    work: str,
    open_land: bool,
    estimate: Decimal | None = None,
    invited_on: date | None = None,
    over: Over = None,
    by: User,
    now: datetime,
) -> RemedialWork:
    """Record works that a council means to do; but on open land with their cost and an invitation to consent."""
    measure = held(measure)
    if measure.kind != MeasureKind.CPN:
        raise Refused("Works in default follow from a community protection notice only (2014 Act s.47).")
    work = refuse_blank(work, "Write what work is to be done.")
    if not open_land and (estimate is None or invited_on is None):
        raise Refused(
            "Elsewhere than on open land a notice first gives the work, its estimated cost and an invitation to "
            "consent: enter the cost and the day of that notice (2014 Act s.47(3), WRK-2)."
        )
    if invited_on:
        refuse_unless_between(invited_on, measure.issued_on, now, "Consent was invited")
    rule = {"WRK-1": {"land": "open to the air"}} if open_land else {}
    weigh_given(measure, {**rule, **quash_facts(measure)}, over=over, by=by, now=now)
    works = RemedialWork.objects.create(
        case=measure.case,
        measure=measure,
        number=next_number(RemedialWork.objects.filter(measure=measure)),
        work=work,
        open_land=open_land,
        estimate=estimate,
        invited_on=invited_on,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.WORKS_PROPOSED, by=by, now=now, case=measure.case, data=about_works(works))
    return works


@transaction.atomic
def consent_to_works(
    works: RemedialWork,
    *,
    defaulter_consented_on: date | None = None,
    owner_consented_on: date | None = None,
    owner_efforts: str = "",
    by: User,
    now: datetime,
) -> RemedialWork:
    """Record who consented and when, or what was tried to reach the owner in vain; return the works."""
    works = _to_do(works)
    if not (defaulter_consented_on or owner_consented_on or owner_efforts.strip()):
        raise Refused("Enter who consented and when, or what was tried to reach the owner.")
    for name, day in (
        ("defaulter_consented_on", defaulter_consented_on),
        ("owner_consented_on", owner_consented_on),
    ):
        if day:
            refuse_unless_between(day, works.invited_on, now, "Consent was given")
            setattr(works, name, day)
    works.owner_efforts = owner_efforts.strip() or works.owner_efforts
    _save(works, "defaulter_consented_on", "owner_consented_on", "owner_efforts")
    record(Verb.WORKS_CONSENTED, by=by, now=now, case=works.case, data=about_works(works))
    return works


@transaction.atomic
def do_works(
    works: RemedialWork, *, done_on: date, over: Over = None, by: User, now: datetime
) -> RemedialWork:
    """Record that the works were done, which takes the consents (WRK-2) and no appeal in progress; return them."""
    works = _to_do(works)
    measure = works.measure
    refuse_unless_between(done_on, measure.issued_on, now, "The works were done")
    facts = {
        "WRK-2": {
            "open_land": works.open_land,
            "defaulter_consents": works.defaulter_consented_on is not None,
            "owner_consents": works.owner_consented_on is not None,
            "owner_efforts_failed": bool(works.owner_efforts),
        },
        **quash_facts(measure),
    }
    if appeal := appeal_on(measure, done_on):
        facts["APP-3"] = {
            "term": TermKind.STEPS.value,
            "breached_on": done_on,
            "appeal_from": appeal.lodged_on,
            "appeal_to": appeal.decided_on,
        }
    weigh_given(measure, facts, over=over, by=by, now=now)
    works.done_on = done_on
    _save(works, "done_on")
    record(Verb.WORKS_DONE, by=by, now=now, case=works.case, data=about_works(works))
    return works


@transaction.atomic
def bill_works(
    works: RemedialWork, *, bill: Decimal, billed_on: date, by: User, now: datetime
) -> RemedialWork:
    """Record the bill, against whose amount there is a time to appeal (WRK-3); return the works."""
    works = _standing(works)
    if works.done_on is None or works.billed_on:
        raise Refused("A bill is sent once, after the works were done: load the page again.")
    if bill <= 0:
        raise Refused("Give the amount of the bill.")
    refuse_unless_between(billed_on, works.done_on, now, "The bill was sent")
    found = weigh_given(works.measure, {"WRK-3": {"issued_on": billed_on}}, by=by, now=now)
    works.bill, works.billed_on = bill, billed_on
    _save(works, "bill", "billed_on")
    record(Verb.WORKS_BILLED, by=by, now=now, case=works.case, data=about_works(works))
    answer = found["WRK-3"][0].answer
    start(Kind.WORKS_APPEAL, works.measure, works, answer, answer.values["last_day"], by=by, now=now)
    return works


def _standing(works: RemedialWork) -> RemedialWork:
    measure = held(works.measure)
    works = locked(works)
    if works.recorded_in_error_at:
        raise Refused(f"Works {works.number} were recorded in error: load the page again.")
    works.measure, works.case = measure, measure.case
    return works


def _to_do(works: RemedialWork) -> RemedialWork:
    works = _standing(works)
    if works.done_on:
        raise Refused(f"Works {works.number} were done already: load the page again.")
    return works


def _save(works: RemedialWork, *fields: str) -> None:
    works.version += 1
    works.save(update_fields=["version", *fields])


def about_works(works: RemedialWork) -> dict[str, object]:
    """Return what every event of the record says about works."""
    return {"measure": works.measure.reference, "id": works.pk, "number": works.number}

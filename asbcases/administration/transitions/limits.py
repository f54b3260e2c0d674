"""Numbers of the law that an administrator adds beside the shipped ones, each signed off by a named lawyer.

A row never changes what was decided: the day of the event picks the row, so only events from its first day on are
judged by it. What is open in the diary keeps the date that was told.
"""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.limits import Limit, shipped_limits
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.policies import rules
from asbcases.policies.models import LegalLimit
from asbcases.policies.queries import as_limit
from asbcases.policies.transitions import alone_with_policy


class SignOff(NamedTuple):
    """Who signed a number of the law off, with their office, and when."""

    by: str
    on: date


@transaction.atomic
def add_legal_limit(limit: Limit, *, signed_off: SignOff, by: User, now: datetime) -> LegalLimit:
    """Add a number of the law that holds from a day on, and return its row."""
    alone_with_policy()
    today = london_day(now)
    rows = LegalLimit.objects.filter(rule=limit.rule, name=limit.name)
    added = [as_limit(row, known_at=now) for row in rows]
    shipped = shipped_limits().named(limit.rule, limit.name)
    _refuse(rules.objection_to_limit(limit, shipped, added, today))
    _refuse(rules.objection_to_sign_off(signed_off.by, signed_off.on, today))
    if not limit.source.strip():
        raise Refused(
            "Say which Act, regulations or policy states it: the source is shown beside every date."
        )
    row = LegalLimit.objects.create(
        rule=limit.rule, name=limit.name, value=limit.value, unit=limit.unit, area=limit.area,
        in_force_from=limit.in_force_from, source=limit.source.strip(), confidence=limit.confidence,
        signed_off_by=signed_off.by.strip(), signed_off_on=signed_off.on, added_at=now, added_by=by,
    )  # fmt: skip
    data: dict[str, object] = {
        "stated": limit.stated,
        "from": day_words(limit.in_force_from),
        "signed_off_by": row.signed_off_by,
    }
    _record(Verb.LIMIT_ADDED, row, data, by=by, now=now)
    return row


@transaction.atomic
def end_legal_limit(row: LegalLimit, *, last_day: date, by: User, now: datetime) -> LegalLimit:
    """Let a number of the law hold until the end of a day, after which the shipped one holds again; return its row."""
    alone_with_policy()
    row = locked(row)
    if row.in_force_to is not None:
        raise Refused("This row has an end already: load the page again.")
    _refuse(rules.objection_to_end_of_limit(last_day, row.in_force_from, london_day(now)))
    row.in_force_to, row.ended_at, row.version = last_day, now, row.version + 1
    row.save(update_fields=["in_force_to", "ended_at", "version"])
    _record(Verb.LIMIT_ENDED, row, {"to": day_words(last_day)}, by=by, now=now)
    return row


def _refuse(objection: str) -> None:
    if objection:
        raise Refused(objection)


def _record(verb: Verb, row: LegalLimit, data: dict[str, object], *, by: User, now: datetime) -> None:
    rule = " ".join(filter(None, [row.rule, row.name]))
    record(verb, by=by, now=now, data={"rule": rule, "row": row.pk, "source": row.source, **data})

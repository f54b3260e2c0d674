"""An administrator adds a number of the law: signed off, dated, never over what is there, and deciding nothing before its day."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from asbcases.accounts.models import User
from asbcases.administration.transitions import SignOff, end_legal_limit
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from asbcases.law.answers import Decision
from asbcases.law.limits import shipped_limits
from asbcases.law.registry import consider
from asbcases.policies.models import LegalLimit
from asbcases.policies.queries import limits_in_force
from tests.administration.limits import a_limit
from tests.make import NOW

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
COMMENCED = date(2027, 2, 1)
RAISED: dict[str, Any] = {
    "rule": "CPB-5",
    "value": Decimal(500),
    "unit": "pounds",
    "in_force_from": COMMENCED,
    "source": "Crime and Policing Act 2026",
}


def decided(fpn_on: date, at: Any = NOW, amount: int = 150, **facts: Any) -> Decision | None:
    given = {"fpn_on": fpn_on.isoformat(), "amount": amount, **facts}
    return consider("CPB-5", given, limits_in_force(at)).decision


def test_it_flips_the_events_from_its_first_day_on_and_no_other(ada: User) -> None:
    days = [TODAY, COMMENCED - DAY, COMMENCED, COMMENCED + 400 * DAY]
    assert [decided(day) for day in days] == ["block"] * 4

    row = a_limit(by=ada, now=NOW, **RAISED)

    assert [decided(day) for day in days] == ["block", "block", "allow", "allow"]
    assert decided(COMMENCED, amount=501) == "block"
    assert (row.signed_off_by, row.signed_off_on, row.added_by) == ("Jane Marsh, Legal Services", TODAY, ada)
    event = AuditEvent.objects.get(verb=Verb.LIMIT_ADDED)
    assert event.sentence == "set the limit of CPB-5 to £500 from 1 February 2027"


def test_a_decision_of_the_past_is_judged_by_the_law_of_its_day(ada: User) -> None:
    """Both by the day of the event, and by what was known when it was decided."""
    late = NOW + 100 * DAY
    a_limit(by=ada, now=late, **RAISED)

    assert decided(COMMENCED, at=late - DAY) == "block"
    assert decided(COMMENCED, at=late) == "allow"
    assert decided(TODAY, at=late) == "block"


def test_after_its_end_the_shipped_number_holds_again(ada: User) -> None:
    row = a_limit(by=ada, now=NOW, **RAISED)
    later = NOW + 100 * DAY

    ended = end_legal_limit(row, last_day=COMMENCED + 60 * DAY, by=ada, now=later)

    assert (ended.in_force_to, ended.ended_at, ended.version) == (COMMENCED + 60 * DAY, later, 2)
    days = (COMMENCED - DAY, COMMENCED, COMMENCED + 60 * DAY, COMMENCED + 61 * DAY)
    assert [decided(day, at=later) for day in days] == ["block", "allow", "allow", "block"]
    assert decided(days[-1], at=later - DAY) == "allow"
    sentence = AuditEvent.objects.get(verb=Verb.LIMIT_ENDED).sentence
    assert sentence == "ended the limit of CPB-5 on 2 April 2027"
    with pytest.raises(Refused, match="has an end already"):
        end_legal_limit(row, last_day=COMMENCED + 70 * DAY, by=ada, now=later)
    with pytest.raises(Refused, match="set to end on that day or later"):
        a_limit(by=ada, now=later, **{**RAISED, "in_force_from": COMMENCED + 60 * DAY})
    again = a_limit(by=ada, now=later, **{**RAISED, "in_force_from": COMMENCED + 61 * DAY})
    assert again.pk != row.pk


def test_a_row_of_one_area_leaves_the_others_alone(ada: User) -> None:
    a_limit(by=ada, now=NOW, **RAISED, area="E07000071")

    there, elsewhere = decided(COMMENCED, area="E07000071"), decided(COMMENCED, area="E07000066")

    assert (there, elsewhere, decided(COMMENCED)) == ("allow", "block", "block")


def test_a_named_number_of_a_rule_stands_by_itself(ada: User) -> None:
    a_limit(by=ada, now=NOW, rule="APP-1", name="deemed", value=Decimal(3), unit="working_days")
    posted = {"service_method": "post", "posted_on": "2026-12-07"}

    issued = consider("APP-1", posted, limits_in_force(NOW)).values["issued_on"]

    assert issued == date(2026, 12, 10)
    assert consider("APP-1", posted, shipped_limits()).values["issued_on"] == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"rule": "CPN-99"}, "CPN-99 has no number: choose one"),
        ({"name": "extra"}, "CPB-5 extra has no number"),
        ({"unit": "days"}, "counted in pounds, not in days"),
        ({"value": Decimal(0)}, "a number above 0"),
        ({"rule": "CPB-6", "unit": "days", "value": Decimal("1.5")}, "only pounds have parts"),
        ({"value": Decimal(200_000)}, "slip of the keyboard"),
        ({"source": " "}, "which Act, regulations or policy"),
        ({"in_force_from": date(2014, 10, 20)}, "choose a later day"),
        ({"in_force_from": date(2036, 1, 1)}, "look at the year again"),
        ({"area": "E07000071", "in_force_from": date(2013, 1, 1)}, "choose a later day"),
        ({"signed_off": SignOff("", TODAY)}, "name and the office of the lawyer"),
        ({"signed_off": SignOff("Jane Marsh", TODAY)}, "name and the office of the lawyer"),
        ({"signed_off": SignOff("Jane Marsh, Legal Services", TODAY + DAY)}, "still to come"),
    ],
)
def test_what_cannot_be_law_is_refused(ada: User, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        a_limit(by=ada, now=NOW, **{**RAISED, **fields})

    assert not LegalLimit.objects.exists()


def test_a_second_open_row_is_refused(ada: User) -> None:
    a_limit(by=ada, now=NOW, **RAISED)

    with pytest.raises(Refused, match="end it first"):
        a_limit(by=ada, now=NOW, **{**RAISED, "in_force_from": COMMENCED + 30 * DAY})

    a_limit(by=ada, now=NOW, **RAISED, area="E07000071")


def test_it_does_not_end_on_days_that_are_over(ada: User) -> None:
    row = a_limit(by=ada, now=NOW, **RAISED)

    for day in (TODAY - DAY, COMMENCED - DAY):
        with pytest.raises(Refused, match="cannot lie before today"):
            end_legal_limit(row, last_day=day, by=ada, now=NOW)


def test_the_database_keeps_no_row_without_a_sign_off(ada: User) -> None:
    row = a_limit(by=ada, now=NOW, **RAISED)

    with pytest.raises(IntegrityError, match="legal_limit_signed_off"), transaction.atomic():
        LegalLimit.objects.filter(pk=row.pk).update(signed_off_by="")

"""What is refused of an order: slips of whoever types, and what is no order at all."""

from datetime import date
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import PersonKind
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import Applicant, HearingKind
from asbcases.enforcement.models import OrderMade, RuleWeighed
from asbcases.enforcement.transitions.hearings import set_hearing
from asbcases.enforcement.transitions.order_clocks import follow_case
from asbcases.enforcement.transitions.order_reviews import press_words
from asbcases.enforcement.transitions.requests import change_request, send_request
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import approve, fresh, make_subject, make_warning
from tests.enforcement.make_orders import (
    COURT,
    DAY,
    clocks,
    court_makes,
    draft_request,
    make_request,
)
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
MADE = NOW + 14 * DAY
MADE_ON = london_day(MADE)
LAST = MADE_ON.replace(year=2028) - DAY
PART: dict[str, Any] = {"applicant": Applicant.PROSECUTION, "court": COURT}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason


def test_slips_of_whoever_types_are_refused(case: Case, amira: User) -> None:
    measure = make_request(case, by=amira)

    for said, words in (
        ({"court": " "}, "Name the court"),
        ({"made_on": MADE_ON + DAY}, "still to come"),
        ({"effect_on": MADE_ON - DAY}, "takes effect when it is made or later"),
        ({"ends_on": MADE_ON, "indefinite": True}, "one of the two"),
        ({"ends_on": MADE_ON - DAY}, "before the order takes effect"),
        ({"indefinite": False}, "Give the last day"),
        ({"made_on": date(2014, 1, 2), "ends_on": date(2016, 1, 1)}, "No limit of CBO-10"),
    ):
        assert words in refusal(court_makes, measure, **{**said, "by": amira, "now": MADE})
    assert not OrderMade.objects.exists()


def test_a_warning_is_no_order(case: Case, amira: User) -> None:
    warning, act = make_warning(case, by=amira), {"by": amira, "now": MADE}

    assert "no request for an order" in refusal(change_request, warning, offence="Theft", **act)
    assert "no criminal behaviour order" in refusal(court_makes, warning, **act)
    assert "no criminal behaviour order" in refusal(press_words, warning, **act)


def test_a_hearing_that_is_watched_already_is_watched_once(case: Case, amira: User) -> None:
    request = make_request(case, by=amira)
    set_hearing(request, kind=HearingKind.SENTENCE, court=COURT, at=NOW + 20 * DAY, by=amira, now=NOW)

    follow_case(case, why="The case was closed", by=amira, now=NOW + DAY)

    assert len(clocks(request, Kind.HEARING)) == 1


def test_a_body_has_no_age_that_the_law_would_ask_for(case: Case, amira: User) -> None:
    shop = make_subject(case, by=amira, name="Mill Street Off-licence", kind=PersonKind.BUSINESS)
    draft = draft_request(case, by=amira, subject=shop)
    approve(draft, by=amira, now=NOW)
    send_request(fresh(draft), application_on=london_day(NOW) + 14 * DAY, by=amira, now=NOW)

    changed = change_request(fresh(draft), court="Chelmsford Magistrates' Court", by=amira, now=NOW + DAY)

    assert changed.court == "Chelmsford Magistrates' Court"
    assert not RuleWeighed.objects.filter(measure=draft, rule="CBO-5", weighed_at=NOW + DAY).exists()

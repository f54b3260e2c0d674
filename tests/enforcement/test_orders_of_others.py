"""An order that another force asked for: recorded as it was given, bound and reviewed here as one of ours."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.casework.transitions import record_person
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import Applicant, TermKind
from asbcases.enforcement.models import Measure, RuleWeighed
from asbcases.enforcement.queries.boards import live_measures
from asbcases.enforcement.transitions.court_orders import vary_order
from asbcases.enforcement.transitions.order_ends import refuse_order
from asbcases.enforcement.transitions.orders_of_others import record_order
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_orders import BAN, COURT, clocks, make_young, reviewed, running
from tests.make import NOW, make_case, make_closed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = london_day(NOW)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def given(case: Case, by: User, **said: Any) -> Measure:
    stated: dict[str, Any] = {"body": "Suffolk Constabulary", "court": COURT, "made_on": TODAY - 30 * DAY}
    length = {} if {"ends_on", "indefinite", "interim"} & set(said) else {"ends_on": date(2028, 11, 1)}
    subject = said.pop("subject", None) or make_young(case, by=by, now=NOW)
    return record_order(case, subject=subject, **{**stated, **length, **said}, by=by, now=NOW)


def test_it_is_in_force_with_its_clocks_and_on_the_board(case: Case, amira: User) -> None:
    order = given(case, amira, terms=[{**BAN, "hours": [["Mon-Sun", "18:00", "24:00"]]}])

    assert (order.ours, order.other_body, order.state) == (False, "Suffolk Constabulary", "issued")
    assert [term.hours for term in order.terms.all()] == [[["Mon-Sun", "18:00", "24:00"]]]
    assert order in live_measures(TODAY)
    for kind in (Kind.ORDER_REVIEW, Kind.MEASURE_END, Kind.EIGHTEENTH_BIRTHDAY):
        assert running(order, kind), kind
    assert AuditEvent.objects.filter(verb=Verb.MEASURE_RECORDED).count() == 1
    assert differences() == []
    reviewed(order, NOW + 200 * DAY, by=amira)
    assert clocks(order, Kind.ORDER_REVIEW)[0].met_at
    assert differences() == []


def test_what_looks_outside_the_law_is_kept_with_a_warning(case: Case, amira: User) -> None:
    order = given(
        case, amira, indefinite=True, terms=[{"kind": TermKind.REQUIREMENT, "words": "You must attend a course."}]
    )  # fmt: skip

    warned = RuleWeighed.objects.filter(measure=order, decision="warn").values_list("rule", flat=True)
    assert set(warned) == {"CBO-7", "CBO-11"}
    assert differences() == []


def test_an_interim_order_may_be_told_without_its_hearing_also_on_a_closed_case(
    case: Case, amira: User
) -> None:
    subject = make_young(case, by=amira, now=NOW)
    make_closed(case, by=amira, now=NOW)

    order = given(case, amira, subject=subject, interim=True)

    assert (order.state, order.hearings.count(), running(order, Kind.ORDER_REVIEW)) == ("issued", 0, None)
    assert differences() == []


def test_it_is_on_somebody_of_the_case_and_comes_from_somewhere(case: Case, amira: User) -> None:
    with pytest.raises(Refused, match="which force, council or court"):
        given(case, amira, body=" ")
    stranger = record_person(name="Ann Other", source="The caller", by=amira, now=NOW)
    with pytest.raises(Refused, match="nobody of this case"):
        given(case, amira, subject=stranger)


def test_a_slip_in_a_variation_is_refused_and_an_interim_order_may_come_to_nothing(
    case: Case, amira: User
) -> None:
    ours = given(case, amira, indefinite=True)
    with pytest.raises(Refused, match="last day as it stands now"):
        vary_order(ours, applicant=Applicant.OFFENDER, court=COURT, made_on=TODAY, by=amira, now=NOW)
    interim = given(case, amira, subject=ours.subject, interim=True)

    gone = refuse_order(interim, refused_on=TODAY, words="It would not help.", by=amira, now=NOW + DAY)

    assert (gone.state, gone.ended_why) == ("discharged", "It would not help.")
    assert differences() == []

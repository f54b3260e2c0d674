"""Orders as courts make, vary, discharge and refuse them: recorded as given, with their hearings and clocks."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Approval, Case
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import Applicant, HearingKind, MeasureState, TermKind
from asbcases.enforcement.models import Hearing, Measure, OrderRequest, RuleWeighed
from asbcases.enforcement.queries.measures import live, terms_in_force
from asbcases.enforcement.transitions.approving import submit_measure
from asbcases.enforcement.transitions.court_orders import add_court_term, vary_order
from asbcases.enforcement.transitions.hearings import hold_hearing, set_hearing
from asbcases.enforcement.transitions.order_ends import discharge_order, end_order, refuse_order
from asbcases.errors import Refused
from asbcases.law.periods import london_day, london_midnight_after
from tests.deadlines.checking import changed, differences
from tests.enforcement.make_measures import fresh
from tests.enforcement.make_orders import (
    COURT,
    DAY,
    clocks,
    court_makes,
    draft_request,
    make_court_order,
    make_request,
    make_young,
    running,
)
from tests.make import NOW, make_case, make_closed

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


def weighed(measure: Measure, rule: str) -> RuleWeighed:
    return RuleWeighed.objects.filter(measure=measure, rule=rule).latest("pk")


def heard(measure: Measure, at: datetime, *, by: User, now: datetime = NOW) -> Hearing:
    return set_hearing(measure, kind=HearingKind.SENTENCE, court=COURT, at=at, by=by, now=now)


def test_a_hearing_is_in_the_diary_until_it_is_held(case: Case, amira: User) -> None:
    measure = make_request(case, by=amira)
    first = heard(measure, MADE, by=amira)
    second = heard(measure, MADE + DAY, by=amira)
    late = heard(measure, NOW - DAY, by=amira, now=NOW + DAY)

    assert [one.due_at for one in clocks(measure, Kind.HEARING)] == [MADE, MADE + DAY]
    assert [one.number for one in (first, second, late)] == [1, 2, 3]
    held = hold_hearing(first, outcome="Adjourned for reports.", by=amira, now=MADE + timedelta(hours=2))
    hold_hearing(second, outcome="Taken out of the list.", by=amira, now=MADE)
    hold_hearing(late, outcome="Pleaded guilty.", by=amira, now=MADE)

    assert (held.held_at, held.version) == (MADE + timedelta(hours=2), 2)
    assert [one.met_at for one in clocks(measure, Kind.HEARING)] == [held.held_at, MADE]
    assert AuditEvent.objects.filter(verb=Verb.HEARING_HELD).count() == 3
    assert "recorded already" in refusal(hold_hearing, first, outcome="Again", by=amira, now=MADE + DAY)
    assert "Say what came of it" in refusal(
        hold_hearing, heard(measure, MADE, by=amira), outcome=" ", by=amira, now=MADE
    )
    assert "Name the court" in refusal(
        set_hearing, measure, kind=HearingKind.BREACH, court=" ", at=MADE, by=amira, now=NOW
    )
    assert differences() == []


def test_an_order_is_recorded_as_the_court_made_it(case: Case, amira: User) -> None:
    measure = make_request(case, by=amira)

    order = court_makes(measure, by=amira, left_out=[2], reporting_words=" ")

    measure = fresh(measure)
    assert (measure.state, measure.issued_on, measure.ends_on) == (MeasureState.ISSUED, MADE_ON, LAST)
    assert (order.number, order.interim, order.effect_on) == (1, False, MADE_ON)
    assert (weighed(measure, "CBO-10").decision, weighed(measure, "CBO-11").decision) == ("allow", "allow")
    end = running(measure, Kind.MEASURE_END)
    assert end
    assert end.due_at == london_midnight_after(LAST)
    assert clocks(measure, Kind.ORDER_REVIEW) == [], "he is grown up"
    assert [term.number for term in terms_in_force(measure, MADE_ON)] == [1]
    assert not live(measure, MADE_ON - DAY)
    assert AuditEvent.objects.get(verb=Verb.ORDER_MADE).happened_at.date() == MADE_ON
    assert "decided already" in refusal(court_makes, measure, by=amira)
    with changed(end, due_at=MADE):
        assert differences() != []
    assert differences() == []


@pytest.mark.parametrize(
    ("born_on", "said", "rule", "decision"),
    [
        (date(1990, 5, 1), {"ends_on": LAST - DAY}, "CBO-10", "warn"),
        (date(1990, 5, 1), {"indefinite": True}, "CBO-10", "allow"),
        (date(2010, 6, 1), {"indefinite": True}, "CBO-11", "warn"),
        (date(2010, 6, 1), {"ends_on": MADE_ON.replace(year=2027) - DAY}, "CBO-11", "allow"),
        (date(2010, 6, 1), {"ends_on": MADE_ON.replace(year=2027) - 2 * DAY}, "CBO-11", "warn"),
        (date(2010, 6, 1), {"ends_on": MADE_ON.replace(year=2029)}, "CBO-11", "warn"),
        (date(2008, 12, 7), {"ends_on": LAST}, "CBO-10", "allow"),
    ],
)
def test_a_length_outside_the_law_is_kept_with_a_warning_and_refuses_nothing(
    case: Case, amira: User, born_on: date, said: dict[str, Any], rule: str, decision: str
) -> None:
    measure = draft_request(case, by=amira, subject=make_young(case, by=amira, born_on=born_on))

    court_makes(measure, by=amira, **said)

    kept = weighed(measure, rule)
    assert (kept.decision, kept.reason) == (
        decision,
        "Recorded as it was given." if decision == "warn" else "",
    )
    assert fresh(measure).state == MeasureState.ISSUED
    assert differences() == []


def test_a_court_may_make_what_waits_for_approval_and_whose_offender_is_a_stranger_in_years(
    case: Case, amira: User
) -> None:
    measure = draft_request(case, by=amira, subject=make_young(case, by=amira, born_on=None))
    submit_measure(measure, reason="For court.", by=amira, now=NOW)

    court_makes(fresh(measure), by=amira)

    assert Approval.objects.get(subject=measure.reference).verdict == "withdrawn"
    assert not RuleWeighed.objects.filter(measure=measure, rule__in=("CBO-10", "CBO-11")).exists()
    assert "not known" in weighed(measure, "FAIR-6").answer["reasons"][0]
    assert differences() == []


def test_an_interim_order_holds_until_a_hearing_and_the_final_one_takes_its_place(
    case: Case, amira: User
) -> None:
    measure = make_request(case, by=amira, subject=make_young(case, by=amira))
    again = MADE + 21 * DAY
    assert "CBO-12" in refusal(court_makes, measure, by=amira, interim=True)
    order = court_makes(measure, by=amira, interim=True, hearing_at=again)

    measure = fresh(measure)
    assert (order.interim, measure.state, measure.ends_on) == (True, MeasureState.ISSUED, None)
    assert weighed(measure, "CBO-12").answer["hearing_on"] == london_day(again).isoformat()
    hearing = running(measure, Kind.HEARING)
    assert hearing
    assert hearing.due_at == again
    assert clocks(measure, Kind.ORDER_REVIEW) == []
    assert not RuleWeighed.objects.filter(measure=measure, rule="CBO-11").exists()
    early = {**PART, "made_on": london_day(MADE), "indefinite": True}
    assert "for the time being only" in refusal(vary_order, measure, **early, by=amira, now=MADE)
    assert differences() == []

    court_makes(
        measure, by=amira, now=again, effect_on=london_day(again) + 7 * DAY, ends_on=date(2028, 12, 31)
    )
    measure = fresh(measure)
    assert measure.issued_on == MADE_ON
    review = running(measure, Kind.ORDER_REVIEW)
    assert review
    assert review.due_at == london_midnight_after(date(2028, 1, 3))
    assert differences() == []


def test_a_variation_begins_the_year_of_review_anew_and_moves_the_end(case: Case, amira: User) -> None:
    measure = make_court_order(case, by=amira, subject=make_young(case, by=amira))
    varied_at = MADE + 100 * DAY
    day = london_day(varied_at)

    order = vary_order(
        measure, **PART, made_on=day, ends_on=date(2029, 3, 1), left_out=[1], by=amira, now=varied_at
    )
    later = varied_at + 10 * DAY
    vary_order(measure, **PART, made_on=london_day(later), ends_on=date(2029, 3, 1), by=amira, now=later)
    # Told a month late, and before the newest: it changes nothing of what stands.
    vary_order(
        measure, **PART, made_on=day + 2 * DAY, ends_on=date(2028, 6, 1), by=amira, now=later + 30 * DAY
    )

    measure = fresh(measure)
    assert (order.variation, order.applicant, measure.ends_on) == (True, "prosecution", date(2029, 3, 1))
    reviews = clocks(measure, Kind.ORDER_REVIEW)
    assert [one.is_open for one in reviews] == [False, False, True]
    expected = [MADE_ON.replace(year=2027), day.replace(year=2028), london_day(later).replace(year=2028)]
    assert [one.due_at for one in reviews] == [london_midnight_after(one - DAY) for one in expected]
    assert [one.cancelled_at for one in reviews[:2]] == [varied_at, later]
    assert [one.is_open for one in clocks(measure, Kind.MEASURE_END)] == [False, True]
    assert [term.number for term in terms_in_force(measure, day)] == [2]
    assert [term.number for term in terms_in_force(measure, day - DAY)] == [1, 2]
    assert differences() == []


def test_terms_as_the_court_made_them_are_kept_and_one_without_supervisor_is_warned_of(
    case: Case, amira: User
) -> None:
    measure = make_court_order(case, by=amira)
    late = MADE + 5 * DAY
    term = add_court_term(
        measure, kind=TermKind.REQUIREMENT, words="You must report weekly.", by=amira, now=late
    )

    kept = weighed(measure, "CBO-7")
    assert (term.number, term.from_on, kept.decision) == (3, MADE_ON, "warn")
    assert [one.number for one in terms_in_force(fresh(measure), MADE_ON)] == [1, 2, 3]
    wrong = {"kind": TermKind.STOP, "words": "x", "by": amira, "now": late}
    assert "prohibition or a requirement" in refusal(add_court_term, measure, **wrong)
    request = make_request(case, by=amira)
    assert "not in force" in refusal(add_court_term, request, **{**wrong, "kind": TermKind.PROHIBITION})


def test_a_discharge_ends_the_order_and_its_clocks(case: Case, amira: User) -> None:
    measure = make_court_order(case, by=amira, subject=make_young(case, by=amira))
    told_at = MADE + 60 * DAY
    day = london_day(told_at) - 3 * DAY
    said: dict[str, Any] = {"made_on": day, "words": "He moved to Scotland."}

    assert "Say why" in refusal(
        discharge_order, measure, **PART, **{**said, "words": ""}, by=amira, now=told_at
    )
    early = {**said, "made_on": MADE_ON - DAY}
    assert "was made on" in refusal(discharge_order, measure, **PART, **early, by=amira, now=told_at)
    discharge_order(measure, **PART, **said, by=amira, now=told_at)

    measure = fresh(measure)
    assert (measure.state, measure.ends_on, measure.ended_at) == (MeasureState.DISCHARGED, day, told_at)
    assert not live(measure, day + DAY)
    kinds = (Kind.ORDER_REVIEW, Kind.MEASURE_END, Kind.EIGHTEENTH_BIRTHDAY)
    assert [running(measure, kind) for kind in kinds] == [None, None, None]
    assert "not in force" in refusal(
        vary_order, measure, **PART, made_on=day, indefinite=True, by=amira, now=told_at
    )
    assert differences() == []


def test_a_refusal_ends_the_request_and_an_interim_order_with_it(case: Case, amira: User) -> None:
    measure, other = make_request(case, by=amira), make_request(case, by=amira)
    heard(measure, MADE + 9 * DAY, by=amira)
    court_makes(other, by=amira, interim=True, hearing_at=MADE + 9 * DAY)
    said: dict[str, Any] = {"refused_on": MADE_ON, "words": "It would not help."}

    assert "Say what the court said" in refusal(
        refuse_order, measure, refused_on=MADE_ON, words="", by=amira, now=MADE
    )
    for one in (measure, other):
        refuse_order(one, **said, by=amira, now=MADE + DAY)

    assert [fresh(one).state for one in (measure, other)] == [MeasureState.DROPPED, MeasureState.DISCHARGED]
    assert OrderRequest.objects.get(measure=measure).refused_on == MADE_ON
    assert [one.cancelled_at for one in clocks(measure, Kind.HEARING)] == [MADE + DAY]
    assert running(other, Kind.HEARING) is None
    assert "decided already" in refusal(refuse_order, measure, **said, by=amira, now=MADE + DAY)
    assert "before no court" in refusal(heard, measure, MADE + 30 * DAY, by=amira, now=MADE + DAY)
    assert differences() == []


def test_an_order_is_over_after_its_last_day_and_not_before(case: Case, amira: User) -> None:
    measure = make_court_order(case, by=amira)
    over = london_midnight_after(LAST)

    assert "runs still" in refusal(end_order, measure, by=amira, now=over - timedelta(minutes=1))
    ended = end_order(measure, by=amira, now=over)

    assert (ended.state, ended.ended_at) == (MeasureState.ENDED, over)
    assert differences() == []


def test_an_order_told_late_and_on_a_closed_case_is_recorded_all_the_same(case: Case, amira: User) -> None:
    measure = make_request(case, by=amira, subject=make_young(case, by=amira))
    make_closed(case, by=amira, now=NOW + DAY)

    court_makes(measure, by=amira, made_on=MADE_ON, now=MADE + 400 * DAY)

    review = running(measure, Kind.ORDER_REVIEW)
    assert review
    assert review.due_at == london_midnight_after(MADE_ON.replace(year=2027) - DAY), "late from the start"
    assert differences() == []

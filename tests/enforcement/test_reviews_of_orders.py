"""Reviews of young people's orders: period after period until they grow up, whatever else happens in between."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.casework.transitions import correct_person, reopen_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import call_off, waive
from asbcases.enforcement.choices import Applicant, Restriction
from asbcases.enforcement.models import Informed, Measure, RuleWeighed
from asbcases.enforcement.transitions.court_orders import vary_order
from asbcases.enforcement.transitions.order_reviews import press_words, review_order, tell_supervisor
from asbcases.errors import Refused
from asbcases.law.periods import london_day, london_midnight_after
from tests.deadlines.checking import changed, differences
from tests.enforcement.make_measures import fresh
from tests.enforcement.make_orders import (
    COURT,
    DAY,
    REVIEW,
    clocks,
    court_makes,
    make_court_order,
    make_request,
    make_young,
    reviewed,
    running,
)
from tests.make import NOW, make_case, make_closed, make_user

pytestmark = pytest.mark.django_db
MADE = NOW + 14 * DAY
MADE_ON = london_day(MADE)
YEAR = timedelta(days=365)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


@pytest.fixture
def order(case: Case, amira: User) -> Measure:
    """Return an order of three years on somebody of 15, who is 18 half a year before its end."""
    young = make_young(case, by=amira)
    return make_court_order(case, by=amira, subject=young, ends_on=MADE_ON.replace(year=2029) - DAY)


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason


def due(measure: Measure) -> date | None:
    """Return the last day of the review that is owed."""
    clock = running(measure, Kind.ORDER_REVIEW)
    return london_day(clock.due_at - timedelta(seconds=1)) if clock else None


def at_noon(day: date) -> datetime:
    return datetime.combine(day, NOW.timetz())


def test_each_year_has_its_review_until_the_year_in_which_they_grow_up(order: Measure, amira: User) -> None:
    assert due(order) == date(2027, 12, 6)

    first = reviewed(order, at_noon(date(2027, 11, 2)), by=amira)
    assert (first.number, first.bodies.splitlines()[0]) == (1, "Police: Sgt Ben Lane")
    assert due(order) == date(2028, 12, 6)
    reviewed(order, at_noon(date(2028, 12, 7)), by=amira)

    assert due(order) is None, "he is 18 before the third year ends"
    met = clocks(order, Kind.ORDER_REVIEW)
    assert [one.met_at for one in met] == [at_noon(date(2027, 11, 2)), at_noon(date(2028, 12, 7))]
    assert "12 months beginning with 7 December 2026" in met[0].basis
    assert AuditEvent.objects.filter(verb=Verb.MEASURE_REVIEWED).count() == 2
    grown = running(order, Kind.EIGHTEENTH_BIRTHDAY)
    assert grown
    assert london_day(grown.due_at) == date(2029, 6, 1)
    with changed(met[1], met_at=None):
        assert differences() != []
    assert differences() == []


def test_a_second_review_in_one_year_does_not_count_for_the_next(order: Measure, amira: User) -> None:
    reviewed(order, at_noon(date(2027, 3, 1)), by=amira)
    reviewed(order, at_noon(date(2027, 6, 1)), by=amira)
    assert due(order) == date(2028, 12, 6)

    reviewed(order, at_noon(date(2027, 12, 7)), by=amira)

    assert due(order) is None
    assert differences() == []


def test_a_review_told_late_was_in_time_and_one_held_late_counts_for_the_year_it_missed(
    order: Measure, amira: User
) -> None:
    reviewed(order, at_noon(date(2027, 12, 6)), by=amira, now=at_noon(date(2028, 1, 20)))
    assert clocks(order, Kind.ORDER_REVIEW)[0].met_at == at_noon(date(2027, 12, 6))

    reviewed(order, at_noon(date(2029, 1, 8)), by=amira)

    assert due(order) is None
    assert differences() == []


def test_a_review_says_what_the_law_asks_and_who_took_part(order: Measure, amira: User) -> None:
    act: dict[str, Any] = {**REVIEW, "reviewed_at": MADE + DAY, "by": amira, "now": MADE + DAY}

    assert "CBO-14" in refusal(review_order, order, **{**act, "council": " "})
    assert "Say what was decided" in refusal(review_order, order, **{**act, "decision": ""})
    assert "still to come" in refusal(review_order, order, **{**act, "reviewed_at": MADE + 2 * DAY})
    assert "takes effect" in refusal(review_order, order, **{**act, "reviewed_at": MADE - DAY})
    interim = make_request(order.case, by=amira, subject=order.subject)
    assert "not in force" in refusal(review_order, interim, **act)
    court_makes(interim, by=amira, interim=True, hearing_at=MADE + YEAR)
    assert "for the time being" in refusal(review_order, interim, **act)


def test_a_corrected_date_of_birth_sets_everything_of_age_anew(order: Measure, amira: User) -> None:
    child, grown = date(2013, 1, 31), date(2007, 2, 1)

    correct_person(order.subject, name="Kai Marsh", born_on=grown, by=amira, now=MADE + DAY)
    assert (due(order), running(order, Kind.EIGHTEENTH_BIRTHDAY)) == (None, None)
    assert differences() == []
    correct_person(order.subject, name="Kai Marsh", born_on=child, by=amira, now=MADE + 500 * DAY)
    assert due(order) == date(2027, 12, 6), "that year was not reviewed, as nobody knew"
    reviewed(order, MADE + 501 * DAY, by=amira)
    assert due(order) == date(2028, 12, 6)
    birthday = running(order, Kind.EIGHTEENTH_BIRTHDAY)
    assert birthday
    assert london_day(birthday.due_at) == date(2031, 1, 31)
    assert differences() == []

    order.subject.__class__.objects.filter(pk=order.subject_id).update(born_on=grown)
    assert {one["kind"] for one in differences()} >= {"order_review"}


def test_a_birthday_on_29_february_is_1_march_in_a_common_year(case: Case, amira: User) -> None:
    young = make_young(case, by=amira, born_on=date(2012, 2, 29))
    made_on = date(2026, 12, 7)
    order = make_court_order(case, by=amira, subject=young, ends_on=made_on.replace(year=2029) - DAY)
    birthday = running(order, Kind.EIGHTEENTH_BIRTHDAY)
    assert birthday
    assert london_day(birthday.due_at) == date(2030, 3, 1)
    variation = {"applicant": Applicant.OFFENDER, "court": COURT, "ends_on": date(2030, 12, 1)}
    vary_order(order, **variation, made_on=date(2029, 3, 1), by=amira, now=at_noon(date(2029, 3, 1)))
    assert due(order) == date(2030, 2, 28), "the day before he grows up"
    vary_order(order, **variation, made_on=date(2029, 3, 2), by=amira, now=at_noon(date(2029, 3, 2)))
    assert due(order) is None, "on that day he is 18"
    assert differences() == []


def test_a_year_that_begins_on_29_february_is_reviewed_by_the_safe_day(case: Case, amira: User) -> None:
    young = make_young(case, by=amira, born_on=date(2014, 1, 1))
    order = make_request(case, by=amira, subject=young)
    court_makes(order, by=amira, now=at_noon(date(2028, 2, 29)), ends_on=date(2030, 12, 31))

    clock = running(order, Kind.ORDER_REVIEW)
    assert clock
    assert due(order) == date(2029, 2, 27)
    assert "28 February 2029" in clock.basis
    assert "to be safe by 27 February 2029" in clock.basis
    assert differences() == []


def test_a_waived_review_has_the_next_year_owed_at_once(order: Measure, amira: User, ben: User) -> None:
    chief = make_user("ines2", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    clock = running(order, Kind.ORDER_REVIEW)
    assert clock
    waive(clock, reason="He is in hospital for the year.", by=chief, now=MADE + 10 * DAY)
    assert due(order) == date(2028, 12, 6)
    assert differences() == []
    again = running(order, Kind.ORDER_REVIEW)
    assert again
    call_off(again, reason="The order was found not to be ours.", by=chief, now=MADE + 20 * DAY)

    assert due(order) is None
    assert differences() == []


def test_a_closed_case_still_owes_the_reviews_of_its_order(order: Measure, amira: User) -> None:
    closed_at = MADE + 30 * DAY
    case = make_closed(order.case, by=amira, now=closed_at)

    assert due(order) == date(2027, 12, 6)
    assert [one.cancelled_at for one in clocks(order, Kind.ORDER_REVIEW)] == [closed_at, None]
    assert running(order, Kind.MEASURE_END) is not None
    assert differences() == []
    reviewed(order, closed_at + DAY, by=amira)
    reopen_case(case, reason="He came back.", by=amira, now=closed_at + 2 * DAY)
    assert Deadline.objects.filter(kind=Kind.ORDER_REVIEW, cancelled_at=None, met_at=None).count() == 1
    assert differences() == []


def test_supervisors_are_told_what_is_asked_of_them(order: Measure, amira: User) -> None:
    act: dict[str, Any] = {"how": "By letter", "told_at": MADE + DAY, "by": amira, "now": MADE + DAY}

    told = tell_supervisor(order, supervisor="Open Road, Colchester", **act)

    assert (told.body, told.how) == ("Open Road, Colchester", "By letter")
    assert "Sentencing Code s.333" in told.words
    assert "supervise no requirement" in refusal(tell_supervisor, order, supervisor="Somebody", **act)
    assert Informed.objects.filter(measure=order).count() == 1


def test_words_for_the_press_name_the_order_and_not_the_conduct(order: Measure, amira: User) -> None:
    words = "\n".join(press_words(order, by=amira, now=MADE + DAY))

    assert (
        "7 December 2026 Colchester Magistrates' Court made a criminal behaviour order against Kai Marsh"
        in words
    )
    assert "It runs until 6 December 2029." in words
    assert "nine evenings" not in words
    assert RuleWeighed.objects.get(measure=order, rule="CBO-18").decision == "allow"


def test_a_restriction_lifted_by_a_variation_lets_words_go_to_the_press(order: Measure, amira: User) -> None:
    variation = {"applicant": Applicant.OFFENDER, "court": COURT, "indefinite": True}
    for day, said in ((10, Restriction.IMPOSED), (20, Restriction.NOT_ASKED), (30, Restriction.NONE)):
        at = MADE + day * DAY
        vary_order(order, **variation, made_on=london_day(at), reporting=said, by=amira, now=at)
        if day < 30:
            assert "CBO-18" in refusal(press_words, order, by=amira, now=at)

    words = press_words(fresh(order), by=amira, now=MADE + 31 * DAY)
    assert "until further order" in words[0]
    assert london_midnight_after(MADE_ON) > MADE

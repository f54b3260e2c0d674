"""A date of birth that somebody corrects who may not see the case of a notice or order: each night its dates follow all the same."""

from datetime import date, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, Person
from asbcases.casework.transitions.case_parties import join_party
from asbcases.casework.transitions.people import correct_person
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement import tasks
from asbcases.enforcement.models import Measure, RuleWeighed
from asbcases.enforcement.queries.ages import of_another_age
from asbcases.enforcement.transitions.ages import follow_unseen
from asbcases.enforcement.transitions.struck import measure_in_error
from asbcases.notify.models import Task
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import LATER, fresh, make_notice, make_subject, make_warning
from tests.enforcement.make_orders import make_court_order
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NIGHT = LATER + 30 * DAY
SEVENTEEN = date(2009, 11, 30)


def elsewhere(kai: Person, *, by: User) -> Case:
    """Open a case in another district in which the same person plays a part."""
    case = make_case(by=by, district_code="basildon")
    join_party(case, kai, role=PartyRole.RESPONDENT, by=by, now=NOW)
    return case


def corrected(kai: Person, born_on: date | None, *, by: User, now: object) -> None:
    with acting(str(by.pk)):
        assert not Measure.objects.exists()
        correct_person(Person.objects.get(pk=kai.pk), name=kai.name, born_on=born_on, by=by, now=now)  # type: ignore[arg-type]


def night(now: object = NIGHT) -> None:
    with acting("system:sweep"):
        assert tasks.follow_all(now) == 0  # type: ignore[arg-type]


def birthday(measure: Measure) -> list[Deadline]:
    found = Deadline.objects.filter(OPEN, kind=Kind.EIGHTEENTH_BIRTHDAY, subject=measure.reference)
    return list(found)


def test_a_notice_gets_the_clock_of_the_birthday_and_whoever_leads_the_case_is_told(
    amira: User, cara: User
) -> None:
    case = make_case(by=amira)
    kai = make_subject(case, by=amira, born_on=None)
    notice = make_notice(
        case, by=amira, subject=kai, over={"CPN-1": "17 by his school."}, age_basis="His school."
    )
    elsewhere(kai, by=cara)
    assert birthday(notice) == []

    corrected(kai, SEVENTEEN, by=cara, now=NIGHT - DAY)
    assert birthday(notice) == []
    assert differences() == []
    night()

    (clock,) = birthday(notice)
    assert (clock.owner, clock.due_at.date()) == (amira, date(2027, 11, 30))
    assert clock.steps["warn"].startswith("2027-11-02")
    task = Task.objects.filter(case=case).latest("pk")
    assert task.owner == amira
    assert notice.reference in task.words
    assert "18th birthday" in task.words
    assert differences() == []
    # A second night finds nothing to do.
    told = Task.objects.count()
    night(NIGHT + DAY)
    assert (Task.objects.count(), len(birthday(notice))) == (told, 1)


def test_the_reviews_of_an_order_follow_too_and_end_where_nobody_knows_the_age(
    amira: User, cara: User
) -> None:
    case = make_case(by=amira)
    kai = make_subject(case, by=amira, born_on=date(2009, 12, 20))
    order = make_court_order(case, by=amira, subject=kai)
    elsewhere(kai, by=cara)
    reviews = Deadline.objects.filter(OPEN, kind=Kind.ORDER_REVIEW, subject=order.reference)
    before = list(reviews.values_list("due_at", flat=True))

    corrected(kai, date(2011, 3, 1), by=cara, now=NIGHT - DAY)
    night()

    assert reviews.exists()
    assert before != list(reviews.values_list("due_at", flat=True)) or before
    assert [one.due_at.date() for one in birthday(order)] == [date(2029, 3, 1)]
    assert differences() == []
    corrected(kai, None, by=cara, now=NIGHT + DAY)
    night(NIGHT + 2 * DAY)
    assert not reviews.exists()
    assert birthday(order) == []
    assert differences() == []


def test_who_was_too_young_is_told_so_and_what_was_forgotten_of_an_age_ends_its_clock(
    amira: User, cara: User
) -> None:
    case = make_case(by=amira)
    kai = make_subject(case, by=amira, born_on=SEVENTEEN)
    notice = make_notice(case, by=amira, subject=kai, over={"CPN-15": "They were told by telephone."})
    elsewhere(kai, by=cara)
    corrected(kai, date(2012, 3, 1), by=cara, now=NIGHT - DAY)
    night()
    assert "too young" in Task.objects.latest("pk").words
    assert [one.due_at.date() for one in birthday(notice)] == [date(2030, 3, 1)]
    corrected(kai, None, by=cara, now=NIGHT + DAY)
    night(NIGHT + 2 * DAY)
    assert birthday(notice) == []
    assert "no such date any more" in Task.objects.latest("pk").words
    assert differences() == []


def test_what_is_over_is_not_looked_at_and_a_failure_holds_up_nothing(
    amira: User, ben: User, cara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(by=amira)
    kai = make_subject(case, by=amira, born_on=None)
    first, last = make_warning(case, by=amira, subject=kai), make_warning(case, by=amira, subject=kai)
    elsewhere(kai, by=cara)
    corrected(kai, SEVENTEEN, by=cara, now=NIGHT - DAY)
    found = list(of_another_age())
    assert found == [first, last]
    measure_in_error(fresh(first), reason="Doubled.", by=ben, now=NIGHT)
    Measure.objects.filter(pk=last.pk).update(state="ended")
    assert not follow_unseen(found[1], now=NIGHT)
    assert list(of_another_age()) == []
    Measure.objects.filter(pk=last.pk).update(state="issued")

    def broken(*args: object, **kwargs: object) -> bool:
        raise ValueError

    monkeypatch.setattr(tasks, "follow_unseen", broken)
    with pytest.raises(tasks.AgesIncompleteError, match="1 measures"):
        tasks.follow_ages()
    assert not RuleWeighed.objects.filter(measure=last, rule="FAIR-6").exists()

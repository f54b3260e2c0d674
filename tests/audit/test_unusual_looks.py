"""Unusual looks: each rule by itself, what a night finds, and that a day is looked through once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from hypothesis import given
from hypothesis import strategies as st

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Shift, User
from asbcases.audit.look_choices import Look, Operation, Unusual
from asbcases.audit.models import Access, Finding, LookedThrough
from asbcases.audit.rules.operations import LOOKS, NAMED, OPERATION_OF
from asbcases.audit.rules.unusual import at_night, many_for_them, on_shift, too_many, without_task
from asbcases.audit.tasks import look_through_days
from asbcases.audit.transitions import record_access
from asbcases.audit.transitions.findings import look_through
from asbcases.audit.verbs import VERBS
from asbcases.cases.models import Case, Person
from asbcases.db.actor import acting
from asbcases.policies.models import PolicyRow
from tests.make import NOW, make_case, make_incident, make_report, make_user

TODAY = date(2026, 11, 23)


def test_every_verb_and_every_look_is_one_operation_of_the_law() -> None:
    named = " ".join(NAMED.values()).split()

    assert len(named) == len(set(named))
    assert set(OPERATION_OF) == set(VERBS)
    assert set(LOOKS) == set(Look)
    assert set(OPERATION_OF.values()) == set(Operation)


def test_a_number_of_records_is_too_many_above_what_policy_says() -> None:
    assert too_many(81, most=80)
    assert not too_many(80, most=80)
    assert not too_many(10_000, most=None)


def test_many_is_measured_by_what_the_same_person_usually_looks_at() -> None:
    assert many_for_them(31, [10, 10, 9, 40], times=3, least=20)
    assert not many_for_them(30, [10, 10], times=3, least=20)
    assert not many_for_them(19, [1], times=3, least=20)
    assert not many_for_them(500, [], times=3, least=20)
    assert not many_for_them(500, [1], times=None, least=20)


@pytest.mark.parametrize(
    ("hour", "night"), [(21, False), (22, True), (23, True), (0, True), (5, True), (6, False), (12, False)]
)
def test_night_lies_between_two_hours_of_london(hour: int, night: bool) -> None:
    winter = datetime(2026, 11, 23, hour, 30, tzinfo=UTC)
    summer = datetime(2026, 7, 23, hour, 30, tzinfo=UTC) - timedelta(hours=1)

    assert at_night(winter, begins=22, ends=6) is night
    assert at_night(summer, begins=22, ends=6) is night
    assert not at_night(winter, begins=None, ends=6)


@given(st.integers(0, 23), st.integers(0, 23), st.integers(0, 23))
def test_night_and_its_contrary_fill_the_day(hour: int, begins: int, ends: int) -> None:
    at = datetime(2026, 11, 23, hour, tzinfo=UTC)

    if begins != ends:
        assert at_night(at, begins=begins, ends=ends) is not at_night(at, begins=ends, ends=begins)


def test_who_comes_early_or_stays_longer_is_on_shift() -> None:
    shift = (NOW, NOW + timedelta(hours=8))
    hour = timedelta(hours=1)

    assert on_shift(NOW - hour, [shift], margin=hour)
    assert not on_shift(NOW - 2 * hour, [shift], margin=hour)
    assert not on_shift(NOW + 9 * hour, [shift], margin=hour)
    assert not on_shift(NOW, [], margin=hour)


def test_cases_without_a_task_are_counted_against_policy() -> None:
    assert without_task(1, most=0)
    assert not without_task(10, most=10)
    assert not without_task(10, most=None)


def looks_at(user: User, *, at: datetime = NOW, times: int = 1, **of: object) -> None:
    with acting(str(user.pk)):
        for minute in range(times):
            record_access(Look.PAGE, by=user, now=at + timedelta(minutes=minute), **of)  # type: ignore[arg-type]


def night(day: date = TODAY) -> list[Finding]:
    with acting("system:looks"), transaction.atomic():
        look_through(day, now=NOW + timedelta(days=1))
        return list(Finding.objects.filter(day=day).order_by("rule", "pk"))


def rules(found: list[Finding]) -> list[str]:
    return [one.rule for one in found]


@pytest.mark.django_db
def test_an_ordinary_day_of_the_lead_finds_nothing(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    looks_at(amira, case=case, times=5)
    looks_at(ben, case=case)

    assert night() == []


@pytest.mark.django_db
def test_whoever_looks_at_a_namesake_is_found_by_person_case_and_report(amira: User) -> None:
    namesake = make_user("jade", Role.CONTACT_HANDLER, name="Jade Taylor")
    case = make_case(by=amira, victim_name="Jade Taylor")
    report = make_report(by=amira, caller_name="Taylor, Jade")
    other = make_report(by=amira, caller_name="Somebody Else")
    person = Person.objects.get(name="Jade Taylor")
    looks_at(namesake, person=person)
    looks_at(namesake, case=case)
    looks_at(namesake, report=report)
    looks_at(namesake, report=other)

    found = [one for one in night() if one.rule == Unusual.OWN_NAME]

    assert {(one.person_id, one.case_id, one.report_id) for one in found} == {
        (person.pk, None, None),
        (None, case.pk, None),
        (None, None, report.pk),
    }
    assert {one.user for one in found} == {namesake}


@pytest.mark.django_db
def test_a_person_with_ones_own_e_mail_address_is_found_too(amira: User) -> None:
    report = make_report(by=amira, caller_name="J. Smith", caller_email="jade@police.example")
    namesake = make_user("jade", Role.CONTACT_HANDLER, name="Jade Taylor")
    looks_at(namesake, report=report)

    assert rules(night()) == [Unusual.OWN_NAME]


@pytest.mark.django_db
def test_many_different_records_are_found_and_the_same_one_again_is_not(amira: User) -> None:
    set_policy("looks.volume", "most", 2)
    reports = [make_report(by=amira) for _ in range(3)]
    handler = make_user("hana", Role.CONTACT_HANDLER, name="Hana Ruiz")
    for report in reports:
        looks_at(handler, report=report)
    looks_at(amira, report=reports[0], times=30)

    found = night()

    assert [(one.user, one.rule, one.looks) for one in found] == [(handler, Unusual.VOLUME, 3)]
    assert found[0].words == "3 different records in a day: more than 2."


@pytest.mark.django_db
def test_many_for_the_person_are_found_by_the_days_before(amira: User) -> None:
    set_policy("looks.volume", "least", 3)
    set_policy("looks.usual", "", 2)
    reports = [make_report(by=amira) for _ in range(5)]
    steady, sudden = (make_user(name, Role.CONTACT_HANDLER) for name in ("steady", "sudden"))
    for back in (1, 2, 3):
        for report in reports[:3]:
            looks_at(steady, at=NOW - timedelta(days=back), report=report)
        looks_at(sudden, at=NOW - timedelta(days=back), report=reports[0])
    for report in reports:
        looks_at(steady, report=report)
        looks_at(sudden, report=report)

    assert [(one.user, one.rule) for one in night()] == [(sudden, Unusual.VOLUME)]


@pytest.mark.django_db
def test_looks_at_night_are_found_unless_the_rota_says_that_somebody_worked(amira: User) -> None:
    night_at = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    case, report = make_case(by=amira), make_report(by=amira)
    worker = make_user("hana", Role.CONTACT_HANDLER)
    Shift.objects.create(user=worker, starts_at=night_at, ends_at=night_at + timedelta(hours=8))
    looks_at(worker, at=night_at, report=report)
    looks_at(amira, at=night_at, case=case)

    found = night()

    assert [(one.user, one.rule, one.looks) for one in found] == [(amira, Unusual.OUT_OF_HOURS, 1)]


@pytest.mark.django_db
def test_a_case_of_another_district_without_a_task_is_found(amira: User, cara: User) -> None:
    case = make_case(by=amira)
    looks_at(cara, case=case)

    found = night()

    assert [(one.user, one.rule, one.case_id) for one in found] == [(cara, Unusual.NO_TASK, case.pk)]
    assert (
        found[0].words == "1 case of another district on which they lead, owe and did nothing: more than 0."
    )


@pytest.mark.django_db
def test_of_the_own_district_it_takes_many_cases_without_a_task(amira: User) -> None:
    set_policy("looks.no_task", "own_district", 1)
    colleague = make_user("jo", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
    for _ in range(2):
        looks_at(colleague, case=make_case(by=amira))

    found = night()

    assert [(one.user, one.rule, one.looks, one.case_id) for one in found] == [
        (colleague, Unusual.NO_TASK, 2, None)
    ]


@pytest.mark.django_db
def test_a_day_is_looked_through_once_and_a_missed_night_is_made_up_for(amira: User) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=3)
    looks_at(
        make_user("far", Role.CPT_OFFICER, district_code="basildon"), at=yesterday, case=make_case(by=amira)
    )

    done = []
    for _ in range(2):
        with acting("system:looks"):
            done.append(look_through_days())

    assert done == [14, 0]
    assert LookedThrough.objects.count() == 14
    assert Finding.objects.filter(rule=Unusual.NO_TASK).count() == 1


@pytest.mark.django_db
def test_where_policy_is_silent_nothing_is_found(amira: User, cara: User) -> None:
    PolicyRow.objects.filter(rule__startswith="looks.").update(rule=Concat(Value("silent."), F("rule")))
    looks_at(cara, case=make_case(by=amira), at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC))

    assert night() == []


@pytest.mark.django_db
def test_nobody_but_the_service_learns_names_from_what_the_night_asks(amira: User) -> None:
    make_case(by=amira, victim_name="Amira Osei")
    looks_at(amira, case=Case.objects.get())
    asked = [NOW - timedelta(days=1), NOW + timedelta(days=1)]
    auditor = make_user("otto", Role.AUDITOR)

    for user in (amira, auditor):
        with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM asb_looks_at_own_name(%s, %s, %s, ARRAY['amira osei'], ARRAY[''])",
                [*asked, [amira.pk]],
            )
            assert cursor.fetchall() == []
            cursor.execute("SELECT * FROM asb_looks_without_task(%s, %s)", asked)
            assert cursor.fetchall() == []


def set_policy(rule: str, qualifier: str, value: int) -> None:
    assert PolicyRow.objects.filter(rule=rule, qualifier=qualifier).update(value=value)


@pytest.mark.django_db
def test_a_look_at_an_incident_counts_as_a_record(amira: User) -> None:
    set_policy("looks.volume", "most", 0)
    incident = make_incident(by=amira)
    looks_at(amira, incident=incident)

    assert rules(night()) == [Unusual.VOLUME]
    assert Access.objects.get(incident=incident).role == Role.CPT_OFFICER

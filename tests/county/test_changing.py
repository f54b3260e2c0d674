"""What is sent and not waited for is done as whoever acted, in its order, and what is refused is not passed over."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.models import Incident
from asbcases.db import changing
from asbcases.db.actor import acting
from asbcases.db.prepared import plan_anew, planned_once
from asbcases.deadlines.models import Deadline
from tests.make import make_incident, make_report

pytestmark = pytest.mark.django_db


def actor() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_actor()", [])
        return str(cursor.fetchone()[0])


def test_a_row_that_is_changed_by_a_known_statement_is_the_row_that_django_changes(amira: User) -> None:
    changing._changing.clear()
    incidents = [make_incident(by=amira) for _ in range(3)]

    with planned_once():
        for number, one in enumerate(incidents):
            one.summary, one.place_text = f"{number}%", "here"
            one.save(update_fields=["summary", "place_text"])
        Incident.objects.filter(pk=incidents[2].pk).update(summary="another")

    read = Incident.objects.in_bulk([one.pk for one in incidents])
    assert [read[one.pk].summary for one in incidents] == ["0%", "1%", "another"]
    assert {one.place_text for one in read.values()} == {"here"}
    assert len(changing._changing) == 2
    assert None not in changing._changing.values()


def test_numbers_are_drawn_ahead_and_given_in_order(amira: User) -> None:
    with planned_once():
        for _ in range(6):
            make_report(by=amira)
        plan_anew()
        make_report(by=amira)

    numbers = list(Deadline.objects.order_by("report__pk", "pk").values_list("pk", flat=True))
    assert numbers == sorted(numbers)
    assert numbers[-1] - numbers[0] == len(numbers) - 1


def test_who_acts_is_told_before_the_next_statement_and_again_after_what_is_undone(
    amira: User, ben: User
) -> None:
    def fail() -> None:
        with acting(str(ben.pk)):
            assert actor() == str(ben.pk)
            raise ZeroDivisionError

    with planned_once():
        before = actor()
        with acting(str(amira.pk)):
            with acting(str(ben.pk)):
                pass
            assert actor() == str(amira.pk)
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                fail()
            assert actor() == str(amira.pk)
        assert actor() == before
    assert actor() == before


def test_what_is_refused_of_what_was_sent_is_an_error_of_the_next_statement(amira: User) -> None:
    make_incident(by=amira)

    def change_twice() -> None:
        with planned_once():
            triage = Incident.objects.get()
            triage.version = -1
            triage.save(update_fields=["version"])
            actor()

    with pytest.raises(IntegrityError), transaction.atomic():
        change_twice()
    assert Incident.objects.get().version >= 0


def test_what_is_refused_last_is_an_error_of_the_end(amira: User) -> None:
    incident = make_incident(by=amira)

    def change() -> None:
        with planned_once():
            incident.version = -1
            incident.save(update_fields=["version"])

    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_a_savepoint_undoes_what_was_sent_and_refused(amira: User) -> None:
    incident = make_incident(by=amira)

    def change() -> None:
        incident.version = -1
        incident.save(update_fields=["version"])
        raise ZeroDivisionError

    with planned_once():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            change()
        assert Incident.objects.get().version >= 0


def test_a_row_that_is_not_there_is_not_changed_in_silence(amira: User) -> None:
    def change() -> None:
        with planned_once():
            Incident.objects.filter(pk=10**9).update(summary="x")

    with pytest.raises(DatabaseError, match="0 added or changed"), transaction.atomic():
        change()

"""Events that wait for one another are written whole, in their order and as whoever acted."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import record
from asbcases.audit.waiting import written_together
from asbcases.cases.models import Case, Report
from asbcases.db.actor import acting
from tests.make import NOW, make_case, make_report

pytestmark = pytest.mark.django_db
FIELDS = [field.attname for field in AuditEvent._meta.concrete_fields if field.attname != "id"]
ANOTHER = """INSERT INTO audit_auditevent (verb, actor_key, actor_name, actor_role, actor_agency, reason, data, request_id,
    happened_at, recorded_at) VALUES ('case.closed', 'system:test', 'x', '', '', '', '{}', '', now(), now())"""


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def opened(case: Case, by: User, number: int = 0) -> AuditEvent:
    """Record one event as this person."""
    with acting(str(by.pk)):
        return record(
            Verb.ACTION_DONE,
            by=by,
            now=NOW + timedelta(microseconds=number),
            reason="so „that“ is said: Ünal",
            data={"number": number, "said": ['a "b"', None]},
            case=case,
        )


def fail_after(case: Case, by: User, events: list[AuditEvent]) -> None:
    """Record one event, and fail."""
    events.append(opened(case, by))
    raise ZeroDivisionError


def written(*events: AuditEvent) -> list[dict[str, Any]]:
    """Return what stands of these events, less their numbers."""
    pks = [event.pk for event in events]
    return list(AuditEvent.objects.filter(pk__in=pks).order_by("pk").values(*FIELDS))


def waiting(events: list[AuditEvent]) -> int:
    """Return how many of these are not written yet, by a look that the events do not notice."""
    with connection.connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_auditevent WHERE id = ANY (%s)", [[one.pk for one in events]]
        )
        return len(events) - int(cursor.fetchone()[0])


def test_events_are_written_together_as_each_would_have_been(case: Case, amira: User, ben: User) -> None:
    acts = [(person, number) for number in range(120) for person in (amira, ben)]
    alone = [opened(case, *act) for act in acts]

    with CaptureQueriesContext(connection) as asked, written_together():
        together = [opened(case, *act) for act in acts]
        assert waiting(together) == len(acts)

    assert [event.pk for event in together] == sorted({event.pk for event in together})
    assert written(*together) == written(*alone)
    assert len([one for one in asked if "INSERT" in one["sql"]]) == 2
    assert len([one for one in asked if "nextval" in one["sql"]]) == 2


def test_what_waits_is_as_it_was_when_it_was_recorded(case: Case, amira: User) -> None:
    with written_together():
        event = opened(case, amira)
        event.data["number"] = 7

    assert written(event)[0]["data"]["number"] == 0


def test_whoever_reads_the_record_finds_all_of_it(case: Case, amira: User) -> None:
    with written_together():
        event = opened(case, amira)
        assert AuditEvent.objects.filter(case=case).latest("pk") == event
        assert opened(case, amira).pk > event.pk


def test_who_else_adds_events_numbers_them_between_those_before_and_those_after(
    case: Case, amira: User
) -> None:
    with written_together():
        before = opened(case, amira)
        with connection.cursor() as cursor:
            cursor.execute(ANOTHER)
        after = opened(case, amira)

    other = AuditEvent.objects.get(actor_name="x")
    assert before.pk < other.pk < after.pk


def test_an_error_leaves_nothing_that_waited(case: Case, amira: User) -> None:
    events: list[AuditEvent] = []

    with pytest.raises(ZeroDivisionError), written_together():
        fail_after(case, amira, events)

    assert written(*events) == []
    assert len(written(opened(case, amira))) == len(events) == 1


def test_a_savepoint_that_is_undone_takes_its_own_events_and_no_others(case: Case, amira: User) -> None:
    undone: list[AuditEvent] = []

    with written_together():
        before = opened(case, amira)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            fail_after(case, amira, undone)
        with transaction.atomic():
            kept = opened(case, amira)

    assert len(written(before, kept)) == 2
    assert (len(undone), written(*undone)) == (1, [])


def test_an_event_is_added_as_whoever_acted_by_what_they_saw_then(
    case: Case, amira: User, cara: User
) -> None:
    basildon = District.objects.get(code="basildon")
    with written_together():
        events = [opened(case, amira)]
        User.objects.filter(pk=amira.pk).update(district=basildon)
        assert waiting(events) == 0

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), written_together():
        opened(case, cara)


def test_who_was_let_in_for_a_moment_has_their_events_written_before_they_are_let_out(
    case: Case, amira: User, ben: User
) -> None:
    report: Report = make_report(by=amira)
    with written_together():
        of_amira, of_ben = [opened(case, amira)], [opened(case, ben)]
        with acting(str(amira.pk)), connection.cursor() as cursor:
            cursor.execute("SELECT asb_let_out_again()")
        assert (waiting(of_amira), waiting(of_ben)) == (0, 1)
        assert Report.objects.get(pk=report.pk) == report
        assert waiting(of_ben) == 1

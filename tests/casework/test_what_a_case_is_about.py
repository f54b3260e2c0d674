"""Premises, operations and other cases: what a case is about beside its people and incidents."""

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case, Operation
from asbcases.casework.transitions import (
    join_case_operation,
    link_cases,
    make_operation,
    mark_part_wrong,
    place_case,
    unlink_cases,
)
from asbcases.errors import Refused
from tests.casework.casefile import DAY, HOUR, shut
from tests.casework.people import make_premises
from tests.make import NOW, district, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def lantern(by: User) -> Operation:
    plan = {"name": "Lantern", "purpose": "Parks at night", "district": district(), "ends_on": None}
    return make_operation(**plan, starts_on=NOW.date(), by=by, now=NOW)


def sentences(case: Case) -> list[str]:
    """Return what was done on a case since it was opened."""
    events = AuditEvent.objects.filter(case=case, recorded_at__gte=NOW).order_by("pk")
    return [event.sentence for event in events]


def test_premises_and_operations_are_put_on_a_case_once_and_taken_off_with_a_reason(
    case: Case, amira: User, ben: User
) -> None:
    premises, operation = make_premises(by=amira), lantern(ben)

    place = place_case(case, premises, note="A cuckooed flat", by=amira, now=NOW)
    under = join_case_operation(case, operation, by=amira, now=NOW)

    with pytest.raises(Refused, match="stands on"):
        place_case(case, premises, by=amira, now=NOW)
    with pytest.raises(Refused, match="stands under"):
        join_case_operation(case, operation, by=amira, now=NOW)
    for part in (place, under):
        with pytest.raises(Refused, match="Say why"):
            mark_part_wrong(part, why=" ", by=amira, now=NOW)
        marked = mark_part_wrong(part, why="Another flat.", by=amira, now=NOW + HOUR)
        assert (marked.recorded_in_error_at, marked.recorded_in_error_why) == (NOW + HOUR, "Another flat.")
        with pytest.raises(Refused, match="already"):
            mark_part_wrong(part, why="Another flat.", by=amira, now=NOW + HOUR)
    assert place_case(case, premises, by=amira, now=NOW + DAY).pk != place.pk
    assert sentences(case)[:4] == [
        f"put the premises {premises.reference} on the case",
        "put the case under Lantern",
        f"took {premises.reference} off the case",
        "took Lantern off the case",
    ]


def test_what_was_recorded_in_error_goes_on_no_case(case: Case, amira: User, ben: User) -> None:
    premises, operation = make_premises(by=amira), lantern(ben)
    for row in (premises, operation):
        row.recorded_in_error_at = NOW
        row.save()

    with pytest.raises(Refused, match="in error"):
        place_case(case, premises, by=amira, now=NOW)
    with pytest.raises(Refused, match="in error"):
        join_case_operation(case, operation, by=amira, now=NOW)


def test_two_cases_are_linked_once_whichever_way_and_the_record_names_neither(
    case: Case, amira: User
) -> None:
    other = make_case(by=amira, now=NOW - DAY)

    link = link_cases(case, other, reason="The same group", by=amira, now=NOW)

    for one, two in ((case, other), (other, case)):
        with pytest.raises(Refused, match="linked with"):
            link_cases(one, two, reason="Again", by=amira, now=NOW)
    with pytest.raises(Refused, match="with itself"):
        link_cases(case, case, reason="Again", by=amira, now=NOW)
    unlink_cases(link, why="Another group.", by=amira, now=NOW)
    with pytest.raises(Refused, match="already"):
        unlink_cases(link, why="Another group.", by=amira, now=NOW)
    link_cases(other, case, reason="The same group after all", by=amira, now=NOW)
    events = AuditEvent.objects.filter(verb__in=(Verb.CASE_LINKED, Verb.CASE_UNLINKED)).order_by("pk")
    assert [event.case for event in events] == [case, case, other]
    assert events[0].data == {"reason": "The same group", "link": link.pk}
    assert not [event for event in events if other.reference in f"{event.sentence}{event.data}"]


def test_a_link_needs_a_reason_and_an_open_case_on_one_side(case: Case, amira: User, ben: User) -> None:
    other = shut(make_case(by=amira, now=NOW - DAY))

    with pytest.raises(Refused, match="why the cases belong together"):
        link_cases(case, other, reason=" ", by=amira, now=NOW)
    with pytest.raises(Refused, match="is closed"):
        link_cases(other, case, reason="The same group", by=amira, now=NOW)
    link = link_cases(case, other, reason="The same group", by=amira, now=NOW)
    part = place_case(case, make_premises(by=amira), by=amira, now=NOW)
    shut(case)

    for act in (
        lambda: unlink_cases(link, why="Wrong.", by=amira, now=NOW),
        lambda: mark_part_wrong(part, why="Wrong.", by=amira, now=NOW),
        lambda: place_case(case, make_premises("1 Mill Lane", by=amira), by=amira, now=NOW),
        lambda: join_case_operation(case, lantern(ben), by=amira, now=NOW),
    ):
        with pytest.raises(Refused, match="is closed"):
            act()

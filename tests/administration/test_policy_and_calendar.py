"""An administrator changes policy and the calendar: never over what is in force, with a source, and open deadlines follow."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.administration.transitions import (
    add_holiday,
    end_policy,
    policies,
    set_policy,
    withdraw_holiday,
)
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.deadlines.models import Deadline, Replan
from asbcases.errors import Refused
from asbcases.policies.models import Confidence, ExtraHoliday, PolicyRow, Unit
from asbcases.policies.queries import calendar, limit_on
from asbcases.policies.transitions import versions_of
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
FIRST = ("risk.first_assessment", "medium")


def a_version(rule: str = FIRST[0], qualifier: str = FIRST[1], *, by: User, **fields: Any) -> Any:
    stated: dict[str, Any] = {
        "value": Decimal(36), "unit": Unit.HOURS, "in_force_from": TODAY, "source": "Force policy 7, s.2",
        "confidence": Confidence.STATED, "now": NOW, **fields,
    }  # fmt: skip
    return set_policy(rule, qualifier, **stated, by=by)


def newest(rule: str, qualifier: str) -> PolicyRow:
    row = versions_of(rule, qualifier).last()
    assert row
    return row


def test_a_new_version_ends_the_one_before_it_the_day_before(ada: User) -> None:
    row, _ = a_version(by=ada)

    assert limit_on(*FIRST, TODAY - DAY).value == 48
    assert limit_on(*FIRST, TODAY) == row
    former = versions_of(*FIRST).first()
    assert former
    assert (former.in_force_to, former.ended_at, former.value) == (TODAY - DAY, NOW, 48)
    assert (row.added_by, row.added_at, row.source) == (ada, NOW, "Force policy 7, s.2")


def test_it_leaves_one_event_and_one_request(ada: User) -> None:
    _, request = a_version(by=ada)

    event = AuditEvent.objects.get(verb=Verb.POLICY_ADDED)
    assert event.sentence == "set First risk assessment medium to 36 hours from 23 November 2026"
    assert request == Replan.objects.get()
    assert (request.rule, request.requested_by) == (FIRST[0], ada)
    assert request.why == (
        "First risk assessment, medium: 36 hours for what starts on or after 23 November 2026 (Force policy 7, s.2)"
    )


def test_the_open_deadlines_follow_soon_after(
    ada: User,
    amira: User,
    django_capture_on_commit_callbacks: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_case(by=amira)
    deadline = Deadline.objects.get(kind="first_assessment")
    monkeypatch.setattr(policies.replan_deadlines, "delay", policies.replan_deadlines)

    with django_capture_on_commit_callbacks(execute=True):
        a_version(by=ada)

    before = deadline.due_at
    deadline.refresh_from_db()
    assert before - deadline.due_at == timedelta(hours=12)
    assert Replan.objects.get().moved == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"in_force_from": date(2014, 10, 20)}, "choose a later day"),
        ({"in_force_from": date(2014, 10, 19)}, "choose a later day"),
        ({"in_force_from": date(2036, 1, 1)}, "look at the year again"),
        ({"unit": Unit.COUNT}, "is not counted in count"),
        ({"unit": Unit.CHOICE}, "is not counted in choice"),
        ({"unit": Unit.HOUR_OF_DAY}, "is not counted in hour of day"),
        ({"value": Decimal(0)}, "a number of 1 or more"),
        ({"value": Decimal(-5)}, "a number of 1 or more"),
        ({"value": Decimal("1.5")}, "a whole number"),
        ({"value": None}, "a whole number"),
        ({"value": Decimal(9000)}, r"9000 is more than any clock runs \(8,760\)"),
        ({"choice": "lead"}, "leave the choice empty"),
        ({"source": "  "}, "where this is written"),
        ({"qualifier": "huge"}, r"no rule risk\.first_assessment huge"),
    ],
)
def test_a_version_that_cannot_be_is_refused(ada: User, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        a_version(by=ada, **fields)

    assert not Replan.objects.exists()


def test_a_version_cannot_start_while_an_ended_one_is_in_force(ada: User) -> None:
    warn = ("deadline.warn", "risk_review")
    end_policy(newest(*warn), last_day=TODAY + 10 * DAY, by=ada, now=NOW)

    with pytest.raises(Refused, match="set to end on that day or later"):
        a_version(*warn, by=ada, in_force_from=TODAY + 10 * DAY)

    a_version(*warn, by=ada, in_force_from=TODAY + 11 * DAY)


def test_a_choice_is_one_of_what_is_offered(ada: User) -> None:
    nature = ("deadline.nature", "call_back")
    stated: dict[str, Any] = {"value": None, "unit": Unit.CHOICE}

    with pytest.raises(Refused, match="Choose one of what is offered"):
        a_version(*nature, by=ada, **stated, choice="lead")
    row, request = a_version(*nature, by=ada, **stated, choice="window")

    assert (row.choice, row.value, request and request.rule) == ("window", 0, "deadline.nature")


@pytest.mark.parametrize(
    ("rule", "qualifier", "fields"),
    [
        ("deadline.owner", "call_back", {"value": None, "unit": Unit.CHOICE, "choice": "lead"}),
        ("notify.quiet.from", "", {"value": Decimal(23), "unit": Unit.HOUR_OF_DAY}),
        ("notify.quiet.until", "", {"value": Decimal(0), "unit": Unit.HOUR_OF_DAY}),
    ],
)
def test_what_moves_no_deadline_asks_for_no_replan(
    ada: User, rule: str, qualifier: str, fields: dict[str, Any]
) -> None:
    change = a_version(rule, qualifier, by=ada, **fields)

    assert change.replan is None
    assert limit_on(rule, qualifier, TODAY) == change.row


@pytest.mark.parametrize("hour", [24, -1])
def test_quiet_hours_are_hours_of_the_day(ada: User, hour: int) -> None:
    with pytest.raises(Refused, match=r"a number of 0 or more|slip of the keyboard"):
        a_version("notify.quiet.from", "", by=ada, value=Decimal(hour), unit=Unit.HOUR_OF_DAY)


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.MONTHS])
def test_a_warning_is_counted_in_hours_or_days(ada: User, unit: Unit) -> None:
    with pytest.raises(Refused, match="is not counted in"):
        a_version("deadline.warn", "risk_review", by=ada, unit=unit)


def test_a_rung_may_be_told_at_once(ada: User) -> None:
    row, _ = a_version("deadline.escalate.inspector", "risk_review", by=ada, value=Decimal(0))

    assert row.value == 0


def test_policy_may_become_silent_on_a_step(ada: User) -> None:
    row, request = end_policy(newest("deadline.warn", "risk_review"), last_day=TODAY, by=ada, now=NOW)

    assert (row.in_force_to, row.ended_at) == (TODAY, NOW)
    assert request
    assert request.why == "Warning beforehand, risk review: no policy after 23 November 2026"
    event = AuditEvent.objects.get(verb=Verb.POLICY_ADDED)
    assert event.sentence == "set Warning beforehand risk review to nothing from 24 November 2026"


def test_it_does_not_become_silent_on_what_work_needs(ada: User) -> None:
    for rule, qualifier in (FIRST, ("deadline.nature", "call_back"), ("notify.quiet.from", "")):
        with pytest.raises(Refused, match="set a new version instead"):
            end_policy(newest(rule, qualifier), last_day=TODAY, by=ada, now=NOW)


def test_it_does_not_become_silent_on_days_that_are_over_or_twice(ada: User) -> None:
    row = newest("deadline.warn", "risk_review")
    with pytest.raises(Refused, match="cannot lie before today"):
        end_policy(row, last_day=TODAY - DAY, by=ada, now=NOW)
    end_policy(row, last_day=TODAY, by=ada, now=NOW)

    with pytest.raises(Refused, match="has an end already"):
        end_policy(row, last_day=TODAY + DAY, by=ada, now=NOW)


def test_a_holiday_is_added_and_withdrawn(ada: User) -> None:
    day = date(2026, 11, 25)

    extra, request = add_holiday(day, name=" A day of thanks ", source="Proclaimed", by=ada, now=NOW)

    assert calendar().name_of(day) == "A day of thanks"
    assert request
    assert (request.rule, request.why) == (
        "",
        "A day of thanks on 25 November 2026 was added to the bank holidays (Proclaimed)",
    )
    _, back = withdraw_holiday(extra, by=ada, now=NOW + DAY)
    assert back
    assert back.why == "A day of thanks on 25 November 2026 was withdrawn from the bank holidays"
    assert calendar().is_working(day)
    extra.refresh_from_db()
    assert (extra.withdrawn_at, extra.withdrawn_by) == (NOW + DAY, ada)
    sentences = [
        event.sentence for event in AuditEvent.objects.filter(verb__startswith="holiday.").order_by("pk")
    ]
    assert sentences == [
        "added A day of thanks on 25 November 2026 to the bank holidays",
        "withdrew A day of thanks on 25 November 2026 from the bank holidays",
    ]
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_holiday(extra, by=ada, now=NOW)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 25), "is a bank holiday already: Christmas Day"),
        (date(2026, 12, 28), "is a bank holiday already: Boxing Day"),
        (date(2026, 11, 28), "is at a weekend"),
        (date(2036, 11, 25), "more than three years away"),
        (date(2026, 11, 26), "was added already: Another day"),
    ],
)
def test_a_day_that_changes_nothing_is_refused(ada: User, day: date, words: str) -> None:
    add_holiday(date(2026, 11, 26), name="Another day", source="Proclaimed", by=ada, now=NOW)

    with pytest.raises(Refused, match=words):
        add_holiday(day, name="A day", source="Proclaimed", by=ada, now=NOW)


@pytest.mark.parametrize(("name", "source"), [("", "Proclaimed"), ("A day", " ")])
def test_a_day_has_a_name_and_a_source(ada: User, name: str, source: str) -> None:
    with pytest.raises(Refused, match="Give the name of the day"):
        add_holiday(date(2026, 11, 25), name=name, source=source, by=ada, now=NOW)

    assert not ExtraHoliday.objects.exists()

"""The page of a deadline says why it is due then, and there people decide about it."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.casework.transitions import promise_call_back
from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import ask_for_time, extend, meet, pause, set_deadline, waive
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.deadlines.pages import asked, day, decided, words
from tests.make import NOW, make_case, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db


def page_of(client: Client, user: User, deadline: Deadline, at: Any = NOW) -> str:
    record = deadline.case or deadline.report
    assert record is not None
    answer = asked(client, user, "deadline_page", record.reference, deadline.pk, at=at)
    assert answer.status_code == 200
    return words(answer)


def test_it_says_by_which_rule_policy_and_start_of_the_clock(
    client: Client, clocked: Deadline, ben: User
) -> None:
    page = page_of(client, ben, clocked)

    assert "Why this date?" in page
    assert "28 days following 23 November 2026, when the risk was assessed as medium" in page
    assert "<code>risk.review.sergeant</code> for medium: 28 days" in page
    assert "In force from 20 October 2014" in page
    assert "23 November 2026 at midday, when the risk was assessed as medium" in page


def test_it_says_who_paused_it_and_who_gave_more_time(client: Client, clocked: Deadline, ben: User) -> None:
    pause(clocked, until=NOW + 3 * DAY, reason="In hospital", by=ben, now=NOW)
    paused = page_of(client, ben, clocked, NOW + HOUR)
    extend(clocked, until=DUE + 60 * DAY, reason="The victim moved", by=ben, now=NOW + 4 * DAY)

    page = page_of(client, ben, clocked, NOW + 5 * DAY)

    assert "The clock is paused." in paused
    assert "End the pause" in paused
    assert "23 November 2026 at midday to 26 November 2026 at midday" in page
    assert "by Ben Lane: In hospital" in page
    assert "by Ben Lane: The victim moved" in page
    assert "Ben Lane, sergeant,</strong> extended it" in page
    assert "Pause the clock" not in page


def test_it_says_who_was_told_when_and_what_was_decided(
    client: Client, case: Case, amira: User, ben: User, ines: User
) -> None:
    deadline = owe(case, ben)
    ask_for_time(deadline, until=DUE + DAY, reason="In hospital", by=amira, now=NOW)
    sweep(DUE)

    page = page_of(client, ben, deadline, DUE + HOUR)

    assert "Told it is late: Ben Lane" in page
    assert "Amira Osei, constable,</strong> asked for more time" in page
    assert "Amira Osei asks for more time, until 8 December 2026 at midday" in page
    assert "Return the request" in page


def test_a_day_that_the_clock_passed_over_is_named(client: Client, clocked: Deadline, ben: User) -> None:
    Deadline.objects.filter(pk=clocked.pk).update(skipped=[["2026-12-25", "Christmas Day"]])

    assert "25 December 2026, Christmas Day" in page_of(client, ben, clocked)


def test_what_ended_says_how(client: Client, case: Case, ben: User) -> None:
    done, waived = owe(case, ben), owe(case, ben, subject="2")
    meet(Kind.RISK_REVIEW, case=case, subject="1", rank="sergeant", by=ben, now=NOW)
    waive(waived, reason="Moved away", by=ben, now=NOW)

    assert "Done on 23 November 2026 at midday by Ben Lane" in page_of(client, ben, done)
    page = page_of(client, ben, waived)
    assert "Waived on 23 November 2026 at midday by Ben Lane" in page
    assert "Give more time" not in page


def test_a_call_back_is_reached_through_its_report_and_by_whoever_promised_it(
    client: Client, ben: User
) -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER)
    report = make_report(by=hana)
    promise_call_back(report, call_by=NOW + DAY, by=hana, now=NOW)
    deadline = report.deadlines.get(kind=Kind.CALL_BACK)

    page, board = page_of(client, hana, deadline), asked(client, ben, "deadline_board", at=NOW)

    assert "Promised call-back of" in page
    assert "a date of its own, which no change of policy moves" in page
    assert "Ask for more time" in page
    assert reverse("report_page", args=[report.reference]) in words(board)
    assert "No case yet" in words(board)


def test_a_call_back_of_another_district_is_on_no_board(client: Client, cara: User, ben: User) -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER)
    report = make_report(by=hana, district_code="basildon")
    promise_call_back(report, call_by=NOW + DAY, by=hana, now=NOW)
    deadline = report.deadlines.get(kind=Kind.CALL_BACK)

    assert report.reference not in words(asked(client, ben, "deadline_board", at=NOW))
    answer = asked(client, ben, "deadline_page", report.reference, deadline.pk, at=NOW)
    assert answer.status_code == 404


def test_a_deadline_is_found_through_its_own_record_alone(
    client: Client, case: Case, amira: User, ben: User
) -> None:
    deadline = owe(case, ben)
    other = make_case(by=amira)

    answer = asked(client, ben, "deadline_page", other.reference, deadline.pk, at=NOW)

    assert answer.status_code == 404


def test_a_look_is_recorded_on_the_case(client: Client, case: Case, ben: User) -> None:
    page_of(client, ben, owe(case, ben))

    assert Access.objects.filter(user=ben, what="page", case=case).count() == 1


def test_an_officer_asks_and_a_supervisor_gives_the_time_asked_for(
    client: Client, case: Case, amira: User, ben: User
) -> None:
    deadline = owe(case, amira)

    answer = decided(client, amira, "ask", deadline, at=NOW, **day(20, 12, 2026))
    form = words(asked(client, ben, "deadline_extend", case.reference, deadline.pk, at=NOW))
    granted = decided(client, ben, "extend", deadline, at=NOW, **day(20, 12, 2026), clock="5pm")

    assert answer.status_code == granted.status_code == 302
    assert 'value="20"' in form
    assert "Amira Osei asks for more time, until end of 20 December 2026" in form
    deadline.refresh_from_db()
    assert deadline.due_at.isoformat() == "2026-12-20T17:00:00+00:00"
    assert deadline.asked_until is None
    assert [ruling.verb for ruling in Ruling.objects.order_by("pk")] == ["asked", "extended"]


def test_each_decision_is_one_ruling(client: Client, clocked: Deadline, amira: User, ben: User) -> None:
    ask_for_time(clocked, until=clocked.due_at + DAY, reason="In hospital", by=amira, now=NOW)
    until = day(1, 12, 2026)

    for act, said in (
        ("return", {}),
        ("pause", until),
        ("resume", {}),
        ("reassign", {"to": ben.pk}),
        ("waive", {}),
    ):
        assert decided(client, ben, act, clocked, at=NOW + HOUR, **said).status_code == 302, act

    verbs = list(Ruling.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["asked", "returned", "paused", "resumed", "reassigned", "waived"]


def test_what_is_owed_no_more_is_cancelled_and_is_no_waiver(
    client: Client, clocked: Deadline, ben: User
) -> None:
    answer = decided(client, ben, "cancel", clocked, at=NOW + HOUR, reason="Set by mistake")

    clocked.refresh_from_db()
    assert (answer.status_code, clocked.is_open, clocked.waived) == (302, False, False)
    assert Ruling.objects.get().verb == "cancelled"


def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(client: Client, case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    answer = decided(client, ben, "extend", deadline, at=NOW, **day(1, 12, 2026), reason="Typed at length")

    assert answer.status_code == 409
    assert "More time has to end after midday on 7 December 2026: give a later date." in words(answer)
    assert "Typed at length" in words(answer)


def test_a_sergeant_does_not_rule_on_what_an_inspector_owes(client: Client, case: Case, ben: User) -> None:
    deadline = owe(case, ben, rank="inspector")

    answer = decided(client, ben, "waive", deadline, at=NOW)

    assert answer.status_code == 409
    assert "It takes the rank of inspector or above" in words(answer)
    assert "Ask for more time" in page_of(client, ben, deadline)


def test_a_form_opened_before_somebody_else_decided_is_refused(
    client: Client, case: Case, ben: User, ines: User
) -> None:
    deadline = owe(case, ben)
    extend(deadline, until=DUE + DAY, reason="In hospital", by=ines, now=NOW)

    answer = decided(client, ben, "waive", deadline, at=NOW, version=1, reason="Typed at length")

    assert answer.status_code == 409
    assert "Changed since you opened it" in words(answer)
    assert "Typed at length" in words(answer)
    assert not Ruling.objects.filter(verb=RulingVerb.WAIVED).exists()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"reason": ""}, "Say why"),
        ({**day(30, 2, 2027)}, "Enter a real date"),
        ({**day(28, 3, 2027), "clock": "01:30"}, "The clocks went forward on 28 March 2027"),
        ({**day(28, 3, 2027), "clock": "later"}, "Enter a time"),
        ({}, "Enter a day"),
    ],
)
def test_a_fault_stands_beside_its_field(
    client: Client, case: Case, ben: User, said: dict[str, str], fault: str
) -> None:
    answer = decided(client, ben, "extend", owe(case, ben), at=NOW, **said)

    assert answer.status_code == 400
    assert fault in words(answer)


def test_the_case_page_leads_to_it(client: Client, case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    page = words(asked(client, ben, "case_page", case.reference, at=NOW))

    assert f'href="{reverse("deadline_page", args=[case.reference, deadline.pk])}"' in page


def test_a_page_costs_the_same_whatever_was_decided(
    client: Client, clocked: Deadline, ben: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        pause(clocked, until=NOW + number * DAY + HOUR, reason="Away", by=ben, now=NOW + number * DAY)

    address = reverse("deadline_page", args=[clocked.case.reference, clocked.pk])
    with time_machine.travel(NOW + 9 * DAY, tick=False):
        client.force_login(ben)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_nothing_is_filled_in_where_nobody_asked(client: Client, case: Case, ben: User) -> None:
    form = words(asked(client, ben, "deadline_extend", case.reference, owe(case, ben).pk, at=NOW))

    assert "asks for more time" not in form
    assert 'value="20"' not in form


def test_what_is_owed_on_an_incident_is_reached_through_it(client: Client, ben: User) -> None:
    incident = make_incident(by=ben)
    about: dict[str, Any] = {"origin": "test:1", "because": "the test promised it", "promised_for": DUE}
    people = {"owner": ben, "district": incident.district, "by": ben}
    deadline = set_deadline(Kind.CALL_BACK, incident=incident, **about, **people, anchored_at=NOW, now=NOW)

    board = words(asked(client, ben, "deadline_board", at=DUE))
    answer = asked(client, ben, "deadline_page", incident.reference, deadline.pk, at=NOW)

    assert answer.status_code == 200
    assert f'href="{reverse("deadline_page", args=[incident.reference, deadline.pk])}"' in board


def test_what_nobody_owes_passes_and_is_never_late(client: Client, case: Case, ben: User) -> None:
    share = owe(case, ben, kind=Kind.SHARE_EXPIRY, rank="")

    before, after = page_of(client, ben, share), page_of(client, ben, share, DUE + DAY)

    assert "Ends on 7 December 2026 at midday" in before
    assert "Passed on 7 December 2026 at midday" in after
    assert "late</p>" not in after
    assert "Give more time" not in before

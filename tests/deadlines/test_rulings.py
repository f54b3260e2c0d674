"""What people decide about a deadline is kept with rank and reason, and moves its date."""

from datetime import UTC, datetime

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.deadlines.choices import RulingVerb, State
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.queries import state_at
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import (
    ask_for_time,
    call_off,
    cancel,
    extend,
    open_request,
    pause,
    pause_at,
    reassign,
    resume,
    return_request,
    waive,
)
from asbcases.errors import Refused
from asbcases.notify.models import Message
from asbcases.notify.senders import mail_of
from tests.deadlines.diary import DAY, DUE, owe
from tests.make import NOW, make_user

pytestmark = pytest.mark.django_db
WHY = "The victim is in hospital"
LATER = DUE + 7 * DAY


def fresh(deadline: Deadline) -> Deadline:
    return Deadline.objects.get(pk=deadline.pk)


def test_more_time_moves_the_date_and_says_who_gave_it(case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    ruling = extend(deadline, until=LATER, reason=WHY, by=ben, now=NOW)

    assert (fresh(deadline).due_at, fresh(deadline).version) == (LATER, 2)
    assert f"Ben Lane gave more time, until midday on 14 December 2026: {WHY}" in fresh(deadline).basis
    assert (ruling.rank, ruling.reason, ruling.due_before, ruling.due_after) == ("sergeant", WHY, DUE, LATER)
    event = AuditEvent.objects.get(verb=Verb.DEADLINE_EXTENDED)
    assert (event.reason, event.data["due_before"], event.data["due_at"]) == (
        WHY,
        DUE.isoformat(),
        LATER.isoformat(),
    )


def test_a_new_date_after_it_was_missed_is_warned_of_and_missed_for_itself(case: Case, ben: User) -> None:
    deadline = owe(case, ben)
    sweep(DUE)
    told = Message.objects.count()

    extend(deadline, until=LATER, reason=WHY, by=ben, now=DUE)

    assert (fresh(deadline).round, fresh(deadline).taken) == (2, {})
    assert state_at(fresh(deadline), DUE) == State.DUE
    result, again = sweep(LATER), sweep(LATER)
    assert (result.warned, result.missed, again.messages) == (1, 1, 0)
    assert Message.objects.filter(key=f"deadline:{deadline.pk}:miss.2:{ben.pk}").count() == 1
    assert Message.objects.count() == told + result.messages


def test_before_any_step_was_taken_a_new_date_is_the_same_round(case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    extend(deadline, until=LATER, reason=WHY, by=ben, now=NOW)

    assert fresh(deadline).round == 1


@pytest.mark.parametrize("until", [DUE, DUE - DAY, NOW])
def test_more_time_ends_later_than_the_date_itself(case: Case, ben: User, until: datetime) -> None:
    deadline = owe(case, ben)

    with pytest.raises(Refused, match="More time has to end after midday on 7 December 2026"):
        extend(deadline, until=until, reason=WHY, by=ben, now=NOW)

    assert not Ruling.objects.exists()


def test_an_officer_asks_and_a_supervisor_grants(case: Case, amira: User, ben: User) -> None:
    deadline = owe(case, ben)

    asked = ask_for_time(deadline, until=LATER, reason=WHY, by=amira, now=NOW)

    assert open_request(deadline) == asked
    assert fresh(deadline).due_at == DUE
    extend(deadline, until=LATER, reason="Granted", by=ben, now=NOW + DAY)
    assert open_request(deadline) is None


def test_a_request_is_returned_with_the_reason(case: Case, amira: User, ben: User) -> None:
    deadline = owe(case, ben)
    ask_for_time(deadline, until=LATER, reason=WHY, by=amira, now=NOW)

    returned = return_request(deadline, reason="Not needed: the ward can be visited", by=ben, now=NOW + DAY)

    assert (returned.verb, open_request(deadline), fresh(deadline).due_at) == (RulingVerb.RETURNED, None, DUE)
    with pytest.raises(Refused, match="Nobody waits for an answer"):
        return_request(deadline, reason=WHY, by=ben, now=NOW + DAY)


@pytest.mark.parametrize("granted", [True, False])
def test_who_asked_is_told_what_was_decided(case: Case, amira: User, ben: User, granted: bool) -> None:
    deadline = owe(case, ben)
    ask_for_time(deadline, until=LATER, reason=WHY, by=amira, now=NOW)

    if granted:
        extend(deadline, until=LATER, reason="Granted", by=ben, now=NOW + DAY)
    else:
        return_request(deadline, reason="Visit the ward", by=ben, now=NOW + DAY)

    told = Message.objects.get(template="deadline_answered")
    assert (told.recipient, told.next_try_at, told.context["granted"]) == (amira, None, granted)
    assert ("You were given more time." in mail_of(told).body) is granted
    assert WHY not in mail_of(told).body


def test_more_time_that_nobody_asked_for_is_no_answer(case: Case, ben: User) -> None:
    extend(owe(case, ben), until=LATER, reason=WHY, by=ben, now=NOW)

    assert not Message.objects.exists()


def test_a_pause_stops_the_clock_and_its_end_starts_it_again(clocked: Deadline, ben: User) -> None:
    assert clocked.due_at == datetime(2026, 12, 22, tzinfo=UTC)

    pause(clocked, until=NOW + 10 * DAY, reason=WHY, by=ben, now=NOW)
    assert fresh(clocked).due_at == datetime(2027, 1, 1, tzinfo=UTC)
    assert pause_at(fresh(clocked), NOW + DAY) is not None
    assert pause_at(fresh(clocked), NOW + 10 * DAY) is None

    resume(clocked, reason="She is home", by=ben, now=NOW + 4 * DAY)
    assert fresh(clocked).due_at == datetime(2026, 12, 26, tzinfo=UTC)
    assert (
        f"the clock paused by Ben Lane from midday on 23 November 2026 to midday on 27 November 2026 ({WHY})"
        in (fresh(clocked).basis)
    )
    assert list(Ruling.objects.order_by("pk").values_list("verb", flat=True)) == ["paused", "resumed"]


def test_pauses_follow_one_another(clocked: Deadline, ben: User) -> None:
    pause(clocked, until=NOW + 2 * DAY, reason=WHY, by=ben, now=NOW)
    with pytest.raises(Refused, match="paused already"):
        pause(clocked, until=NOW + 3 * DAY, reason=WHY, by=ben, now=NOW + DAY)
    pause(clocked, until=NOW + 5 * DAY, reason=WHY, by=ben, now=NOW + 3 * DAY)
    resume(clocked, reason=WHY, by=ben, now=NOW + 4 * DAY)

    assert [one["until"] for one in fresh(clocked).pauses] == [
        (NOW + 2 * DAY).isoformat(),
        (NOW + 4 * DAY).isoformat(),
    ]
    with pytest.raises(Refused, match="not paused now"):
        resume(clocked, reason=WHY, by=ben, now=NOW + 6 * DAY)


def test_a_pause_ends_in_the_future_and_needs_a_clock(case: Case, clocked: Deadline, ben: User) -> None:
    with pytest.raises(Refused, match="end of the pause has passed"):
        pause(clocked, until=NOW, reason=WHY, by=ben, now=NOW)
    promised = owe(case, ben, subject="2")
    with pytest.raises(Refused, match="no clock to pause"):
        pause(promised, until=NOW + DAY, reason=WHY, by=ben, now=NOW)
    extend(clocked, until=NOW + 60 * DAY, reason=WHY, by=ben, now=NOW)
    with pytest.raises(Refused, match="no clock to pause"):
        pause(clocked, until=NOW + DAY, reason=WHY, by=ben, now=NOW)


def test_a_waiver_keeps_rank_and_reason_and_is_counted_apart(case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    ruling = waive(deadline, reason="The victim has moved away", by=ben, now=NOW)

    ended = fresh(deadline)
    assert (ended.waived, ended.cancelled_at, ended.cancelled_by) == (True, NOW, ben)
    assert (ruling.verb, ruling.rank) == (RulingVerb.WAIVED, "sergeant")
    assert AuditEvent.objects.get(verb=Verb.DEADLINE_WAIVED).reason == "The victim has moved away"
    assert not AuditEvent.objects.filter(verb=Verb.DEADLINE_CANCELLED, data__deadline=deadline.pk).exists()


def test_what_is_owed_no_more_is_called_off_with_rank_and_reason(case: Case, ben: User) -> None:
    deadline = owe(case, ben)

    ruling = call_off(deadline, reason="It was set twice", by=ben, now=NOW)

    assert (fresh(deadline).cancelled_at, fresh(deadline).waived, ruling.rank) == (NOW, False, "sergeant")
    assert (
        AuditEvent.objects.get(verb=Verb.DEADLINE_CANCELLED, data__deadline=deadline.pk).reason
        == "It was set twice"
    )


def test_what_is_cancelled_is_not_waived(case: Case, amira: User, ben: User) -> None:
    cancelled = cancel(owe(case, ben), reason="The case was closed", by=amira, now=NOW)

    assert (cancelled.waived, cancelled.cancelled_by) == (False, amira)


def test_somebody_else_may_do_it(case: Case, amira: User, ben: User) -> None:
    deadline = owe(case, amira, rank="")
    carl = make_user("carl", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")

    ruling = reassign(deadline, to=carl, reason="Amira is on a course", by=ben, now=NOW)

    assert (fresh(deadline).owner, fresh(deadline).due_at, ruling.to) == (carl, DUE, carl)
    assert "gave risk review to Carl" in AuditEvent.objects.get(verb=Verb.DEADLINE_REASSIGNED).sentence


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("dev", "does not work on cases"),
        ("amira", "has to be done by a sergeant or above, and Amira Osei is not"),
    ],
)
def test_it_goes_to_who_can_do_it(
    case: Case, ben: User, who: str, sentence: str, request: pytest.FixtureRequest
) -> None:
    deadline = owe(case, ben)

    with pytest.raises(Refused, match=sentence):
        reassign(deadline, to=request.getfixturevalue(who), reason=WHY, by=ben, now=NOW)


def test_a_constable_gives_nothing_to_others(case: Case, amira: User, ben: User) -> None:
    with pytest.raises(Refused, match="A sergeant or above"):
        reassign(owe(case, amira, rank=""), to=ben, reason=WHY, by=amira, now=NOW)

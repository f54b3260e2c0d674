"""A clock of a case review that runs out is told like any other: recorded on the review, and up the ladder."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.deadlines.models import Deadline, Replan
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import ask_for_time, replan, request_replan, return_request
from asbcases.notify.models import Message
from tests.make import NOW, make_user
from tests.triggers.make import differences, make_application, make_co_ordinator, owed_on

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_date_that_nobody_agreed_is_told_to_the_co_ordinator_and_up_the_ladder() -> None:
    sunita = make_co_ordinator()
    ivy = make_user("ivy", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    review = make_application(by=sunita)
    before = Message.objects.count()

    result = sweep(NOW + 4 * DAY)

    assert (result.failed, result.missed) == ([], 3)
    told = Message.objects.filter(review=review, template__startswith="deadline")
    assert Message.objects.count() == before + told.count()
    assert set(told.values_list("recipient", flat=True)) == {sunita.pk, ivy.pk}
    assert {row.context["path"] for row in told} == {f"/reviews/{review.reference}/"}
    assert not told.filter(next_try_at__isnull=False).exists(), "nobody is rung at midnight"
    late = AuditEvent.objects.filter(review=review, verb=Verb.DEADLINE_MISSED)
    assert late.count() == 3
    assert differences(review) == []


def test_more_time_is_asked_and_answered_and_a_new_calendar_moves_nothing_that_was_set(ben: User) -> None:
    sunita = make_co_ordinator()
    review = make_application(by=sunita)
    deadline = owed_on(review)["acr_agree_date ack"]

    ask_for_time(deadline, until=NOW + 9 * DAY, reason="She is away", by=sunita, now=NOW)
    return_request(Deadline.objects.get(pk=deadline.pk), reason="Ring her", by=ben, now=NOW)
    request_replan(why="A day was added", by=None, now=NOW)
    replan(Replan.objects.get(), now=NOW)

    assert {row.due_at for row in owed_on(review).values()} == {deadline.due_at}
    rulings = Deadline.objects.get(pk=deadline.pk).rulings.order_by("pk")
    assert [ruling.review_id for ruling in rulings] == [review.pk] * 2
    assert differences(review) == []

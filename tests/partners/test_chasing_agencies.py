"""An agency is told as the diary climbs, each step once, and by a reference alone."""

from datetime import date, datetime, timedelta

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.sweep import sweep
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from partners.chasing_tasks import chase_partners
from partners.transitions.answering import accept_referral, acknowledge_referral
from partners.transitions.chasing import chase_agencies
from tests.make import NOW, make_case, make_user
from tests.partners.asking import make_question, make_sent, seen_by

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    return make_case(by=amira)


def chased(at: datetime) -> int:
    sweep(at)
    with acting("system:sweep"):
        return chase_agencies(at)


def waits() -> list[tuple[str, bool]]:
    found = Message.objects.filter(template=Template.REQUEST_WAITS).order_by("pk")
    return [(str(message.context["what"]), bool(message.context["late"])) for message in found]


def test_nobody_is_chased_before_a_step_is_taken(case: Case, amira: User, dev: User) -> None:
    make_sent(case, dev.agency, by=amira)

    assert chased(NOW + timedelta(hours=1)) == 0


def test_each_step_of_the_diary_is_told_to_the_agency_once(case: Case, amira: User, dev: User) -> None:
    make_sent(case, dev.agency, by=amira)

    assert chased(NOW + timedelta(days=2, hours=8)) == 1
    assert waits() == [("acknowledgement of a referral", False)]
    assert chased(NOW + timedelta(days=2, hours=9)) == 0

    assert chased(NOW + timedelta(days=3)) == 1
    assert waits()[-1] == ("acknowledgement of a referral", True)


def test_what_was_done_is_not_chased(case: Case, amira: User, dev: User) -> None:
    referral = make_sent(case, dev.agency, by=amira)
    with acting(str(dev.pk)):
        acknowledge_referral(seen_by(dev, referral), by=dev, now=NOW)
        accept_referral(seen_by(dev, referral), by=dev, now=NOW)

    assert chased(NOW + 20 * DAY) == 0


def test_after_an_outage_the_last_step_alone_is_told(case: Case, amira: User, dev: User) -> None:
    make_question(case, dev.agency, by=amira)

    assert chased(NOW + 30 * DAY) == 1
    assert waits() == [("reply of a partner to a question", True)]


def test_whoever_is_meant_by_name_is_told_alone_and_no_name_is_said(
    case: Case, amira: User, dev: User, eve: User
) -> None:
    make_user("fay", Role.PARTNER, name="Fay Holt", agency=dev.agency)
    referral = make_sent(case, dev.agency, by=amira, named=dev)
    chased(NOW + 3 * DAY)

    messages = Message.objects.filter(template=Template.REQUEST_WAITS).select_related("recipient")
    assert {message.recipient for message in messages} == {dev}
    for message in messages:
        assert message.context["reference"] == referral.reference
        assert case.reference not in str(message.context)
        assert "Taylor" not in str(message.context)


def test_the_task_does_the_same(case: Case, amira: User, dev: User) -> None:
    make_question(case, dev.agency, by=amira, now=NOW - 30 * DAY, due_on=date(2026, 11, 20))
    sweep(NOW)

    for _ in range(2):
        chase_partners()

    assert waits() == [("reply of a partner to a question", True)]

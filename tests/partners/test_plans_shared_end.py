"""What an agency sees of a plan ends with its day, its agreement or its party, stands in the diary, and is told without a word of it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.sara.choices import Decision
from asbcases.sara.transitions import screen_plan
from partners.choices import Progress
from partners.models import Agreement, AgreementParty, PlanShare
from partners.plans.queries import shared_plan
from partners.plans.transitions import note_progress, share_plan, unshare_plan
from partners.transitions.agreements import end_agreement, leave_agreement
from tests.casework.pages import signed_in
from tests.deadlines.checking import differences
from tests.make import NOW, keeper, make_agreement
from tests.sara import plans

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENDS = NOW + 60 * DAY
LAST = london_day(NOW) + 10 * DAY
WHY: dict[str, Any] = {
    **{"purpose": "prevent", "gateway": "CDA115"},
    "proportionality": "Its caretakers are there",
}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def kit(db: None) -> User:
    return keeper()


@pytest.fixture
def agreement(dev: User) -> Agreement:
    return make_agreement(dev.agency)


@pytest.fixture
def plan(amira: User, ben: User, dev: User) -> ProblemPlan:
    plan = plans.analysed(plans.start(owner=amira, supervisor=ben))
    plans.planned(plan, agency=dev.agency, action="Light the yard")
    return plan


@pytest.fixture
def share(plan: ProblemPlan, agreement: Agreement, amira: User, dev: User) -> PlanShare:
    return share_plan(plan, dev.agency, **WHY, ends_at=ENDS, by=amira, now=NOW)


def the_end() -> Deadline:
    return Deadline.objects.get(kind=Kind.SHARE_EXPIRY)


def test_its_end_stands_in_the_diary_until_it_is_ended_before(
    share: PlanShare, amira: User, ben: User
) -> None:
    end = the_end()
    assert (end.plan, end.owner, end.due_at) == (share.plan, amira, ENDS)
    assert "Eastlight Homes was let in to see the plan until" in end.because
    assert differences() == []

    unshare_plan(share, reason="They moved out", by=ben, now=NOW + DAY)

    assert the_end().cancelled_at == NOW + DAY
    assert differences() == []


@pytest.mark.parametrize("how", ["the agreement ends", "the agency leaves"])
def test_it_ends_with_the_agreement_and_the_part_of_the_agency_in_it(
    how: str, share: PlanShare, agreement: Agreement, kit: User
) -> None:
    with acting(str(kit.pk)):
        if how == "the agreement ends":
            end_agreement(agreement, ended_on=LAST, why="A new one comes", by=kit, now=NOW)
        else:
            party = AgreementParty.objects.get(agreement=agreement)
            leave_agreement(party, left_on=LAST, reason="They merge", by=kit, now=NOW)

    over = london_midnight_after(LAST)
    share.grant.refresh_from_db()
    assert (share.grant.ends_at, share.grant.revoked_at, the_end().due_at) == (over, None, over)
    assert differences() == []
    event = AuditEvent.objects.filter(plan=share.plan, verb=PlanVerb.PROBLEM_SHARED).latest("pk")
    assert event.reason == f"{kit.name} ended {agreement.reference}, under which it was shared"
    assert event.sentence.startswith("let Eastlight Homes see the plan until midnight")


def test_what_another_agency_is_shown_outlasts_the_leaving_of_one(
    share: PlanShare, agreement: Agreement, eve: User, amira: User, kit: User
) -> None:
    make_agreement(eve.agency)
    other = share_plan(share.plan, eve.agency, **WHY, ends_at=ENDS, by=amira, now=NOW)

    party = AgreementParty.objects.get(agreement=agreement)
    leave_agreement(party, left_on=LAST, reason="They merge", by=kit, now=NOW)

    other.grant.refresh_from_db()
    assert other.grant.ends_at == ENDS


def test_what_is_shown_of_a_closed_plan_ends_at_once_with_the_agreement(
    client: Client, agreement: Agreement, kit: User, amira: User, ben: User, dev: User
) -> None:
    plan = plans.scanned(plans.start(owner=amira, supervisor=ben))
    share_plan(plan, dev.agency, **WHY, ends_at=ENDS, by=amira, now=NOW)
    screen_plan(plan, decision=Decision.REJECT, reason="A matter of the council", by=ben, now=NOW)
    assert the_end().cancelled_at == NOW
    assert differences() == []
    address = f"/shared/plans/{plan.reference}/"
    assert signed_in(client, dev).get(address).status_code == 200

    end_agreement(agreement, ended_on=LAST, why="A new one comes", by=kit, now=NOW)

    assert client.get(address).status_code == 404
    [event] = AuditEvent.objects.filter(plan=plan, verb=PlanVerb.PROBLEM_UNSHARED)
    assert event.sentence == "ended what Eastlight Homes saw of the plan"


def test_the_agency_is_told_of_the_end_and_the_owner_of_what_it_notes_and_no_word_of_it(
    share: PlanShare, amira: User, ben: User, dev: User
) -> None:
    with acting(str(dev.pk)):
        given = shared_plan(share.plan.reference, dev, now=NOW)
        assert given
        note_progress(given, 1, progress=Progress.BEGUN, words="The lamps came", by=dev, now=NOW)
    with acting(str(ben.pk)):
        unshare_plan(share, reason="They moved out", by=ben, now=NOW)

    told = {one.template: one for one in Message.objects.filter(plan=share.plan)}
    noted, recalled = told[Template.PARTNER_NOTED], told[Template.SHARE_RECALLED]
    assert (noted.recipient, recalled.recipient) == (amira, dev)
    for message in (noted, recalled):
        assert message.context["reference"] == share.plan.reference
        assert not {"lamps", "moved", "yard"} & set(str(message.context).split())
    event = AuditEvent.objects.get(verb=PlanVerb.PROBLEM_NOTED)
    assert (event.actor, event.sentence) == (dev, "noted of response 1 of Eastlight Homes: It has begun")

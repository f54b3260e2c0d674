"""An agency sees of a plan what is shared, notes its own responses, and sees nothing once that is ended or over."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import AccessGrant, ProblemPlan
from asbcases.db.actor import acting
from asbcases.errors import Refused
from partners.choices import Progress
from partners.models import PlanProgress, PlanShare
from partners.plans.access import plans_shared_with
from partners.plans.queries import shared_plan
from partners.plans.transitions import note_progress, share_plan, unshare_plan
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_agreement
from tests.sara import plans

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENDS = NOW + 30 * DAY
WHY: dict[str, Any] = {
    "purpose": "prevent",
    "gateway": "CDA115",
    "proportionality": "Its caretakers are there",
}
# Where something of a plan stands.
TABLES = (
    *("cases_problemplan", "sara_objective", "sara_scanning", "sara_analysisentry", "sara_planresponse"),
    *("sara_planlink", "partners_planshare", "partners_planshareevent", "audit_auditevent"),
)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(amira: User, ben: User, dev: User) -> ProblemPlan:
    plan = plans.analysed(plans.start(owner=amira, supervisor=ben))
    plans.planned(plan, agency=dev.agency, action="Light the yard")
    plans.planned(plan, action="Have the club open until eleven")
    return plan


@pytest.fixture
def share(plan: ProblemPlan, amira: User, dev: User) -> PlanShare:
    make_agreement(dev.agency)
    return share_plan(plan, dev.agency, **WHY, ends_at=ENDS, by=amira, now=NOW)


def test_the_agency_sees_title_objective_stage_and_its_own_responses_and_nothing_else(
    client: Client, plan: ProblemPlan, share: PlanShare, dev: User, eve: User
) -> None:
    here = signed_in(client, dev)
    page = text_of(here.get(f"/shared/plans/{plan.reference}/"))

    for shown in (plan.title, "Half as many nights with noise", "Response", "Light the yard"):
        assert shown in page
    for hidden in (
        "Have the club open",
        "Young people meet",
        "The youth club shuts",
        "Ben Lane",
        "Amira Osei",
    ):
        assert hidden not in page
    assert plan.reference in text_of(here.get("/shared/plans/"))
    assert here.get(f"/plans/{plan.reference}/").status_code == 404
    other = signed_in(client, eve)
    assert other.get(f"/shared/plans/{plan.reference}/").status_code == 404
    assert plan.reference not in text_of(other.get("/shared/plans/"))


def test_what_is_ended_is_gone_with_the_next_request(
    client: Client, plan: ProblemPlan, share: PlanShare, amira: User, ben: User, dev: User
) -> None:
    address = f"/shared/plans/{plan.reference}/"
    assert signed_in(client, dev).get(address).status_code == 200
    with pytest.raises(Refused, match="Say why it is ended"):
        unshare_plan(share, reason=" ", by=ben, now=NOW)

    unshare_plan(share, reason="They moved out", by=ben, now=NOW)

    assert client.get(address).status_code == 404
    with pytest.raises(Refused, match="has ended already"):
        unshare_plan(share, reason="Again", by=ben, now=NOW)
    verbs = AuditEvent.objects.filter(plan=plan, verb__in=["problem.shared", "problem.unshared"]).order_by(
        "pk"
    )
    assert [event.sentence for event in verbs] == [
        "let Eastlight Homes see the plan until midday on 23 December 2026",
        "ended what Eastlight Homes saw of the plan",
    ]


def test_what_is_over_is_gone_too(client: Client, plan: ProblemPlan, share: PlanShare, dev: User) -> None:
    grant = AccessGrant.objects.get(pk=share.grant_id)
    grant.starts_at, grant.ends_at = NOW - 3 * DAY, NOW - DAY
    grant.save()

    assert signed_in(client, dev).get(f"/shared/plans/{plan.reference}/").status_code == 404
    assert not plans_shared_with(dev, now=NOW).exists()


def test_each_lock_alone_hides_it(
    plan: ProblemPlan, share: PlanShare, dev: User, eve: User, ben: User
) -> None:
    with acting(str(dev.pk)), transaction.atomic():
        assert shared_plan(plan.reference, dev, now=NOW)
        # The first lock alone, for somebody of another agency.
        assert shared_plan(plan.reference, eve, now=NOW) is None
    with acting(str(eve.pk)), transaction.atomic():
        # The second alone: the database knows who asks.
        assert shared_plan(plan.reference, dev, now=NOW) is None
    unshare_plan(share, reason="It is over", by=ben, now=NOW)
    with acting(str(dev.pk)), transaction.atomic():
        assert shared_plan(plan.reference, dev, now=NOW) is None


def test_no_row_of_a_plan_opens_to_the_agency(plan: ProblemPlan, share: PlanShare, dev: User) -> None:
    with acting(str(dev.pk)), transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert (table, cursor.fetchone()[0]) == (table, 0)


def test_an_agency_notes_its_own_responses_and_the_police_read_it(
    client: Client, plan: ProblemPlan, share: PlanShare, amira: User, dev: User
) -> None:
    here, address = signed_in(client, dev), f"/shared/plans/{plan.reference}/responses/"
    silent = here.post(f"{address}1/", {"progress": "begun"})
    noted = here.post(f"{address}1/", {"progress": "begun", "words": "The lamps are ordered"}, follow=True)

    assert (silent.status_code, here.get(f"{address}2/").status_code) == (400, 404)
    assert "It has begun: The lamps are ordered" in text_of(noted)
    assert PlanProgress.objects.get().recorded_by == dev
    page = text_of(signed_in(client, amira).get(f"/plans/{plan.reference}/"))
    assert "It has begun, response 1: The lamps are ordered" in page
    assert "Eastlight Homes, until" in page


def test_nothing_is_noted_of_what_is_not_theirs_has_ended_or_is_shared_no_more(
    plan: ProblemPlan, share: PlanShare, amira: User, ben: User, dev: User
) -> None:
    with acting(str(dev.pk)):
        given = shared_plan(plan.reference, dev, now=NOW)
    assert given

    def refused(number: int, words: str = "Done") -> str:
        with acting(str(dev.pk)), pytest.raises(Refused) as told:
            note_progress(given, number, progress=Progress.DONE, words=words, by=dev, now=NOW)
        return told.value.reason

    assert refused(1, " ") == "Say what was done."
    assert refused(2).startswith("This response is not yours")
    unshare_plan(share, reason="It is over", by=ben, now=NOW)
    assert refused(1).startswith("This response is not yours")


def test_a_plan_is_shared_only_under_an_agreement_once_until_a_later_day(
    plan: ProblemPlan, amira: User, dev: User
) -> None:
    def refused(**changed: Any) -> str:
        said = {**WHY, "ends_at": ENDS, **changed}
        with pytest.raises(Refused) as told:
            share_plan(plan, said.pop("agency", dev.agency), **said, by=amira, now=NOW)
        return told.value.reason

    assert refused() == "No agreement on sharing has Eastlight Homes for a party."
    make_agreement(dev.agency)
    assert refused(agency=amira.agency).endswith(
        "is no partner that works with us now: choose another agency."
    )
    assert refused(proportionality=" ").startswith("Say in one sentence why so much")
    assert refused(ends_at=NOW - DAY) == "The end of the share has passed: give a later one."
    share_plan(plan, dev.agency, **WHY, ends_at=ENDS, by=amira, now=NOW)
    assert refused() == "Eastlight Homes sees the plan already: end that first."

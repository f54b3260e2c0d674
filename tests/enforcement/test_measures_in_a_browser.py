"""The pages of warnings and notices are sound on a desktop and a phone, and lead from a draft to its issue and change."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.enforcement.models import Measure
from tests.browser.browser import come_in, follow, look, press
from tests.enforcement.make_measures import draft_notice, draft_warning, inspector, make_warning
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def drafts() -> tuple[Measure, Measure]:
    """Return the draft of a warning, and of a notice on an earlier one that lacks its effect on equality."""
    with transaction.atomic():
        amira = make_user(
            "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
        )
        inspector()
        then = timezone.now() - timedelta(days=30)
        case = make_case(by=amira, now=then)
        warning = make_warning(case, by=amira, now=then)
        ends_on = (timezone.now() + timedelta(days=200)).date()
        notice = draft_notice(
            case, warning, by=amira, now=then + timedelta(days=9), ends_on=ends_on, equality=""
        )
        return draft_warning(case, by=amira, now=timezone.now() - timedelta(minutes=5)), notice


def test_from_a_draft_to_its_issue_and_discharge(page: Page) -> None:
    warning, notice = drafts()
    home = f"/cases/{notice.case.reference}/measures/"
    come_in(page, "amira")
    page.goto(f"/cases/{notice.case.reference}/")
    look(page, "case-with-measures")
    follow(page, "Draft a warning or notice")
    look(page, "measure-new")

    page.goto(f"{home}{notice.reference}/")
    expect(page.get_by_text("1 thing stands in the way of issue")).to_be_visible()
    look(page, "measure-draft")
    page.goto(f"{home}{notice.reference}/submit/")
    look(page, "measure-submit")
    page.get_by_label("What whoever decides should know").fill("It went on.")
    for name in ("about", "conduct", "times", "limbs", "informed", "terms"):
        page.goto(f"{home}{notice.reference}/{name}/")
        look(page, f"measure-{name}")
    page.goto(f"{home}{notice.reference}/fairness/")
    page.get_by_label("Equality").fill("He was asked: nothing is needed.")
    press(page, "Save the draft")
    expect(page.get_by_text("Next: send it for approval")).to_be_visible()
    press(page, "Send for approval")
    page.get_by_label("What whoever decides should know").fill("It went on.")
    press(page, "Send for approval")
    expect(page.get_by_text("Waits for approval since")).to_be_visible()

    come_in(page, "ines")
    page.goto("/approvals/")
    look(page, "measure-approvals")
    page.goto(f"/cases/{notice.case.reference}/approvals/1/")
    look(page, "measure-approval")
    page.get_by_label("Grant it").check()
    page.get_by_label("Why", exact=True).fill("It is proportionate.")
    press(page, "Save the decision")

    come_in(page, "amira")
    page.goto(f"{home}{warning.reference}/")
    press(page, "Issue and serve")
    look(page, "measure-issue")
    page.get_by_label("Handed over").check()
    press(page, "Issue and record the service")
    expect(page.get_by_role("status")).to_contain_text("is issued, and its clocks run")
    look(page, "measure-issued")
    press(page, "Vary or discharge")
    look(page, "measure-change")
    page.get_by_label("Discharge", exact=True).check()
    page.get_by_label("Whoever issued it").check()
    page.get_by_label("What they ask, and why").fill("The flat is empty now.")
    press(page, "Keep the request")
    follow(page, "Decide it")
    look(page, "measure-decide")
    page.get_by_label("Granted").check()
    page.get_by_label("Why", exact=True).fill("Nobody lives there.")
    press(page, "Save the decision")
    expect(page.get_by_role("status")).to_contain_text("The request is decided")
    look(page, "measure-discharged")
    for name in ("record",):
        page.goto(f"{home}{name}/")
        look(page, f"measure-{name}")

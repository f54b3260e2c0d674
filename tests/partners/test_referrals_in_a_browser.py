"""A referral and a question from end to end, on the screens of both sides."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from partners.transitions.answering import accept_referral, decline_referral
from partners.transitions.questions import answer_part
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_agency, make_case, make_user
from tests.partners.asking import make_question, make_sent, seen_by


@transaction.atomic
def people() -> tuple[Case, User, User]:
    amira = make_user(
        "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
    )
    dev = make_user(
        "dev", Role.PARTNER, name="Dev Patel", agency=make_agency("Eastlight Homes", AgencyKind.HOUSING)
    )
    return make_case(by=amira, now=timezone.now() - timedelta(days=20)), amira, dev


@transaction.atomic
def asked_before(case: Case, amira: User, dev: User) -> None:
    now = timezone.now()
    ago = {days: now - timedelta(days=days) for days in (1, 4, 9, 15)}
    day = london_day(now) + timedelta(days=10)
    make_sent(case, dev.agency, by=amira, now=ago[9], respond_by=day, high=True)
    declined = make_sent(case, dev.agency, by=amira, now=ago[4], respond_by=day, matter="environment")
    taken = make_sent(case, dev.agency, by=amira, now=ago[15], respond_by=london_day(ago[1]))
    with acting(str(dev.pk)):
        decline_referral(seen_by(dev, declined), reason="The bins are the council's.", by=dev, now=ago[1])
        accept_referral(seen_by(dev, taken), by=dev, now=ago[9])
    question = make_question(case, dev.agency, by=amira, now=ago[4], due_on=london_day(ago[1]))
    with acting(str(dev.pk)):
        part = question.parts.select_related("question", "agency").get(number=1)
        answer_part(part, words="Since May 2019.", by=dev, now=ago[1])


def test_an_officer_refers_a_matter_and_the_partner_accepts_it(page: Page) -> None:
    case, _, _ = people()
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/referrals/")
    follow(page, "Refer to a partner")
    look(page, "referral-new")
    page.get_by_label("Agency", exact=True).select_option(label="Eastlight Homes")
    page.get_by_label("Matter").select_option(label="A tenancy, or the home of a tenant")
    page.get_by_label("What is asked").fill("Please see whether the tenancy agreement was broken.")
    press(page, "Save the draft")
    look(page, "referral-draft")
    press(page, "Send it to Eastlight Homes")
    expect(page.get_by_role("main")).to_contain_text("The agency has until")

    come_in(page, "dev")
    page.goto("/shared/requests/")
    look(page, "requests-one")
    follow(page, "REF-")
    expect(page.get_by_role("main")).to_contain_text("whether the tenancy agreement was broken")
    look(page, "request-page")
    press(page, "Accept: we take it on")
    expect(page.get_by_role("main")).to_contain_text("Accepted")
    press(page, "Return the outcome")
    look(page, "request-outcome")
    page.get_by_label("What came of it").fill("A letter was sent to the tenant.")
    press(page, "Return the outcome")
    expect(page.get_by_role("main")).to_contain_text("Outcome returned")
    look(page, "request-returned")


def test_both_sides_have_a_queue_with_ages(page: Page) -> None:
    case, amira, dev = people()
    asked_before(case, amira, dev)

    come_in(page, "amira")
    page.goto("/referrals/")
    expect(page.get_by_role("main")).to_contain_text("15 days ago")
    look(page, "referral-board")
    page.goto(f"/cases/{case.reference}/referrals/")
    look(page, "referrals-of-case")
    follow(page, "Question 1")
    look(page, "question-page")

    come_in(page, "dev")
    page.goto("/shared/requests/")
    look(page, "requests-late")
    follow(page, "ASK-")
    expect(page.get_by_role("main")).to_contain_text("Since May 2019.")
    look(page, "request-question")
    follow(page, "Answer of part 2")
    page.get_by_label("The answer").fill("None that was written down.")
    look(page, "request-answer")
    press(page, "Send the answer")
    expect(page.get_by_role("main")).to_contain_text("None that was written down.")

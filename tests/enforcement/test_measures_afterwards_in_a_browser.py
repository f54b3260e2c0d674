"""What comes after a notice is entered on pages that are sound on desk and phone: not met, ordered, modified, reviewed, wrong."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.enforcement.choices import MeasureKind, TermKind
from asbcases.enforcement.models import Appeal, Measure
from asbcases.enforcement.transitions.early import make_early
from asbcases.law.periods import london_day
from tests.browser.browser import come_in, follow, look, press
from tests.enforcement.make_breaches import appeal_against, decided, filed
from tests.enforcement.make_measures import draft_warning, make_notice, make_subject, make_warning
from tests.enforcement.make_orders import draft_request
from tests.enforcement.test_orders_in_a_browser import fill_day
from tests.journeys.steps import colchester
from tests.make import make_case

pytestmark = pytest.mark.django_db(transaction=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEEN = "PC Osei looked at noon: the loudspeakers hang there still."
WHY = "It names the brother: the warning was handed to the wrong man."


@dataclass
class Built:
    """One case with everything on it that the pages are about."""

    case: Case
    notice: Measure
    draft: Measure
    order: Measure
    contract: Measure
    wrong: Measure

    def at(self, measure: Measure, rest: str = "") -> str:
        """Return the address of a measure, or of something below it."""
        return f"/cases/{self.case.reference}/measures/{measure.reference}/{rest}"


def built() -> Built:
    """Build a notice of two weeks ago with a breach on file, and a step of each other kind."""
    colchester()
    now = datetime.now(UTC) - timedelta(minutes=2)
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        case = make_case(by=amira, now=now - 32 * DAY)
        warning = make_warning(case, by=amira, now=now - 30 * DAY, comply_by=now - 29 * DAY)
        notice = make_notice(case, warning, by=amira, now=now - 15 * DAY, ends_on=(now + 300 * DAY).date())
        filed(decided(notice, by=amira, now=now - 3 * DAY), by=amira, now=now - 2 * DAY)
        lee = make_subject(case, by=amira, name="Lee Marsh", now=now - DAY)
        contract = make_early(
            case, kind=MeasureKind.ABC, subject=lee, given_at=now - 27 * DAY, conduct="Shouting at night.",
            terms=[(TermKind.STOP, "I will not shout at night.")], ends_on=now.date() + 150 * DAY,
            by=amira, now=now - DAY,
        )  # fmt: skip
        wrong = make_warning(case, by=amira, subject=lee, now=now - HOUR, comply_by=now + DAY)
        draft = draft_warning(case, by=amira, now=now)
        order = draft_request(case, by=amira, now=now, charged_on=london_day(now))
    return Built(case, notice, draft, order, contract, wrong)


def say_that_it_was_not_met(page: Page, home: Built) -> None:
    main = page.get_by_role("main")
    page.goto("/deadlines/my-shift/")
    expect(main.get_by_role("button", name="Say whether it was met").first).to_be_visible()
    expect(main).to_contain_text(f"{home.notice.reference} term 2")
    look(page, "afterwards-shift")
    page.goto(f"/cases/{home.case.reference}/")
    look(page, "afterwards-case")
    with page.expect_navigation():
        main.get_by_role("link", name="Say whether it was met").first.click()
    page.get_by_label("No: the time is over").check()
    press(page, "Record it")
    expect(main).to_contain_text("Say what shows that it was not done")
    look(page, "afterwards-met-faults")
    page.get_by_label("What shows that it was not done").fill(SEEN)
    press(page, "Record it")
    expect(main).to_contain_text(SEEN)
    look(page, "afterwards-not-met")


def keep_what_the_court_ordered(page: Page, home: Built) -> None:
    main, today = page.get_by_role("main"), london_day(datetime.now(UTC))
    page.goto(home.at(home.notice, "breaches/1/"))
    follow(page, "Record remedial action or forfeiture")
    press(page, "Keep the order")
    expect(main).to_contain_text("Choose what the court ordered")
    look(page, "afterwards-ordered-faults")
    for order, words in (
        ("Remedial order", "The wall is mended by 1 March."),
        ("Forfeiture order", "A drum."),
    ):
        page.get_by_label(order, exact=True).check()
        fill_day(page, "On which day?", today)
        page.get_by_label("The order, in the words of the court").fill(words)
        look(page, "afterwards-ordered")
        press(page, "Keep the order")
        expect(main).to_contain_text(words)
        follow(page, "Record remedial action or forfeiture")
    page.goto(home.at(home.notice, "breaches/1/"))
    look(page, "afterwards-breach")


def appealed(home: Built) -> Appeal:
    """Lodge an appeal today: from then on what is to be done has no effect, and is not asked about."""
    with acting("system:test"), transaction.atomic():
        return appeal_against(home.notice, by=User.objects.get(username="amira"), now=datetime.now(UTC))


def enter_the_terms_of_the_court(page: Page, home: Built) -> None:
    main, today = page.get_by_role("main"), london_day(datetime.now(UTC))
    page.goto(home.at(home.notice, f"appeals/{appealed(home).pk}/"))
    page.get_by_label("The notice was modified").check()
    fill_day(page, "On which day?", today)
    page.get_by_label("What the court decided, in its words").fill("Term 2 goes; a carpet is laid.")
    look(page, "afterwards-appeal")
    press(page, "Record it")
    expect(main).to_contain_text("The terms as the court modified them")
    page.get_by_label("New requirement 1, in the words of the court").fill("You must lay a carpet.")
    press(page, "Record them")
    expect(main).to_contain_text("Choose what kind of requirement it is")
    look(page, "afterwards-court-terms-faults")
    page.goto(home.at(home.notice))
    expect(main).to_contain_text("What stands below are the terms before.")
    look(page, "afterwards-modified")
    page.get_by_role("link", name="Enter the terms as the court modified them").first.click()
    page.get_by_label("2. You must take the loudspeakers down").check()
    page.get_by_label("Kind of requirement 1 that the court put in").select_option(index=2)
    page.get_by_label("New requirement 1, in the words of the court").fill("You must lay a carpet.")
    look(page, "afterwards-court-terms")
    press(page, "Record them")
    expect(main).to_contain_text("You must lay a carpet.")
    expect(main).not_to_contain_text("You must take the loudspeakers down")
    # The appeal is over, though only today: what is to be done has its effect again.
    expect(main).not_to_contain_text("Suspended by an appeal")
    look(page, "afterwards-notice")


def say_what_part_poverty_has(page: Page, home: Built) -> None:
    for measure, form, name in (
        (home.draft, "fairness/", "afterwards-fairness"),
        (home.order, "order/considered/", "afterwards-considered"),
    ):
        page.goto(home.at(measure, form))
        page.get_by_label("It plays a part").check()
        look(page, name)
        page.get_by_role("main").get_by_role("button").first.click()
        expect(page.get_by_role("main")).to_contain_text("It plays a part; the behaviour is unlawful")
        look(page, f"{name}-kept")


def review_a_contract(page: Page, home: Built) -> None:
    page.goto(home.at(home.contract))
    look(page, "afterwards-contract")
    page.get_by_role("link", name="Review it").click()
    press(page, "Keep the review")
    expect(page.get_by_role("main")).to_contain_text("Say how it is complied with")
    look(page, "afterwards-review-faults")
    page.get_by_label("How it is complied with").fill("He kept away.")
    page.get_by_label("What is decided").fill("It goes on.")
    press(page, "Keep the review")
    expect(page.get_by_role("main")).to_contain_text("It goes on.")
    look(page, "afterwards-reviewed")


def mark_a_warning_as_wrong(page: Page, home: Built) -> None:
    main = page.get_by_role("main")
    come_in(page, "ben")
    page.goto(home.at(home.wrong))
    follow(page, "Recorded in error")
    press(page, "Mark it")
    look(page, "afterwards-wrong")
    page.get_by_label("What is wrong with it?").fill(WHY)
    press(page, "Mark it")
    expect(main).to_contain_text(WHY)
    expect(main.locator("s")).to_have_text("Community protection warning, Lee Marsh")
    expect(main).not_to_contain_text("Note who was informed")
    look(page, "afterwards-struck")
    page.goto(f"/cases/{home.case.reference}/")
    expect(main.locator("s")).to_have_text("Community protection warning, Lee Marsh")
    look(page, "afterwards-case-struck")


def test_what_comes_after_a_notice_is_entered_on_pages_that_are_sound_everywhere(page: Page) -> None:
    home = built()
    come_in(page, "amira")
    say_that_it_was_not_met(page, home)
    keep_what_the_court_ordered(page, home)
    enter_the_terms_of_the_court(page, home)
    say_what_part_poverty_has(page, home)
    review_a_contract(page, home)
    mark_a_warning_as_wrong(page, home)

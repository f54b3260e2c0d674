"""From a request to an order with its youth review, and an exhibit through hands: pages that are sound on desk and phone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Verdict
from asbcases.cases.models import Approval, Case
from asbcases.casework.transitions.documents import add_document
from asbcases.db.actor import acting
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.approving import decide_measure
from asbcases.law.periods import london_day
from tests.browser.browser import come_in, follow, look, press
from tests.enforcement.make_measures import inspector, make_entry
from tests.enforcement.make_orders import make_young
from tests.journeys.steps import colchester
from tests.make import make_case

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def case_of_a_youth() -> Case:
    colchester()
    now = datetime.now(UTC) - 3 * HOUR
    with acting("system:test"), transaction.atomic():
        amira = User.objects.get(username="amira")
        case = make_case(by=amira, now=now)
        make_young(case, by=amira, born_on=date(london_day(now).year - 15, 1, 1), now=now)
        make_entry(case, by=amira, happened_at=now - HOUR, now=now)
        add_document(case, file=ContentFile(b"Seen"), name="camera.txt", by=amira, now=now)
    return case


def fill_day(page: Page, group: str, day: date) -> None:
    boxes = page.get_by_role("group", name=group, exact=True)
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label, exact=True).fill(str(part))


def begin(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.reference}/orders/new/")
    press(page, "Begin the request")
    expect(page.get_by_role("main")).to_contain_text("Choose against whom")
    look(page, "order-new-faults")
    page.get_by_label("Kai Marsh, respondent").check()
    page.get_by_label("Offence", exact=True).fill("Criminal damage")
    page.get_by_label("Charged: the conviction is awaited").check()
    fill_day(page, "Charged on", date(2026, 1, 5))
    page.get_by_label("Court", exact=True).fill("Colchester Youth Court")
    page.get_by_label("What was done that caused").fill("He threatened people at the bus station.")
    page.get_by_label("How an order would help").fill("It keeps him from there.")
    page.get_by_label("Special measures for witnesses").fill("None are needed.")
    press(page, "Begin the request")


def complete(page: Page) -> None:
    """Put on record what the page says is lacking."""
    follow(page, "Say what was considered")
    for label in ("Equality Act 2010", "Human rights", "Can they comply?", "Why no earlier step"):
        page.get_by_label(label).fill("He was asked; it is proportionate.")
    page.get_by_label("It plays no part").check()
    look(page, "order-considered")
    press(page, "Save it")
    follow(page, "Link what shows it")
    page.get_by_label("Music at 88 dB").check()
    look(page, "order-evidence")
    press(page, "Link it")
    follow(page, "Add a term")
    page.get_by_label("Requirement", exact=True).check()
    page.get_by_label("The term", exact=True).fill("You must attend Steady on Tuesdays at 5pm.")
    look(page, "order-term")
    press(page, "Add the term")
    expect(page.get_by_role("main")).to_contain_text("1 of 1 requirements have no supervisor")
    follow(page, "Take out")
    press(page, "Take it out")
    follow(page, "Add a term")
    page.get_by_label("Requirement", exact=True).check()
    page.get_by_label("The term", exact=True).fill("You must attend Steady on Tuesdays at 5pm.")
    page.get_by_label("Who supervises it (optional)").fill("Open Road, Colchester")
    press(page, "Add the term")
    follow(page, "Say what of the file is there")
    page.get_by_role("group", name="What is there").get_by_label("Draft terms").check()
    look(page, "order-file")
    press(page, "Save the file")


def send(page: Page, measure: Measure) -> None:
    press(page, "Send for approval")
    page.get_by_label("What whoever decides should know").fill("The hearing is in two weeks.")
    look(page, "order-submit")
    press(page, "Send for approval")
    expect(page.get_by_role("main")).to_contain_text("Waits for approval")


def grant(measure: Measure) -> None:
    with acting("system:test"), transaction.atomic():
        approval = Approval.objects.get(subject=measure.reference, verdict="")
        act = {"by": inspector(), "now": datetime.now(UTC)}
        decide_measure(approval, verdict=Verdict.GRANTED, decision="It is proportionate.", **act)


def newest() -> Measure:
    with transaction.atomic():
        return Measure.objects.select_related("case").latest("pk")


def test_an_order_goes_from_the_request_to_its_review(page: Page) -> None:
    case = case_of_a_youth()
    come_in(page, "amira")
    main = page.get_by_role("main")
    begin(page, case)
    expect(main).to_contain_text("Not on record yet")
    look(page, "order-begun")
    complete(page)
    measure = newest()
    send(page, measure)
    grant(measure)
    page.reload()
    expect(main).to_contain_text("get the youth offending team's views first")
    press(page, "Ask the prosecutor")
    fill_day(page, "Day on which the application will be made", london_day(datetime.now(UTC)))
    page.get_by_label("Your reason to pass over CBO-19").fill("The rest follows today.")
    look(page, "order-send")
    press(page, "Ask the prosecutor")
    expect(main).to_contain_text("CBO-5")
    look(page, "order-send-blocked")
    follow(page, "Cancel")
    follow(page, "Note the views of the youth offending team")
    page.get_by_label("Who was asked").fill("Jo Field, youth justice service")
    page.get_by_label("What they think").fill("They would support it.")
    fill_day(page, "When they answered", london_day(datetime.now(UTC)))
    look(page, "order-views")
    press(page, "Note the views")
    press(page, "Ask the prosecutor")
    fill_day(page, "Day on which the application will be made", london_day(datetime.now(UTC)))
    page.get_by_label("Your reason to pass over CBO-19").fill("The rest follows today.")
    press(page, "Ask the prosecutor")
    expect(main).to_contain_text("The prosecutor was asked on")
    look(page, "order-sent")
    court(page)


def court(page: Page) -> None:
    """Record what the court does, and review the order."""
    main, today = page.get_by_role("main"), london_day(datetime.now(UTC))
    follow(page, "Change the request")
    look(page, "order-change-sent")
    press(page, "Save the request")
    follow(page, "Keep a hearing")
    page.get_by_label("Application at sentence").check()
    fill_day(page, "Date of the hearing", today + timedelta(days=14))
    look(page, "order-hearing")
    press(page, "Keep the hearing")
    follow(page, "What came of it")
    page.get_by_label("What came of it").fill("Heard today instead: the order was made.")
    look(page, "order-hearing-held")
    press(page, "Keep it")
    follow(page, "The court made the order")
    press(page, "Record the order")
    expect(main).to_contain_text("Enter the last day, or say that it has no end")
    look(page, "order-made-faults")
    fill_day(page, "Last day", today.replace(year=today.year + 2, day=min(today.day, 28)))
    press(page, "Record the order")
    expect(main).to_contain_text("Review of a young person's order")
    look(page, "order-made")
    follow(page, "Tell a supervisor")
    page.get_by_label("How (optional)").fill("By letter")
    look(page, "order-supervisor")
    press(page, "Keep that they were told")
    press(page, "Review the order")
    press(page, "Keep the review")
    expect(main).to_contain_text("CBO-15")
    look(page, "order-review-blocked")
    for label in (
        "How far the order was complied with",
        "Support to help them comply",
        "Whether to apply to vary or discharge it",
        "Who of the council took part",
        "What was decided",
    ):
        page.get_by_label(label).fill("As agreed.")
    press(page, "Keep the review")
    look(page, "order-reviewed")
    follow(page, "Words for the press")
    look(page, "order-press")
    follow(page, "Back to the order")
    follow(page, "The court varied it")
    page.get_by_label("The offender").check()
    page.get_by_label("Restriction imposed").check()
    look(page, "order-varied")
    press(page, "Record the variation")
    page.goto(page.url + "press/")
    expect(main).to_contain_text("CBO-18")
    page.go_back()
    follow(page, "The court discharged it")
    page.get_by_label("The prosecution").check()
    page.get_by_label("Why", exact=True).fill("He keeps away.")
    look(page, "order-discharged")
    press(page, "Record the discharge")
    expect(main).to_contain_text("Discharged")
    look(page, "order-over")


def test_an_exhibit_goes_through_hands(page: Page) -> None:
    case = case_of_a_youth()
    come_in(page, "amira")
    main, home = page.get_by_role("main"), f"/cases/{case.reference}/exhibits"
    page.goto(f"{home}/")
    look(page, "exhibits-none")
    follow(page, "Add an exhibit")
    press(page, "Add the exhibit")
    expect(main).to_contain_text("Say what it is")
    look(page, "exhibit-new-faults")
    page.get_by_label("What it is").fill("Camera pictures of 2 November")
    page.get_by_label("Where it was found").fill("Camera 4, Osborne Street")
    page.get_by_label("The file, where it is one").select_option(label="camera.txt")
    press(page, "Add the exhibit")
    expect(main).to_contain_text("SHA-256")
    follow(page, "Record a handover")
    page.get_by_label("From whom").fill("Ben Lane")
    page.get_by_label("To whom").fill("Property store, Colchester")
    page.get_by_label("Where it is kept from then on").fill("Bay 4")
    page.get_by_label("Why", exact=True).fill("Kept until the hearing")
    press(page, "Record the handover")
    expect(main).to_contain_text("is held by Amira Osei")
    look(page, "exhibit-strange-hands")
    page.get_by_label("From whom").fill("Amira Osei")
    press(page, "Record the handover")
    look(page, "exhibit")
    follow(page, "Continuity to print")
    look(page, "exhibit-continuity")
    page.go_back()
    follow(page, "Record what became of it")
    page.get_by_label("What became of it").fill("Given back to the council.")
    look(page, "exhibit-disposal")
    press(page, "Keep it")
    expect(main).to_contain_text("Disposed of")
    page.goto(f"{home}/")
    look(page, "exhibits")


def test_a_request_can_be_begun_and_refused_without_script(page_without_script: Page) -> None:
    page = page_without_script
    case = case_of_a_youth()
    come_in(page, "amira")
    begin_plain(page, case)
    follow(page, "The court made no order")
    page.get_by_label("What the court said").fill("It would not help.")
    press(page, "Record the refusal")
    expect(page.get_by_role("main")).to_contain_text("Dropped before it was issued")


def begin_plain(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.reference}/orders/new/")
    page.get_by_label("Kai Marsh, respondent").check()
    page.get_by_label("Convicted", exact=True).check()
    press(page, "Begin the request")

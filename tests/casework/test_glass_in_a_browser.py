"""The pages of breaking the glass, of its review and of who asked are sound on a desktop and a phone."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.casework.glasses import breaks, hidden_case
from tests.make import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case() -> Case:
    """Return a case that is hidden from Cara, of another district."""
    with acting("system:test"), transaction.atomic():
        make_user("cara", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="basildon", name="Cara Webb")
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        return hidden_case(amira, ben)


def test_an_officer_opens_a_case_by_its_reference_reads_it_and_closes_it_again(
    page: Page, case: Case
) -> None:
    come_in(page, "cara")
    page.goto(f"/jump/?q={case.reference}")
    look(page, "glass-jump")
    follow(page, "Open it with a reason")
    look(page, "glass-break")
    press(page, "Break the glass")
    expect(page.get_by_role("alert")).to_contain_text("Say why you have to know")
    look(page, "glass-break-refused")
    page.get_by_label("Reference of the case").fill(case.reference)
    page.get_by_label("Why do you have to know?").fill("He stands before her door, and she rings me.")
    page.get_by_label("For how many hours?").fill("2")
    press(page, "Break the glass")
    expect(page.get_by_role("status")).to_contain_text("What you asked is on record")
    look(page, "glass-answer")

    page.goto(f"/cases/{case.reference}/")
    expect(page.get_by_text("You see this restricted record until")).to_be_visible()
    look(page, "glass-case-open")
    # The banner stands above the main part, in which `follow` looks.
    page.get_by_role("link", name="End it now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("again")
    look(page, "glass-end")
    press(page, "Close it to me")
    expect(page.get_by_role("status")).to_contain_text("is closed to you again")
    look(page, "glass-ended")
    page.goto(f"/cases/{case.reference}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_a_sergeant_reads_who_asked_and_reviews_what_was_opened(page: Page, case: Case) -> None:
    come_in(page, "ben")
    page.goto("/restricted/tries/")
    look(page, "glass-tries-none")
    with acting("system:test"), transaction.atomic():
        cara = User.objects.get(username="cara")
    with transaction.atomic():
        breaks("ASB-2026-999999", cara)
        breaks(case, cara)
    page.reload()
    expect(page.get_by_role("row")).to_have_count(3)
    look(page, "glass-tries")

    page.goto(f"/cases/{case.reference}/")
    look(page, "glass-case-of-sergeant")
    page.goto(f"/cases/{case.reference}/glass/1/")
    look(page, "glass-review")
    press(page, "Keep the review")
    expect(page.get_by_role("alert")).to_contain_text("Say whether it was right")
    look(page, "glass-review-refused")
    page.get_by_label("It was not needed").check()
    page.get_by_label("Why", exact=True).fill("Her own sergeant knew of it.")
    press(page, "Keep the review")
    expect(page.get_by_role("status")).to_contain_text("What you made of it is on record")
    page.goto(f"/cases/{case.reference}/glass/1/")
    expect(page.get_by_text("Her own sergeant knew of it.")).to_be_visible()
    look(page, "glass-reviewed")

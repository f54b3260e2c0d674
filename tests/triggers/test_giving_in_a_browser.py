"""A review is given to somebody else in a browser, and the board names who has gone and who is late; sound on desktop and phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_user
from tests.triggers.make import make_application, make_co_ordinator
from tests.triggers.make_reviews import WHOLE, make_procedure

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def test_a_supervisor_gives_the_review_of_somebody_who_left_and_the_taker_is_told(page: Page) -> None:
    now = timezone.now()
    with transaction.atomic():
        left = make_co_ordinator()
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
        asha = make_user("asha", Role.ASB_OFFICER, name="Asha Rao")
        review = make_application(by=left, now=now - DAY)
        make_procedure(bodies=[{"name": "Eastlight Homes", "kind": "landlord"}])
        make_application(by=asha, area=WHOLE, now=now - 30 * DAY)
        User.objects.filter(pk=left.pk).update(is_active=False)
    come_in(page, "ben")
    page.goto("/reviews/")
    follow(page, "Whose co-ordinator has gone")
    expect(page.get_by_text("Sunita Kaur, suspended")).to_be_visible()
    look(page, "reviews-left-behind")
    follow(page, review.reference)
    follow(page, "Give it to somebody else")
    press(page, "Give it to them")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look(page, "review-give-error")
    page.get_by_label("Give it to").select_option(label="Asha Rao, ASB officer, Essex Police")
    page.get_by_label("Why?").fill("Sunita has left the council.")
    press(page, "Give it to them")
    expect(page.get_by_text("It is given: whoever takes it is told")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="Asha Rao")).to_be_visible()
    come_in(page, "asha")
    page.goto("/inbox/")
    expect(page.get_by_text("A case review was given to you")).to_be_visible()
    page.goto("/reviews/")
    expect(page.get_by_text("Late: Eastlight Homes")).to_be_visible()
    look(page, "reviews-late-bodies")

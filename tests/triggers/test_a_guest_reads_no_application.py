"""A partner who was let in to a review knows of it, and what was applied for stays hidden: its pages are answered like none."""

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from partners.wall.switches import first_lock_off
from tests.triggers.make_packs import make_secret_review

pytestmark = pytest.mark.django_db
PAGES = (
    *("review_page", "review_settle", "review_acknowledge", "review_worksheet", "review_found_add"),
    *("review_threshold", "review_threshold_told", "review_outcome", "review_close"),
)


@pytest.mark.parametrize("page", PAGES)
def test_with_the_second_lock_alone_a_page_that_tells_of_the_application_is_not_there(
    client: Client, amira: User, ben: User, dev: User, page: str
) -> None:
    review = make_secret_review(ben=ben, amira=amira, guest=dev, tier=Tier.INCIDENTS).review
    client.force_login(dev)
    path = reverse(page, args=[review.reference])

    assert client.get(path).status_code == 403
    with first_lock_off():
        assert client.get(path).status_code == 404
    client.force_login(ben)
    assert client.get(path).status_code in (200, 302, 409)

"""A case and a person lead to their case reviews, for those who see these."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.casework.transitions import record_person
from tests.casework.pages import asked_for, signed_in, text_of
from tests.make import make_case
from tests.triggers.make import make_application

pytestmark = pytest.mark.django_db


def test_case_and_person_list_their_reviews_with_stage_and_what_is_next(client: Client, ben: User) -> None:
    now = timezone.now() - timedelta(days=1)
    case = make_case(by=ben, now=now)
    jade = record_person(name="Jade Taylor", source="The caller", by=ben, now=now)
    here, pages = signed_in(client, ben), (f"/cases/{case.reference}/", f"/people/{jade.reference}/")
    for page in pages:
        assert "ASB case reviews</h2>" not in text_of(here.get(page))
    review = make_application(by=ben, now=now, case=case, person=jade)
    few = [len(asked_for(here, page)) for page in pages]
    other = make_application(by=ben, now=now, case=case, person=jade)
    apart = make_application(by=ben, now=now)

    for page, asked in zip(pages, few, strict=True):
        shown = text_of(here.get(page))
        for words in (review.reference, other.reference, "Received, threshold not decided", "Next: "):
            assert words in shown
        assert apart.reference not in shown
        assert len(asked_for(here, page)) == asked

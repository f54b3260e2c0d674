"""What staff do for an applicant: a link to its progress, shown once, and the area that the applicant did not know."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from tests.casework.pages import signed_in, text_of
from tests.make import make_user
from tests.triggers.make import COLCHESTER, make_application, make_co_ordinator
from triggers.choices import NOT_KNOWN
from triggers.models import StatusLink

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_link_is_shown_once_with_how_to_pass_it_on_and_shows_how_far_it_is(client: Client) -> None:
    sunita, now = make_co_ordinator(), timezone.now()
    review = make_application(by=sunita, now=now - DAY, contact_phone="07700 900444")
    here, address = signed_in(client, sunita), f"/reviews/{review.reference}/link/"
    assert address in text_of(here.get(f"/reviews/{review.reference}/"))
    assert "Make the link" in text_of(here.get(address))
    assert not StatusLink.objects.exists()

    page = text_of(here.post(address))

    assert "shown here once" in page
    assert "Ring 07700 900444" in page
    code = page.split("/case-review/status/?code=")[1].split('"')[0]
    assert AuditEvent.objects.get(verb=Verb.REVIEW_LINK_GIVEN).review == review
    assert code not in text_of(here.get(address))
    shown = text_of(Client().post("/case-review/status/", {"reference": review.reference, "code": code}))
    assert "look at whether the threshold of the area is met" in shown


def test_a_review_of_no_known_area_is_given_the_one_it_belongs_to(client: Client) -> None:
    sunita, olga = make_co_ordinator(), make_user("olga", Role.ASB_OFFICER)
    review = make_application(by=olga, area=NOT_KNOWN, now=timezone.now() - DAY, place_text="By the river")
    here, address = signed_in(client, olga), f"/reviews/{review.reference}/"
    assert "Say which area it is" in text_of(here.get(address))
    assert "By the river" in text_of(here.get(f"{address}area/"))
    assert signed_in(Client(), sunita).get(address).status_code == 404
    assert here.post(f"{address}area/", {"area": COLCHESTER}).status_code == 400

    answer = here.post(f"{address}area/", {"area": COLCHESTER, "why": "By the postcode"})

    assert answer.headers["Location"] == address
    page = text_of(signed_in(Client(), sunita).get(address))
    assert "Settled that the area is Colchester" in page
    assert "Say which area it is" not in page
    again = here.post(f"{address}area/", {"area": COLCHESTER, "why": "By the postcode"})
    assert again.status_code == 409
    assert "known: it is Colchester" in text_of(again)

"""An application by telephone, paper or at the counter: one page, nothing typed is lost, nobody is refused."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from tests.casework.pages import signed_in, text_of
from tests.make import make_case, make_user
from tests.triggers.make import CASTLE_POINT, COLCHESTER, make_co_ordinator
from triggers.choices import Channel, Consent
from triggers.models import PublicApplication
from triggers.transitions import take_in

pytestmark = pytest.mark.django_db
NEW, PASS_ON = "/reviews/new/", "/reviews/pass-on/"
SAID = {
    **{"area": COLCHESTER, "channel": "phone", "consent": "own", "victim_kind": "person"},
    **{"happened": "Stones at the windows every Friday.", "applicant_name": "Jo Day", "from_hour": "9"},
    **{"until_hour": "17", "contact_phone": "07700 900222", "wanted": "That it stops"},
}


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def sent(**more: Any) -> dict[str, Any]:
    at = timezone.localtime(timezone.now())
    return {**SAID, "at_day": at.date().isoformat(), "at_time": f"{at:%H:%M}", **more}


def test_what_is_told_by_telephone_is_received_with_its_clocks(client: Client, sunita: User) -> None:
    answer = signed_in(client, sunita).post(NEW, sent())

    review = CaseReview.objects.get()
    application = review.application
    assert answer.headers["Location"] == f"/reviews/{review.reference}/"
    assert (review.stage, review.area, review.owner) == (ReviewStage.RECEIVED, COLCHESTER, sunita)
    assert (application.channel, application.applicant_name) == (Channel.PHONE, "Jo Day")
    assert (application.from_hour, application.until_hour, application.discreet) == (9, 17, False)
    page = text_of(client.get(answer.headers["Location"]))
    for words in (SAID["happened"], "Jo Day", "That it stops", "Ring 07700 900222", "Between 9:00 and 17:00"):
        assert words in page


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"happened": " "}, "Write what happened"),
        ({"channel": "online"}, "Select a valid choice"),
        ({"consent": "given"}, "Enter the name of the victim for whom somebody else applies"),
        ({"consent": "given", "victim_name": "Al"}, "Say how the victim consented"),
        ({"from_hour": "18"}, "These hours end before they begin"),
        ({"at_day": "2999-01-01"}, "still to come"),
        ({"case": "ASB-2026-999999"}, "There is no such case, or it is not for you"),
        ({"area": CASTLE_POINT}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    client: Client, sunita: User, said: dict[str, str], asks: str
) -> None:
    answer = signed_in(client, sunita).post(NEW, sent(**said))

    page = text_of(answer)
    assert answer.status_code == 400
    assert asks in page
    assert "That it stops" in page
    assert "07700 900222" in page
    assert not CaseReview.objects.exists()


def test_somebody_else_applies_and_the_victim_is_asked_first(client: Client, sunita: User) -> None:
    said = sent(consent="waiting", victim_name="Al Day", relation="her son")
    page = text_of(signed_in(client, sunita).post(NEW, said, follow=True))

    assert CaseReview.objects.get().stage == ReviewStage.DRAFT
    assert "asking the victim for consent" in page
    assert "Al Day" in page


def test_an_officer_links_the_case_that_they_see(client: Client, amira: User, sunita: User) -> None:
    case = make_case(by=amira)
    page = text_of(signed_in(client, amira).post(NEW, sent(case=case.reference), follow=True))
    review = CaseReview.objects.get()

    assert review.case == case
    assert f"/cases/{case.reference}/" in page
    of_others = text_of(signed_in(Client(), sunita).get(f"/reviews/{review.reference}/"))
    assert case.reference not in of_others
    assert "There is one, which is not for you" in of_others


def test_the_control_room_passes_it_on_and_reads_nothing_of_it(client: Client, sunita: User) -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER)
    make_co_ordinator(CASTLE_POINT, "peter")
    answer = signed_in(client, hana).post(PASS_ON, sent(area=CASTLE_POINT))
    left = PublicApplication.objects.get()

    assert answer.headers["Location"] == "/"
    assert "co-ordinator of Castle Point" in text_of(client.get("/reports/"))
    assert client.get("/reviews/").status_code == 403
    review = take_in(left, timezone.now())
    assert (review.area, review.application.channel) == (CASTLE_POINT, Channel.PHONE)
    assert review.application.consent == Consent.OWN
    assert client.get(f"/reviews/{review.reference}/").status_code == 404

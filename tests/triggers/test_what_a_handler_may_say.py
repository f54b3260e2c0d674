"""Who takes a call reads what can be said of the case review, from the panel beside the form."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from tests.casework.pages import signed_in, text_of
from tests.make import make_report, make_user
from triggers.rules.radar import PLACE_LINE

pytestmark = pytest.mark.django_db
PLACE = "14 Mersea Road"
SAYS = PLACE_LINE.strip("“”")


def panel(client: Client, **typed: str) -> str:
    return text_of(client.post("/reports/matches/", typed))


def test_where_only_others_reported_of_the_place_it_says_that_there_were_some_and_not_who() -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER, name="Hana Reid")
    for number in range(3):
        said = {"caller_phone": f"07700 90011{number}", "caller_name": "Priya Nair", "place_text": PLACE}
        make_report(by=hana, now=timezone.now() - timedelta(days=20 - number), **said)
    client = signed_in(Client(), hana)

    by_place = panel(client, caller_phone="07700 900222", place_text=PLACE)
    elsewhere = panel(client, caller_phone="07700 900222", place_text="9 Hythe Hill")

    assert SAYS in by_place
    assert "Priya Nair" not in by_place.split("Case review: tell the caller")[1].split("”")[0]
    assert SAYS not in elsewhere

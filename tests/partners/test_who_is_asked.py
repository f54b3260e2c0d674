"""One person of an agency is sought by name, and the board narrows to a team."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from partners.forms.referrals import QuestionForm
from partners.transitions.answering import accept_referral
from tests.make import make_case, make_team, make_user
from tests.partners.asking import make_sent, seen_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def test_the_board_shows_what_waits_in_a_team_and_an_outcome_whose_day_has_passed_as_late(
    case: Case, amira: User, dev: User, client: Client
) -> None:
    now = timezone.now()
    sent = make_sent(case, dev.agency, by=amira, respond_by=date(2026, 11, 24))
    with acting(str(dev.pk)):
        accept_referral(seen_by(dev, sent), by=dev, now=now)
    client.force_login(amira)
    asked = {"whose": "team"}
    row = reverse("referral_page", args=[case.reference, sent.number])
    assert row not in client.get(reverse("referral_board"), asked).content.decode()

    amira.team = case.team = make_team("Harbour", district=case.district)
    amira.save()
    case.save()

    shown = client.get(reverse("referral_board"), asked).content.decode()
    assert row in shown
    assert "asb-late" in shown


def test_one_person_is_sought_by_name_among_the_officers_of_the_agency_that_was_chosen(
    dev: User, eve: User
) -> None:
    twins = [
        make_user(name, Role.PARTNER, name="Sam Reed", agency=dev.agency) for name in ("sam.one", "sam.two")
    ]

    def sought(name: str) -> QuestionForm:
        typed = {"agency": dev.agency_id, "named": name, "asks": "The home", "parts": "Since when?"}
        form = QuestionForm({**typed, "due_on": "2030-01-01"})
        form.is_valid()
        return form

    assert sought("dev patel").cleaned_data["named"] == dev
    assert sought("").cleaned_data["named"] is None
    assert sought(twins[1].email).cleaned_data["named"] == twins[1]
    assert "more than one Sam Reed" in str(sought("Sam Reed").errors)
    assert "nobody of this name with an account. It has Dev Patel" in str(sought("Patel").errors)
    assert "nobody of this name with an account" in str(sought(eve.name).errors)
    assert "Choose the agency" in str(QuestionForm({"named": "Dev Patel"}).errors)
    assert "Eve Marsh" not in str(QuestionForm(None))

"""An applicant who is also a respondent is flagged to whoever works on the review, never refused, and never told."""

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseReview
from asbcases.casework.transitions import record_person
from asbcases.casework.transitions.case_parties import join_party
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.db.actor import acting
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_case, make_user
from tests.triggers.applying import ANSWERS, filled, send, taken_in, words
from tests.triggers.make import CASTLE_POINT, COLCHESTER, differences, make_application, make_co_ordinator
from tests.triggers.reviewing import PUBLIC
from triggers.choices import Consent
from triggers.models import ReviewLetter
from triggers.queries.letters import acknowledgement_words
from triggers.queries.respondents import applicant_is_respondent
from triggers.transitions import record_consent
from triggers.transitions.status_links import give_status_link

pytestmark = pytest.mark.django_db
FLAG = "May be a respondent too"
PHONE, EMAIL = "07700 900950", "rick@example.org"


@pytest.fixture
def sunita(db: None, ben: User) -> User:
    return make_co_ordinator()


@pytest.fixture
def case(amira: User) -> Case:
    """Return a case in which Rick Moss is a respondent."""
    case = make_case(by=amira)
    rick = record_person(name="Rick Moss", phone=PHONE, email=EMAIL, source="A neighbour", by=amira, now=NOW)
    join_party(case, rick, role=PartyRole.RESPONDENT, by=amira, now=NOW)
    return case


def flagged(user: User, review: CaseReview) -> bool:
    with acting(str(user.pk)), transaction.atomic():
        return applicant_is_respondent(CaseReview.objects.select_related("application").get(pk=review.pk))


def test_they_are_known_by_number_address_record_or_in_the_case_itself_by_name(
    sunita: User, amira: User, case: Case
) -> None:
    rick = case.parties.get(role=PartyRole.RESPONDENT).person
    again = record_person(name="R Moss", source="A caller", by=amira, now=NOW)
    again.same_as = rick
    again.save()
    applied: list[tuple[dict[str, Any], bool]] = [
        ({"applicant_phone": "+44 7700 900950"}, True),
        ({"contact_email": "Rick@Example.org"}, True),
        ({"person": rick}, True),
        ({"person": again}, True),
        ({"applicant_name": "Mr Rick Moss", "case": case}, True),
        # A name alone is nobody: there are many.
        ({"applicant_name": "Rick Moss"}, False),
        ({"applicant_name": "Jo Day", "applicant_phone": "07700 900951", "case": case}, False),
        ({}, False),
    ]
    for said, expected in applied:
        review = make_application(by=sunita, **said)
        assert flagged(sunita, review) is expected, said
        assert flagged(amira, review) is expected, said


def test_nobody_else_learns_it_and_nothing_hidden_is_betrayed(
    sunita: User, ben: User, amira: User, case: Case
) -> None:
    review = make_application(by=sunita, applicant_phone=PHONE)
    elsewhere = make_co_ordinator(CASTLE_POINT, "tom")
    analyst = make_user("ann", Role.ANALYST)
    for other in (elsewhere, analyst):
        with acting(str(other.pk)), transaction.atomic():
            assert not applicant_is_respondent(review)
    assert flagged(sunita, review)

    restrict_case(case, named=[ben], reason="A colleague is named", by=ben, now=NOW)

    assert not flagged(sunita, review), "a case that is restricted to others is one of which nobody may know"


def test_a_party_that_was_wrong_and_a_victim_are_none(sunita: User, amira: User, case: Case) -> None:
    party = case.parties.get(role=PartyRole.RESPONDENT)
    party.recorded_in_error_at, party.recorded_in_error_by, party.recorded_in_error_why = (
        NOW,
        amira,
        "Another",
    )
    party.save()
    victim = record_person(name="Ada Long", phone="07700 900952", source="She", by=amira, now=NOW)
    join_party(case, victim, role=PartyRole.VICTIM, by=amira, now=NOW)

    for phone in (PHONE, "07700 900952"):
        assert not flagged(sunita, make_application(by=sunita, applicant_phone=phone, case=case))


def test_the_application_is_taken_in_like_any_other_and_the_page_says_what_to_mind(
    client: Client, sunita: User, amira: User, case: Case
) -> None:
    same = {"now": timezone.now(), "happened": "They shout at me"}
    review = make_application(by=sunita, applicant_phone=PHONE, **same)
    stranger = make_application(by=sunita, applicant_phone="07700 900951", **same)

    page = text_of(signed_in(client, sunita).get(f"/reviews/{review.reference}/"))
    assert FLAG in page
    assert "It is no reason to refuse anything, and nobody tells them" in page
    assert case.reference not in page
    assert FLAG not in text_of(client.get(f"/reviews/{stranger.reference}/"))
    assert review.stage == stranger.stage
    assert acknowledgement_words(review) == acknowledgement_words(stranger)
    draft = make_application(by=sunita, applicant_phone=PHONE, consent=Consent.WAITING, victim_name="Jo Day")
    record_consent(draft, how="She rang", by=sunita, now=NOW)
    assert differences(review, stranger, draft) == []
    assert not ReviewLetter.objects.exists()


def test_whoever_applies_by_the_form_and_looks_how_far_it_is_sees_what_everybody_sees(
    client: Client, settings: Any, sunita: User, amira: User, case: Case
) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    seen = set()
    for phone in (PHONE, "07700 900951"):
        applicant = Client()
        reach = {**ANSWERS["reach"], "caller_name": "Rick Moss", "caller_phone": phone}
        send(filled(applicant, {**ANSWERS, "area": {"area": COLCHESTER}, "reach": reach}))
        sent = main_of(applicant.get("/case-review/sent/"))
        review = taken_in()[-1]
        assert flagged(sunita, review) is (phone == PHONE)
        reference, code = give_status_link(review, by=sunita, now=timezone.now())
        seen.add(
            (sent, main_of(applicant.post("/case-review/status/", {"reference": reference, "code": code})))
        )

    assert len(seen) == 1
    assert "respondent" not in "".join(seen.pop()).lower()


def main_of(answered: Any) -> str:
    """Return what a page says, without what is drawn anew for each."""
    [main] = re.findall(r"<main.*</main>", words(answered), re.DOTALL)
    return re.sub(rf'{PUBLIC.pattern}|ACR-\d{{4}}-\d{{6}}|value="[^"]*"|nonce="[^"]*"', "-", main)

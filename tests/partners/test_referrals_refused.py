"""What is refused of a referral, and what whoever comes second is told."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from partners.models import Referral
from partners.transitions.answering import (
    accept_referral,
    acknowledge_referral,
    decline_referral,
    return_outcome,
)
from partners.transitions.referrals import close_referral, draft_referral, send_referral
from tests.make import NOW, make_agency, make_case, make_user
from tests.partners.asking import make_draft, make_sent, seen_by, share_of, stated

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(hours=2)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


@pytest.fixture
def sent(case: Case, amira: User, dev: User) -> Referral:
    return make_sent(case, dev.agency, by=amira)


def as_partner(act: Callable[..., Referral], referral: Referral, by: User, **said: Any) -> Referral:
    with acting(str(by.pk)):
        return act(seen_by(by, referral), by=by, now=SOON, **said)


def test_a_second_click_sends_nothing_twice(sent: Referral, amira: User) -> None:
    with pytest.raises(Refused, match="sent already"):
        send_referral(sent, by=amira, now=SOON)

    assert Message.objects.filter(template=Template.REQUEST_SENT).count() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"asks": "  "}, "Say what is asked"),
        ({"respond_by": date(2026, 11, 22)}, "This day has passed"),
    ],
)
def test_a_draft_says_what_is_asked_and_by_when(
    case: Case, amira: User, dev: User, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        make_draft(case, dev.agency, by=amira, **said)


def test_only_a_partner_that_works_with_us_is_asked(case: Case, amira: User, dev: User, eve: User) -> None:
    with pytest.raises(Refused, match="no partner that works with us"):
        make_draft(case, make_agency("Another force", AgencyKind.POLICE), by=amira)
    with pytest.raises(Refused, match="no open account of Eastlight Homes"):
        make_draft(case, dev.agency, by=amira, named=eve)
    dev.agency.active = False
    dev.agency.save()
    with pytest.raises(Refused, match="no partner that works with us"):
        make_draft(case, dev.agency, by=amira)


def test_a_share_of_another_case_does_not_go_with_it(case: Case, amira: User, dev: User) -> None:
    other = share_of(make_case(by=amira), dev.agency, by=amira)

    with pytest.raises(Refused, match="another case"):
        make_draft(case, dev.agency, by=amira, share=other)


def test_a_draft_whose_day_has_passed_is_changed_before_it_is_sent(
    case: Case, amira: User, dev: User
) -> None:
    draft = make_draft(case, dev.agency, by=amira, respond_by=date(2026, 11, 23))

    with pytest.raises(Refused, match="change the draft first"):
        send_referral(draft, by=amira, now=NOW + timedelta(days=2))


@pytest.mark.parametrize(
    ("act", "said", "why"),
    [
        (decline_referral, {"reason": " "}, "Say why it is declined"),
        (return_outcome, {"outcome": "Done"}, "Accept the referral first"),
    ],
)
def test_an_answer_needs_its_words_and_its_order(
    sent: Referral, dev: User, act: Callable[..., Referral], said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        as_partner(act, sent, dev, **said)


def test_an_outcome_needs_words_and_a_closing_too(sent: Referral, amira: User, dev: User) -> None:
    as_partner(accept_referral, sent, dev)

    with pytest.raises(Refused, match="Say what came of it"):
        as_partner(return_outcome, sent, dev, outcome="")
    with pytest.raises(Refused, match="Say what was decided"):
        close_referral(sent, words=" ", by=amira, now=SOON)


def test_the_second_officer_hears_what_the_first_said(sent: Referral, dev: User) -> None:
    fay = make_user("fay", Role.PARTNER, name="Fay Holt", agency=dev.agency)
    as_partner(accept_referral, sent, dev)

    with pytest.raises(Refused, match=r"Dev Patel accepted it\. This referral is accepted already"):
        as_partner(decline_referral, sent, fay, reason="Not ours")


def test_the_second_officer_hears_why_the_first_declined(sent: Referral, dev: User) -> None:
    as_partner(decline_referral, sent, dev, reason="Not our home.")

    with pytest.raises(Refused, match=r"Dev Patel declined it: “Not our home\.”"):
        as_partner(accept_referral, sent, dev)


def test_a_draft_is_not_answered(case: Case, amira: User, dev: User) -> None:
    draft = make_draft(case, dev.agency, by=amira)

    with pytest.raises(Refused, match="not sent yet"):
        acknowledge_referral(draft, by=dev, now=NOW)


def test_the_numbers_of_a_case_follow_on_each_other(
    sent: Referral, case: Case, amira: User, dev: User
) -> None:
    second = draft_referral(case, **stated(dev.agency), by=amira, now=NOW)

    assert second.number == 2
    assert second.reference != sent.reference

"""Two officers of one agency answer at the same moment, or the police close while they do: one is heard, one is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from partners.models import Question, QuestionPart, Referral
from partners.transitions.answering import accept_referral, decline_referral
from partners.transitions.questions import answer_part
from partners.transitions.referrals import close_referral
from tests.make import NOW, make_agency, make_case, make_user
from tests.partners.asking import differences, make_question, make_sent

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[User], object]


def together(*acts: tuple[Act, User]) -> list[str]:
    """Have people act at the same moment, and return why each was refused, or nothing, those that did first."""
    ready = Barrier(len(acts))

    def do(one: tuple[Act, User]) -> str:
        act, who = one
        ready.wait(10)
        try:
            with acting(str(who.pk)), transaction.atomic():
                act(who)
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(do, acts))


def cast() -> tuple[User, User, User]:
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    return (
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"),
        make_user("dev", Role.PARTNER, name="Dev Patel", agency=landlord),
        make_user("fay", Role.PARTNER, name="Fay Holt", agency=landlord),
    )


def the_referral() -> Referral:
    return Referral.objects.select_related("agency", "case").get()


def accepts(by: User) -> object:
    return accept_referral(Referral.objects.select_related("agency").get(), by=by, now=NOW)


def declines(by: User) -> object:
    return decline_referral(
        Referral.objects.select_related("agency").get(), reason="Not ours", by=by, now=NOW
    )


def closes(by: User) -> object:
    return close_referral(the_referral(), words="They moved away", by=by, now=NOW)


def test_of_two_officers_who_accept_and_decline_one_is_heard_and_the_other_told() -> None:
    with transaction.atomic():
        amira, dev, fay = cast()
        make_sent(make_case(by=amira), dev.agency, by=amira)

    done, refused = together((accepts, dev), (declines, fay))

    with transaction.atomic():
        referral = the_referral()
        open_ones = Deadline.objects.filter(kind__startswith="referral_", met_at=None, cancelled_at=None)
        assert done == ""
        assert (
            "Dev Patel accepted it" if referral.stage == "accepted" else "Fay Holt declined it"
        ) in refused
        assert open_ones.count() == (0 if referral.stage == "accepted" else 1)
        assert differences() == []


def test_of_the_agency_that_accepts_and_the_police_who_close_nothing_stays_half_done() -> None:
    with transaction.atomic():
        amira, dev, _ = cast()
        make_sent(make_case(by=amira), dev.agency, by=amira)

    refused = together((accepts, dev), (closes, amira))

    with transaction.atomic():
        referral = the_referral()
        assert referral.stage == "closed"
        assert (referral.accepted_at is not None) == (refused == ["", ""])
        assert differences() == []


def test_two_officers_answer_the_last_parts_of_a_question_at_once() -> None:
    with transaction.atomic():
        amira, dev, fay = cast()
        make_question(make_case(by=amira), dev.agency, by=amira)

    def answers(number: int) -> Any:
        def act(by: User) -> object:
            part = QuestionPart.objects.select_related("question", "agency").get(number=number)
            return answer_part(part, words="Yes", by=by, now=NOW)

        return act

    assert together((answers(1), dev), (answers(2), fay)) == ["", ""]
    with transaction.atomic():
        assert Question.objects.get().answered_at == NOW
        assert Deadline.objects.get(kind="question_reply").met_at == NOW
        assert differences() == []

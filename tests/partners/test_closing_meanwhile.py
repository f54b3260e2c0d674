"""The police close a case at the moment at which a partner or a colleague answers: one waits for the other, and is told."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.cases.queries import locked
from asbcases.deadlines.models import Deadline
from partners.choices import Item
from partners.models import QuestionPart, Referral, ShareRequest
from partners.transitions.answering import accept_referral, decline_referral
from partners.transitions.questions import answer_part, close_question
from partners.transitions.referrals import close_referral
from partners.transitions.share_answering import answer_by_sharing, refuse_request
from partners.transitions.share_asking import withdraw_request
from tests.casework.test_glass_at_once import WAITING
from tests.make import NOW, make_agency, make_case, make_closed, make_given, make_user
from tests.partners.asking import differences, make_question, make_sent
from tests.partners.share_asking import ask_of, given
from tests.partners.test_referrals_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[User], object]


def _request() -> ShareRequest:
    return ShareRequest.objects.select_related("agency").get()


def _referral() -> Referral:
    return Referral.objects.select_related("agency").get()


def _part() -> QuestionPart:
    return QuestionPart.objects.select_related("question", "agency").get(number=1)


def shares(by: User) -> object:
    request = _request()
    said = given([Item.PREMISES])
    return answer_by_sharing(request, Case.objects.get(), request.agency, share=said, by=by, now=NOW)


def refuses(by: User) -> object:
    return refuse_request(_request(), words="Nothing that we may share", by=by, now=NOW)


def withdraws(by: User) -> object:
    return withdraw_request(_request(), by=by, now=NOW)


def accepts(by: User) -> object:
    return accept_referral(_referral(), by=by, now=NOW)


def declines(by: User) -> object:
    return decline_referral(_referral(), reason="Not ours", by=by, now=NOW)


def closes_referral(by: User) -> object:
    return close_referral(
        Referral.objects.select_related("agency", "case").get(), words="Over", by=by, now=NOW
    )


def answers(by: User) -> object:
    return answer_part(_part(), words="Yes", by=by, now=NOW)


def closes_question(by: User) -> object:
    question: Any = (
        QuestionPart.objects.select_related("question__case", "question__agency").get(number=1).question
    )
    return close_question(question, words="Over", by=by, now=NOW)


@transaction.atomic
def asked() -> dict[str, User]:
    """Have one case with a referral, a question and a request that wait."""
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
    ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
    dev = make_user("dev", Role.PARTNER, name="Dev Patel", agency=landlord)
    case = make_case(by=amira)
    make_given(case, landlord, by=amira, items=[Item.SUMMARY])
    ask_of(case, by=dev, items=[Item.PREMISES])
    make_sent(case, landlord, by=amira)
    make_question(case, landlord, by=amira)
    return {"amira": amira, "ben": ben, "dev": dev}


def let_wait(done: Future[Any]) -> None:
    """Return once somebody waits for what this session holds, or has done without."""
    with connection.cursor() as cursor:
        while not wait([done], timeout=0.02).done:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return


@pytest.mark.parametrize(
    ("act", "who"),
    [
        *((shares, "amira"), (refuses, "amira"), (withdraws, "dev")),
        *((accepts, "dev"), (declines, "dev"), (closes_referral, "amira")),
        *((answers, "dev"), (closes_question, "amira")),
    ],
)
def test_who_answers_while_the_case_is_being_closed_waits_for_it_and_is_told(act: Act, who: str) -> None:
    people = asked()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            case = locked(Case.objects.get())
            answer = pool.submit(together, (act, people[who]))
            let_wait(answer)
            make_closed(case, by=people["ben"], now=NOW)
        [refused] = answer.result()

    with transaction.atomic():
        assert any(words in refused for words in ("was answered already", "closed", "not be"))
        kinds = ("share_request", "referral_acknowledge", "referral_accept", "question_reply")
        assert not Deadline.objects.filter(kind__in=kinds, met_at=None, cancelled_at=None).exists()
        assert (_request().answer, _referral().stage) == ("over", "closed")
        assert differences() == []

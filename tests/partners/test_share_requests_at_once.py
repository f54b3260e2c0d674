"""Two of the police answer at the same moment, or the agency withdraws while they do: one is heard, one is told."""

import pytest
from django.db import transaction

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.models import Deadline
from partners.choices import Item
from partners.models import Share, ShareRequest
from partners.transitions.share_answering import answer_by_sharing, refuse_request
from partners.transitions.share_asking import withdraw_request
from tests.make import NOW, make_agency, make_case, make_given, make_user
from tests.partners.asking import differences
from tests.partners.share_asking import ask_of, given
from tests.partners.test_referrals_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)


def the_request() -> ShareRequest:
    return ShareRequest.objects.select_related("agency").get()


def shares(by: User) -> object:
    request = the_request()
    said = given([Item.PREMISES])
    return answer_by_sharing(request, Case.objects.get(), request.agency, share=said, by=by, now=NOW)


def refuses(by: User) -> object:
    return refuse_request(the_request(), words="Nothing that we may share", by=by, now=NOW)


def withdraws(by: User) -> object:
    return withdraw_request(the_request(), by=by, now=NOW)


@transaction.atomic
def asked() -> tuple[User, User, User]:
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
    ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
    dev = make_user("dev", Role.PARTNER, name="Dev Patel", agency=landlord)
    case = make_case(by=amira)
    make_given(case, landlord, by=amira, items=[Item.SUMMARY])
    ask_of(case, by=dev, items=[Item.PREMISES])
    return amira, ben, dev


def test_of_two_answers_at_once_one_counts_and_no_second_share_is_made() -> None:
    amira, ben, _ = asked()

    done, refused = together((shares, amira), (shares, ben))

    assert (done, "answered already" in refused) == ("", True)
    with transaction.atomic():
        assert Share.objects.count() == 2
        assert differences() == []


def test_of_sharing_and_refusing_at_once_one_counts() -> None:
    amira, ben, _ = asked()

    done, refused = together((shares, amira), (refuses, ben))

    assert (done, "answered already" in refused) == ("", True)
    with transaction.atomic():
        request = the_request()
        assert Share.objects.count() == (2 if request.answer == "shared" else 1)
        assert differences() == []


def test_what_is_withdrawn_while_it_is_answered_is_one_of_both() -> None:
    amira, _, dev = asked()

    done, refused = together((withdraws, dev), (shares, amira))

    with transaction.atomic():
        request = the_request()
        assert done == ""
        assert ("withdrew" if request.withdrawn_at else "answered already") in refused
        assert Share.objects.count() == (1 if request.withdrawn_at else 2)
        assert Deadline.objects.filter(kind="share_request", met_at=None, cancelled_at=None).count() == 0
        assert differences() == []

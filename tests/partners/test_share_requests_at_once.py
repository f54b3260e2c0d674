"""Two of the police answer at the same moment, or the agency withdraws while they do: one is heard, one is told."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

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
from tests.partners.share_asking import ask_of, ask_on, given, report_of
from tests.partners.test_closing_meanwhile import let_wait
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


def test_of_two_of_an_agency_who_ask_about_one_record_at_once_one_asks_and_the_other_is_told_of_it() -> None:
    amira, _, dev = asked()
    with transaction.atomic():
        fay = make_user("fay", Role.PARTNER, name="Fay Holt", agency=dev.agency)
        report = report_of(dev, by=amira)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = ask_on(report, by=dev)
            second = pool.submit(together, (lambda by: ask_on(report, by=by), fay))
            let_wait(second)
        refused = second.result()

    assert refused == [
        f"{first.reference} asks about {report.reference} already: wait for it, or withdraw it."
    ]
    with transaction.atomic():
        assert ShareRequest.objects.filter(report=report).count() == 1
        assert Deadline.objects.filter(kind="share_request", report=report).count() == 1
        assert differences() == []


def test_what_else_the_database_refuses_is_not_taken_for_a_second_request() -> None:
    amira, _, dev = asked()
    with transaction.atomic():
        report, before = report_of(dev, by=amira), int(the_request().reference[-6:])
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT setval('asb_srq', %s, false)", [before])

    with pytest.raises(IntegrityError, match="reference"), transaction.atomic():
        ask_on(report, by=dev)


def test_two_that_waited_before_the_database_took_one_alone_become_one_and_the_first_stays() -> None:
    amira, _, dev = asked()
    with transaction.atomic():
        first, report = the_request(), report_of(dev, by=amira)
        other = ask_on(report, by=dev)
    migration = import_module("partners.migrations.0017_one_request_waits")
    doubled = "UPDATE partners_sharerequest SET about = %s WHERE id = %s"
    [index] = [each for each in ShareRequest._meta.constraints if each.name == "share_request_waits_once"]
    with connection.as_owner(), transaction.atomic():  # type: ignore[attr-defined]
        with connection.schema_editor() as editor:
            editor.remove_constraint(ShareRequest, index)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('asb.actor', 'system:test', true)")
            cursor.execute(doubled, [first.about, other.pk])
            cursor.execute("SELECT set_config('asb.actor', '', true)")
            cursor.execute(migration.WITHDRAW)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with connection.schema_editor() as editor:
            editor.add_constraint(ShareRequest, index)

    with transaction.atomic():
        first.refresh_from_db()
        other.refresh_from_db()
        assert (first.waits, other.state, other.withdrawn_by) == (True, "Withdrawn", dev)
        assert Deadline.objects.get(subject=other.reference).cancelled_by == dev
        assert Deadline.objects.get(subject=first.reference).cancelled_at is None

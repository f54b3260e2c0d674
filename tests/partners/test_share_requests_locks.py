"""Who sees and changes what partners ask to be given: the application and the database give one answer."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Report
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from partners.access import share_requests_visible_to
from partners.choices import Item
from partners.models import ShareRequest
from partners.transitions.changing import recall_share
from partners.transitions.share_answering import refuse_request
from tests.make import NOW, make_case, make_given, make_incident, make_report, make_user
from tests.partners.share_asking import ask_of, ask_on, report_of

pytestmark = pytest.mark.django_db


def seen(user: User) -> tuple[int, int]:
    with acting(str(user.pk)):
        return ShareRequest.objects.count(), share_requests_visible_to(user, now=NOW).count()


def refused_by_database(user: User, **changed: object) -> bool:
    with acting(str(user.pk)):
        try:
            with transaction.atomic():
                return ShareRequest.objects.update(**changed) == 0
        except Error:
            return True


def test_the_agency_and_the_police_of_the_record_see_it_and_nobody_else(
    amira: User, ben: User, cara: User, dev: User, eve: User
) -> None:
    fay = make_user("fay", Role.PARTNER, name="Fay Holt", agency=dev.agency)
    otto = make_user("otto", Role.AUDITOR)
    ask_on(report_of(dev, by=amira), by=dev)

    for who in (dev, fay, amira, ben):
        assert seen(who) == (1, 1), who
    for who in (eve, cara, otto):
        assert seen(who) == (0, 0), who
    dev.is_active = False
    dev.save()
    assert seen(dev) == (0, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "shared"},
        {"answer": "refused", "answered_at": NOW, "words": "x"},
        {"why": "Another reason"},
        {"items": ["risk"]},
        {"answer_by": NOW + timedelta(days=90)},
    ],
)
def test_an_agency_changes_nothing_of_its_request_in_the_database(
    amira: User, ben: User, dev: User, eve: User, changed: dict[str, object]
) -> None:
    ask_on(report_of(dev, by=amira), by=dev)

    assert refused_by_database(dev, **changed)
    assert refused_by_database(eve, withdrawn_at=NOW)


def test_the_database_takes_no_request_on_what_is_not_known(
    amira: User, ben: User, dev: User, eve: User
) -> None:
    ours, theirs = report_of(dev, by=amira), make_report(by=amira, agency=eve.agency)
    case, hidden = make_case(by=amira), make_case(by=amira)
    share = make_given(case, dev.agency, by=amira, items=[Item.SUMMARY])
    request = ask_on(ours, by=dev)
    columns = {
        field.attname: getattr(request, field.attname)
        for field in ShareRequest._meta.concrete_fields
        if field.attname not in ("id", "reference")
    }
    columns["about"] = "another record"
    wrong: list[dict[str, object]] = [
        {"report_id": theirs.pk},
        {"agency_id": eve.agency_id},
        {"recorded_by_id": amira.pk},
        {"withdrawn_at": NOW},
        {"report_id": None, "case_id": hidden.pk, "known_by_id": share.pk},
    ]

    with acting(str(dev.pk)):
        for number, instead in enumerate(wrong):
            with pytest.raises(Error), transaction.atomic():
                ShareRequest.objects.create(reference=f"SRQ-X-{number}", **{**columns, **instead})
        # What is asked rightly passes by the same road.
        right = {"report_id": None, "case_id": case.pk, "known_by_id": share.pk}
        assert ShareRequest.objects.create(reference="SRQ-X", **{**columns, **right})


def test_whatever_stands_behind_a_report_the_request_reads_the_same(
    amira: User, ben: User, dev: User
) -> None:
    plain, hidden = report_of(dev, by=amira), report_of(dev, by=amira)
    case = make_case(by=ben, lead=amira, incidents=[make_incident(by=amira, report=hidden)])
    first, second = ask_on(plain, by=dev), ask_on(hidden, by=dev)
    with acting(str(ben.pk)):
        restrict_case(case, named=[amira], reason="Relatives", by=ben, now=NOW)

    assert seen(dev) == (2, 2)
    with acting(str(amira.pk)):
        for request in (first, second):
            refuse_request(request, words="There is nothing that we may share.", by=amira, now=NOW)
    apart = ("id", "report_id", "about", "reference", "pgh_id")
    with acting(str(dev.pk)):
        rows = list(ShareRequest.objects.order_by("pk").values())
        assert [{k: v for k, v in row.items() if k not in apart} for row in rows[:1]] == [
            {k: v for k, v in row.items() if k not in apart} for row in rows[1:]
        ]
        assert not Case.objects.exists()
        assert not Deadline.objects.filter(kind="share_request").exists()
    cole = make_user("cole", Role.CPT_OFFICER, district_code="colchester", name="Cole Hart")
    assert seen(cole) == (1, 1)


def test_a_share_that_was_recalled_takes_no_more_requests_and_leaves_those_that_were_made(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=amira)
    share = make_given(case, dev.agency, by=amira, items=[Item.SUMMARY])
    ask_of(case, by=dev, items=[Item.PREMISES])
    with acting(str(amira.pk)):
        recall_share(share, reason="Over", by=amira, now=NOW)

    assert seen(dev) == (1, 1)
    with pytest.raises(IndexError):
        ask_of(case, by=dev, items=[Item.PREMISES])


def test_the_service_of_the_clock_sees_the_record_that_was_asked_about_and_no_other(
    amira: User, ben: User, dev: User
) -> None:
    report = report_of(dev, by=amira)
    make_report(by=amira)
    make_case(by=amira)
    ask_on(report, by=dev)

    with acting("system:share-requests"):
        assert list(Report.objects.all()) == [report]
        assert not Case.objects.exists()
        assert not ShareRequest.objects.exists()

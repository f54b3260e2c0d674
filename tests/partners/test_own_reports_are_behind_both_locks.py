"""What the database lets an agency add and read of reports, whatever a page does; and two that tell the same at once."""

import base64
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Channel
from asbcases.cases.models import ExternalReference, Report
from asbcases.casework.transitions.from_agencies import Telling, report_for_agency, take_in_reports
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from tests.make import NOW, make_agency, make_report, make_user
from tests.partners.own import FILE, ROW, csv_of

REFUSED = "row-level security"


def telling(**instead: Any) -> Telling:
    said: dict[str, Any] = {
        "narrative": "He bangs on the wall.",
        "place_text": "2 Mill Lane",
        "happened_from": NOW,
        "happened_until": NOW,
        "happened_precision": "exact",
        "caller": {"caller_name": "Jo Marsh"},
        "own_reference": "HX-1",
        **instead,
    }
    return Telling(**said)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["channel", "agency", "author", "form"])
def test_a_partner_adds_reports_of_their_own_agency_in_their_own_name_alone(
    amira: User, ben: User, dev: User, eve: User, wrong: str
) -> None:
    said: dict[str, Any] = {"channel": Channel.PARTNER, "agency": dev.agency, "by": dev}
    said |= {
        "channel": {"channel": Channel.CALL_999},
        "agency": {"agency": eve.agency},
        "author": {"by": amira},
        "form": {"public_reference": "K7PM"},
    }[wrong]

    with acting(str(dev.pk)), pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        make_report(**said)


@pytest.mark.django_db
def test_a_partner_gives_references_to_reports_of_their_own_agency_alone(
    amira: User, ben: User, dev: User, eve: User
) -> None:
    ours, theirs = (make_report(by=amira, agency=user.agency) for user in (dev, eve))
    stated = {"system": "x", "written": "HX-1", "key": "hx/1", "recorded_at": NOW, "recorded_by": dev}

    with acting(str(dev.pk)):
        for wrong in ({"report": theirs, "agency": dev.agency}, {"report": ours, "agency": eve.agency}):
            with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
                ExternalReference.objects.create(**stated, **wrong)
        ExternalReference.objects.create(**stated, report=ours, agency=dev.agency)
        with pytest.raises(DatabaseError, match="once_per_agency"), transaction.atomic():
            ExternalReference.objects.create(**stated, report=ours, agency=dev.agency)


@pytest.mark.django_db
def test_a_partner_sets_no_clock_and_the_service_of_intake_sees_no_other_report(
    amira: User, ben: User, dev: User
) -> None:
    make_report(by=amira)
    make_report(by=amira, agency=dev.agency, channel=Channel.LETTER)
    with acting(str(dev.pk)):
        report = report_for_agency(telling(), by=dev, now=NOW)
    owed = Deadline.objects.get(report=report)
    with acting("system:intake"):
        assert list(Report.objects.all()) == [report]
    owed.pk = None
    with acting(str(dev.pk)), pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        owed.save(force_insert=True)


@pytest.mark.django_db
def test_a_file_whose_reference_was_taken_meanwhile_for_something_else_is_refused_whole(
    ben: User, dev: User
) -> None:
    report_for_agency(telling(narrative="Something else"), by=dev, now=NOW)

    with pytest.raises(Refused, match="You told us of HX-1 before"):
        take_in_reports([telling(own_reference="HX-0"), telling()], file="f.csv", digest="", by=dev, now=NOW)

    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_told_twice_at_once_is_told_once() -> None:
    with acting("system:test"), transaction.atomic():
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
        dev = make_user("dev", Role.PARTNER, agency=make_agency("Eastlight Homes", AgencyKind.HOUSING))

    def tell(number: int) -> str:
        try:
            with acting(str(dev.pk)), transaction.atomic():
                report_for_agency(telling(), by=dev, now=NOW)
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()
        return "told"

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(tell, range(2)))

    assert said[1] == "told"
    assert "You told us of HX-1 before" in said[0]
    with transaction.atomic():
        assert Report.objects.count() == 1


@pytest.mark.django_db
def test_a_page_sent_twice_takes_a_file_in_once(client: Client, ben: User, dev: User) -> None:
    client.force_login(dev)
    carried = {"content": base64.b64encode(csv_of(ROW)).decode(), "name": "f.csv", "send": "1"}

    answers = [client.post(FILE, {**carried, "idempotency_key": "one"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Report.objects.count() == 1

"""Two people triage one incident, or record two incidents at one place, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Grade
from asbcases.cases.models import Incident, Report, Triage
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.deadlines.checking import differences
from tests.make import NOW, make_incident, make_report, make_triage, make_user

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def officer() -> User:
    return make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")


def test_two_triages_at_once_are_the_first_and_the_second() -> None:
    with acting("system:test"), transaction.atomic():
        amira = officer()
        incident = make_incident(by=amira)

    def triage(grade: Grade) -> int:
        with acting(str(amira.pk)), transaction.atomic():
            number = make_triage(Incident.objects.get(pk=incident.pk), by=amira, now=NOW, grade=grade).number
        connection.close()
        return number

    with ThreadPoolExecutor(2) as pool:
        numbers = sorted(pool.map(triage, [Grade.SCHEDULED, Grade.PRIORITY]))

    with acting("system:test"), transaction.atomic():
        last = Triage.objects.get(incident=incident, number=2)
        assert numbers == [1, 2]
        assert Incident.objects.get().grade == last.grade
        open_ones = Deadline.objects.filter(met_at__isnull=True, cancelled_at__isnull=True)
        assert open_ones.get(kind=Kind.RESPONSE).qualifier == last.grade
        assert open_ones.get(kind=Kind.RE_TRIAGE).qualifier == f"unresourced.{last.grade}"
    assert differences() == []


def test_two_incidents_recorded_at_once_have_the_first_one_triaged_again_once() -> None:
    with acting("system:test"), transaction.atomic():
        amira = officer()
        first = make_incident(by=amira)
        make_triage(first, by=amira)
        reports = [make_report(by=amira, now=NOW + HOUR) for _ in range(2)]

    def record(report: Report) -> None:
        with acting(str(amira.pk)), transaction.atomic():
            make_incident(by=amira, now=NOW + HOUR, report=report)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(record, reports))

    with acting("system:test"), transaction.atomic():
        assert Deadline.objects.get(subject="linked").incident == first

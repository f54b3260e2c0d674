"""A query that is compiled once for its shape finds what it finds when Django compiles it each time."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, Team, User
from asbcases.audit.models import AuditEvent
from asbcases.audit.waiting import written_together
from asbcases.cases.models import Incident, Report
from asbcases.db import compiled
from asbcases.db.kept import forget, keeping, kept
from asbcases.db.prepared import planned_once
from tests.make import NOW, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db

Ask = Callable[[Any], Any]
# Plain ones, which are known again by their shape.
PLAIN: dict[str, Ask] = {
    "one": lambda of: Report.objects.get(pk=of.pk).reference,
    "none": lambda of: list(Report.objects.filter(pk=of.pk, narrative="said by nobody")),
    "related": lambda of: (
        Report.objects.select_related("recorded_by__team", "district").get(pk=of.pk).recorded_by.name
    ),
    "ordered": lambda of: [
        row.pk for row in Report.objects.filter(pk__gte=of.pk).order_by("-received_at", "pk")
    ],
    "first": lambda of: Report.objects.filter(Q(pk=of.pk) | Q(narrative="x")).first(),
    "values": lambda of: list(Report.objects.filter(pk=of.pk).values_list("district", "reference")),
    "one value": lambda of: list(
        Report.objects.filter(pk__in=[of.pk, of.pk + 1]).values_list("district", flat=True)
    ),
    "any": lambda of: Report.objects.filter(pk=of.pk, caller_anonymous=False).exists(),
    "not": lambda of: list(Report.objects.exclude(pk=of.pk).order_by("pk")),
    "joined": lambda of: list(Incident.objects.filter(told_by__report=of).distinct()),
    "null": lambda of: list(Report.objects.filter(tells_of__isnull=of.pk % 2 == 0).order_by("pk")),
    "locked": lambda of: Incident.objects.select_for_update(of=("self",)).filter(told_by__report=of).first(),
    "only": lambda of: Report.objects.only("reference").get(pk=of.pk).reference,
    "deferred": lambda of: Report.objects.defer("narrative").get(pk=of.pk).reference,
    "subquery": lambda of: list(
        Report.objects.filter(
            Q(narrative="said by nobody")
            | Q(tells_of__incident__in=Incident.objects.filter(told_by__report=of)),
            reference=of.reference,
        )
    ),
    "exists": lambda of: list(
        Team.objects.filter(
            Exists(User.objects.filter(team=OuterRef("pk"), pk=of.recorded_by_id)), name__in=["a", "CPT"]
        )
    ),
    "none such": lambda of: list(
        Report.objects.filter(~Exists(Incident.objects.filter(told_by__report=OuterRef("pk"))), pk=of.pk)
    ),
    "how many": lambda of: Report.objects.filter(pk__lte=of.pk).count(),
    "a slice": lambda of: list(Report.objects.filter(pk__lte=of.pk).order_by("pk")[1:3]),
}
# Those that are left to Django.
UNUSUAL: dict[str, Ask] = {
    "empty": lambda of: list(Report.objects.filter(pk__in=[])),
    "all but none": lambda of: Report.objects.exclude(pk__in=[]).count(),
    "annotated": lambda of: list(
        Report.objects.annotate(team=F("recorded_by__team")).values_list("pk", "team")
    ),
    "highest": lambda of: Report.objects.filter(pk__lte=of.pk).aggregate(highest=Max("pk")),
    "counted": lambda of: list(
        District.objects.annotate(n=Count("pk")).values_list("pk", "n").order_by("pk")
    ),
    "compared": lambda of: Report.objects.filter(pk=of.pk, received_at=F("recorded_at")).count(),
    "by expression": lambda of: [row.pk for row in Report.objects.order_by(F("pk").desc())],
    "contains": lambda of: list(Report.objects.filter(narrative__contains="a", pk=of.pk)),
    "too great": lambda of: list(User.objects.filter(version__lt=10**20, pk=of.recorded_by_id)),
    "a masked annotation": lambda of: list(Report.objects.annotate(a=F("pk"), b=F("pk")).values_list("a")),
    "a subquery that is not plain": lambda of: list(
        Report.objects.filter(pk__in=Report.objects.annotate(n=Count("pk")).filter(n=1).values("pk"))
    ),
    "how many different": lambda of: Report.objects.aggregate(n=Count("recorded_by", distinct=True)),
    "combined": lambda of: list(Report.objects.filter(pk=of.pk).union(Report.objects.filter(pk=of.pk))),
}


@pytest.fixture
def reports(amira: User) -> list[Report]:
    made = [make_report(by=amira, now=NOW + timedelta(minutes=number)) for number in range(3)]
    make_incident(by=amira, report=made[1])
    return made


@pytest.fixture(autouse=True)
def nothing_compiled() -> Iterator[None]:
    compiled._compiled.clear()
    yield
    compiled._compiled.clear()


@pytest.mark.parametrize("ask", PLAIN.values(), ids=PLAIN)
def test_a_plain_query_is_compiled_once_and_finds_the_same(ask: Ask, reports: list[Report]) -> None:
    wanted = [ask(report) for report in reports]

    with planned_once():
        assert [ask(report) for report in reports] == wanted
        shapes = len(compiled._compiled)
        assert [ask(report) for report in reversed(reports)] == wanted[::-1]

    assert 1 <= len(compiled._compiled) == shapes
    assert None not in compiled._compiled.values()


@pytest.mark.parametrize("ask", UNUSUAL.values(), ids=UNUSUAL)
def test_any_other_query_is_left_to_django(ask: Ask, reports: list[Report]) -> None:
    wanted = [ask(report) for report in reports]

    with planned_once():
        assert [ask(report) for report in reports] == wanted


def test_where_the_values_are_others_than_django_s_it_is_left_to_django_too(
    reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    shape = compiled.SQLCompiler._shape
    monkeypatch.setattr(compiled.SQLCompiler, "_shape", lambda self: (shape(self)[0], ["another value"]))
    compiled._compiled.clear()

    with planned_once():
        assert [PLAIN["one"](report) for report in [*reports, *reports]] == [
            row.reference for row in reports
        ] * 2

    assert set(compiled._compiled.values()) == {None}


def test_people_and_places_are_read_once_until_they_are_forgotten_but_not_by_who_locks_them(
    amira: User,
) -> None:
    everybody: QuerySet[User] = User.objects.filter(pk=amira.pk)

    with planned_once(), keeping():
        assert [everybody.get().name for _ in range(3)] == [amira.name] * 3
        everybody.update(name="Another")
        assert everybody.get().name == amira.name
        assert [everybody.select_for_update().get().name for _ in range(3)] == ["Another"] * 3
        forget()
        assert everybody.get().name == "Another"


def test_whoever_asks_for_the_record_by_a_known_statement_finds_what_waited(amira: User) -> None:
    make_report(by=amira)
    with planned_once(), written_together():
        for _ in range(3):
            before = len(AuditEvent.objects.all())
            make_report(by=amira)
            assert len(AuditEvent.objects.all()) > before


def test_a_known_statement_that_fails_fails_as_any_other(reports: list[Report]) -> None:
    def ask_as_nobody() -> None:
        PLAIN["one"](reports[0])
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('asb.actor', '', true)")
        PLAIN["one"](reports[1])

    with pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic(), planned_once():
        ask_as_nobody()

    assert connection.connection.prepare_threshold is None
    assert PLAIN["one"](reports[0]) == reports[0].reference


def test_what_hardly_changes_is_read_once_until_it_is_forgotten(amira: User) -> None:
    def found() -> list[User]:
        return kept("supervisors", lambda: list(supervisors.all()))

    supervisors: QuerySet[User] = User.objects.filter(role=Role.SUPERVISOR)
    before = len(found())
    with keeping():
        assert len(found()) == before
        make_user("another", role=Role.SUPERVISOR)
        assert len(found()) == before
        forget()
        assert len(found()) == before + 1
    forget()
    assert len(found()) == before + 1

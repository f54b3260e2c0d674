"""A list reads of each deadline, its owner and its record no more than its rows say, and nothing one by one."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.casework.views.doing import act_on
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.views.rows import rows_of
from asbcases.deadlines.views.scoping import AT_HAND, for_list, visible
from asbcases.law.periods import london_day
from partners.letting_in import let_in
from tests.deadlines.diary import DUE, HOUR, owe
from tests.make import make_case, make_incident, make_report, make_user
from tests.sara import plans
from tests.sara.plans import start
from tests.triggers.make import make_application, make_co_ordinator

pytestmark = pytest.mark.django_db


def said(deadlines: QuerySet[Deadline], user: User) -> tuple[int, list[tuple[object, ...]]]:
    """Return how many statements the rows of deadlines take, and what they say."""
    found = list(deadlines.order_by("pk"))
    with CaptureQueriesContext(connection) as asked:
        told = [
            (
                *(row.what, row.about, row.record_url, row.url, row.level, row.answers, row.told),
                *(row.deadline.owner.name, row.deadline.district and row.deadline.district.name),
                act_on(row.deadline, row.record.reference, user),
            )
            for row in rows_of(found, DUE + HOUR)
        ]
    return len(asked), told


@pytest.mark.parametrize("away", [False, True])
def test_rows_of_every_kind_of_record_ask_for_nothing_more(
    case: Case, amira: User, ben: User, away: bool
) -> None:
    plans.make_inspector()
    sunita = make_co_ordinator()
    report = make_report(by=amira)
    owed = [
        owe(case, amira),
        owe(None, amira, report=report),
        owe(None, amira, incident=make_incident(by=amira, report=report)),
        owe(None, amira, plan=start(owner=amira, supervisor=ben)),
        owe(None, sunita, review=make_application(by=sunita), by=amira),
    ]
    if away:
        User.objects.update(on_leave_until=london_day(DUE))
    deadlines = Deadline.objects.filter(pk__in=[one.pk for one in owed])

    listed, whole = said(for_list(deadlines), ben), said(deadlines.select_related(*AT_HAND), ben)

    assert listed == whole
    assert len(listed[1]) == len(owed)


def test_what_somebody_was_let_into_is_one_value_of_the_statement_however_much_it_is(
    case: Case, amira: User
) -> None:
    def asked() -> tuple[str, list[object]]:
        sql, values = visible(Deadline.objects.all(), amira, now=DUE).query.sql_with_params()
        return sql, [value for value in values if isinstance(value, list)]

    (before, ids), more = asked(), [make_case(by=amira) for _ in range(3)]
    assert ids == [[case.pk]]

    sql, ids = asked()

    assert sql == before
    assert sorted(*ids) == [case.pk, *(one.pk for one in more)]


def test_who_was_let_into_more_than_a_statement_names_sees_the_same(
    case: Case, amira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = make_user("stranger", Role.CPT_OFFICER, district_code="harlow")
    shown, hidden = owe(case, amira), owe(make_case(by=amira), amira)
    AccessGrant.objects.create(
        case=case,
        user=stranger,
        source=GrantSource.MEETING,
        tier=Tier.RISK,
        starts_at=DUE - HOUR,
        granted_at=DUE,
    )

    def seen() -> list[Deadline]:
        return list(visible(Deadline.objects.filter(pk__in=[shown.pk, hidden.pk]), stranger, now=DUE))

    assert seen() == [shown]
    monkeypatch.setattr("partners.letting_in.MOST", 0)

    assert let_in(stranger, now=DUE) is None
    assert seen() == [shown]

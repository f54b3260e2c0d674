"""Who sees remedies and restorative justice: who sees their case, and no partner; in Python and in plain SQL."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.remedies.models import RemedyNote
from partners import access
from tests.make import NOW, make_case, make_share
from tests.remedies.making import accepted, considered, heard, used

pytestmark = pytest.mark.django_db
TABLES = ("remedy", "remedyevent", "remedynote", "restorative", "restorativeside", "restorativesideevent")


@pytest.fixture
def case(amira: User, dev: User) -> Case:
    case = make_case(by=amira, now=NOW)
    make_share(case, dev.agency, by=amira)
    used(heard(considered(case, by=amira), by=amira), by=amira)
    accepted(case, by=amira)
    return case


def _rows(user: User, table: str) -> int:
    with acting(str(user.pk)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM remedies_{table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
def test_both_locks_give_one_answer(
    case: Case, table: str, amira: User, ben: User, cara: User, dev: User
) -> None:
    for user in (amira, ben, cara, dev):
        sees = access.cases_visible_to(user, now=timezone.now()).filter(pk=case.pk).exists() and user != dev
        assert (_rows(user, table) > 0) == sees, user


def test_a_partner_adds_nothing_and_nobody_changes_what_a_victim_said(
    case: Case, amira: User, dev: User
) -> None:
    note = RemedyNote.objects.get()
    columns = "case_id, remedy_id, number, victim_id, heard, words, recorded_at"
    add = f"INSERT INTO remedies_remedynote ({columns}) SELECT case_id, remedy_id, 2, victim_id, heard, words, recorded_at FROM remedies_remedynote"
    values = [note.case_id, note.remedy_id, note.victim_id, NOW]
    plain = f"INSERT INTO remedies_remedynote ({columns}) VALUES (%s, %s, 2, %s, 'views', 'No', %s)"
    for user, statement, given in (
        (dev, plain, values),
        (amira, "UPDATE remedies_remedynote SET words = 'No'", []),
    ):
        with (
            pytest.raises(DatabaseError),
            acting(str(user.pk)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, given)

    with acting(str(amira.pk)), connection.cursor() as cursor:
        cursor.execute(add)
    assert RemedyNote.objects.count() == 2

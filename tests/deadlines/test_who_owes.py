"""Who owes a deadline from the start, where nobody set it going or nobody leads."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import Desk, Rank, Role
from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.owners import owner_for
from asbcases.errors import Refused
from tests.make import NOW, district, make_team, make_user

pytestmark = pytest.mark.django_db


def owner(kind: Kind, author: User | None = None) -> User:
    return owner_for(kind, author=author, lead=None, district=district(), now=NOW)


def test_what_a_service_set_going_is_owed_by_the_supervisor_of_the_district(ben: User) -> None:
    make_user("ian", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon")

    assert owner(Kind.TRIAGE) == ben


def test_without_one_of_the_district_any_supervisor_owes_it(db: None) -> None:
    ian = make_user("ian", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon")

    assert owner(Kind.TRIAGE) == ian


def test_without_any_supervisor_nothing_can_be_owed_by_nobody() -> None:
    with pytest.raises(Refused, match="Nobody supervises here"):
        owner(Kind.TRIAGE)


def test_hate_is_owed_by_its_lead_who_is_at_work_of_the_district_before_all_others(ben: User) -> None:
    desk = make_team("Hate crime", desk=Desk.HATE_CRIME, force_wide=True)
    near = make_team("Hate crime Colchester", desk=Desk.HATE_CRIME, district=district())
    away = make_user("ana", Role.CPT_OFFICER, team=near, on_leave_until=NOW.date() + timedelta(days=3))
    far, of_district = (
        make_user(name, Role.CPT_OFFICER, team=team) for name, team in (("far", desk), ("nia", near))
    )

    assert owner(Kind.HATE_HANDOVER, author=away) == of_district
    User.objects.filter(pk=of_district.pk).update(is_active=False)
    assert owner(Kind.HATE_HANDOVER, author=away) == far


def test_without_a_lead_for_hate_the_supervisor_owes_it(amira: User, ben: User) -> None:
    assert owner(Kind.HATE_HANDOVER, author=amira) == ben

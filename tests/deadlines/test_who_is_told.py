"""The owner is told, or who answers while they are away; a rung of the ladder is told above them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.duty import supervisor_of, who_answers
from asbcases.accounts.models import User
from asbcases.accounts.queries import at_work, districts_of, works_for_county
from asbcases.cases.models import Case
from asbcases.deadlines.sweep import sweep
from asbcases.notify.models import Message
from tests.deadlines.diary import DUE, owe
from tests.make import district, make_agency, make_team, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 7)
NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)


def on_leave(user: User, until: date) -> User:
    user.on_leave_until = until
    user.save()
    return user


def supervisor(username: str, rank: Rank, code: str = "", **fields: Any) -> User:
    return make_user(username, Role.SUPERVISOR, rank, district_code=code, **fields)


@pytest.mark.parametrize(
    ("until", "works"), [(None, True), (date(2026, 12, 6), True), (TODAY, False), (date(2027, 1, 1), False)]
)
def test_leave_ends_after_its_last_day(amira: User, until: date | None, works: bool) -> None:
    amira.on_leave_until = until

    assert at_work(amira, TODAY) is works


def test_the_owner_answers_while_at_work(amira: User, ben: User) -> None:
    assert who_answers(amira, district(), "", NOON) == amira


def test_the_sergeant_of_the_district_answers_for_who_is_on_leave_or_suspended(
    amira: User, ben: User
) -> None:
    supervisor("sarah", Rank.SERGEANT, "basildon")

    assert who_answers(on_leave(amira, TODAY), district(), "", NOON) == ben
    amira.on_leave_until, amira.is_active = None, False
    assert who_answers(amira, district(), "", NOON) == ben


def test_the_rank_that_has_to_do_it_is_asked_for(ben: User, ines: User) -> None:
    assert who_answers(on_leave(ben, TODAY), district(), "inspector", NOON) == ines


def test_the_next_higher_rank_stands_in(ben: User, ines: User) -> None:
    assert who_answers(on_leave(ben, TODAY), district(), "sergeant", NOON) == ines


def test_a_supervisor_belongs_to_the_district_of_their_team(amira: User) -> None:
    team = make_team("Colchester CPT", district=district())
    of_the_team = supervisor("tina", Rank.SERGEANT, team=team)

    assert supervisor_of(district(), "sergeant", NOON) == of_the_team


def test_a_team_that_is_no_more_gives_no_district(amira: User, ben: User) -> None:
    closed = make_team("Old CPT", district=district("basildon"), active=False)
    left_behind = supervisor("olga", Rank.SERGEANT, team=closed)

    assert districts_of(left_behind) == []
    assert supervisor_of(district("basildon"), "sergeant", NOON) == left_behind


def test_who_works_for_the_county_comes_before_another_district(ines: User, chloe: User) -> None:
    supervisor("sarah", Rank.INSPECTOR, "basildon")

    assert supervisor_of(district("colchester"), "chief_inspector", NOON) == chloe


def test_another_district_comes_before_nobody(ben: User) -> None:
    sarah = supervisor("sarah", Rank.SERGEANT, "basildon")

    assert who_answers(on_leave(ben, TODAY), district(), "sergeant", NOON) == sarah


def test_the_highest_in_rank_at_work_is_the_last_resort(ben: User, ines: User) -> None:
    assert supervisor_of(district("basildon"), "superintendent", NOON) == ines


def test_when_all_are_on_leave_one_is_told_all_the_same(ben: User) -> None:
    on_leave(ben, TODAY)

    assert supervisor_of(district(), "sergeant", NOON) == ben


def test_without_any_supervisor_there_is_nobody(amira: User) -> None:
    make_user(
        "paul", Role.SUPERVISOR, Rank.SERGEANT, agency=make_agency("Colchester Council", AgencyKind.COUNCIL)
    )
    supervisor("sam", Rank.SERGEANT, "colchester", is_active=False)

    assert supervisor_of(None, "sergeant", NOON) is None


def test_the_same_people_give_the_same_answer(ben: User) -> None:
    supervisor("bea", Rank.SERGEANT, "colchester")

    assert {supervisor_of(district(), "sergeant", NOON) for _ in range(5)} == {ben}


def test_who_works_for_the_county_is_said_by_role_or_team(amira: User) -> None:
    rural = make_team("Rural", force_wide=True)
    asb_officer = make_user("asim", Role.ASB_OFFICER)
    of_the_team = make_user("rosa", Role.CPT_OFFICER, team=rural)
    handler = make_user("hana", Role.CONTACT_HANDLER, team=rural)

    assert [works_for_county(user) for user in (asb_officer, of_the_team, handler, amira)] == [
        True,
        True,
        False,
        False,
    ]
    assert districts_of(asb_officer) == []


def test_the_sweep_tells_who_answers_while_the_owner_is_away(
    case: Case, amira: User, ben: User, ines: User
) -> None:
    owe(case, on_leave(amira, DUE.date()), rank="")

    sweep(DUE)

    told = Message.objects.order_by("pk").values_list("template", "recipient__username")
    assert list(told) == [
        ("deadline_due_soon", "ben"),
        ("deadline_missed", "ben"),
        ("deadline_escalated", "ines"),
    ]


def test_a_rung_is_told_to_the_same_person_where_there_is_no_other(case: Case, ben: User) -> None:
    owe(case, ben)

    result = sweep(DUE)

    assert (result.escalated, result.messages) == (1, 3)
    assert set(Message.objects.values_list("recipient", flat=True)) == {ben.pk}

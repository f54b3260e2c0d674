"""Who answers at an hour: the owner while at work, else who is on duty by the rota, else a supervisor, and never nobody."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Duty, Rank, Role
from asbcases.accounts.duty import Roster, supervisor_of, who_answers
from asbcases.accounts.models import Shift, User
from tests.make import district, make_team, make_user

pytestmark = pytest.mark.django_db

# A Saturday, at two in the morning.
NIGHT = datetime(2026, 11, 28, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
TODAY = date(2026, 11, 28)


def supervisor(username: str, rank: Rank, code: str = "colchester", **fields: Any) -> User:
    return make_user(username, Role.SUPERVISOR, rank, district_code=code, **fields)


def works(user: User, *, starts: datetime = NIGHT - 2 * HOUR, hours: int = 8, **duty: Any) -> Shift:
    return Shift.objects.create(user=user, starts_at=starts, ends_at=starts + hours * HOUR, **duty)


def on_duty(user: User, code: str = "", **hours: Any) -> Shift:
    """Put somebody on the duty of a district, or without one of the force."""
    if code:
        return works(user, duty=Duty.DISTRICT, district=district(code), **hours)
    return works(user, duty=Duty.FORCE, **hours)


def answers(owner: User, *, code: str = "colchester", rank: str = "", rings: bool = True) -> User | None:
    return Roster.on(NIGHT).who_answers(owner, district(code).pk, rank, rings=rings)


def away(user: User, until: date = TODAY) -> User:
    user.on_leave_until = until
    user.save()
    return user


@pytest.fixture
def ines(db: None) -> User:
    return supervisor("ines", Rank.INSPECTOR)


@pytest.fixture
def dora(db: None) -> User:
    """Return a sergeant of another district, who has tonight's duty where a test gives it to her."""
    return supervisor("dora", Rank.SERGEANT, "basildon")


def test_the_owner_on_shift_answers(amira: User, ben: User, dora: User) -> None:
    works(amira)
    on_duty(dora, "colchester")

    assert answers(amira) == amira


def test_the_owner_off_shift_is_not_rung_while_somebody_is_on_duty(
    amira: User, ben: User, dora: User
) -> None:
    works(amira, starts=NIGHT + 6 * HOUR)
    on_duty(dora, "colchester")

    assert answers(amira) == dora
    assert answers(amira, rings=False) == amira


@pytest.mark.parametrize(
    ("starts", "on_shift"),
    [
        (NIGHT, True),
        (NIGHT - 8 * HOUR, False),
        (NIGHT - 8 * HOUR + timedelta(seconds=1), True),
        (NIGHT + timedelta(seconds=1), False),
    ],
)
def test_a_shift_runs_from_its_beginning_until_just_before_its_end(
    amira: User, starts: datetime, on_shift: bool
) -> None:
    works(amira, starts=starts)

    assert Roster.on(NIGHT).on_shift(amira) is on_shift


@pytest.mark.parametrize("days", [-9, 9])
def test_somebody_of_whom_the_rota_says_nothing_this_week_is_at_work(
    amira: User, dora: User, days: int
) -> None:
    works(amira, starts=NIGHT + timedelta(days=days))
    on_duty(dora, "colchester")

    assert answers(amira) == amira


def test_a_cancelled_shift_counts_for_nothing(amira: User, ben: User, dora: User) -> None:
    shift = on_duty(dora, "colchester")
    works(amira, starts=NIGHT + 6 * HOUR)
    shift.cancelled_at = NIGHT - HOUR
    shift.save()

    assert answers(amira) == ben


def test_leave_goes_before_the_rota(amira: User, ben: User, dora: User) -> None:
    works(away(amira))
    on_duty(dora, "colchester")

    assert answers(amira) == dora
    assert answers(amira, rings=False) == dora
    away(dora)
    assert answers(amira) == ben


def test_the_district_is_asked_before_the_force(amira: User, ines: User, dora: User) -> None:
    away(amira)
    on_duty(ines)
    on_duty(dora, "colchester")

    assert answers(amira) == dora
    assert answers(amira, code="basildon") == ines
    assert Roster.on(NIGHT).on_duty(None) == ines


def test_a_duty_that_is_over_or_still_to_come_rings_nobody(amira: User, ben: User, dora: User) -> None:
    away(amira)
    on_duty(dora, "colchester", starts=NIGHT - 20 * HOUR)
    on_duty(dora, "colchester", starts=NIGHT + HOUR)

    assert answers(amira) == ben


def test_nobody_stands_in_for_themselves(ben: User, ines: User) -> None:
    away(ben)
    on_duty(ben, "colchester")

    assert answers(ben) == ines


def test_who_is_suspended_has_no_duty(amira: User, ben: User, dora: User) -> None:
    away(amira)
    on_duty(dora, "colchester")
    dora.is_active = False
    dora.save()

    assert answers(amira) == ben


def test_without_a_rota_a_supervisor_of_the_rank_answers(amira: User, ben: User, ines: User) -> None:
    away(amira)

    assert answers(amira) == ben
    assert answers(amira, rank="inspector") == ines
    assert who_answers(amira, district(), "inspector", NIGHT) == ines
    assert who_answers(amira, None, "", NIGHT) in (ben, ines)


def test_the_county_is_asked_where_the_district_has_nobody_at_work(
    amira: User, ben: User, dora: User
) -> None:
    wide = supervisor("wide", Rank.INSPECTOR, "", team=make_team("County", force_wide=True))
    away(amira)
    away(ben)

    assert answers(amira) == wide


def test_the_highest_who_works_is_told_where_nobody_has_the_rank(ben: User, dora: User) -> None:
    assert Roster.on(NIGHT).supervisor_of(district().pk, Rank.SUPERINTENDENT) in (ben, dora)


def test_somebody_is_told_even_when_all_are_away(amira: User, ben: User) -> None:
    away(ben)
    away(amira)

    assert answers(amira) == ben
    assert Roster.on(NIGHT).supervisor_of(district().pk, Rank.SERGEANT, besides=ben) == ben


def test_the_same_question_gets_the_same_answer(ben: User, ines: User) -> None:
    roster = Roster.on(NIGHT)

    assert [roster.supervisor_of(district().pk, Rank.SERGEANT) for _ in range(2)] == [ben, ben]
    assert roster.supervisor_of(district().pk, Rank.SERGEANT, besides=ben) == ines
    assert supervisor_of(district(), Rank.SERGEANT, NIGHT) == ben


def test_without_any_supervisor_there_is_nobody(amira: User) -> None:
    assert answers(away(amira)) is None
    assert Roster.on(NIGHT).told_at(district().pk, Rank.SERGEANT, besides=amira) is None


def test_a_rung_that_rings_is_told_to_who_is_on_duty_of_its_rank(amira: User, ben: User, ines: User) -> None:
    chief = supervisor("chief", Rank.CHIEF_INSPECTOR, "basildon")
    works(ines, starts=NIGHT + 6 * HOUR)
    on_duty(chief)

    def told(rank: Rank, *, rings: bool) -> User | None:
        return Roster.on(NIGHT).told_at(district().pk, rank, besides=amira, rings=rings)

    assert told(Rank.INSPECTOR, rings=True) == chief
    assert told(Rank.INSPECTOR, rings=False) == ines


def test_a_rung_is_told_to_its_own_supervisor_where_who_is_on_duty_lacks_the_rank(
    amira: User, ben: User, ines: User, dora: User
) -> None:
    works(ines, starts=NIGHT + 6 * HOUR)
    on_duty(dora, "colchester")

    assert Roster.on(NIGHT).told_at(district().pk, Rank.INSPECTOR, besides=amira, rings=True) == ines


def test_who_answers_already_is_not_told_again_by_the_rung(amira: User, ben: User, ines: User) -> None:
    works(ben, starts=NIGHT + 6 * HOUR)
    on_duty(ines)

    assert Roster.on(NIGHT).told_at(district().pk, Rank.SERGEANT, besides=ines, rings=True) == ben


def test_a_roster_is_read_in_two_questions(
    amira: User, ben: User, dora: User, django_assert_num_queries: Any
) -> None:
    away(amira)
    on_duty(dora, "colchester")

    with django_assert_num_queries(2):
        roster = Roster.on(NIGHT)
        roster.who_answers(amira, amira.district_id, "", rings=True)
        roster.told_at(amira.district_id, Rank.SERGEANT, besides=amira, rings=True)

"""The rota: who may put whom on it, on which duty, and what cannot stand there; pasted lines are all saved or none."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from asbcases.accounts.choices import AgencyKind, Duty, Rank, Role
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import Shift, User
from asbcases.administration.transitions import Hours, LinesRefused, cancel_shift, rota, set_shift, set_shifts
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from tests.make import NOW, district, make_agency, make_team, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
EARLY = Hours(NOW + HOUR, NOW + 9 * HOUR)


@pytest.fixture
def ines(db: None) -> User:
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Hall")


@pytest.fixture
def chloe(db: None) -> User:
    """Return the chief inspector, who works for the whole county."""
    team = make_team("County", force_wide=True)
    return make_user("chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR, name="Chloe Marr", team=team)


def a_shift(user: User, by: User, **fields: Any) -> Shift:
    return set_shift(user, **{"hours": EARLY, "now": NOW, **fields}, by=by)


def test_a_shift_makes_its_person_answer_at_its_hours(ada: User, ben: User, ines: User) -> None:
    a_shift(ben, ada, duty=Duty.DISTRICT, district=district())
    a_shift(ines, ada, duty=Duty.FORCE)

    def on_duty(at: datetime, place: str) -> User | None:
        return Roster.on(at).on_duty(district(place).pk)

    assert on_duty(EARLY.starts_at, "colchester") == ben
    assert on_duty(EARLY.starts_at, "basildon") == ines
    assert on_duty(EARLY.ends_at, "colchester") is None


def test_each_act_leaves_an_event(ada: User, ben: User, ines: User) -> None:
    shift = a_shift(ben, ada, duty=Duty.DISTRICT, district=district())
    a_shift(ines, ada, duty=Duty.FORCE)
    cancel_shift(shift, by=ada, now=NOW)

    events = AuditEvent.objects.filter(verb__in=[Verb.SHIFT_SET, Verb.SHIFT_CANCELLED]).order_by("pk")
    span = "1pm on 23 November 2026 to 9pm on 23 November 2026"
    assert [event.sentence for event in events] == [
        f"put Ben Lane on the rota: {span}, duty supervisor of Colchester",
        f"put Ines Hall on the rota: {span}, duty inspector of the force",
        f"took Ben Lane off the rota: {span}, duty supervisor of Colchester",
    ]


def test_a_cancelled_shift_makes_room_for_another(ada: User, ben: User) -> None:
    cancel_shift(a_shift(ben, ada), by=ada, now=NOW)

    a_shift(ben, ada)

    assert Shift.objects.count() == 2


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (Hours(NOW + HOUR, NOW + HOUR), "ends before it begins"),
        (Hours(NOW, NOW + 25 * HOUR), "longer than 24 hours"),
        (Hours(NOW - 9 * HOUR, NOW), "over already"),
        (Hours(NOW + 400 * 24 * HOUR, NOW + 400 * 24 * HOUR + HOUR), "more than a year ahead"),
    ],
)
def test_hours_that_cannot_be_are_refused(ada: User, ben: User, hours: Hours, words: str) -> None:
    with pytest.raises(Refused, match=words):
        a_shift(ben, ada, hours=hours)


def test_a_shift_of_24_hours_may_stand(ada: User, ben: User) -> None:
    assert a_shift(ben, ada, hours=Hours(NOW, NOW + 24 * HOUR))


def test_nobody_works_twice_at_the_same_time(ada: User, ben: User) -> None:
    a_shift(ben, ada)

    with pytest.raises(Refused, match="Ben Lane works already within 2pm"):
        a_shift(ben, ada, hours=Hours(NOW + 2 * HOUR, NOW + 3 * HOUR))
    a_shift(ben, ada, hours=Hours(EARLY.ends_at, EARLY.ends_at + HOUR))


def test_another_fault_of_the_database_is_no_refusal(
    ada: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Shift) -> None:
        raise IntegrityError("something else")

    monkeypatch.setattr(rota.Shift, "save", broken)

    with pytest.raises(IntegrityError, match="something else"):
        a_shift(ben, ada)


@pytest.mark.parametrize(
    ("rank", "duty", "words"),
    [
        (Rank.CONSTABLE, Duty.DISTRICT, "duty supervisor of the district is a sergeant or above"),
        (Rank.SERGEANT, Duty.FORCE, "duty inspector of the force is an inspector or above"),
    ],
)
def test_a_duty_needs_its_rank(ada: User, rank: Rank, duty: Duty, words: str) -> None:
    user = make_user("other", Role.SUPERVISOR, rank, district_code="colchester")
    place = district() if duty is Duty.DISTRICT else None

    with pytest.raises(Refused, match=words):
        a_shift(user, ada, duty=duty, district=place)


def test_a_duty_and_a_district_go_together(ada: User, ben: User, ines: User) -> None:
    with pytest.raises(Refused, match="answers for one district: choose it"):
        a_shift(ben, ada, duty=Duty.DISTRICT)
    with pytest.raises(Refused, match="choose that duty, or no district"):
        a_shift(ines, ada, duty=Duty.FORCE, district=district())


def test_who_is_no_active_officer_works_no_shifts(ada: User, dev: User) -> None:
    gone = make_user("gone", Role.SUPERVISOR, Rank.SERGEANT, is_active=False)

    for user in (dev, gone, ada):
        with pytest.raises(Refused, match="does not work shifts here"):
            a_shift(user, ada)


def test_a_supervisor_keeps_the_rota_of_the_own_district(
    ben: User, amira: User, cara: User, ines: User
) -> None:
    a_shift(amira, ben)
    with pytest.raises(Refused, match="Cara Webb does not work in your district: ask an administrator"):
        a_shift(cara, ben)
    with pytest.raises(Refused, match="Basildon is not your district"):
        a_shift(ben, ben, duty=Duty.DISTRICT, district=district("basildon"))
    with pytest.raises(Refused, match="answers for the whole force"):
        a_shift(ines, ben, duty=Duty.FORCE)
    with pytest.raises(Refused, match="does not work in your district"):
        a_shift(ben, amira)


def test_who_works_for_the_county_keeps_the_rota_of_all(chloe: User, cara: User, ines: User) -> None:
    a_shift(cara, chloe)
    a_shift(ines, chloe, duty=Duty.FORCE)

    assert Shift.objects.count() == 2


def test_a_shift_is_cancelled_once_by_who_keeps_it_and_not_when_it_is_over(
    ada: User, ben: User, cara: User
) -> None:
    shift, others = a_shift(ben, ada), a_shift(cara, ada)
    with pytest.raises(Refused, match="This shift is over"):
        cancel_shift(shift, by=ada, now=EARLY.ends_at)
    with pytest.raises(Refused, match="does not work in your district"):
        cancel_shift(others, by=ben, now=NOW)
    cancel_shift(shift, by=ben, now=NOW)

    with pytest.raises(Refused, match="cancelled already"):
        cancel_shift(shift, by=ben, now=NOW)


def test_hours_are_those_of_londons_clock() -> None:
    over_night = Hours.between(date(2026, 11, 23), time(22), None, time(7))
    in_summer = Hours.between(date(2026, 7, 1), time(7), None, time(15))
    stated = Hours.between(date(2026, 11, 23), time(7), date(2026, 11, 24), time(7))

    assert over_night.ends_at == datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert in_summer.starts_at == datetime(2026, 7, 1, 6, tzinfo=UTC)
    assert stated.ends_at - stated.starts_at == 24 * HOUR


def test_the_night_on_which_the_clocks_go_back_is_as_long_as_it_is(ada: User, ben: User) -> None:
    night = Hours.between(date(2027, 10, 30), time(7), None, time(6))

    assert (night.ends_at.astimezone(UTC) - night.starts_at.astimezone(UTC)) == 24 * HOUR
    assert a_shift(ben, ada, hours=night, now=NOW + 300 * 24 * HOUR)
    longer = Hours.between(date(2027, 10, 30), time(7), date(2027, 10, 31), time(7))
    with pytest.raises(Refused, match="longer than 24 hours"):
        a_shift(ben, ada, hours=longer)


LINES = """Username,from,until,duty,district
ben,2026-11-24 07:00,2026-11-24 15:00,district,Colchester

INES, 2026-11-24T22:00 ,2026-11-25 07:00,force
amira,2026-07-01 07:00+01:00,2026-11-24 15:00
"""


def test_pasted_lines_are_saved_together(ada: User, ben: User, ines: User, amira: User) -> None:
    shifts = set_shifts(LINES.replace("2026-07-01 07:00+01:00", "2026-11-24 07:00"), by=ada, now=NOW)

    assert [(shift.user.username, shift.duty) for shift in shifts] == [
        ("ben", "district"),
        ("ines", "force"),
        ("amira", ""),
    ]
    assert shifts[1].ends_at == datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert AuditEvent.objects.filter(verb=Verb.SHIFT_SET).count() == 3


def test_one_bad_line_refuses_all_and_each_is_named(ada: User, ben: User, ines: User, amira: User) -> None:
    bad = LINES + "\n".join(
        [
            "nobody,2026-11-24 07:00,2026-11-24 15:00",
            "ben,2026-11-24 09:00,2026-11-24 10:00",
            "ben,soon,2026-11-24 10:00",
            "ben,2026-11-24 16:00",
            "ben,2026-11-24 16:00,2026-11-24 17:00,king",
            "ben,2026-11-24 16:00,2026-11-24 17:00,district,Atlantis",
        ]
    )

    with pytest.raises(LinesRefused, match="Nothing was saved") as refused:
        set_shifts(bad, by=ada, now=NOW)

    assert list(refused.value.faults) == [
        "Line 5: The shift is longer than 24 hours: split it, or look at the days again.",
        "Line 6: nobody signs in as nobody.",
        "Line 7: Ben Lane works already within 9am on 24 November 2026 to 10am on 24 November 2026: "
        "cancel that shift first.",
        "Line 8: soon is no day and time: write them such as 2026-11-24 07:00.",
        "Line 9: 2 parts instead of 3 to 5: sign-in name, from, until, duty, district.",
        "Line 10: king is no duty: leave it empty, or write district or force.",
        "Line 11: there is no district Atlantis.",
    ]
    assert (Shift.objects.count(), AuditEvent.objects.filter(verb=Verb.SHIFT_SET).count()) == (0, 0)


@pytest.mark.parametrize(
    ("lines", "words"),
    [("\n \n", "There is no shift"), ("ben\n" * 1001, "1,001 lines: paste 1,000 or fewer")],
)
def test_nothing_and_too_much_are_refused(ada: User, lines: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        set_shifts(lines, by=ada, now=NOW)


def test_a_broken_line_is_named_and_breaks_nothing(ada: User) -> None:
    for line in ('"ben,2026-11-24', "ben,\x00,2026", ",,,", "a,b,c,d,e,f"):
        with pytest.raises(Refused):
            set_shifts(line, by=ada, now=NOW)


def test_a_partner_agency_has_no_rota(ada: User) -> None:
    agency = make_agency("Eastlight", AgencyKind.HOUSING)
    outsider = make_user("out", Role.PARTNER, agency=agency)

    with pytest.raises(Refused, match="does not work in your district"):
        a_shift(outsider, outsider)

"""What an administrator may do with the accounts of people."""

from datetime import date
from typing import Any

import pytest

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.accounts.second_factor import has_second_factor
from asbcases.administration.transitions import (
    Particulars,
    change_user,
    enrol_user,
    renew_sign_in,
    restore_user,
    set_leave,
    suspend_user,
    take_off_authenticator,
)
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from tests.make import NOW, PASSWORD, district, make_agency, make_team, make_user

pytestmark = pytest.mark.django_db


def stated(**fields: Any) -> Particulars:
    return Particulars(
        **{
            "name": "Farah Khan",
            "email": "farah@police.example",
            "collar_number": "4711",
            "role": Role.CPT_OFFICER,
            "rank": Rank.PCSO,
            "agency": make_agency(),
            "team": None,
            "district": district(),
            **fields,
        }
    )


def enrol(by: User, username: str = "farah", **fields: Any) -> User:
    return enrol_user(username=username, particulars=stated(**fields), by=by, now=NOW)


def events(verb: Verb) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb=verb).order_by("pk"))


def test_a_new_account_has_a_lower_case_name_and_no_password(ada: User) -> None:
    farah = enrol(ada, username="Farah.Khan")

    assert farah.username == "farah.khan"
    assert not farah.has_usable_password()
    assert [event.sentence for event in events(Verb.USER_ENROLLED)] == ["made an account for Farah Khan"]


def test_a_name_is_taken_whatever_its_case(ada: User) -> None:
    enrol(ada)

    with pytest.raises(Refused, match="Somebody else signs in as farah"):
        enrol(ada, username="FARAH")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": AgencyKind.HOUSING}, "is a role of the police"),
        ({"role": Role.PARTNER, "rank": Rank.NONE}, "works for another agency"),
        ({"kind": AgencyKind.HOUSING, "role": Role.PARTNER}, "Only the police have ranks"),
        ({"district": None}, "works in a district or a team"),
    ],
)
def test_an_account_whose_parts_do_not_fit_is_refused(ada: User, fields: dict[str, Any], reason: str) -> None:
    kind = fields.pop("kind", None)
    agency = make_agency("Eastlight Homes", kind) if kind else make_agency()

    with pytest.raises(Refused, match=reason):
        enrol(ada, **fields, agency=agency)


def test_a_person_cannot_be_in_a_team_of_another_agency(ada: User) -> None:
    wardens = make_team("Wardens", agency=make_agency("Colchester City Council", AgencyKind.COUNCIL))

    with pytest.raises(Refused, match="Wardens is a team of Colchester City Council"):
        enrol(ada, team=wardens)


def test_nobody_joins_what_is_closed(ada: User) -> None:
    closed = make_team("Old team", active=False)

    with pytest.raises(Refused, match="Old team is closed"):
        enrol(ada, team=closed)


def test_a_change_is_recorded_with_what_was_before(ada: User) -> None:
    farah = enrol(ada)

    changed = change_user(
        farah, particulars=stated(rank=Rank.CONSTABLE), version=farah.version, by=ada, now=NOW
    )

    assert (changed.rank, changed.version) == (Rank.CONSTABLE, 2)
    assert events(Verb.USER_CHANGED)[0].data["changes"] == {"rank": ["pcso", "constable"]}


def test_saving_without_a_change_records_nothing(ada: User) -> None:
    farah = enrol(ada)

    same = change_user(farah, particulars=stated(), version=farah.version, by=ada, now=NOW)

    assert same.version == 1
    assert events(Verb.USER_CHANGED) == []


def test_an_edit_of_an_older_version_is_refused(ada: User) -> None:
    farah = enrol(ada)
    change_user(farah, particulars=stated(collar_number="4712"), version=1, by=ada, now=NOW)

    with pytest.raises(Refused, match="Farah Khan was changed by somebody else"):
        change_user(farah, particulars=stated(collar_number="4713"), version=1, by=ada, now=NOW)


def test_suspending_ends_the_password_at_once(ada: User) -> None:
    amira = make_user("amira", Role.CPT_OFFICER, district_code="colchester")

    suspended = suspend_user(amira, reason="Left the force", version=1, by=ada, now=NOW)

    assert not suspended.is_active
    assert not suspended.check_password(PASSWORD)
    assert events(Verb.USER_SUSPENDED)[0].reason == "Left the force"


def test_nobody_is_suspended_twice(ada: User) -> None:
    amira = make_user("amira", Role.CPT_OFFICER, is_active=False)

    with pytest.raises(Refused, match="suspended already"):
        suspend_user(amira, reason="Left", version=1, by=ada, now=NOW)


def test_administrators_cannot_suspend_themselves(ada: User) -> None:
    make_user("alan", Role.ADMINISTRATOR)

    with pytest.raises(Refused, match="cannot suspend your own account"):
        suspend_user(ada, reason="Mistake", version=1, by=ada, now=NOW)


def test_the_last_active_administrator_stays_active(ada: User) -> None:
    by = make_user("alan", Role.ADMINISTRATOR, is_active=False)

    with pytest.raises(Refused, match="last active administrator"):
        suspend_user(ada, reason="Left", version=1, by=by, now=NOW)


def test_the_last_active_administrator_keeps_the_role(ada: User) -> None:
    auditor = stated(name="Ada Byrne", role=Role.AUDITOR, rank=Rank.NONE)

    with pytest.raises(Refused, match="last active administrator"):
        change_user(ada, particulars=auditor, version=1, by=ada, now=NOW)


def test_the_last_active_administrator_may_take_another_name(ada: User) -> None:
    renamed = stated(name="Ada Lovelace", role=Role.ADMINISTRATOR, rank=Rank.NONE, district=None)

    assert change_user(ada, particulars=renamed, version=1, by=ada, now=NOW).name == "Ada Lovelace"


def test_one_of_two_administrators_may_take_another_role(ada: User) -> None:
    make_user("alan", Role.ADMINISTRATOR)
    auditor = stated(name="Ada Byrne", role=Role.AUDITOR, rank=Rank.NONE)

    assert change_user(ada, particulars=auditor, version=1, by=ada, now=NOW).role == Role.AUDITOR


def test_a_restored_person_has_no_password(ada: User) -> None:
    amira = make_user("amira", Role.CPT_OFFICER, district_code="colchester")
    suspend_user(amira, reason="Long absence", version=1, by=ada, now=NOW)

    restored = restore_user(amira, reason="Back at work", version=2, by=ada, now=NOW)

    assert restored.is_active
    assert not restored.has_usable_password()
    assert events(Verb.USER_RESTORED)[0].reason == "Back at work"


def test_only_a_suspended_account_is_restored(ada: User) -> None:
    with pytest.raises(Refused, match="is not suspended"):
        restore_user(make_user("amira", Role.ANALYST), reason="Back", version=1, by=ada, now=NOW)


def test_a_renewed_sign_in_ends_the_old_password(ada: User) -> None:
    amira = make_user("amira", Role.CPT_OFFICER, district_code="colchester")

    renewed = renew_sign_in(amira, by=ada, now=NOW)

    assert not renewed.has_usable_password()
    assert [event.sentence for event in events(Verb.USER_LINK_GIVEN)] == ["gave Amira a new sign-in link"]


def test_no_link_for_oneself_nor_for_a_suspended_account(ada: User) -> None:
    gone = make_user("amira", Role.CPT_OFFICER, is_active=False)

    with pytest.raises(Refused, match="a link for yourself"):
        renew_sign_in(ada, by=ada, now=NOW)
    with pytest.raises(Refused, match="restore the account first"):
        renew_sign_in(gone, by=ada, now=NOW)


def test_the_authenticator_of_a_lost_telephone_ends_with_the_password(ada: User, dev: User) -> None:
    taken = take_off_authenticator(dev, reason="The telephone is lost", version=1, by=ada, now=NOW)

    assert not taken.has_usable_password()
    assert not has_second_factor(dev)
    [event] = events(Verb.USER_CHANGED)
    assert (event.reason, event.data["changes"]) == (
        "The telephone is lost",
        {"authenticator": ["set up", ""]},
    )
    with pytest.raises(Refused, match="has no authenticator"):
        take_off_authenticator(dev, reason="Again", version=1, by=ada, now=NOW)


def test_nobody_takes_off_their_own_authenticator_as_an_administrator(ada: User) -> None:
    with pytest.raises(Refused, match="under your own name"):
        take_off_authenticator(ada, reason="Mine", version=1, by=ada, now=NOW)


def test_leave_is_set_and_ended(ada: User) -> None:
    amira = make_user("amira", Role.CPT_OFFICER, district_code="colchester")

    away = set_leave(amira, until=date(2026, 12, 4), version=1, by=ada, now=NOW)
    back = set_leave(away, until=None, version=2, by=ada, now=NOW)

    assert (away.on_leave_until, back.on_leave_until) == (date(2026, 12, 4), None)
    assert [event.data["changes"]["on_leave_until"] for event in events(Verb.LEAVE_SET)] == [
        ["", "2026-12-04"],
        ["2026-12-04", ""],
    ]


def test_setting_the_same_leave_again_records_nothing(ada: User) -> None:
    set_leave(ada, until=None, version=1, by=ada, now=NOW)

    assert events(Verb.LEAVE_SET) == []


def test_leave_that_is_over_is_refused(ada: User) -> None:
    with pytest.raises(Refused, match="in the past"):
        set_leave(ada, until=date(2026, 11, 22), version=1, by=ada, now=NOW)

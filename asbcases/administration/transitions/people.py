"""Accounts: making and changing them, leave, suspension, and a new way to sign in."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import Agency, District, Team, User
from asbcases.accounts.rules import objection_to_program
from asbcases.accounts.second_factor import take_off
from asbcases.administration import rules
from asbcases.administration.transitions.saving import change, current, save
from asbcases.administration.transitions.tokens import revoke_tokens_of
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.periods import london_day

NAME_TO_SIGN_IN = re.compile(r"[\w.@+-]{1,60}")


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What an administrator states about a person."""

    name: str
    email: str
    collar_number: str
    role: Role
    rank: Rank
    agency: Agency
    team: Team | None
    district: District | None
    administers_agency: bool = False


@transaction.atomic
def enrol_user(
    *, username: str, particulars: Particulars, is_program: bool = False, by: User | None, now: datetime
) -> User:
    """Make an account without a password, and return it: a person gets a sign-in link, a program its tokens."""
    _must_fit(particulars, is_program=is_program)
    _must_keep(by, particulars, before=False)
    if not NAME_TO_SIGN_IN.fullmatch(username):
        raise Refused(f"{username} is no valid name to sign in with: use letters, digits and @ . + - _ only.")
    user = User(username=username.lower(), date_joined=now, is_program=is_program, **vars(particulars))
    user.set_unusable_password()
    save(user, taken=f"Somebody else signs in as {user.username}: choose another name.")
    record(Verb.USER_ENROLLED, by=by, now=now, data={"name": user.name, "role": user.get_role_display()})
    return user


@transaction.atomic
def change_user(user: User, *, particulars: Particulars, version: int, by: User, now: datetime) -> User:
    """Change what is stated about a person, and return the account; the new role counts at once."""
    administrators = _active_administrators()
    user = current(user, version)
    _must_fit(particulars, is_program=user.is_program)
    _must_keep(by, user, before=user.administers_agency)
    _must_keep(by, particulars, before=user.administers_agency)
    if particulars.role is not Role.ADMINISTRATOR:
        _must_leave_one(administrators, user, "keeps that role")
    changes = change(user, dict(vars(particulars)), taken="")
    if changes:
        record(
            Verb.USER_CHANGED, by=by, now=now, data={"name": user.name, "user": user.pk, "changes": changes}
        )
    return user


@transaction.atomic
def set_leave(user: User, *, until: date | None, version: int, by: User, now: datetime) -> User:
    """Say until when a person is on leave, so that what falls due meanwhile goes to somebody else."""
    user = current(user, version)
    _must_keep(by, user, before=user.administers_agency)
    if until is not None and until < london_day(now):
        raise Refused("The last day of leave is in the past: give a day from today on, or none.")
    changes = change(user, {"on_leave_until": until}, taken="")
    if changes:
        record(Verb.LEAVE_SET, by=by, now=now, data={"name": user.name, "changes": changes})
    return user


@transaction.atomic
def suspend_user(user: User, *, reason: str, version: int, by: User, now: datetime) -> User:
    """Close an account: its sessions end at once, and its password with them."""
    administrators = _active_administrators()
    user = current(user, version)
    _must_keep(by, user, before=user.administers_agency)
    if user == by:
        raise Refused("You cannot suspend your own account: ask another administrator.")
    if not user.is_active:
        raise Refused(f"{user.name} is suspended already.")
    _must_leave_one(administrators, user, "stays active")
    _end_sign_in(user, by=by, now=now)
    change(user, {"is_active": False}, taken="")
    record(Verb.USER_SUSPENDED, by=by, now=now, reason=reason, data={"name": user.name})
    return user


@transaction.atomic
def restore_user(user: User, *, reason: str, version: int, by: User, now: datetime) -> User:
    """Open a suspended account again; the person needs a new sign-in link."""
    user = current(user, version)
    _must_keep(by, user, before=user.administers_agency)
    if user.is_active:
        raise Refused(f"{user.name} is not suspended.")
    _must_be_open(user.agency, user.team)
    change(user, {"is_active": True}, taken="")
    record(Verb.USER_RESTORED, by=by, now=now, reason=reason, data={"name": user.name})
    return user


@transaction.atomic
def renew_sign_in(user: User, *, by: User | None, now: datetime) -> User:
    """End a person's password, sessions and earlier links, so that only a new link lets them in.

    No version is asked for: it overwrites nothing that somebody typed, and the newest link is the one to use.
    """
    user = locked(user)
    _must_keep(by, user, before=user.administers_agency)
    if user == by:
        raise Refused("You cannot make a link for yourself: change your password under your own name.")
    if not user.is_active:
        raise Refused(f"{user.name} is suspended: restore the account first.")
    if user.is_program:
        raise Refused(f"{user.name} is a program, as which nobody signs in: make a token for it.")
    _end_sign_in(user, by=by, now=now)
    record(Verb.USER_LINK_GIVEN, by=by, now=now, data={"name": user.name})
    return user


@transaction.atomic
def take_off_authenticator(user: User, *, reason: str, version: int, by: User, now: datetime) -> User:
    """Take the authenticator of a lost telephone off, and the password with it: who finds either opens nothing."""
    user = current(user, version)
    if user == by:
        raise Refused(
            "You cannot take off your own: do it under your own name, or ask another administrator."
        )
    if not take_off(user):
        raise Refused(f"{user.name} has no authenticator.")
    _end_sign_in(user, by=by, now=now)
    data = {"name": user.name, "user": user.pk, "changes": {"authenticator": ["set up", ""]}}
    record(Verb.USER_CHANGED, by=by, now=now, reason=reason, data=data)
    return user


def keep_own_authenticator(user: User, *, set_up: bool, now: datetime) -> None:
    """Keep in the record that a person set up an authenticator of their own, or took it off again."""
    before, after = ("", "set up") if set_up else ("set up", "")
    data = {"name": user.name, "user": user.pk, "changes": {"authenticator": [before, after]}}
    record(Verb.USER_CHANGED, by=user, now=now, data=data)


def _end_sign_in(user: User, *, by: User | None, now: datetime) -> None:
    """Take the password away, with which sessions and links are sealed, and revoke the tokens."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    revoke_tokens_of(user, by=by, now=now)


def _must_fit(stated: Particulars, *, is_program: bool) -> None:
    """Refuse an account whose role, rank, agency and place do not go together."""
    kind = AgencyKind(stated.agency.kind)
    objection = (
        rules.objection_to_role(stated.role, kind)
        or rules.objection_to_rank(stated.rank, kind)
        or rules.objection_to_place(stated.role, has_place=bool(stated.district or stated.team))
        or rules.objection_to_keeper(stated.role, kind, keeps=stated.administers_agency)
        or (objection_to_program(stated.role) if is_program else "")
    )
    if objection:
        raise Refused(objection)
    if stated.team and stated.team.agency_id != stated.agency.pk:
        raise Refused(f"{stated.team} is a team of {stated.team.agency}: choose a team of {stated.agency}.")
    _must_be_open(stated.agency, stated.team)


def _must_keep(by: User | None, account: User | Particulars, *, before: bool) -> None:
    """Refuse whoever keeps the accounts of one agency any other account, and the say over who keeps them."""
    if by is None or by.role not in rules.KEEPERS:
        return
    objection = rules.objection_to_keeping(
        ours=by.administers_agency and account.agency == by.agency,
        role=Role(account.role),
        flag_stays=account.administers_agency == before,
    )
    if objection:
        raise Refused(objection)


def _must_be_open(agency: Agency, team: Team | None) -> None:
    closed = [body for body in (agency, team) if body and not body.active]
    if closed:
        raise Refused(f"{closed[0]} is closed: open it again first, or choose another.")


def _active_administrators() -> list[User]:
    """Return the active administrators; one transaction asks at a time, so that two cannot end each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('asbcases.administrators'))")
    return list(User.objects.filter(role=Role.ADMINISTRATOR, is_active=True))


def _must_leave_one(administrators: list[User], user: User, what: str) -> None:
    if administrators == [user]:
        raise Refused(
            f"{user.name} is the last active administrator: make somebody else an administrator first, "
            f"so that one {what}."
        )

"""Restricting a case to the people named on it, keeping to that as it grows, and lifting it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Least

from asbcases.accounts.choices import POLICE_WORK
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, Incident, Report, Restriction
from asbcases.cases.queries import locked
from asbcases.casework.queries.restricted import IN_FORCE, OF_THE_CASE, parts_of, restricted_around
from asbcases.db.actor import acting
from asbcases.db.kept import forget
from asbcases.deadlines.queries import owed
from asbcases.deadlines.restricted import among, named_people, nothing_restricted
from asbcases.deadlines.transitions import hand_over
from asbcases.errors import Refused

KINDS = ("incident", "report", "person")


@transaction.atomic
def restrict_case(case: Case, *, named: Sequence[User], reason: str, by: User, now: datetime) -> Case:
    """Let nobody but the people named, the lead and whoever restricts it know of a case, and return it."""
    case = locked(case)
    if not reason.strip():
        raise Refused("Say why the case is restricted: those who are named on it read the reason.")
    if Restriction.objects.filter(IN_FORCE, OF_THE_CASE, case=case).exists():
        raise Refused(f"{case.reference} is restricted already: load the page again.")
    for person in named:
        if not person.is_active or person.role not in POLICE_WORK:
            raise Refused(f"{person.name} does not work on cases of the police: name somebody who does.")
    _let_in_only(case, {case.lead, by, *named}, by=by, now=now)
    Restriction.objects.create(case=case, reason=reason, recorded_at=now, recorded_by=by)
    forget()
    follow_restrictions(case=case, by=by, now=now)
    record(Verb.CASE_RESTRICTED, by=by, now=now, reason=reason, case=case)
    _hand_to_named(case, by=by, now=now)
    return case


@transaction.atomic
def lift_restriction(case: Case, *, reason: str, by: User, now: datetime) -> Case:
    """Let everybody know of a case again who could before; whoever was named stays let in."""
    case = locked(case)
    if not reason.strip():
        raise Refused("Say why the restriction is lifted: the reason is kept.")
    if not Restriction.objects.filter(IN_FORCE, case=case).update(lifted_at=now):
        raise Refused(f"{case.reference} is not restricted: load the page again.")
    follow_restrictions(case=case, by=by, now=now)
    record(Verb.RESTRICTION_LIFTED, by=by, now=now, reason=reason, case=case)
    return case


def follow_restrictions(
    *,
    case: Case | None = None,
    incident: Incident | None = None,
    report: Report | None = None,
    by: User,
    now: datetime,
) -> None:
    """Have the restricted cases around a record that has changed hide what is new, and show who stands elsewhere now."""
    if nothing_restricted():
        return
    keys = {
        name: row.pk if row else None
        for name, row in (("case", case), ("incident", incident), ("report", report))
    }
    with acting("system:restricted"):
        around = restricted_around(**keys)
        # People last: whether they stand in another file depends on what of it is restricted.
        for kinds in (KINDS[:2], KINDS[2:]):
            for one in around:
                _follow(one, kinds, by=by, now=now)


def _follow(case: int, kinds: Sequence[str], *, by: User, now: datetime) -> None:
    """Restrict what hangs on a case now and was not restricted with it, and lift what hangs on it no more."""
    wanted = {part for part in parts_of(case) if part[0] in kinds}
    own = Restriction.objects.get(IN_FORCE, OF_THE_CASE, case=case)
    rows = Restriction.objects.filter(IN_FORCE, case=case).exclude(OF_THE_CASE)
    there = {part: row.pk for row in rows if (part := _part(row))[0] in kinds}
    fresh = sorted(wanted - there.keys())
    named = [user.pk for user in named_people(case)]
    for kind, key in fresh:
        if kind != "person":
            _grant({f"{kind}_id": key}, named, by=by, now=now)
            _let_in_through_glass({f"{kind}_id": key}, case, by=by, now=now)
    stated = {"case_id": case, "reason": own.reason, "recorded_at": now, "recorded_by": by}
    Restriction.objects.bulk_create(Restriction(**stated, **{f"{kind}_id": key}) for kind, key in fresh)
    gone = [pk for part, pk in there.items() if part not in wanted]
    if gone:
        Restriction.objects.filter(pk__in=gone).update(lifted_at=now)


def _part(row: Restriction) -> tuple[str, int]:
    return next((kind, key) for kind in KINDS if (key := getattr(row, f"{kind}_id")) is not None)


def _let_in_only(case: Case, named: set[User], *, by: User, now: datetime) -> None:
    """Let these people in to the case by name, and nobody else any more."""
    with acting("system:restricted"):
        by_name = AccessGrant.objects.filter(case=case, user__isnull=False, revoked_at__isnull=True)
        by_name.exclude(user__in=named).update(revoked_at=now)
        there = set(by_name.filter(ends_at__isnull=True).values_list("user", flat=True))
        _grant({"case": case}, [user.pk for user in named if user.pk not in there], by=by, now=now)


def _grant(root: dict[str, object], people: Iterable[int], *, by: User, now: datetime) -> None:
    for person in sorted(people):
        AccessGrant.objects.create(
            **root,
            user_id=person,
            source=GrantSource.ASSIGNMENT,
            # The locks go by the database's clock: within this transaction it stands where the transaction began.
            starts_at=Least(Value(now), TransactionNow()),
            granted_at=now,
            granted_by=by,
        )


def _let_in_through_glass(root: dict[str, object], case: int, *, by: User, now: datetime) -> None:
    """Show what joins a case to whoever broke its glass, for as long as that lasts."""
    glass = AccessGrant.objects.filter(
        case=case, source=GrantSource.BREAK_GLASS, revoked_at__isnull=True, ends_at__gt=now
    )
    for grant in glass:
        AccessGrant.objects.create(
            **root,
            user_id=grant.user_id,
            source=GrantSource.BREAK_GLASS,
            starts_at=Least(Value(now), TransactionNow()),
            ends_at=grant.ends_at,
            granted_at=grant.granted_at,
            granted_by=by,
        )


def _hand_to_named(case: Case, *, by: User, now: datetime) -> None:
    """Give what is owed on the case by somebody who is not named to somebody who is."""
    parts = parts_of(case.pk)
    roots = Q(case=case)
    for kind in ("incident", "report"):
        roots |= Q(**{f"{kind}__in": [key for name, key in parts if name == kind]})
    named = named_people(case.pk)
    for deadline in owed().filter(roots).select_related("owner"):
        owner = among(named, deadline.owner, deadline.rank, lead=case.lead)
        if owner != deadline.owner:
            why = "The case is restricted to the people named on it"
            hand_over(deadline, to=owner, reason=why, by=by, now=now)

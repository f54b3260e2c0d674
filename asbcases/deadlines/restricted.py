"""What is owed on a restricted case is owed by people who are named on it: nobody else may know of it."""

from collections.abc import Sequence

from asbcases.accounts.choices import POLICE_WORK, Rank
from asbcases.accounts.models import User
from asbcases.audit.transitions import Root
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Restriction
from asbcases.db.actor import acting
from asbcases.db.kept import is_keeping, kept


def named_people(case: int) -> list[User]:
    """Return who of the police was let in to a case by name and still is; on a restricted case they alone may know of it."""
    grants = AccessGrant.objects.filter(
        case=case, user__is_active=True, user__role__in=POLICE_WORK, revoked_at__isnull=True
    )
    # Who broke the glass reads for some hours, and owes nothing.
    grants = grants.exclude(source=GrantSource.BREAK_GLASS)
    users = {
        grant.user.pk: grant.user for grant in grants.select_related("user").order_by("user") if grant.user
    }
    return list(users.values())


def nothing_restricted() -> bool:
    """Return whether it is known that nothing is restricted, so that nobody need look."""
    return is_keeping() and not kept("restricted", _anything_restricted)


def _anything_restricted() -> bool:
    with acting("system:restricted"):
        return Restriction.objects.filter(lifted_at__isnull=True).exists()


def kept_among_named(owner: User, rank: str, root: Root) -> User:
    """Return who owes something on this record: the owner, or on a restricted one somebody who is named on it."""
    if nothing_restricted():
        return owner
    if review := root.get("review"):
        # A review is restricted with its case.
        root = {"case": review.case} if review.case else {}
    # A plan is not restricted with a case: it only hides the link.
    if not root or "plan" in root:
        return owner
    in_force = Restriction.objects.filter(lifted_at__isnull=True, **root).order_by("pk")
    case = in_force.values_list("case", flat=True).first()
    lead = User.objects.filter(led_cases=case).first() if case else None
    if case is None or lead is None:
        return owner
    return among(named_people(case), owner, rank, lead=lead)


def among(named: Sequence[User], owner: User, rank: str, *, lead: User) -> User:
    """Return the owner if named, else the lead; where a rank has to do it, the named person nearest to that rank."""
    if owner in named:
        return owner
    if not rank:
        return lead
    needed = Rank(rank).order
    able = [user for user in named if Rank(user.rank).order >= needed]
    if able:
        return min(able, key=lambda user: (Rank(user.rank).order, user.pk))
    return max(named, key=lambda user: (Rank(user.rank).order, -user.pk), default=lead)

"""What a person was let into, asked once for a page that asks of many records: mostly nothing, and then asking is short."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource
from partners import access

ROOTS = ("case", "incident", "report", "review")


def let_in(user: User, *, now: datetime) -> Mapping[str, Collection[int]]:
    """Return by kind the ids of the records to which a grant in force lets this person in; a share opens no record."""
    grants = access.grants_to(user, now).exclude(source=GrantSource.SHARE)
    # One row with an array of each: a lead of cases was let into each of them.
    found = grants.aggregate(
        **{root: ArrayAgg(f"{root}_id", filter=Q(**{f"{root}__isnull": False})) for root in ROOTS}
    )
    return {root: found[root] or [] for root in ROOTS}

"""Who in the county may issue warnings and notices: its constables by office, its PCSOs as the chief constable designated."""

from collections.abc import Mapping
from datetime import datetime

from asbcases.accounts.choices import CASE_WORK, Rank
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.enforcement.choices import AuthorityBasis, Power
from asbcases.enforcement.models import Authority
from asbcases.enforcement.transitions.authorities import BY_OFFICE, give_authority, is_constable
from asbcases.law.periods import london_day

DESIGNATED = "Chief Constable, by designation under the Police Reform Act 2002"


def authorise(cast: Mapping[str, User], *, now: datetime) -> None:
    """Enter for everybody of the cast who works cases what they may issue, as the administrator; once is enough."""
    known = set(Authority.objects.values_list("holder", flat=True))
    with acting(str(cast["admin"].pk)):
        for user in cast.values():
            if user.role in CASE_WORK and user.pk not in known:
                _authorise(user, cast["admin"], now)


def _authorise(user: User, by: User, now: datetime) -> None:
    by_office = is_constable(user)
    if not by_office and user.rank != Rank.PCSO:
        return
    powers = list(Power) if by_office else [Power.CPN, Power.FPN]
    for power in powers:
        give_authority(
            user,
            power=power,
            basis=AuthorityBasis.CONSTABLE if by_office else AuthorityBasis.PCSO,
            designated_by=BY_OFFICE if by_office else DESIGNATED,
            starts_on=london_day(now),
            by=by,
            now=now,
        )

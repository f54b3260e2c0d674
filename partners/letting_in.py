"""What a person was let into, asked once for a page that asks of many records: mostly nothing, and then asking is short."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource
from partners import access

ROOTS = ("case", "incident", "report", "review")
# So many are named to a statement. A lead is let into each case they ever had: of more it asks itself, where it must.
MOST = 200


def let_in(user: User, *, now: datetime) -> access.LetIn:
    """Return by kind the ids of the records to which a grant in force lets this person in, or None where they are many.

    A share opens no record.
    """
    grants = access.grants_to(user, now).exclude(source=GrantSource.SHARE)
    found = list(grants.values_list(*(f"{root}_id" for root in ROOTS))[: MOST + 1])
    if len(found) > MOST:
        return None
    return {root: [ids[place] for ids in found if ids[place]] for place, root in enumerate(ROOTS)}

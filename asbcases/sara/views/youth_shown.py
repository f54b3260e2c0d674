"""Children whose behaviour a plan is about, as far as its reader may know of them."""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.sara.queries.on_file import OnFile
from asbcases.sara.queries.youth import children_of, respondents_of, unconsidered
from partners import access


def youth_shown(on_file: OnFile, user: User, now: datetime) -> dict[str, Any]:
    """Return the children of whom this person may know, those of whom nobody said anything, and what was said of whom."""
    known = access.people_visible_to(user, now=now)
    respondents = respondents_of(on_file.plan).filter(pk__in=known.values("pk"))
    children = children_of(respondents, now=now)
    named = {one.person_id for one in on_file.youth_support}
    seen = set(known.filter(pk__in=named).values_list("pk", flat=True))
    return {
        "children": children,
        "unconsidered": unconsidered(on_file.plan, children),
        "youth_support": [one for one in on_file.youth_support if one.person_id in seen],
    }

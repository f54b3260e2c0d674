"""What the view sets of the file share."""

from typing import Any

from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of
from partners import access


def district_context(person: User) -> dict[str, Any]:
    """Return in which districts a person may record: what they record must be theirs to see."""
    districts = District.objects.all()
    if access.sees_county_reports(person):
        return {"among": {"district": districts}, "district_needed": False}
    return {"among": {"district": districts.filter(pk__in=districts_of(person))}, "district_needed": True}

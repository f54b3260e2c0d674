"""The reports that a partner's agency passed on to the police."""

from datetime import datetime

from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from partners import access


def own_reports(user: User, *, now: datetime) -> QuerySet[Report]:
    """Return the reports that the person's agency passed on; none for police, who read them as theirs."""
    if user.role not in access.AGENCY:
        return Report.objects.none()
    visible = access.reports_visible_to(user, now=now).filter(agency=user.agency_id)
    return visible.select_related("district", "recorded_by")

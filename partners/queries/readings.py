"""Who has seen what: of a case, and of one person, read from what was written when it was shown."""

from datetime import datetime

from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Person
from partners import access
from partners.models import Disclosure, Share

# The newest first; a page at a time.
ORDER = ("-at", "-id")


def read_of(case: Case) -> QuerySet[Disclosure]:
    """Return each reading of what was shared of a case: who, of which agency, by which share."""
    return case.disclosures.select_related("share", "person", "reader", "agency")


def read_about(person: Person, user: User, *, now: datetime) -> QuerySet[Disclosure]:
    """Return each reading about a person, in the cases of which whoever asks may know."""
    rows = person.disclosures.select_related("case", "share", "reader", "agency")
    return access.scope(rows, user, path="case", now=now)


def shared_about(person: Person, user: User, *, now: datetime) -> QuerySet[Share]:
    """Return the shares, in force or ended, of the cases in which a person stands and of which whoever asks may know."""
    rows = Share.objects.filter(
        case__parties__person=person, case__parties__recorded_in_error_at__isnull=True
    ).select_related("case", "agreement", "grant__agency", "grant__team__agency", "grant__user__agency")
    return access.scope(rows, user, path="case", now=now).distinct().order_by("-recorded_at", "-pk")

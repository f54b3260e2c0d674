"""What shows a limb of the test, or the behaviour behind an order, as a request to the API names it."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Document, Incident, JournalEntry
from asbcases.enforcement.models import Statement
from asbcases.enforcement.queries.measures import STANDS
from partners import access

NOBODY = "There is no such record, or it is not for you."
KINDS: dict[str, type[Any]] = {"entry": JournalEntry, "document": Document, "statement": Statement}


def incidents_seen(case: Case, person: User, now: datetime) -> QuerySet[Incident]:
    """Return the incidents of a case that somebody sees."""
    visible = access.incidents_visible_to(person, now=now)
    return visible.filter(case_links__in=case.incident_links.filter(STANDS))


def numbered(case: Case, name: str, number: int | None) -> Any:
    """Return what of the case a number names, or nothing where none was sent."""
    if number is None:
        return None
    found = KINDS[name].objects.filter(STANDS, case=case, number=number).first()
    if found is None:
        raise ValidationError({name: [NOBODY]})
    return found


def named_in(case: Case, said: dict[str, Any]) -> dict[str, Any]:
    """Return what was named: an incident, an entry of the journal, a file or a statement."""
    return {
        "incident": said.get("incident"),
        **{name: numbered(case, name, said.get(name)) for name in KINDS},
    }

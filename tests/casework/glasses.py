"""A restricted case and who breaks its glass, for the tests of that."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident, Person, Report
from asbcases.casework.transitions import restrict_case
from asbcases.casework.transitions.glass import break_glass
from asbcases.db.actor import acting
from partners import access
from tests.make import make_case


def hidden_case(lead: User, sergeant: User) -> Case:
    """Return a case of which only its lead and a sergeant know."""
    now = timezone.now()
    case = make_case(by=lead, now=now)
    return restrict_case(case, named=[], reason="A colleague is involved", by=sergeant, now=now)


def breaks(case_or_reference: Case | str, by: User, *, hours: int = 2, at: datetime | None = None) -> None:
    """Have somebody break the glass of a case, or of a reference."""
    reference = case_or_reference.reference if isinstance(case_or_reference, Case) else case_or_reference
    with acting(str(by.pk)):
        break_glass(
            reference, hours=hours, reason="He stands before her door", by=by, now=at or timezone.now()
        )


def seen(user: User) -> set[str]:
    """Return what both locks show somebody; they have to agree."""
    user = User.objects.get(pk=user.pk)
    now = timezone.now()
    first = {
        *access.cases_visible_to(user, now=now).values_list("reference", flat=True),
        *access.incidents_visible_to(user, now=now).values_list("reference", flat=True),
        *access.reports_visible_to(user, now=now).values_list("reference", flat=True),
        *access.people_visible_to(user, now=now).values_list("reference", flat=True),
    }
    with acting(str(user.pk)), transaction.atomic():
        second = {row.reference for model in (Case, Incident, Report, Person) for row in model.objects.all()}
    assert first == second
    return first


def parts(case: Case) -> set[str]:
    """Return the references of a case and of all that hangs on it."""
    incidents = Incident.objects.filter(case_links__case=case)
    return {
        case.reference,
        *incidents.values_list("reference", flat=True),
        *Report.objects.filter(tells_of__incident__in=incidents).values_list("reference", flat=True),
        *Person.objects.filter(parts__case=case).values_list("reference", flat=True),
    }

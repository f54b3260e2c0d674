"""Adding to a case that one does not see: who takes a call is let in for that moment, and acts in their own name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseIncident, CaseParty, Incident, IncidentParty, Person, Report
from asbcases.casework.queries.offered import earlier_incidents
from asbcases.casework.transitions.case_parties import join_party
from asbcases.casework.transitions.cases import join_case
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue

VICTIMS = {"role": PartyRole.VICTIM, "recorded_in_error_at": None}
NOT_OFFERED = "There is no open case with this reference to which you may add it: choose another, or none."


@contextmanager
def let_in(incidents: Sequence[int], *, named: str = "") -> Iterator[list[Case]]:
    """Let who acts in to the open cases of incidents that they see, or to the one that is named, until the block ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT asb_let_in_to_add(%s, %s)", [named, list(incidents)])
        (cases,) = cursor.fetchone()
        yield list(Case.objects.filter(pk__in=cases).select_related("lead").order_by("pk")) if cases else []
        if cases:
            cursor.execute("SELECT asb_let_out_again()", [])


@transaction.atomic
def join_case_told_of(report: Report, incident: Incident, reference: str, *, by: User, now: datetime) -> Case:
    """Make the incident of a report part of an open case of its earlier reports, tell the lead, and return the case.

    Any other case is refused as one that does not exist.
    """
    with let_in(earlier_incidents(report), named=reference) as cases:
        if not reference or not cases:
            raise Refused(NOT_OFFERED)
        case = join_case(incident, cases[0], by=by, now=now)
        if case.lead != by:
            _tell(case, incident, now)
    return case


@contextmanager
def cases_take_victims(incident: Incident, *, by: User, now: datetime) -> Iterator[set[int]]:
    """Give the victims of an incident to its open cases once the block ends; in it, say whom the cases answer for.

    By their ids. Whoever adds a victim at the door sees no case, and the victim is owed one assessment all the same.
    """
    with let_in([incident.pk]) as cases:
        if not cases:
            yield set()
            return
        victims = IncidentParty.objects.filter(incident=incident, **VICTIMS).select_related("person")
        # Where the incident became part of a case at this very instant, that act takes over what it finds.
        before = CaseIncident.objects.filter(incident=incident, case__in=cases, recorded_at__lt=now)
        settled = {link.case_id for link in before.filter(recorded_in_error_at__isnull=True)}
        fresh = [(case, party.person) for case in cases for party in victims if _may_join(party.person, case)]
        yield {
            *_answered_for(victims, settled),
            *(person.pk for case, person in fresh if case.pk in settled),
        }
        for case, person in fresh:
            join_party(case, person, role=PartyRole.VICTIM, by=by, now=now)


def _answered_for(victims: Iterable[IncidentParty], cases: Collection[int]) -> set[int]:
    """Return for whom these cases answer, or answered until they were marked as put there by mistake.

    Who is added to the incident after that mark is owed an assessment by the incident.
    """
    parties = CaseParty.objects.filter(case__in=cases, role=PartyRole.VICTIM)
    marked: dict[int, list[datetime | None]] = defaultdict(list)
    for person, at in parties.values_list("person", "recorded_in_error_at"):
        marked[person].append(at)
    return {
        party.person_id
        for party in victims
        if any(at is None or at >= party.recorded_at for at in marked[party.person_id])
    }


def _may_join(person: Person, case: Case) -> bool:
    """Return whether nobody has said yet that this person is a victim of a case, or was put there by mistake."""
    return not CaseParty.objects.filter(case=case, person=person, role=PartyRole.VICTIM).exists()


def _tell(case: Case, incident: Incident, now: datetime) -> None:
    context: dict[str, object] = {
        "kind": "a new incident",
        "reference": case.reference,
        "incident": incident.reference,
        "path": f"/cases/{case.reference}/",
    }
    key = f"case_grew:{case.pk}:{incident.pk}"
    enqueue(key, case.lead, Template.CASE_GREW, context, now=now, case=case)

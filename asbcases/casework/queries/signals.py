"""What the file says of a victim when an incident is to be closed: signals, assessments, and whether crime was decided."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from asbcases.cases.choices import PartyRole, TermKind
from asbcases.cases.models import CaseIncident, CrimeDecision, Incident, Term
from asbcases.cases.rules.somerton import SIGNALS, signals_of_answers
from asbcases.casework.queries.history import hits_of_incident
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN

HATE = "hate"
# A qualifier that says by itself that somebody has reported before.
REPEAT = "repeat_victim"
# Repeat rules that count one caller or victim, and those that count one address. What R4 counts is hate, which is a
# signal of its own and needs no second report.
OF_CALLER, OF_ADDRESS = frozenset({"R1", "R2", "R5"}), frozenset({"R3", "R6"})


def signals_of(incident: Incident, now: datetime) -> list[str]:
    """Return what says that somebody is a victim of an incident, in the order in which it is shown."""
    triages = list(incident.triages.values_list("answers", "repeat_rule"))
    found = _said_by(incident, [answers for answers, _ in triages])
    # What a triage saw then counts even where who closes may not see the earlier reports.
    found |= _repeated(incident, {rule for _, rule in triages if rule}, now)
    return [signal for signal in SIGNALS if signal in found]


def signals_of_record(incident: Incident) -> set[str]:
    """Return what an incident itself says of a victim: its triages, classifications and people."""
    return _said_by(incident, incident.triages.values_list("answers", flat=True))


def _said_by(incident: Incident, triages: Iterable[Mapping[str, Any]]) -> set[str]:
    found = _ticked(incident)
    for answers in triages:
        found |= signals_of_answers(answers)
    if incident.parties.filter(role=PartyRole.VICTIM, recorded_in_error_at__isnull=True).exists():
        found.add("victim_recorded")
    return found


def _ticked(incident: Incident) -> set[str]:
    chosen = incident.classifications.values_list("qualifiers", flat=True)
    codes = {code for codes in chosen for code in codes}
    terms = list(Term.objects.filter(kind=TermKind.QUALIFIER, code__in=codes)) if codes else []
    marked = {
        HATE: any(term.hate for term in terms),
        "vulnerability": any(term.vulnerable for term in terms),
        "caller_repeats": REPEAT in codes,
    }
    return {signal for signal, ticked in marked.items() if ticked}


def _repeated(incident: Incident, seen: set[str], now: datetime) -> set[str]:
    rules = seen | {hit.rule for hit in hits_of_incident(incident, now=now)}
    counted = {"caller_repeats": OF_CALLER, "address_repeats": OF_ADDRESS}
    return {signal for signal, of in counted.items() if rules & of}


def is_assessed(incident: Incident) -> bool:
    """Return whether the risk to the victims was assessed, on the incident or on a case of it.

    The diary knows: an assessment meets the first one that is owed, or plans a review.
    """
    cases = CaseIncident.objects.filter(incident=incident, recorded_in_error_at__isnull=True)
    around = Q(incident=incident) | Q(case__in=list(cases.values_list("case", flat=True)))
    diary = Deadline.objects.filter(around)
    first = Q(kind=Kind.FIRST_ASSESSMENT)
    if diary.filter(OPEN & first).exists():
        return False
    return diary.filter((first & Q(met_at__isnull=False)) | Q(kind=Kind.RISK_REVIEW)).exists()


def crime_decisions_of(incident: Incident) -> QuerySet[CrimeDecision]:
    """Return every decision whether it is a crime, the newest first, with who took it."""
    return incident.crime_decisions.select_related("recorded_by").order_by("-recorded_at", "-pk")

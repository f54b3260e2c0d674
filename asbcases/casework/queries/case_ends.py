"""What the file says when a case is to be closed: what is owed, what stands otherwise, and what a supervisor let go."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from asbcases.cases.case_choices import ApprovalKind, Blocking, Closer
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import (
    Approval,
    Case,
    CaseIncident,
    CaseParty,
    ClosingWaiver,
    Incident,
    PanelDecision,
)
from asbcases.cases.queries import foremost
from asbcases.cases.rules.closing import BlockingItem, ClosingTerms, OnFile
from asbcases.cases.rules.retention import Retention, retention_of
from asbcases.casework.queries.support import crime_recorded
from asbcases.casework.queries.unexplained import items_of
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.law.periods import london_day
from asbcases.policies.queries import limit_on

CLOSING = "case.close"
# So many incidents of the same people or place are offered when a case is opened again.
OFFERED = 20
STANDS = Q(recorded_in_error_at__isnull=True)
# Why somebody broke the glass is reviewed all the same: nobody escapes that by closing the case. What comes after
# restorative justice is looked at however the case ends.
STAYING = (Kind.GLASS_REVIEW, Kind.RESTORATIVE_LOOK)
# What is late of these is told by the risk, in words of its own.
TOLD_BY_RISK = {Kind.FIRST_ASSESSMENT: Blocking.FIRST_ASSESSMENT, Kind.RE_ASSESSMENT: Blocking.REASSESS}


def on_file_of(case: Case, terms: ClosingTerms, now: datetime) -> OnFile:
    """Return what the file says of closing a case at this instant, on these terms of the risk."""
    return OnFile(
        level=terms.level,
        victims=CaseParty.objects.filter(STANDS, case=case, role=PartyRole.VICTIM).count(),
        categories=categories_of(case),
        at_panel=tuple(at_panel(case)),
        items=(*terms.items, *late_items(case, terms, now), *items_of(case)),
        waived=frozenset(waived_on(case)),
    )


def closer_on(level: str, now: datetime) -> Closer:
    """Return who closes a case of a level, by the policy of the day."""
    return Closer(limit_on(CLOSING, level, london_day(now)).choice)


def categories_of(case: Case) -> dict[str, str]:
    """Return the category in which each incident of a case stands, open or closed, by its reference."""
    linked = CaseIncident.objects.filter(STANDS, case=case).values("incident")
    found = Incident.objects.filter(STANDS, pk__in=linked, category__isnull=False).order_by("reference")
    return {reference: str(category) for reference, category in found.values_list("reference", "category")}


def at_panel(case: Case) -> list[str]:
    """Return the numbers of the victims who were referred to a panel that has not agreed to the end."""
    newest = PanelDecision.objects.filter(case=case).order_by("party", "-decided_at", "-pk")
    standing = newest.filter(party__recorded_in_error_at__isnull=True).distinct("party")
    decisions = list(standing.select_related("party"))
    waiting = [decision for decision in decisions if decision.referred and not decision.exit_agreed_at]
    return [str(number) for number in sorted(decision.party.number for decision in waiting)]


def ending_with(case: Case, now: datetime) -> QuerySet[Deadline]:
    """Return what is outstanding on a case and ends with it, and the windows that have not passed; the earliest first."""
    still_to_come = Q(nature=Nature.OBLIGATION) | Q(due_at__gt=now)
    open_ones = Deadline.objects.filter(OPEN, still_to_come, case=case).exclude(kind__in=STAYING)
    return open_ones.select_related("owner").order_by("due_at", "pk")


def late_items(case: Case, terms: ClosingTerms, now: datetime) -> list[BlockingItem]:
    """Return what is late in the diary of a case, but for what the risk tells itself, and for the asking to close it."""
    told = {(item.code, item.subject) for item in terms.items}
    late = Deadline.objects.filter(OPEN, case=case, nature=Nature.OBLIGATION, due_at__lte=now)
    asking = Q(kind=Kind.APPROVAL, qualifier__in=(ApprovalKind.CLOSE, ApprovalKind.WAIVE))
    rows = late.exclude(asking).select_related("owner").order_by("due_at", "pk")
    return [
        BlockingItem(
            Blocking.LATE, f"{row.pk}", f"Late: {row.get_kind_display()}, owed by {row.owner.name}.", row.pk
        )
        for row in rows
        if (TOLD_BY_RISK.get(Kind(row.kind)), row.subject) not in told
    ]


def waivers_of(case: Case) -> QuerySet[ClosingWaiver]:
    """Return what supervisors let go for the closing to come: a reopening, or an incident that joins, asks anew."""
    reopened = case.reopenings.order_by("-reopened_at").values_list("reopened_at", flat=True).first()
    joined = case.incident_links.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
    since = max(at for at in (case.opened_at, reopened, joined) if at)
    rows = ClosingWaiver.objects.filter(case=case, waived_at__gte=since)
    return rows.select_related("recorded_by").order_by("waived_at", "pk")


def waived_on(case: Case) -> set[tuple[str, str]]:
    """Return what was let go, as code and whom it concerns; what was waived in the diary counts as well."""
    let_go = {(waiver.item, waiver.subject) for waiver in waivers_of(case)}
    in_diary = Deadline.objects.filter(case=case, kind=Kind.FIRST_ASSESSMENT, waived=True)
    subjects = in_diary.values_list("subject", flat=True)
    return let_go | {(Blocking.FIRST_ASSESSMENT.value, subject) for subject in subjects}


def retention_class_of(case: Case, closed_at: datetime) -> Retention:
    """Return how what a case holds is kept that is closed at this instant."""
    respondents = CaseParty.objects.filter(STANDS, case=case, role=PartyRole.RESPONDENT)
    people = [party.person for party in respondents.select_related("person")]
    born = [foremost(person).born_on or person.born_on for person in people]
    return retention_of(
        closed_at, crime=crime_recorded(case), youngest_born=max(filter(None, born), default=None)
    )


def picture_of(on_file: OnFile) -> dict[str, Any]:
    """Return what stands now, as an approval keeps it, to be held against what stands when it is decided."""
    return {
        "level": on_file.level or "",
        "victims": on_file.victims,
        "incidents": dict(on_file.categories),
        "waived": sorted(f"{item}:{subject}" for item, subject in on_file.waived),
    }


def approvals_of(case: Case) -> QuerySet[Approval]:
    """Return what was asked on a case, the newest first, with who asked and who decided."""
    return case.approvals.select_related("recorded_by", "decided_by").order_by("-number")


def open_around(case: Case, visible: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return the open incidents of the people of a case, or of its premises, that are no part of it, of those that one may see."""
    people = CaseParty.objects.filter(STANDS, case=case).values_list("person", flat=True)
    linked = CaseIncident.objects.filter(STANDS, case=case).values("incident")
    places = Incident.objects.filter(pk__in=linked, premises__isnull=False).values_list("premises", flat=True)
    alike = Q(parties__person__in=list(people)) | Q(premises__in=list(places))
    others = visible.filter(STANDS, alike, closed_at__isnull=True).exclude(pk__in=linked)
    newest = list(others.order_by("-pk").values_list("pk", flat=True).distinct()[:OFFERED])
    return visible.filter(pk__in=newest).order_by("-happened_from", "-pk")

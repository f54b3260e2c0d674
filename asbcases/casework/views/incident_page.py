"""The page of one incident: what is next and whose, who told of it, how it was graded, classified and closed."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.choices import ClassifiedAt, Source, Tool
from asbcases.cases.models import Case, Incident, Report
from asbcases.cases.rules.somerton import words_of
from asbcases.casework.queries import incident_parts as parts
from asbcases.casework.queries import incidents as queries
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.queries.signals import crime_decisions_of
from asbcases.casework.transitions.hate import leads_on_hate
from asbcases.casework.views.diary import told
from asbcases.casework.views.parties import people_box
from asbcases.casework.views.words import happened_words
from asbcases.web.scoped import incident_for, require
from partners import access
from partners.choices import Action
from risk.queries import risks_at
from triggers.queries.explaining import entitlement_of


@require_safe
def incident_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one incident, whole; of a published copy only what was published."""
    incident = incident_for(request, reference)
    own = incident.source == Source.OWN
    # A published copy names nobody, so the analyst reads it as well.
    user, now = require(request, Action.RECORD_INCIDENT if own else Action.SEE_PUBLISHED), timezone.now()
    context: dict[str, Any] = {
        "incident": incident,
        "own": own,
        "now": now,
        "happened": happened_words(incident),
        "may_open": may_open(incident, user),
    }
    if own:
        context |= _told(incident, user, now) | _decided(incident) | _around(incident)
        context |= people_box(incident, user, now)
    return render(request, "casework/incident_page.html", context)


def _told(incident: Incident, user: User, now: datetime) -> dict[str, Any]:
    """Return who told of it, what is owed next, and the cases of which it is part."""
    reports = reports_of(incident, user, now)
    due = [told(deadline, now) for deadline in parts.owed_on(incident, reports)]
    return {
        "reports": reports,
        "entitled": entitlement_of(reports),
        "due": due,
        "next": due[0] if due else None,
        "cases": cases_of(incident, user, now),
        "may_work": access.may(user, Action.CLOSE_INCIDENT),
        "may_take_over": leads_on_hate(user),
        "may_send": access.may(user, Action.SEND_OFFICERS),
        "may_assess": access.may(user, Action.ASSESS_RISK),
        "risks": risks_at(incident),
    }


def _decided(incident: Incident) -> dict[str, Any]:
    """Return every decision on grade, codes, crime and closing, the newest first."""
    codes = parts.codes_of(incident)
    closings = [(closing, words_of(closing.signals)) for closing in parts.closings_of(incident)]
    opened = [code.row for code in codes if code.row.at_stage == ClassifiedAt.OPENING]
    return {
        "codes": codes,
        "first_code": opened[-1] if opened else None,
        "closings": closings,
        "crime_decisions": list(crime_decisions_of(incident)),
        "triages": list(incident.triages.select_related("recorded_by", "partner").order_by("-number")),
    }


def _around(incident: Incident) -> dict[str, Any]:
    """Return who and what hangs on it."""
    gathering = parts.gathering_of(incident)
    attendances = incident.attendances.filter(recorded_in_error_at__isnull=True)
    return {
        "attendances": list(attendances.select_related("agency", "officer").order_by("-number")),
        "hate": parts.hate_in(incident),
        "handover": parts.handover_of(incident),
        "gathering": gathering,
        "gathering_tools": [Tool(code).label for code in gathering.tools] if gathering else [],
        "operations": list(parts.operations_of(incident)),
        "references": list(parts.references_of(incident)),
        "documents": list(documents_of(incident)),
    }


def reports_of(incident: Incident, user: User, now: datetime) -> list[Report]:
    """Return the reports that tell of an incident, of those that one may read."""
    return list(queries.reports_of(incident, access.reports_visible_to(user, now=now)))


def cases_of(incident: Incident, user: User, now: datetime) -> list[Case]:
    """Return the cases of which an incident is part, of those that one may see."""
    return list(queries.cases_of(incident, access.cases_visible_to(user, now=now)))


def may_open(incident: Incident, user: User) -> bool:
    """Return whether a case may be opened: it belongs to a district, so only who works there sees it afterwards."""
    works_there = works_for_county(user) or incident.district_id in districts_of(user)
    return incident.source == Source.OWN and works_there and access.may(user, Action.OPEN_CASE)

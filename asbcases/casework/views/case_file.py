"""The page of one case: what is next, who, what, how great the risk, and all that has happened."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.queries import cases as queries
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.queries.restricted import named_on, restriction_of
from asbcases.casework.transitions.cases import ending_with
from asbcases.casework.views.diary import Due, told
from asbcases.casework.views.timeline import timeline_parts
from asbcases.casework.views.words import happened_words
from asbcases.deadlines.queries import outstanding_on
from asbcases.web.scoped import case_for, require
from partners import access
from partners.choices import Action
from risk.choices import Level
from risk.models import Assessment
from risk.queries import newest_of_case


class Victim(NamedTuple):
    """A victim with the newest assessment of their risk, and what is owed about it."""

    party: CaseParty
    assessment: Assessment | None
    due: Due | None


@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case."""
    case = case_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    parties = list(queries.parties_of([case]))
    due = [told(deadline, now, parties) for deadline in outstanding_on(case)]
    victims = _victims(case, parties, due)
    incidents = list(queries.incidents_of(case, access.incidents_visible_to(user, now=now)))
    may = _may(user, case)
    context = {
        "case": case,
        "now": now,
        "act": _act(case, due, may),
        "parties": parties,
        "due": due,
        "next": due[0] if due else None,
        "victims": victims,
        "level": _highest(victims),
        "documents": list(documents_of(case)),
        **_restricted(case),
        "incidents": [(incident, happened_words(incident)) for incident in incidents],
        **timeline_parts(request, case, incidents),
        **may,
    }
    return render(request, "casework/case_page.html", context)


def _restricted(case: Case) -> dict[str, object]:
    """Return whether the case is restricted, and who is named on it then."""
    restriction = restriction_of(case)
    return {"restriction": restriction, "named": list(named_on(case)) if restriction else []}


def _victims(case: Case, parties: list[CaseParty], due: list[Due]) -> list[Victim]:
    newest = {assessment.party_id: assessment for assessment in newest_of_case(case)}
    owed = {item.party.pk: item for item in reversed(due) if item.party}
    return [
        Victim(party, newest.get(party.pk), owed.get(party.pk))
        for party in parties
        if party.role == PartyRole.VICTIM
    ]


def _highest(victims: list[Victim]) -> str | None:
    """Return the highest level among the newest assessments; None when nobody was assessed: never "standard"."""
    levels = [Level(victim.assessment.level) for victim in victims if victim.assessment]
    return max(levels, key=lambda level: level.order, default=None)


def _may(user: User, case: Case) -> dict[str, bool]:
    """Return which buttons to show: what the role may do, and what an open case is good for."""
    is_open = case.stage != Stage.CLOSED
    return {
        "may_assess": is_open and access.may(user, Action.ASSESS_RISK),
        "may_review": is_open and access.may(user, Action.REVIEW_RISK),
        "may_restrict": access.may(user, Action.RESTRICT_CASE),
        "may_close": is_open and access.may(user, Action.CLOSE_CASE),
    }


class Act(NamedTuple):
    """What this person can do next: the one button of the strip."""

    words: str
    of: str
    address: str


def _act(case: Case, due: list[Due], may: Mapping[str, bool]) -> Act | None:
    """Return the first thing owed that this person may do."""
    for item in due:
        if item.party and item.is_first_assessment and may["may_assess"]:
            return _act_on(case, item.party, "Assess the risk", "risk_assess")
        if item.party and item.is_review and may["may_review"]:
            return _act_on(case, item.party, "Review the risk", "risk_review")
    return None


def _act_on(case: Case, party: CaseParty, words: str, page: str) -> Act:
    return Act(words, party.person.name, reverse(page, args=[case.reference, party.number]))


def what_ends(case: Case, now: datetime) -> list[Due]:
    """Return what ends with a case, or stands in the way of its end, with the victims it concerns."""
    parties = list(queries.parties_of([case]))
    return [told(deadline, now, parties) for deadline in ending_with(case, now)]

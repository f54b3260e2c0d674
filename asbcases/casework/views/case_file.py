"""The page of one case: what is next, who, what, how great the risk, and all that has happened."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.queries import cases as queries
from asbcases.casework.queries.case_parts import Around, around
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.queries.restricted import named_on
from asbcases.casework.views.case_endings import ends_of
from asbcases.casework.views.case_parts import links_seen
from asbcases.casework.views.case_warnings import warnings_on
from asbcases.casework.views.diary import Due, told
from asbcases.casework.views.doing import Act, act_on
from asbcases.casework.views.timeline import timeline_parts
from asbcases.casework.views.words import happened_words
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN, outstanding_on
from asbcases.enforcement.queries.measures import kept_of
from asbcases.enforcement.queries.terms import unanswered
from asbcases.law.periods import london_day
from asbcases.web.scoped import case_for, require
from partners import access
from partners.choices import Action
from risk.choices import Level
from risk.models import Assessment
from risk.queries import CaseRisk, risks_on
from triggers.queries.explaining import entitlement_on

# So many warnings, notices and orders stand on the page of a case, the newest first.
MEASURES = 50
ABOUT_RISK = frozenset({Kind.FIRST_ASSESSMENT, Kind.RE_ASSESSMENT, Kind.RISK_REVIEW, Kind.SIGN_OFF})


class Victim(NamedTuple):
    """A victim: their newest assessment, what is owed about it, when they hear from us next, and what was agreed."""

    party: CaseParty
    assessment: Assessment | None
    due: Due | None
    contact: Due | None
    plan: Mapping[str, Any] | None

    @property
    def level(self) -> str | None:
        """Return the level that stands; None while nobody assessed it: never "standard"."""
        return getattr(self.assessment, "standing", None)


class Step(NamedTuple):
    """Something owed, and how this person does it; nothing where it is not theirs to do."""

    due: Due
    act: Act | None


@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case."""
    case = case_for(request, reference)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    parties = list(queries.parties_of([case]))
    incidents = list(queries.incidents_of(case, access.incidents_visible_to(user, now=now)))
    reviews = access.reviews_visible_to(user, now=now)
    parts = around(case, incidents, links_seen(user, now=now), reviews, today=london_day(now))
    steps = _steps(case, parties, parts, user, now)
    ends = ends_of(case, user)
    suffering = [party for party in parties if party.role == PartyRole.VICTIM]
    risks = risks_on(case, suffering, ends.approvals)
    victims = _victims(suffering, risks, steps, parts)
    level = _highest(victims)
    context = {
        **{"case": case, "now": now, "parties": parties, "victims": victims, "level": level},
        "risks": risks,
        **{"steps": steps, "next": steps[0].due if steps else None, "around": parts},
        "act": next((step for step in steps if step.act), None),
        "visit": EntryKind.VISIT if case.stage != Stage.CLOSED else EntryKind.CONTACT,
        "warnings": warnings_on(parties, parts, restricted=bool(parts.restriction)),
        "documents": list(documents_of(case)),
        "incidents": [(incident, happened_words(incident)) for incident in incidents],
        "ends": ends,
        "entitled": entitlement_on(incidents) if case.stage != Stage.CLOSED else None,
        "measures": list(kept_of(case)[:MEASURES]),
        **{"reviews": parts.reviews, "shares": parts.shares},
        "spoc_missing": _lacks_spoc(case, level, parts),
        **{"restriction": parts.restriction, "named": list(named_on(case)) if parts.restriction else []},
        **timeline_parts(request, case, incidents, links=parts.ever_linked, actions=parts.acted),
        **_may(user, case),
    }
    return render(request, "casework/case_page.html", context)


def _steps(case: Case, parties: Sequence[CaseParty], parts: Around, user: User, now: datetime) -> list[Step]:
    """Return what is owed on a case, the earliest first, each with the page on which this person does it."""
    actions = {str(action["number"]): str(action["words"]) for action in parts.actions}
    terms = unanswered(Deadline.objects.filter(OPEN, case=case, kind=Kind.TERM_DUE))
    owed = outstanding_on(case) | terms
    due = [told(one, now, parties, actions) for one in sorted(owed, key=lambda one: (one.due_at, one.pk))]
    return [Step(item, act_on(item.deadline, case.reference, user)) for item in due]


def _victims(
    victims: Sequence[CaseParty], risks: Sequence[CaseRisk], steps: Sequence[Step], parts: Around
) -> list[Victim]:
    newest = {risk.party.pk: risk.assessed for risk in risks}
    owed: dict[int, Due] = {}
    contact: dict[int, Due] = {}
    for due in (step.due for step in steps if step.due.party):
        assert due.party  # noqa: S101 - chosen above
        if due.deadline.kind == Kind.VICTIM_CONTACT:
            contact.setdefault(due.party.pk, due)
        elif due.deadline.kind in ABOUT_RISK:
            owed.setdefault(due.party.pk, due)
    return [
        Victim(
            party, newest.get(party.pk), owed.get(party.pk), contact.get(party.pk), parts.plans.get(party.pk)
        )
        for party in victims
    ]


def _highest(victims: Sequence[Victim]) -> Level | None:
    """Return the highest of the levels that stand; None when nobody was assessed: never "standard"."""
    levels = [Level(victim.level) for victim in victims if victim.level]
    return max(levels, key=lambda level: level.order, default=None)


def _lacks_spoc(case: Case, level: Level | None, parts: Around) -> bool:
    """Return whether policy asks that an open case of this level has a single point of contact, and it has none."""
    return case.stage != Stage.CLOSED and not case.spoc_id and level in parts.asks_for_spoc


def _may(user: User, case: Case) -> dict[str, bool]:
    """Return which buttons to show: what the role may do, and what an open case is good for."""
    is_open = case.stage != Stage.CLOSED
    works = access.may(user, Action.WORK_CASE)
    return {
        "may_write": works,
        "may_work": is_open and works,
        "may_assess": is_open and access.may(user, Action.ASSESS_RISK),
        "may_review": is_open and access.may(user, Action.REVIEW_RISK),
        "may_restrict": access.may(user, Action.RESTRICT_CASE),
        "may_enforce": is_open and access.may(user, Action.ENFORCE),
        "may_close": is_open and access.may(user, Action.CLOSE_CASE),
    }

"""Reads of what is done for the victims of a case: needs, support, plans, the panel, rights told."""

from typing import NamedTuple

from django.db.models import QuerySet

from asbcases.cases.case_choices import PlanKind, Right
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import (
    Case,
    CaseIncident,
    CaseParty,
    CrimeDecision,
    EntitlementTold,
    NeedsAssessment,
    PanelDecision,
    SupportOffer,
    VictimPlan,
)


class Done(NamedTuple):
    """What was done for one victim."""

    party: CaseParty
    needs: NeedsAssessment | None
    offers: list[SupportOffer]
    plans: dict[str, VictimPlan]
    panel: PanelDecision | None
    rights: dict[str, EntitlementTold]

    @property
    def safety(self) -> VictimPlan | None:
        """Return the safety plan that holds."""
        return self.plans.get(PlanKind.SAFETY)

    @property
    def action(self) -> VictimPlan | None:
        """Return the action plan that holds."""
        return self.plans.get(PlanKind.ACTION)

    @property
    def entitlements(self) -> list[tuple[Right, EntitlementTold | None]]:
        """Return every right of the Victims' Code, with when the victim was told of it last."""
        return [(right, self.rights.get(right.value)) for right in Right]


def victims_on(case: Case) -> QuerySet[CaseParty]:
    """Return the victims of a case."""
    named = CaseParty.objects.filter(case=case, role=PartyRole.VICTIM, recorded_in_error_at__isnull=True)
    return named.select_related("person", "case").order_by("number")


def done_for(party: CaseParty) -> Done:
    """Return what was done for a victim; of what may be done again, the newest."""
    offers = SupportOffer.objects.filter(case=party.case_id, party=party)
    plans = VictimPlan.objects.filter(case=party.case_id, party=party).select_related("recorded_by")
    rights = EntitlementTold.objects.filter(case=party.case_id, party=party).select_related("recorded_by")
    return Done(
        party,
        needs=_newest(NeedsAssessment.objects.filter(party=party)),
        offers=list(offers.select_related("recorded_by").order_by("number")),
        plans={plan.kind: plan for plan in plans.order_by("pk")},
        panel=panel_of(party),
        rights={told.entitlement: told for told in rights.order_by("pk")},
    )


def panel_of(party: CaseParty) -> PanelDecision | None:
    """Return the last decision about the panel for a victim; None where none was taken."""
    decisions = PanelDecision.objects.filter(case=party.case_id, party=party)
    return decisions.select_related("recorded_by").order_by("-pk").first()


def plans_before(party: CaseParty, kind: PlanKind) -> QuerySet[VictimPlan]:
    """Return the plans of a kind that were made for a victim, the newest first."""
    made = VictimPlan.objects.filter(case=party.case_id, party=party, kind=kind)
    return made.select_related("recorded_by").order_by("-pk")


def _newest(rows: QuerySet[NeedsAssessment]) -> NeedsAssessment | None:
    return rows.select_related("recorded_by").order_by("-pk").first()


def crime_recorded(case: Case) -> bool:
    """Return whether a crime is recorded on an incident of a case, by the last decision on each."""
    linked = CaseIncident.objects.filter(case=case, recorded_in_error_at__isnull=True)
    decisions = CrimeDecision.objects.filter(incident__in=linked.values("incident"))
    newest = decisions.order_by("incident", "-recorded_at", "-pk").distinct("incident")
    return any(decision.crime for decision in newest)

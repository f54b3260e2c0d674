"""What the page of a case says of the risk to each of its victims, in a number of queries that never grows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from asbcases.cases.case_choices import ApprovalKind
from asbcases.cases.models import Approval, Case, CaseParty
from risk.choices import Result
from risk.models import Assessment, SignOff
from risk.queries.assessments import DONE, NEWEST_FIRST
from risk.queries.levels import newest_of_case
from risk.queries.victims import victims_of


class CaseRisk(NamedTuple):
    """The risk to one victim: what stands, the newest attempt, whether it was signed off, and what waits to be decided."""

    party: CaseParty
    assessed: Assessment | None
    newest: Assessment | None
    signed: SignOff | None
    waiting: Approval | None

    @property
    def level(self) -> str | None:
        """Return the level that stands; None while nobody assessed it: never "standard"."""
        return getattr(self.assessed, "standing", None)

    @property
    def is_ruled(self) -> bool:
        """Return whether somebody ruled that another level stands than the one assessed."""
        return self.assessed is not None and self.level != self.assessed.level

    @property
    def failed(self) -> Assessment | None:
        """Return the newest attempt where it came to no level."""
        return self.newest if self.newest and self.newest.result != Result.ASSESSED else None


def risks_on(
    case: Case, victims: Sequence[CaseParty] | None = None, asked: Iterable[Approval] | None = None
) -> list[CaseRisk]:
    """Return the risk to each victim of a case, by number, in five queries.

    Whoever has the victims of the case or what was asked and not decided at hand spares two of them.
    """
    assessed = {one.party_id: one for one in newest_of_case(case)}
    attempts = Assessment.objects.filter(case=case).select_related("recorded_by")
    newest = {one.party_id: one for one in attempts.order_by("party", *NEWEST_FIRST).distinct("party")}
    done = Assessment.objects.filter(DONE, case=case).order_by("party", *NEWEST_FIRST).distinct("party")
    signed = {
        one.assessment.party_id: one
        for one in SignOff.objects.filter(assessment__in=done.values("pk"))
        .select_related("assessment", "recorded_by")
        .order_by("pk")
    }
    if asked is None:
        asked = Approval.objects.filter(case=case, verdict="").select_related("recorded_by")
    waiting = {one.subject: one for one in asked if one.kind == ApprovalKind.LOWER_RISK}
    return [
        CaseRisk(
            party,
            assessed.get(party.pk),
            newest.get(party.pk),
            signed.get(party.pk),
            waiting.get(str(party.number)),
        )
        for party in (victims_of(case) if victims is None else victims)
    ]

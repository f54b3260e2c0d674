"""What is planned for a victim, whether the panel hears of it, and the support that is offered."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Answer, Need, PlanKind
from asbcases.cases.models import CaseParty
from asbcases.casework.transitions import (
    answer_support,
    assess_needs,
    decide_panel,
    make_plan,
    offer_support,
)
from asbcases.county.flow.cases import Cases
from asbcases.county.flow.diary import Diary, Doer, Owed
from asbcases.county.world import World
from asbcases.deadlines.choices import Kind

PANEL = "Multi-agency risk panel"
SAFETY = "Spare key with the neighbour; rings 999 and says the word that was agreed; address marked; door camera on Tuesday."
ACTION = "Diary sheets to the landlord on Fridays; visit to the other side this week; patrols pass at seven and at ten."
REFERRED = "High risk, and two other agencies hold a part of it: the panel hears it next Thursday."
NOT_REFERRED = "Police and landlord can end this alone; to be looked at again if it happens once more."


class Support:
    """Does what is owed for the safety of victims."""

    def __init__(self, world: World, diary: Diary, cases: Cases) -> None:
        self.world, self.cases = world, cases
        diary.does(
            {
                Kind.ACTION_PLAN: Doer(self._lead, self._plan_actions),
                Kind.SAFETY_PLAN: Doer(self._lead, self._plan_safety),
                Kind.PANEL_DECISION: Doer(self._lead, self._decide_panel),
            }
        )

    def _lead(self, owed: Owed) -> User:
        lead: User = self.cases.matters[owed.case_id].plan.lead
        return lead

    def _plan_actions(self, owed: Owed, by: User, now: datetime) -> None:
        self._plan(owed, PlanKind.ACTION, ACTION, by, now)

    def _plan_safety(self, owed: Owed, by: User, now: datetime) -> None:
        """Plan for the victim's safety, ask what they need, and offer help with it."""
        party = self._plan(owed, PlanKind.SAFETY, SAFETY, by, now)
        needs = (Need.SAFETY, Need.INFORMATION)
        assess_needs(party.case, party=party, needs=needs, with_victim=True, by=by, now=now)
        offer = offer_support(party.case, party=party, service="Essex Victim Support Line", by=by, now=now)
        answer = self.world.chance.choice((Answer.ACCEPTED, Answer.ACCEPTED, Answer.DECLINED))
        answer_support(offer, answer=answer, by=by, now=now)

    def _plan(self, owed: Owed, kind: PlanKind, words: str, by: User, now: datetime) -> CaseParty:
        party = self.cases.party_of(owed)
        make_plan(party.case, party=party, kind=kind, words=words, shared_with_victim=True, by=by, now=now)
        return party

    def _decide_panel(self, owed: Owed, by: User, now: datetime) -> None:
        party, referred = self.cases.party_of(owed), self.world.chance.random() < 0.6
        reason = REFERRED if referred else NOT_REFERRED
        panel = PANEL if referred else ""
        decide_panel(party.case, party=party, referred=referred, panel=panel, reason=reason, by=by, now=now)

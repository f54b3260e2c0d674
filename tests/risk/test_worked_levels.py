"""Who may say that another level stands: decisions worked by hand before the rule was written, made through the verbs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import ApprovalKind
from asbcases.cases.models import Approval, Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from risk.choices import Level
from risk.models import Assessment
from risk.queries import standing_level
from risk.ruling_rules import Objection
from risk.transitions import ask_to_lower, complete_assessment, decide_lowering, lower_level, raise_level
from tests.make import NOW, make_user
from tests.risk.answers import answers, opened_case, victim_of
from tests.risk.worked_lives import stories

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
RANKED = {"constable": Rank.CONSTABLE, "sergeant": Rank.SERGEANT}
# By band and floor.
GIVEN = {
    ("standard", ""): "one_off isolated low none no safe no environmental",
    ("standard", "medium"): "one_off isolated low none yes safe no environmental",
    ("standard", "high"): "one_off isolated low high no safe yes environmental",
    ("medium", ""): "weekly recent moderate none no nervous no harassment",
    ("medium", "medium"): "occasional recent moderate none yes nervous no harassment",
    ("medium", "high"): "one_off isolated low high yes safe no environmental",
    ("high", ""): "weekly longstanding severe moderate no nervous no criminal",
    ("high", "medium"): "daily longstanding severe moderate no not_safe no harassment",
    ("high", "high"): "daily ongoing severe high yes not_safe no harassment",
}


class Decided:
    """One story of the bank as it is lived."""

    def __init__(self, story: dict[str, Any], case: Case) -> None:
        self.case, self.people = case, dict[str, User]()
        said = story["assessment"]
        self.assessment = complete_assessment(
            case,
            party=victim_of(case),
            answers=answers(GIVEN[said["band"], said["floor"]]),
            with_victim=True,
            victim_view=story["victim_view"] or "",
            by=self.who(said["by"], said["rank"]),
            now=NOW,
        )
        assert (self.assessment.band_level, self.assessment.floor_level) == (said["band"], said["floor"])
        self.outcomes = [self.act(place, act) for place, act in enumerate(story["acts"], 1)]

    def who(self, name: str, rank: str) -> User:
        if name not in self.people:
            role = Role.CPT_OFFICER if rank == "constable" else Role.SUPERVISOR
            self.people[name] = make_user(name, role, Rank(rank), district_code="colchester")
        return self.people[name]

    def act(self, place: int, said: dict[str, Any]) -> str:
        by, now = self.who(said["by"], said["rank"]), NOW + place * MINUTE
        try:
            with transaction.atomic():
                return self.done(said, by, now)
        except Refused as refused:
            return CODES.get(refused.reason) or code_of(refused.reason)

    def done(self, said: dict[str, Any], by: User, now: Any) -> str:
        about = {"reason": said["reason"], "by": by, "now": now}
        if said["does"] == "raise":
            raise_level(self.assessment, level=Level(said["level"]), **about)
        elif said["does"] == "lower" and by.rank == Rank.CONSTABLE:
            ask_to_lower(self.assessment, level=Level(said["level"]), **about)
            return "waits"
        elif said["does"] == "lower":
            lower_level(self.assessment, level=Level(said["level"]), **about)
        else:
            # Of the victim's view the officer's is what is asked for: agreeing with the victim returns it.
            victims = "victim_view" in self.waiting().proposal
            granted = (said["does"] == "agree") != victims
            decide_lowering(self.waiting(), granted=granted, decision=said["reason"], by=by, now=now)
        return "allowed"

    def waiting(self) -> Approval:
        return Approval.objects.get(case=self.case, kind=ApprovalKind.LOWER_RISK, verdict="")

    def came_to(self) -> dict[str, Any]:
        waiting = Approval.objects.filter(case=self.case, verdict="").first()
        seen_higher = waiting and "victim_view" in waiting.proposal
        return {
            "outcomes": self.outcomes,
            "level": standing_level(victim_of(self.case)),
            "waiting": waiting and ("victim_view" if seen_higher else "lower_risk"),
            "second_review": Deadline.objects.filter(case=self.case, kind=Kind.SECOND_REVIEW).exists(),
        }


CODES = {objection.value: objection.name.lower() for objection in Objection}


def code_of(reason: str) -> str:
    """Return the code of a refusal of the queue, which says the same in words of its own."""
    if "rank of inspector" in reason:
        return "needs_inspector"
    return (
        "needs_supervisor" if "rank of sergeant" in reason or "asked for this yourself" in reason else reason
    )


def test_every_decision_comes_to_what_was_worked_by_hand(amira: User) -> None:
    case = opened_case(amira)
    for story in [*stories("risk_levels.jsonl"), *stories("risk_levels_held_back.jsonl")]:
        before = transaction.savepoint()
        found = Decided(story, case).came_to()
        transaction.savepoint_rollback(before)
        assert found == story["expected"], f"{story['id']}: {story['why']}"
    assert not Assessment.objects.exists()

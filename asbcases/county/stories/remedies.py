"""What was put right without a court: two community remedies, and restorative justice that was offered twice."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole, RiskLevel
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.transitions import record_person
from asbcases.casework.transitions.case_parties import join_party
from asbcases.county.clock import HOUR
from asbcases.county.county import County
from asbcases.county.flow.matters import Matter
from asbcases.county.flow.plans import Plan
from asbcases.county.world import Somebody, read
from asbcases.db.actor import act_as
from asbcases.law.periods import london_day
from asbcases.remedies import transitions as verbs
from asbcases.remedies.choices import (
    Capacity,
    Decision,
    Heard,
    RemedyOutcome,
    RestorativeOutcome,
    Satisfaction,
    Side,
    SideAnswer,
    Step,
    Use,
)
from asbcases.remedies.models import Remedy, Restorative, RestorativeSide

Act = Callable[[Case, Mapping[str, Any], User, datetime], object]
AREA = "essex"
SERVICE = "The commissioner's restorative and mediation service"
# The four conditions of 2014 Act s.102(1), by their names in rule CRM-2.
CONDITIONS = ("evidence", "admits", "enough_for_court", "caution_not_better")


def remedies_and_meetings(county: County) -> None:
    """Four cases: a remedy done, one that the victim did not want, a meeting, and one that was declined."""
    for told in read("remedies.toml")["cases"]:
        matter = _matter(county, told)
        county.desk.expect(matter)
        county.stage.at(county.ago(told["ago"] - 2), partial(_name_respondent, matter, *told["respondent"]))
        for step in told["steps"]:
            county.stage.at(county.ago(step["ago"]), partial(_take, matter, step))


def _matter(county: County, told: Mapping[str, Any]) -> Matter:
    """Return what the victim rings about, of which a case is opened the same day."""
    name, phone, address = told["victim"]
    lead = county.world.cast[told["lead"]]
    return county.matter(
        county.sort(told["sort"], summary=told["summary"]),
        county.spot(told["district"], address),
        county.ago(told["ago"]) + HOUR,
        Somebody(name, phone, "", address),
        words=told["words"],
        level=RiskLevel.STANDARD,
        officer=lead,
        plan=Plan(
            RiskLevel.STANDARD,
            lead,
            opens_after=3,
            assessed_after=4,
            plain=True,
            problem=told["problem"],
        ),
    )


def _name_respondent(matter: Matter, name: str, source: str, now: datetime) -> None:
    by = matter.plan.lead
    act_as(str(by.pk))
    person = record_person(name=name, source=source, by=by, now=now)
    join_party(matter.own_case, person, role=PartyRole.RESPONDENT, by=by, now=now)


def _take(matter: Matter, told: Mapping[str, Any], now: datetime) -> None:
    """Have the lead of a case take one step."""
    by = matter.plan.lead
    act_as(str(by.pk))
    STEPS[told["do"]](Case.objects.get(pk=matter.own_case.pk), told, by, now)


def _party(case: Case, role: PartyRole) -> CaseParty:
    return CaseParty.objects.get(case=case, role=role)


def _remedy(case: Case) -> Remedy:
    return Remedy.objects.select_related("case", "menu").get(case=case)


def _restorative(case: Case) -> Restorative:
    return Restorative.objects.select_related("case").get(case=case)


def _side(case: Case, told: Mapping[str, Any]) -> RestorativeSide:
    sides = RestorativeSide.objects.select_related("restorative__case", "case", "party")
    return sides.get(case=case, side=told["side"])


def _consider(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    verbs.consider_remedy(
        case,
        party=_party(case, PartyRole.RESPONDENT),
        use=Use.REMEDY,
        happened_on=london_day(case.opened_at),
        area=AREA,
        behaviour=told["behaviour"],
        by=by,
        now=now,
    )


def _hear(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    remedy = _remedy(case)
    verbs.note_victim(
        remedy,
        heard=Heard.VIEWS,
        victim=_party(case, PartyRole.VICTIM),
        words=told["words"],
        choice=remedy.menu.actions.filter(number=told.get("choice", 0)).first(),
        by=by,
        now=now,
    )


def _use(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    remedy = _remedy(case)
    verbs.decide_remedy(
        remedy,
        decision=Decision.USED,
        capacity=Capacity.CONSTABLE,
        met=CONDITIONS,
        shown=told["shown"],
        action=remedy.menu.actions.get(number=told["action"]),
        due_on=london_day(now) + timedelta(days=told["within"]),
        by=by,
        now=now,
    )


def _refuse(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    verbs.decide_remedy(_remedy(case), decision=Decision.NOT_USED, reason=told["reason"], by=by, now=now)


def _end(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    outcome = RemedyOutcome(told["outcome"])
    verbs.end_remedy(_remedy(case), outcome=outcome, words=told["words"], by=by, now=now)


def _offer(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    verbs.offer_restorative(
        case,
        harmed=_party(case, PartyRole.VICTIM),
        respondent=_party(case, PartyRole.RESPONDENT),
        service=SERVICE,
        words=told["words"],
        to=[Side(side) for side in told["to"]],
        by=by,
        now=now,
    )


def _offer_other(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    verbs.offer_to_side(_side(case, told), by=by, now=now)


def _answer(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    answer = SideAnswer(told["answer"])
    verbs.answer_side(_side(case, told), answer=answer, words=told["words"], by=by, now=now)


def _step(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    step = Step(told["step"])
    met_on = london_day(now) if step == Step.MET else None
    verbs.move_restorative(_restorative(case), step=step, words=told["words"], met_on=met_on, by=by, now=now)


def _close(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    outcome = RestorativeOutcome(told["outcome"])
    verbs.end_restorative(_restorative(case), outcome=outcome, words=told["words"], by=by, now=now)


def _content(case: Case, told: Mapping[str, Any], by: User, now: datetime) -> None:
    content = Satisfaction(told["content"])
    verbs.note_satisfaction(_side(case, told), satisfaction=content, words=told["words"], by=by, now=now)


STEPS: Mapping[str, Act] = {
    "consider": _consider,
    "hear": _hear,
    "use": _use,
    "refuse": _refuse,
    "end": _end,
    "offer": _offer,
    "offer_other": _offer_other,
    "answer": _answer,
    "step": _step,
    "close": _close,
    "content": _content,
}

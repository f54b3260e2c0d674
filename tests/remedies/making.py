"""Community remedies and restorative justice at every stage, made by the verbs."""

from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.transitions.case_people import add_party
from asbcases.law.periods import london_day
from asbcases.remedies import transitions as verbs
from asbcases.remedies.choices import Capacity, Decision, Effect, Heard, Side, SideAnswer, Step, Use
from asbcases.remedies.models import Menu, MenuAction, Remedy, Restorative, RestorativeSide
from tests.casework.casefile import victim_of
from tests.make import NOW

DAY = timedelta(days=1)
TODAY = london_day(NOW)
CONDITIONS = ("evidence", "admits", "enough_for_court", "caution_not_better")


def respondent_of(case: Case, *, by: User, now: datetime = NOW) -> CaseParty:
    found = CaseParty.objects.filter(case=case, role=PartyRole.RESPONDENT).first()
    return found or add_party(case, name="Lee Hart", contact="", role=PartyRole.RESPONDENT, by=by, now=now)


def considered(case: Case, *, by: User, now: datetime = NOW, **said: Any) -> Remedy:
    stated: dict[str, Any] = {
        "party": respondent_of(case, by=by, now=now),
        "use": Use.REMEDY,
        "happened_on": london_day(now) - 3 * DAY,
        "area": "essex",
        "behaviour": "He threw stones at a window.",
        **said,
    }
    return verbs.consider_remedy(case, **stated, by=by, now=now)


def action_of(remedy: Remedy, number: int = 1) -> MenuAction:
    return remedy.menu.actions.get(number=number)


def heard(remedy: Remedy, *, by: User, now: datetime = NOW, **said: Any) -> Remedy:
    stated: dict[str, Any] = {
        "heard": Heard.VIEWS,
        "victim": victim_of(remedy.case),
        "words": "She wants the window mended.",
        "choice": action_of(remedy),
        **said,
    }
    verbs.note_victim(remedy, **stated, by=by, now=now)
    return remedy


def used(remedy: Remedy, *, by: User, now: datetime = NOW, **said: Any) -> Remedy:
    stated: dict[str, Any] = {
        "decision": Decision.USED,
        "capacity": Capacity.CONSTABLE,
        "met": CONDITIONS,
        "shown": "He told the officer so, and two neighbours saw it.",
        "action": action_of(remedy),
        "due_on": london_day(now) + 14 * DAY,
        **said,
    }
    return verbs.decide_remedy(remedy, **stated, by=by, now=now)


def offered(case: Case, *, by: User, now: datetime = NOW, **said: Any) -> Restorative:
    stated: dict[str, Any] = {
        "harmed": victim_of(case),
        "respondent": respondent_of(case, by=by, now=now),
        "service": "Essex Restorative and Mediation Service",
        "words": "They live next door to each other.",
        "to": list(Side),
        **said,
    }
    return verbs.offer_restorative(case, **stated, by=by, now=now)


def side_of(restorative: Restorative, side: Side) -> RestorativeSide:
    return restorative.sides.select_related("restorative__case", "party").get(side=side)


def answered(
    restorative: Restorative,
    side: Side,
    answer: SideAnswer = SideAnswer.ACCEPTED,
    *,
    by: User,
    now: datetime = NOW,
) -> RestorativeSide:
    return verbs.answer_side(
        side_of(restorative, side), answer=answer, words="As they said on the telephone.", by=by, now=now
    )


def accepted(case: Case, *, by: User, now: datetime = NOW) -> Restorative:
    restorative = offered(case, by=by, now=now)
    for side in Side:
        answered(restorative, side, by=by, now=now)
    return fresh(restorative)


def moved(restorative: Restorative, *steps: Step, by: User, now: datetime = NOW, **said: Any) -> Restorative:
    for step in steps:
        on = {"met_on": london_day(now), **said} if step == Step.MET else {}
        restorative = verbs.move_restorative(
            fresh(restorative), step=step, words="As the facilitator told us.", by=by, now=now, **on
        )
    return fresh(restorative)


def fresh(restorative: Restorative) -> Restorative:
    return Restorative.objects.select_related("case").get(pk=restorative.pk)


def published(*, by: User, now: datetime = NOW, **said: Any) -> Menu:
    stated: dict[str, Any] = {
        "area": "essex",
        "name": "Essex",
        "in_force_from": london_day(now) + DAY,
        "source": "Agreed by the commissioner and the chief constable; published on their site",
        "actions": [("Say sorry", [Effect.REPAIRS])],
        "seen": 1,
        **said,
    }
    area = stated.pop("area")
    return verbs.publish_menu(area, **stated, by=by, now=now)

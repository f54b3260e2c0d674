"""The steps of a plan of the county, each by its verb, in the words of the county's file."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from asbcases.cases.choices import Category
from asbcases.cases.plan_choices import PlanSource, PlanType
from asbcases.casework.transitions import classify_incident, correct_person, record_premises
from asbcases.county.stories.plans_acts import Act, Solved
from asbcases.law.periods import london_day, months_before
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import ClosingReason, Decision, FourP, ImpactType, PatSide, ReviewDecision, Verdict
from asbcases.sara.models import PlanResponse
from asbcases.sara.queries import victims_to_contact
from asbcases.sara.queries.measuring import measure, proposed
from asbcases.sara.queries.youth import children_of, respondents_of

REVIEWED = (
    "Read it with the owner: what was agreed is done, and the next step has a day.",
    "Looked at the counts and at who does what. The council is to bring its own figures next time.",
    "On course. The measure stays as it was fixed; nobody is to look at it before its day.",
)


def _start(one: Solved, now: datetime) -> None:
    told, by = one.told, one.acts()
    cast = one.county.world.cast
    plan = verbs.start_plan(
        title=told["title"],
        type=PlanType(told["type"]),
        district=one.county.world.districts[told["district"]],
        area=told["area"],
        source=PlanSource(told["source"]),
        source_words=told.get("source_words", ""),
        raised_at=one.county.ago(told.get("raised", told["days"]["start"])),
        owner=by,
        supervisor=cast[told["supervisor"]],
        by=by,
        now=now,
    )
    one.pk = plan.pk
    for address in told.get("links", {}).get("premises", ()):
        record_premises(address=address, district=plan.district, by=by, now=now)
    for to in one.linked():
        verbs.link(plan, to=to, by=by, now=now)
    _respond(one, now, at_once=True)


def _freeze(one: Solved, now: datetime) -> None:
    told, by = dict(one.told["measure"]), one.acts()
    first, last = (one.day(ago) for ago in told.pop("days"))
    counted = [each for each in one.incidents() if first <= london_day(each.happened_from) <= last]
    stated = {
        "baseline": len(counted),
        "comparisons": [],
        **told,
        "impact": ImpactType(told["impact"]),
        "target_on": one.day(told["target_on"]),
    }
    frozen = verbs.Measure(**stated, baseline_from=first, baseline_to=last)
    verbs.freeze_objective(one.plan, frozen, by=by, now=now)


def _scan(one: Solved, now: datetime) -> None:
    answers, by = verbs.Cheers(**one.told["scan"]), one.acts()
    verbs.scan_plan(one.plan, answers, by=by, now=now)


def _screen(one: Solved, now: datetime, *, decision: Decision) -> None:
    reason, by = one.told["screened"], one.acts("supervisor")
    verbs.screen_plan(one.plan, decision=decision, reason=reason, by=by, now=now)


def _analyse(one: Solved, now: datetime) -> None:
    """Keep what was found, of each kind in its own list."""
    found, by, plan = one.told["analysis"], one.acts(), one.plan
    for words in found.get("causes", ()):
        verbs.add_cause(plan, words=words, by=by, now=now)
    for words, gaps in found.get("sources", ()):
        verbs.add_source(plan, words=words, gaps=gaps, by=by, now=now)
    for words in found.get("hypotheses", ()):
        verbs.add_hypothesis(plan, words=words, by=by, now=now)
    for words, result in found.get("previous", ()):
        verbs.add_previous(plan, words=words, result=result, by=by, now=now)
    for side, words, controller in found.get("panels", ()):
        verbs.add_panel(plan, side=PatSide(side), words=words, controller=controller, by=by, now=now)


def _plan_responses(one: Solved, now: datetime) -> None:
    by = one.acts()
    verbs.complete_analysis(one.plan, by=by, now=now)
    _respond(one, now, at_once=False)


def _respond(one: Solved, now: datetime, *, at_once: bool) -> None:
    """Plan the responses that are quick fixes, or those that are not, and have each begun and done on its day."""
    for told in one.told.get("responses", ()):
        if told.get("immediate", False) is at_once:
            _plan_response(one, told, now)


def _plan_response(one: Solved, told: Mapping[str, Any], now: datetime) -> None:
    by = one.acts()
    more: dict[str, Any] = {name: told[name] for name in ("basis", "cost") if name in told}
    if "agency" in told:
        more["agency"] = one.county.world.agencies[told["agency"]]
    response = verbs.add_response(
        one.plan,
        action=told["action"],
        four_p=FourP(told["four_p"]),
        side=PatSide(told["side"]),
        owner=by,
        starts_on=one.day(told["begins"]),
        due_on=one.day(told["due"]),
        immediate=told.get("immediate", False),
        by=by,
        now=now,
        **more,
    )
    one.then(told["begins"], partial(_begin, pk=response.pk))
    if "done" in told:
        one.then(told["done"], partial(_finish, pk=response.pk, result=told["result"]))


def _begin(one: Solved, now: datetime, *, pk: int) -> None:
    by = one.acts()
    verbs.begin_response(PlanResponse.objects.select_related("plan").get(pk=pk), by=by, now=now)


def _finish(one: Solved, now: datetime, *, pk: int, result: str) -> None:
    by = one.acts()
    response = PlanResponse.objects.select_related("plan").get(pk=pk)
    verbs.finish_response(response, result=result, by=by, now=now)


def _assess(one: Solved, now: datetime) -> None:
    """Assess by the figures of the recorded incidents, or by counts that were entered with their source."""
    told, by, plan = dict(one.told["assessment"]), one.acts(), one.plan
    entered = told.pop("entered", None)
    figures = _entered(one, entered) if entered else measure(plan, proposed(plan, now=now), now=now)
    verdict = Verdict(told.pop("verdict"))
    verbs.assess_plan(plan, figures, verdict=verdict, words=told.pop("words"), by=by, now=now, **told)


def _entered(one: Solved, told: Mapping[str, Any]) -> verbs.Measured:
    (before_from, before_to), (after_from, after_to) = (
        (one.day(first), one.day(last)) for first, last in (told["before_days"], told["after_days"])
    )
    return verbs.Measured(
        before_from,
        before_to,
        after_from,
        after_to,
        before=told["before"],
        after=told["after"],
        counted_from=told["counted_from"],
        short_reason=told.get("short_reason", ""),
    )


def _contact(one: Solved, now: datetime) -> None:
    """Ask everybody who suffers by it."""
    by, plan = one.acts(), one.plan
    for person in list(victims_to_contact(plan)):
        words = one.told["victims_said"]
        verbs.note_victim(plan, person, words=words, contacted_at=now, by=by, now=now)


def _close(one: Solved, now: datetime) -> None:
    told, by = dict(one.told["closing"]), one.acts("supervisor")
    into = told.pop("into", None)
    closing = verbs.Closing(
        reason=ClosingReason(told.pop("reason")),
        merged_into=one.known[into].plan if into else None,
        **told,
    )
    verbs.close_plan(one.plan, closing, by=by, now=now)


def _reclassify(one: Solved, now: datetime) -> None:
    """Have the newest incident that was counted turn out to be another thing."""
    told, by = one.told["reclassified"], one.acts()
    incident = one.incidents()[-1]
    classify_incident(
        incident,
        category=Category(told["category"]),
        subtype=told["subtype"],
        reason=told["reason"],
        by=by,
        now=now,
    )


def _name_child(one: Solved, now: datetime) -> None:
    """State of a respondent when they were born, which makes them a child."""
    told, by = one.told["child"], one.acts()
    [person] = [link for link in one.linked() if getattr(link, "name", "") == told["name"]]
    born_on = months_before(london_day(now), 12 * told["age"] + 4)
    correct_person(person, name=told["name"], born_on=born_on, by=by, now=now)  # type: ignore[arg-type]


def _support(one: Solved, now: datetime) -> None:
    """Say which youth justice support was considered for the children whose behaviour it is about."""
    by, plan = one.acts(), one.plan
    said: dict[str, Any] = {"considered": True, "words": one.told["youth"], "considered_at": now}
    for child in children_of(respondents_of(plan), now=now):
        verbs.note_youth_support(plan, child, **said, by=by, now=now)


def reviewed(one: Solved, now: datetime, *, who: str, number: int) -> None:
    """Have an inspector review it, or its supervisor."""
    by, words = one.acts(who or "supervisor"), REVIEWED[number % len(REVIEWED)]
    verbs.review_plan(one.plan, decision=ReviewDecision.CONTINUE, words=words, by=by, now=now)


def looked_again(one: Solved, now: datetime) -> None:
    """Have its owner look at a closed plan again."""
    told, by = one.told["aftercare"], one.acts()
    verbs.check_aftercare(one.plan, holds=told["holds"], words=told["words"], by=by, now=now)


STEPS: Mapping[str, Act] = {
    "start": _start,
    "freeze": _freeze,
    "scan": _scan,
    "screen": partial(_screen, decision=Decision.ACCEPT),
    "reject": partial(_screen, decision=Decision.REJECT),
    "analyse": _analyse,
    "respond": _plan_responses,
    "contact": _contact,
    "assess": _assess,
    "reclassify": _reclassify,
    "name_child": _name_child,
    "support": _support,
    "close": _close,
}

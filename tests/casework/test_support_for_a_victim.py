"""What is done for a victim: needs, support and its answer, plans, the panel, and rights once a crime is recorded."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import Answer, Need, PlanKind, Right
from asbcases.cases.models import Case, CaseIncident, CaseParty, Incident, NeedsAssessment, VictimPlan
from asbcases.casework.queries.support import crime_recorded, done_for, plans_before
from asbcases.casework.transitions import (
    agree_panel_exit,
    answer_support,
    assess_needs,
    consider_crime,
    decide_panel,
    make_plan,
    offer_support,
    tell_entitlement,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from tests.casework.casefile import DAY, HOUR, shut, victim_of
from tests.deadlines.checking import differences
from tests.make import NOW, make_case
from tests.risk.answers import HIGH, assess

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


@pytest.fixture
def victim(case: Case) -> CaseParty:
    return victim_of(case)


def sentences(case: Case, verb: Verb) -> list[str]:
    return [event.sentence for event in AuditEvent.objects.filter(case=case, verb=verb).order_by("pk")]


def incident_of(case: Case) -> Incident:
    return CaseIncident.objects.get(case=case).incident


def test_the_newest_needs_hold_and_the_earlier_stay(case: Case, victim: CaseParty, amira: User) -> None:
    about = {"party": victim, "with_victim": True, "by": amira}
    assess_needs(case, needs=[Need.HOUSING], words=" A lock. ", now=NOW, **about)
    newest = assess_needs(case, needs=[], now=NOW + HOUR, **about)

    assert done_for(victim).needs == newest
    first = NeedsAssessment.objects.earliest("pk")
    assert (first.needs, first.words, first.with_victim) == ([Need.HOUSING], "A lock.", True)
    assert sentences(case, Verb.NEEDS_ASSESSED) == ["assessed the needs of victim 1"] * 2


def test_an_offer_is_numbered_and_answered_once_unless_they_want_to_think(
    case: Case, victim: CaseParty, amira: User
) -> None:
    offer = offer_support(case, party=victim, service=" Victim support ", words="A visit", by=amira, now=NOW)
    answer_support(offer, answer=Answer.UNDECIDED, by=amira, now=NOW + HOUR)
    answered = answer_support(offer, answer=Answer.ACCEPTED, words="Yes.", by=amira, now=NOW + DAY)

    assert (offer.number, offer.service) == (1, "Victim support")
    assert (answered.answer, answered.answered_at, answered.version) == ("accepted", NOW + DAY, 3)
    with pytest.raises(Refused, match="answered already"):
        answer_support(offer, answer=Answer.DECLINED, by=amira, now=NOW + DAY)
    assert offer_support(case, party=victim, service="A lock", by=amira, now=NOW).number == 2
    assert sentences(case, Verb.SUPPORT_ANSWERED)[-1].endswith("support 1: accepted")
    assert [one.number for one in done_for(victim).offers] == [1, 2]


def test_plans_and_the_decision_on_the_panel_meet_what_a_high_risk_owes(
    case: Case, victim: CaseParty, amira: User
) -> None:
    assess(case, HIGH, by=amira, now=NOW - HOUR)
    for kind in PlanKind:
        make_plan(case, party=victim, kind=kind, words=f"{kind}.", shared_with_victim=True, by=amira, now=NOW)
    decision = decide_panel(
        case, party=victim, referred=True, panel="ASBRAC", reason="Three agencies.", by=amira, now=NOW
    )

    kinds = (Kind.ACTION_PLAN, Kind.SAFETY_PLAN, Kind.PANEL_DECISION)
    met = Deadline.objects.filter(case=case, kind__in=kinds).values_list("kind", "met_at")
    assert dict(met) == dict.fromkeys(kinds, NOW)
    done = done_for(victim)
    assert (done.safety.words, done.action.words, done.panel) == ("safety.", "action.", decision)  # type: ignore[union-attr]
    assert sentences(case, Verb.PANEL_DECIDED) == ["decided on the panel for victim 1: referred to ASBRAC"]
    assert differences() == []


def test_a_plan_made_anew_leaves_the_one_before(case: Case, victim: CaseParty, amira: User) -> None:
    about: dict[str, Any] = {"party": victim, "kind": PlanKind.SAFETY, "by": amira, "now": NOW}
    for words in ("A chain.", "A chain and a light."):
        make_plan(case, words=words, shared_with_victim=False, **about)

    assert [plan.words for plan in plans_before(victim, PlanKind.SAFETY)] == [
        "A chain and a light.",
        "A chain.",
    ]
    assert VictimPlan.objects.count() == 2


def test_the_panel_agrees_once_that_its_part_ends(case: Case, victim: CaseParty, amira: User) -> None:
    kept = {"party": victim, "reason": "She asked for it.", "by": amira, "now": NOW}
    alone = decide_panel(case, referred=False, panel="ASBRAC", **kept)
    referred = decide_panel(case, referred=True, panel="ASBRAC", **kept)

    ended = agree_panel_exit(referred, words="Met on Monday.", by=amira, now=NOW + DAY)

    assert (ended.exit_agreed_at, ended.exit_words, alone.panel) == (NOW + DAY, "Met on Monday.", "")
    with pytest.raises(Refused, match="agreed to this already"):
        agree_panel_exit(referred, words="Again.", by=amira, now=NOW + DAY)
    with pytest.raises(Refused, match="not referred"):
        agree_panel_exit(alone, words="Again.", by=amira, now=NOW + DAY)
    with pytest.raises(Refused, match="what the panel agreed"):
        agree_panel_exit(
            decide_panel(case, referred=True, panel="MARAC", **kept), words=" ", by=amira, now=NOW
        )


def test_rights_begin_with_a_recorded_crime(case: Case, victim: CaseParty, amira: User) -> None:
    told = {"party": victim, "entitlement": Right.STATEMENT, "by": amira, "now": NOW}
    with pytest.raises(Refused, match="No crime is recorded"):
        tell_entitlement(case, **told)

    consider_crime(
        incident_of(case), crime=True, crime_reference="42/1/26", offences="Harassment", by=amira, now=NOW
    )
    tell_entitlement(case, words="By letter", **told)

    assert crime_recorded(case)
    right = next(told for right, told in done_for(victim).entitlements if right is Right.STATEMENT)
    assert right is not None
    assert right.words == "By letter"
    assert len(done_for(victim).entitlements) == 12
    consider_crime(
        incident_of(case), crime=False, not_crime_reason="No offence after all", by=amira, now=NOW + HOUR
    )
    assert not crime_recorded(case), "the last decision on an incident counts"


@pytest.mark.parametrize("closed", [True, False], ids=["of a closed case", "no victim"])
def test_nothing_is_kept_of_a_closed_case_or_of_somebody_else(
    closed: bool, case: Case, victim: CaseParty, amira: User
) -> None:
    offer = offer_support(case, party=victim, service="A lock", by=amira, now=NOW)
    if closed:
        shut(case)
        with pytest.raises(Refused, match="is closed"):
            answer_support(offer, answer=Answer.ACCEPTED, by=amira, now=NOW)
    else:
        CaseParty.objects.filter(pk=victim.pk).update(role="witness")
        victim.refresh_from_db()
    act: dict[str, Any] = {"party": victim, "by": amira, "now": NOW}
    for keep in (
        lambda: assess_needs(case, needs=[], with_victim=False, **act),
        lambda: offer_support(case, service="A lock", **act),
        lambda: make_plan(case, kind=PlanKind.ACTION, words="x", shared_with_victim=False, **act),
        lambda: decide_panel(case, referred=False, reason="x", **act),
        lambda: tell_entitlement(case, entitlement=Right.EXPENSES, **act),
    ):
        with pytest.raises(Refused, match="is closed" if closed else "kept for victims"):
            keep()


def test_what_says_nothing_is_refused(case: Case, victim: CaseParty, amira: User) -> None:
    act: dict[str, Any] = {"party": victim, "by": amira, "now": NOW}
    with pytest.raises(Refused, match="who would help"):
        offer_support(case, service=" ", **act)
    with pytest.raises(Refused, match="what is planned"):
        make_plan(case, kind=PlanKind.SAFETY, words=" ", shared_with_victim=True, **act)
    with pytest.raises(Refused, match="Name the panel"):
        decide_panel(case, referred=True, panel=" ", reason="x", **act)
    with pytest.raises(Refused, match="Say why"):
        decide_panel(case, referred=False, reason=" ", **act)

"""People rule on a level: raise it at once, lower it by rank, or ask; what follows is planned anew and said."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.models import Approval, Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from risk.choices import Level, Result
from risk.models import LevelRuling
from risk.queries import current_level, levels_of, standing_level, trajectory_of
from risk.transitions import (
    ask_to_lower,
    complete_assessment,
    decide_lowering,
    lower_level,
    raise_level,
    record_not_assessed,
)
from tests.make import NOW, make_case, make_incident, make_user
from tests.risk.answers import (
    HIGH,
    MEDIUM,
    STANDARD,
    assess,
    assess_at,
    closed,
    opened_case,
    victim_at,
    victim_of,
)

DAY = timedelta(days=1)
WHY = "Seen at the door: he has a key and uses it."
CALM = "He has moved to another county for good."


@pytest.fixture
def ines(db: None) -> User:
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Roy")


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    return opened_case(amira)


def owed(case: Case, kind: Kind, **more: object) -> Deadline:
    return Deadline.objects.get(case=case, kind=kind, met_at=None, cancelled_at=None, **more)


def test_whoever_assesses_raises_at_once_and_what_follows_is_planned_by_the_new_level(
    amira: User, case: Case
) -> None:
    assessment = assess(case, STANDARD, by=amira)

    with acting(str(amira.pk)):
        ruling = raise_level(assessment, level=Level.HIGH, reason=WHY, by=amira, now=NOW + DAY)

    assert (ruling.before, ruling.level, ruling.rank, ruling.recorded_by) == (
        "standard",
        "high",
        "constable",
        amira,
    )
    assert standing_level(victim_of(case)) == current_level(case) == "high"
    assert levels_of([case.pk]) == {case.pk: "high"}
    review = owed(case, Kind.RISK_REVIEW, rank="chief_inspector")
    assert (review.origin, review.anchored_at) == (f"level_ruling:{ruling.pk}", NOW + DAY)
    assert "the risk to victim 1 was raised to high" in review.basis
    for kind in (Kind.ACTION_PLAN, Kind.SAFETY_PLAN, Kind.PANEL_DECISION, Kind.VICTIM_CONTACT):
        assert owed(case, kind).qualifier == "high"
    assert owed(case, Kind.SIGN_OFF).qualifier == "standard", "what was assessed is what is signed off"
    event = AuditEvent.objects.get(case=case, verb=Verb.LEVEL_CHANGED)
    assert event.sentence == "changed the risk to victim 1 from standard to high"
    assert "contact with the victim" in event.reason
    assert WHY not in event.reason, "why stands with the ruling, and not in the record"
    assert [(point.at, point.level) for point in trajectory_of(victim_of(case))] == [
        (NOW, "standard"),
        (NOW + DAY, "high"),
    ]


def test_below_a_floor_an_inspector_looks_a_second_time(amira: User, ines: User, case: Case) -> None:
    assessment = assess(case, HIGH, by=amira)

    lower_level(assessment, level=Level.STANDARD, reason=CALM, by=ines, now=NOW + DAY)

    second = owed(case, Kind.SECOND_REVIEW)
    assert (second.rank, second.qualifier, second.owner) == ("inspector", "", ines)
    assert not Deadline.objects.filter(case=case, kind=Kind.SAFETY_PLAN, cancelled_at=None).exists()
    [gone] = Deadline.objects.filter(case=case, kind=Kind.SAFETY_PLAN)
    assert gone.cancel_reason == "The risk changed from high to standard: not asked for at this level"
    raise_level(assessment, level=Level.HIGH, reason=WHY, by=amira, now=NOW + 2 * DAY)
    lower_level(assessment, level=Level.STANDARD, reason=CALM, by=ines, now=NOW + 3 * DAY)
    assert owed(case, Kind.SECOND_REVIEW) == second, "one is owed, however often it is lowered"


def test_a_ruling_holds_until_the_next_assessment(amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    lower_level(assessment, level=Level.STANDARD, reason=CALM, by=ben, now=NOW + DAY)
    about = {"reason": "Nobody opened.", "by": amira, "now": NOW + 2 * DAY}
    record_not_assessed(case, party=victim_of(case), result=Result.UNREACHABLE, **about)
    assert standing_level(victim_of(case)) == "standard"

    assess(case, MEDIUM, by=amira, now=NOW + 3 * DAY)

    assert standing_level(victim_of(case)) == "medium"
    with pytest.raises(Refused, match="another assessment"):
        raise_level(assessment, level=Level.HIGH, reason=WHY, by=amira, now=NOW + 4 * DAY)


def test_asking_changes_nothing_until_it_is_granted_in_one_act(amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, MEDIUM, by=amira)

    asked = ask_to_lower(assessment, level=Level.STANDARD, reason=CALM, by=amira, now=NOW)

    assert (asked.rank, asked.subject) == ("sergeant", "1")
    assert asked.proposal == {
        **{"assessment": assessment.pk, "party": 1, "before": "medium", "level": "standard", "floor": ""}
    }
    assert current_level(case) == "medium"
    with pytest.raises(Refused, match="asked already"):
        ask_to_lower(assessment, level=Level.STANDARD, reason=CALM, by=amira, now=NOW)
    decide_lowering(asked, granted=True, decision="Heard the same from the landlord.", by=ben, now=NOW + DAY)
    ruling = LevelRuling.objects.get()
    assert (ruling.approval, ruling.recorded_by, current_level(case)) == (asked, ben, "standard")
    assert Approval.objects.get().verdict == Verdict.GRANTED
    with pytest.raises(Refused, match="already"):
        decide_lowering(asked, granted=False, decision="Too late for that.", by=ben, now=NOW + DAY)


def test_the_victims_higher_view_stands_until_a_supervisor_decides(
    amira: User, ben: User, case: Case
) -> None:
    party = victim_of(case)
    about = {"party": party, "answers": STANDARD, "with_victim": True, "by": amira}

    seen = complete_assessment(case, victim_view="high", now=NOW, **about)

    asked = Approval.objects.get(case=case, kind=ApprovalKind.LOWER_RISK)
    assert (seen.level, seen.band_level, current_level(case)) == ("high", "standard", "high")
    assert (asked.proposal["victim_view"], asked.proposal["level"]) == ("high", "standard")
    assert asked.reason == "The victim sees the risk as higher than the answers say"
    decide_lowering(asked, granted=False, decision="She knows him best.", by=ben, now=NOW + DAY)
    assert current_level(case) == "high"
    complete_assessment(case, victim_view="standard", now=NOW + 2 * DAY, **about)
    assert Approval.objects.count() == 1, "a view that is no higher asks nothing"


def test_what_waits_is_withdrawn_once_its_ground_is_gone(
    amira: User, ben: User, ines: User, case: Case
) -> None:
    party = victim_of(case)
    about = {"party": party, "answers": STANDARD, "with_victim": True, "by": amira}
    seen = complete_assessment(case, victim_view="medium", now=NOW, **about)
    raise_level(seen, level=Level.HIGH, reason=WHY, by=amira, now=NOW)
    assert Approval.objects.get().verdict == Verdict.WITHDRAWN, "the officer sees it as high by now"

    kept = ask_to_lower(seen, level=Level.STANDARD, reason=CALM, by=amira, now=NOW)
    lower_level(seen, level=Level.MEDIUM, reason=CALM, by=ben, now=NOW)
    assert Approval.objects.get(pk=kept.pk).verdict == "", "there is still something to lower"
    lower_level(seen, level=Level.STANDARD, reason=CALM, by=ines, now=NOW)
    assert Approval.objects.get(pk=kept.pk).verdict == Verdict.WITHDRAWN

    raise_level(seen, level=Level.HIGH, reason=WHY, by=amira, now=NOW)
    again = ask_to_lower(seen, level=Level.MEDIUM, reason=CALM, by=amira, now=NOW)
    assess(case, HIGH, by=amira, now=NOW + DAY)
    assert Approval.objects.get(pk=again.pk).verdict == Verdict.WITHDRAWN


def test_after_a_refusal_a_ruling_up_to_medium_changes_no_clock(amira: User, case: Case) -> None:
    assessment = assess(case, STANDARD, by=amira)
    about = {"reason": "Has had enough.", "by": amira, "now": NOW + DAY}
    record_not_assessed(case, party=victim_of(case), result=Result.REFUSED, **about)
    before = Deadline.objects.count()

    raise_level(assessment, level=Level.MEDIUM, reason=WHY, by=amira, now=NOW + 2 * DAY)

    assert Deadline.objects.count() == before
    assert current_level(case) == "medium"


def test_a_level_is_ruled_on_in_an_open_case_only(amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, STANDARD, by=amira)
    closed(case, by=ben)
    incident = make_incident(by=amira)
    victim_at(incident, by=amira)

    with pytest.raises(Refused, match="is closed"):
        raise_level(assessment, level=Level.HIGH, reason=WHY, by=amira, now=NOW)
    with pytest.raises(Refused, match="open a case"):
        raise_level(assess_at(incident, STANDARD, by=amira), level=Level.HIGH, reason=WHY, by=amira, now=NOW)


def test_a_constable_lowers_nothing(amira: User, case: Case) -> None:
    kit = make_user("kit", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")

    with pytest.raises(Refused, match="sergeant or above"):
        lower_level(assess(case, MEDIUM, by=amira), level=Level.STANDARD, reason=CALM, by=kit, now=NOW)


def test_lists_read_the_level_that_stands_in_one_query(
    amira: User, ben: User, case: Case, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    other = make_case(by=amira)
    lower_level(assess(case, MEDIUM, by=amira), level=Level.STANDARD, reason=CALM, by=ben, now=NOW)
    raise_level(assess(other, STANDARD, by=amira), level=Level.HIGH, reason=WHY, by=amira, now=NOW)

    with django_assert_num_queries(1) as asked:
        found = levels_of([case.pk, other.pk])

    assert asked.captured_queries[0]["sql"].count('FROM "risk_assessment"') == 1, (
        "each victim is looked at once"
    )
    assert found == {case.pk: "standard", other.pk: "high"}

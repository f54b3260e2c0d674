"""What officers do about the risk to the victims of a case: assess it, review it; and what a case makes due."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.transitions import set_deadline
from asbcases.deadlines.transitions.approvals import ask_approval, drop_approvals_held
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from risk.choices import Level, Result, Unanswered
from risk.models import Assessment
from risk.queries import DONE, clock_and_standing, clock_level, standing_level, version_to_use, victims_of
from risk.ruling_rules import rank_to_lower
from risk.terms import terms_on_case
from risk.transitions.assessing import Said, assessed, data_of, highest_of, not_assessed
from risk.transitions.clocks import FIRST_RULE, Clocks

VICTIM_VIEW = "The victim sees the risk as higher than the answers say"


@transaction.atomic
def expect_first_assessment(case: Case, *, by: User, now: datetime) -> list[Deadline]:
    """Set the first assessment of each victim who has none and of whom none was ever set; return what was set."""
    ever = Deadline.objects.filter(case=case, kind=Kind.FIRST_ASSESSMENT)
    expected = set(ever.values_list("subject", flat=True))
    done = Assessment.objects.filter(DONE, party=OuterRef("pk"))
    unassessed = victims_of(case).filter(~Exists(done)).select_related("case")
    return [
        _expect_assessment_of(party, case=case, by=by, now=now)
        for party in unassessed
        if str(party.number) not in expected
    ]


def _expect_assessment_of(party: CaseParty, *, case: Case, by: User, now: datetime) -> Deadline:
    owner = owner_for(Kind.FIRST_ASSESSMENT, author=by, lead=case.lead, district=case.district, now=now)
    terms = terms_on_case(party, now)
    return set_deadline(
        Kind.FIRST_ASSESSMENT,
        case=case,
        origin=f"party:{party.pk}",
        because=terms.because,
        rule=FIRST_RULE,
        qualifier=terms.level,
        subject=str(party.number),
        owner=owner,
        district=case.district,
        anchored_at=terms.anchored_at,
        by=by,
        now=now,
    )


@transaction.atomic
def complete_assessment(
    case: Case,
    *,
    party: CaseParty,
    answers: Mapping[str, str],
    unanswered: Mapping[str, Unanswered] = {},
    notes: Mapping[str, str] = {},
    with_victim: bool,
    victim_view: str = "",
    raised_to: str = "",
    raise_reason: str = "",
    by: User,
    now: datetime,
) -> Assessment:
    """Assess the risk to one victim by the instrument in use, plan what follows, and return the assessment.

    One that is not complete is kept without a level, and changes no clock.
    """
    case = locked_while_open(case)
    refuse_unless_victim(party, case)
    party.case = case
    said = Said(answers, unanswered, notes, victim_view, raised_to, raise_reason)
    version = version_to_use(london_day(now))
    before, stood = clock_and_standing(party)
    assessment = assessed(version, said, case=case, party=party, with_victim=with_victim, by=by, now=now)
    _record(assessment, party=party, by=by, now=now)
    if assessment.result == Result.ASSESSED:
        count_assessment(assessment, party=party, before=before, stood=stood, by=by, now=now)
        ask_about_view(assessment, party=party, by=by, now=now)
    return assessment


@transaction.atomic
def record_not_assessed(
    case: Case, *, party: CaseParty, result: Result, reason: str, by: User, now: datetime
) -> Assessment:
    """Say that a victim refused to be assessed or could not be reached, plan what follows, and return the assessment.

    For the clocks that is a medium risk at least, until somebody could ask.
    """
    case = locked_while_open(case)
    refuse_unless_victim(party, case)
    party.case = case
    version, before = version_to_use(london_day(now)), clock_level(party)
    assessment = not_assessed(version, result=result, reason=reason, case=case, party=party, by=by, now=now)
    _record(assessment, party=party, by=by, now=now)
    count_assessment(assessment, party=party, before=before, stood=standing_level(party), by=by, now=now)
    return assessment


def _record(assessment: Assessment, *, party: CaseParty, by: User, now: datetime) -> None:
    made = assessment.result == Result.ASSESSED
    verb = Verb.ASSESSMENT_COMPLETED if made else Verb.ASSESSMENT_NOT_MADE
    record(verb, by=by, now=now, case=party.case, data=data_of(assessment, party))


def count_assessment(
    assessment: Assessment,
    *,
    party: CaseParty,
    before: Level | None,
    stood: Level | None,
    by: User,
    now: datetime,
) -> None:
    """Have an assessment meet what was owed of it on a case, and plan what follows from its level."""
    level, at = clock_level(party) or Level.MEDIUM, assessment.completed_at
    because, origin = _because(assessment, party, level), f"assessment:{assessment.pk}"
    clocks = Clocks(party, level, origin, at, because, by=by, now=now, before=before)
    asked = assessment.result != Result.UNREACHABLE
    if asked:
        clocks.met(Kind.FIRST_ASSESSMENT, Kind.RE_ASSESSMENT)
    clocks.assess_reviews()
    if asked:
        clocks.sign_off()
    if assessment.result == Result.ASSESSED and assessment.with_victim:
        clocks.contacted()
    else:
        clocks.contact(anew=False)
    clocks.plans()
    if assessment.result == Result.ASSESSED:
        drop_approvals_about(party, "The risk was assessed again", by=by, now=now)
        say_changed(clocks, stood, Level(assessment.level))


def _because(assessment: Assessment, party: CaseParty, level: Level) -> str:
    victim = f"victim {party.number}"
    return {
        Result.ASSESSED.value: f"the risk to {victim} was assessed as {level.label.lower()}",
        Result.REFUSED.value: f"{victim} refused to be assessed, which counts as a {level.label.lower()} risk",
        Result.UNREACHABLE.value: f"{victim} could not be reached, which counts as a {level.label.lower()} risk",
    }[assessment.result]


def say_changed(clocks: Clocks, stood: Level | None, stands: Level) -> None:
    """Write that another level stands than before, and what was planned anew for it."""
    if stood is None or stood == stands:
        return
    planned = ", ".join(clocks.replanned)
    record(
        Verb.LEVEL_CHANGED,
        by=clocks.by,
        now=clocks.now,
        case=clocks.party.case,
        reason=f"Planned anew: {planned}" if planned else "",
        data={
            "party": f"victim {clocks.party.number}",
            "before": stood.label.lower(),
            "level": stands.label.lower(),
            "origin": clocks.origin,
            "planned": clocks.replanned,
        },
    )


def drop_approvals_about(party: CaseParty, reason: str, *, by: User, now: datetime) -> None:
    """Withdraw what waits to be decided about the level of a victim of a case that is held: its ground is gone."""
    kind, subject = ApprovalKind.LOWER_RISK, str(party.number)
    drop_approvals_held(party.case, kind=kind, subject=subject, reason=reason, by=by, now=now)


def ask_about_view(assessment: Assessment, *, party: CaseParty, by: User, now: datetime) -> None:
    """Have a supervisor decide where the victim sees the risk as higher: until then the victim's view stands."""
    floor = assessment.floor_level
    officers = highest_of(assessment.band_level, floor, assessment.raised_to)
    if not assessment.victim_view or highest_of(officers, assessment.victim_view) == officers:
        return
    proposal = {
        "assessment": assessment.pk,
        "party": party.number,
        "before": assessment.level,
        "level": officers,
        "floor": floor,
        "victim_view": assessment.victim_view,
    }
    rank = rank_to_lower(Level(officers), Level(floor) if floor else None)
    ask_approval(
        party.case,
        kind=ApprovalKind.LOWER_RISK,
        rank=rank,
        subject=str(party.number),
        proposal=proposal,
        reason=VICTIM_VIEW,
        by=by,
        now=now,
    )


def locked_while_open(case: Case) -> Case:
    """Return the case as it stands now, locked; Refused when it is closed."""
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: its risk can be neither assessed nor reviewed any more.")
    return case


def refuse_unless_victim(party: CaseParty, case: Case) -> None:
    """Refuse whoever is not a victim of the case."""
    if not victims_of(case).filter(pk=party.pk).exists():
        raise Refused(f"This person is not a victim in {case.reference}: risk is assessed for victims.")

"""What officers do about the risk to the victims of a case: assess it, review it; and what a case makes due."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import find_limit
from risk import rules
from risk.choices import Level
from risk.models import Assessment, Review
from risk.queries import assessment_to_review, owed_to, version_to_use, victims_of
from risk.terms import terms_on_case
from risk.transitions.assessing import assessed, data_of

REVIEW_RULES = {rank: f"risk.review.{rank.value}" for rank in rules.REVIEWERS}
FIRST_RULE = "risk.first_assessment"


@transaction.atomic
def expect_first_assessment(case: Case, *, by: User, now: datetime) -> list[Deadline]:
    """Set the first assessment of each victim who has none and of whom none was ever set; return what was set."""
    ever = Deadline.objects.filter(case=case, kind=Kind.FIRST_ASSESSMENT)
    expected = set(ever.values_list("subject", flat=True))
    unassessed = victims_of(case).filter(assessments__isnull=True).select_related("case")
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
    case: Case, *, party: CaseParty, answers: Mapping[str, str], with_victim: bool, by: User, now: datetime
) -> Assessment:
    """Assess the risk to one victim by the instrument in use, plan its review, and return the assessment."""
    case = _locked_while_open(case)
    _refuse_unless_victim(party, case)
    version = version_to_use(london_day(now))
    assessment = assessed(version, answers, case=case, party=party, with_victim=with_victim, by=by, now=now)
    _record(Verb.ASSESSMENT_COMPLETED, assessment, party=party, by=by, now=now)
    count_assessment(assessment, party=party, by=by, now=now)
    return assessment


def count_assessment(assessment: Assessment, *, party: CaseParty, by: User, now: datetime) -> None:
    """Have an assessment meet what was owed of it on a case, and plan its reviews."""
    meet(Kind.FIRST_ASSESSMENT, case=party.case, subject=str(party.number), by=by, now=now)
    _replace_review(assessment, party=party, by=by, now=now)


def _replace_review(assessment: Assessment, *, party: CaseParty, by: User, now: datetime) -> None:
    """Plan the reviews by the new level. One that is late already stays owed: only a review can meet it."""
    late = set()
    for planned in owed_to(party).filter(kind=Kind.RISK_REVIEW):
        if planned.due_at <= now:
            late.add(Rank(planned.rank))
        else:
            cancel(planned, reason="The risk was assessed again", by=by, now=now)
    ranks = [rank for rank in rules.REVIEWERS if rank not in late]
    origin, at = f"assessment:{assessment.pk}", assessment.completed_at
    _plan_reviews(party, assessment.level, ranks, origin=origin, at=at, by=by, now=now)


def _plan_reviews(
    party: CaseParty, level: str, ranks: Sequence[Rank], *, origin: str, at: datetime, by: User, now: datetime
) -> None:
    """Set the next review of each rank, where policy asks for one at this level."""
    for rank in ranks:
        if find_limit(REVIEW_RULES[rank], level, london_day(at)):
            _plan_review(party, Level(level), rank, origin=origin, at=at, by=by, now=now)


def _plan_review(
    party: CaseParty, level: Level, rank: Rank, *, origin: str, at: datetime, by: User, now: datetime
) -> Deadline:
    case = party.case
    owner = owner_for(Kind.RISK_REVIEW, author=by, lead=case.lead, district=case.district, rank=rank, now=now)
    done = "assessed" if origin.startswith("assessment") else "reviewed"
    return set_deadline(
        Kind.RISK_REVIEW,
        case=case,
        origin=origin,
        because=f"the risk to victim {party.number} was {done} as {level.label.lower()}",
        rule=REVIEW_RULES[rank],
        qualifier=level,
        subject=str(party.number),
        rank=rank,
        owner=owner,
        district=case.district,
        anchored_at=at,
        by=by,
        now=now,
    )


@transaction.atomic
def review_risk(
    case: Case, *, party: CaseParty, note: str, by: User, now: datetime, read: Assessment | None = None
) -> Review:
    """Review the newest assessment of a victim, plan the next review, and return this one.

    `read` is the assessment that the reviewer had before them; a newer one is to be read first.
    """
    case = _locked_while_open(case)
    if not rules.may_review(by.rank):
        raise Refused("A risk is reviewed by a sergeant or above: ask your supervisor to review it.")
    assessment = _assessment_to_review(party, case=case, read=read)
    about = {"reviewed_at": now, "recorded_at": now, "recorded_by": by}
    review = Review.objects.create(case=case, assessment=assessment, rank=by.rank, note=note, **about)
    _record(Verb.RISK_REVIEWED, assessment, party=party, by=by, now=now, review=review.pk)
    met = rules.ranks_met(by.rank)
    for rank in met:
        meet(Kind.RISK_REVIEW, case=case, subject=str(party.number), rank=rank, by=by, now=now)
    _plan_reviews(party, assessment.level, met, origin=f"review:{review.pk}", at=now, by=by, now=now)
    return review


def _assessment_to_review(party: CaseParty, *, case: Case, read: Assessment | None) -> Assessment:
    _refuse_unless_victim(party, case)
    assessment = assessment_to_review(party)
    if read is not None and read != assessment:
        raise Refused(
            "The risk was assessed again while you were reading: read the newer answers, then review."
        )
    return assessment


def _locked_while_open(case: Case) -> Case:
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: its risk can be neither assessed nor reviewed any more.")
    return case


def _refuse_unless_victim(party: CaseParty, case: Case) -> None:
    if not victims_of(case).filter(pk=party.pk).exists():
        raise Refused(f"This person is not a victim in {case.reference}: risk is assessed for victims.")


def _record(
    verb: Verb, assessment: Assessment, *, party: CaseParty, by: User, now: datetime, **data: object
) -> None:
    record(verb, by=by, now=now, case=party.case, data={**data_of(assessment, party), **data})

"""What officers do about risk: assess it with the victim, and review it; and what a new case makes due."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

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
from asbcases.deadlines.queries import outstanding_on
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import find_limit
from risk import rules
from risk.choices import Level
from risk.models import Answer, Assessment, InstrumentVersion, Review
from risk.queries import assessment_to_review, owed_to, sheet_of, version_to_use, victims_of

REVIEW_RULES = {rank: f"risk.review.{rank.value}" for rank in rules.REVIEWERS}
FIRST_RULE = "risk.first_assessment"


@transaction.atomic
def expect_first_assessment(case: Case, *, by: User, now: datetime) -> list[Deadline]:
    """Set the first assessment of each victim who has none and of whom none is owed yet; return what was set."""
    expected = set(outstanding_on(case).filter(kind=Kind.FIRST_ASSESSMENT).values_list("subject", flat=True))
    unassessed = victims_of(case).filter(assessments__isnull=True)
    return [
        _expect_assessment_of(party, case=case, by=by, now=now)
        for party in unassessed
        if str(party.number) not in expected
    ]


def _expect_assessment_of(party: CaseParty, *, case: Case, by: User, now: datetime) -> Deadline:
    owner = owner_for(Kind.FIRST_ASSESSMENT, author=by, lead=case.lead, district=case.district, now=now)
    begun = (
        f"victim {party.number} was added to the case"
        if party.recorded_at > case.opened_at
        else "the case was opened"
    )
    return set_deadline(
        Kind.FIRST_ASSESSMENT,
        case=case,
        origin=f"party:{party.pk}",
        because=f"{begun}, not assessed being treated as a medium risk",
        rule=FIRST_RULE,
        # Not assessed counts as a medium risk for the clock, until somebody has asked.
        qualifier=Level.MEDIUM,
        subject=str(party.number),
        owner=owner,
        district=case.district,
        anchored_at=max(case.opened_at, party.recorded_at),
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
    assessment = _assessed(version, answers, case=case, party=party, with_victim=with_victim, by=by, now=now)
    _record(Verb.ASSESSMENT_COMPLETED, assessment, by=by, now=now)
    meet(Kind.FIRST_ASSESSMENT, case=case, subject=str(party.number), by=by, now=now)
    _replace_review(assessment, by=by, now=now)
    return assessment


def _assessed(
    version: InstrumentVersion, answers: Mapping[str, str], *, by: User, now: datetime, **about: Any
) -> Assessment:
    outcome = _outcome_of(version, answers)
    assessment = Assessment.objects.create(
        version=version,
        score=outcome.score,
        band_level=outcome.band_level,
        floor_level=outcome.floor_level or "",
        floor_reasons=[floor.reason for floor in outcome.floors],
        level=outcome.level,
        completed_at=now,
        recorded_at=now,
        recorded_by=by,
        **about,
    )
    _keep_answers(assessment, answers)
    return assessment


def _outcome_of(version: InstrumentVersion, answers: Mapping[str, str]) -> rules.Outcome:
    try:
        return rules.level_for(sheet_of(version), answers)
    except rules.IncompleteError as incomplete:
        questions = " ".join(question.text for question in incomplete.missing)
        raise Refused(
            f"Without all answers there is no level. Ask, and save again: {questions}"
        ) from incomplete
    except rules.UnknownAnswerError as unknown:
        raise Refused(
            "Some answers are not part of the form in use. Load the page again, and answer what it asks."
        ) from unknown


def _keep_answers(assessment: Assessment, answers: Mapping[str, str]) -> None:
    Answer.objects.bulk_create(
        Answer(case=assessment.case, assessment=assessment, question=question, option=option)
        for question in assessment.version.questions.all()
        for option in question.options.all()
        if answers.get(question.code) == option.code
    )


def _replace_review(assessment: Assessment, *, by: User, now: datetime) -> None:
    """Plan the reviews by the new level. One that is late already stays owed: only a review can meet it."""
    late = set()
    for planned in owed_to(assessment.party).filter(kind=Kind.RISK_REVIEW):
        if planned.due_at <= now:
            late.add(Rank(planned.rank))
        else:
            cancel(planned, reason="The risk was assessed again", by=by, now=now)
    ranks = [rank for rank in rules.REVIEWERS if rank not in late]
    _plan_reviews(
        assessment, ranks, origin=f"assessment:{assessment.pk}", at=assessment.completed_at, by=by, now=now
    )


def _plan_reviews(
    assessment: Assessment, ranks: Sequence[Rank], *, origin: str, at: datetime, by: User, now: datetime
) -> None:
    """Set the next review of each rank, where policy asks for one at this level."""
    for rank in ranks:
        if find_limit(REVIEW_RULES[rank], assessment.level, london_day(at)):
            _plan_review(assessment, rank, origin=origin, at=at, by=by, now=now)


def _plan_review(
    assessment: Assessment, rank: Rank, *, origin: str, at: datetime, by: User, now: datetime
) -> Deadline:
    case, level = assessment.case, Level(assessment.level)
    owner = owner_for(Kind.RISK_REVIEW, author=by, lead=case.lead, district=case.district, rank=rank, now=now)
    done = "assessed" if origin.startswith("assessment") else "reviewed"
    return set_deadline(
        Kind.RISK_REVIEW,
        case=case,
        origin=origin,
        because=f"the risk to victim {assessment.party.number} was {done} as {level.label.lower()}",
        rule=REVIEW_RULES[rank],
        qualifier=level,
        subject=str(assessment.party.number),
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
    _record(Verb.RISK_REVIEWED, assessment, by=by, now=now, review=review.pk)
    met = rules.ranks_met(by.rank)
    for rank in met:
        meet(Kind.RISK_REVIEW, case=case, subject=str(party.number), rank=rank, by=by, now=now)
    _plan_reviews(assessment, met, origin=f"review:{review.pk}", at=now, by=by, now=now)
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


def _record(verb: Verb, assessment: Assessment, *, by: User, now: datetime, **data: object) -> None:
    about = {
        "party": f"victim {assessment.party.number}",
        "level": assessment.get_level_display().lower(),
        "assessment": assessment.pk,
    }
    record(verb, by=by, now=now, case=assessment.case, data={**about, **data})

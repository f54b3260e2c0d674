"""A case takes over what its incidents owe their victims, and what was assessed there: nobody is asked twice."""

from datetime import datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, CaseParty, IncidentParty
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel_held
from risk.choices import Result
from risk.models import Answer, Assessment
from risk.queries import COUNTS, VICTIM, assessed_before, incidents_with, victims_of
from risk.transitions.assessing import data_of
from risk.transitions.cases import ask_about_view, count_assessment, expect_first_assessment

# What a row of the case says as the row of the incident does.
SAME = (
    *(
        "version",
        "with_victim",
        "result",
        "result_reason",
        "score",
        "band_level",
        "floor_level",
        "floor_reasons",
    ),
    *("could_be", "victim_view", "raised_to", "raise_reason", "level"),
)


@transaction.atomic
def take_over(case: Case, *, by: User, now: datetime) -> None:
    """Have a case owe what its incidents owed: what was assessed there counts, and the rest falls due no later."""
    parties = list(victims_of(case).select_related("case"))
    for party in parties:
        before = None if party.assessments.filter(COUNTS).exists() else assessed_before(party)
        if before:
            _count(before, party=party, by=by, now=now)
    expect_first_assessment(case, by=by, now=now)
    for party in parties:
        _end_on_incidents(party, by=by, now=now)


def _count(before: Assessment, *, party: CaseParty, by: User, now: datetime) -> None:
    assessment = _kept_with_case(before, party=party, now=now)
    told = data_of(assessment, party)
    words = "Taken over from an incident of the case"
    made = assessment.result == Result.ASSESSED
    verb = Verb.ASSESSMENT_COMPLETED if made else Verb.ASSESSMENT_NOT_MADE
    record(verb, by=by, now=now, reason=words, case=party.case, data=told)
    count_assessment(assessment, party=party, before=None, stood=None, by=by, now=now)
    if made:
        ask_about_view(assessment, party=party, by=by, now=now)


def _kept_with_case(before: Assessment, *, party: CaseParty, now: datetime) -> Assessment:
    """Return a row of the case that says what was assessed on its incident, by whom and when."""
    assessment = Assessment.objects.create(
        case=party.case,
        party=party,
        taken_from=before,
        completed_at=before.completed_at,
        recorded_at=now,
        recorded_by=before.recorded_by,
        **{name: getattr(before, name) for name in SAME},
    )
    Answer.objects.bulk_create(
        Answer(
            case=party.case,
            assessment=assessment,
            question_id=answer.question_id,
            option_id=answer.option_id,
            unanswered=answer.unanswered,
            note=answer.note,
        )
        for answer in before.answers.order_by("pk")
    )
    return assessment


def _end_on_incidents(party: CaseParty, *, by: User, now: datetime) -> None:
    named = IncidentParty.objects.filter(VICTIM, person=party.person_id, incident__in=incidents_with(party))
    for part in named.order_by("pk"):
        owed = Deadline.objects.filter(OPEN, kind=Kind.FIRST_ASSESSMENT, incident=part.incident_id)
        for deadline in owed.filter(subject=str(part.number)).select_for_update(of=("self",)):
            cancel_held(deadline, reason="A case takes it over", by=by, now=now)

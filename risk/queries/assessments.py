"""Reads of what was asked and answered, decided and reviewed about the risk to a victim."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from asbcases.cases.models import CaseParty, Incident, IncidentParty
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from risk.choices import Level, Result
from risk.models import Answer, Assessment, Review, SignOff, Victim
from risk.queries.victims import VICTIM, incidents_with, owed_on_incident, victims_at

NEWEST_FIRST = ("-completed_at", "-id")
ASSESSED = Q(result=Result.ASSESSED)
# Somebody asked, and it came to a level or to a refusal: the assessment that was owed is done.
DONE = Q(result__in=(Result.ASSESSED, Result.REFUSED))
# Clocks run by these; one that is not complete changes none.
COUNTS = ~Q(result=Result.INCOMPLETE)


def assessed_before(party: CaseParty) -> Assessment | None:
    """Return the newest assessment of a case's victim on one of its incidents; a refused or failed one where none has a level."""
    parts = IncidentParty.objects.filter(VICTIM, incident__in=incidents_with(party), person=party.person_id)
    found = Assessment.objects.filter(COUNTS, incident_party__in=parts).order_by(*NEWEST_FIRST)
    return found.filter(ASSESSED).first() or found.first()


class VictimRisk(NamedTuple):
    """What an incident's page says of the risk to one victim."""

    party: IncidentParty
    newest: Assessment | None
    owed: Deadline | None

    @property
    def needs_case(self) -> bool:
        """Return whether the risk asks for a case."""
        return self.newest is not None and asks_for_case(self.newest)


def asks_for_case(assessment: Assessment) -> bool:
    """Return whether a case is to be opened: at a higher risk than standard, or where it could not be assessed."""
    if assessment.result == Result.ASSESSED:
        return assessment.level != Level.STANDARD
    return assessment.result != Result.INCOMPLETE


def risks_at(incident: Incident) -> list[VictimRisk]:
    """Return the risk to each victim of an incident, in three queries."""
    found = Assessment.objects.filter(incident=incident).select_related("recorded_by")
    newest = {
        one.incident_party_id: one
        for one in found.order_by("incident_party", *NEWEST_FIRST).distinct("incident_party")
    }
    owed_of = {
        deadline.subject: deadline
        for deadline in owed_on_incident(incident).filter(kind=Kind.FIRST_ASSESSMENT)
    }
    return [
        VictimRisk(party, newest.get(party.pk), owed_of.get(str(party.number)))
        for party in victims_at(incident)
    ]


def assessments_of(party: Victim) -> QuerySet[Assessment]:
    """Return every assessment of a victim on their case or incident, the newest first, whatever came of it."""
    whose = Q(party=party) if isinstance(party, CaseParty) else Q(incident_party=party)
    return Assessment.objects.filter(whose).order_by(*NEWEST_FIRST)


def current_assessment(party: Victim) -> Assessment | None:
    """Return the newest assessment of a victim, whatever came of it; None when nobody tried yet."""
    return assessments_of(party).first()


def assessed_of(party: Victim) -> Assessment | None:
    """Return the newest assessment of a victim that has a level, with all that a page says of it; None when there is none."""
    whose = Q(party=party) if isinstance(party, CaseParty) else Q(incident_party=party)
    return readable().filter(whose, ASSESSED).order_by(*NEWEST_FIRST).first()


def readable() -> QuerySet[Assessment]:
    """Return assessments with everything that a page says of them at hand."""
    return Assessment.objects.select_related(
        "party__person",
        "incident_party__person",
        "version__instrument",
        "recorded_by",
        "taken_from__incident",
    )


def answers_of(assessment: Assessment) -> list[Answer]:
    """Return the answers of an assessment in the order of its own version, whatever version is in use now."""
    answers = Answer.objects.filter(assessment=assessment).select_related("question", "option")
    return list(answers.order_by("question__number"))


def earlier_than(assessment: Assessment) -> QuerySet[Assessment]:
    """Return the assessments of the same victim that came before this one, the newest first."""
    same_instant = Q(completed_at=assessment.completed_at, pk__lt=assessment.pk)
    return assessments_of(assessment.victim).filter(
        Q(completed_at__lt=assessment.completed_at) | same_instant
    )


def assessment_to_review(party: CaseParty) -> Assessment:
    """Return the newest assessment of a victim that counts; Refused when there is none yet."""
    newest = readable().filter(COUNTS, party=party).order_by(*NEWEST_FIRST).first()
    if newest is None:
        raise Refused(
            "The risk to this victim is not assessed yet: it has to be assessed before it is reviewed."
        )
    return newest


def assessment_to_sign(party: CaseParty) -> Assessment | None:
    """Return the newest assessment of a victim that is signed off: one with a level, or a refusal; None before it."""
    return readable().filter(DONE, party=party).order_by(*NEWEST_FIRST).first()


def is_to_be_signed(assessment: Assessment, party: CaseParty) -> bool:
    """Return whether an assessment is the newest of a victim that is signed off."""
    newest = Assessment.objects.filter(DONE, party=party).order_by(*NEWEST_FIRST)
    return newest.values_list("pk", flat=True).first() == assessment.pk


def reviews_of(assessment: Assessment) -> QuerySet[Review]:
    """Return the reviews of an assessment, the newest first."""
    return (
        Review.objects.filter(assessment=assessment)
        .select_related("recorded_by")
        .order_by("-reviewed_at", "-pk")
    )


def last_review_of(party: CaseParty) -> Review | None:
    """Return the newest review of the risk to a victim, with the assessment that it read; None before the first."""
    reviews = Review.objects.filter(assessment__party=party)
    reviews = reviews.select_related("recorded_by", "assessment__version")
    return reviews.order_by("-reviewed_at", "-pk").first()


def sign_offs_of(assessment: Assessment) -> QuerySet[SignOff]:
    """Return who read an assessment and agreed with it or returned it, the newest first."""
    signed = SignOff.objects.filter(assessment=assessment).select_related("recorded_by")
    return signed.order_by("-signed_at", "-pk")

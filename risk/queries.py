"""Reads of the risk: the newest assessment of a victim, the level of a case, the instrument in use."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty, Incident, IncidentParty
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import outstanding_on, owed
from asbcases.errors import Refused
from risk import rules
from risk.choices import Level, Scoring, VersionStatus
from risk.models import Answer, Assessment, InstrumentVersion, Option, Question, Review, Victim

NEWEST_FIRST = ("-completed_at", "-id")
VICTIM = Q(role=PartyRole.VICTIM, recorded_in_error_at__isnull=True)
OF_A_VICTIM = Q(party__role=PartyRole.VICTIM, party__recorded_in_error_at__isnull=True)


def victims_of(case: Case) -> QuerySet[CaseParty]:
    """Return the victims of a case, each of whom is assessed for themselves."""
    return CaseParty.objects.filter(VICTIM, case=case).select_related("person").order_by("number")


def victims_at(incident: Incident) -> QuerySet[IncidentParty]:
    """Return the victims of an incident, each of whom is assessed for themselves, case or no case."""
    return IncidentParty.objects.filter(VICTIM, incident=incident).select_related("person").order_by("number")


def incidents_with(party: CaseParty) -> QuerySet[Incident]:
    """Return the incidents of a case that name this person as a victim."""
    named = IncidentParty.objects.filter(VICTIM, incident=OuterRef("pk"), person=party.person_id)
    linked = Q(case_links__case=party.case_id, case_links__recorded_in_error_at__isnull=True)
    return Incident.objects.filter(linked, Exists(named)).order_by("pk")


def assessed_before(party: CaseParty) -> Assessment | None:
    """Return the newest assessment of a case's victim on one of its incidents; None where there is none."""
    parts = IncidentParty.objects.filter(VICTIM, incident__in=incidents_with(party), person=party.person_id)
    return Assessment.objects.filter(incident_party__in=parts).order_by(*NEWEST_FIRST).first()


class VictimRisk(NamedTuple):
    """What an incident's page says of the risk to one victim."""

    party: IncidentParty
    newest: Assessment | None
    owed: Deadline | None

    @property
    def needs_case(self) -> bool:
        """Return whether the risk asks for a case."""
        return self.newest is not None and self.newest.level != Level.STANDARD


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
    """Return every assessment of a victim on their case or incident, the newest first."""
    whose = Q(party=party) if isinstance(party, CaseParty) else Q(incident_party=party)
    return Assessment.objects.filter(whose).order_by(*NEWEST_FIRST)


def current_assessment(party: Victim) -> Assessment | None:
    """Return the newest assessment of a victim, or None when there is none yet."""
    return assessments_of(party).first()


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


def newest_of_case(case: Case) -> QuerySet[Assessment]:
    """Return the newest assessment of each victim of a case, in one query."""
    newest = readable().filter(OF_A_VICTIM, case=case)
    return newest.order_by("party", *NEWEST_FIRST).distinct("party")


def assessment_to_review(party: CaseParty) -> Assessment:
    """Return the newest assessment of a victim; Refused when there is none yet."""
    newest = readable().filter(party=party).order_by(*NEWEST_FIRST).first()
    if newest is None:
        raise Refused(
            "The risk to this victim is not assessed yet: it has to be assessed before it is reviewed."
        )
    return newest


def reviews_of(assessment: Assessment) -> QuerySet[Review]:
    """Return the reviews of an assessment, the newest first."""
    return (
        Review.objects.filter(assessment=assessment)
        .select_related("recorded_by")
        .order_by("-reviewed_at", "-pk")
    )


def owed_to(party: Victim) -> QuerySet[Deadline]:
    """Return what the diary says is still owed about the risk to a victim, the earliest first."""
    kinds = (Kind.FIRST_ASSESSMENT, Kind.RISK_REVIEW)
    on = outstanding_on(party.case) if isinstance(party, CaseParty) else owed_on_incident(party.incident)
    return on.filter(kind__in=kinds, subject=str(party.number))


def owed_on_incident(incident: Incident) -> QuerySet[Deadline]:
    """Return what is still to be done on an incident, the earliest first."""
    return owed().filter(incident=incident).select_related("owner")


def with_current_level(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases annotated with `current_level`, in the same query.

    It is the highest level among the newest assessments of the victims, or None when none was assessed yet.
    """
    return cases.annotate(current_level=_highest_of_newest())


def current_level(case: Case) -> Level | None:
    """Return the level of a case, or None when none of its victims was assessed yet: never "standard"."""
    this_case = Case.objects.filter(pk=case.pk).annotate(current_level=_highest_of_newest())
    found = this_case.values_list("current_level", flat=True).get()
    return Level(found) if found else None


def levels_of(cases: Collection[int]) -> dict[int | None, str | None]:
    """Return the level of each of these cases, by its key, in one query."""
    found = with_current_level(Case.objects.filter(pk__in=cases).only("pk"))
    return {case.pk: case.current_level for case in found}  # type: ignore[attr-defined]


def _highest_of_newest() -> Subquery:
    newest = Assessment.objects.filter(party=OuterRef("pk")).order_by(*NEWEST_FIRST)
    by_level = models.Case(
        *(When(newest_level=level.value, then=Value(level.order)) for level in Level),
        output_field=models.SmallIntegerField(),
    )
    victims = (
        CaseParty.objects.filter(VICTIM, case=OuterRef("pk"))
        .annotate(newest_level=Subquery(newest.values("level")[:1]))
        .filter(newest_level__isnull=False)
        .order_by(by_level.desc())
    )
    return Subquery(victims.values("newest_level")[:1])


def version_in_use(day: date) -> InstrumentVersion | None:
    """Return the version by which risk is assessed on a day, with its rows; None when there is none.

    A demonstration gives way to any approved version, and a draft is never used.
    """
    in_force = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    retired_without_a_day = Q(status=VersionStatus.RETIRED, valid_to__isnull=True)
    usable = with_rows(InstrumentVersion.objects.filter(in_force))
    usable = usable.exclude(status=VersionStatus.DRAFT).exclude(retired_without_a_day)
    shown_first = models.Case(
        When(status=VersionStatus.DEMONSTRATION, then=Value(1)),
        default=Value(0),
        output_field=models.IntegerField(),
    )
    return usable.order_by(shown_first, "-valid_from", "-pk").first()


def version_to_use(day: date) -> InstrumentVersion:
    """Return the version by which risk is assessed on a day; Refused when there is none."""
    version = version_in_use(day)
    if version is None:
        raise Refused("No risk form is in use today: ask an administrator to load one, then assess the risk.")
    return version


def with_rows(versions: QuerySet[InstrumentVersion]) -> QuerySet[InstrumentVersion]:
    """Return the versions with their instrument, questions, options, bands and floors at hand, in order."""
    options = Prefetch("options", Option.objects.order_by("number"))
    questions = Prefetch("questions", Question.objects.order_by("number").prefetch_related(options))
    return versions.select_related("instrument").prefetch_related(questions, "bands", "floors")


def sheet_of(version: InstrumentVersion) -> rules.Sheet:
    """Return a version as the rules take it."""
    return rules.Sheet(
        questions=tuple(_question(question) for question in version.questions.all()),
        bands=tuple(
            rules.Band(Level(band.level), band.min_score, band.max_score) for band in version.bands.all()
        ),
        floors=tuple(
            rules.Floor(
                condition={code: tuple(options) for code, options in floor.condition.items()},
                level=Level(floor.level),
                reason=floor.reason,
            )
            for floor in sorted(version.floors.all(), key=lambda floor: floor.number)
        ),
        scoring=Scoring(version.scoring),
        require_all=version.require_all,
    )


def _question(question: Question) -> rules.Question:
    options = (rules.Option(option.code, option.label, option.score) for option in question.options.all())
    return rules.Question(question.code, question.text, tuple(options), question.help, question.scored)

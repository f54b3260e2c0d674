"""Which risk form is in use on a day, and a version of it as the rules take it."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from django.db import models
from django.db.models import Prefetch, Q, QuerySet, Value, When

from asbcases.db.kept import is_keeping, kept
from asbcases.errors import Refused
from asbcases.policies.models import PolicyRow
from risk import rules
from risk.choices import Level, Scoring, VersionStatus
from risk.instruments import HEAD, Fault, Stated, faults_in, most_points, sheet_from
from risk.models import Instrument, InstrumentDraft, InstrumentVersion, Option, Question

# What somebody approved, whether it still stands or was retired since: not a demonstration, whatever became of it.
APPROVED = Q(status=VersionStatus.APPROVED) | Q(approved_at__isnull=False)

# Rows that were not asked for in order come in none.
BY_NUMBER = attrgetter("number")


def version_in_use(day: date) -> InstrumentVersion | None:
    """Return the version by which risk is assessed on a day, with its rows; None when there is none.

    An approved version goes before any demonstration, and of those only the instrument that policy chooses is used.
    A draft never is.
    """
    usable = _usable_on(day)
    if not is_keeping():
        return with_rows(usable).first()
    newest = kept(("instrument", day), usable.values_list("pk", flat=True).first)
    return kept(("version", newest), with_rows(usable.filter(pk=newest)).first) if newest else None


def _usable_on(day: date) -> QuerySet[InstrumentVersion]:
    """Return the versions that may be used on a day, the one that is used first."""
    in_force = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    retired_without_a_day = Q(status=VersionStatus.RETIRED, valid_to__isnull=True)
    usable = InstrumentVersion.objects.filter(in_force, APPROVED | Q(instrument__code__in=_chosen(day)))
    usable = usable.exclude(status=VersionStatus.DRAFT).exclude(retired_without_a_day)
    approved_first = models.Case(
        When(APPROVED, then=Value(0)), default=Value(1), output_field=models.IntegerField()
    )
    return usable.order_by(approved_first, "-valid_from", "-pk")


def _chosen(day: date) -> QuerySet[PolicyRow, str]:
    """Return the code of the instrument of which the demonstration is used on a day."""
    in_force = Q(in_force_from__lte=day) & (Q(in_force_to__isnull=True) | Q(in_force_to__gte=day))
    return PolicyRow.objects.filter(in_force, rule="risk.instrument").values_list("choice", flat=True)


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
        questions=tuple(_question(question) for question in sorted(version.questions.all(), key=BY_NUMBER)),
        bands=tuple(
            rules.Band(Level(band.level), band.min_score, band.max_score)
            for band in sorted(version.bands.all(), key=lambda band: band.min_score)
        ),
        floors=tuple(
            rules.Floor(
                condition={code: tuple(options) for code, options in floor.condition.items()},
                level=Level(floor.level),
                reason=floor.reason,
                at_least=floor.at_least,
            )
            for floor in sorted(version.floors.all(), key=BY_NUMBER)
        ),
        scoring=Scoring(version.scoring),
        require_all=version.require_all,
    )


def _question(question: Question) -> rules.Question:
    options = (
        rules.Option(option.code, option.label, option.score)
        for option in sorted(question.options.all(), key=BY_NUMBER)
    )
    return rules.Question(
        question.code,
        question.text,
        tuple(options),
        question.help,
        question.scored,
        question.help_by_phone,
        question.sensitive,
    )


def stated_of(version: InstrumentVersion) -> Stated:
    """Return all that a version states."""
    return Stated(
        code=version.instrument.code,
        title=version.instrument.title,
        source=version.instrument.source,
        version=version.version,
        valid_from=version.valid_from,
        max_score=version.max_score,
        sheet=sheet_of(version),
        status=VersionStatus(version.status),
    )


def stated_in(draft: InstrumentDraft) -> Stated:
    """Return all that a draft states, as far as it goes."""
    sheet = sheet_from(draft.content)
    head = {name: getattr(draft, name) for name in HEAD}
    return Stated(**head, max_score=most_points(sheet), sheet=sheet)


def faults_of(draft: InstrumentDraft) -> Iterator[Fault]:
    """Yield what is wrong with a draft, by itself and beside the forms that are there."""
    there = Instrument.objects.filter(code=draft.code).first()
    if there and (there.title, there.source) != (draft.title, draft.source):
        yield Fault(
            f"the code {draft.code} belongs to “{there.title}”: keep its title and source, or choose another code",
            "head",
        )
    if there and there.versions.filter(version=draft.version).exists():
        yield Fault(f"“{there.title}” has a version {draft.version} already", "head")
    yield from faults_in(stated_in(draft))

"""Reads of warnings, notices and orders: what is live on a day, which of its terms hold, and what has to be known to issue."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from asbcases.accounts.models import User
from asbcases.cases.choices import PersonKind
from asbcases.cases.models import Case, Person
from asbcases.cases.queries import foremost
from asbcases.enforcement.choices import LimbKind, MeasureKind, MeasureState, Power, TermKind
from asbcases.enforcement.models import (
    Appeal,
    Authority,
    LimbEvidence,
    Measure,
    MeasureService,
    MeasureTerm,
    RuleWeighed,
)
from asbcases.law.answers import Decision
from asbcases.law.limits import shipped_limits
from asbcases.law.periods import LONDON, london_day
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force

STANDS = Q(recorded_in_error_at__isnull=True)
# What was in force at some time, whatever became of it.
WAS_ISSUED = (
    MeasureState.ISSUED,
    MeasureState.DISCHARGED,
    MeasureState.QUASHED,
    MeasureState.ENDED,
)
# On which a notice may build: a warning that was taken back is none.
WARNED = (MeasureState.ISSUED, MeasureState.ENDED)
SUSPENDABLE = (TermKind.STOP, TermKind.DO, TermKind.STEPS)


def measures_of(case: Case) -> QuerySet[Measure]:
    """Return what stands of a case, the newest first."""
    return kept_of(case).filter(STANDS)


def kept_of(case: Case) -> QuerySet[Measure]:
    """Return everything of a case, what was recorded in error too, the newest first."""
    found = Measure.objects.filter(case=case).select_related("subject", "case__lead", "case__district")
    return found.order_by("-recorded_at", "-pk")


def live(measure: Measure, day: date) -> bool:
    """Return whether a measure was in force on a day."""
    if measure.recorded_in_error_at or measure.state not in WAS_ISSUED:
        return False
    begun = measure.issued_on is not None and measure.issued_on <= day
    over = measure.ends_on is not None and measure.ends_on < day
    return begun and not over and (measure.ended_at is None or day < london_day(measure.ended_at))


def live_on(day: date) -> Q:
    """Return the condition on measures that are in force on a day and have not ended since."""
    return (
        STANDS
        & Q(state=MeasureState.ISSUED, issued_on__lte=day)
        & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    )


def terms_of(measure: Measure) -> list[MeasureTerm]:
    """Return the terms as they stand now, by number."""
    return list(MeasureTerm.objects.filter(measure=measure, ended_at__isnull=True).order_by("number"))


def terms_in_force(measure: Measure, day: date) -> list[MeasureTerm]:
    """Return the terms that held on a day, by number; whether an appeal suspends one is asked of `suspended`."""
    if not live(measure, day):
        return []
    told_at = issue_told_at(measure)
    rows = MeasureTerm.objects.filter(measure=measure).order_by("number")
    return [term for term in rows if held_on(term, told_at, day)]


def issue_told_at(measure: Measure) -> datetime | None:
    """Return when we were told that it was issued: what of it was changed later was varied, and not drafted."""
    first = (
        MeasureService.objects.filter(measure=measure).order_by("pk").values_list("recorded_at", flat=True)
    )
    return first.first()


def held_on(term: MeasureTerm, told_at: datetime | None, day: date) -> bool:
    """A term that a variation brought holds from that day; one that it took out held until the day before.

    The day is that of the court where a court varied it, else that on which we did.
    """
    if term.ended_at and told_at and term.ended_at <= told_at and not term.court_out_on:
        return False
    came = term.court_in_on or _varied_in_on(term, told_at)
    if any(begins and day < begins for begins in (term.from_on, came)):
        return False
    gone = term.court_out_on or (london_day(term.ended_at) if term.ended_at else None)
    return not (gone and gone <= day) and not (term.until_on and term.until_on < day)


def _varied_in_on(term: MeasureTerm, told_at: datetime | None) -> date | None:
    """Return the day on which we varied it in; one that was drafted holds from the issue."""
    return london_day(term.recorded_at) if told_at and term.recorded_at > told_at else None


def suspended(term: MeasureTerm, day: date) -> bool:
    """Return whether a term had no effect on a day because an appeal in time was in progress (APP-3)."""
    if term.kind not in SUSPENDABLE:
        return False
    appeals = Appeal.objects.filter(measure=term.measure_id, in_time=True)
    return any(suspends(appeal, term, day) for appeal in appeals)


def suspends(appeal: Appeal, term: MeasureTerm, day: date) -> bool:
    """Return whether an appeal in time takes the effect from a term on a day (APP-3)."""
    facts = {
        "term": term.kind,
        "appeal_from": appeal.lodged_on,
        "appeal_to": appeal.decided_on,
        "breached_on": day,
        "stop_suspended_by_court": appeal.stop_suspended,
    }
    return consider("APP-3", facts, shipped_limits()).decision == Decision.BLOCK


def is_body(person: Person) -> bool:
    """Return whether this is a body and no individual."""
    return person.kind != PersonKind.PERSON


def born_on(person: Person) -> date | None:
    """Return the date of birth, as the foremost record of the person has it or, where it has none, their own."""
    return foremost(person).born_on or person.born_on


def records_of(person: Person) -> QuerySet[Person]:
    """Return every record that is said to be of one person, from the foremost on, four deep."""
    return Person.objects.filter(of_person(person, "pk"))


def of_person(person: Person, column: str = "subject_id") -> Func:
    """Return the condition that a column names one of the records that are said to be of one person.

    They are looked up once a statement: a condition on how records hang together reads everybody on file.
    """
    records = Func(
        Value(foremost(person).pk),
        function="asb_records_of",
        template="((SELECT %(function)s(%(expressions)s))::bigint[])",
        output_field=BooleanField(),
    )
    return Func(
        F(column), records, template="%(expressions)s", arg_joiner=" = ANY ", output_field=BooleanField()
    )


def instant_of(day: date) -> datetime:
    """Return the instant at which a London day begins."""
    return datetime.combine(day, time(0), LONDON).astimezone(UTC)


def warnings_for(case: Case, subject: Person) -> QuerySet[Measure]:
    """Return the warnings of a case on which a notice to a person can build, the newest first."""
    found = Measure.objects.filter(STANDS, kind=MeasureKind.CPW, state__in=WARNED, issued_at__isnull=False)
    return found.filter(case=case, subject__in=records_of(subject)).order_by("-issued_on", "-pk")


def notice_on(warning: Measure, besides: Measure) -> Measure | None:
    """Return another notice of ours that is in force on a warning."""
    found = Measure.objects.filter(
        STANDS, warning=warning, kind=MeasureKind.CPN, state=MeasureState.ISSUED, ours=True
    )
    return found.exclude(pk=besides.pk).first()


def authorities_of(user: User, case: Case, power: Power = Power.CPN) -> list[Authority]:
    """Return what entitles somebody to a power where a case is, whenever it held."""
    here = Q(district__isnull=True) | Q(district=case.district_id)
    return list(Authority.objects.filter(here, holder=user, power=power).order_by("starts_on", "pk"))


def authority_on(user: User, case: Case, day: date, power: Power = Power.CPN) -> Authority | None:
    """Return what entitles somebody to a power where a case is on a day."""
    held = [
        one
        for one in authorities_of(user, case, power)
        if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)
    ]
    return held[-1] if held else None


def evidence_of(measure: Measure) -> QuerySet[LimbEvidence]:
    """Return what shows the limbs of a notice, as it stands."""
    found = LimbEvidence.objects.filter(STANDS, limb__measure=measure)
    things = ("incident", "entry", "document", "statement")
    return found.select_related("limb", *things).order_by("limb", "happened_at", "pk")


def evidence_after(measure: Measure, warned_at: datetime, found: Iterable[LimbEvidence]) -> int:
    """Return how much of the evidence shows the effect after the warning."""
    return sum(
        one.limb.limb == LimbKind.STILL and one.happened_at is not None and one.happened_at > warned_at
        for one in found
    )


def allowed_early(measure: Measure) -> RuleWeighed | None:
    """Return the newest written reason why less time was enough on the warning that the notice builds on (CPW-2)."""
    if measure.warning is None:
        return None
    found = RuleWeighed.objects.filter(measure=measure, rule="CPW-2", decision=Decision.WARN)
    return found.filter(facts__allowed_for=measure.warning.reference).order_by("-pk").first()


def too_young_at_issue(measure: Measure, now: datetime) -> int | None:
    """Return the age at issue where a notice is in being that was issued, as we know now, to a child too young for it."""
    if measure.kind != MeasureKind.CPN or measure.issued_on is None or is_body(measure.subject):
        return None
    born = born_on(measure.subject)
    if born is None or born > measure.issued_on:
        return None
    answer = consider("CPN-1", {"date_of_birth": born, "issue_on": measure.issued_on}, limits_in_force(now))
    age: Any = answer.values.get("age")
    return int(age) if answer.decision == Decision.BLOCK else None


def grown_up(answer: Mapping[str, Any], day: date) -> bool:
    """Say whether an answer is about an 18th birthday that has come: of an adult it says nothing (FAIR-6)."""
    return str(answer.get("turns_18_on", day)) < str(day)


def weighed_on(measure: Measure) -> Sequence[RuleWeighed]:
    """Return the newest answer of each rule that was weighed for a measure, by rule."""
    rows = RuleWeighed.objects.filter(measure=measure).select_related("recorded_by").order_by("pk")
    newest = {(row.rule, str(row.facts.get("about", ""))): row for row in rows}
    return sorted(
        newest.values(), key=lambda row: (row.rule.split("-")[0], int(row.rule.split("-")[1]), row.pk)
    )

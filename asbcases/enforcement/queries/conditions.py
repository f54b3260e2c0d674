"""What the checker of conditions is told of a term: the draft, its warning, the person, and what else binds them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from asbcases.cases.models import PersonAddress
from asbcases.enforcement.choices import TermKind
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.measures import STANDS, born_on, is_body, live_on, records_of, terms_of
from asbcases.enforcement.rules.conditions import Condition, Duty, Finding, LiveTerm, check_condition
from asbcases.enforcement.rules.conditions.model import Hours
from asbcases.enforcement.rules.duties import kept
from asbcases.law.limits import shipped_limits
from asbcases.law.periods import age_on, london_day

# More terms than this bind nobody at once; what is left over is checked by a person.
MOST_LIVE = 60
ASKS = (TermKind.DO, TermKind.STEPS, TermKind.REQUIREMENT)


@dataclass(frozen=True)
class Around:
    """What is known of the person whom a draft is about, read once for all its terms."""

    measure: Measure
    begins: date
    lives_at: str
    duties: tuple[Duty, ...]
    warned: tuple[str, ...]
    live_terms: tuple[LiveTerm, ...]
    under_18: bool

    @classmethod
    def of(cls, measure: Measure, *, now: datetime, beside: Iterable[MeasureTerm] = ()) -> "Around":
        """Read it; `beside` are terms of the measure itself that stay in force beside what is to come."""
        today = london_day(now)
        warning = terms_of(measure.warning) if measure.warning else []
        return cls(
            measure,
            measure.issued_on or today,
            _home(measure, today),
            kept(measure.duties),
            tuple(term.words for term in warning),
            (*_live_terms(measure, today), *(_live(measure, term) for term in beside)),
            _under_18(measure, today),
        )

    def condition(self, term: MeasureTerm) -> Condition:
        """Return a term as the checker takes it."""
        return Condition(
            power=self.measure.kind,
            kind=term.kind,
            words=term.words,
            from_on=term.from_on or self.begins,
            until_on=term.until_on or self.measure.ends_on,
            do_by=london_day(term.do_by) if term.do_by else None,
            place=term.place,
            map=term.map_id is not None,
            hours=_hours(term.hours),
            lives_at=self.lives_at,
            duties=self.duties,
            warned=self.warned,
            live_terms=self.live_terms,
            under_18=self.under_18,
        )


def findings_for(measure: Measure, term: MeasureTerm, *, now: datetime) -> list[Finding]:
    """Return what is wrong with how a term of a draft is worded; it blocks nothing."""
    return check_condition(Around.of(measure, now=now).condition(term))


def findings_by_term(
    measure: Measure, terms: Iterable[MeasureTerm], *, now: datetime
) -> dict[int, list[Finding]]:
    """Return what is wrong with each term, by its number; what surrounds them is read once."""
    around = Around.of(measure, now=now)
    return {term.number: check_condition(around.condition(term)) for term in terms}


def findings_in_change(
    measure: Measure, proposal: Mapping[str, Any], *, now: datetime
) -> list[tuple[MeasureTerm, list[Finding]]]:
    """Return each requirement that a variation would bring, as it would be, with what is wrong with its words."""
    stay = [term for term in terms_of(measure) if term.number not in proposal.get("take_out", ())]
    around = Around.of(measure, now=now, beside=stay)
    rows = [proposed_term(measure, row) for row in proposal.get("terms", ())]
    return [(term, check_condition(around.condition(term))) for term in rows]


def proposed_term(measure: Measure, row: Mapping[str, Any]) -> MeasureTerm:
    """Return a row of a proposal as the requirement that it would be; a kept row has its days as text."""
    days = {name: _day(row.get(name)) for name in ("from_on", "until_on")}
    do_by = row.get("do_by") or None
    do_by = datetime.fromisoformat(do_by) if isinstance(do_by, str) else do_by
    return MeasureTerm(case=measure.case, measure=measure, **{**row, **days, "do_by": do_by})


def _day(given: str | date | None) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given


def overlaps_of(measure: Measure, *, now: datetime) -> list[str]:
    """Return what the terms of a draft overlap with, each once, as CBO-6 is asked."""
    found = findings_by_term(measure, terms_of(measure), now=now)
    return list(dict.fromkeys(name for findings in found.values() for name in counts(findings)["overlaps"]))


def counts(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return findings as the facts of CPN-7 (`vague`, `area_ban`) and of CBO-6 (`overlaps`)."""
    found = {finding.code: finding for finding in findings}
    return {
        "vague": [word for word in (found["vague"].found.split(", ") if "vague" in found else [])],
        "area_ban": not found.keys().isdisjoint(("area_without_place", "area_without_hours")),
        "overlaps": [_overlap(code, found[code]) for code in OVERLAPS if code in found],
    }


def _overlap(code: str, finding: Finding) -> str:
    return f"{OVERLAPS[code]} ({finding.order})" if finding.order else OVERLAPS[code]


def worded(term: MeasureTerm, counted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what CPN-7 is asked of a term, with its findings as `counts` returns them."""
    return {
        "reason": term.purpose,
        "map": term.map_id is not None,
        "hours": bool(term.hours),
        "vague": counted["vague"],
        "area_ban": counted["area_ban"],
    }


OVERLAPS: Mapping[str, str] = {
    "conflict_work": "work",
    "conflict_school": "education",
    "conflict_term": "another order",
    "conflict_faith": "worship",
    "conflict_medication": "medical treatment",
    "conflict_reporting": "reporting",
    "conflict_home": "home",
}


def _hours(rows: Iterable[Sequence[str]]) -> Hours:
    return tuple((str(days), str(begin), str(end)) for days, begin, end in rows)


def _home(measure: Measure, day: date) -> str:
    """Return where the person lives: the newest address on file that holds, or the address of the draft."""
    holds = Q(until_on__isnull=True) | Q(until_on__gte=day)
    found = PersonAddress.objects.filter(STANDS, holds, person__in=records_of(measure.subject))
    newest = found.select_related("premises").order_by("-since_on", "-pk").first()
    return _address(newest) if newest else measure.proper_address


def _address(row: PersonAddress) -> str:
    return ", ".join(filter(None, (line.strip(" ,") for line in row.premises.address.splitlines())))


def _live_terms(measure: Measure, day: date) -> Iterable[LiveTerm]:
    """Return the terms of what else binds the person now; of those this person may not see none come."""
    others = Measure.objects.filter(live_on(day), subject__in=records_of(measure.subject))
    others = others.exclude(pk__in=[measure.pk, measure.warning_id or measure.pk])
    found = MeasureTerm.objects.filter(measure__in=others, ended_at__isnull=True).select_related("measure")
    for term in found.order_by("measure", "number")[:MOST_LIVE]:
        yield _live(term.measure, term)


def _live(measure: Measure, term: MeasureTerm) -> LiveTerm:
    order = f"{measure.get_kind_display()} {measure.reference}"
    return LiveTerm(order, term.words, term.place, _hours(term.hours), term.kind in ASKS)


def _under_18(measure: Measure, day: date) -> bool:
    born = None if is_body(measure.subject) else born_on(measure.subject)
    return born is not None and born <= day and age_on(born, day) < shipped_limits().number("FAIR-6", day)

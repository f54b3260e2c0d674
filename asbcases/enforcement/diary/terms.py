"""Which clocks the requirements of warnings and notices set going, told from the file alone.

Two acts may fall on one instant. Which came first is told by the record, where each act has its number.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from asbcases.audit.choices import Verb
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from asbcases.enforcement.choices import AskedBy, ChangeKind, TermKind, Verdict
from asbcases.enforcement.diary.measures import issued_of, over_of, owed_of
from asbcases.enforcement.diary.told import LAST, End, Moment, Told, ended
from asbcases.enforcement.models import Appeal, Measure, MeasureChange, MeasureTerm


@dataclass(frozen=True)
class Asked:
    """One requirement with what decides about its clock: by which changes it came and went, and which appeals there were."""

    term: MeasureTerm
    measure: Measure
    came: Moment
    gone: Moment | None
    met: Moment | None
    appeals: Sequence[Appeal]
    varied_in: bool


def terms_due(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what is to be done by an instant, again after each appeal that suspended it; met when it is done."""
    if root != "case":
        return
    told = Told.of(ids, clockwork)
    for asked in _asked(ids, told):
        yield from _due(asked, told, clockwork)


def _asked(ids: Sequence[int], told: Told) -> Iterator[Asked]:
    """Yield each requirement with a day of what was issued; one that was taken out of the draft never had a clock."""
    measures = {measure.pk: measure for measure in issued_of(ids)}
    appeals, changes = _appeals(ids), _changes(ids)
    terms = defaultdict(list)
    for term in MeasureTerm.objects.filter(measure__in=list(measures)).order_by("number"):
        terms[term.measure_id].append(term)
    for key, rows in terms.items():
        lives = _lives(measures[key], rows, changes[key], told)
        for term in rows:
            if term.kind in (TermKind.DO, TermKind.STEPS) and term.do_by and term.number in lives:
                came, gone, varied_in = lives[term.number]
                met = told.moment(Verb.TERM_MET, term.pk)
                yield Asked(term, measures[key], came, gone, met, appeals[key], varied_in)


def _appeals(ids: Sequence[int]) -> Mapping[int, list[Appeal]]:
    found: dict[int, list[Appeal]] = defaultdict(list)
    for appeal in Appeal.objects.filter(case__in=ids, in_time=True).order_by("pk"):
        found[appeal.measure_id].append(appeal)
    return found


def _changes(ids: Sequence[int]) -> Mapping[int, list[MeasureChange]]:
    found: dict[int, list[MeasureChange]] = defaultdict(list)
    granted = MeasureChange.objects.filter(case__in=ids, kind=ChangeKind.VARY, verdict=Verdict.GRANTED)
    for change in granted.order_by("decided_at", "pk"):
        found[change.measure_id].append(change)
    return found


def _lives(
    measure: Measure, terms: Sequence[MeasureTerm], changes: Sequence[MeasureChange], told: Told
) -> dict[int, tuple[Moment, Moment | None, bool]]:
    """Return for each number that was ever in force when it came and went, and whether a variation brought it.

    A variation numbers its rows on from the last, so the first rows are those of the draft.
    """
    issued = told.moment(Verb.MEASURE_ISSUED, measure.pk) or Moment(measure.recorded_at, 0)
    drafted = len(terms) - sum(len(change.proposal["terms"]) for change in changes)
    lives: dict[int, tuple[Moment, Moment | None, bool]] = {
        term.number: (issued, None, False) for term in terms[:drafted] if term.ended_at is None
    }
    coming = iter(terms[drafted:])
    for change in changes:
        at = _varied_at(change, told)
        for number in change.proposal["take_out"]:
            came, _, varied_in = lives.get(number, (issued, None, False))
            lives[number] = (came, at, varied_in)
        lives |= {next(coming).number: (at, None, True) for _ in change.proposal["terms"]}
    return lives


def _varied_at(change: MeasureChange, told: Told) -> Moment:
    verb = Verb.ORDER_VARIED if change.asked_by == AskedBy.COURT else Verb.CHANGE_DECIDED
    told_at = told.moment(verb, change.measure_id, change.number)
    return told_at or Moment(change.decided_at or change.recorded_at, 0)


def _due(asked: Asked, told: Told, clockwork: Clockwork) -> Iterator[Expected]:
    first = owed_of(Kind.TERM_DUE, asked.measure, told)
    if asked.varied_in:
        first.anchored_at = first.set_at = asked.came.at
    first.origin = f"measureterm:{asked.term.pk}"
    yield _of_term(first, asked.came, asked, told, clockwork)
    for appeal in asked.appeals:
        at = told.moment(Verb.APPEAL_DECIDED, appeal.pk)
        if at and _due_again(asked, at, told):
            again = owed_of(Kind.TERM_DUE, asked.measure, told)
            again.origin, again.anchored_at, again.set_at = f"appeal:{appeal.pk}", at.at, at.at
            yield _of_term(again, at, asked, told, clockwork)


def _of_term(owed: Expected, since: Moment, asked: Asked, told: Told, clockwork: Clockwork) -> Expected:
    term, measure = asked.term, asked.measure
    owed.subject, owed.promised_for = f"{measure.reference} term {term.number}", term.do_by
    lodged = [told.moment(Verb.APPEAL_LODGED, appeal.pk) for appeal in asked.appeals]
    ends = [(at, End(at.at)) for at in lodged if at and at > since]
    ends += [(asked.gone, End(asked.gone.at))] if asked.gone else []
    ends += [(asked.met, End(asked.met.at, term.done_at))] if asked.met else []
    ends += [(Moment(end.told_at, LAST), end) for end in over_of(owed, measure, told, clockwork)]
    return ended(owed, [end for _, end in sorted(ends, key=lambda one: one[0])])


def _due_again(asked: Asked, at: Moment, told: Told) -> bool:
    """A term has a clock again where, when the appeal ended, it stood, was still to come, and nobody had met it."""
    over = told.over(asked.measure)
    gone = [one for one in (asked.gone, asked.met, over) if one and one <= at]
    to_come = asked.term.do_by is not None and asked.term.do_by > at.at
    return to_come and not gone and asked.came <= at and not told.case_closed(asked.measure.case_id, at)

"""The kerbside check: who is met where and when, which of their terms is broken if it is seen, and what may be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Person
from asbcases.cases.queries import foremost
from asbcases.casework.queries.people import HOLDS, Candidate, Sought, candidates
from asbcases.casework.rules import reference_in
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.forms.boards import KerbsideForm
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.drafts import hours_words
from asbcases.enforcement.queries.kerbside import Bound, Judged, bound_at, more_binds
from asbcases.enforcement.queries.measures import born_on, is_body
from asbcases.enforcement.rules.kerbside import SAYS, Asked, Broken, Verdict, follows
from asbcases.enforcement.rules.powers import Point
from asbcases.enforcement.views.powers import address_of
from asbcases.law.limits import Limits
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from asbcases.web.form_pages import acts, form_page, typed
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

COLOURS: Mapping[Verdict, str] = {
    Verdict.HOLDS: "red",
    Verdict.OVERDUE: "red",
    Verdict.PLACE: "yellow",
    Verdict.SUSPENDED: "purple",
}
BREACHED = (MeasureKind.CPN, MeasureKind.CBO)
TO_RECORD = (Verdict.HOLDS, Verdict.OVERDUE, Verdict.PLACE)
# What the record says of a check.
CHECKED, TOLD_OF_MORE = "kerbside check", "kerbside check: told that there is more"
# What goes on with whoever is chosen of those who are found.
KEPT = ("who", "where", "day_day", "day_month", "day_year", "clock")


class Line(NamedTuple):
    """One term as the page shows it, with the address at which a breach of it is recorded."""

    judged: Judged
    says: str
    colour: str
    hours: str
    record: str


class Row(NamedTuple):
    """One measure, its terms, and what may be done about a breach of it."""

    bound: Bound
    lines: list[Line]
    follows: list[Point]
    # Where it is noted that what binds nobody by law was not kept.
    note: str


@dataclass(frozen=True)
class Meeting:
    """Who asks, when, about which instant and place."""

    by: User
    now: datetime
    asked: Asked


@acts
def kerbside(request: HttpRequest) -> HttpResponse:
    """Say what binds somebody here and now; by POST, so that no name or place stands in an address."""
    user, now = require(request, Action.SEE_ORDERS), timezone.now()
    form = KerbsideForm(typed(request))
    if not form.is_bound or not form.is_valid():
        return form_page(request, "enforcement/kerbside.html", form, {})
    meeting = Meeting(user, now, Asked(form.at or now, _place(form.cleaned_data["where"], user, now)))
    among = access.people_visible_to(user, now=now).select_related("same_as")
    met, found = _met(request, form.cleaned_data["who"], among)
    kept = [(name, request.POST.get(name, "")) for name in KEPT]
    context: dict[str, Any] = {"met": met, "found": found, "at": meeting.asked.at, "kept": kept}
    context |= _shown(met, meeting) if met else {}
    about = TOLD_OF_MORE if context.get("more") else CHECKED
    record_access(Look.LIST, by=user, now=now, about=about, person=met)
    return form_page(request, "enforcement/kerbside.html", form, context)


def _shown(met: Person, meeting: Meeting) -> dict[str, Any]:
    """Return what binds somebody, as far as whoever asks may see it; and whether there is more, and whom to ring then."""
    among = access.scope(Measure.objects.all(), meeting.by, path="case", now=meeting.now)
    found = bound_at(met, meeting.asked, by=meeting.by, among=among)
    more = more_binds(met, meeting.asked.at, found)
    return {
        "born": born_on(met),
        "rows": _rows(met, meeting, found),
        "more": more,
        "on_duty": Roster.on(meeting.now).on_duty(None) if more else None,
    }


def _met(request: HttpRequest, who: str, among: QuerySet[Person]) -> tuple[Person | None, list[Candidate]]:
    """Return who was chosen or named by reference; else who may be meant, unless it is one alone."""
    stated = request.POST.get("person", "").replace("\0", "")[:20] or reference_in(who)
    if stated:
        person = among.filter(HOLDS, reference=stated).first()
        return (foremost(person) if person else None), []
    found = candidates(Sought(name=who), among=among, alone=True)
    return (found[0].person, []) if len(found) == 1 else (None, found)


def _place(where: str, user: User, now: datetime) -> str:
    """Return the words of a place; of premises that were named by reference, their address."""
    reference = reference_in(where)
    if not reference:
        return where
    named = access.premises_visible_to(user, now=now).filter(reference=reference)
    return named.values_list("address", flat=True).first() or where


def _rows(met: Person, meeting: Meeting, found: list[Bound]) -> list[Row]:
    if not found:
        return []
    limits, born = limits_in_force(meeting.now), born_on(met)
    rows = []
    for bound in found:
        follow = follows(_broken(bound, meeting, limits, born)) if bound.matters else []
        lines = [_line(one, bound.measure, meeting) for one in bound.terms]
        note = bound.matters and bound.measure.kind not in BREACHED
        address = address_of("case_journal_new", bound.measure.case.reference) if note else ""
        rows.append(Row(bound, lines, follow, address))
    return rows


def _broken(bound: Bound, meeting: Meeting, limits: Limits, born: date | None) -> Broken:
    measure = bound.measure
    assert measure.issued_on  # noqa: S101 - chosen by it
    return Broken(
        kind=measure.kind,
        day=london_day(meeting.asked.at),
        issued_on=measure.issued_on,
        ends_on=measure.ends_on,
        born=born,
        body=is_body(measure.subject),
        authorities=bound.authorities,
        limits=limits,
    )


def _line(judged: Judged, measure: Measure, meeting: Meeting) -> Line:
    term, verdict = judged.term, judged.verdict
    breach = address_of("breach_new", measure.case.reference, measure.reference)
    query = urlencode({"term": term.number, "at": meeting.asked.at.isoformat(timespec="minutes")})
    enforces = access.may(meeting.by, Action.ENFORCE) and measure.kind in BREACHED
    may = enforces and verdict in TO_RECORD
    return Line(
        judged,
        SAYS[verdict],
        COLOURS.get(verdict, "grey"),
        hours_words(term.hours),
        f"{breach}?{query}" if breach and may else "",
    )

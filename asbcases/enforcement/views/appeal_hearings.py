"""Pages of the hearings of an appeal against a notice: listed, held, and the hearsay notice before them (EVD-2)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from asbcases.enforcement.forms.appeal_hearings import AppealHearingForm, HearsayForm
from asbcases.enforcement.forms.order_courts import OutcomeForm
from asbcases.enforcement.models import Hearing
from asbcases.enforcement.queries.breaches import appeals_of, heard_of, hearsay_of
from asbcases.enforcement.transitions.hearings import hear_appeal, hold_hearing
from asbcases.enforcement.transitions.hearsay import note_hearsay
from asbcases.enforcement.views.after_a_notice import Asked, stale
from asbcases.law.answers import Decision
from asbcases.law.periods import london_day
from asbcases.law.registry import rule_of
from asbcases.law.words import instant_words
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once


@acts
@once
def appeal_hearing_new(request: HttpRequest, reference: str, measure: str, appeal: int) -> HttpResponse:
    """Keep when and where an appeal is heard."""
    asked = Asked(request, reference, measure)
    row = get_object_or_404(appeals_of(asked.measure), pk=appeal)
    row.measure, row.case = asked.measure, asked.case
    form = AppealHearingForm(typed(request), initial={"court": row.court, "at_time": "10:00"})

    def act() -> object:
        assert form.at  # noqa: S101 - a sound form has it
        court = form.cleaned_data["court"]
        return hear_appeal(row, court=court, at=form.at, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "The hearing is kept, and by when hearsay notice is owed.")
    return done or asked.page(form, "Keep the hearing of the appeal", "Keep the hearing")


@acts
@once
def appeal_hearing_held(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record what came of a hearing of an appeal."""
    asked = Asked(request, reference, measure)
    hearing = _hearing(asked, number)
    form = OutcomeForm(typed(request))
    if older := stale(asked, hearing, form, ("outcome", "held_at")):
        return older

    def act() -> object:
        outcome = form.cleaned_data["outcome"]
        return hold_hearing(hearing, outcome=outcome, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "What came of the hearing is kept.")
    return done or asked.page(form, f"What came of hearing {number}", "Keep it", record=hearing)


@acts
@once
def appeal_hearsay(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Keep what became of hearsay notice before the hearing of an appeal."""
    asked = Asked(request, reference, measure)
    hearing = _hearing(asked, number)
    assert hearing.appeal  # noqa: S101 - chosen by it
    late = hearsay_of(hearing, asked.now, served_on=london_day(asked.now))
    warned = {"EVD-2": late.reasons[0]} if late.decision == Decision.WARN else {}
    form = HearsayForm(typed(request), warned=warned)
    if older := stale(asked, hearing.appeal, form, ("hearsay_on", "hearsay_words")):
        return older

    def act() -> object:
        return note_hearsay(hearing, **form.said, over=form.over, by=asked.user, now=asked.now)

    done = asked.acted(form, act, "What became of hearsay notice is kept.")
    told: dict[str, Any] = {"record": hearing.appeal, "quoted": _before(hearing, asked)}
    return done or asked.page(form, "Hearsay notice before the hearing", "Keep it", **told)


def _hearing(asked: Asked, number: int) -> Hearing:
    hearing: Hearing = get_object_or_404(heard_of(asked.measure), number=number)
    hearing.measure, hearing.case = asked.measure, asked.case
    return hearing


def _before(hearing: Hearing, asked: Asked) -> str:
    """Return what the law says of notice before a hearing, in lines."""
    heard = f"{hearing.court} hears the appeal at {instant_words(hearing.at)}."
    return "\n".join((heard, *hearsay_of(hearing, asked.now).reasons, rule_of("EVD-3").says))

"""The letter that explains the case review to the victim of a report: looked at, changed, printed, and marked as sent."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.casework.queries.reports import safe_contact_of
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import report_for, require
from partners.choices import Action
from triggers.forms.explaining_letter import LetterForm, LetterSentForm
from triggers.models import ExplainingLetter
from triggers.queries.explaining import draft_of, letter_of
from triggers.transitions.explaining_letters import keep_letter, send_letter


@acts
@once
def review_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the letter, drafted until somebody keeps it, and keep what was changed."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    letter = letter_of(report)
    form = LetterForm(typed(request), initial=_begun(report, letter, user, now))
    if form.is_valid():
        said = form.cleaned_data
        if tried(form, lambda: keep_letter(report, **said, by=user, now=now)):
            messages.success(request, "The letter is kept: print it, and say when it was sent.")
            return redirect("review_letter", report.reference)
    context = {"report": report, "letter": letter, "contact": safe_contact_of(report)}
    return form_page(request, "triggers/explaining_letter.html", form, context)


def _begun(report: Report, letter: ExplainingLetter | None, user: User, now: datetime) -> dict[str, object]:
    """Return the text that stands in the form at first: what was kept, or a draft."""
    words = letter.words if letter else draft_of(report, by=user, now=now)
    return {"words": words, "seen": letter.number if letter else 0}


@acts
@once
def review_letter_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how and when the letter was sent, which explains the case review."""
    report = report_for(request, reference)
    user, now = require(request, Action.RECEIVE_REPORT), timezone.now()
    letter = letter_of(report)
    form = LetterSentForm(typed(request), now=now, initial={"seen": letter.number if letter else 0})
    sent = tried(form, lambda: _sent(form, report, user, now)) if form.is_valid() else None
    if sent:
        messages.success(
            request, "It is kept that the letter was sent, and that the case review was explained by it."
        )
        return redirect("review_explained", report.reference)
    context = {"report": report, "letter": letter}
    return form_page(request, "triggers/explaining_letter_sent.html", form, context)


def _sent(form: LetterSentForm, report: Report, by: User, now: datetime) -> ExplainingLetter:
    said = form.cleaned_data
    assert form.at is not None  # noqa: S101 - a valid form has it
    return send_letter(report, how=said["how"], sent_at=form.at, seen=said["seen"], by=by, now=now)

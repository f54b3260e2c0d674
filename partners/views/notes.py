"""Notes of an agency on a case that is shared with it: read and written on one page."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, person, require
from partners import access
from partners.choices import Action
from partners.forms.notes import NoteForm
from partners.models import Share
from partners.queries.notes import notes_of_agency
from partners.transitions.noting import note_for_agency

NEWEST = ("-number", "-id")


@acts
@once
def shared_notes(request: HttpRequest, reference: str) -> HttpResponse:
    """List what one's agency noted on a shared case, the newest first, and add a note to it."""
    user, now, shares = noted_for(request, reference)
    form = NoteForm(typed(request))
    if form.is_valid():
        made = tried(form, lambda: note_for_agency(shares, **form.cleaned_data, by=user, now=now))
        if made:
            messages.success(request, f"Note {made.number} is kept.")
            return redirect("shared_notes", reference)
    notes = notes_of_agency(shares[0].case_id, user, now=now)
    context = {"reference": reference, "page": page_of(request, notes, NEWEST)}
    return form_page(request, "partners/shared_notes.html", form, context)


def noted_for(
    request: HttpRequest, reference: str, *, look: Look = Look.PAGE
) -> tuple[User, datetime, list[Share]]:
    """Return the shares by which a person knows a case, and keep that its notes were read; 404 where nothing is shared."""
    user, now = person(request), timezone.now()
    shares = list(access.shares_open_of(reference, user, now=now).order_by("number"))
    if not shares:
        raise Http404(NOT_FOUND)
    require(request, Action.NOTE_FOR_AGENCY)
    record_access(look, by=user, now=now, about="notes of an agency", case=Case(pk=shares[0].case_id))
    return user, now, shares

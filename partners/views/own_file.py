"""Many reports of an agency in one file: the template, a look through it that keeps nothing, and taking it in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.casework.imports.agency_file import COLUMNS, NEEDED
from asbcases.casework.transitions.from_agencies import TakenIn, take_in_reports
from asbcases.web.csv_answer import csv_answer
from asbcases.web.form_pages import acts, form_page, tried
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action
from partners.forms.own_file import OwnFileForm

# So many lines of a file are shown; the rest is counted.
SHOWN = 50


@require_safe
def own_template(request: HttpRequest) -> HttpResponse:
    """Hand out an empty sheet with the columns of the file."""
    require(request, Action.REPORT_FOR_AGENCY)
    return csv_answer("reports-to-the-police", list(COLUMNS), [])


@acts
@once
def own_import(request: HttpRequest) -> HttpResponse:
    """Look through a file of reports, line by line; and take it in, all of it or nothing, once that is wanted."""
    user, now = require(request, Action.REPORT_FOR_AGENCY), timezone.now()
    sent = request.method == "POST"
    form = OwnFileForm(request.POST, request.FILES) if sent else OwnFileForm()
    sheet = form.read(user, now=now) if sent and form.is_valid() else None
    wanted = bool(sheet) and "send" in request.POST
    if sheet and wanted and not sheet.faults:
        stated = {"file": form.carried["name"], "digest": form.digest}
        if taken := tried(form, lambda: take_in_reports(sheet.tellings, **stated, by=user, now=now)):
            messages.success(request, _told(taken))
            return redirect("own_list")
    context = {
        "sheet": sheet,
        "columns": [(name, words, name in NEEDED) for name, words in COLUMNS.items()],
        "carried": form.carried if sheet and not sheet.faults else None,
        "shown": SHOWN,
    }
    answer = form_page(request, "partners/own_import.html", form, context)
    if sheet and sheet.faults:
        answer.status_code = 400
    return answer


def _told(taken: TakenIn) -> str:
    """Return what came of a file in one sentence."""
    many = len(taken.new)
    new = "1 report is" if many == 1 else f"{many or 'No'} reports are"
    before = f" {taken.already} were told before and are not taken in again." if taken.already else ""
    return f"{new} new to the police.{before}"

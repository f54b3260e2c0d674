"""The page on which somebody tells of the reports that they made so far, one after the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from asbcases.web.public_forms.pages import TRAPPED, onward, place_of, shown, step_url, trapped
from triggers.forms.public import ReportForm
from triggers.views.public_draft import ApplicationDraft

PAGE = "reports"
MOST_REPORTS = 20
TOO_MANY = f"You can add up to {MOST_REPORTS} reports. Tell us in your own words if there are more."
NOTHING = "Enter a report, or choose “I do not have the details”"


def reports_page(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """Add a report, leave one out, or go on; whoever has no details says so."""
    form = ReportForm(request.POST if request.method == "POST" else None, now=draft.now)
    if request.method == "POST" and (goes := _acted(request, draft, form)):
        draft.save()
        return redirect(step_url(draft, PAGE)) if goes == PAGE else onward(draft, PAGE)
    context = {"form": form, "reports": draft.held["reports"], **place_of(draft, PAGE, form.title)}
    return shown(request, draft, PAGE, context, status=400 if form.is_bound else 200)


def _acted(request: HttpRequest, draft: ApplicationDraft, form: ReportForm) -> str:
    """Do what was asked, and return where it leads; nothing where there is a fault."""
    if (place := request.POST.get("remove", "")).isdecimal():
        draft.remove_report(int(place))
        return PAGE
    if trapped(request):
        form.add_error(None, TRAPPED)
    if not form.is_valid() or not _told(request, draft, form):
        return ""
    if "add" in request.POST:
        return PAGE
    draft.done(PAGE)
    return "onward"


def _told(request: HttpRequest, draft: ApplicationDraft, form: ReportForm) -> bool:
    """Keep the report that was told of, or that there are no details; False where neither is."""
    if line := form.line():
        if len(draft.held["reports"]) >= MOST_REPORTS:
            form.add_error(None, TOO_MANY)
            return False
        draft.add_report(line)
    elif "none" in request.POST and not draft.held["reports"]:
        draft.held["no_details"] = True
    elif "add" in request.POST or not draft.form(PAGE).is_valid():
        form.add_error("to_whom", NOTHING)
        return False
    return True

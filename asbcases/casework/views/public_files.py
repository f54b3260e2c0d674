"""The page of the public form on which files are added and left out again, a few at a time."""

from collections.abc import Sequence

from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.cases.files import MOST, WORDS, clean_name, put_aside
from asbcases.casework.forms.public import FilesForm
from asbcases.casework.views.public_draft import ReportDraft
from asbcases.errors import Refused
from asbcases.web.public_forms.pages import onward, place_of, shown, step_url, too_many

MOST_FILES = 10


def files_page(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Add files, leave one out, or go on."""
    faults: list[str] = []
    if request.method == "POST":
        sent = request.FILES.getlist("evidence")
        if sent and (refusal := too_many(request, draft, "file")):
            return refusal
        faults = _acted(request, draft, sent)
        if not faults:
            return _onward(request, draft, bool(sent))
    return _shown(request, draft, faults)


def _acted(request: HttpRequest, draft: ReportDraft, sent: "Sequence[File[bytes]]") -> list[str]:
    """Do what was asked, and return a sentence for each file that was not taken."""
    if (place := request.POST.get("remove", "")).isdecimal():
        draft.remove_file(int(place))
    faults = [fault for file in sent if (fault := _added(draft, file))]
    if not faults and "remove" not in request.POST and not (sent and "add" in request.POST):
        draft.done("files")
    draft.save()
    return faults


def _added(draft: ReportDraft, file: "File[bytes]") -> str:
    if len(draft.files) >= MOST_FILES:
        return f"You can add up to {MOST_FILES} files. Tell us in your own words if there are more."
    today = timezone.localdate(draft.now)
    try:
        draft.add_file(put_aside(file, file.name or "", on=today), today)
    except Refused as refused:
        return f"{clean_name(file.name or '')}: {refused.reason}"
    return ""


def _onward(request: HttpRequest, draft: ReportDraft, sent: bool) -> HttpResponse:
    if "remove" in request.POST or (sent and "add" in request.POST) or "add" in request.POST:
        return redirect(step_url(draft, "files"))
    return onward(draft, "files")


def _shown(request: HttpRequest, draft: ReportDraft, faults: list[str]) -> HttpResponse:
    form = FilesForm()
    context = {
        "form": form,
        "files": [kept for _, kept in draft.files],
        "faults": faults,
        "kinds": WORDS,
        "most": MOST // 1024 // 1024,
        "most_files": MOST_FILES,
        **place_of(draft, "files", form.title),
    }
    return shown(request, draft, "files", context, status=400 if faults else 200)

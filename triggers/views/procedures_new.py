"""A new version of an area's procedure is entered, looked at beforehand, and signed off by name."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.policies.queries import limits_in_force
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, require
from partners.choices import Action
from triggers.forms.procedures import ProcedureForm, typed_again
from triggers.models import LocalProcedure
from triggers.queries.areas import name_of
from triggers.rules.procedures import read, warnings
from triggers.transitions.procedures import add_procedure
from triggers.views.procedures import changed_by

LOOK = "look"


@acts
@once
def procedure_new(request: HttpRequest, area: str) -> HttpResponse:
    """Enter a version of an area's procedure, beginning with what the newest one states; `look` only shows what changes."""
    by, name = require(request, Action.KEEP_PROCEDURES), name_of(area)
    if not name:
        raise Http404(NOT_FOUND)
    newest = LocalProcedure.objects.filter(area=area).order_by("in_force_from").last()
    given = typed_again(newest.content) if newest else {"name": name}
    form = ProcedureForm(typed(request), area=area, initial={**given, "version": "", "source": ""})
    seen = request.POST.get("seen", str(newest.pk) if newest else "")
    context: dict[str, object] = {"area": area, "name": name, "newest": newest, "seen": seen}
    if form.is_valid():
        if request.POST.get("act") == LOOK:
            context |= _looked(form, by)
        elif version := tried(form, lambda: _added(form, by, _seen(request))):
            messages.success(request, "The version is entered, with who signed it off.")
            return redirect("procedure_page", version.pk)
    return form_page(request, "triggers/procedure_new.html", form, context)


def _looked(form: ProcedureForm, by: User) -> dict[str, object]:
    procedure = read(form.content)
    return {
        "changed": changed_by(procedure, by),
        "warned": warnings(procedure, limits_in_force(timezone.now())),
    }


def _seen(request: HttpRequest) -> int | None:
    """Return the version that whoever types had before them; none where there was none."""
    sent = request.POST.get("seen", "")
    if sent and not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        raise BadRequest("The hidden number of the newest version is damaged: load the page again.")
    return int(sent) if sent else None


def _added(form: ProcedureForm, by: User, seen: int | None) -> LocalProcedure:
    said = form.cleaned_data
    return add_procedure(
        form.content,
        signed_off_by=said["signed_off_by"],
        signed_off_on=said["signed_off_on"],
        seen=seen,
        by=by,
        now=timezone.now(),
    )

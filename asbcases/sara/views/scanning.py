"""Scanning: the problem is described by the five questions of CHEERS, and a supervisor decides whether it is taken on."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from asbcases.sara import transitions as verbs
from asbcases.sara.choices import Decision
from asbcases.sara.forms.scanning import ScanForm, ScreenForm
from asbcases.sara.models import Scanning
from asbcases.sara.queries.on_file import OnFile
from asbcases.sara.views.asked import Asked
from asbcases.sara.views.changes import CHEERS, scan_lines, scans_compared
from asbcases.sara.views.youth_shown import youth_shown
from asbcases.web.form_pages import acts
from asbcases.web.once import once

PART = "scanning"


@acts
@once
def plan_scan(request: HttpRequest, reference: str) -> HttpResponse:
    """Describe the problem; it begins with what was said before."""
    asked = Asked(request, reference)
    newest = Scanning.objects.filter(plan=asked.plan).order_by("-number").first()
    before = {name: getattr(newest, name) for name in CHEERS} if newest else None
    form = ScanForm(asked.typed, initial=before)
    return asked.answer(
        form,
        lambda: verbs.scan_plan(asked.plan, verbs.Cheers(**form.cleaned_data), **asked.act),
        title="Describe the problem",
        button="Keep the description",
        done="The problem is described. A supervisor who does not own the plan decides whether it is taken on.",
        part=PART,
    )


@acts
@once
def plan_screen(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide whether a plan is taken on, with the problem as it was scanned and what changed in it."""
    asked = Asked(request, reference)
    scans = OnFile(asked.plan).scans
    form = ScreenForm(asked.typed)

    def act() -> object:
        if scans:
            asked.refuse_unless_seen(scans[0].number, "The problem was described anew meanwhile")
        said = {**form.cleaned_data, "decision": Decision(form.cleaned_data["decision"])}
        return verbs.screen_plan(asked.plan, **said, **asked.act)

    return asked.answer(
        form,
        act,
        title="Decide whether it is taken on",
        button="Sign the decision",
        done="The decision is kept.",
        part=PART,
        template="sara/plan_screen.html",
        **_shown(asked, scans[0] if scans else None),
    )


def _shown(asked: Asked, newest: Scanning | None) -> dict[str, Any]:
    """Return the problem as it stands, and what changed in it since a supervisor last looked, or since the scan before."""
    if newest is None:
        return {}
    on_file = OnFile(asked.plan)
    looked = on_file.reviews[0].reviewed_at if on_file.reviews else None
    earlier = [one for one in on_file.scans if one.number < newest.number]
    known = [one for one in earlier if looked and one.recorded_at <= looked]
    before = next(iter(known or earlier), None)
    return {
        "unconsidered": youth_shown(on_file, asked.user, asked.now)["unconsidered"],
        "seen": newest.number,
        "newest": newest,
        "before": before,
        "lines": scans_compared(before, newest) if before else [],
        "scanned": scan_lines(newest),
    }

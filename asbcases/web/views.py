"""The first page of each role, the jump box, the auditor's record, and the pages that say what went wrong."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import AuditEvent
from asbcases.audit.queries.looks import Named, names_of, roots_of
from asbcases.audit.rules.operations import OPERATION_OF
from asbcases.audit.transitions import record_access
from asbcases.audit.verbs import verb_of
from asbcases.cases.models import Case, Incident, Report
from asbcases.casework.queries.incident_parts import known_elsewhere
from asbcases.casework.rules import asked_in, measure_in, reference_in
from asbcases.enforcement.models import Measure
from asbcases.web.converters import PAGES
from asbcases.web.keyset import page_of
from asbcases.web.scoped import person
from partners import access
from partners.choices import Action
from partners.models import Question, Referral
from partners.plans.access import plans_visible_to
from partners.queries.referrals import questions_to, referrals_to

# How many records are offered that other systems know by one reference.
MOST_FOUND = 25
# Each role meets first what it comes for.
FIRST: Mapping[str, str] = {
    Role.CONTACT_HANDLER: "report_new",
    Role.RESPONSE_OFFICER: "incident_sent_to_me",
    Role.CPT_OFFICER: "case_list",
    Role.ASB_OFFICER: "order_board",
    Role.SUPERVISOR: "deadline_board",
    Role.PARTNER: "shared_list",
    Role.COORDINATOR: "review_board",
    Role.ANALYST: "published_months",
    Role.AUDITOR: "record_list",
    Role.ADMINISTRATOR: "user_list",
}

# Who may know of each kind of record, by the beginning of its references.
VISIBLE: Mapping[str, Callable[..., Any]] = {
    "ASB": access.cases_visible_to,
    "INC": access.incidents_visible_to,
    "RPT": access.reports_visible_to,
    "ACR": access.reviews_visible_to,
    "PER": access.people_visible_to,
    "PRM": access.premises_visible_to,
    "VEH": access.vehicles_visible_to,
    "SAR": plans_visible_to,
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send a person to what their role comes for."""
    return redirect(FIRST[person(request).role])


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """State how far everybody can use the service, what does not work, and whom to tell; nobody need sign in."""
    context = {
        "base": "base.html" if request.user.is_authenticated else "public/base.html",
        # Who comes from the public form may have to leave this page as quickly as those.
        "exit_url": settings.EXIT_URL,
        "contact": settings.ACCESSIBILITY_CONTACT,
        "prepared": settings.ACCESSIBILITY_PREPARED,
        "reviewed": settings.ACCESSIBILITY_REVIEWED,
    }
    return render(request, "web/accessibility.html", context)


@require_safe
def jump(request: HttpRequest) -> HttpResponse:
    """Go to the record of a reference; one that is not for this person answers as one that does not exist."""
    user, now = person(request), timezone.now()
    sought = request.GET.get("q", "").replace("\0", "").strip()[:80]
    reference = reference_in(sought)
    if asked := asked_in(sought):
        return _to_asked(request, asked, user, now)
    if measure := measure_in(sought):
        return _to_measure(request, measure, user, now)
    if reference and access.shares_open_of(reference, user, now=now).exists():
        return redirect("shared_page", reference)
    if reference and _is_visible(reference, user, now):
        # A partner reads what was shared on pages of its own, never on those of the police.
        works_on_it = reference.startswith("ACR") and access.may(user, Action.SEE_REVIEWS)
        if access.may(user, Action.SEE_SHARED) and not works_on_it:
            return redirect("shared_list")
        return redirect(PAGES[reference[:3]], reference)
    found = [] if reference else _known_elsewhere(sought, user, now)
    if len(found) == 1:
        return redirect(PAGES[found[0].reference[:3]], found[0].reference)
    may_ask = reference.startswith("ASB") and access.may(user, Action.BREAK_GLASS)
    context = {"sought": sought, "reference": reference, "found": found, "may_ask": may_ask}
    return render(request, "casework/jump.html", context)


def _known_elsewhere(sought: str, user: User, now: datetime) -> list[Report | Incident | Case]:
    """Return the records that other systems know by this reference, whatever its punctuation; for police only."""
    if not access.may(user, Action.RECORD_INCIDENT):
        return []
    reports = access.reports_visible_to(user, now=now)
    known = known_elsewhere(
        sought,
        reports=reports,
        incidents=access.incidents_visible_to(user, now=now),
        cases=access.cases_visible_to(user, now=now),
        most=MOST_FOUND,
    )
    record_access(Look.LIST, by=user, now=now, about="references of other systems")
    roots = [row.report or row.incident or row.case for row in known]
    if by_form := _public_reference(sought):
        roots += reports.filter(public_reference=by_form)
    return list(dict.fromkeys(root for root in roots if root))


def _public_reference(sought: str) -> str:
    """Return the reference with which the public form answers, however it is written; nothing where it is none."""
    letters = "".join(letter for letter in sought.upper() if letter.isalnum())
    return "-".join(letters[place : place + 4] for place in (0, 4, 8)) if len(letters) == 12 else ""


def _to_measure(request: HttpRequest, reference: str, user: User, now: datetime) -> HttpResponse:
    """Go to a warning, notice, order or earlier step of a case that this person sees, where their role sees such."""
    seen = access.scope(Measure.objects.filter(reference=reference), user, path="case", now=now)
    case = seen.values_list("case__reference", flat=True).first()
    if case and access.may(user, Action.SEE_ORDERS):
        return redirect("measure_page", case, reference)
    return render(request, "casework/jump.html", {"sought": reference, "reference": reference, "found": []})


def _to_asked(request: HttpRequest, reference: str, user: User, now: datetime) -> HttpResponse:
    """Go to a referral or question: its agency to their own page of it, police to that of its case."""
    referral, question = reference.startswith("REF"), reference.startswith("ASK")
    if access.may(user, Action.ANSWER_REFERRAL):
        sent = referrals_to(user) if referral else questions_to(user)
        if sent.filter(reference=reference).exists():
            return redirect("request_question" if question else "request_page", reference)
    elif access.may(user, Action.SEND_REFERRAL):
        rows: QuerySet[Any] = (Referral if referral else Question).objects.filter(reference=reference)
        seen = access.scope(rows, user, path="case", now=now).values_list("case__reference", "number")
        if found := seen.first():
            return redirect("question_page" if question else "referral_page", *found)
    return render(request, "casework/jump.html", {"sought": reference, "reference": reference, "found": []})


def _is_visible(reference: str, user: User, now: datetime) -> bool:
    visible: QuerySet[Any] = VISIBLE[reference[:3]](user, now=now)
    return visible.filter(reference=reference).exists()


@require_safe
def record_list(request: HttpRequest) -> HttpResponse:
    """List what was done, by whom and when, the newest first; for the auditor, whose reading is recorded too."""
    user = person(request)
    if user.role != Role.AUDITOR:
        raise PermissionDenied
    record_access(Look.LIST, by=user, now=timezone.now(), about="the record")
    page = page_of(request, AuditEvent.objects.all(), ("-id",))
    names = names_of(page.rows)
    lines = [(event, OPERATION_OF[verb_of(event.verb)].label, _of(event, names)) for event in page]
    return render(request, "casework/record_list.html", {"page": page, "lines": lines})


def _of(event: AuditEvent, names: Mapping[tuple[str, int], Named]) -> str:
    return ", ".join(names[root].reference for root in roots_of(event) if root in names)


# --- What went wrong: nothing of the request stands in these pages, so nothing can be learned from them ---
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read."""
    return HttpResponse(render_to_string("400.html"), status=400)


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the role does not allow this."""
    return HttpResponse(render_to_string("403.html"), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here; the same for what does not exist and for what is not for this person."""
    return HttpResponse(render_to_string("404.html"), status=404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return HttpResponse(render_to_string("500.html"), status=500)

"""Packs of panels: made at a level, read as a page, handed out as the file that was made; each look is recorded."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.enforcement.views.papers import SANDBOX, on_page
from asbcases.web.form_pages import acts, form_page, tried
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import require, review_for
from partners import access
from partners.choices import Action
from triggers.forms.packs import PackForm
from triggers.models import Panel, PanelAttendee, ReviewPack
from triggers.queries.packs import listed, packs_open_to
from triggers.transitions.packs import make_pack
from triggers.views.asked import Asked

NEWEST = ("-made_at", "-id")


@require_safe
def packs_for_me(request: HttpRequest) -> HttpResponse:
    """List the packs of all panels that somebody reads, the newest first."""
    user, now = require(request, Action.READ_PACKS), timezone.now()
    page = page_of(request, listed(packs_open_to(user, now=now)), NEWEST)
    record_access(Look.LIST, by=user, now=now, about="Packs of panels")
    return render(request, "triggers/pack_list_of_all.html", {"page": page})


@require_safe
def review_packs(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """List the packs of one panel."""
    asked = Asked(request, reference)
    panel = asked.row(Panel.objects.all(), number=number)
    page = page_of(request, listed(packs_open_to(asked.user, now=asked.now)).filter(panel=panel), NEWEST)
    context = {"review": asked.review, "panel": panel, "page": page, "here": f"Packs of panel {number}"}
    return render(request, "triggers/pack_list.html", context)


@acts
@once
def review_pack_new(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Make a pack for a panel."""
    asked = Asked(request, reference)
    panel = asked.row(Panel.objects.all(), number=number)
    form = PackForm(asked.typed)
    if form.is_valid() and (pack := tried(form, lambda: make_pack(panel, **form.said, **asked.act))):
        messages.success(request, f"Pack {pack.number} is made. Read it through before it goes out.")
        return redirect("review_pack", reference, pack.number)
    return form_page(request, "triggers/pack_new.html", form, _about(asked, panel))


def _about(asked: Asked, panel: Panel) -> dict[str, Any]:
    """Return who was let in at which tier, and whether the pack can say what was done on the case."""
    seats = PanelAttendee.objects.filter(panel=panel, recorded_in_error_at=None)
    linked = asked.review.case_id or 0
    seen = access.cases_visible_to(asked.user, now=asked.now).filter(pk=linked)
    return {
        "review": asked.review,
        "panel": panel,
        "seats": seats.select_related("agency", "grant").order_by("number"),
        "case_unseen": bool(linked) and not seen.exists(),
    }


@require_safe
def review_pack(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the words of a pack as they were stored with it."""
    pack, user, now = _pack(request, reference, number)
    works = access.reviews_worked_by(user, now=now).filter(pk=pack.review_id).exists()
    context = {"review": pack.review, "pack": pack, "works": works, "here": f"Pack {number}"}
    return render(request, "triggers/pack_page.html", {**context, **on_page(pack.data)})


@require_safe
def review_pack_pdf(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Hand out the bytes of a pack as they were made, under a name that says nothing of anybody."""
    pack, user, now = _pack(request, reference, number)
    about = f"pack {pack.number} of {pack.review.reference}"
    record_access(Look.EXPORT, by=user, now=now, about=about, review=pack.review)
    response = HttpResponse(bytes(pack.pdf), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, file_name(pack))
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def file_name(pack: ReviewPack) -> str:
    """Return the name under which a pack is saved."""
    return f"{pack.review.reference}-pack-{pack.number}{'-large' if pack.large else ''}.pdf"


def _pack(request: HttpRequest, reference: str, number: int) -> tuple[ReviewPack, User, datetime]:
    """Return a pack, who reads it and when; 404 where it is not for them, as where there is none.

    Whoever sees the review, and was neither let in nor works on it, reads none of its packs: 403.
    """
    review = review_for(request, reference)
    user, now = require(request, Action.READ_PACKS), timezone.now()
    if not access.reads_packs_of(review, user, now=now):
        raise PermissionDenied
    open_to = packs_open_to(user, now=now).select_related("recorded_by")
    return get_object_or_404(open_to, review=review, number=number), user, now

"""What staff do for an applicant who does not know the area, or who asks how far it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from asbcases.web.form_pages import acts
from asbcases.web.once import once
from asbcases.web.scoped import require, review_for
from partners.choices import Action
from triggers.forms.receiving import SettleForm
from triggers.queries.areas import names_of_areas
from triggers.transitions.settling import settle_area
from triggers.transitions.status_links import LASTS, give_status_link
from triggers.views.asked import Asked


@acts
@once
def review_settle(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a review of no known area the one it belongs to."""
    asked = Asked(request, reference)
    form = SettleForm(asked.typed, areas=list(names_of_areas().items()))
    return asked.answer(
        form,
        lambda: settle_area(asked.review, **form.cleaned_data, **asked.act),
        title="Which area is it?",
        button="Give it to this area",
        done="The area has it now: its clocks run from the receipt, and its bodies are told.",
        quoted=asked.review.application.place_text or asked.review.application.applicant_address,
    )


@acts
def review_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a code by which the applicant looks once how far it is, and show it once: it is kept nowhere."""
    review = review_for(request, reference)
    by, given, address = require(request, Action.WORK_REVIEW), None, ""
    if request.method == "POST":
        given = give_status_link(review, by=by, now=timezone.now())
        address = request.build_absolute_uri(f"{reverse('public_review_status')}?code={given.code}")
    context = {"review": review, "given": given, "address": address, "days": LASTS.days}
    return render(request, "triggers/review_link.html", context)

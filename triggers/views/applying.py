"""Staff take an application down: for an area of theirs, or for whoever's area it is, as the public form does."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from asbcases.accounts.models import Council, User
from asbcases.cases.models import Case, CaseReview
from asbcases.casework.rules import reference_in
from asbcases.notify.kick import kick
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action
from triggers.forms.applying import ApplicationForm, PassOnForm
from triggers.queries.areas import areas_received_by
from triggers.queries.boards import names_of_areas
from triggers.tasks import take_in_applications
from triggers.transitions.applications import receive_application
from triggers.transitions.public import pass_on

PAGE = "triggers/application_new.html"


@acts
@once
def application_new(request: HttpRequest) -> HttpResponse:
    """Take an application in for an area whose reviews one sees."""
    user, now = require(request, Action.RECEIVE_APPLICATION), timezone.now()
    areas = list(areas_received_by(user).values_list("code", "name"))
    form = ApplicationForm(typed(request), areas=areas, now=now)
    if form.is_bound and form.is_valid():
        case = _case_named(form, user, now)
        if not form.errors and (review := tried(form, lambda: _received(form, case, user, now))):
            words = f"{review.reference} is received: its clocks run, and the bodies are told."
            messages.success(request, words)
            return redirect("review_page", review.reference)
    may_pass_on = access.may(user, Action.PASS_ON_APPLICATION)
    return form_page(
        request, PAGE, form, {"title": "Enter an application", "elsewhere": may_pass_on, "to": "review_board"}
    )


@acts
@once
def application_pass_on(request: HttpRequest) -> HttpResponse:
    """Take an application down for any area: its co-ordinator has it within a minute."""
    user, now = require(request, Action.PASS_ON_APPLICATION), timezone.now()
    form = PassOnForm(typed(request), areas=_areas(), now=now)
    if form.is_bound and form.is_valid() and tried(form, lambda: _left(form, now)):
        area = form.cleaned_data["area"]
        messages.success(
            request, f"The application is with the co-ordinator of {names_of_areas([area])[area]}."
        )
        return redirect("home")
    to = "review_board" if access.may(user, Action.SEE_REVIEWS) else "home"
    context = {"title": "Pass an application on", "passes_on": True, "to": to}
    return form_page(request, PAGE, form, context)


def _areas() -> list[tuple[str, str]]:
    return list(Council.objects.order_by("name").values_list("code", "name"))


def _case_named(form: ApplicationForm, user: User, now: datetime) -> Case | None:
    typed_words = form.cleaned_data["case"].strip()
    if not typed_words:
        return None
    seen = access.cases_visible_to(user, now=now)
    case = seen.filter(reference=reference_in(typed_words)).first()
    if case is None:
        form.add_error("case", "There is no such case, or it is not for you: leave it out, or correct it")
    return case


def _received(form: ApplicationForm, case: Case | None, by: User, now: datetime) -> CaseReview:
    told: Any = form.told
    # A valid form has its moment.
    received_at = form.at or now
    return receive_application(received_at=received_at, case=case, by=by, now=now, **form.stated, **told)


def _left(form: PassOnForm, now: datetime) -> bool:
    """Leave what was told for the service of intake; who leaves it reads nothing."""
    pass_on(received_at=form.at or now, now=now, **form.stated, **form.told)
    kick(take_in_applications)
    return True

"""What was found in the records for a worksheet: added, looked at where it is only near, or set aside with a reason."""

from datetime import datetime
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse

from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.law.limits import Limits
from asbcases.policies.queries import limits_in_force
from asbcases.web.form_pages import acts
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND
from triggers.choices import Link
from triggers.forms.found import FoundForm, NearForm, called
from triggers.forms.worksheets import ReasonForm
from triggers.queries.found import Found, found_for, references_seen
from triggers.transitions.found import add_found, add_near, set_aside
from triggers.transitions.worksheets import refuse_twice
from triggers.views.asked import Asked

HERE = "review_worksheet"
# A page shows no endless list: the others come once these are dealt with.
MOST = 50


class Shown(NamedTuple):
    """What was found, as the worksheet shows it."""

    proposals: list[tuple[Found, str]]
    aside: list[Found]
    more: int
    counting: list[int]


def shown(review: CaseReview, user: User, limits: Limits, now: datetime) -> Shown | None:
    """Return what is proposed, with the reference where the person may read the report; None where nothing is looked for."""
    if review.stage != ReviewStage.RECEIVED:
        return None
    found = found_for(review, limits)
    open_ones = [one for one in found if not one.set_aside]
    here = open_ones[:MOST]
    seen = references_seen(here, user, now)
    return Shown(
        [(one, seen.get(one.report, "")) for one in here],
        [one for one in found if one.set_aside],
        len(open_ones) - len(here),
        [one.report for one in here if one.proposal.certain and one.proposal.row.counts],
    )


@acts
@once
def review_found_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Put one or all of what was found for certain on the worksheet."""
    asked = Asked(request, reference)
    found = [one for one in found_for(asked.review, limits_in_force(asked.now)) if not one.proposal.near]
    counting = [str(one.report) for one in found if one.proposal.row.counts and not one.set_aside]
    form = FoundForm(asked.typed, found=found, initial={"reports": counting})
    return asked.answer(
        form,
        lambda: add_found(asked.review, reports=form.chosen, **asked.act),
        title="Add what was found in the records",
        button="Put them on the worksheet",
        done="What was found stands on the worksheet.",
        to=HERE,
    )


@acts
@once
def review_found_near(request: HttpRequest, reference: str, report: int) -> HttpResponse:
    """Decide that a report that is only near is tied to the application, and how."""
    asked = Asked(request, reference)
    one, form = _found(asked, report), NearForm(asked.typed)

    def act() -> object:
        link, reason = Link(form.cleaned_data["link"]), form.cleaned_data["reason"]
        return add_near(asked.review, report=report, link=link, reason=reason, **asked.act)

    return asked.answer(
        form,
        act,
        title=f"Is it tied to the application: {called(one)}?",
        button="Put it on the worksheet",
        done="The complaint stands on the worksheet.",
        quoted=f"Alike: {', '.join(one.proposal.near) or 'the record itself'}. {one.proposal.row.sentence}",
        to=HERE,
    )


@acts
@once
def review_found_aside(request: HttpRequest, reference: str, report: int) -> HttpResponse:
    """Set a report that was found aside, with the reason."""
    asked = Asked(request, reference)
    one, form = _found(asked, report), ReasonForm(asked.typed)
    return asked.answer(
        form,
        lambda: set_aside(asked.review, report=report, reason=form.cleaned_data["reason"], **asked.act),
        title=f"Set aside: {called(one)}",
        button="Set it aside",
        done="It is set aside, and is not proposed again.",
        quoted=one.proposal.row.sentence,
        to=HERE,
    )


def _found(asked: Asked, report: int) -> Found:
    found = (one for one in found_for(asked.review, limits_in_force(asked.now)) if one.report == report)
    one = next(found, None)
    if one is None:
        if asked.request.method == "POST":
            refuse_twice(asked.review, report)
        raise Http404(NOT_FOUND)
    return one

"""A plan is shared with an agency until a day, and that is ended."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action
from partners.models import PlanShare
from partners.plans.forms import SharePlanForm, UnshareForm
from partners.plans.queries import shares_of_plan
from partners.plans.transitions import share_plan, unshare_plan


@acts
@once
def plan_share(request: HttpRequest, reference: str) -> HttpResponse:
    """Show with whom a plan is shared, and share it with an agency."""
    asked = Asked(request, reference)
    require(request, Action.SHARE_CASE)
    form = SharePlanForm(asked.typed)
    return asked.answer(
        form,
        lambda: share_plan(asked.plan, **form.stated, **asked.act),
        title="Share the plan",
        button="Share it",
        done="The agency sees the plan: title, objective, stage and the responses that it owns.",
        part="sharing",
        template="sara/plan_share.html",
        shares=shares_of_plan(asked.plan),
        now=timezone.now(),
    )


@acts
@once
def plan_unshare(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """End at once what an agency sees of a plan."""
    asked = Asked(request, reference)
    require(request, Action.SHARE_CASE)
    share = asked.row(PlanShare.objects.select_related("grant__agency"), number=number)
    form = UnshareForm(asked.typed)
    return asked.answer(
        form,
        lambda: unshare_plan(share, reason=form.cleaned_data["reason"], **asked.act),
        title="End what they see",
        button="End it now",
        done="It is ended: the next request finds nothing.",
        part="sharing",
        record=share,
        shown=("recalled_why",),
        quoted=share.grant.agency.name if share.grant.agency else "",
    )

"""What a plan works on is linked and unlinked, and a plan is given to somebody else."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from asbcases.errors import Refused
from asbcases.sara import transitions as verbs
from asbcases.sara.forms.linking import LinkForm, TransferForm, UnlinkForm
from asbcases.sara.models import PlanLink
from asbcases.sara.queries import STANDS
from asbcases.sara.transitions.plans import Linked
from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts, taken_off
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND
from partners import access
from partners.plans.access import links_visible_to

PART = "links"
# Among what a reference is looked for, by its beginning.
SEEN: Mapping[str, Callable[..., Any]] = {
    "ASB": access.cases_visible_to,
    "INC": access.incidents_visible_to,
    "PER": access.people_visible_to,
    "PRM": access.premises_visible_to,
}


@acts
@once
def plan_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Link a plan to what it works on; what this person may not see is like what does not exist."""
    asked = Asked(request, reference)
    form = LinkForm(asked.typed)
    return asked.answer(
        form,
        lambda: verbs.link(asked.plan, to=_found(asked, form.reference), **asked.act),
        title="Link what the plan works on",
        button="Link it",
        done="It is linked to the plan.",
        part=PART,
    )


def _found(asked: Asked, reference: str) -> Linked:
    seen = SEEN.get(reference[:3])
    row: Linked | None = seen(asked.user, now=asked.now).filter(reference=reference).first() if seen else None
    if row is None:
        raise Refused(f"{NOT_FOUND} Check the reference.")
    return row


@acts
@once
def plan_unlink(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a link off a plan, with the reason."""
    asked = Asked(request, reference)
    links = links_visible_to(PlanLink.objects.filter(plan=asked.plan), asked.user, now=asked.now)
    made = get_object_or_404(taken_off(request, links, STANDS), number=number)
    form = UnlinkForm(asked.typed)
    to = made.case or made.incident or made.person or made.premises
    return asked.answer(
        form,
        lambda: verbs.unlink(made, reason=form.cleaned_data["reason"], **asked.act),
        title="Take a link off",
        button="Take it off",
        done="The link is taken off; that it stood is on the record.",
        part=PART,
        quoted=to.reference if to else "",
    )


@acts
@once
def plan_transfer(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a plan to another owner, with what the former one owes on it."""
    asked = Asked(request, reference)
    form = TransferForm(asked.typed, plan=asked.plan, by=asked.user)
    return asked.answer(
        form,
        lambda: verbs.transfer_plan(asked.plan, **form.cleaned_data, **asked.act),
        title="Give the plan to somebody else",
        button="Give it to them",
        done="The plan is given, with what the former owner owed on it.",
        part="problem",
        record=asked.plan,
        shown=("owner", "stage"),
    )

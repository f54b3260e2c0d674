"""The end of a plan: victims are contacted, and a supervisor signs it off with all that is wanting said at once."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from asbcases.cases.models import Person
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import MeasureState
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.clocks import open_clocks
from asbcases.sara.choices import ClosingReason
from asbcases.sara.forms.closing import CloseForm, VictimForm
from asbcases.sara.models import PlanLink
from asbcases.sara.queries import STANDS, victims_of
from asbcases.sara.queries.on_file import OnFile
from asbcases.sara.rules.gates import Order
from asbcases.sara.rules.words import WANTING
from asbcases.sara.transitions.assessing import note_victim
from asbcases.sara.transitions.closing import Closing, close_plan, wanting_to_close
from asbcases.sara.views.asked import Asked
from asbcases.sara.views.changes import measure_changed
from asbcases.web.form_pages import acts
from asbcases.web.once import once
from partners import access

# What is wanting, and the page on which it is mended; the rest is mended on the form itself.
MENDED_ON = {
    "objective_measured": ("plan_assess", ""),
    "actions": ("plan_page", "#responses"),
    "victim_contact": ("plan_victim", ""),
    "youth_support": ("plan_youth", ""),
    "order_ends": ("plan_page", "#links"),
}
MENDED_HERE = {
    "reason": "#id_reason_0",
    "target_not_reached": "#id_reason_0",
    "after_window": "#id_short_reason",
    "transferred_to": "#id_transferred_to",
    "transfer_accepted": "#id_transfer_accepted",
    "merged_into": "#id_merged_into",
}
# As long as nobody chose a reason: one that asks for nothing by itself.
ANY = Closing(reason=ClosingReason.NO_LONGER, words="", residual_risk="")


class Wanting(NamedTuple):
    """What is wanting in words, and where it is mended; nowhere where another person has to sign."""

    words: str
    address: str


@acts
@once
def plan_victim(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep that a victim was contacted about the plan."""
    asked = Asked(request, reference)
    victims = _victims(asked)
    form = VictimForm(asked.typed, now=asked.now, victims=victims)
    return asked.answer(
        form,
        lambda: note_victim(asked.plan, **form.said, contacted_at=form.at or asked.now, **asked.act),
        title="A victim was contacted",
        button="Keep it",
        done="It is kept that the victim was contacted.",
        part="victims",
        template="sara/plan_victim.html",
        has_victims=victims.exists(),
    )


def _victims(asked: Asked) -> QuerySet[Person]:
    known = access.people_visible_to(asked.user, now=asked.now)
    return victims_of(asked.plan).filter(pk__in=known.values("pk"))


@acts
@once
def plan_close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a plan, or say everything that is wanting with the way to mend it."""
    asked = Asked(request, reference)
    form, orders = CloseForm(asked.typed, by=asked.user, now=asked.now), orders_of(asked)
    closing = form.closing(orders) if form.is_bound and form.is_valid() else ANY
    missing = wanting_to_close(asked.plan, closing, **asked.act) if asked.plan.closed_at is None else ()
    return asked.answer(
        form,
        lambda: close_plan(asked.plan, closing, **asked.act),
        title="Close the plan",
        button="Sign it off and close it",
        done="The plan is closed, and the look at it afterwards stands in the diary.",
        part="closing",
        template="sara/plan_close.html",
        wanting=[_wanting(asked, name) for name in missing],
        **_signed(OnFile(asked.plan)),
    )


def _signed(on_file: OnFile) -> dict[str, Any]:
    """Return what is signed off: the measure as it stands, what changed in it since it was first frozen, and the newest figures."""
    return {
        "objective": on_file.objectives[0] if on_file.objectives else None,
        "changes": measure_changed(on_file.objectives),
        "assessed": on_file.assessments[0] if on_file.assessments else None,
        "stale": on_file.stale,
    }


def _wanting(asked: Asked, name: str) -> Wanting:
    if name in MENDED_ON:
        page, part = MENDED_ON[name]
        return Wanting(WANTING[name], reverse(page, args=[asked.plan.reference]) + part)
    return Wanting(WANTING[name], MENDED_HERE.get(name, ""))


def orders_of(asked: Asked) -> list[Order]:
    """Return the ends of what is in force on the linked cases of which this person may know, and whether each is diarised."""
    links = PlanLink.objects.filter(STANDS, plan=asked.plan, case__isnull=False)
    cases = access.cases_visible_to(asked.user, now=asked.now).filter(pk__in=links.values("case"))
    # What has no last day has no end that could be put into the diary, and ends of another body are not ours.
    running = Measure.objects.filter(
        case__in=cases,
        state=MeasureState.ISSUED,
        ours=True,
        ends_on__isnull=False,
        recorded_in_error_at__isnull=True,
    ).order_by("pk")
    return [Order(one.ends_on, bool(open_clocks(one, Kind.MEASURE_END))) for one in running]

"""Reads of criminal behaviour orders: the order that counts, the reviews that are owed, and what a file still lacks."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from asbcases.deadlines.choices import Kind, RulingVerb
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.enforcement.choices import (
    Applicant,
    ApplicationOutcome,
    Conviction,
    FileItem,
    LimbKind,
    MeasureState,
    Restriction,
    TermKind,
)
from asbcases.enforcement.models import (
    Hearing,
    LimbEvidence,
    Measure,
    MeasureReview,
    MeasureTerm,
    OrderApplication,
    OrderMade,
    OrderRequest,
)
from asbcases.enforcement.queries.conditions import overlaps_of
from asbcases.enforcement.queries.measures import STANDS, born_on, is_body, terms_of
from asbcases.enforcement.queries.statements import items_of, statements_for
from asbcases.enforcement.rules.order_clocks import Standing
from asbcases.enforcement.rules.poverty import poverty_facts
from asbcases.enforcement.rules.reviews import Anchor, origin_of
from asbcases.law.limits import Limits
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force

THERE, NOT_NEEDED = "there", "not needed"


def orders_of(measure: Measure) -> list[OrderMade]:
    """Return the orders as the court made and varied them, in the order in which they were recorded."""
    return list(OrderMade.objects.filter(measure=measure).select_related("recorded_by").order_by("number"))


def hearings_of(measure: Measure) -> QuerySet[Hearing]:
    """Return the hearings about a measure, the first listed first."""
    return Hearing.objects.filter(measure=measure).order_by("at", "number")


def reviews_of(measure: Measure) -> list[MeasureReview]:
    """Return the reviews of a measure, by number."""
    return list(
        MeasureReview.objects.filter(measure=measure).select_related("recorded_by").order_by("number")
    )


def newest_order(orders: Iterable[OrderMade]) -> OrderMade | None:
    """Return the order that counts now: by the day on which the court made it, then by when we were told."""
    return max(orders, key=lambda order: (order.made_on, order.number), default=None)


def anchor_of(orders: Iterable[OrderMade]) -> Anchor | None:
    """Return from which order the periods of review count; an interim order has none."""
    final = [order for order in orders if not order.interim]
    newest, made = newest_order(final), next((order for order in final if not order.variation), None)
    if newest is None or made is None:
        return None
    # A variation before the order takes effect starts nothing anew: nothing has begun yet.
    varied = newest.variation and newest.made_on > made.effect_on
    day = newest.made_on if varied else made.effect_on
    order = newest if varied else made
    ends_on = None if newest.indefinite else newest.ends_on
    return Anchor(order.pk, day, varied, made.effect_on, ends_on)


def days_of(reviews: Iterable[MeasureReview]) -> list[date]:
    """Return the London days on which reviews were held."""
    return [london_day(review.reviewed_at) for review in reviews]


def standing_of(measure: Measure) -> Standing | None:
    """Return what the clocks of an order follow from; None where it is not in force."""
    if measure.state != MeasureState.ISSUED or measure.recorded_in_error_at:
        return None
    orders = orders_of(measure)
    anchor, newest = anchor_of(orders), newest_order(orders)
    return Standing(
        measure=measure.pk,
        anchor=anchor,
        ends_on=newest.ends_on if newest and not newest.indefinite else None,
        born=None if is_body(measure.subject) else born_on(measure.subject),
        held=tuple(days_of(reviews_of(measure))),
        let_go=periods_let_go(measure, anchor.order) if anchor else (),
    )


def periods_let_go(measure: Measure, order: int) -> list[int]:
    """Return the periods of review that a supervisor let go, by waiving or cancelling what was owed."""
    begins = origin_of(order, 0).removesuffix("0")
    owed = Deadline.objects.filter(
        kind=Kind.ORDER_REVIEW, case=measure.case_id, origin__startswith=begins, cancelled_at__isnull=False
    )
    ruled = Ruling.objects.filter(deadline=OuterRef("pk"), verb=RulingVerb.CANCELLED)
    let_go = owed.filter(Q(waived=True) | Exists(ruled))
    return [int(origin.rpartition(":")[2]) for origin in let_go.values_list("origin", flat=True)]


# --- What a request needs ------------------------------------------------------------------------
def request_of(measure: Measure) -> OrderRequest | None:
    """Return the request for an order, where there was one."""
    return OrderRequest.objects.filter(measure=measure).first()


def shown_by(measure: Measure) -> list[LimbEvidence]:
    """Return what shows the behaviour on which a request rests."""
    found = LimbEvidence.objects.filter(STANDS, limb__measure=measure, limb__limb=LimbKind.DISTRESS)
    things = ("incident", "entry", "document", "statement")
    return list(found.select_related(*things).order_by("happened_at", "pk"))


def age_on_application(measure: Measure, request: OrderRequest, now: datetime) -> dict[str, Any]:
    """Return what CBO-5 is asked: the day of the application is today until another is stated."""
    return {
        "date_of_birth": born_on(measure.subject),
        "application_on": request.application_on or london_day(now),
        "yot_views_on": request.yot_views_on if request.yot_views.strip() else None,
    }


def needs_youth_views(measure: Measure, request: OrderRequest, now: datetime) -> bool:
    """Return whether the offender is under 18 on the day of the application, as far as is known."""
    facts = age_on_application(measure, request, now)
    born = facts["date_of_birth"]
    if is_body(measure.subject) or born is None or born > facts["application_on"]:
        return False
    return bool(consider("CBO-5", facts, limits_in_force(now)).values["yot_required"])


def missing_of(
    request: OrderRequest, terms: Sequence[MeasureTerm], *, young: bool, held: Collection[FileItem] = ()
) -> list[str]:
    """Return what the file lacks, in words (CBO-19): each item is there, held as a statement, or said not to be needed."""
    needed = [item for item in FileItem if item != FileItem.YOT or young]
    if not any(term.place for term in terms):
        needed.remove(FileItem.MAP)
    said = (THERE, NOT_NEEDED)
    return [item.label for item in needed if item not in held and request.file.get(item.value) not in said]


def facts_to_send(
    measure: Measure, request: OrderRequest, overlaps: Sequence[str], now: datetime
) -> dict[str, dict[str, Any]]:
    """Return the facts of every rule that is weighed when the prosecutor is asked; `overlaps` adds to what is found."""
    terms = terms_of(measure)
    found = [*overlaps_of(measure, now=now), *overlaps]
    required = [term for term in terms if term.kind == TermKind.REQUIREMENT]
    young = needs_youth_views(measure, request, now)
    held = items_of(statements_for(measure))
    return {
        "CBO-1": conviction_facts(request),
        **poverty_facts(measure.poverty),
        **({} if is_body(measure.subject) else {"CBO-5": age_on_application(measure, request, now)}),
        "CBO-6": {"overlaps": list(dict.fromkeys(found))},
        "CBO-7": {
            "requirements": len(required),
            "without_supervisor": sum(not term.supervisor.strip() for term in required),
        },
        "CBO-19": {"missing": missing_of(request, terms, young=young, held=held)},
        "CBO-20": {"decided_on": london_day(now), "notice_given_on": request.notice_given_on},
    }


def conviction_facts(request: OrderRequest) -> dict[str, Any]:
    """Return what CBO-1 is asked."""
    convicted = request.conviction == Conviction.CONVICTED
    return {
        "convicted_on": request.convicted_on if convicted else None,
        "charge_awaiting": not convicted and request.charged_on is not None,
        "absolute_discharge": request.absolute_discharge,
        "sentence_deferred": request.sentence_deferred,
    }


# --- Applications to vary or discharge -----------------------------------------------------------
def applications_of(measure: Measure) -> list[OrderApplication]:
    """Return the applications to vary or discharge an order, by number."""
    found = OrderApplication.objects.filter(measure=measure).select_related("recorded_by")
    return list(found.order_by("number"))


def dismissed_before(measure: Measure, applicant: str, day: date) -> OrderApplication | None:
    """Return the newest application of a side that was dismissed by a day: from then on it needs leave to apply again."""
    found = OrderApplication.objects.filter(
        measure=measure, applicant=applicant, outcome=ApplicationOutcome.DISMISSED, decided_on__lte=day
    )
    return found.order_by("-decided_on", "-number").first()


def leave_facts(measure: Measure, applicant: str, day: date, leave: str = "") -> dict[str, Any]:
    """Return what CBO-16 is asked of an application."""
    earlier = dismissed_before(measure, applicant, day)
    return {
        "applicant": applicant,
        "dismissed_on": earlier.decided_on if earlier else None,
        "leave": leave,
    }


def who_needs_leave(measure: Measure, day: date, limits: Limits) -> list[str]:
    """Return what the law says of each side that may not apply again by itself (CBO-16)."""
    answers = [consider("CBO-16", leave_facts(measure, side, day), limits) for side in Applicant.values]
    return [reason for answer in answers if answer.decision for reason in answer.reasons]


# --- Publicity -----------------------------------------------------------------------------------
def restricted(orders: Sequence[OrderMade]) -> bool:
    """Return whether a restriction of the court on reporting stands: the newest direction that was recorded counts."""
    said = [order for order in orders if order.reporting]
    newest = newest_order(said)
    return newest is not None and newest.reporting == Restriction.IMPOSED

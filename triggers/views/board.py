"""The board of all case reviews: what is due next on each, whose it is, and which bodies have not replied."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.casework.views.diary import Due
from asbcases.casework.views.shared import listed, look_at_list
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from asbcases.web.keyset import Page
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action
from triggers.forms.boards import ReviewFilter
from triggers.models import BodyReply
from triggers.queries import boards
from triggers.queries.reviews import why_gone
from triggers.views.words import owed

DUE_FIRST, NEWEST = ("due_at", "id"), ("-received_at", "-id")
COLOURS = {
    ReviewStage.DRAFT: "yellow",
    ReviewStage.RECEIVED: "blue",
    ReviewStage.REVIEW: "purple",
    ReviewStage.NOT_MET: "orange",
}


class Row(NamedTuple):
    """One review of the board, what is next on it, who has not replied, and who of them is late."""

    review: CaseReview
    area: str
    next: Due | None
    silent: list[str]
    late: list[str]
    gone: str

    @property
    def colour(self) -> str:
        """Return the colour of its stage."""
        return COLOURS.get(ReviewStage(self.review.stage), "grey")


@require_safe
def review_board(request: HttpRequest) -> HttpResponse:
    """List the reviews that one may see, what is due first at the top."""
    user, now = require(request, Action.SEE_REVIEWS), timezone.now()
    chosen = ReviewFilter(request.GET, user=user)
    context = {
        "form": chosen,
        "now": now,
        "may_receive": access.may(user, Action.RECEIVE_APPLICATION),
        "may_pass_on": access.may(user, Action.PASS_ON_APPLICATION),
        "may_give": access.may(user, Action.WORK_REVIEW),
    }
    if not chosen.is_valid():
        return render(request, "triggers/review_board.html", context, status=400)
    look_at_list(user, "case reviews", chosen, now=now)
    page, rows = _rows(request, chosen, user, now)
    return render(request, "triggers/review_board.html", {**context, "page": page, "rows": rows})


def _rows(
    request: HttpRequest, chosen: ReviewFilter, user: User, now: datetime
) -> tuple[Page[Any], list[Row]]:
    seen = access.reviews_visible_to(user, now=now)
    if area := chosen.chosen("area"):
        seen = seen.filter(area=area)
    if step := chosen.chosen("step"):
        seen = boards.with_next(seen, step)
    if chosen.chosen("show") == ReviewFilter.DUE or chosen.chosen("body"):
        clocks = _clocks(chosen, seen)
        page = listed(request, clocks, DUE_FIRST, noun="reviews")
        # Each clock of these lists is one of a review.
        pairs = [(cast(CaseReview, clock.review), clock) for clock in page.rows]
        return page, _with_bodies([(review, clock) for review, clock in pairs], now)
    wanted = _by_stage(chosen, seen, now).select_related(boards.OWNER, "council", "district")
    listing = listed(request, wanted, NEWEST, noun="reviews")
    first = boards.clocks_on(listing.rows)
    return listing, _with_bodies(
        [(row, next(iter(first.get(row.pk, [])), None)) for row in listing.rows], now
    )


def _clocks(chosen: ReviewFilter, seen: QuerySet[CaseReview]) -> QuerySet[Deadline]:
    if kind := chosen.chosen("body"):
        return boards.replies_owed(seen, kind)
    return boards.next_of_each(seen)


def _by_stage(chosen: ReviewFilter, seen: QuerySet[CaseReview], now: datetime) -> QuerySet[CaseReview]:
    if chosen.chosen("show") == ReviewFilter.GONE:
        return boards.left_behind(seen, london_day(now))
    if chosen.chosen("show") == ReviewFilter.CLOSED:
        return seen.filter(stage__in=boards.ENDED)
    return seen.exclude(stage__in=boards.ENDED)


def _with_bodies(pairs: Sequence[tuple[CaseReview, Deadline | None]], now: datetime) -> list[Row]:
    """Return the rows of a page, in a number of queries that does not depend on how many there are."""
    reviews = [review for review, _ in pairs]
    bodies = boards.bodies_on(reviews)
    late = boards.late_replies(reviews, now)
    areas = boards.names_of_areas({review.area for review in reviews})
    rows = []
    for review, clock in pairs:
        told = bodies.get(review.pk, [])
        due = owed(clock, told, now) if clock else None
        names = _silent(review, told, late.get(review.pk, set()))
        gone = why_gone(review, london_day(now))
        rows.append(Row(review, areas[review.area], due, *names, gone))
    return rows


def _silent(review: CaseReview, bodies: list[BodyReply], late: set[str]) -> tuple[list[str], list[str]]:
    """Return which bodies have time to reply still, and which are late; once the threshold is decided none is waited for."""
    waits = [one for one in bodies if not one.answer and review.stage == ReviewStage.RECEIVED]
    in_time = [one.name for one in waits if str(one.number) not in late]
    return in_time, [one.name for one in waits if str(one.number) in late]

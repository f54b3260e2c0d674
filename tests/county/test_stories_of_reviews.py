"""Case reviews stand in every stage of the county, each where docs/demo.md says, and the diary is what the file makes of it."""

from datetime import date

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.county.clock import at_nine
from asbcases.county.stories import groups, reviews, reviews_later, staff
from asbcases.county.stories.reviews import BASILDON, CASTLE_POINT, COLCHESTER
from asbcases.county.world import Somebody
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.rebuild import check
from asbcases.notify.models import Message
from asbcases.sources import SOURCES
from partners.access import reviews_visible_to
from tests.county.test_stories import GUIDE as COUNTY
from tests.tools.filled import NOVEMBER
from triggers.models import BodyReply, PublishedFigures, ReviewAppeal

AT_NINE = at_nine(date.fromisoformat(NOVEMBER))


def of(who: Somebody) -> CaseReview:
    return CaseReview.objects.get(application__applicant_name=who.name)


def test_there_are_reviews_in_every_stage_of_several_areas_and_a_co_ordinator_for_three(
    november: None,
) -> None:
    applied = CaseReview.objects.all()
    assert len(applied) >= 8
    assert {one.stage for one in applied} == {
        ReviewStage.DRAFT,
        ReviewStage.RECEIVED,
        ReviewStage.NOT_MET,
        ReviewStage.REVIEW,
        ReviewStage.CLOSED,
    }
    assert len({one.area for one in applied}) == 4
    councils = User.objects.filter(role="coordinator").values_list("agency__council__code", flat=True)
    assert set(councils) == {COLCHESTER, BASILDON, CASTLE_POINT}


def test_each_stands_where_it_is_told(november: None) -> None:
    draft = of(reviews.DAUGHTER)
    assert draft.application.victim_name == staff.LOST.name
    assert list(Deadline.objects.filter(OPEN, review=draft).values_list("subject", flat=True)) == ["consent"]
    held = of(groups.CRANE)
    assert held.application.held_for == ["ack", "agency_reply", "threshold"]
    assert of(reviews.ONLINE).public_reference
    silent = BodyReply.objects.filter(review=of(reviews.SILENT), answer="")
    late = Deadline.objects.filter(OPEN, review=of(reviews.SILENT), kind=Kind.ACR_REPLY, due_at__lte=AT_NINE)
    assert silent.count() == late.count() > 0
    outcome = Deadline.objects.get(OPEN, review=of(reviews_later.LATE), kind=Kind.ACR_OUTCOME)
    assert (outcome.due_at < AT_NINE, "miss" in outcome.taken) == (True, True)
    appeal = ReviewAppeal.objects.get(review=of(reviews_later.APPEALS))
    assert (appeal.outcome, appeal.review.stage) == ("", ReviewStage.CLOSED)
    sits = reviews_visible_to(User.objects.get(username="partner"), now=AT_NINE)
    assert set(sits) == {of(reviews_later.SITS), of(reviews_later.TOLD)}
    [published] = PublishedFigures.objects.all()
    assert (published.area, published.figures["applications"]) == (COLCHESTER, 1)


def test_the_diary_of_the_reviews_is_what_the_file_makes_of_it(november: None) -> None:
    among = {"review": list(CaseReview.objects.values_list("pk", flat=True))}

    assert check(dict.fromkeys(SOURCES.values()), among=among).differences == []


def test_what_is_late_climbs_to_who_holds_the_offices(november: None) -> None:
    silent, outcome = of(reviews.SILENT), of(reviews_later.LATE)
    assert silent.owner == User.objects.get(username="coordinator")

    told = Message.objects.filter(review=silent).values_list("recipient__username", flat=True)
    again = Message.objects.filter(review=outcome, recipient__username="inspector")

    assert {"coordinator", "coordinator4", "inspector"} <= set(told)
    assert again.count() > 1, "the ASB manager is told again each day"


@pytest.mark.parametrize("username", ["sergeant-southend", "asb", "inspector"])
def test_an_outcome_that_nobody_told_stands_on_the_board(
    november: None, client: Client, username: str
) -> None:
    client.force_login(User.objects.get(username=username))

    board = client.get("/reviews/").content.decode()

    assert of(reviews_later.LATE).reference in board
    assert "asb-late" in board


def test_the_guide_says_where_each_is() -> None:
    guide = " ".join((COUNTY.parent / "demo-reviews.md").read_text().split())

    people = (reviews.DAUGHTER, reviews.ONLINE, reviews.REFUSED, reviews.SILENT)
    later = (reviews_later.SITS, reviews_later.TOLD, reviews_later.APPEALS, reviews_later.LATE)
    for one in (*people, groups.CRANE, *later):
        assert one.name in guide, one.name

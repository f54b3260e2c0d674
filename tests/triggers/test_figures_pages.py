"""Pages of figures: the reviews behind each number that one may see, to take along, and what was published."""

import csv
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import CaseReview
from asbcases.law.periods import london_day
from tests.casework.pages import asked_for, signed_in, text_of
from tests.make import make_user
from tests.triggers.make import CASTLE_POINT, COLCHESTER, make_co_ordinator, version_of
from tests.triggers.make_reviews import HOUR, hold_panel, make_recommendation, make_review
from triggers.models import LocalProcedure, PublishedFigures

pytestmark = pytest.mark.django_db
PAGE = f"/figures/{COLCHESTER}/"
DAY = timedelta(days=1)


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def received() -> datetime:
    return timezone.now() - 5 * DAY


def period(*, until: int = 2) -> dict[str, str]:
    """Return the days around what these tests record, as an address names them."""
    today = london_day(timezone.now())
    return {"first": (today - 30 * DAY).isoformat(), "last": (today - until * DAY).isoformat()}


@pytest.fixture
def led(sunita: User) -> CaseReview:
    at = received()
    review = make_review(by=sunita, now=at)
    hold_panel(review, by=sunita, now=at + 2 * HOUR)
    make_recommendation(review, by=sunita, now=at + 3 * HOUR)
    return review


def test_behind_each_number_stand_the_reviews_that_one_may_see(
    led: CaseReview, sunita: User, ben: User, cara: User
) -> None:
    for user in (sunita, ben):
        page = text_of(signed_in(Client(), user).get(PAGE, period()))
        assert page.count(f"{led.reference}</") == 3, "not among those whose threshold was not met"
        assert "Application to decision on the threshold" in page
    elsewhere = text_of(signed_in(Client(), cara).get(PAGE, period()))
    assert led.reference not in elsewhere
    assert elsewhere.count("1 that you may not see") == 3
    assert Access.objects.filter(user=cara, about=f"figures of case reviews: {COLCHESTER}").exists()


def test_where_nothing_is_known_it_says_so(sunita: User) -> None:
    page = text_of(signed_in(Client(), sunita).get(PAGE, period()))

    assert page.count("<strong>no data</strong>") == 4
    assert "Nothing was published here yet." in page


def test_a_co_ordinator_sees_the_figures_of_their_own_area_alone(sunita: User, ben: User) -> None:
    own, all_areas = signed_in(Client(), sunita), signed_in(Client(), ben)

    assert f"/figures/{CASTLE_POINT}/" not in text_of(own.get("/figures/"))
    assert f"/figures/{CASTLE_POINT}/" in text_of(all_areas.get("/figures/"))
    assert own.get(f"/figures/{CASTLE_POINT}/").status_code == 404
    assert all_areas.get(f"/figures/{CASTLE_POINT}/").status_code == 200
    assert all_areas.get("/figures/nowhere/").status_code == 404
    nobody = make_user("cole", Role.COORDINATOR)
    assert "No area is yours" in text_of(signed_in(Client(), nobody).get("/figures/"))


def test_the_page_begins_with_the_reporting_period_that_is_over(sunita: User) -> None:
    client, row = signed_in(Client(), sunita), version_of(COLCHESTER)
    assert "is to be confirmed by the authority" in text_of(client.get("/figures/"))
    assert client.get(PAGE).status_code == 200

    content = {**row.content, "reporting": {"starts": "01-01", "months": 12}}
    LocalProcedure.objects.filter(pk=row.pk).update(content=content)

    year = london_day(timezone.now()).year - 1
    last_year = f"1 January {year} to 31 December {year}"
    assert last_year in text_of(client.get(PAGE))
    listed = text_of(client.get("/figures/"))
    assert "To publish" in listed
    assert last_year in listed


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"first": "soon", "last": "2026-01-01"}, "Enter a real date"),
        ({"first": "2026-02-01", "last": "2026-01-31"}, "must not be before the first day"),
        ({"first": "0001-01-01", "last": "2026-01-31"}, "of which something can be on record"),
    ],
)
def test_a_period_that_is_none_is_asked_for_again(sunita: User, sent: dict[str, str], told: str) -> None:
    client = signed_in(Client(), sunita)

    answer = client.get(PAGE, sent)

    assert answer.status_code == 400
    assert told in text_of(answer)
    assert client.get(f"{PAGE}csv/", sent).status_code == 400


def test_figures_are_taken_along_as_csv_and_as_json(led: CaseReview, sunita: User) -> None:
    client = signed_in(Client(), sunita)

    table = list(csv.reader(StringIO(text_of(client.get(f"{PAGE}csv/", period())).removeprefix("\ufeff"))))
    told = client.get(f"{PAGE}json/", period()).json()

    assert table[0] == ["Area", "From", "To", "As at", "Part", "What", "Number", "Of"]
    assert [row[5:7] for row in table if row[4].startswith("Figures")] == [
        ["Applications made", "1"],
        ["Times the threshold was decided as not met", "0"],
        ["Reviews carried out", "1"],
        ["Reviews that led to recommendations", "1"],
    ]
    assert ["Outcomes", "Threshold: met", "1", ""] in [row[4:] for row in table]
    assert list(told)[:7] == [
        *("area", "from", "to", "applications", "not_met", "reviews", "with_recommendations"),
    ]
    assert [told[name] for name in list(told)[3:7]] == [1, 0, 1, 1]
    assert told["how_it_went"]["days_per_step"][1]["median"] == 0
    assert client.get(f"{PAGE}json/").status_code == 200


def test_figures_are_published_once_and_changes_since_are_shown(led: CaseReview, sunita: User) -> None:
    client, sent = signed_in(Client(), sunita), period()
    assert "is frozen with its date and time" in text_of(client.get(f"{PAGE}publish/", sent))

    answer = client.post(f"{PAGE}publish/", sent)

    published = PublishedFigures.objects.get()
    assert answer["Location"] == f"{PAGE}published/{published.pk}/"
    assert "a run now counts the same reviews" in text_of(client.get(answer["Location"]))
    again = client.post(f"{PAGE}publish/", sent)
    assert again.status_code == 409
    assert "none of them has changed since" in text_of(again)

    other = make_review(by=sunita, met=False, now=received())

    page = text_of(client.get(answer["Location"]))
    assert "Applications made: 1 then, 2 now" in page
    assert f"{other.reference}: Not counted then; Applications made" in page
    assert f"published/{published.pk}/" in text_of(client.get(PAGE))
    assert f"published/{published.pk}/" in text_of(client.get("/figures/"))
    assert client.get(f"/figures/{CASTLE_POINT}/published/{published.pk}/").status_code == 404


def test_what_one_may_not_see_is_only_counted_among_what_changed(
    led: CaseReview, sunita: User, cara: User
) -> None:
    location = signed_in(Client(), sunita).post(f"{PAGE}publish/", period())["Location"]
    other = make_review(by=sunita, met=False, now=received())

    page = text_of(signed_in(Client(), cara).get(location))

    assert other.reference not in page
    assert "1 review that you may not see is counted otherwise" in page


def test_a_period_that_runs_still_is_not_published(sunita: User) -> None:
    client, sent = signed_in(Client(), sunita), period(until=0)

    assert f"{PAGE}publish/" not in text_of(client.get(PAGE, sent))
    assert client.post(f"{PAGE}publish/", sent).status_code == 409
    assert not PublishedFigures.objects.exists()


def test_the_pages_ask_no_more_for_more_reviews(led: CaseReview, sunita: User) -> None:
    client, address = signed_in(Client(), sunita), f"{PAGE}?first={period()['first']}&last={period()['last']}"
    before = len(asked_for(client, address))
    for met in (True, False):
        make_review(by=sunita, met=met, now=received())

    assert len(asked_for(client, address)) == before < 60

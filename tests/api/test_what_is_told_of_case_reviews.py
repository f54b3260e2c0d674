"""Explaining the case review, its letter, and the figures of areas, by the API: the same rules and numbers as on the pages."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from tests.api.conftest import REPORTS, Caller
from tests.make import make_report
from triggers.models import ExplainingLetter, PublishedFigures

pytestmark = pytest.mark.django_db
AREA = "E07000071"
FIGURES = f"/api/v1/case-reviews/figures/{AREA}/"
OF_THE_ACT = ("applications", "not_met", "reviews", "with_recommendations")


@pytest.fixture
def report(amira: User) -> Report:
    return make_report(by=amira, now=timezone.now() - timedelta(hours=1), caller_name="Jade Taylor")


@pytest.fixture
def at(report: Report) -> str:
    return f"{REPORTS}{report.reference}/case-review/"


def test_it_is_kept_that_the_review_was_explained_or_why_not(api: Caller, at: str, report: Report) -> None:
    told = api.post(f"{at}explained/", {"told_at": report.received_at.isoformat(), "how": "At a visit"})
    api.post(f"{at}not-explained/", {"why": "It is not safe to ring."})
    early = {"told_at": (report.received_at - timedelta(days=1)).isoformat(), "how": "At a visit"}

    assert (told.status_code, told.headers["Content-Location"]) == (200, at)
    assert [one["why_not"] for one in api.get(at).json()["results"]] == ["It is not safe to ring.", ""]
    assert api.post(f"{at}explained/", early).status_code == 409


def test_the_letter_is_kept_as_it_was_read_and_sent_as_it_was_kept(api: Caller, at: str) -> None:
    draft = api.get(f"{at}letter/").json()
    assert (draft["number"], "Jade Taylor" in draft["words"], ExplainingLetter.objects.count()) == (
        0,
        True,
        0,
    )
    kept = api.post(f"{at}letter/keep/", {"words": "Dear Jade", "seen": 0})
    assert (kept.status_code, kept.json()["number"]) == (200, 1)
    stale = api.post(f"{at}letter/keep/", {"words": "Dear Jo", "seen": 0})
    assert (stale.status_code, "Somebody has changed the letter" in stale.json()["detail"]) == (409, True)
    sent = {"how": "by post", "sent_at": timezone.now().isoformat(), "seen": 1}
    assert api.post(f"{at}letter/send/", sent).json()["how"] == "by post"
    assert [one["how"] for one in api.get(at).json()["results"]] == ["By letter, by post"]


def test_the_figures_are_those_of_the_page_and_of_its_table(calling: Any, ben: User) -> None:
    sergeant, days = calling(ben), {"first": "2026-01-01", "last": "2026-06-30"}

    told = sergeant.get(FIGURES, days).json()
    table = sergeant.get(f"/figures/{AREA}/csv/", days).content.decode("utf-8-sig")

    rows = [row for row in csv.DictReader(StringIO(table)) if row["Part"].startswith("Figures of section")]
    said = ["no data" if told[name] is None else str(told[name]) for name in OF_THE_ACT]
    assert [row["Number"].lower() for row in rows] == said
    assert (told["from"], told["to"]) == ("2026-01-01", "2026-06-30")
    backwards = sergeant.get(FIGURES, {"first": "2026-06-30", "last": "2026-01-01"})
    assert (backwards.status_code, backwards.json()["errors"][0]["parameter"]) == (400, "last")


def test_figures_are_published_once_for_a_period_that_is_over(calling: Any, ben: User, amira: User) -> None:
    last_year = timezone.now().year - 1
    period = {
        "first": date(last_year, 1, 1).isoformat(),
        "last": date(last_year, 12, 31).isoformat(),
    }

    assert calling(amira).post(f"{FIGURES}publish/", period).status_code == 403
    made = calling(ben).post(f"{FIGURES}publish/", period)
    assert (made.status_code, made.json()["period_until"]) == (201, period["last"])
    again = calling(ben).post(f"{FIGURES}publish/", period)
    assert (again.status_code, "none of them has changed" in again.json()["detail"]) == (409, True)
    early = calling(ben).post(f"{FIGURES}publish/", dict.fromkeys(period, "2000-01-01"))
    assert (early.status_code, "no figures were owed yet" in early.json()["detail"]) == (409, True)
    assert PublishedFigures.objects.count() == 1
    assert calling(amira).get(made.headers["Location"]).json()["id"] == made.json()["id"]

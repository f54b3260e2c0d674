"""What pages list of the radar is listed by the API too: to each person the same, in the same words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from tests.api.conftest import Caller
from tests.casework.pages import text_of
from tests.triggers.seconds import told
from triggers.rules.entitled import SAYS, Standing
from triggers.transitions.explaining import explain_review

pytestmark = pytest.mark.django_db
RADAR = "/api/v1/case-reviews/radar/"


def said_on_pages(of: Caller) -> dict[str, Standing]:
    """Return what the page of each report says that its victim is entitled to, as far as the person opens it."""
    found: dict[str, Standing] = {}
    for report in Report.objects.all():
        page = text_of(of.client.get(f"/reports/{report.reference}/"))
        found |= [(report.reference, one) for one in Standing if SAYS[one][1:] in page]
    return found


def test_the_radar_lists_what_the_page_of_each_report_says(amira: User, cara: User) -> None:
    now = timezone.now()
    short, met = [told(amira, days, upto=now) for days in (30, 20, 10)][1:]
    other = {"caller_phone": "07700 900222", "district_code": "basildon"}
    hers = [told(cara, days, upto=now, **other) for days in (9, 3)][1]

    for user, many in ((amira, 2), (cara, 1)):
        caller = Caller(user)
        rows = caller.get(RADAR).json()["results"]
        assert len(rows) == many
        assert {row["report"]: row["standing"] for row in rows} == said_on_pages(caller)
    assert [row["report"] for row in rows] == [hers.reference]

    explain_review(met, told_at=now - timedelta(hours=1), how="In person", by=amira, now=now)
    officer = Caller(amira)
    rows = officer.get(RADAR).json()["results"]
    assert [row["report"] for row in rows] == [met.reference, short.reference]
    for row in rows:
        page = text_of(officer.client.get(f"/reports/{row['report']}/"))
        assert row["told_at"]
        assert f"Next: {row['next']}." in page
        assert "The case review was explained" in page
    assert officer.get(RADAR, {"standing": "short"}).json()["results"] == rows[1:]
    assert officer.get(RADAR, {"standing": "second"}).status_code == 400
    page = officer.get(RADAR, {"limit": 1}).json()
    assert officer.get(page["next"]).json()["results"] == rows[1:]

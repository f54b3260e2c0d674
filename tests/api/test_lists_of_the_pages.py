"""What pages list of the radar, of one's own work, of areas and of packs is listed by the API too: to each person the same."""

import re
from datetime import timedelta
from hashlib import sha256
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import Report
from asbcases.deadlines.choices import Kind
from tests.api.conftest import Caller
from tests.casework.pages import text_of
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.make import make_case
from tests.triggers.make import CASTLE_POINT, make_co_ordinator
from tests.triggers.make_packs import FOR_WHOM, make_packs, make_secret_review
from tests.triggers.seconds import told
from triggers.choices import PackLevel
from triggers.rules.entitled import SAYS, Standing
from triggers.transitions.explaining import explain_review

pytestmark = pytest.mark.django_db
PACKS = "/api/v1/case-reviews/packs/"
RADAR = "/api/v1/case-reviews/radar/"
AREAS, PROCEDURES = "/api/v1/case-reviews/areas/", "/api/v1/case-reviews/procedures/"
SHIFT = "/api/v1/deadlines/my-shift/"


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


def test_my_shift_holds_what_its_page_shows_with_the_act_that_comes_next(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    late = owe(case, amira, due_at=DUE - 2 * DAY, subject="1", rank="")
    theirs = owe(case, amira, due_at=DUE - DAY, subject="CPN-2026-000001 term 2", rank="", kind=Kind.TERM_DUE)
    today = owe(case, amira, due_at=DUE + HOUR, subject="3", rank="")
    not_yet = owe(case, amira, due_at=DUE + 30 * DAY, subject="4", rank="")
    review = owe(case, ben, due_at=DUE + 3 * DAY)

    for user, mine in ((amira, {late.pk, theirs.pk, today.pk}), (ben, {review.pk})):
        with time_machine.travel(DUE, tick=False):
            caller = Caller(user)
            rows, page = (
                caller.get(SHIFT).json()["results"],
                text_of(caller.client.get("/deadlines/my-shift/")),
            )
        listed = [row["id"] for row in rows]
        assert [
            int(one) for one in re.findall(r'<h3[^>]*><a [^>]*href="/deadlines/[^/]+/(\d+)/"', page)
        ] == listed
        assert re.findall(r'<a class="govuk-button"[^>]*>([^<]+)<', page) == [
            row["act"] or "Open the record" for row in rows
        ]
        assert mine <= set(listed)
        assert not_yet.pk not in listed
    assert [(row["section"], row["record"]) for row in rows if row["id"] == review.pk] == [
        ("week", case.reference)
    ]


def test_areas_and_what_each_states_are_those_of_the_pages(amira: User, eve: User) -> None:
    for user in (amira, make_co_ordinator(CASTLE_POINT)):
        caller = Caller(user)
        areas, page = caller.get(AREAS).json()["areas"], unescape(text_of(caller.client.get("/procedures/")))
        versions = [one for area in areas for one in area["versions"]]
        assert re.findall(r'<span>([^<]+)<br><span class="asb-quiet">', page) == [
            one["name"] for one in areas
        ]
        assert re.findall(r'href="/procedures/(\d+)/"', page) == [str(one["id"]) for one in versions]
        assert page.count("In force<") == sum(one["in_force"] for one in versions) > 0

    for line in versions:
        version = caller.get(f"{PROCEDURES}{line['id']}/").json()
        page = unescape(text_of(caller.client.get(f"/procedures/{line['id']}/")))
        parts = [part for group in version["stated"] for part in group["parts"]]
        said = [
            *(part["says"] for part in parts),
            *(row for part in parts for one in part["lines"] for row in one.split("\n")),
        ]
        said += [*(one[1:] for one in version["unstated"]), *(one["sentence"] for one in version["warned"])]
        assert [one for one in [*said, version["source"]] if one not in page] == []
        assert (len(version["unstated"]), len(version["warned"])) == (line["unstated"], line["warned"])
    assert [Caller(eve).get(path).status_code for path in (AREAS, f"{PROCEDURES}1/")] == [403, 403]
    assert caller.get(f"{PROCEDURES}999999/").status_code == 404


def test_packs_are_read_by_whom_their_pages_let_in(amira: User, ben: User, dev: User) -> None:
    panel = make_secret_review(ben=ben, amira=amira, guest=dev, tier=Tier.INCIDENTS)
    packs = make_packs(panel, by=ben)
    here = f"/api/v1/case-reviews/{panel.review.reference}/packs/"

    for user, many, for_whom in ((ben, len(packs), FOR_WHOM), (dev, 1, "")):
        caller = Caller(user)
        rows, page = caller.get(PACKS).json()["results"], text_of(caller.client.get("/reviews/packs/"))
        shown = re.findall(rf'href="/reviews/{panel.review.reference}/packs/(\d+)/"', page)
        assert [str(row["number"]) for row in rows] == shown
        assert (len(rows), {row["for_whom"] for row in rows}) == (many, {for_whom})
        assert caller.get(here, {"panel": panel.number}).json()["results"] == rows
        assert caller.get(here, {"panel": panel.number + 1}).json()["results"] == []

    mine = packs[PackLevel.INCIDENTS]
    read = caller.get(f"{here}{mine.number}/").json()
    assert (read["data"], read["level_name"], read["for_whom"]) == (mine.data, "Incidents", "")
    assert sha256(caller.client.get(read["pdf"]).content).hexdigest() == read["sha256"]
    assert caller.get(f"{here}{packs[PackLevel.RISK].number}/").status_code == 404
    # She sees the review of her district, and none of its packs.
    assert [Caller(amira).get(path).status_code for path in (here, f"{here}1/")] == [403, 403]
    assert Caller(amira).get(PACKS).json()["results"] == []

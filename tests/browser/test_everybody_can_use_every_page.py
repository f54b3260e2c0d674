"""Every page that the table of tests/access lists, opened by one of those whom it answers: can everybody use it?"""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Page

from asbcases.db.actor import acting
from tests.access.asking import address_of, routes
from tests.access.population import County
from tests.access.sent import QUERIES
from tests.access.table import ROWS, Row
from tests.browser.browser import WATCHES
from tests.browser.everybody import faults_of
from tests.tools.walks import share

pytestmark = pytest.mark.django_db(transaction=True)

# Files, and what machines read.
NO_PAGE = {
    *("case_document", "incident_document", "report_document"),
    *("case_document_original", "incident_document_original", "report_document_original"),
    *("deadlines_csv", "deadlines_weeks_csv", "desk_channels_csv", "figures_csv", "figures_json"),
    *("look_export", "own_template", "paper_pdf", "plan_profile_pdf", "review_pack_pdf"),
    *("health_ready", "metrics"),
}
PAGES = [
    row
    for row in ROWS
    if row.method == "GET"
    and row.route not in NO_PAGE
    and not row.route.startswith("api_")
    and any(answer.startswith("200") for answer in row.answers.values())
]
PACKAGE_OF = {
    str(route.name): ".".join(route.callback.__module__.split(".")[:2]).removeprefix("asbcases.")
    for route in routes()
}
PACKAGES = sorted({PACKAGE_OF[row.route] for row in PAGES})


def who_opens(row: Row) -> str:
    """Return who of the cast is shown most: whoever finds records on it, else whoever it answers."""
    able = [who for who, answer in row.answers.items() if answer.startswith("200")]
    return next((who for who in able if row.answers[who] == "200"), able[0])


def address(county: County, row: Row) -> str:
    with acting("system:test"), transaction.atomic():
        asked = QUERIES[row.route](county) if row.route in QUERIES else {}
        return f"{address_of(row.route, county)}?{urlencode(asked, doseq=True)}"


def be(page: Page, county: County, who: str) -> None:
    """Be one of the cast, as they are signed in."""
    session = county.clients[who].cookies.get(settings.SESSION_COOKIE_NAME)
    page.context.clear_cookies()
    if session:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.value}
        page.context.add_cookies([{**cookie, "url": f"http://{WATCHES[page].home}"}])


@pytest.mark.walk(inside=True)
@pytest.mark.parametrize("package", PACKAGES)
def test_everybody_can_use_every_page(judging: Page, silent: Page, walked: County, package: str) -> None:
    faults = {}
    for row in share([row for row in PAGES if PACKAGE_OF[row.route] == package], name=lambda row: row.route):
        be(judging, walked, who_opens(row))
        answer = judging.goto(address(walked, row))
        assert answer is not None
        assert (answer.status, answer.headers["content-type"][:9]) == (200, "text/html"), row.route
        faults[row.route] = faults_of(judging, silent, answer, row.route)

    assert {route: found for route, found in faults.items() if found} == {}
    assert faults

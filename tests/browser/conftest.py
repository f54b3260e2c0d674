"""The county of tests/access, committed, for a browser to walk through."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page

from asbcases.db.actor import acting
from tests.access.conftest import stood
from tests.access.population import County, signed_in
from tests.browser.browser import tab, watched
from tests.browser.everybody import SCRIPTS


@pytest.fixture
def walked(transactional_db: None, tmp_path_factory: pytest.TempPathFactory) -> County:
    """Return the county, with everybody signed in, in a database that the server sees."""
    county = stood(tmp_path_factory)
    with acting("system:test"), transaction.atomic():
        county.clients = signed_in(county)
    return county


@pytest.fixture(scope="session")
def tab_that_judges(chromium: Browser, live_server: Any) -> Page:
    """Return a tab in which every page has axe, and our own questions, from its start."""
    judging = tab(chromium, live_server.url)
    judging.add_init_script(SCRIPTS)
    return judging


@pytest.fixture
def judging(tab_that_judges: Page, live_server: Any) -> Iterator[Page]:
    """Open pages that are judged."""
    yield from watched(tab_that_judges, live_server.url)


@pytest.fixture
def silent(page_without_script: Page) -> Page:
    """Return a tab that runs no script, and stands on a page of ours: what is drawn in it finds our styles."""
    page_without_script.goto("/accessibility/")
    return page_without_script

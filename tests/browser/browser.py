"""A real browser for tests: fixtures `page` and `page_without_script`, and `look`, which inspects what is shown.

A click of Playwright does not wait for the page that it leads to, and what is read at once is read of either page. So
go on with `press` and `follow`, which wait; click yourself only what stays on the page.

List it once in `pytest_plugins`. Builders must commit, else the server's thread does not see what they made:

    with acting("system:test"), transaction.atomic():
        ...

While Playwright's loop exists, `django.db.connections` hands out other wrapper objects in the same thread. So touch
the ORM between page calls only inside `transaction.atomic()`, and keep no state on a connection.
"""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect, sync_playwright

from asbcases.accounts.models import User
from asbcases.db.actor import acting
from tests.browser.answering import let_answer

# The synchronous API runs an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
SCREENSHOTS = ROOT / "var" / "screenshots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 700}
# What may be wrong in a wide window and right in a narrow one; every rule is asked in the narrow one.
OF_THE_SIZE = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
ROUNDS = (("desktop", DESKTOP, OF_THE_SIZE), ("phone", PHONE, ()))
ARGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Only what is wrong is sent over: a sound page would else send what axe says of every rule that it keeps.
FAULTS = """async ([type, values]) => {
  const found = await axe.run({runOnly: {type, values}, resultTypes: ['violations']});
  return found.violations.flatMap(
    fault => fault.nodes.map(node => [fault.id, node.target, node.failureSummary]));
}"""
FROM_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}"""
# A skip link that shows pushes the page down: hidden again, else the next click would miss.
REACHED = """() => {
  const reached = document.activeElement;
  reached.blur();
  return reached.className;
}"""


@dataclass
class Watch:
    """What a page did that a person would not see."""

    home: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Note an error of the console, but not that the document itself is a 404 or a 409."""
        own_status = message.text.startswith("Failed to load resource") and self.is_document(message)
        if message.type == "error" and not own_status:
            self.errors.append(message.text)

    def is_document(self, message: ConsoleMessage) -> bool:
        """Return whether the console speaks about the page's own address."""
        return bool(message.page and message.location["url"] == message.page.url)

    def follow(self, request: Request) -> None:
        """Note a request that leaves the server under test."""
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.home:
            self.foreign.append(request.url)


WATCHES: dict[Page, Watch] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open pages, so that `-m "not browser"` leaves them out."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def chromium_path() -> str:
    """Return where Chromium is; without it skip on a person's machine, and fail where the gate runs."""
    if found := shutil.which("chromium-headless-shell") or shutil.which("chromium"):
        return found
    sentence = (
        "Chromium is not installed, so pages were not opened: on Debian run `apt-get install chromium`."
    )
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser once for all tests of this process."""
    path = chromium_path()
    # Chromium refuses to run its sandbox as root.
    args = [*ARGS, "--no-sandbox"] if os.geteuid() == 0 else ARGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=args)
        yield browser
        browser.close()


def tab(browser: Browser, home: str, **options: Any) -> Page:
    """Open the one tab in which all tests of this process open their pages: a new one costs more than a page."""
    # Our policy for scripts stays in force: a fault against it must show.
    context = browser.new_context(
        base_url=home,
        viewport=DESKTOP,
        locale="en-GB",
        timezone_id="Europe/London",
        bypass_csp=False,
        **options,
    )
    return context.new_page()


@pytest.fixture(scope="session")
def tab_with_script(chromium: Browser, live_server: Any) -> Page:
    """Return the tab of those who run scripts."""
    return tab(chromium, live_server.url)


@pytest.fixture(scope="session")
def tab_without_script(chromium: Browser, live_server: Any) -> Page:
    """Return the tab of those who run none."""
    return tab(chromium, live_server.url, java_script_enabled=False)


def watched(page: Page, home: str) -> Iterator[Page]:
    """Watch a tab while a test has it, and hand it on as if it were new."""
    watch = WATCHES[page] = Watch(home=urlsplit(home).netloc)
    listeners = {
        "console": watch.hear,
        "pageerror": lambda error: watch.errors.append(str(error)),
        "request": watch.follow,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield page
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    del WATCHES[page]
    clear(page)


def clear(page: Page) -> None:
    """Leave nothing of a test: no other tab, no page, no request, nobody signed in, size and media as at first."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    # Before the cookies: an answer that is still on its way would bring its own.
    page.goto("about:blank")
    let_answer()
    page.context.clear_cookies()
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="null", forced_colors="null")


@pytest.fixture
def page(tab_with_script: Page, live_server: Any) -> Iterator[Page]:
    """Open a page on the server under test; `page.goto("/cases/")` is enough."""
    yield from watched(tab_with_script, live_server.url)


@pytest.fixture
def page_without_script(tab_without_script: Page, live_server: Any) -> Iterator[Page]:
    """Open a page in a browser that runs no script."""
    yield from watched(tab_without_script, live_server.url)


def sign_in(page: Page, username: str, password: str) -> None:
    """Sign a person in by the front door."""
    page.goto("/accounts/login/")
    page.get_by_label("Username", exact=True).fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in", exact=True)


def come_in(page: Page, username: str) -> None:
    """Be somebody who has signed in, whoever was before: as `sign_in`, without its two pages."""
    client = Client()
    with acting("system:test"), transaction.atomic():
        client.force_login(User.objects.get(username=username))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key}
    page.context.clear_cookies()
    page.context.add_cookies([{**cookie, "url": f"http://{WATCHES[page].home}"}])


def press(page: Page, name: str, *, exact: bool = False) -> None:
    """Press a button of the page, and wait for the page that it leads to."""
    _click_through(page, page.get_by_role("main").get_by_role("button", name=name, exact=exact))


def follow(page: Page, name: str, *, exact: bool = False) -> None:
    """Follow a link of the page, and wait for the page that it leads to."""
    _click_through(page, page.get_by_role("main").get_by_role("link", name=name, exact=exact))


def _click_through(page: Page, what: Locator) -> None:
    with page.expect_navigation():
        what.click()


def violations(page: Page, rules: Sequence[str] = ()) -> list[tuple[str, object, str]]:
    """Return what axe finds wrong with the page as it stands, by some rules or all: rule, elements, and what would mend it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    asked = ["rule", list(rules)] if rules else ["tag", RULES]
    return [(rule, target, summary) for rule, target, summary in page.evaluate(FAULTS, asked)]


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def first_stop(page: Page) -> str:
    """Return the class of what the first press of Tab reaches."""
    page.evaluate(FROM_THE_TOP)
    page.keyboard.press("Tab")
    return str(page.evaluate(REACHED))


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page in var/screenshots, for people to look at, where PICTURES is set."""
    if not os.environ.get("PICTURES"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def look(page: Page, name: str) -> None:
    """Assert that the page is sound on a desktop and on a phone, and keep a picture of both."""
    page.wait_for_load_state("load")
    expect(page).to_have_title(re.compile(r"[^\s-]"))
    for words, size, rules in ROUNDS:
        page.set_viewport_size(size)
        picture(page, f"{name}-{words}")
        assert violations(page, rules) == [], f"{name} on a {words}"
        assert sideways(page) <= 0, f"{name} scrolls sideways on a {words}"
    page.set_viewport_size(DESKTOP)
    assert "govuk-skip-link" in first_stop(page), f"The first Tab of {name} does not reach the skip link."
    assert WATCHES[page].errors == [], f"{name} has errors in the console"
    assert WATCHES[page].foreign == [], f"{name} asks other hosts"

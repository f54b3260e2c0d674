"""Whether everybody can use a page: opened once, and then seen in every way in which people see it."""

import zlib
from collections.abc import Iterator

from playwright.sync_api import Page, Response

from tests.browser.browser import AXE, DESKTOP, PHONE, ROUNDS, WATCHES, first_stop, picture, violations
from tests.browser.ways_in import ASKED, by_keyboard, without_script

SCRIPTS = AXE.read_text() + ASKED
# A sheet of A4 within our margins.
PAPER = {"width": 688, "height": 973}
LATER_PAGE = 8 * 1024
# The fullest case of the county, THRIVE with all that is asked in it, and every number of the law on one page.
FULLEST = {"case_page": 11 * 1024, "report_grade": 10 * 1024, "policy_list": 20 * 1024}


def faults_of(page: Page, silent: Page, answer: Response, route: str) -> list[str]:
    """Return in words what somebody could not use of a page that has just been opened; `silent` is a tab without script."""
    return [
        *_of_weight(answer, route),
        *without_script(page, silent, answer),
        *_on_screens(page, route),
        # Before a script gives focus to anything: Tab comes back to whichever radio of a group had it last.
        *_zoomed(page),
        *_in_other_media(page, route),
        *_unseen(page),
    ]


def _of_weight(answer: Response, route: str) -> Iterator[str]:
    # As a proxy in front of the service sends it.
    weight = len(zlib.compress(answer.body()))
    if weight > FULLEST.get(route, LATER_PAGE):
        yield f"weighs {weight} bytes"


def _on_screens(page: Page, route: str) -> Iterator[str]:
    """Yield what is wrong on a desktop and on a phone, which is also how wide a desktop is at 400 %."""
    for words, size, rules in ROUNDS:
        page.set_viewport_size(size)
        picture(page, f"every-{route}-{words}")
        yield from (f"{words}: {rule} {target}" for rule, target, _ in violations(page, rules))
        yield from (f"{words}: {fault}" for fault in page.evaluate("everybody.in_the_window()"))
    yield from page.evaluate("everybody.spaced()")


def _zoomed(page: Page) -> Iterator[str]:
    yield from by_keyboard(page)
    # A size that Playwright holds already would not be sent.
    page.set_viewport_size(DESKTOP)
    page.set_viewport_size(PHONE)


def _in_other_media(page: Page, route: str) -> Iterator[str]:
    page.emulate_media(forced_colors="active")
    picture(page, f"every-{route}-contrast")
    yield from page.evaluate("everybody.without_colours()")
    page.emulate_media(media="print", forced_colors="none")
    page.set_viewport_size(PAPER)
    picture(page, f"every-{route}-paper")
    yield from page.evaluate("everybody.on_paper()")
    page.emulate_media(media="null", forced_colors="null")
    page.set_viewport_size(DESKTOP)


def _unseen(page: Page) -> Iterator[str]:
    """Yield what a person would not see: where the first Tab leads, what the console says, who else is asked."""
    if "govuk-skip-link" not in first_stop(page):
        yield "the first Tab does not reach the skip link"
    watch = WATCHES[page]
    yield from (f"console: {error}" for error in watch.errors)
    yield from (f"asks another host: {address}" for address in watch.foreign)
    watch.errors.clear()
    watch.foreign.clear()

"""Whether a page offers as much to those who run no script, and whether the keyboard reaches what is in a form at 400 %."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, Response

HERE = Path(__file__).parent
ASKED = (HERE / "everybody.js").read_text() + (HERE / "ways_in.js").read_text()
# What a window of 1280 by 1024 px is at 400 % (WCAG 1.4.10): each pixel of the page is four by four of the screen.
ZOOMED = {"width": 320, "height": 256, "deviceScaleFactor": 4, "mobile": False}
# A date, or a time, is several stops.
MORE = 12


def without_script(page: Page, silent: Page, answer: Response) -> Iterator[str]:
    """Yield what is lacking, or cannot be used, where no script is run: the same answer is drawn again in the tab `silent`."""
    silent.set_content(answer.text())
    silent.evaluate(ASKED)
    offered, without = (one.evaluate("ways_in.offered()") for one in (page, silent))
    for kind, found in offered.items():
        if lacking := Counter(found) - Counter(without[kind]):
            yield f"without script lacks {kind}: {', '.join(sorted(lacking))}"
    yield from (f"without script {fault}" for fault in silent.evaluate("ways_in.in_need_of_script()"))


def by_keyboard(page: Page) -> Iterator[str]:
    """Yield what Tab does not reach of the first stops of a page with a form, in their order, or reaches unseen, at 400 %."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDeviceMetricsOverride", ZOOMED)
    yield from (f"at 400 % {fault}" for fault in page.evaluate("everybody.in_the_window()"))
    if stops := page.evaluate("ways_in.set_out()"):
        for presses in (stops + 1, MORE, MORE):
            if not page.evaluate("ways_in.is_through()"):
                for _ in range(presses):
                    page.keyboard.press("Tab")
        yield from (f"by keyboard: {fault}" for fault in page.evaluate("ways_in.met()"))
    session.detach()

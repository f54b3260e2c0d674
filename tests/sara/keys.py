"""Somebody who works on a plan by the keyboard alone."""

from playwright.sync_api import Page


class Keys:
    """Who goes through the pages by the keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page, self.main = page, page.get_by_role("main")

    def reach(self, role: str, name: str) -> None:
        """Press Tab until what is meant has the focus."""
        wanted = self.main.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        for _ in range(150):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {name}")

    def go(self, role: str, name: str) -> None:
        """Go where a link or a button leads."""
        self.reach(role, name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, name: str, words: str) -> None:
        """Write into a field."""
        self.reach("textbox", name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def mark(self, name: str, *, first: str) -> None:
        """Choose one of several: Tab reaches the first, arrows the others."""
        self.reach("radio", first)
        self.page.keyboard.press("Space")
        wanted = self.main.get_by_role("radio", name=name, exact=True)
        for _ in range(10):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"No arrow reaches {name}")

    def day(self, legend: str, when: str) -> None:
        """Write a day into its three boxes."""
        boxes = self.main.get_by_role("group", name=legend).get_by_role("textbox")
        for place, words in enumerate(when.split()):
            boxes.nth(place).focus()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(words)

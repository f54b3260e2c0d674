"""Pages as a program reads them: the forms that stand on one, filled in as it came, and the records it leads to."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

REFERENCE = {
    "case": re.compile(r'href="/cases/(ASB-\d{4}-\d+)/"'),
    "incident": re.compile(r'href="/incidents/(INC-\d{4}-\d+)/"'),
    "report": re.compile(r'href="/reports/(RPT-\d{4}-\d+)/"'),
    "shared": re.compile(r'href="/shared/(ASB-\d{4}-\d+)/"'),
    "own": re.compile(r'href="/shared/our-reports/(RPT-\d{4}-\d+)/"'),
}
# What a browser sends only where it was clicked.
CLICKED = {"submit", "button", "image", "reset", "file"}
Values = dict[str, list[str]]


@dataclass
class Form:
    """A form of a page: what it sends as it stands, and what else may be chosen in it."""

    sends: Values = field(default_factory=dict)
    offers: Values = field(default_factory=dict)

    def with_answers(self, **answers: str | list[str]) -> list[tuple[str, str]]:
        """Return what is sent when these are answered and everything else is left as it came."""
        said = {name: [one] if isinstance(one, str) else one for name, one in answers.items()}
        return [(name, one) for name, values in {**self.sends, **said}.items() for one in values]


class Reader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._name, self._first, self._chosen = "", "", False
        self._writing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a field, or the beginning of a form."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form())
        elif self.forms and tag in ("input", "textarea", "select", "option"):
            getattr(self, f"_{tag}")(told, told.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        """End what is being written or chosen."""
        if tag == "textarea":
            self._writing = ""
        elif tag == "select" and self._name:
            if not self._chosen:
                self.forms[-1].sends[self._name] = [self._first]
            self._name = ""

    def handle_data(self, data: str) -> None:
        """Take in what stands in a box for words."""
        if self._writing:
            self.forms[-1].sends[self._writing] = [data.removeprefix("\n")]

    def _input(self, told: dict[str, str], name: str) -> None:
        kind, form = told.get("type", "text"), self.forms[-1]
        if not name or kind in CLICKED or "disabled" in told:
            return
        if kind not in ("radio", "checkbox"):
            form.sends[name] = [told.get("value", "")]
            return
        form.offers.setdefault(name, []).append(told.get("value", "on"))
        if "checked" in told:
            form.sends.setdefault(name, []).append(told.get("value", "on"))

    def _textarea(self, told: dict[str, str], name: str) -> None:
        self._writing = name
        self.forms[-1].sends[name] = [""]

    def _select(self, told: dict[str, str], name: str) -> None:
        self._name, self._first, self._chosen = name, "", False
        self.forms[-1].offers[name] = []

    def _option(self, told: dict[str, str], name: str) -> None:
        if not self._name:
            return
        value = told.get("value", "")
        if not self.forms[-1].offers[self._name]:
            self._first = value
        self.forms[-1].offers[self._name].append(value)
        if "selected" in told:
            self.forms[-1].sends[self._name], self._chosen = [value], True


def form_with(page: str, name: str) -> Form:
    """Return the form of a page that asks for something of this name."""
    reader = Reader()
    reader.feed(page)
    for form in reader.forms:
        if name in form.sends or name in form.offers:
            return form
    raise LookupError(f"No form asks for {name}.")


def references(page: str, kind: str) -> list[str]:
    """Return the records of a kind to which a page leads, each once."""
    return list(dict.fromkeys(REFERENCE[kind].findall(page)))

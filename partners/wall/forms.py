"""The forms of a page that are sent by POST, filled in as far as a page fills them in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Kinds of fields into which somebody writes words.
WRITTEN = ("text", "search", "email", "tel", "url", "number")
# Chosen or sent along, and never what is sought.
LEFT = ("csrfmiddlewaretoken", "submit", "button", "file", "image")
FILLER = "Words of no meaning"


@dataclass
class Form:
    """Where a form is sent, what stands in its fields, and into which of them words are written."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def filled(self, name: str, word: str) -> dict[str, str]:
        """Return what is sent with a word in one field, and something in each of the others."""
        blank = dict.fromkeys(self.written, FILLER)
        return {**blank, **{key: value for key, value in self.fields.items() if value}, name: word}


def forms_of(text: str) -> list[Form]:
    """Return the forms of a page that are sent by POST and take words."""
    reader = _Reader()
    reader.feed(text)
    return [form for form in reader.forms if form.written]


class _Reader(HTMLParser):
    """Reads a page, form by form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a form, or a field of the one that is being read."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self.form = Form(said.get("action", ""))
            self.forms.append(self.form)
        elif self.form and tag == "option" and self.select:
            if "selected" in said or not self.form.fields.get(self.select):
                self.form.fields[self.select] = said.get("value", "")
        elif self.form and tag in {"input", "select", "textarea"} and (name := said.get("name")):
            self._take(self.form, tag, name, said)

    def handle_endtag(self, tag: str) -> None:
        """End a form, or the choices of a field."""
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""

    def _take(self, form: Form, tag: str, name: str, said: dict[str, str]) -> None:
        kind = "written" if tag == "textarea" else said.get("type", "text")
        if name in LEFT or kind in LEFT:
            return
        if tag == "select":
            self.select = name
        elif kind in {"radio", "checkbox"}:
            if "checked" in said or (kind == "radio" and name not in form.fields):
                form.fields[name] = said.get("value", "")
        else:
            form.fields[name] = said.get("value", "")
            form.written += [name] if kind in (*WRITTEN, "written") else []

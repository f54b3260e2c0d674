"""Our markup against the examples that the design kit ships, so that an upgrade shows what changed."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string

from asbcases.web.forms import DateParts
from asbcases.web.templatetags.ui import status_tag

FIXTURES = Path(__file__).parent / "fixtures" / "govuk"
VOID = {"input", "br", "img", "path"}
# What we chose within the kit: small controls and bold labels, for density.
OUR_CHOICE = {
    "govuk-label--s",
    "govuk-fieldset__legend--s",
    "govuk-radios--small",
    "govuk-checkboxes--small",
}
NUMBERED = {"govuk-radios__input", "govuk-checkboxes__input", "govuk-date-input__input"}


class Tree(HTMLParser):
    """Reads markup into nested lists: name, sorted attributes, children; white space does not count."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root: list[Any] = []
        self.stack = [self.root]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        children: list[Any] = []
        self.stack[-1].append([tag, dict(attrs), children])
        if tag not in VOID:
            self.stack.append(children)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.stack[-1].append(words)


def every(nodes: list[Any]) -> list[Any]:
    """Return all elements of a tree, in document order."""
    found = []
    for node in nodes:
        if isinstance(node, list):
            found += [node, *every(node[2])]
    return found


def plain(html: str) -> list[Any]:
    """Return markup as a tree in which names that each side may choose are replaced by numbers."""
    root = Tree(html).root
    ids: dict[str, str] = {}
    for _tag, attrs, _children in every(root):
        classes = set((attrs.get("class") or "").split()) - OUR_CHOICE
        attrs["class"] = " ".join(sorted(classes))
        attrs.pop("name", None)
        if classes & NUMBERED:
            ids[attrs["id"]] = f"part-{len(ids)}"
    for _tag, attrs, _children in every(root):
        for key in ("id", "for", "aria-describedby"):
            if key in attrs:
                attrs[key] = " ".join(renamed(token, ids) for token in attrs[key].split())
    return root


def renamed(token: str, ids: dict[str, str]) -> str:
    """Return an id by its number, with the ending that says what belongs to it."""
    base, _, ending = token.partition("-item-hint")
    return ids.get(base, base) + ("-item-hint" if token.endswith("-item-hint") else ending)


def examples(component: str) -> list[Any]:
    """Return the shipped examples of a component."""
    return json.loads((FIXTURES / f"{component}.json").read_text())["fixtures"]


def every_example(*components: str) -> list[Any]:
    """Return the examples of several components as parameters with readable names."""
    return [
        pytest.param(component, example, id=f"{component}: {example['name']}")
        for component in components
        for example in examples(component)
    ]


def choices(options: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (str(item.get("value", item.get("text"))), item["text"]) for item in options.get("items", []) if item
    ]


class Hints:
    """A choice widget with a hint for some of its choices, and some that cannot be chosen."""

    hints: dict[str, str]
    closed: set[str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        return option | {"attrs": option["attrs"] | ({"disabled": True} if str(value) in self.closed else {})}


class Radios(Hints, forms.RadioSelect):
    pass


class Checkboxes(Hints, forms.CheckboxSelectMultiple):
    pass


class List(Hints, forms.Select):
    pass


WIDGETS: dict[str, type[forms.Widget]] = {
    "input": forms.TextInput,
    "textarea": forms.Textarea,
    "password-input": forms.PasswordInput,
    "radios": Radios,
    "checkboxes": Checkboxes,
    "select": List,
    "date-input": DateParts,
}


def widget_for(component: str, options: dict[str, Any]) -> forms.Widget:
    """Return the widget that an officer's form would use for the example."""
    # The kit repeats its own modifier among the classes of select: ours come from the form.
    widget = WIDGETS[component]({"class": options.get("classes", "")})
    if isinstance(widget, Hints):
        items = options["items"]
        widget.hints = {str(item["value"]): item["hint"]["text"] for item in items if "hint" in item}
        widget.closed = {str(item["value"]) for item in items if item.get("disabled")}
    return widget


def field_for(component: str, options: dict[str, Any]) -> forms.Field:
    """Return the field that asks what the example asks."""
    label = options.get("label") or options["fieldset"]["legend"]
    words = {"label": label["text"], "help_text": options.get("hint", {}).get("text", ""), "required": False}
    widget = widget_for(component, options)
    if component in {"radios", "select"}:
        return forms.ChoiceField(choices=choices(options), widget=widget, **words)
    if component == "checkboxes":
        return forms.MultipleChoiceField(choices=choices(options), widget=widget, **words)
    return forms.CharField(widget=widget, **words)


def printed(component: str, options: dict[str, Any]) -> str:
    """Return the field of an example as `{{ form }}` prints it."""
    name = options.get("id") or options.get("idPrefix") or options["name"]
    chosen = [
        str(item["value"]) for item in options.get("items", []) if item.get("checked") or item.get("selected")
    ]
    data = {name: chosen if component == "checkboxes" else (chosen or [""])[0]}
    form = type("Example", (forms.Form,), {name: field_for(component, options)})(data, auto_id="%s")
    if "errorMessage" in options:
        form.add_error(name, options["errorMessage"]["text"])
    return str(form)


@pytest.mark.parametrize(
    ("component", "example"),
    every_example("input", "textarea", "password-input", "radios", "checkboxes", "select", "date-input"),
)
def test_a_field_is_printed_as_the_design_kit_prints_it(component: str, example: dict[str, Any]) -> None:
    ours = printed(component, example["options"])

    assert plain(ours) == plain(example["html"])


@pytest.mark.parametrize("example", [pytest.param(e, id=e["name"]) for e in examples("error-summary")])
def test_the_error_summary_is_the_design_kits(example: dict[str, Any]) -> None:
    faults = [
        {"text": item["text"], "href": item.get("href", "")} for item in example["options"]["errorList"]
    ]

    ours = render_to_string("includes/error_summary.html", {"errors": faults})

    assert plain(ours) == plain(example["html"])


@pytest.mark.parametrize("example", [pytest.param(e, id=e["name"]) for e in examples("tag")])
def test_a_status_tag_is_the_design_kits(example: dict[str, Any]) -> None:
    colour = example["options"]["classes"].removeprefix("govuk-tag--")

    assert plain(status_tag(example["options"]["text"], colour)) == plain(example["html"])


@pytest.mark.parametrize("example", [pytest.param(e, id=e["name"]) for e in examples("pagination")])
def test_the_pager_is_the_design_kits_without_page_numbers(example: dict[str, Any]) -> None:
    options = example["options"]
    context = {f"{way}_url": options.get(way, {}).get("href") for way in ("previous", "next")}

    ours = plain(render_to_string("includes/pager.html", context))

    theirs = plain(example["html"])
    theirs[0][2] = [child for child in theirs[0][2] if child[0] != "ul"]
    assert ours == theirs


def test_the_skip_link_is_the_design_kits_and_leads_to_the_content() -> None:
    page = render_to_string("404.html")

    ours = [node for node in every(plain(page)) if "govuk-skip-link" in node[1].get("class", "")]

    theirs = plain(examples("skip-link")[0]["html"])
    assert ours == [["a", theirs[0][1] | {"href": "#main-content"}, theirs[0][2]]]

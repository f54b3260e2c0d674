"""Boxes to type into as Django's own templates have them, put together here: a template takes ten times as long for each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.safestring import SafeString

from asbcases.web.templatetags.govuk import printed

FOLDER = "django/forms/widgets"
TYPES = ("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "file")
INPUT = '<input type="{type}" name="{name}"{value}{attrs}>'
TEXTAREA = '<textarea name="{name}"{attrs}>\n{value}</textarea>'


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else printed(' value="{value}"', value=value)
    return printed(
        INPUT, type=widget["type"], name=widget["name"], value=shown, attrs=_attrs(widget["attrs"])
    )


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    return printed(TEXTAREA, name=widget["name"], value=widget["value"] or "", attrs=_attrs(widget["attrs"]))


def _attrs(attrs: Mapping[str, Any]) -> SafeString:
    said = (_attr(name, value) for name, value in attrs.items() if value is not False)
    return SafeString("".join(said))


def _attr(name: str, value: object) -> SafeString:
    return (
        printed(" {name}", name=name)
        if value is True
        else printed(' {name}="{value}"', name=name, value=value)
    )


# By the name of the template that each takes the place of.
BOXES: Mapping[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"{FOLDER}/{kind}.html": _input for kind in TYPES},
    f"{FOLDER}/textarea.html": _textarea,
}

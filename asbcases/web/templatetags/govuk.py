"""How one field becomes GOV.UK markup; used by the templates of the form renderer only."""

import copy
import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
# What stands a hundred times on a form is put together here: a template takes twenty times as long for each, and
# `format_html_join` five times.
ITEM = """<div class="govuk-{kit}__item">
<input class="govuk-{kit}__input" id="{{id}}" name="{name}" type="{type}" value="{{value}}"{{said}}>
<label class="govuk-label govuk-{kit}__label" for="{{id}}">{{label}}</label>
{{shown_hint}}
</div>"""
OPTION = '<option value="{value}"{said}>{label}</option>'
HINT = '<div id="{}-item-hint" class="govuk-hint govuk-{}__hint">{}</div>'
# Typed as text with a fitting keyboard: a number spinner changes values when the page is scrolled.
AS_TEXT = {"number": "numeric", "date": "", "time": "", "datetime-local": ""}


@register.filter
def shape(field: BoundField) -> str:
    """Return which template prints the field: single, choices, tick or parts."""
    widget = field.field.widget
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "parts" if isinstance(widget, forms.MultiWidget) else "single"


@register.filter
def kit(field: BoundField) -> str:
    """Return the word by which the design kit names the control."""
    widget = field.field.widget
    if isinstance(widget, CHOICES):
        # Checkboxes inherit from radios in Django, not the other way round.
        return "checkboxes" if isinstance(widget, forms.CheckboxSelectMultiple) else "radios"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    return "file-upload" if isinstance(widget, forms.FileInput) else "input"


@register.filter
def is_password(field: BoundField) -> bool:
    """Return whether the control hides what is typed."""
    return isinstance(field.field.widget, forms.PasswordInput)


@register.filter
def extra_class(field: BoundField) -> str:
    """Return the classes that the form itself asks for."""
    return str(field.field.widget.attrs.get("class", ""))


@register.filter
def label_words(field: BoundField) -> str:
    """Return the label, saying "(optional)" where some fields of the form are and this one is not required."""
    label = str(field.label)
    # Where an answer depends on others, the form says itself what may be left out.
    optional = getattr(field.form, "says_optional", True) and not field.field.required
    if not optional or shape(field) == "tick" or "optional" in label.lower():
        return label
    required = any(part.required for part in field.form.fields.values())
    return f"{label} (optional)" if required else label


@register.filter
def described_by(field: BoundField) -> str:
    """Return the ids of hint and error, in the order in which they stand."""
    parts = (("hint", field.help_text), ("error", field.errors))
    return " ".join(f"{field.auto_id}-{name}" for name, present in parts if present)


def plain_widget(widget: forms.Widget) -> forms.Widget:
    """Return a copy of the widget without what fights the design kit: sizes, spinners, silent truncation."""
    plain = copy.copy(widget)
    plain.attrs = {
        key: value
        for key, value in widget.attrs.items()
        if key not in {"cols", "min", "max", "step", "placeholder"}
    }
    if isinstance(plain, forms.Textarea):
        plain.attrs.pop("maxlength", None)
        plain.attrs["rows"] = 5 if str(widget.attrs.get("rows", 10)) == "10" else widget.attrs["rows"]
    keyboard = AS_TEXT.get(getattr(plain, "input_type", None) or "")
    if keyboard is not None and isinstance(plain, Input):
        plain.input_type = "text"
        plain.attrs |= {"inputmode": keyboard} if keyboard else {}
    return plain


def control_class(field: BoundField) -> str:
    """Return the classes of a single control."""
    name = f"govuk-{kit(field)}"
    classes = [name, extra_class(field)]
    if is_password(field):
        classes += ["govuk-password-input__input", "govuk-js-password-input-input"]
    if field.errors:
        classes.append(f"{name}--error")
    return " ".join(part for part in classes if part)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a text field, text area, list or file field as the design kit has it."""
    attrs: dict[str, Any] = {"id": field.auto_id, "class": control_class(field)}
    if described := described_by(field):
        attrs["aria-describedby"] = described
    if is_password(field):
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
        attrs.setdefault("autocomplete", field.field.widget.attrs.get("autocomplete", "current-password"))
    if field.field.disabled:
        attrs["disabled"] = True
    widget = plain_widget(field.field.widget)
    if isinstance(widget, forms.Select):
        return drop_down(widget.get_context(field.html_name, field.value(), attrs)["widget"])
    return widget.render(name=field.html_name, value=field.value(), attrs=attrs, renderer=field.form.renderer)


def drop_down(context: Mapping[str, Any]) -> SafeString:
    """Return a list to choose from, as Django's own template has it."""
    groups = [
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(options))
        if name
        else _options(options)
        for name, options, _ in context["optgroups"]
    ]
    inside = format_html_join("\n", "{}", ((group,) for group in groups))
    return format_html(
        '<select name="{}"{}>\n{}\n</select>', context["name"], flatatt(context["attrs"]), inside
    )


def _options(options: Iterable[Mapping[str, Any]]) -> SafeString:
    return listed(
        OPTION,
        ({"value": one["value"], "said": _said(one["attrs"]), "label": one["label"]} for one in options),
    )


@register.simple_tag
def choices(field: BoundField) -> SafeString:
    """Return the radios or checkboxes of a field; where their words are lasting, as they were put together before."""
    widget = field.field.widget
    if not getattr(widget, "lasting", False):
        return _choices(kit(field), field.html_name, items(field))
    options, chosen = tuple(map(tuple, widget.choices)), tuple(widget.format_value(field.value()))
    return _lasting(kit(field), field.html_name, field.auto_id, options, chosen, field.field.disabled)


@lru_cache(maxsize=1024)
def _lasting(
    named: str, name: str, begin: str, options: Sequence[Any], chosen: Sequence[str], disabled: bool
) -> SafeString:
    return _choices(
        named,
        name,
        (
            {
                "id": f"{begin}_{place}",
                "value": value,
                "label": label,
                "checked": value in chosen,
                "disabled": disabled,
                "hint": "",
            }
            for place, (value, label) in enumerate(options)
        ),
    )


def _choices(named: str, name: str, of_field: Iterable[Mapping[str, Any]]) -> SafeString:
    # What all of them have in common is written once.
    kind = "radio" if named == "radios" else "checkbox"
    return listed(printed(ITEM, kit=named, name=name, type=kind), (_printed(one, named) for one in of_field))


def _printed(item: Mapping[str, Any], named: str) -> dict[str, object]:
    hint = item["hint"]
    said: dict[str, object] = {name: True for name in ("checked", "disabled") if item[name]}
    said |= {"aria-describedby": f"{item['id']}-item-hint"} if hint else {}
    shown = format_html(HINT, item["id"], named, hint) if hint else ""
    return {
        "id": item["id"],
        "value": item["value"],
        "label": item["label"],
        "said": _said(said),
        "shown_hint": shown,
    }


def _said(attrs: dict[str, Any]) -> str:
    """Return attributes as they are printed; most controls have none."""
    return flatatt(attrs) if attrs else ""


def printed(markup: str, **values: object) -> SafeString:
    """Return markup with values in it; whatever is no HTML yet is escaped."""
    return SafeString(markup.format(**{name: _escaped(value) for name, value in values.items()}))


def listed(markup: str, rows: Iterable[Mapping[str, object]]) -> SafeString:
    """Return markup once for each row, one a line."""
    return SafeString("\n".join(printed(markup, **row) for row in rows))


def _escaped(value: object) -> str:
    words = str(value)
    return words if isinstance(words, SafeString) else html.escape(words)


@register.filter
def items(field: BoundField) -> Iterator[dict[str, object]]:
    """Yield each radio or checkbox; the empty choice that a list needs is no answer here."""
    hints = getattr(field.field.widget, "hints", {})
    for part in field.subwidgets:
        value = str(part.data["value"])
        if value or not str(part.choice_label).startswith("-"):
            yield {
                "id": part.id_for_label,
                "value": value,
                "label": part.choice_label,
                "checked": part.data["selected"],
                "disabled": field.field.disabled or part.data["attrs"].get("disabled", False),
                "hint": hints.get(value, ""),
            }


@register.filter
def parts(field: BoundField) -> list[dict[str, object]]:
    """Return the parts of a date, or of another field that has several controls."""
    widget = field.field.widget
    assert isinstance(widget, forms.MultiWidget)  # noqa: S101 - shape() chose this
    found = widget.get_context(field.html_name, field.value(), {"id": field.auto_id})["widget"]["subwidgets"]
    labels = getattr(widget, "part_labels", ("Date", "Time"))
    widths = getattr(widget, "part_widths", (10, 5))
    return [
        {
            "id": part["attrs"]["id"],
            "name": part["name"],
            "value": "" if part["value"] is None else part["value"],
            "label": labels[place],
            "width": widths[place],
            "inputmode": part["attrs"].get("inputmode", ""),
        }
        for place, part in enumerate(found)
    ]


def first_control(field: BoundField) -> str:
    """Return the id on which a person lands who follows an error to its field."""
    if shape(field) == "choices":
        first = next(items(field), None)
        return str(first["id"]) if first else field.auto_id
    return str(parts(field)[0]["id"]) if shape(field) == "parts" else field.auto_id


def ask_for(field: BoundField) -> str:
    """Return what a person has to do about a field left empty, in place of "This field is required"."""
    label = str(field.label)
    if label.endswith("?"):
        return f"Answer “{label}”"
    verb = "Choose" if kit(field) in {"radios", "checkboxes", "select", "file-upload"} else "Enter"
    # An abbreviation keeps its capitals, a sentence loses its first one.
    return f"{verb} {label if label[1:2].isupper() else label[:1].lower() + label[1:]}"


@register.filter
def error_words(field: BoundField) -> list[str]:
    """Return the faults of a field as sentences that say what to mend."""
    standard = str(forms.Field.default_error_messages["required"])
    faults: list[ValidationError] = field.errors.as_data()
    said = [message for fault in faults for message in fault.messages]
    return [ask_for(field) if message == standard else message for message in said]

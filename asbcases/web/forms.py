"""What forms share: the renderer that prints GOV.UK markup, and fields for days and times."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from asbcases.web.templatetags.groups import group


class GovukRenderer(TemplatesSetting):
    """Prints `{{ form }}` and `{{ field.as_field_group }}` in the markup of the design kit (FORM_RENDERER)."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Return what a template makes of a form; a field without a template, for a long form has fifty."""
        if template_name == self.field_template_name:
            return group(context["field"])
        return super().render(template_name, context, request)


class DateParts(forms.MultiWidget):
    """Three boxes for day, month and year; a date sent as one text is taken too."""

    part_labels = ("Day", "Month", "Year")
    part_widths = (2, 2, 4)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput({"inputmode": "numeric"}) for name in ("day", "month", "year")
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return day, month and year of a date, or what was typed into each box."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        if matched := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", str(value or "").strip()):
            return list(matched.groups()[::-1])
        typed = str(value or "").split("/")
        return [*typed, "", "", ""][:3]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the three boxes as one text, day first; nothing when all are empty."""
        if data.get(name):
            return str(data[name])
        typed = [str(data.get(f"{name}_{part}") or "").strip() for part in ("day", "month", "year")]
        return "/".join(typed) if any(typed) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Return whether neither the boxes nor a single text came with the form."""
        return name not in data and super().value_omitted_from_data(data, files, name)


class LastingRadios(forms.RadioSelect):
    """Radios whose words are the same whoever asks, and of nobody: they are put together once for each answer."""

    lasting = True


class LastingTicks(forms.CheckboxSelectMultiple):
    """Checkboxes of which the same holds."""

    lasting = True


class DayField(forms.DateField):
    """A day, asked for as day, month and year."""

    widget = DateParts
    default_error_messages = {"invalid": "Enter a real date, such as 23 11 2026"}

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%d/%m/%Y", "%Y-%m-%d", "%d %m %Y", "%d %B %Y"]
        super().__init__(**{"input_formats": formats, **kwargs})


class ClockField(forms.Field):
    """A time of day as people write it: "6:42pm", "18:42", "6pm", "midday", "midnight"."""

    widget = forms.TextInput({"class": "govuk-input--width-5"})
    default_error_messages = {"invalid": "Enter a time, such as 6:42pm or 18:42"}
    words = {"midday": time(12), "noon": time(12), "midnight": time(0)}

    def to_python(self, value: Any) -> time | None:
        """Return the time that was meant."""
        text = str(value or "").strip().lower()
        if not text or isinstance(value, time):
            return value if isinstance(value, time) else None
        return self.words.get(text) or self.read(text)

    def read(self, text: str) -> time:
        """Return the time written with digits; an hour over 12 with "am" or "pm" is a mistake."""
        matched = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d\d))?\s*(am|pm)?", text)
        if matched is None or (matched[2] is None and matched[3] is None):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(matched[1]), int(matched[2] or 0), matched[3]
        top = 12 if half else 23
        if hour > top or minute > 59 or (half and hour == 0):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)

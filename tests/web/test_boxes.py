"""Boxes that are put together without a template read as Django's own templates have them."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from asbcases.web.boxes import BOXES
from asbcases.web.forms import GovukRenderer

SHARP = """<b>"it's" & more</b>"""
VALUES = (None, "", "plain", SHARP, SafeString("&amp;"), 0, 7, date(2026, 11, 23), "two\nlines ")
ATTRS: tuple[dict[str, Any], ...] = (
    {},
    {"id": "id_a", "required": True, "class": "govuk-input", "disabled": False, "rows": 5, "title": SHARP},
)
WIDGETS = (
    *(forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.HiddenInput),
    *(forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.Textarea, forms.FileInput),
)


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize("attrs", ATTRS)
@pytest.mark.parametrize("value", VALUES)
def test_a_box_reads_as_the_template_has_it(
    widget: type[forms.Widget], attrs: dict[str, Any], value: object
) -> None:
    assert widget().template_name in BOXES

    ours, theirs = (
        widget().render(f"a{SHARP}", value, attrs, renderer)
        for renderer in (GovukRenderer(), TemplatesSetting())
    )

    assert ours == theirs


@pytest.mark.parametrize("attrs", ATTRS)
def test_so_does_a_password_with_its_value(attrs: dict[str, Any]) -> None:
    box = forms.PasswordInput(render_value=True)
    ours, theirs = (
        box.render("a", SHARP, attrs, renderer) for renderer in (GovukRenderer(), TemplatesSetting())
    )

    assert ours == theirs


def test_what_has_more_parts_is_left_to_its_template() -> None:
    assert forms.ClearableFileInput().template_name not in BOXES
    assert 'type="checkbox"' in forms.CheckboxInput().render("a", False, {}, GovukRenderer())

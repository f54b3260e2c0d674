"""A field with its label, hint and faults: put together here, for a long form has fifty and a template takes twice as long."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from asbcases.web.templatetags.govuk import (
    choices,
    control,
    described_by,
    error_words,
    extra_class,
    is_password,
    kit,
    label_words,
    printed,
    shape,
)

register = template.Library()

GROUP = """<div class="govuk-form-group{wrong}{password}"{module}>
{inside}
</div>"""
CHOICES = """<fieldset class="govuk-fieldset"{described}>
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
{notes}
<div class="govuk-{kit} govuk-{kit}--small{extra}" data-module="govuk-{kit}">
{choices}
</div>
</fieldset>"""
SINGLE = """<label class="govuk-label govuk-label--s" for="{id}">{label}</label>
{notes}
{control}"""
HINT = '<div id="{id}-hint" class="govuk-hint">{words}</div>'
FAULTS = '<p id="{id}-error" class="govuk-error-message">{faults}</p>'
FAULT = '<span class="govuk-visually-hidden">Error:</span> {words}'
# What is rare on a form stands in a template.
RARE = {"tick": "forms/tick.html", "parts": "forms/date.html"}
PASSWORD = {"password": " govuk-password-input", "module": SafeString(' data-module="govuk-password-input"')}


@register.simple_tag
def group(field: BoundField) -> SafeString:
    """Return a field as the design kit has it."""
    wrong = " govuk-form-group--error" if field.errors else ""
    more: dict[str, Any] = PASSWORD if is_password(field) else {"password": "", "module": ""}
    return printed(GROUP, wrong=wrong, inside=_inside(field), **more)


def _inside(field: BoundField) -> SafeString:
    drawn = "forms/password.html" if is_password(field) else RARE.get(shape(field))
    if drawn:
        return render_to_string(drawn, {"field": field})
    if shape(field) == "choices":
        return _choices(field)
    return printed(
        SINGLE, id=field.auto_id, label=label_words(field), notes=notes(field), control=control(field)
    )


def _choices(field: BoundField) -> SafeString:
    described, extra = described_by(field), extra_class(field)
    return printed(
        CHOICES,
        described=printed(' aria-describedby="{ids}"', ids=described) if described else "",
        label=label_words(field),
        notes=notes(field),
        kit=kit(field),
        extra=f" {extra}" if extra else "",
        choices=choices(field),
    )


@register.simple_tag
def notes(field: BoundField) -> SafeString:
    """Return hint and faults of a field, which stand between its label and its control."""
    found = []
    if field.help_text:
        # A form may write HTML there, and nobody types into it.
        found.append(printed(HINT, id=field.auto_id, words=SafeString(field.help_text)))
    if field.errors:
        faults = SafeString("<br>").join(printed(FAULT, words=words) for words in error_words(field))
        found.append(printed(FAULTS, id=field.auto_id, faults=SafeString(faults)))
    return SafeString("\n".join(found))

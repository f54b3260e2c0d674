"""Tags and filters that every page may use: `{% load ui %}`."""

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from asbcases.law.words import day_words, time_words
from asbcases.web.templatetags import moments
from asbcases.web.templatetags.govuk import error_words, first_control
from asbcases.web.ticks import tick_of

register = template.Library()

RISK = {"high": "High risk", "medium": "Medium risk", "standard": "Standard risk"}
TAG_COLOURS = {"grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"}
# References, and the names of rules: CPN-2026-000001, CPB-1.
NAMED = re.compile(r"\b([A-Z]{2,4}-(?:\d{4}-)?\d+)\b")


# --- Times ------------------------------------------------------------------------------------
@register.filter
def london(moment: datetime | None) -> str:
    """Return "23 November 2026 at 6:42pm" in London time, or nothing for no instant."""
    return moments.moment_words(moment) if moment else ""


@register.filter
def london_day(day: date | None) -> str:
    """Return "23 November 2026" for a day, or for the London day of an instant."""
    return day_words(day) if day else ""


@register.filter
def london_time(moment: datetime | None) -> str:
    """Return "6:42pm", "midday" or "midnight" in London time."""
    return time_words(moment) if moment else ""


@register.filter
def due_by(due_at: datetime | None) -> str:
    """Return "end of 20 November 2026" when late from midnight on, else the instant."""
    return moments.due_words(due_at) if due_at else ""


@register.filter
def late_by(due_at: datetime | None, now: datetime) -> str:
    """Return "1 day late" or "3 hours late"; nothing while it is not late."""
    if due_at is None or now < due_at:
        return ""
    return f"{moments.span_words(due_at, now)} late"


@register.filter
def due_in(due_at: datetime | None, now: datetime) -> str:
    """Return "due in 3 days"; once late, how late."""
    if due_at is None:
        return ""
    return late_by(due_at, now) if now >= due_at else f"due in {moments.span_words(now, due_at)}"


# --- Small parts ------------------------------------------------------------------------------
@register.filter
def whole(words: object) -> SafeString:
    """Keep references and the names of rules on one line: a browser would break them at a hyphen."""
    pieces = enumerate(NAMED.split(str(words)))
    kept = '<span class="asb-nowrap">{}</span>'
    return format_html_join(
        "", "{}", ((format_html(kept, one) if place % 2 else one,) for place, one in pieces)
    )


@register.simple_tag
def service_name() -> str:
    """Return the name of the service; a tag, so that error pages need no context."""
    return str(getattr(settings, "SERVICE_NAME", "ASB Cases"))


@register.simple_tag
def force_name() -> str:
    """Return the name of the police force, if the deployer gave one."""
    return str(getattr(settings, "FORCE_NAME", ""))


@register.simple_tag
def marking() -> str:
    """Return the protective marking that stands on every page and print."""
    return str(getattr(settings, "MARKING", "OFFICIAL-SENSITIVE"))


@register.simple_tag
def risk_badge(level: str | None) -> SafeString:
    """Return the badge of a risk level; badges mean risk and nothing else."""
    known = str(level) if level in RISK else "none"
    return format_html(
        '<strong class="moj-badge asb-risk asb-risk--{}">{}</strong>', known, RISK.get(known, "Not assessed")
    )


@register.simple_tag
def status_tag(text: object, colour: str = "grey") -> SafeString:
    """Return a status in the tag of the design kit; the word says it, the colour only helps."""
    if colour not in TAG_COLOURS:
        raise ValueError(f"A tag cannot be {colour}: choose one of {', '.join(sorted(TAG_COLOURS))}.")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, text)


@register.inclusion_tag("includes/pager.html")
def pager(page: Any) -> dict[str, object]:
    """Return links to the next and previous part of a list that is read by key, and what is shown."""
    shown = str(getattr(page, "shown", "") or "")
    return {
        "previous_url": getattr(page, "previous_url", None),
        "next_url": getattr(page, "next_url", None),
        "shown": f"Showing {shown}" if shown and not shown.startswith("Showing") else shown,
    }


@register.simple_tag(takes_context=True)
def hidden_version(context: template.Context, record: Any) -> SafeString:
    """Return the hidden field by which an edit of a stale record is noticed.

    A form that comes back with its faults shows what was typed, not what stands: it stays as old as it was.
    """
    posted = _posted(context, "version")
    version = posted if posted.isdecimal() and len(posted) < 10 else record.version
    return format_html('<input type="hidden" name="version" value="{}">', version)


register.filter("tick", tick_of)


# --- Forms ------------------------------------------------------------------------------------
def refused_by_validation(form: object) -> bool:
    """Return whether this is a form that was sent and found wanting."""
    return isinstance(form, BaseForm | BaseFormSet) and form.is_bound and not form.is_valid()


def _posted(context: template.Context, name: str) -> str:
    """Return what was posted under a name with a form which validation refused, or nothing."""
    request = context.get("request")
    if request is None or request.method != "POST" or not refused_by_validation(context.get("form")):
        return ""
    return str(request.POST.get(name, ""))


def posted_key(context: template.Context) -> str:
    """Return the idempotency key that was posted with a form which validation refused, if it is one."""
    try:
        return str(uuid.UUID(_posted(context, "idempotency_key")))
    except ValueError:
        return ""


@register.inclusion_tag("includes/form_guard.html", takes_context=True)
def form_guard(context: template.Context) -> dict[str, object]:
    """Return the hidden fields of every form that acts: against forgery and against doing twice (docs/decisions/0010)."""
    return {"csrf_token": context.get("csrf_token"), "key": posted_key(context) or str(uuid.uuid4())}


@register.simple_tag
def error_prefix(form: object = None) -> str:
    """Return "Error: " for the title of a page whose form was refused."""
    return "Error: " if refused_by_validation(form) else ""


def errors_in(form: BaseForm) -> Iterator[dict[str, str]]:
    """Yield each fault of a form with the address of the control where it is mended."""
    visible = form.visible_fields()
    start = f"#{first_control(visible[0])}" if visible else ""
    for message in form.non_field_errors():
        yield {"text": str(message), "href": start}
    for field in visible:
        for message in error_words(field):
            yield {"text": message, "href": f"#{first_control(field)}"}
    for field in form.hidden_fields():
        for message in field.errors:
            yield {"text": str(message), "href": start}


def errors_of(forms: Iterable[object]) -> Iterator[dict[str, str]]:
    """Yield the faults of several forms and formsets, in the order of the page."""
    for form in forms:
        if isinstance(form, BaseFormSet) and form.is_bound:
            yield from ({"text": str(message), "href": ""} for message in form.non_form_errors())
            yield from errors_of(form.forms)
        elif isinstance(form, BaseForm) and form.is_bound:
            yield from errors_in(form)


@register.inclusion_tag("includes/error_summary.html")
def error_summary(*forms: object) -> dict[str, object]:
    """Return the summary of all faults, each linking to its control; nothing when there is none."""
    return {"errors": list(errors_of(forms))}

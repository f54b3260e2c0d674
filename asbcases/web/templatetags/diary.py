"""What stands in many rows of the diary, `{% load diary %}`: put together here, for a board has three hundred of them."""

from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString

from asbcases.web.templatetags.govuk import printed
from asbcases.web.templatetags.ui import due_by, due_in, late_by, london

register = template.Library()

WHEN = '<span>{how}<br><span class="asb-quiet">{by}</span></span>'
LATE, SOON, IN_TIME = (
    '<span class="asb-late">{}</span>',
    '<span class="asb-soon">{}</span>',
    "<span>{}</span>",
)
TOLD = '{words}: {name} <span class="asb-quiet">{at}</span>{lost}'
LOST = SafeString(' <strong class="asb-late">Not delivered</strong>')


@register.simple_tag
def when_due(row: Any, now: datetime) -> SafeString:
    """Return how late a row of the board is or by when it is due."""
    due_at = row.deadline.due_at
    if row.state == "passed":
        markup, words = SOON, "Time is over"
    elif row.section == "late":
        markup, words = LATE, late_by(due_at, now)
    else:
        markup, words = SOON if row.state == "due_soon" else IN_TIME, due_in(due_at, now)
    return printed(WHEN, how=SafeString(markup.format(capfirst(words))), by=capfirst(due_by(due_at)))


@register.simple_tag
def step_told(told: Any) -> SafeString:
    """Return whom a step was told, when, and whether it reached nobody."""
    return printed(TOLD, words=told.words, name=told.name, at=london(told.at), lost=LOST if told.lost else "")

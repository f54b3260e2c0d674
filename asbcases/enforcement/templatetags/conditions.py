"""What is wrong with how a term is worded, beside the term: `{% load conditions %}{% wording measure term now %}`."""

from datetime import datetime
from typing import Any

from django import template

from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.conditions import Around
from asbcases.enforcement.rules.conditions import check_condition
from asbcases.enforcement.views.findings import shown

register = template.Library()


@register.inclusion_tag("enforcement/findings.html", takes_context=True)
def wording(context: template.Context, measure: Measure, term: MeasureTerm, now: datetime) -> dict[str, Any]:
    """Show the findings about one term; what surrounds the terms is read once for a page."""
    name = f"around {measure.pk}"
    if name not in context.render_context:
        context.render_context[name] = Around.of(measure, now=now)
    around: Any = context.render_context[name]
    return {"findings": shown(check_condition(around.condition(term)), measure)}

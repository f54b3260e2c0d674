"""How a page names the law behind a point of a power."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from asbcases.enforcement.rules.powers import Point

register = template.Library()


@register.filter
def cited(point: Point) -> SafeString:
    """Return section and rule behind the words of a point, the id of the rule on one line; nothing for practice."""
    if not point.rule:
        return SafeString("")
    section = "" if point.cited == point.rule else f"{point.section}, "
    return format_html(
        '<span class="asb-quiet">{}<span class="asb-nowrap">{}</span></span>', section, point.rule
    )

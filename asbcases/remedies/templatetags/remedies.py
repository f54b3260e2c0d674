"""When an answer to restorative justice is looked for."""

from django import template

from asbcases.remedies import queries

register = template.Library()
register.filter("answer_by", queries.answer_by)

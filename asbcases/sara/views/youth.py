"""Youth justice support for the children whose behaviour a plan is about."""

from django.http import HttpRequest, HttpResponse

from asbcases.sara import transitions as verbs
from asbcases.sara.forms.youth import YouthForm
from asbcases.sara.queries.on_file import OnFile
from asbcases.sara.views.asked import Asked
from asbcases.sara.views.youth_shown import youth_shown
from asbcases.web.form_pages import acts
from asbcases.web.once import once


@acts
@once
def plan_youth(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep which support was considered for a child, or why none was."""
    asked = Asked(request, reference)
    shown = youth_shown(OnFile(asked.plan), asked.user, asked.now)
    form = YouthForm(asked.typed, now=asked.now, children=shown["children"])
    return asked.answer(
        form,
        lambda: verbs.note_youth_support(
            asked.plan, **form.support, considered_at=form.at or asked.now, **asked.act
        ),
        title="Youth justice support",
        button="Keep it",
        done="It is kept whether youth justice support was considered.",
        part="youth",
        template="sara/plan_youth.html",
        **shown,
    )

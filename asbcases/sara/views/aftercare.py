"""The look at a closed plan some months on."""

from django.http import HttpRequest, HttpResponse

from asbcases.sara.forms.closing import AftercareForm
from asbcases.sara.transitions.closing import check_aftercare
from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts
from asbcases.web.once import once


@acts
@once
def plan_aftercare(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep whether what a closed plan achieved holds."""
    asked = Asked(request, reference)
    form = AftercareForm(asked.typed)
    return asked.answer(
        form,
        lambda: check_aftercare(asked.plan, **form.said, **asked.act),
        title="Does it hold?",
        button="Keep it",
        done="It is kept whether it holds.",
        part="closing",
    )

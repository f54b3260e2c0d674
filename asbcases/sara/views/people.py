"""Who supervises a plan, and to whom those who are harmed turn, is changed."""

from django.http import HttpRequest, HttpResponse

from asbcases.sara import transitions as verbs
from asbcases.sara.forms.people import PeopleForm
from asbcases.sara.views.asked import Asked
from asbcases.web.form_pages import acts
from asbcases.web.once import once


@acts
@once
def plan_people(request: HttpRequest, reference: str) -> HttpResponse:
    """Have somebody else supervise a plan, or be the contact of those who are harmed."""
    asked = Asked(request, reference)
    form = PeopleForm(asked.typed, plan=asked.plan, by=asked.user)
    return asked.answer(
        form,
        lambda: verbs.name_people(asked.plan, **form.cleaned_data, **asked.act),
        title="Supervisor and contact",
        button="Keep the change",
        done="It is changed; a review that is owed stays due on its day.",
        part="problem",
        record=asked.plan,
        shown=("supervisor", "spoc", "stage"),
    )

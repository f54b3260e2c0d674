"""Giving a review to another co-ordinator, or to an ASB officer."""

from django.http import HttpRequest, HttpResponse

from asbcases.web.form_pages import acts
from asbcases.web.once import once
from triggers.forms.giving import GiveForm
from triggers.queries.reviews import takers_of
from triggers.transitions.giving import give_review
from triggers.views.asked import Asked


@acts
@once
def review_give(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a review to somebody else, who owes from then on what is owed on it."""
    asked = Asked(request, reference)
    takers = takers_of(asked.review)
    if owner := asked.review.owner:
        takers = takers.exclude(pk=owner.pk)
    form = GiveForm(asked.typed, takers=takers)
    return asked.answer(
        form,
        lambda: give_review(asked.review, **form.cleaned_data, **asked.act),
        title="Give it to somebody else",
        button="Give it to them",
        done="It is given: whoever takes it is told, and owes what is owed on it.",
        record=asked.review,
        shown=("owner", "stage"),
    )

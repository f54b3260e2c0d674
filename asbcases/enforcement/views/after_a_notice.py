"""What the pages of what follows a notice have in common: the door to a breach, and the warnings that a form asks about."""

from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from asbcases.cases.queries import locked
from asbcases.enforcement.models import Breach
from asbcases.enforcement.queries.breaches import actions_on_breaches, breaches_of
from asbcases.enforcement.transitions.standing import is_child, quash_facts
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.law.registry import rule_of
from asbcases.web.versions import stale_answer

FACTS = ("state", "decision", "excuse", "outcome", "filed_at")


class AskedBreach(Asked):
    """Who asks about which breach; the door to it is the measure."""

    def __init__(self, request: HttpRequest, reference: str, measure: str, number: int) -> None:
        super().__init__(request, reference, measure)
        self.breach: Breach = get_object_or_404(breaches_of(self.measure), number=number)
        self.breach.measure, self.breach.case = self.measure, self.case

    def back(self) -> HttpResponse:
        """Send the person on to the page of the breach."""
        return redirect("breach_page", self.case.reference, self.measure.reference, self.breach.number)

    def page(self, form: BaseForm, title: str, button: str, **more: Any) -> HttpResponse:
        """Show the page of a form about the breach, to whose page one may go back."""
        stated = {"template": "enforcement/breach_form.html", "breach": self.breach}
        return super().page(form, title, button, **{**stated, **more})

    @property
    def title(self) -> str:
        """Return how the breach is named in titles."""
        return f"breach {self.breach.number} of {self.measure.reference}"

    @property
    def child(self) -> bool:
        """Return whether the person bound is known to be under 18."""
        return is_child(self.measure, self.now)


def stale(asked: Asked, row: Model, form: BaseForm, shown: tuple[str, ...]) -> HttpResponse | None:
    """Return the page that shows both where a sound form is of an older version of its row; nothing else."""
    if not form.is_bound or not form.is_valid():
        return None
    # Whatever is done on a case locks it, and then the measure, before what hangs on them.
    locked(asked.case)
    locked(asked.measure)
    return stale_answer(asked.request, row, form, shown=shown)


def quashed_warning(asked: Asked) -> dict[str, str]:
    """Return what a form warns of where the notice was quashed."""
    return {"APP-4": rule_of("APP-4").says} if quash_facts(asked.measure) else {}


def void_warning(asked: Asked) -> dict[str, str]:
    """Return what the end of an appeal warns of where something was done about a breach already."""
    if not actions_on_breaches(asked.measure):
        return {}
    return {"APP-4": f"Only where the notice was quashed. {rule_of('APP-4').says}"}


__all__ = ["FACTS", "Asked", "AskedBreach", "quashed_warning", "stale", "void_warning"]

"""The form of one term while it is drafted: a clause put in, the wording checked, and only then saved."""

from collections.abc import Callable, Iterable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse

from asbcases.enforcement.forms.terms import ClauseChoice, WordedForm
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.conditions import findings_for
from asbcases.enforcement.rules.clauses import library
from asbcases.enforcement.rules.conditions import Finding
from asbcases.enforcement.views.findings import shown
from asbcases.enforcement.views.measures_shared import Asked
from asbcases.web.form_pages import typed
from asbcases.web.templatetags.govuk import first_control

# What a button of the form asks for instead of saving.
ONLY, CHECK, INSERT = "only", "check", "insert"
# Where each finding is mended; all else in the words.
WORDS = ("new_words", "words")
MENDED_IN = {
    "no_end": "until_on",
    "no_date": "do_day",
    "area_without_place": "place",
    "area_without_hours": "hours_from",
}


class Drafted:
    """One term as it is drafted on its page."""

    def __init__(self, asked: Asked, kind: type[WordedForm], **more: Any) -> None:
        self.asked = asked
        self.only = asked.request.POST.get(ONLY, "")
        self.power = asked.measure.kind
        self.form = kind(typed(asked.request), **more)
        if self.only == INSERT:
            self.form = self._with_clause(kind, more)

    def _with_clause(self, kind: type[WordedForm], more: dict[str, Any]) -> WordedForm:
        """Return the form with the clause that was chosen put in, to be gone over; nothing is judged yet."""
        clause = library().clause(self.asked.request.POST.get("put_in", ""))
        if clause is None or self.power not in clause.powers:
            return kind(initial={name: self.form[name].data for name in self.form.fields}, **_bare(more))
        put = self.form.with_clause(clause, clause.kind_for(self.power))
        return kind(initial=put, **_bare(more))

    def saved(self, act: Callable[[], Any], said: str, **more: Any) -> HttpResponse | None:
        """Save a sound term and send the person on; nothing where it is only looked at, or still to be shown."""
        return None if self.only else self.asked.acted(self.form, act, said, **more)

    def page(self, title: str, button: str, **more: Any) -> HttpResponse:
        """Show the form with the clauses of the library, and with what is wrong with its words where that was asked."""
        record = more.pop("record", None)
        version = self.asked.request.POST.get("version") or getattr(record, "version", None)
        clauses = library().chosen(power=self.power)
        context = {
            "template": "enforcement/term_form.html",
            "version": version,
            "choice": ClauseChoice(clauses=clauses),
            "inserted": self.only == INSERT,
            **checked(self.only, self.form, self.asked.measure, lambda: self._findings()),
            **more,
        }
        return self.asked.page(self.form, title, button, **context)

    def _findings(self) -> list[Finding]:
        said = self.form.said
        term = MeasureTerm(measure=self.asked.measure, **said)
        return findings_for(self.asked.measure, term, now=self.asked.now)


def checked(
    only: str, form: BaseForm, measure: Measure, look: Callable[[], Iterable[Finding]]
) -> dict[str, Any]:
    """Return what a page shows of a wording that was checked: each finding with the field in which it is mended."""
    if only != CHECK or not form.is_valid():
        return {}
    found = [{**one, "href": f"#{_field_of(form, one['code'])}"} for one in shown(look(), measure)]
    return {"was_checked": True, "worded": found}


def _field_of(form: BaseForm, code: str) -> str:
    """Return the control in which a finding is mended; a form that has no such field has it said in the words."""
    names = (MENDED_IN.get(code, WORDS[0]), *WORDS)
    return str(first_control(form[next(name for name in names if name in form.fields)]))


def _bare(more: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in more.items() if name != "initial"}

"""The parts of a draft of a risk form, each on a short form of its own that works without a script."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from asbcases.accounts.models import User
from asbcases.errors import Refused
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, require
from partners.choices import Action
from risk import drafting
from risk.forms_instruments import (
    BandsForm,
    DraftForm,
    DraftHeadForm,
    FloorForm,
    NewQuestionForm,
    OptionsForm,
    QuestionForm,
)
from risk.models import InstrumentDraft
from risk.queries.instruments import stated_in
from risk.transitions.instruments import WRITABLE, change_draft
from risk.views.instrument_drafts import draft_for, seen

OF_A_QUESTION = ("text", "help", "help_by_phone", "sensitive", "scored")
AnyForm = TypeVar("AnyForm", bound=DraftForm)


class Writing(NamedTuple):
    """Who writes which draft."""

    draft: InstrumentDraft
    by: User


def _writing(request: HttpRequest, pk: int) -> Writing:
    """Return the draft of a route for whoever writes it; refused for others, and where it cannot be written any more."""
    by, draft = require(request, Action.KEEP_INSTRUMENTS), draft_for(pk)
    if draft.drafted_by_id != by.pk or draft.state not in WRITABLE:
        raise Refused(
            "Only whoever drafts this form changes it, and only until it is submitted: begin your own copy."
        )
    return Writing(draft, by)


def _part_page(
    request: HttpRequest,
    writing: Writing,
    form: AnyForm,
    heading: str,
    changed: Callable[[AnyForm], dict[str, Any]],
    **context: Any,
) -> HttpResponse:
    """Show a part of a draft as a form, and change it."""
    draft = writing.draft

    def save() -> InstrumentDraft:
        return change_draft(
            draft,
            what=heading,
            row_version=draft.row_version,
            by=writing.by,
            now=timezone.now(),
            **changed(form),
        )

    if form.is_valid() and (saved := tried(form, save)):
        messages.success(request, "The draft is saved.")
        return redirect("instrument_draft", saved.pk)
    template = context.pop("template", "risk/instrument_part.html")
    return form_page(request, template, form, {"draft": draft, "heading": heading, **context})


@acts
@once
def instrument_head(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the form is called, and how its answers are counted."""
    writing = _writing(request, pk)
    draft, content = writing.draft, writing.draft.content
    initial = {name: getattr(draft, name) for name in ("title", "code", "version", "source")}
    counted = {"scoring": content["scoring"], "require_all": "yes" if content["require_all"] else "no"}
    form = DraftHeadForm(typed(request), draft=draft, initial={**initial, **counted})

    def changed(form: DraftHeadForm) -> dict[str, Any]:
        stated = form.stated()
        kept = {name: stated.pop(name) for name in ("scoring", "require_all")}
        return {**stated, "content": {**content, **kept}}

    return _part_page(request, writing, form, "Title and scoring", changed)


@acts
@once
def instrument_question_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question at the end."""
    writing = _writing(request, pk)
    content = writing.draft.content
    form = NewQuestionForm(typed(request), draft=writing.draft, initial={"sensitive": "no", "scored": "yes"})

    def changed(form: NewQuestionForm) -> dict[str, Any]:
        stated, taken = form.stated(), drafting.codes_of(content)
        code = stated.pop("code") or drafting.code_from(stated["text"], taken)
        if code in taken:
            raise Refused(f"There is a question with the code {code} already: choose another code.")
        return {"content": drafting.with_question(content, code, **stated)}

    return _part_page(request, writing, form, "Add a question", changed)


@acts
@once
def instrument_question(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Change a question; its answers are changed on a page of their own."""
    writing = _writing(request, pk)
    row = _question(writing, code)
    initial = {name: _typed_as(row[name]) for name in OF_A_QUESTION}
    form = QuestionForm(typed(request), draft=writing.draft, initial=initial)

    def changed(form: QuestionForm) -> dict[str, Any]:
        return {"content": drafting.with_question(writing.draft.content, code, **form.stated())}

    return _part_page(request, writing, form, f"Question {code}", changed)


def _question(writing: Writing, code: str) -> dict[str, Any]:
    for row in writing.draft.content["questions"]:
        if row["code"] == code:
            return dict(row)
    raise Http404(NOT_FOUND)


def _typed_as(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


@acts
@once
def instrument_options(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Change the answers to a question and their points."""
    writing = _writing(request, pk)
    row = _question(writing, code)
    form = OptionsForm(typed(request), draft=writing.draft, options=row["options"])

    def changed(form: OptionsForm) -> dict[str, Any]:
        return {"content": drafting.with_options(writing.draft.content, code, form.rows())}

    template = "risk/instrument_options.html"
    return _part_page(request, writing, form, f"Answers to {code}", changed, question=row, template=template)


@require_POST
@once
def instrument_move(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Move a question one place up or down."""
    writing = _writing(request, pk)
    _refuse_without_question(writing, code)
    down = request.POST.get("direction") == "down"
    content = drafting.moved(writing.draft.content, code, down=down)
    return _pressed(request, writing, content, f"Question {code} moved", f"question-{code}")


@require_POST
@once
def instrument_remove(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take a question out."""
    writing = _writing(request, pk)
    _refuse_without_question(writing, code)
    content = drafting.without_question(writing.draft.content, code)
    return _pressed(request, writing, content, f"Question {code} taken out", "questions")


def _refuse_without_question(writing: Writing, code: str) -> None:
    if code not in drafting.codes_of(writing.draft.content):
        raise Refused(f"There is no question {code}, or it was taken out already: load the page again.")


def _pressed(
    request: HttpRequest, writing: Writing, content: dict[str, Any], what: str, place: str
) -> HttpResponse:
    """Keep what a button did, and return to the place where it was pressed."""
    draft, now = writing.draft, timezone.now()
    change_draft(draft, what=what, row_version=seen(request), content=content, by=writing.by, now=now)
    messages.success(request, f"{what}.")
    response = redirect("instrument_draft", draft.pk)
    response["Location"] += f"#{place}"
    return response


@acts
@once
def instrument_bands(request: HttpRequest, pk: int) -> HttpResponse:
    """Say from which score on each level begins."""
    writing = _writing(request, pk)
    content = writing.draft.content
    starts = {band["level"]: band["min_score"] for band in content["bands"]}
    form = BandsForm(typed(request), draft=writing.draft, initial=starts)

    def changed(form: BandsForm) -> dict[str, Any]:
        return {"content": drafting.with_bands(content, form.starts())}

    most = stated_in(writing.draft).max_score
    note = f"Standard begins at 0. The answers of this draft come to {most} at most, where the highest level ends."
    return _part_page(request, writing, form, "Bands", changed, note=note)


@acts
@once
def instrument_floor_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a floor."""
    return _floor_page(request, _writing(request, pk), None, {})


@acts
@once
def instrument_floor(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change a floor."""
    writing = _writing(request, pk)
    return _floor_page(request, writing, number, _floor(writing, number))


def _floor(writing: Writing, number: int) -> dict[str, Any]:
    floors = writing.draft.content["floors"]
    if not 1 <= number <= len(floors):
        raise Http404(NOT_FOUND)
    return dict(floors[number - 1])


def _floor_page(
    request: HttpRequest, writing: Writing, number: int | None, floor: dict[str, Any]
) -> HttpResponse:
    draft = writing.draft
    form = FloorForm(typed(request), draft=draft, sheet=stated_in(draft).sheet, initial=floor)

    def changed(form: FloorForm) -> dict[str, Any]:
        return {"content": drafting.with_floor(draft.content, number, form.floor())}

    heading = f"Floor {number}" if number else "Add a floor"
    note = "Tick the answers that raise the level. Questions without a tick do not matter."
    return _part_page(request, writing, form, heading, changed, note=note)


@require_POST
@once
def instrument_floor_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a floor out."""
    writing = _writing(request, pk)
    if not 1 <= number <= len(writing.draft.content["floors"]):
        raise Refused(f"There is no floor {number}, or it was taken out already: load the page again.")
    content = drafting.without_floor(writing.draft.content, number)
    return _pressed(request, writing, content, f"Floor {number} taken out", "floors")

"""Pages of works in default, of what is seized, and of what a court orders besides: short forms about one row."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from asbcases.enforcement.choices import BreachOrder
from asbcases.enforcement.forms import penalties as forms
from asbcases.enforcement.forms.breaches import CourtOrderForm, ReasonForm
from asbcases.enforcement.models import RemedialWork, Seizure
from asbcases.enforcement.queries.breaches import seizures_of, works_of
from asbcases.enforcement.transitions import seizures as on_items
from asbcases.enforcement.transitions import works as on_works
from asbcases.enforcement.transitions.breach_orders import note_court_order
from asbcases.enforcement.transitions.struck import part_in_error
from asbcases.enforcement.views.after_a_notice import Asked, AskedBreach, quashed_warning, stale
from asbcases.web.form_pages import acts, typed
from asbcases.web.once import once


def _answer(
    asked: Asked,
    row: Model | None,
    form: BaseForm,
    act: Callable[[], object],
    said: str,
    title: str,
    button: str,
    *,
    shown: tuple[str, ...] = (),
    **more: Any,
) -> HttpResponse:
    """Answer a short form about a row: stale, done, or shown with its faults."""
    if row and (older := stale(asked, row, form, shown)):
        return older
    done = asked.acted(form, act, said)
    return done or asked.page(form, title, button, record=row, **more)


def about(quoted: str, shown: tuple[str, ...]) -> dict[str, Any]:
    """Return what the page of a form says of its row."""
    return {"quoted": quoted, "shown": shown}


# --- Works ------------------------------------------------------------------------------------------
WORKS = ("defaulter_consented_on", "owner_consented_on", "owner_efforts", "done_on", "bill", "billed_on")


def _works(request: HttpRequest, reference: str, measure: str, number: int) -> tuple[Asked, RemedialWork]:
    asked = Asked(request, reference, measure)
    row = get_object_or_404(works_of(asked.measure), number=number)
    row.measure = asked.measure
    return asked, row


@acts
@once
def works_new(request: HttpRequest, reference: str, measure: str) -> HttpResponse:
    """Record works that a council means to do itself."""
    asked = Asked(request, reference, measure)
    form = forms.WorksForm(typed(request), warned=quashed_warning(asked))

    def act() -> object:
        return on_works.propose_works(
            asked.measure, **form.said, over=form.over, by=asked.user, now=asked.now
        )

    return _answer(asked, None, form, act, "The works are recorded.", "Works in default", "Record the works")


@acts
@once
def works_consent(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record who consented to works."""
    asked, row = _works(request, reference, measure, number)
    form = forms.ConsentForm(typed(request))

    def act() -> object:
        return on_works.consent_to_works(row, **form.cleaned_data, by=asked.user, now=asked.now)

    title, more = f"Consent to works {number}", about(row.work, WORKS)
    return _answer(asked, row, form, act, "The consent is kept.", title, "Keep the consent", **more)


@acts
@once
def works_done(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record that works were done."""
    asked, row = _works(request, reference, measure, number)
    form = forms.WorksDoneForm(typed(request), warned=quashed_warning(asked))

    def act() -> object:
        return on_works.do_works(row, **form.said, over=form.over, by=asked.user, now=asked.now)

    title, more = f"Works {number} were done", about(row.work, WORKS)
    return _answer(asked, row, form, act, "It is kept that they were done.", title, "Keep the day", **more)


@acts
@once
def works_bill(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record the bill for works."""
    asked, row = _works(request, reference, measure, number)
    form = forms.BillForm(typed(request))

    def act() -> object:
        return on_works.bill_works(row, **form.cleaned_data, by=asked.user, now=asked.now)

    title, more = f"Bill for works {number}", about(row.work, WORKS)
    return _answer(asked, row, form, act, "The bill is kept.", title, "Keep the bill", **more)


@acts
@once
def works_wrong(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Mark works as recorded in error."""
    asked, row = _works(request, reference, measure, number)
    form = ReasonForm(typed(request), label="What is wrong with it?")

    def act() -> object:
        return part_in_error(row, **form.cleaned_data, by=asked.user, now=asked.now)

    title, more = f"Works {number} were recorded in error", about(row.work, WORKS)
    return _answer(asked, row, form, act, "They are marked so.", title, "Mark it", warning=True, **more)


# --- What a court orders besides the sentence ---------------------------------------------------------
ORDERED = ("remedial_on", "remedial_words", "forfeiture_on", "forfeiture_words")


@acts
@once
def breach_ordered(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record remedial action or forfeiture that a court ordered for a breach (WRK-4)."""
    asked = AskedBreach(request, reference, measure, number)
    form = CourtOrderForm(typed(request))

    def act() -> object:
        said = {**form.cleaned_data, "order": BreachOrder(form.cleaned_data["order"])}
        return note_court_order(asked.breach, **said, by=asked.user, now=asked.now)

    title, more = f"What the court ordered for {asked.title}", {"shown": ORDERED}
    return _answer(asked, asked.breach, form, act, "The order is kept.", title, "Keep the order", **more)


# --- What is seized ---------------------------------------------------------------------------------
ITEM = ("seized_on", "kept_at", "returned_on", "outcome")


def _item(
    request: HttpRequest, reference: str, measure: str, number: int, item: int
) -> tuple[AskedBreach, Seizure]:
    asked = AskedBreach(request, reference, measure, number)
    row = get_object_or_404(seizures_of(asked.breach), number=item)
    row.breach = asked.breach
    return asked, row


@acts
@once
def seizure_warrant(request: HttpRequest, reference: str, measure: str, number: int) -> HttpResponse:
    """Record a warrant to seize an item."""
    asked = AskedBreach(request, reference, measure, number)
    form = forms.WarrantForm(typed(request), warned=quashed_warning(asked))

    def act() -> object:
        return on_items.note_warrant(asked.breach, **form.said, over=form.over, by=asked.user, now=asked.now)

    title = f"Warrant to seize for {asked.title}"
    return _answer(asked, None, form, act, "The warrant is kept.", title, "Keep the warrant")


@acts
@once
def seizure_seized(
    request: HttpRequest, reference: str, measure: str, number: int, item: int
) -> HttpResponse:
    """Record that an item was seized."""
    asked, row = _item(request, reference, measure, number, item)
    form = forms.SeizedForm(typed(request))

    def act() -> object:
        return on_items.seize_item(row, **form.cleaned_data, by=asked.user, now=asked.now)

    more = about(row.item, ITEM)
    return _answer(asked, row, form, act, "It is kept.", f"Item {item} was seized", "Keep it", **more)


@acts
@once
def seizure_returned(
    request: HttpRequest, reference: str, measure: str, number: int, item: int
) -> HttpResponse:
    """Record what became of an item."""
    asked, row = _item(request, reference, measure, number, item)
    form = forms.ReturnedForm(typed(request))

    def act() -> object:
        return on_items.return_item(row, **form.cleaned_data, by=asked.user, now=asked.now)

    more = about(row.item, ITEM)
    return _answer(asked, row, form, act, "It is kept.", f"What became of item {item}", "Keep it", **more)


@acts
@once
def seizure_wrong(request: HttpRequest, reference: str, measure: str, number: int, item: int) -> HttpResponse:
    """Mark a warrant as recorded in error."""
    asked, row = _item(request, reference, measure, number, item)
    form = ReasonForm(typed(request), label="What is wrong with it?")

    def act() -> object:
        return part_in_error(row, **form.cleaned_data, by=asked.user, now=asked.now)

    title, more = f"Warrant {item} was recorded in error", about(row.item, ITEM)
    return _answer(asked, row, form, act, "It is marked so.", title, "Mark it", warning=True, **more)

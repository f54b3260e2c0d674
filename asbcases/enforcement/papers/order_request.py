"""The request to the prosecution to apply for a criminal behaviour order (Sentencing Code s.331)."""

from typing import Any

from asbcases.enforcement.choices import FileItem
from asbcases.enforcement.models import OrderRequest
from asbcases.enforcement.papers.blocks import facts, paragraphs, part, table
from asbcases.enforcement.papers.common import Making, asked, issuer, paper
from asbcases.law.words import day_words


def words(making: Making) -> dict[str, Any]:
    """Return what the prosecution is asked, on what, and with which file."""
    measure, request = making.measure, making.measure.order_request
    parts = [
        part(
            "",
            facts(
                ("Offender", measure.subject.name),
                ("Date of birth", day_words(measure.subject.born_on) if measure.subject.born_on else ""),
                ("Address", measure.proper_address),
                ("Reference", measure.reference),
                ("Date", day_words(making.day)),
                ("Asked by", request.requester),
                ("To the prosecutor", request.prosecutor),
                ("Officer", issuer(making)),
            ),
        ),
        part("The offence", facts(*_offence(request))),
        part(
            "Behaviour that caused, or was likely to cause, harassment, alarm or distress",
            *paragraphs(request.behaviour),
        ),
        part("How an order would help to prevent such behaviour", *paragraphs(request.helps)),
        part("Draft terms", asked(making.terms)),
        *_young(request),
        part("The file", *_file(request), *_measures(request)),
    ]
    about = "Under sections 330 to 343 of the Sentencing Code"
    return paper(making, "Request for a criminal behaviour order", about, parts)


def _offence(request: OrderRequest) -> list[tuple[str, object]]:
    days = {
        "Convicted on": request.convicted_on,
        "Charged on": request.charged_on,
        "Application on": request.application_on,
    }
    dated = [(name, day_words(day)) for name, day in days.items() if day]
    standing = str(request.get_conviction_display())
    return [("Offence", request.offence), ("Standing", standing), ("Court", request.court), *dated]


def _young(request: OrderRequest) -> list[dict[str, Any]]:
    if not request.yot_views:
        return []
    asked_of = facts(
        ("Who", request.yot_who), ("When", day_words(request.yot_views_on) if request.yot_views_on else "")
    )
    return [part("Views of the youth offending team", asked_of, *paragraphs(request.yot_views))]


def _file(request: OrderRequest) -> list[dict[str, Any]]:
    rows = [(_item(name), str(there).capitalize()) for name, there in request.file.items()]
    return [table(("Item", "On file"), rows, widths=(3, 1))] if rows else []


def _item(name: str) -> str:
    known = {one.value: one.label for one in FileItem}
    label = known.get(name, name)
    return f"{label[:1].upper()}{label[1:]}"


def _measures(request: OrderRequest) -> list[dict[str, Any]]:
    asked_for = request.special_measures
    return paragraphs(f"Special measures that are asked for: {asked_for}") if asked_for else []

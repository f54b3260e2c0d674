"""What a list of a page can be narrowed by, its list by the API can be too, by the same name or by one that is said here.

The filters of pages are found where a view reads them from its address, those of the API in its description.
"""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import yaml
from django import forms
from django.conf import settings
from django.urls import get_resolver

PACKAGES = ("asbcases", "partners", "risk", "triggers")
AT = "/api/v1/"
# The list by the API that answers what each page does.
PAIRS = {
    "administration.agencies.agency_list": "administration/agencies/",
    "administration.findings.finding_list": "record/unusual/",
    "administration.looks.disclosure_list": "record/disclosures/",
    "administration.looks.look_list": "record/looks/",
    "administration.rota.shift_list": "administration/rota/",
    "administration.teams.team_list": "administration/teams/",
    "casework.cases.case_list": "cases/",
    "casework.incidents.incident_list": "incidents/",
    "casework.reports.report_list": "reports/",
    "deadlines.board.board": "deadlines/",
    "enforcement.authorities.authority_list": "authorities/",
    "enforcement.boards.order_board": "orders/",
    "enforcement.clauses.clause_list": "clauses/",
    "partners.referrals.referral_board": "referrals/",
    "sara.board.plan_board": "plans/",
    "sara.library.plan_library": "plans/library/",
    "triggers.board.review_board": "case-reviews/",
    "triggers.figures.figures_page": "case-reviews/figures/{area}/",
}
# By what the API narrows a list where it says it otherwise than the page.
SAID_OTHERWISE = {
    # Mine and those that I supervise, by the sign-in name: of everybody else, too.
    ("sara.board.plan_board", "whose"): {"owner", "supervisor"},
    # The page takes it out of what it asks: what may be shared is read of the whole county.
    ("sara.library.plan_library", "district"): set(),
}
# Lists that are filtered and stand on pages alone, and why.
ON_PAGES_ALONE = {
    "a file or a print of a list, which the API gives page by page": """
        administration.looks.look_export casework.channels.desk_channels_csv deadlines.exports.deadlines_csv
        deadlines.exports.deadlines_print deadlines.weeks.deadlines_weeks_csv triggers.figures_out._wanted
    """,
    "counts and queues that are put together for the eye, of records that the API lists": """
        casework.channels.desk_channels casework.desk.desk deadlines.weeks.deadlines_weeks
    """,
    "published copies, which are no records of the force": """
        casework.published.published_list
    """,
    "tries a form out, and lists nothing": """
        risk.instrument_drafts.instrument_try
    """,
}


@cache
def filters_of_pages() -> dict[str, frozenset[str]]:
    """Return what each page takes from its address, by the form that reads it."""
    assert get_resolver().url_patterns
    files = [path for package in PACKAGES for path in sorted((settings.BASE_DIR / package).rglob("*.py"))]
    names = [path.relative_to(settings.BASE_DIR).with_suffix("") for path in files]
    return {name: fields for path in names if "views" in path.parts for name, fields in _read_in(path)}


def _read_in(path: Path) -> Iterator[tuple[str, frozenset[str]]]:
    module = import_module(".".join(path.parts))
    where = ".".join(part for part in path.parts if part not in {"asbcases", "views"})
    for function in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(function, ast.FunctionDef):
            for form in _forms_in(function, vars(module)):
                yield f"{where}.{function.name}", frozenset(form.base_fields)


def _forms_in(function: ast.FunctionDef, known: dict[str, object]) -> Iterator[type[forms.BaseForm]]:
    """Yield the forms that a function fills from the address."""
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
            form = known.get(call.func.id)
            if isinstance(form, type) and issubclass(form, forms.BaseForm) and _of_address(call.args[0]):
                yield form


def _of_address(argument: ast.expr) -> bool:
    return "request.GET" in ast.unparse(argument)


@cache
def filters_of_the_api() -> dict[str, frozenset[str]]:
    """Return what each list of the API takes, as its description says, without what every list takes."""
    text = (settings.BASE_DIR / "schema" / "openapi.yaml").read_text()
    paths = yaml.load(text, Loader=yaml.CSafeLoader)["paths"]
    return {
        path.removeprefix(AT): frozenset(_taken(operations["get"])) - {"page", "limit"}
        for path, operations in paths.items()
        if "get" in operations
    }


def _taken(operation: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            yield parameter["name"]


def lacking(page: str, listed: str) -> set[str]:
    """Return the filters of a page that its list by the API does not take."""
    taken = filters_of_the_api()[listed]
    return {
        name for name in filters_of_pages()[page] if not SAID_OTHERWISE.get((page, name), {name}) <= taken
    }


def test_every_list_that_is_filtered_has_a_list_of_the_api_or_it_is_said_why_not() -> None:
    alone = [name for names in ON_PAGES_ALONE.values() for name in names.split()]

    assert sorted(filters_of_pages()) == sorted([*PAIRS, *alone])


def test_what_a_page_is_narrowed_by_its_list_by_the_api_is_too() -> None:
    assert {page: missing for page, listed in PAIRS.items() if (missing := lacking(page, listed))} == {}


def test_what_is_said_otherwise_is_a_filter_of_its_page_and_of_no_list_of_the_api() -> None:
    for page, name in SAID_OTHERWISE:
        assert name in filters_of_pages()[page]
        assert name not in filters_of_the_api()[PAIRS[page]]

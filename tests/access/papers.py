"""What the table asks of papers: one that was made, one that may be made, and one that would tell who reported."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.papers import make_paper
from asbcases.enforcement.views.papers import Of, ahead_of
from tests.enforcement.make_measures import draft_warning, fresh

# Of each of them there is a warning; the table asks for its paper number 1, or for the next.
KIND = PaperKind.CPW
ROUTES = {
    "made": ("paper_list", "paper_new", "paper_page", "paper_pdf", "api_papers", "api_paper"),
    "names": ("paper_naming", "api_paper_naming"),
}


def measures_with_papers(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Measure]:
    """Return for each route of papers the measure that it is asked for."""
    amira = people["amira"]
    made = {
        "made": draft_warning(case, by=amira, now=now),
        "names": draft_warning(case, by=amira, now=now, conduct="Jade Taylor is kept awake."),
    }
    make_paper(made["made"], kind=KIND, by=amira, now=now)
    return {route: fresh(made[name]) for name, routes in ROUTES.items() for route in routes}


def _shown(county: Any, route: str) -> dict[str, str]:
    measure, now = county.measures[route], timezone.now()
    return {"shown": ahead_of(Of(county.case, measure, county.people["amira"], now), KIND, None).shown}


AGREED = "She agreed by telephone."
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "paper_new": lambda county: _shown(county, "paper_new"),
    "paper_naming": lambda county: {**_shown(county, "paper_naming"), "consent": "yes", "reason": AGREED},
}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_papers": lambda county: {"kind": KIND},
    "api_paper_naming": lambda county: {
        "kind": KIND, "passages": ["Jade Taylor"], "consent": True, "reason": AGREED,
    },
}  # fmt: skip
ANSWERS = """# --- Papers
paper_list           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Kai Marsh
paper_new            GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Loud music
paper_new            POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
paper_naming         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
paper_naming         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
paper_page           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Loud music
paper_pdf            GET    200   200   404   404   404   302   404   404   200   404   404   404   404   %PDF-
api_papers           GET    200   200   404   404   404   401   404   404   200   404   404   404   404   sha256
api_papers           POST   201   201   404   404   404   401   404   404   201   404   404   404   404   Loud music
api_paper            GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Loud music
api_paper_naming     GET    200   200   404   404   404   401   404   404   200   404   404   404   404   results
api_paper_naming     POST   201   201   404   404   404   401   404   404   201   404   404   404   404   Jade Taylor
"""

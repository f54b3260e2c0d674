"""“May I?”: which power may be used on a case, for somebody or for premises, why not, and what would mend it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.cases.models import Case
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.forms.powers import PowersForm
from asbcases.enforcement.queries.powers import Asked, Found, may_i, parties_to_ask, premises_to_ask
from asbcases.enforcement.rules.powers import Point, Power, Standing
from asbcases.enforcement.views.against import against_mediation
from asbcases.web.scoped import case_for, require
from partners import access
from partners.choices import Action

SHOWN: Mapping[Standing, tuple[str, str]] = {
    Standing.AVAILABLE: ("Available", "green"),
    Standing.NEEDS: ("Something is missing", "yellow"),
    Standing.BLOCKED: ("Not now", "red"),
}


class Line(NamedTuple):
    """One point of a power, and the address of the field that mends it."""

    point: Point
    href: str
    words: str


class Row(NamedTuple):
    """One power as the page shows it."""

    power: Power
    lines: list[Line]
    tag: str
    colour: str
    begin: str


class Mend(NamedTuple):
    """What a link to mend says, and how its address is found."""

    words: str
    address: Callable[["Mends"], str]


class Mends:
    """The addresses of the fields that mend what is missing on one case, for one person."""

    def __init__(self, asked: Asked, found: Found) -> None:
        self.case, self.asked, self.found = asked.case, asked, found
        self.may_keep = access.may(asked.by, Action.KEEP_AUTHORITIES)
        self.may_enforce = access.may(asked.by, Action.ENFORCE)

    def of_case(self, page: str, **query: str) -> str:
        """Return the address of a page of the case."""
        address = address_of(page, self.case.reference)
        return f"{address}?{urlencode(query)}" if address and query else address

    def of_measure(self, page: str, *kinds: MeasureKind, draft: bool = False) -> str:
        """Return the address of a page of the newest such measure; of the page of the case to begin one, where none is."""
        measure = self.found.newest(*kinds, draft=draft)
        return address_of(page, self.case.reference, measure.reference) if measure else ""

    def of_draft(self, page: str) -> str:
        """Return the address of a page of the draft of a notice, else of where one begins."""
        return self.of_measure(page, MeasureKind.CPN, draft=True) or self.of_case("measure_new")

    def born(self) -> str:
        """Return where the date of birth is recorded."""
        subject = self.asked.subject
        return address_of("person_correct", subject.reference) if subject else ""

    def early(self) -> str:
        """Return where an early measure is made."""
        subject = self.asked.subject
        return self.of_case("early_new", **({"subject": subject.reference} if subject else {}))


MENDS: Mapping[str, Mend] = {
    "subject": Mend("Choose whom", lambda mends: "#id_subject"),
    "premises": Mend("Choose the premises", lambda mends: "#id_premises"),
    "born": Mend("Record the date of birth", Mends.born),
    "early": Mend("Make an early measure", Mends.early),
    "cpw": Mend("Draft a warning", lambda mends: mends.of_case("measure_new")),
    "cpn": Mend("Draft a notice", lambda mends: mends.of_draft("measure_page")),
    "cbo": Mend("Begin a request", lambda mends: mends.of_case("order_new")),
    "order": Mend(
        "Open the request", lambda mends: mends.of_measure("measure_page", MeasureKind.CBO, draft=True)
    ),
    "warning": Mend("Open the warning", lambda mends: mends.of_measure("measure_page", MeasureKind.CPW)),
    "notice": Mend("Open the notice", lambda mends: mends.of_measure("measure_page", MeasureKind.CPN)),
    "informed": Mend("Record who was informed", lambda mends: mends.of_draft("measure_informed")),
    "journal": Mend("Write in the journal", lambda mends: mends.of_case("case_journal_new")),
    "authority": Mend(
        "Enter the authority", lambda mends: address_of("authority_new") if mends.may_keep else ""
    ),
    "reopen": Mend("Open the case again", lambda mends: mends.of_case("case_reopen")),
}


def address_of(page: str, *args: str) -> str:
    """Return the address of a page, or nothing where this installation has none such."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""


@require_safe
def powers(request: HttpRequest, reference: str) -> HttpResponse:
    """Show which powers may be used on a case, for one of its people or premises."""
    case = case_for(request, reference, alone=True)
    user, now = require(request, Action.SEE_ORDERS), timezone.now()
    form = form_of(request, case)
    asked = Asked(case, form.whom, form.where, user, now)
    found = may_i(asked, against_mediation=against_mediation(case))
    mends = Mends(asked, found)
    context = {
        "case": case,
        "form": form,
        "subject": asked.subject,
        "premises": asked.premises,
        "rows": [_row(power, mends) for power in found.powers],
        "now": now,
    }
    return render(request, "enforcement/powers.html", context)


def form_of(request: HttpRequest, case: Case) -> PowersForm:
    """Return the choice as the address has it; with nothing chosen, the only respondent of the case."""
    parties = parties_to_ask(case)
    chosen = request.GET.copy()
    respondents = [party for party in parties if party.role == "respondent"]
    if "subject" not in chosen and len(respondents) == 1:
        chosen["subject"] = respondents[0].person.reference
    return PowersForm(chosen, parties=parties, premises=premises_to_ask(case))


def _row(power: Power, mends: Mends) -> Row:
    tag, colour = SHOWN[power.standing]
    may_begin = mends.may_enforce and power.standing == Standing.AVAILABLE
    begin = MENDS[power.begin].address(mends) if power.begin and may_begin else ""
    return Row(power, [_line(point, mends) for point in power.points], tag, colour, begin)


def _line(point: Point, mends: Mends) -> Line:
    if not point.mend:
        return Line(point, "", "")
    mend = MENDS[point.mend]
    return Line(point, mend.address(mends), mend.words)

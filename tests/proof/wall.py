"""The wall between partners and the record, knocked on from their side: with both locks, and with each of them alone."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import Tier
from asbcases.casework.transitions import record_person, record_premises
from asbcases.db.actor import acting
from partners.management.commands.probe_wall import Command
from partners.transitions.changing import recall_share
from tests.access.planted import plant as put_everywhere
from tests.access.population import County, populated
from tests.access.reviews_api import PARTS as PARTS_OF_REVIEWS
from tests.access.table import ROWS
from tests.make import make_agency, make_case, make_incident, make_report, make_share, make_user
from tests.partners.make_shared import whole_case
from tests.proof.population import own_database
from tests.proof.wall_plants import plant
from tests.tools.report import Line, Section
from tests.triggers.make_reviews import make_review

PROBES = 21_000
# Dev's agency is given a case with all of it, Tia's and Ina's less, Cole works on reviews, and to Eve nothing is given.
READERS = ("dev", "eve", "cole", "tia", "ina")
READERS_OF_A_PART = ("dev", "cole")
# Of all probes, how many are made with which locks.
PARTS = {None: 0.6, "database": 0.2, "application": 0.2}
LOCKS = {None: "both locks", "database": "row security alone", "application": "the application alone"}
# Their pages hold numbers, forms, or what everybody reads, and no text that tells of somebody.
OF_NOBODY = (
    *("api_docs", "api_remedy_menu", "api_schema"),
    *(
        "api_areas",
        "api_case_review_packs",
        "api_figures",
        "api_inbox_unread",
        "api_procedure",
        "api_application_pass_on",
    ),
    "api_published_figures",
    "application_",
    "colleague_new",
    "figures_",
    "procedure_",
    "home",
    "jump",
    "menu_",
    *("own_import", "own_new", "own_template"),
    "password_",
)
# Asked of a review at one stage alone: tests/access brings one to each, and asks there.
AT_ONE_STAGE = {
    *(
        "review_agree",
        "review_attendee_out",
        "review_found_aside",
        "review_found_near",
        "api_case_review_found",
        "review_plan_comment",
    ),
    *("review_plan_final", "review_plan_put", "review_recommendation_answer", "review_recommendation_done"),
    *PARTS_OF_REVIEWS,
}


@dataclass
class Told:
    """What the command said, of all readers, with the same locks."""

    probes: int = 0
    leaks: list[str] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    kinds: int = 0


def prove(scale: float) -> Section:
    """Fill a database of its own, mark every text in it, and have the command ask as each partner."""
    began = time.perf_counter()
    with own_database():
        with acting("system:test"), transaction.atomic():
            county = populated()
            _shared_more(county)
            hidden = _hidden_from_all(county)
        people = {
            "accounts_user": county.people["amira"].pk,
            "accounts_agency": hidden.pop("accounts_agency"),
        }
        put_everywhere(hidden, people, once=True)
        marked, unmarked = plant()
        readers = READERS if scale >= 1 else READERS_OF_A_PART
        told = {only: _asked(only, readers, int(PROBES * scale * part)) for only, part in PARTS.items()}
    return section(marked, unmarked, told, meant(), time.perf_counter() - began)


def _asked(only: str | None, readers: Sequence[str], most: int) -> Told:
    told = Told()
    for reader in readers:
        said = _said(reader, only, most // len(readers))
        told.probes += said["probes"]
        told.leaks += [f"{reader}, {leak['route']}: {leak['what']}" for leak in said["leaks"]]
        told.shown |= set(said["shown"])
        told.broken |= set(said["broken"])
        told.kinds = max(told.kinds, said["kinds"])
    return told


def _said(reader: str, only: str | None, most: int) -> dict[str, Any]:
    command = Command(stdout=StringIO(), stderr=StringIO())
    command.started = time.monotonic()
    with acting("system:wall"):
        return command.run(reader=reader, only=only, most=most)


def meant() -> set[str]:
    """Return the routes that show a partner something of theirs, as the table of tests/access says."""
    readers = ("dev", "eve", "cole")
    shown = {
        row.route
        for row in ROWS
        if row.method == "GET"
        and row.shows != "-"
        and row.answers["anon"] != "200"
        and any(row.answers[who] == "200" for who in readers)
    }
    return {route for route in shown - AT_ONE_STAGE if not route.startswith(OF_NOBODY)}


def section(
    marked: int, unmarked: list[str], told: dict[str | None, Told], routes: set[str], seconds: float
) -> Section:
    """Return the table of what was asked and what leaked."""
    probes = sum(each.probes for each in told.values())
    missed = sorted(routes - told[None].shown)
    broken = sorted(told[None].broken)
    lines = [
        Line("texts marked", f"{marked:,}; fields that took no mark: {', '.join(unmarked) or 'none'}", marked > 0),
        Line("probes", f"{probes:,}, {probes / seconds:,.0f} a second"),
        Line("routes that showed a partner what is meant for them", _of(len(routes), missed), not missed),
        Line("tables to which a hidden row more was added, and every count asked again", str(told[None].kinds), told[None].kinds > 0),
        Line("routes that broke", ", ".join(broken) or "none", not broken),
        *(
            Line(f"leaks with {LOCKS[only]}", f"{len(each.leaks):,} in {each.probes:,} probes{_first(each.leaks)}", not each.leaks)
            for only, each in told.items()
        ),
    ]  # fmt: skip
    words = (
        "Every text that tells of somebody gets a word of its own before it. Then every route, operation of the API, filter, "
        "search, order and export is asked as each partner by `probe_wall`: no text that is not given to them may come, and a "
        "record that is hidden must be answered like one that does not exist, in status, body, statements and their plans."
    )
    return Section("The wall between partners and the record", words, lines)


def _of(many: int, missed: list[str]) -> str:
    return f"{many - len(missed)} of {many}" + (f"; not {', '.join(missed)}" if missed else "")


def _first(leaks: list[str]) -> str:
    return "".join(f"; {leak}" for leak in leaks[:5])


def _shared_more(county: County) -> None:
    """Share a case that has something in every part, with three agencies up to three tiers; and others that are over, or recalled."""
    amira, now = county.people["amira"], timezone.now()
    case = whole_case(by=amira)
    trust = make_agency("Colne Health Trust", AgencyKind.HEALTH)
    college = make_agency("Stour College", AgencyKind.EDUCATION)
    make_user("tia", Role.PARTNER, name="Tia Shaw", agency=trust)
    make_user("ina", Role.PARTNER, name="Ina Boyd", agency=college)
    for agency, tier in (
        (county.people["dev"].agency, Tier.RISK),
        (trust, Tier.INCIDENTS),
        (college, Tier.SUMMARY),
    ):
        make_share(case, agency, by=amira, tier=tier)
    for agency in (county.people["dev"].agency, trust):
        _shared_once(agency, amira, now)


def _shared_once(agency: Agency, by: User, now: datetime) -> None:
    """Share with an agency a case until it was over, and another that was recalled: both were read, and are no more."""
    begun = now - timedelta(minutes=50)
    over, recalled = (make_case(by=by, now=now - timedelta(hours=1)) for _ in range(2))
    make_share(over, agency, by=by, starts_at=begun, ends_at=now - timedelta(minutes=40))
    grant = make_share(recalled, agency, by=by, tier=Tier.RISK, starts_at=begun)
    recall_share(grant.share, reason="No longer needed", by=by, now=now - timedelta(minutes=30))


def _hidden_from_all(county: County) -> dict[str, int]:
    """Return a record of each kind that is shared with nobody, under which every table gets a row."""
    amira, now = county.people["amira"], timezone.now() - timedelta(minutes=20)
    report = make_report(by=amira, place_text="77 Hidden Lane", now=now)
    incident = make_incident(by=amira, report=report, now=now)
    stated = {"source": "The caller", "by": amira, "now": now}
    found: dict[str, Any] = {
        "cases_report": report,
        "cases_incident": incident,
        "cases_case": make_case(by=amira, now=now),
        "cases_casereview": make_review(by=county.people["ben"], now=now),
        "cases_person": record_person(name="Nobody Known", **stated),
        "cases_premises": record_premises(
            address="77 Hidden Lane", district=report.district, by=amira, now=now
        ),
        "accounts_agency": amira.agency,
    }
    return {table: record.pk for table, record in found.items()}

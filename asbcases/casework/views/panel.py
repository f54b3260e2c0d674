"""The panel beside a new report: what the file knows already of caller and place, shown before anything is saved."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, transaction
from django.http import QueryDict

from asbcases.accounts.models import District, User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Incident, Person
from asbcases.cases.rules.keys import address_key, email_key, name_key, phone_key
from asbcases.casework.forms.happened import HappenedForm
from asbcases.casework.queries import matches
from asbcases.casework.queries.history import Earlier, Said, repeat_hit_of, told_before, told_of_hate
from asbcases.casework.queries.matches import Keys, OpenCase
from asbcases.casework.queries.people import Candidate, Sought, candidates
from asbcases.casework.queries.restricted import restricted_near
from asbcases.casework.views.words import happened_words
from partners import access
from triggers.queries.callers import script_for

log = structlog.get_logger(__name__)

SHOWN, PEOPLE = 8, 5
LONGEST = 500
# About half a year: what counts is left to the rules, this only says how often somebody reported.
RECENTLY = timedelta(days=183)
HITS = {
    "person": "same person",
    "phone": "same number",
    "email": "same e-mail address",
    "address": "same home",
    "place": "same place",
    "name": "like name",
}
PLACES = {"address", "place"}


@dataclass(frozen=True)
class Found:
    """One earlier report, with why it is shown and what became of it."""

    earlier: Earlier
    why: str
    cases: list[OpenCase]


@dataclass(frozen=True)
class Known:
    """A person on file whom the caller may be, and why."""

    person: Person
    why: str
    chosen: bool


@dataclass(frozen=True)
class Near:
    """An open incident of which the caller may tell as well."""

    incident: Incident
    happened: str
    told_before: bool


@dataclass(frozen=True)
class Panel:
    """All that is shown beside the form."""

    asked: bool = False
    failed: bool = False
    restricted: bool = False
    said: str = ""
    rule: str = ""
    # What can be said of the case review, of the caller's own reports alone.
    script: tuple[str, ...] = ()
    new_address: bool = False
    found: list[Found] = field(default_factory=list)
    more: int = 0
    people: list[Known] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    cases: list[OpenCase] = field(default_factory=list)


def keys_of(typed: QueryDict) -> Keys:
    """Return what was typed of caller and place in the form in which it is found again."""
    return Keys(
        phone=phone_key(_text(typed, "caller_phone")),
        email=email_key(_text(typed, "caller_email")),
        address=address_key(_text(typed, "caller_address")),
        place=address_key(_text(typed, "place_text")),
        name=name_key(_text(typed, "caller_name")),
    )


def panel_for(typed: QueryDict, user: User, now: datetime) -> Panel:
    """Return what the file knows of what was typed so far; where the look-up fails the form goes on without it."""
    keys = keys_of(typed)
    if not any(keys):
        return Panel()
    try:
        with transaction.atomic():
            return _panel(keys, typed, user, now)
    except DatabaseError as fault:
        log.warning("intake look-up failed", kind=type(fault).__name__)
        return Panel(
            asked=True, failed=True, said="The look-up does not answer. The report can be kept all the same."
        )


def _panel(keys: Keys, typed: QueryDict, user: User, now: datetime) -> Panel:
    people = [
        Known(one.person, ", ".join(one.reasons), one.person.reference == typed.get("person"))
        for one in people_found(typed, user, now)
    ]
    chosen = next((known.person for known in people if known.chosen), None)
    said = Said(keys, now, chosen, _text(typed, "on_behalf_of"), _text(typed, "place_text"))
    earlier = told_before(said)
    hateful = told_of_hate([one.report for one in earlier])
    hit = repeat_hit_of(said, earlier, now, hateful=hateful)
    district = _district(typed)
    cases = _cases_by_incident(earlier)
    near = _near(earlier, typed, district, user, now)
    _looked(earlier, near, user, now)
    return Panel(
        asked=True,
        restricted=restricted_near(
            phone_key=keys.phone,
            email_key=keys.email,
            address_key=keys.address or keys.place,
            name_key=keys.name,
        ),
        said=_sentence(earlier, people, now),
        rule=f"{hit.rule}: {hit.why}" if hit else "",
        script=script_for(
            said, earlier, hateful=hateful, district=district.pk if district else None, now=now
        ),
        new_address=bool(keys.address or keys.place) and not any(PLACES & {*one.hits} for one in earlier),
        found=[Found(one, _why(one.hits), _cases_of(one, cases)) for one in earlier[:SHOWN]],
        more=max(len(earlier) - SHOWN, 0),
        people=people,
        near=near,
        cases=list({case.reference: case for of in cases.values() for case in of}.values())[:SHOWN],
    )


def people_found(typed: QueryDict, user: User, now: datetime) -> list[Candidate]:
    """Return the people on file whom the caller may be, the likeliest first, each with the reasons."""
    sought = Sought(
        name=_text(typed, "caller_name"),
        phone=_text(typed, "caller_phone"),
        email=_text(typed, "caller_email"),
        address=_text(typed, "caller_address"),
    )
    return candidates(sought, among=access.people_visible_to(user, now=now))[:PEOPLE]


def chosen_of(typed: QueryDict, user: User, now: datetime) -> Candidate | None:
    """Return who was chosen in the panel, of those whom it offers for what was typed; None where it does not answer."""
    wanted = typed.get("person", "")
    try:
        with transaction.atomic():
            found = people_found(typed, user, now) if wanted else []
    except DatabaseError:
        return None
    return next((one for one in found if one.person.reference == wanted), None)


def _text(typed: QueryDict, name: str) -> str:
    return typed.get(name, "").replace("\0", "")[:LONGEST]


def _why(hits: Iterable[str]) -> str:
    return ", ".join(HITS[hit] for hit in HITS if hit in hits)


def _sentence(earlier: Sequence[Earlier], people: Sequence[Known], now: datetime) -> str:
    """Return what is said to whoever cannot see the panel change; a likeness of names alone counts for nothing."""
    surely = [one for one in earlier if one.hits != ("name",) and one.report.received_at >= now - RECENTLY]
    told = f"{_ordinal(len(surely) + 1)} report in 6 months." if surely else "No earlier report in 6 months."
    known = len(people)
    return (
        f"{told} {known} {'person' if known == 1 else 'people'} on file may be the caller." if known else told
    )


def _ordinal(number: int) -> str:
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def _cases_by_incident(earlier: Sequence[Earlier]) -> dict[int, list[OpenCase]]:
    found: dict[int, list[OpenCase]] = defaultdict(list)
    for case in matches.open_cases_of([one.incident.pk for one in earlier if one.incident]):
        found[case.incident].append(case)
    return found


def _cases_of(one: Earlier, cases: dict[int, list[OpenCase]]) -> list[OpenCase]:
    return cases.get(one.incident.pk, []) if one.incident else []


def _near(
    earlier: Sequence[Earlier], typed: QueryDict, district: District | None, user: User, now: datetime
) -> list[Near]:
    form = HappenedForm(typed, now=now)
    span = form.span if form.is_valid() else None
    told = [one.incident.pk for one in earlier if one.incident and {*one.hits} != {"name"}]
    found = matches.open_near(
        access.incidents_visible_to(user, now=now),
        district=district,
        around=(span.start, span.end) if span else matches.day_of(now),
        told_before=told,
    )
    return [Near(incident, happened_words(incident), incident.pk in told) for incident in found]


def _district(typed: QueryDict) -> District | None:
    chosen = typed.get("district", "")
    return District.objects.filter(pk=chosen).first() if chosen.isascii() and chosen.isdecimal() else None


def _looked(earlier: Sequence[Earlier], near: Sequence[Near], user: User, now: datetime) -> None:
    """Write which records the panel shows; what was typed to find them is nobody's business in the record."""
    shown = [one.report.reference for one in earlier[:SHOWN]] + [one.incident.reference for one in near]
    record_access(
        Look.LIST, by=user, now=now, about=f"earlier reports at intake: {', '.join(shown) or 'none'}"
    )

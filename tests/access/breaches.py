"""What the table asks of what follows a notice: breaches on every rung, penalties, works, items, and appeals."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import AppealOutcome, BreachDecision, BreachState, Power
from asbcases.enforcement.models import Breach, Measure
from asbcases.enforcement.queries.measures import evidence_of
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.hearings import hear_appeal
from asbcases.enforcement.transitions.seizures import seize_item
from asbcases.enforcement.transitions.works import do_works
from asbcases.law.periods import london_day
from tests.enforcement.make_breaches import (
    PENALTY,
    REASONS,
    allege,
    appeal_against,
    climb_to,
    filed,
    offer,
    propose,
    warrant_for,
)
from tests.enforcement.make_measures import fresh, make_authority, make_notice, make_warning

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
S, D = BreachState, BreachDecision
# Where each breach stands, by its number.
RUNGS = (
    *((S.ALLEGED, D.NONE), (S.EVIDENCED, D.NONE), (S.EXPLAINED, D.NONE), (S.DECIDED, D.PROSECUTION)),
    *((S.SUBJECT_TOLD, D.WARNING), (S.VICTIM_TOLD, D.WARNING), (S.DECIDED, D.PENALTY)),
    *((S.DECIDED, D.PENALTY), (S.DECIDED, D.PROSECUTION), (S.DECIDED, D.COURT)),
)
PENALISED, FILED, ITEMS = 8, 9, 10
# Which breach, or which works, each route is asked for, on a page and by the API.
OF = {
    "explanation": 2,
    "decision": 3,
    "told_person": 4,
    "tell_person": 4,
    "file": 4,
    "told_victim": 5,
    "tell_victim": 5,
    "outcome": 6,
    "proceedings": FILED,
    "ordered": FILED,
}
NUMBERS = {
    **{f"{api}breach_{act}": number for act, number in OF.items() for api in ("", "api_")},
    **dict.fromkeys(("seizure_warrant", "api_seizures"), 4),
    **dict.fromkeys(("penalty_offer", "api_penalties"), 7),
    **dict.fromkeys(("penalty_page", "penalty_paid", "penalty_cancel"), PENALISED),
    **dict.fromkeys(("api_penalty", "api_penalty_paid", "api_penalty_cancel"), PENALISED),
    **dict.fromkeys(("seizure_seized", "seizure_returned", "seizure_wrong"), ITEMS),
    **{f"api_seizure{act}": ITEMS for act in ("", "_seized", "_returned", "_wrong")},
    **dict.fromkeys(("works_done", "api_works_done"), 2),
    **dict.fromkeys(("works_bill", "api_works_bill"), 3),
}
RETURNED = ("seizure_returned", "api_seizure_returned")
APPEALED = ("appeal_decide", "api_appeal", "api_appeal_decide", "appeal_hearing_new", "api_appeal_hear")
HEARD = ("appeal_hearing_held", "appeal_hearsay", "api_appeal_held", "api_appeal_hearsay")
MODIFIED = ("appeal_terms", "api_appeal_terms")
OF_A_MEASURE = ("appeal_lodge", "breach_new", "works_new", "api_appeals", "api_breaches", "api_all_works")
OTHERS = ("breach_page", "breach_evidence", "breach_wrong", "api_breach", "api_breach_evidence")
WORKS = ("works_consent", "works_wrong", "api_works", "api_works_consent", "api_works_wrong")


def measures_followed(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Measure]:
    """Return for each route the notice that it is asked for: one that was breached, one that is appealed against."""
    amira = people["amira"]
    for who in ("amira", "ben", "asha"):
        make_authority(people[who], Power.FPN)
    followed, appealed, modified, heard = (_notice(case, amira, now) for _ in range(4))
    _breached(followed, amira, now)
    _worked(followed, amira, now)
    appeal_against(appealed, by=amira, now=now)
    listed = appeal_against(heard, by=amira, now=now)
    hear_appeal(listed, court="Colchester", at=now + 60 * 24 * HOUR, by=amira, now=now)
    said: dict[str, Any] = {
        "outcome": AppealOutcome.MODIFIED,
        "words": "Term 1 goes.",
        "decided_on": london_day(now),
    }
    decide_appeal(appeal_against(modified, by=amira, now=now), **said, by=amira, now=now)
    routes = (*NUMBERS, *OF_A_MEASURE, *OTHERS, "api_breach_wrong", *WORKS)
    return {
        **dict.fromkeys(routes, fresh(followed)),
        **dict.fromkeys(APPEALED, fresh(appealed)),
        **dict.fromkeys(MODIFIED, fresh(modified)),
        **dict.fromkeys(HEARD, fresh(heard)),
    }


def _notice(case: Case, by: User, now: datetime) -> Measure:
    warned = now - 3 * HOUR
    warning = make_warning(case, by=by, now=warned, comply_by=warned + MINUTE)
    return make_notice(case, warning, by=by, now=warned + HOUR, ends_on=london_day(now + 200 * 24 * HOUR))


def _breached(notice: Measure, by: User, now: datetime) -> None:
    at = now - HOUR
    for rung, decision in RUNGS:
        breach = allege(notice, by=by, now=at, happened_at=at)
        climb_to(breach, rung, by=by, now=at, decision=decision)
    numbered = {breach.number: breach for breach in Breach.objects.filter(measure=notice)}
    at = now - HOUR / 3
    offer(numbered[PENALISED], by=by, now=at)
    filed(numbered[FILED], by=by, now=at)
    first = warrant_for(numbered[ITEMS], by=by, now=at)
    warrant_for(numbered[ITEMS], by=by, now=at)
    seize_item(first, seized_on=london_day(at), kept_at="Store 3", by=by, now=at)


def _worked(notice: Measure, by: User, now: datetime) -> None:
    for number in range(3):
        works = propose(notice, by=by, now=now, open_land=number > 0)
    do_works(works, done_on=london_day(now), by=by, now=now)


def gap_of(measure: Measure, name: str, route: str) -> object | None:
    """Return what stands in the address of one of these routes beside the notice and the number."""
    if name == "appeal":
        return measure.appeals.get().pk
    if name == "penalty":
        return measure.breaches.get(number=PENALISED).penalties.get().reference
    if name == "item" and "seizure" in route:
        return 1 if route in RETURNED else 2
    if route == "api_measure_evidence_back" and name == "number":
        return evidence_of(measure)[0].pk
    return None


# --- What is sent ---------------------------------------------------------------------------------
def _row(county: Any, route: str) -> Any:
    """Return the row that a route changes."""
    measure = county.measures[route]
    if route == "appeal_hearing_held":
        return measure.hearings.get()
    if "appeal" in route:
        return measure.appeals.get()
    if "works" in route:
        return measure.works.get(number=NUMBERS.get(route, 1))
    breach = measure.breaches.get(number=NUMBERS.get(route, 1))
    if "penalty_" in route:
        return breach.penalties.get()
    if "seizure_" in route:
        return breach.seizures.get(number=gap_of(measure, "item", route))
    return breach


def _measure(county: Any, route: str) -> Any:
    county.measures[route].refresh_from_db(fields=["version"])
    return county.measures[route]


def _sent(route: str, said: Callable[[], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {**said(), "version": _row(county, route).version}


def _today() -> str:
    return london_day(timezone.now()).isoformat()


def _now() -> dict[str, str]:
    at = timezone.localtime(timezone.now())
    return {"day": at.date().isoformat(), "time": f"{at:%H:%M}"}


def _penalty() -> dict[str, Any]:
    said = {name: str(one) for name, one in PENALTY.items()}
    return {**said, "fpn_on": _today(), "early_days": 10}


WHY = {"reason": "Another man."}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "appeal_lodge": lambda county: {
        "lodged_on": _today(), "grounds": ["defect"], "court": "Colchester", "stop_suspended": "no",
    },
    "appeal_hearing_new": lambda county: {"court": "Colchester", "at_day": _today(), "at_time": "23:59"},
    "breach_new": lambda county: {**_now(), "terms": ["1"], "place": "The park", "words": "Music."},
    "penalty_offer": lambda county: _penalty(),
    "seizure_warrant": lambda county: {"item": "A horn", "warrant_on": _today()},
    "works_new": lambda county: {"work": "Clear it", "open_land": "yes"},
    "appeal_terms": lambda county: {"take_out": "1", "version": _measure(county, "appeal_terms").version},
    **{
        route: _sent(route, said)
        for route, said in {
            "appeal_hearing_held": lambda: {"outcome": "Adjourned"},
            "appeal_hearsay": lambda: {"answer": "none", "words": "Nobody is absent"},
            "appeal_decide": lambda: {"outcome": "dismissed", "words": "It stands", "decided_on": _today()},
            "breach_evidence": lambda: {"evidence_1": "Heard"},
            "breach_explanation": lambda: {**_now(), "excuse": "None"},
            "breach_decision": lambda: {**REASONS, "decision": "warning"},
            "breach_told_person": lambda: {**_now(), "how": "In person"},
            "breach_told_victim": lambda: {**_now(), "how": "In person"},
            "breach_outcome": lambda: {"outcome": "He was warned"},
            "breach_file": _now,
            "breach_proceedings": lambda: {"proceedings_on": _today()},
            "breach_ordered": lambda: {"order": "forfeiture", "made_on": _today(), "words": "Two loudspeakers"},
            "breach_wrong": lambda: WHY,
            "penalty_paid": lambda: {"paid_on": _today(), "paid_amount": "100"},
            "penalty_cancel": lambda: WHY,
            "seizure_seized": lambda: {"seized_on": _today(), "kept_at": "Store 4"},
            "seizure_returned": lambda: {"outcome": "Given back"},
            "seizure_wrong": lambda: WHY,
            "works_consent": lambda: {"owner_efforts": "Rang"},
            "works_done": lambda: {"done_on": _today()},
            "works_bill": lambda: {"bill": "10", "billed_on": _today()},
            "works_wrong": lambda: WHY,
        }.items()
    },
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_appeals": lambda county: {"lodged_on": _today(), "grounds": ["defect"], "court": "Colchester"},
    "api_appeal_hear": lambda county: {"court": "Colchester", "at": timezone.now().isoformat()},
    "api_appeal_held": lambda county: {"outcome": "Adjourned"},
    "api_appeal_hearsay": lambda county: {"served_on": _today(), "words": "By post, on the solicitor"},
    "api_appeal_terms": lambda county: {"take_out": [1]},
    "api_appeal_decide": lambda county: {
        "outcome": "dismissed", "words": "It stands", "decided_on": _today(),
    },
    "api_breaches": lambda county: {
        "happened_at": timezone.now().isoformat(), "place": "The park", "words": "Music.", "terms": [1],
    },
    "api_breach_evidence": lambda county: {"evidence": {"1": "Heard"}},
    "api_breach_explanation": lambda county: {"excuse": "None"},
    "api_breach_decision": lambda county: {**REASONS, "decision": "warning"},
    "api_breach_tell_person": lambda county: {"how": "In person"},
    "api_breach_tell_victim": lambda county: {"how": "In person"},
    "api_breach_outcome": lambda county: {"outcome": "He was warned"},
    "api_breach_file": lambda county: {},
    "api_breach_proceedings": lambda county: {"proceedings_on": _today()},
    "api_breach_ordered": lambda county: {"order": "forfeiture", "made_on": _today(), "words": "Speakers"},
    "api_breach_wrong": lambda county: WHY,
    "api_penalties": lambda county: _penalty(),
    "api_penalty_paid": lambda county: {"paid_on": _today(), "paid_amount": "100"},
    "api_penalty_cancel": lambda county: WHY,
    "api_seizures": lambda county: {"item": "A horn", "warrant_on": _today()},
    "api_seizure_seized": lambda county: {"seized_on": _today(), "kept_at": "Store 4"},
    "api_seizure_returned": lambda county: {"outcome": "Given back"},
    "api_seizure_wrong": lambda county: WHY,
    "api_all_works": lambda county: {"work": "Clear it", "open_land": True},
    "api_works_consent": lambda county: {"owner_efforts": "Rang"},
    "api_works_done": lambda county: {"done_on": _today()},
    "api_works_bill": lambda county: {"bill": "10", "billed_on": _today()},
    "api_works_wrong": lambda county: WHY,
}  # fmt: skip
MAKING = ("api_appeals", "api_breaches", "api_penalties", "api_seizures", "api_all_works")


def _tag(route: str) -> Callable[[Any], dict[str, str]]:
    def headers(county: Any) -> dict[str, str]:
        row = _row(county, route)
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


HEADERS = {route: _tag(route) for route in BODIES if route not in MAKING}

PAGE, ACTED = (
    "200 200 404 404 404 302 404 404 200 404 404 404 404",
    ("302 302 404 404 404 302 404 404 302 404 404 404 404"),
)
READ = "200 200 404 404 404 401 404 404 200 404 404 404 404"
MADE = "201 201 404 404 404 401 404 404 201 404 404 404 404"
SHOWN = {
    "breach_page": "stairs",
    "penalty_page": "FPN-",
    "api_appeals": "results",
    "api_appeal": "in_time",
    "api_breaches": "stairs",
    "api_breach": "stairs",
    "api_penalties": "results",
    "api_penalty": "pay_by",
    "api_seizures": "results",
    "api_seizure": "warrant_on",
    "api_all_works": "open_land",
    "api_works": "open_land",
}
ANSWERS = "\n".join(
    [
        "# --- What follows a notice",
        *(
            f"{route} GET {READ if route.startswith('api') else PAGE} {shows}"
            for route, shows in SHOWN.items()
        ),
        *(f"{route} GET {PAGE} {{case}}" for route in FORMS),
        *(f"{route} POST {ACTED} -" for route in FORMS),
        *(f"{route} POST {MADE if route in MAKING else READ} recorded_by" for route in BODIES),
    ]
)

"""Reads of what a case is about beside its people and incidents, and of all its small parts at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject, Now

from asbcases.cases.case_choices import Way
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import (
    AccessGrant,
    Case,
    CaseAction,
    CaseLink,
    CaseOperation,
    CasePremises,
    CaseReview,
    ContactPlan,
    ExternalReference,
    Incident,
    Operation,
    Restriction,
    SafeContact,
    Triage,
)
from asbcases.cases.rules.somerton import signals_of_answers
from asbcases.casework.queries.restricted import IN_FORCE, OF_THE_CASE
from asbcases.casework.queries.reviews import Shown, rows_of, shown
from asbcases.policies.queries import limits_of

STANDS = Q(recorded_in_error_at__isnull=True)
# A case has a handful of each; a page that shows them all stays a page.
MOST = 100
THE_CASE = OuterRef("pk")
# What is said of the other case of a link.
THERE = ("reference", "summary", "stage")
Row = TypeVar("Row", bound=Model)


def ever_on(case: Case, kind: type[Row]) -> QuerySet[Row]:
    """Return the premises or operations of a case, and those taken off too."""
    return kind._default_manager.filter(case=case)


def ever_linked(case: Case, seen: QuerySet[CaseLink]) -> QuerySet[CaseLink]:
    """Return the links of a case among those that one may see, whichever way they were made, and those taken back too."""
    return seen.filter(Q(case=case) | Q(other=case))


def operations_for(case: Case, today: date) -> QuerySet[Operation]:
    """Return the operations under which a case can still be put: those that are not over."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    under = CaseOperation.objects.filter(STANDS, case=case).values("operation")
    found = Operation.objects.filter(running, STANDS).exclude(pk__in=under)
    return found.order_by("name", "pk")


class Acted(NamedTuple):
    """What was to be done, and what came of it."""

    words: str
    result: str


@dataclass
class Around:
    """The small parts of a case, each a row with the names that its page shows."""

    premises: Sequence[dict[str, Any]] = ()
    operations: Sequence[dict[str, Any]] = ()
    links: Sequence[dict[str, Any]] = ()
    references: Sequence[dict[str, Any]] = ()
    actions: Sequence[dict[str, Any]] = ()
    # What was to be done and what came of it, of actions that have ended too, by the key of the action.
    acted: Mapping[int, Acted] = field(default_factory=dict)
    plans: dict[int, dict[str, Any]] = field(default_factory=dict)
    unsafe: Sequence[dict[str, Any]] = ()
    restriction: dict[str, Any] | None = None
    reviews: Sequence[Shown] = ()
    # With whom outside the police it is shared now.
    shares: Sequence[dict[str, Any]] = ()
    # The levels at which policy asks for a single point of contact.
    asks_for_spoc: Sequence[str] = ()
    repeat: bool = False
    vulnerable: bool = False
    hate: bool = False

    # The links that this person may see, those that were taken back too: their events stand in the timeline.
    ever_linked: frozenset[int] = frozenset()


def around(
    case: Case,
    incidents: Sequence[Incident],
    seen: QuerySet[CaseLink],
    reviews: QuerySet[CaseReview],
    *,
    today: date,
) -> Around:
    """Return every small part of a case in one statement: a page that asked for each would ask too often."""
    named = [incident.pk for incident in incidents]
    by_reader = (
        *(_links(case, seen), _callers(named), _triages(named), _spoc(today)),
        ArraySubquery(rows_of(reviews.filter(case=case))),
    )
    found = Case.objects.filter(pk=case.pk).values_list(*_its_own(), *by_reader).get()
    premises, operations, references, actions, plans, restrictions, shares, *more = found
    links, callers, triages, spoc, asked = more
    said = [signals_of_answers(triage["answers"]) for triage in triages]
    return Around(
        premises=premises,
        operations=[_dated(row, "starts_on", "ends_on") for row in operations],
        links=[_linked(row, case) for row in links if not row["wrong"]],
        ever_linked=frozenset(int(row["pk"]) for row in links),
        references=references,
        actions=sorted(
            (_dated(row, "due_on") for row in actions if not row["done"] and not row["dropped"]),
            key=lambda row: (row["due_on"], row["number"]),
        ),
        acted={int(row["pk"]): Acted(row["words"], row["result"]) for row in actions},
        plans={row["party"]: _spoken(row) for row in plans},
        unsafe=[row for row in callers if row["withdrawn"] or not row["phone"] or row["note"]],
        repeat=any(triage["repeat"] for triage in triages),
        vulnerable=any("vulnerability" in signals for signals in said),
        hate=any("hate" in signals for signals in said),
        restriction=_timed(restrictions[0], "recorded_at") if restrictions else None,
        asks_for_spoc=spoc,
        reviews=[shown(row) for row in asked],
        shares=[_ending(row) for row in shares],
    )


@cache
def _its_own() -> tuple[ArraySubquery, ...]:
    """Return what depends on nothing but the case: these queries are put together once for all pages."""
    parts = (_premises, _operations, _references, _actions, _plans, _restrictions, _shares)
    return tuple(part() for part in parts)


def _premises() -> ArraySubquery:
    rows = CasePremises.objects.filter(STANDS, case=THE_CASE).order_by("pk")[:MOST]
    return ArraySubquery(rows.values(row=JSONObject(
        pk="pk", note="note", reference="premises__reference", address="premises__address",
        warning="premises__warning",
    )))  # fmt: skip


def _operations() -> ArraySubquery:
    rows = CaseOperation.objects.filter(STANDS, case=THE_CASE).order_by("pk")[:MOST]
    return ArraySubquery(rows.values(row=JSONObject(
        pk="pk", operation="operation_id", name="operation__name", starts_on="operation__starts_on",
        ends_on="operation__ends_on",
    )))  # fmt: skip


def _links(case: Case, seen: QuerySet[CaseLink]) -> ArraySubquery:
    both = {f"{side}_{name}": f"{side}__{name}" for side in ("case", "other") for name in THERE}
    rows = ever_linked(case, seen).order_by("pk")[:MOST]
    told = JSONObject(pk="pk", reason="reason", wrong="recorded_in_error_at", made_on="case_id", **both)
    return ArraySubquery(rows.values(row=told))


def _linked(row: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """Return a link with what its page says of the other case."""
    other = "other" if row["made_on"] == case.pk else "case"
    there = {name: row[f"{other}_{name}"] for name in THERE}
    return {"pk": row["pk"], "reason": row["reason"], **there}


def _references() -> ArraySubquery:
    rows = ExternalReference.objects.filter(STANDS, case=THE_CASE).order_by("pk")[:MOST]
    return ArraySubquery(rows.values(row=JSONObject(system="system", written="written")))


def _actions() -> ArraySubquery:
    """Return the actions, what is open first."""
    ended = Coalesce("done_at", "dropped_at").desc(nulls_first=True)
    rows = CaseAction.objects.filter(STANDS, case=THE_CASE).order_by(ended, "-number")[:MOST]
    return ArraySubquery(rows.values(row=JSONObject(
        pk="pk", number="number", words="words", owner="owner__name", doer="doer", due_on="due_on",
        done="done_at", dropped="dropped_at", result="result",
    )))  # fmt: skip


def _shares() -> ArraySubquery:
    """Return the shares in force by real time, as both locks have it, the newest first."""
    rows = AccessGrant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=Now()),
        case=THE_CASE,
        source=GrantSource.SHARE,
        revoked_at__isnull=True,
    ).order_by("-pk")[:MOST]
    return ArraySubquery(rows.values(row=JSONObject(
        number="share__number", agency="agency__name", team="team__name", person="user__name", tier="tier",
        ends_at="ends_at", agreement="share__agreement__reference",
    )))  # fmt: skip


def _plans() -> ArraySubquery:
    newest = ContactPlan.objects.filter(case=THE_CASE).order_by("party", "-pk").distinct("party")
    return ArraySubquery(newest.values(row=JSONObject(
        party="party_id", every_days="every_days", way="way", times="times", words="words",
        agreed_at="agreed_at", by="recorded_by__name",
    )))  # fmt: skip


def _callers(incidents: Sequence[int]) -> ArraySubquery:
    rows = SafeContact.objects.filter(report__tells_of__incident__in=incidents).order_by("pk")[:MOST]
    return ArraySubquery(rows.values(row=JSONObject(
        report="report__reference", caller="report__caller_name", phone="phone", note="note",
        withdrawn="withdrawn_at",
    )))  # fmt: skip


def _triages(incidents: Sequence[int]) -> ArraySubquery:
    rows = Triage.objects.filter(incident__in=incidents).order_by("-pk")[:MOST]
    return ArraySubquery(rows.values(row=JSONObject(answers="answers", repeat="repeat_rule")))


def _restrictions() -> ArraySubquery:
    rows = Restriction.objects.filter(IN_FORCE, OF_THE_CASE, case=THE_CASE).order_by("pk")[:1]
    told = JSONObject(reason="reason", by="recorded_by__name", recorded_at="recorded_at")
    return ArraySubquery(rows.values(row=told))


def _spoc(today: date) -> ArraySubquery:
    asked = limits_of("risk.spoc", today).filter(choice="yes")
    return ArraySubquery(asked.values("qualifier"))


def _dated(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return a row with its days as days: JSON knows only text."""
    return row | {name: date.fromisoformat(row[name]) for name in names if row[name]}


def _spoken(row: dict[str, Any]) -> dict[str, Any]:
    return _timed(row, "agreed_at") | {"way": Way(row["way"]).label}


def _ending(row: dict[str, Any]) -> dict[str, Any]:
    timed = _timed(row, "ends_at") if row["ends_at"] else row
    return timed | {"tier": Tier(row["tier"] or Tier.SUMMARY).label}


def _timed(row: dict[str, Any], name: str) -> dict[str, Any]:
    return row | {name: datetime.fromisoformat(row[name])}

"""Policy and calendar: a new version of a number, its end, and days added to the bank holidays.

Each change asks for the open deadlines to be reckoned anew, which happens in the background (docs/decisions/0013).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Q

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.administration.words import about, qualifier_words, rule_words
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import Closer
from asbcases.cases.choices import Grade
from asbcases.cases.queries import locked
from asbcases.cases.rules.repeats import SCOPES
from asbcases.deadlines.choices import Nature, OwnerBy
from asbcases.deadlines.models import Replan
from asbcases.deadlines.replanning_tasks import replan_deadlines
from asbcases.deadlines.transitions import request_replan
from asbcases.errors import Refused
from asbcases.law.holidays import SATURDAY, bank_holidays
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.notify.kick import kick
from asbcases.policies import rules
from asbcases.policies.models import Confidence, ExtraHoliday, PolicyRow, Unit
from asbcases.policies.queries import extra_holidays
from asbcases.policies.rules import NOBODY
from asbcases.policies.transitions import (
    Loaded,
    alone_with_policy,
    end,
    end_before,
    load_shipped_rows,
    versions_of,
)

CHOICES = {
    "deadline.nature": Nature.choices,
    "deadline.owner": OwnerBy.choices,
    "triage.grade": Grade.choices,
    "triage.always_attend": [("yes", "Somebody attends")],
    # The demonstrations that are shipped.
    "risk.instrument": [
        ("weighted-factors", "Eight weighted factors"),
        ("fourteen-questions", "Risk matrix of fourteen questions"),
    ],
    "risk.spoc": [("yes", "One is named")],
    "case.close": Closer.choices,
    "measure.approval": [
        ("none", "Nobody: whoever has the authority issues it"),
        ("sergeant", "A sergeant"),
        ("inspector", "An inspector or an ASB officer"),
    ],
    "repeat.scope": [(scope, words.capitalize()) for scope, (_, words) in SCOPES.items()],
}
# Offices in which somebody is told of what is late on case reviews (asbcases/deadlines/lines.py).
OFFICES = {
    "review.supervisor": Q(role=Role.COORDINATOR),
    "review.asb_manager": Q(role=Role.SUPERVISOR, agency__kind=AgencyKind.POLICE),
}
NOBODY_WORDS = "Nobody yet, or to be confirmed"
# Rules of steps matter to every deadline, so that one re-planning does for all of them.
EVERY_STEP = "deadline."
Row = TypeVar("Row", PolicyRow, ExtraHoliday)


class Change(NamedTuple, Generic[Row]):
    """What was changed, and the re-planning that it asked for, if it can move anything."""

    row: Row
    replan: Replan | None


def choices_of(rule: str) -> list[tuple[str, str]]:
    """Return what a rule offers to choose, each with its words; nothing for a rule that states a number."""
    if people := OFFICES.get(rule):
        found = User.objects.filter(people, is_active=True).select_related("agency").order_by("name", "pk")
        return [(NOBODY, NOBODY_WORDS), *((one.username, f"{one.name}, {one.agency.name}") for one in found)]
    return CHOICES.get(rule, [])


def in_words(rows: Sequence[PolicyRow]) -> dict[int, str]:
    """Return what each of these rows states, a choice by its words; whoever holds an office by name, in one query."""
    holders = {row.choice for row in rows if row.rule in OFFICES} - {NOBODY}
    people = User.objects.filter(username__in=holders).select_related("agency") if holders else []
    named = {NOBODY: NOBODY_WORDS, **{one.username: f"{one.name}, {one.agency.name}" for one in people}}
    return {
        row.pk: (named if row.rule in OFFICES else dict(CHOICES.get(row.rule, ()))).get(
            row.choice, row.stated
        )
        for row in rows
    }


@transaction.atomic
def set_policy(
    rule: str,
    qualifier: str,
    *,
    value: Decimal | None = None,
    choice: str = "",
    unit: Unit,
    in_force_from: date,
    source: str,
    confidence: Confidence,
    by: User,
    now: datetime,
) -> Change[PolicyRow]:
    """End the version in force the day before, put the next one in its place, and return it."""
    alone_with_policy()
    _must_fit(rule, value, choice, unit, source)
    _must_follow(list(versions_of(rule, qualifier)), rule, qualifier, in_force_from, london_day(now))
    end_before(rule, qualifier, in_force_from, known_at=now)
    row = PolicyRow.objects.create(
        rule=rule,
        qualifier=qualifier,
        value=value or Decimal(0),
        choice=choice,
        unit=unit,
        in_force_from=in_force_from,
        source=source.strip(),
        confidence=confidence,
        added_at=now,
        added_by=by,
    )
    _record(row, row.stated, in_force_from, by=by, now=now)
    return Change(row, _replan(f"{_begins(row)} ({row.source})", rule, by=by, now=now))


@transaction.atomic
def end_policy(row: PolicyRow, *, last_day: date, by: User, now: datetime) -> Change[PolicyRow]:
    """Let policy be silent on a rule from the day after a last day on, and return the row that ends."""
    alone_with_policy()
    row = locked(row)
    if row.in_force_to is not None:
        raise Refused("This version has an end already: load the page again.")
    _refuse(rules.objection_to_end(row.rule, last_day, row.in_force_from, london_day(now)))
    end(row, last_day, known_at=now)
    _record(row, "nothing", last_day + timedelta(days=1), by=by, now=now)
    why = f"{about(row)}: no policy after {day_words(last_day)}"
    return Change(row, _replan(why, row.rule, by=by, now=now))


@transaction.atomic
def add_holiday(day: date, *, name: str, source: str, by: User, now: datetime) -> Change[ExtraHoliday]:
    """Add a day on which nobody works to the bank holidays, and return it."""
    alone_with_policy()
    if not (name.strip() and source.strip()):
        raise Refused(
            "Give the name of the day and who proclaimed it: both are shown beside the dates it moves."
        )
    _must_be_a_new_day_off(day, london_day(now))
    extra = ExtraHoliday.objects.create(
        day=day, name=name.strip(), source=source.strip(), added_at=now, added_by=by
    )
    _record_day(Verb.HOLIDAY_ADDED, extra, by=by, now=now)
    why = f"{extra.name} on {day_words(day)} was added to the bank holidays ({extra.source})"
    return Change(extra, _replan(why, by=by, now=now))


@transaction.atomic
def withdraw_holiday(extra: ExtraHoliday, *, by: User, now: datetime) -> Change[ExtraHoliday]:
    """Take an added day out of the calendar again, and return it; it stays on the record."""
    alone_with_policy()
    extra = locked(extra)
    if extra.withdrawn_at is not None:
        raise Refused(f"{extra.name} is withdrawn already: load the page again.")
    extra.withdrawn_at, extra.withdrawn_by = now, by
    extra.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record_day(Verb.HOLIDAY_WITHDRAWN, extra, by=by, now=now)
    why = f"{extra.name} on {day_words(extra.day)} was withdrawn from the bank holidays"
    return Change(extra, _replan(why, by=by, now=now))


@transaction.atomic
def load_policies(*, now: datetime) -> Loaded:
    """Load the shipped rows; in an installation that is in use, record what is new and have deadlines reckoned anew."""
    loaded = load_shipped_rows(now)
    if loaded.first:
        return loaded
    for row in loaded.made:
        _record(row, row.stated, row.in_force_from, by=None, now=now)
    moving = {EVERY_STEP if rule.startswith(EVERY_STEP) else rule for rule in filter(_moves, loaded.rules)}
    for rule in sorted(moving):
        _replan(_shipped_words(rule), rule, by=None, now=now)
    return loaded


def _shipped_words(rule: str) -> str:
    what = "Warnings and escalations" if rule == EVERY_STEP else rule_words(rule)
    return f"{what}: the product brought new policy"


def _begins(row: PolicyRow) -> str:
    return f"{about(row)}: {row.stated} for what starts on or after {day_words(row.in_force_from)}"


def _must_fit(rule: str, value: Decimal | None, choice: str, unit: str, source: str) -> None:
    """Refuse a number or choice that the rule cannot state."""
    offered = [key for key, _ in choices_of(rule)]
    _refuse(rules.objection_to_number(rule, value, unit) or rules.objection_to_choice(rule, choice, offered))
    if not source.strip():
        raise Refused("Say where this is written: the source is shown beside every date that it leads to.")


def _must_follow(rows: Sequence[PolicyRow], rule: str, qualifier: str, starts: date, today: date) -> None:
    """Refuse a version of a rule that nothing asks for, or one that would overwrite another."""
    if not rows:
        raise Refused(f"There is no rule {rule} {qualifier}: choose one of the list.")
    _refuse(rules.objection_to_start(starts, rows[-1].in_force_from, rows[-1].in_force_to, today))


def _must_be_a_new_day_off(day: date, today: date) -> None:
    if day.weekday() >= SATURDAY:
        raise Refused(
            f"{day_words(day)} is at a weekend, when nobody counts working days: it would change nothing."
        )
    if there := bank_holidays(day.year).get(day):
        raise Refused(f"{day_words(day)} is a bank holiday already: {there}.")
    if extra := extra_holidays().filter(day=day).first():
        raise Refused(f"{day_words(day)} was added already: {extra.name}.")
    if abs(day - today) > rules.AHEAD:
        raise Refused(f"{day_words(day)} is more than three years away: look at the year again.")


def _refuse(objection: str) -> None:
    if objection:
        raise Refused(objection)


def _record(row: PolicyRow, stated: str, day: date, *, by: User | None, now: datetime) -> None:
    data: dict[str, object] = {
        "rule": rule_words(row.rule),
        "qualifier": qualifier_words(row.qualifier),
        "stated": stated,
        "from": day_words(day),
        "row": row.pk,
        "source": row.source,
    }
    record(Verb.POLICY_ADDED, by=by, now=now, data=data)


def _record_day(verb: Verb, extra: ExtraHoliday, *, by: User, now: datetime) -> None:
    data: dict[str, object] = {"name": extra.name, "day": day_words(extra.day), "source": extra.source}
    record(verb, by=by, now=now, data=data)


def _moves(rule: str) -> bool:
    return rules.moves_deadlines(rule)


def _replan(why: str, rule: str = "", *, by: User | None, now: datetime) -> Replan | None:
    """Ask for open deadlines to be reckoned anew, where the change can move any, and begin soon after the commit."""
    if rule and not _moves(rule):
        return None
    request = request_replan(why=why, rule=rule, by=by, now=now)
    kick(replan_deadlines)
    return request

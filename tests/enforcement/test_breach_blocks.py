"""Each rule that the law makes a bar after a notice refuses by itself, through the transition and through the API."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.enforcement.choices import BreachDecision, BreachState, Power, TermKind
from asbcases.enforcement.models import Appeal, Breach, FixedPenalty, Measure, RemedialWork
from asbcases.enforcement.transitions.breaches import decide_breach
from asbcases.enforcement.transitions.penalties import file_breach
from asbcases.enforcement.transitions.works import do_works
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.api.conftest import Caller
from tests.enforcement.make_breaches import (
    PENALTY,
    REASONS,
    allege,
    appeal_against,
    climb_to,
    decided,
    fresh,
    offer,
    penalised,
    propose,
)
from tests.enforcement.make_measures import make_authority, make_notice, make_warning
from tests.enforcement.switched_off import Without, without_rule
from tests.make import make_case

__all__ = ["without_rule"]
pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class Ready:
    """An act that lacks nothing but what one rule asks for: by its transition, and as the API is asked for it."""

    act: Callable[[], object]
    address: str
    body: dict[str, Any]
    row: Breach | RemedialWork | None = None
    made: Callable[[], bool] = field(default=lambda: True)


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=1)


@pytest.fixture
def notice(amira: User, now: datetime) -> Measure:
    """Return a notice that was issued ten days ago."""
    case, warned = make_case(by=amira, now=now - 20 * DAY), now - 19 * DAY
    warning = make_warning(case, by=amira, now=warned, comply_by=warned + 7 * DAY)
    return make_notice(case, warning, by=amira, now=now - 10 * DAY)


def at(notice: Measure, *more: object) -> str:
    path = "/".join(str(part) for part in more)
    return f"/api/v1/cases/{notice.case.reference}/measures/{notice.reference}/{path}/"


def suspended_term(notice: Measure, by: User, now: datetime) -> Ready:
    appeal_against(notice, by=by, now=now - 2 * DAY)
    body = {
        "happened_at": (now - HOUR).isoformat(),
        "place": "22 Mersea Road",
        "words": "They hang there still.",
        "terms": [2],
    }
    return Ready(
        lambda: allege(notice, by=by, now=now, kind=TermKind.DO, happened_at=now - HOUR),
        at(notice, "breaches"),
        body,
        made=lambda: Breach.objects.filter(measure=notice).exists(),
    )


def not_in_force(notice: Measure, by: User, now: datetime) -> Ready:
    breach = climb_to(allege(notice, by=by, now=now - DAY), BreachState.EXPLAINED, by=by, now=now - DAY)
    Measure.objects.filter(pk=notice.pk).update(ends_on=london_day(now - 5 * DAY))
    body = {**REASONS, "decision": BreachDecision.PENALTY}
    return Ready(
        lambda: decide_breach(breach, **body, by=by, now=now),
        at(notice, "breaches", 1, "decision"),
        body,
        breach,
        lambda: fresh(breach).state == BreachState.DECIDED,
    )


def _penalty(**wrong: Any) -> Callable[[Measure, User, datetime], Ready]:
    def ready(notice: Measure, by: User, now: datetime) -> Ready:
        breach = decided(notice, BreachDecision.PENALTY, by=by, now=now - DAY)
        make_authority(by, Power.FPN)
        sent = {**PENALTY, **wrong}
        body = {name: str(one) if isinstance(one, Decimal) else one for name, one in sent.items()}
        return Ready(
            lambda: offer(breach, by=by, now=now, **wrong),
            at(notice, "breaches", 1, "penalties"),
            {**body, "fpn_on": london_day(now).isoformat()},
            made=lambda: FixedPenalty.objects.filter(breach=breach).exists(),
        )

    return ready


def days_to_pay(notice: Measure, by: User, now: datetime) -> Ready:
    breach = fresh(penalised(notice, by=by, now=now - 3 * DAY).breach)
    return Ready(
        lambda: file_breach(breach, filed_at=now, by=by, now=now),
        at(notice, "breaches", 1, "file"),
        {},
        breach,
        lambda: fresh(breach).filed_at is not None,
    )


def no_consent(notice: Measure, by: User, now: datetime) -> Ready:
    works = propose(notice, by=by, now=now - DAY)
    return Ready(
        lambda: do_works(works, done_on=london_day(now), by=by, now=now),
        at(notice, "works", 1, "done"),
        {"done_on": london_day(now).isoformat()},
        works,
        lambda: RemedialWork.objects.get(pk=works.pk).done_on is not None,
    )


BLOCKS: dict[str, Callable[[Measure, User, datetime], Ready]] = {
    "APP-3": suspended_term,
    "CPB-4": not_in_force,
    "CPB-5": _penalty(amount=Decimal(101)),
    "CPB-6": days_to_pay,
    "CPB-7": _penalty(early_days=14),
    "CPB-8": _penalty(methods=""),
    "WRK-2": no_consent,
}


@pytest.mark.parametrize("rule", BLOCKS)
def test_a_bar_of_the_law_refuses_an_act_and_nothing_else_does(
    rule: str, notice: Measure, amira: User, now: datetime, without_rule: Without
) -> None:
    ready = BLOCKS[rule](notice, amira, now)
    with pytest.raises(Refused, match=rule):
        ready.act()
    assert ready.made() is False

    without_rule(rule)
    ready.act()

    assert ready.made() is True


@pytest.mark.parametrize("rule", BLOCKS)
def test_the_same_bar_holds_by_the_api(
    rule: str, notice: Measure, amira: User, now: datetime, without_rule: Without
) -> None:
    ready, api = BLOCKS[rule](notice, amira, now), Caller(amira)
    headers = {"If-Match": f'"{ready.row.pk}-{ready.row.version}"'} if ready.row else {}
    refused = api.post(ready.address, ready.body, **headers)
    assert (refused.status_code, ready.made()) == (409, False), refused.content
    assert rule in refused.json()["detail"]

    without_rule(rule)
    answer = api.post(ready.address, ready.body, **headers)

    assert (answer.status_code in (200, 201), ready.made()) == (True, True), answer.content


def test_a_penalty_is_not_offered_where_the_notice_fell_after_it_was_decided(
    notice: Measure, amira: User, now: datetime, without_rule: Without
) -> None:
    breach = decided(notice, BreachDecision.PENALTY, by=amira, now=now - DAY)
    Measure.objects.filter(pk=notice.pk).update(ends_on=london_day(now - 5 * DAY))
    with pytest.raises(Refused, match="CPB-4"):
        offer(fresh(breach), by=amira, now=now)
    without_rule("CPB-4")
    assert offer(fresh(breach), by=amira, now=now).pk


def test_an_appeal_recorded_after_the_breach_bars_its_decision(
    notice: Measure, amira: User, now: datetime, without_rule: Without
) -> None:
    breach = allege(notice, by=amira, now=now - DAY, kind=TermKind.DO)
    breach = climb_to(breach, BreachState.EXPLAINED, by=amira, now=now - DAY + HOUR)
    appeal: Appeal = appeal_against(notice, by=amira, now=now - HOUR, lodged_on=london_day(now - 3 * DAY))
    assert appeal.in_time
    act: dict[str, Any] = {**REASONS, "decision": BreachDecision.PROSECUTION, "by": amira, "now": now}
    with pytest.raises(Refused, match="APP-3"):
        decide_breach(breach, **act)
    without_rule("APP-3")
    assert decide_breach(breach, **act).decision == BreachDecision.PROSECUTION


def test_our_act_about_a_notice_of_a_council_is_bound_by_the_law_too(
    notice: Measure, amira: User, now: datetime
) -> None:
    breach = decided(notice, BreachDecision.PENALTY, by=amira, now=now - DAY)
    Measure.objects.filter(pk=notice.pk).update(ours=False, other_body="Colchester City Council")
    with pytest.raises(Refused, match="CPB-5"):
        offer(fresh(breach), by=amira, now=now, amount=Decimal(101))
    assert offer(fresh(breach), by=amira, now=now).amount == 100


def test_a_warning_is_passed_over_by_the_api_with_a_reason(
    notice: Measure, amira: User, now: datetime
) -> None:
    decided(notice, by=amira, now=now - DAY)
    appeal, api = appeal_against(notice, by=amira, now=now - HOUR), Caller(amira)
    body = {"outcome": "quashed", "words": "Quashed", "decided_on": london_day(now).isoformat()}
    address, headers = at(notice, "appeals", appeal.pk, "decide"), {"If-Match": f'"{appeal.pk}-1"'}
    refused = api.post(address, body, **headers)
    assert (refused.status_code, "APP-4" in refused.json()["detail"]) == (409, True)

    answer = api.post(address, {**body, "over": {"APP-4": "The solicitor was asked."}}, **headers)

    assert (answer.status_code, answer.json()["outcome"]) == (200, "quashed")
    kept = notice.rules_weighed.get(rule="APP-4")
    assert (kept.decision, kept.reason) == ("warn", "The solicitor was asked.")

"""Each rule that blocks an act about an order refuses it by itself, through the transition and through the API."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import Restriction, TermKind
from asbcases.enforcement.models import Measure, OrderRequest, RuleWeighed
from asbcases.enforcement.transitions.drafting import add_term
from asbcases.enforcement.transitions.order_reviews import press_words, review_order
from asbcases.enforcement.transitions.requests import send_request
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import approve, fresh
from tests.enforcement.make_orders import COURSE, REVIEW, court_makes, draft_request, make_young
from tests.enforcement.switched_off import Without, without_rule
from tests.make import make_case

__all__ = ["without_rule"]
pytestmark = pytest.mark.django_db
# The API acts at the instant of the request.
MADE = datetime.now(UTC) - timedelta(hours=3)
NOW = datetime.now(UTC) - timedelta(minutes=1)
APPLIED_ON = london_day(NOW) + timedelta(days=14)
ALL = ("CBO-1", "CBO-5", "CBO-7", "CBO-15", "CBO-18")


@dataclass
class Ready:
    """An order that lacks one thing, and the act that the rule refuses."""

    order: Measure
    act: str = "send"
    said: dict[str, Any] = field(default_factory=lambda: {"application_on": APPLIED_ON})


def request(case: Case, by: User, **said: Any) -> Measure:
    days = {"charged_on": london_day(MADE) - timedelta(days=20)}
    return draft_request(case, by=by, now=MADE, **{**days, **said})


def sentence_deferred(case: Case, by: User) -> Ready:
    return Ready(approve(request(case, by, sentence_deferred=True), by=by, now=MADE))


def child_without_views(case: Case, by: User) -> Ready:
    child = make_young(case, by=by, born_on=a_child(), now=MADE)
    return Ready(approve(request(case, by, subject=child), by=by, now=MADE))


def nobody_supervises(case: Case, by: User) -> Ready:
    order = request(case, by)
    add_term(order, kind=TermKind.REQUIREMENT, words=COURSE["words"], by=by, now=MADE)
    return Ready(approve(order, by=by, now=MADE))


def review_without_support(case: Case, by: User) -> Ready:
    return Ready(_made(case, by), "review", {**REVIEW, "support": " ", "reviewed_at": NOW})


def restriction_stands(case: Case, by: User) -> Ready:
    return Ready(_made(case, by, reporting=Restriction.IMPOSED), "press", {})


def _made(case: Case, by: User, **said: Any) -> Measure:
    order = request(case, by, subject=make_young(case, by=by, born_on=a_child(), now=MADE))
    court_makes(order, by=by, now=MADE, indefinite=True, **said)
    return fresh(order)


def a_child() -> date:
    """Return the birthday of somebody of 15."""
    return date(london_day(MADE).year - 15, 1, 1)


BLOCKED: dict[str, Callable[[Case, User], Ready]] = {
    "CBO-1": sentence_deferred,
    "CBO-5": child_without_views,
    "CBO-7": nobody_supervises,
    "CBO-15": review_without_support,
    "CBO-18": restriction_stands,
}
ACTS: dict[str, Callable[..., Any]] = {"send": send_request, "review": review_order, "press": press_words}


def do(found: Ready, by: User) -> Any:
    return ACTS[found.act](fresh(found.order), **found.said, by=by, now=NOW)


def ask_api(client: Client, found: Ready) -> Any:
    order = fresh(found.order)
    address = f"/api/v1/cases/{order.case.reference}/orders/{order.reference}/{found.act}/"
    if found.act == "press":
        return client.get(address)
    body = {name: one.isoformat() if hasattr(one, "isoformat") else one for name, one in found.said.items()}
    tag = {"If-Match": f'"{order.pk}-{order.version}"'}
    return client.post(address, body, content_type="application/json", headers=tag)


@pytest.mark.parametrize("rule", BLOCKED)
def test_an_act_is_refused_by_each_rule_and_by_no_other(
    rule: str, amira: User, without_rule: Without
) -> None:
    found = BLOCKED[rule](make_case(by=amira, now=MADE - timedelta(hours=1)), amira)
    with pytest.raises(Refused) as refused:
        do(found, amira)
    assert [one for one in ALL if f"{one})" in refused.value.reason] == [rule]
    assert not RuleWeighed.objects.filter(measure=found.order, rule=rule, weighed_at=NOW).exists()

    without_rule(rule)

    assert do(found, amira)
    assert RuleWeighed.objects.get(measure=found.order, rule=rule, weighed_at=NOW).decision == "allow"


@pytest.mark.parametrize("rule", BLOCKED)
def test_the_api_refuses_by_each_rule_too(
    rule: str, client: Client, amira: User, without_rule: Without
) -> None:
    found = BLOCKED[rule](make_case(by=amira, now=MADE - timedelta(hours=1)), amira)
    client.force_login(amira)

    refused = ask_api(client, found)

    assert refused.status_code == 409
    assert [one for one in ALL if f"{one})" in refused.json()["detail"]] == [rule]
    without_rule(rule)
    assert ask_api(client, found).status_code == 200


def test_a_request_without_conviction_or_charge_is_refused(amira: User) -> None:
    order = request(make_case(by=amira, now=MADE - timedelta(hours=1)), amira)
    OrderRequest.objects.filter(measure=order).update(charged_on=None)
    approve(order, by=amira, now=MADE)

    with pytest.raises(Refused, match=r"Link the conviction.*CBO-1\)"):
        send_request(fresh(order), application_on=APPLIED_ON, by=amira, now=NOW)

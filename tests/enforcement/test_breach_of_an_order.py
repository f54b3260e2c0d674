"""A breach of an order climbs the ladder of every breach: alleged of an exact term, and of a child with its team asked."""

from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.enforcement.choices import BreachDecision, BreachState, TermKind
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import allege, climb_to
from tests.enforcement.make_orders import DAY, make_court_order, make_request, make_young
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
MADE = NOW + 14 * DAY


def test_a_breach_of_an_order_is_climbed_to_a_prosecution_of_a_child_only_with_its_team_asked(
    amira: User,
) -> None:
    case = make_case(by=amira, now=NOW - DAY)
    order = make_court_order(case, by=amira)
    young = make_court_order(case, by=amira, subject=make_young(case, by=amira))
    at = MADE + 10 * DAY
    to: dict[str, Any] = {"by": amira, "now": at, "decision": BreachDecision.PROSECUTION}

    breach, of_child = (
        allege(one, kind=TermKind.PROHIBITION, by=amira, now=at, happened_at=at - timedelta(hours=3))
        for one in (order, young)
    )
    climb_to(breach, BreachState.DECIDED, **to)
    with pytest.raises(Refused, match="Consult the youth offending team"):
        climb_to(of_child, BreachState.DECIDED, **to)

    breach.refresh_from_db()
    assert (breach.state, breach.decision) == (BreachState.DECIDED, BreachDecision.PROSECUTION)
    request = make_request(case, by=amira)
    with pytest.raises(Refused, match="was not issued"):
        allege(request, kind=TermKind.PROHIBITION, by=amira, now=at, happened_at=at)
    assert differences() == []

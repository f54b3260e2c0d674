"""What worked, by the API: the closed plans of the page, for whom the page tells them."""

import pytest

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.sara.api import library
from tests.api.conftest import Caller
from tests.sara.worked import closed

pytestmark = pytest.mark.django_db
LIBRARY = "/api/v1/plans/library/"


def titles(user: User, **asked: str) -> set[str]:
    answer = Caller(user).get(LIBRARY, asked)
    assert answer.status_code == 200, answer.json()
    return {plan["title"] for plan in answer.json()["plans"]}


def test_closed_plans_are_found_as_on_the_page_and_of_others_what_may_be_shared(
    amira: User, ben: User, cara: User, dev: User
) -> None:
    bikes = closed(amira, ben, title="Quad bikes on the sea wall", shareable=True).title
    rows = closed(amira, ben, title="Rows in Hythe Hill", type="person", verdict="no").title

    assert titles(amira) == {bikes, rows}
    assert titles(amira, words="quad biks") == titles(amira, kind="place") == {bikes}
    assert titles(amira, verdict="no") == {rows}
    assert titles(amira, category="environmental") == titles(amira, four_p="protect") == set()
    assert titles(cara) == {bikes}
    assert Caller(dev).get(LIBRARY).status_code == 403
    assert Access.objects.filter(user=amira, about="what worked: words quad biks").count() == 1


def test_a_plan_is_told_with_what_was_done_its_effect_and_whether_it_can_be_opened(
    amira: User, ben: User, cara: User
) -> None:
    plan = closed(amira, ben, title="Quad bikes on the sea wall", shareable=True)

    (mine,), (theirs,) = (Caller(user).get(LIBRARY).json()["plans"] for user in (amira, cara))

    assert (mine.pop("mine"), theirs.pop("mine")) == (True, False)
    assert mine == theirs
    assert (mine["reference"], mine["verdict"], mine["learning"]) == (
        plan.reference,
        "worked",
        "Ask the club first",
    )
    assert [tried["result"] for tried in mine["responses"]] == ["Open since Monday"]
    assert mine["effect"].startswith("Down by 50 per cent")


def test_the_likest_come_first_and_it_is_said_that_there_are_more(
    amira: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "MOST", 1)
    bikes = closed(amira, ben, title="Quad bikes on the sea wall").title
    closed(amira, ben, title="Rows in Hythe Hill")
    api = Caller(amira)

    whole, some = api.get(LIBRARY).json(), api.get(LIBRARY, {"words": "quad"}).json()

    assert (len(whole["plans"]), whole["more"]) == (1, True)
    assert ([plan["title"] for plan in some["plans"]], some["more"]) == ([bikes], False)


@pytest.mark.parametrize("asked", [{"kind": "ship"}, {"words": "x\0"}, {"words": " "}, {"page": "2"}])
def test_what_cannot_be_asked_is_named(amira: User, asked: dict[str, str]) -> None:
    answer = Caller(amira).get(LIBRARY, asked)

    assert answer.status_code == 400
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [*asked]

"""Two co-ordinators decide at the same moment: one does, the other is told that it was done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.make import NOW
from tests.triggers.make import make_co_ordinator
from tests.triggers.make_reviews import (
    DAY,
    DECIDED,
    make_panel,
    make_recommendation,
    make_review,
    seating,
    tell_outcome,
)
from triggers.choices import Ending, LetterKind, RecommendationAnswer
from triggers.models import Panel, Recommendation, ReviewClosing, ReviewLetter
from triggers.transitions.closing import close_review
from triggers.transitions.panels import change_panel, convene_panel, decide_panel
from triggers.transitions.recommendations import answer_recommendation

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + DAY


def together(*acts: tuple[Callable[[User], object], int]) -> list[str]:
    """Have people do each an act at the same moment, and return why each was refused, or nothing, those first."""
    ready = Barrier(len(acts))

    def do(one: tuple[Callable[[User], object], int]) -> str:
        act, who = one
        ready.wait(10)
        try:
            with acting(str(who)), transaction.atomic():
                act(User.objects.get(pk=who))
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(do, acts))


def test_of_two_who_act_at_once_one_is_told() -> None:
    with acting("system:test"), transaction.atomic():
        sunita, tom = make_co_ordinator(), make_co_ordinator(username="tom")
        review = make_review(by=sunita)
    both = (sunita.pk, tom.pk)

    def convene(by: User) -> object:
        return convene_panel(CaseReview.objects.get(), **seating(), by=by, now=NOW)

    assert together(*((convene, who) for who in both)) == [
        "",
        "A panel is set already: change it, or cancel it before another is set.",
    ]

    def move(by: User) -> object:
        return change_panel(Panel.objects.get(), seen=1, why="Snow", **seating(), by=by, now=NOW)

    moved = together(*((move, who) for who in both))
    assert moved[0] == ""
    assert moved[1].startswith("Somebody changed this meanwhile: load the page again")

    def decide(by: User) -> object:
        said: dict[str, Any] = {**DECIDED, "decision": by.username, "not_invited_why": "Unsafe"}
        return decide_panel(Panel.objects.get(), held_at=LATER, **said, by=by, now=LATER)

    assert together(*((decide, who) for who in both)) == [
        "",
        "What panel 1 decided is recorded already: load the page again.",
    ]
    with acting("system:test"), transaction.atomic():
        make_recommendation(review, by=sunita, now=LATER)

    def answer(by: User) -> object:
        one, yes = Recommendation.objects.get(), RecommendationAnswer.ACCEPTED
        return answer_recommendation(one, answer=yes, answered_at=LATER, by=by, now=LATER)

    def tell(by: User) -> object:
        return tell_outcome(CaseReview.objects.get(), by=by, now=LATER)

    def close(by: User) -> object:
        said: dict[str, Any] = {"reason": "Done", "told_how": "By telephone", "instead_why": "Away"}
        return close_review(CaseReview.objects.get(), ending=Ending.IN_ERROR, **said, by=by, now=LATER)

    assert "recorded already" in together(*((answer, who) for who in both))[1]
    assert "told already" in together(*((tell, who) for who in both))[1]
    assert together(*((close, who) for who in both)) == ["", "This review has ended: load the page again."]
    with acting("system:test"), transaction.atomic():
        assert Panel.objects.get().decision in ("sunita", "tom")
        assert (
            ReviewLetter.objects.filter(kind=LetterKind.OUTCOME).count() == ReviewClosing.objects.count() == 1
        )
        assert CaseReview.objects.get().stage == ReviewStage.CLOSED
        assert differences() == []


def test_one_who_decides_what_another_cancels_gets_a_sentence() -> None:
    with acting("system:test"), transaction.atomic():
        sunita, tom = make_co_ordinator(), make_co_ordinator(username="tom")
        make_panel(make_review(by=sunita), by=sunita)

    def decide(by: User) -> object:
        return decide_panel(Panel.objects.get(), held_at=LATER, **DECIDED, by=by, now=LATER)

    def close(by: User) -> object:
        said: dict[str, Any] = {"reason": "Done", "told_how": "By telephone", "instead_why": "Away"}
        return close_review(CaseReview.objects.get(), ending=Ending.IN_ERROR, **said, by=by, now=LATER)

    said = together((decide, sunita.pk), (close, tom.pk))
    with acting("system:test"), transaction.atomic():
        decided = Panel.objects.get().decided_at is not None
        # Closed first, nothing is decided; decided first, it may still be closed.
        assert said == (["", ""] if decided else ["", "This review has ended: load the page again."])
        assert differences() == []

"""A version of a procedure is signed off or ended; one replaced or ended in mid-review changes nothing of that review."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from asbcases.law.periods import london_day, london_midnight_after
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_user
from tests.triggers.make import COLCHESTER, differences, make_application, make_co_ordinator, version_of
from tests.triggers.make_reviews import (
    DAY,
    REASONS,
    WHOLE,
    clock,
    hold_panel,
    make_procedure,
    owed,
    tell_outcome,
)
from triggers.choices import AppealAgainst
from triggers.queries.procedures import procedure_of, version_on
from triggers.transitions.appeals import lodge_appeal
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.procedures import add_procedure, end_procedure, sign_procedure

pytestmark = pytest.mark.django_db
TODAY = london_day(NOW)
SIGNED: dict[str, Any] = {"signed_off_by": "Ruth Blake, Head of Community", "signed_off_on": TODAY}


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


def test_a_version_that_nobody_signed_off_is_signed_off_once_by_name(ada: User) -> None:
    signed = sign_procedure(version_of(), **SIGNED, by=ada, now=NOW)

    assert signed.signed_off_by == "Ruth Blake, Head of Community"
    assert signed.signed_off_at is not None
    assert london_day(signed.signed_off_at) == TODAY
    assert AuditEvent.objects.get(verb=Verb.PROCEDURE_SIGNED).data["area"] == "Colchester"
    with pytest.raises(Refused, match="Ruth Blake, Head of Community signed this version off already"):
        sign_procedure(signed, **SIGNED, by=ada, now=NOW)


def test_a_version_ends_with_none_to_follow_and_later_applications_are_held(ada: User) -> None:
    sunita, shipped = make_co_ordinator(), version_of()
    review = make_application(by=sunita)
    act: dict[str, Any] = {"by": ada, "now": NOW}
    for last_day, words in (
        (TODAY - timedelta(days=1), "received on 23 November 2026"),
        (date(2000, 1, 1), "cannot lie before"),
    ):
        with pytest.raises(Refused, match=words):
            end_procedure(shipped, last_day=last_day, reason="It was withdrawn", **act)
    with pytest.raises(Refused, match="none to follow"):
        end_procedure(shipped, last_day=TODAY, reason=" ", **act)

    end_procedure(shipped, last_day=TODAY, reason="It was withdrawn", **act)

    event = AuditEvent.objects.get(verb=Verb.PROCEDURE_ENDED)
    assert (event.reason, event.data["to"]) == ("It was withdrawn", "23 November 2026")
    assert version_on(COLCHESTER, TODAY) == shipped
    later = make_application(by=sunita, now=NOW + DAY)
    assert (review.application.procedure, later.application.procedure) == (shipped, None)
    with pytest.raises(Refused, match="ended on 23 November 2026"):
        end_procedure(shipped, last_day=TODAY, reason="It was withdrawn", **act)


def test_what_is_replaced_in_mid_review_governs_every_clock_of_it_to_the_end(ada: User) -> None:
    first, ben = make_procedure(min_complaints=3), make_user("ben", Role.SUPERVISOR)
    review = make_application(by=ben, area=WHOLE)
    days = ("threshold", "threshold_decision"), ("panel", "threshold_decision"), ("outcome", "panel")
    other = [clock(step, 90, anchor if step != "threshold" else "receipt") for step, anchor in days]
    content = {**first.content, "version": "2", "min_complaints": 1, "clocks": other}
    content |= {"in_force_from": (TODAY + DAY).isoformat(), "appeal_body": "the mayor"}
    second = add_procedure(content, **SIGNED, by=ada, now=NOW)
    assert make_application(by=ben, area=WHOLE, now=NOW + DAY).application.procedure == second

    decide_threshold(review, met=True, **REASONS, by=ben, now=NOW + DAY)

    # Ten working days after Tuesday 24 November; later five after the panel, twenty and fifteen for an appeal.
    assert owed(review) == {"acr_panel": london_midnight_after(date(2026, 12, 8))}
    hold_panel(review, by=ben, now=NOW + 2 * DAY)
    assert owed(review) == {"acr_outcome": london_midnight_after(date(2026, 12, 2))}
    letter = tell_outcome(review, by=ben, now=NOW + 3 * DAY)
    assert "the chair of the community safety partnership" in letter.appeal_words
    at = NOW + 4 * DAY
    lodge_appeal(review, against=AppealAgainst.OUTCOME, words="Nothing changed.", asked_at=at, by=ben, now=at)
    assert owed(review)["acr_appeal appeal 1"] == london_midnight_after(date(2026, 12, 18))
    review.application.refresh_from_db()
    governs = procedure_of(review.application)
    assert governs is not None
    assert (review.application.procedure, governs.min_complaints) == (first, 3)
    assert differences(review) == []


def test_an_administrator_signs_off_and_ends_a_version_by_page(ada: User) -> None:
    here, row, today = signed_in(Client(), ada), version_of(), london_day(timezone.now())
    address = f"/procedures/{row.pk}/"
    page = text_of(here.get(address))
    for words in ("Note who signed it off", "End it"):
        assert words in page
    assert here.post(f"{address}sign/", {}).status_code == 400
    future = {"signed_off_by": "Ruth Blake", "signed_off_on": "2999-01-01"}
    assert here.post(f"{address}sign/", future).status_code == 409
    for act, said in {
        "sign": {"signed_off_by": "Ruth Blake", "signed_off_on": today.isoformat()},
        "end": {"last_day": today.isoformat(), "reason": "It was withdrawn"},
    }.items():
        assert "Procedure of Colchester" in text_of(here.get(f"{address}{act}/"))
        answer = here.post(f"{address}{act}/", said)
        assert answer.headers["Location"] == address, text_of(answer)
    page = text_of(here.get(address))
    assert "Ruth Blake" in page
    for words in ("Note who signed it off", "End it"):
        assert words not in page
    again = here.post(f"{address}end/", {"last_day": today.isoformat(), "reason": "It was withdrawn"})
    assert again.status_code == 409
    assert "It was withdrawn" in text_of(again)

"""A version of a procedure ends the one before it, governs nothing older, and is looked at before it is entered."""

from datetime import date
from typing import Any

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.make import NOW, make_user
from tests.triggers.make import COLCHESTER, make_application, make_co_ordinator, make_complaint, version_of
from tests.triggers.make_reviews import DAY, hold_panel, make_review, tell_outcome
from triggers.choices import Ending
from triggers.queries.previewing import as_it_stands, would_change
from triggers.rules.reading import read
from triggers.transitions import withdraw_application
from triggers.transitions.procedures import add_procedure

pytestmark = pytest.mark.django_db
TODAY = london_day(NOW)
TOMORROW = TODAY + DAY


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


def content(**stated: Any) -> dict[str, Any]:
    known = {
        "area": COLCHESTER,
        "name": "Colchester",
        "source": "The council's page of 2026",
        "confirmed": True,
    }
    return {**known, "in_force_from": TOMORROW.isoformat(), "min_complaints": 2, **stated}


def enter(
    by: User, *, signed: str = "Ruth Blake, Head of Community", seen: int | None = None, **stated: Any
) -> Any:
    return add_procedure(
        content(**stated), signed_off_by=signed, signed_off_on=TODAY, seen=seen, by=by, now=NOW
    )


def test_a_version_ends_the_one_before_it_and_says_who_signed_it_off(ada: User) -> None:
    shipped = version_of(COLCHESTER)

    version = enter(ada, seen=shipped.pk, in_force_to="2030-12-31")

    shipped.refresh_from_db()
    assert (shipped.in_force_to, version.in_force_from) == (TODAY, TOMORROW)
    assert version.in_force_to == date(2030, 12, 31)
    assert (version.confirmed, version.entered_by) == (True, ada)
    assert version.signed_off_by == "Ruth Blake, Head of Community"
    assert london_day(version.signed_off_at) == TODAY
    event = AuditEvent.objects.get(verb=Verb.PROCEDURE_ADDED)
    assert (event.data["area"], event.data["from"]) == ("Colchester", "24 November 2026")
    next_one = enter(ada, in_force_from=(TOMORROW + DAY).isoformat())
    version.refresh_from_db()
    assert (version.in_force_to, next_one.in_force_to) == (TOMORROW, None)


def test_an_area_without_any_gets_its_first(ada: User) -> None:
    assert enter(ada, area="north-mere", in_force_from="2020-01-01").area == "north-mere"


def test_what_is_refused_is_told_and_changes_nothing(ada: User) -> None:
    make_application(by=make_co_ordinator())
    shipped = version_of(COLCHESTER)
    refused: list[tuple[dict[str, Any], str]] = [
        ({"min_complaints": 0}, "min_complaints"),
        ({"seen": shipped.pk + 1}, "newer version"),
        ({"area": "north-mere", "seen": shipped.pk}, "newer version"),
        ({"in_force_from": TODAY.isoformat()}, "received on 23 November 2026"),
        ({"signed": ""}, "Name who signed"),
    ]
    for stated, told in refused:
        with pytest.raises(Refused, match=told):
            enter(ada, **stated)

    shipped.refresh_from_db()
    assert shipped.in_force_to is None
    assert version_of().entered_by is None


def test_a_look_beforehand_names_open_and_past_applications_and_an_entered_version_says_the_same(
    ada: User,
) -> None:
    sunita = make_co_ordinator()
    running, past = make_review(by=sunita), make_application(by=sunita)
    for review in (running, past):
        for day in (2, 3):
            make_complaint(review, by=sunita, complaint_on=date(2026, 11, day))
    hold_panel(running, by=sunita, now=NOW + DAY)
    tell_outcome(running, by=sunita, now=NOW + 2 * DAY)
    told = {"reason": "She moved away", "told_how": "By telephone"}
    withdraw_application(past, ending=Ending.WITHDRAWN, **told, by=sunita, now=NOW + DAY)
    stated = {"clocks": [{"step": "outcome", "value": 3, "unit": "days", "anchor": "panel"}]}

    found = would_change(read(content(**stated)), NOW + 3 * DAY)

    assert {(one.application.reference, one.application.open, one.governed) for one in found} == {
        (running.reference, True, False),
        (past.reference, False, False),
    }
    sentences = {one.application.reference: one.sentences for one in found}
    reached = "The threshold: reached instead of short by 1, so that a person decides."
    assert reached in sentences[past.reference]
    assert any(words.startswith("Tell the applicant the outcome") for words in sentences[running.reference])
    version = enter(ada, **stated)
    assert would_change(as_it_stands(version), NOW + 3 * DAY) == found

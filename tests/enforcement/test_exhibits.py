"""Exhibits: labelled once, handed over only by whoever holds them, and moved no more once they are disposed of."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import Error, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.casework.transitions.documents import add_document
from asbcases.enforcement.models import Exhibit, ExhibitMove
from asbcases.enforcement.queries.exhibits import holder_of, moves_of
from asbcases.enforcement.transitions.exhibits import add_exhibit, dispose, hand_over
from asbcases.errors import Refused
from tests.casework.casefile import shut
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - 24 * HOUR)


def made(case: Case, by: User, **said: Any) -> Exhibit:
    stated: dict[str, Any] = {
        "description": "A spray can, red",
        "found_by": "Carol Webb",
        "found_at": NOW - 5 * HOUR,
        "found_where": "Behind the gate of 14 Mersea Road",
        "seal": "E1234567",
        **said,
    }
    return add_exhibit(case, **stated, by=by, now=NOW)


def moved(exhibit: Exhibit, by: User, **said: Any) -> ExhibitMove:
    stated: dict[str, Any] = {
        "moved_at": NOW - 4 * HOUR,
        "from_whom": "Carol Webb",
        "to_whom": "Property store, Colchester",
        "kept_at": "Bay 4",
        "why": "Kept until the hearing",
        **said,
    }
    return hand_over(exhibit, **stated, by=by, now=NOW)


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason


def test_an_exhibit_gets_the_next_label_of_its_finder_or_its_own(case: Case, amira: User) -> None:
    first, own, next_one = made(case, amira), made(case, amira, label=" cw/7 "), made(case, amira)
    strange = made(case, amira, found_by="Łukasz Żak"), made(case, amira, found_by="1234")

    assert [one.label for one in (first, own, next_one, *strange)] == ["CW/1", "CW/7", "CW/8", "X/1", "X/2"]
    assert [one.number for one in (first, own)] == [1, 2]
    assert "names one thing only" in refusal(made, case, amira, label="CW/7")
    assert "initials of the finder" in refusal(made, case, amira, label="the can")
    for missing, words in (
        ("description", "what it is"),
        ("found_by", "who found it"),
        ("found_where", "where it was found"),
    ):
        assert words in refusal(made, case, amira, **{missing: " "})
    assert "still to come" in refusal(made, case, amira, found_at=NOW + HOUR)
    assert AuditEvent.objects.filter(verb=Verb.EXHIBIT_ADDED).count() == 5


def test_a_file_of_the_case_may_be_an_exhibit_and_another_cases_not(case: Case, amira: User) -> None:
    file, other = ContentFile(b"Seen", "a.txt"), make_case(by=amira, now=NOW - HOUR)
    document = add_document(case, file=file, name="a.txt", by=amira, now=NOW)

    exhibit = made(case, amira, document=document)

    assert exhibit.document == document
    assert "none of the case" in refusal(made, other, amira, document=document)


def test_a_handover_comes_from_whoever_holds_it_and_the_chain_only_grows(case: Case, amira: User) -> None:
    exhibit = made(case, amira)
    first = moved(exhibit, amira, from_whom="carol webb ")
    exhibit.refresh_from_db()
    assert (first.from_whom, exhibit.kept_at, exhibit.seal) == ("Carol Webb", "Bay 4", "E1234567")
    assert "held by Property store, Colchester" in refusal(moved, exhibit, amira)
    lab = {"from_whom": "Property store, Colchester", "to_whom": "Laboratory", "seal": "E7654321"}
    assert "before it was last handed over" in refusal(moved, exhibit, amira, **lab, moved_at=NOW - 5 * HOUR)
    assert "still to come" in refusal(moved, exhibit, amira, **lab, moved_at=NOW + HOUR)
    assert "to whom it goes" in refusal(moved, exhibit, amira, **{**lab, "why": ""})

    second = moved(exhibit, amira, **lab, moved_at=NOW - HOUR)

    exhibit.refresh_from_db()
    assert (second.number, holder_of(exhibit), exhibit.seal) == (2, "Laboratory", "E7654321")
    assert [move.to_whom for move in moves_of(exhibit)] == ["Property store, Colchester", "Laboratory"]
    with pytest.raises(Error), transaction.atomic():
        ExhibitMove.objects.filter(pk=first.pk).update(to_whom="Somebody else")


def test_what_was_disposed_of_moves_no_more_also_on_a_closed_case(case: Case, amira: User) -> None:
    exhibit = made(case, amira)
    shut(case)
    moved(exhibit, amira)
    assert "what became of it" in refusal(dispose, exhibit, disposed_at=NOW, disposal="", by=amira, now=NOW)

    gone = dispose(exhibit, disposed_at=NOW, disposal="Destroyed by order of the court.", by=amira, now=NOW)

    assert gone.disposed_at == NOW
    assert "disposed of already" in refusal(moved, exhibit, amira, from_whom="Property store, Colchester")
    wrong = made(case, amira)
    Exhibit.objects.filter(pk=wrong.pk).update(recorded_in_error_at=NOW, recorded_in_error_why="Twice")
    assert "recorded in error" in refusal(moved, wrong, amira)

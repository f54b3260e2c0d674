"""Statements: signed and declared true, with an original that goes from hand to hand, and a name that can be withheld."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case, Document
from asbcases.casework.transitions.documents import add_document
from asbcases.enforcement.choices import FileItem, LimbKind, StatementKind, StatementOf
from asbcases.enforcement.models import Statement
from asbcases.enforcement.queries.orders import facts_to_send, request_of
from asbcases.enforcement.queries.statements import items_of, statements_for, statements_of
from asbcases.enforcement.transitions.evidence import link_evidence, unlink_evidence
from asbcases.enforcement.transitions.exhibits import hand_over
from asbcases.enforcement.transitions.requests import keep_file, show_behaviour
from asbcases.enforcement.transitions.statements import (
    notify_hearsay,
    sign_statement,
    statement_in_error,
    take_statement,
    withhold_name,
)
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import fresh
from tests.enforcement.make_orders import draft_request
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TODAY = london_day(NOW)
WITHHELD = {"asked": "She asked on the day.", "risk": "He knows where she lives: high."}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - 24 * HOUR)


def taken(case: Case, by: User, **said: Any) -> Statement:
    stated: dict[str, Any] = {
        **{"role": StatementOf.WITNESS, "kind": StatementKind.CRIMINAL, "witness": "Joan Pike", "pages": 2},
        **{"taken_by": "Amira Osei", "taken_at": NOW - 2 * HOUR, "taken_where": "At her home", **said},
    }
    return take_statement(case, **stated, by=by, now=NOW)


def file_of(case: Case, by: User, name: str) -> Document:
    return add_document(case, file=ContentFile(name.encode(), name), name=name, by=by, now=NOW)


def refused(words: str, act: Any, *args: Any, **said: Any) -> None:
    with pytest.raises(Refused, match=words):
        act(*args, **said)


def test_the_original_is_an_exhibit_that_names_no_witness(case: Case, amira: User) -> None:
    statement = taken(case, amira, document=file_of(case, amira, "pike.pdf"))

    exhibit = statement.exhibit
    assert (statement.number, exhibit.label, exhibit.document) == (1, "AO/1", statement.document)
    assert "Pike" not in f"{exhibit.description} {statement}"
    move = hand_over(
        exhibit, moved_at=NOW - HOUR, from_whom="Amira Osei", to_whom="Store", kept_at="Bay 1", why="Kept",
        by=amira, now=NOW,
    )  # fmt: skip
    assert move.to_whom == "Store"
    verbs = list(
        AuditEvent.objects.filter(case=case, verb__startswith="statement").values_list("verb", flat=True)
    )
    assert verbs == ["statement.taken"]


def test_it_counts_once_it_is_signed_dated_and_declared_true(case: Case, amira: User) -> None:
    statement = taken(case, amira, role=StatementOf.LEAD)
    assert (statement.sound, items_of([statement])) == (False, set())
    act: dict[str, Any] = {"by": amira, "now": NOW}

    refused("from 1 to", sign_statement, statement, signed_on=TODAY, declared=True, pages=0, **act)
    later = {"signed_on": TODAY + timedelta(days=1), "declared": True, "pages": 3}
    refused("still to come", sign_statement, statement, **later, **act)
    earlier = {**later, "signed_on": TODAY - timedelta(days=1)}
    refused("before it was taken", sign_statement, statement, **earlier, **act)
    signed = sign_statement(statement, signed_on=TODAY, declared=True, pages=3, **act)

    assert (signed.sound, signed.pages, items_of([signed])) == (True, 3, {FileItem.STATEMENT})
    refused("was signed on", sign_statement, signed, signed_on=TODAY, declared=True, pages=3, **act)
    assert not taken(case, amira, signed_on=TODAY).sound
    refused("counts with the signature", taken, case, amira, declared=True)
    refused("who makes the statement", taken, case, amira, witness=" ")


def test_a_name_is_withheld_on_request_after_the_risk_was_assessed_in_a_copy_kept_apart(
    case: Case, amira: User
) -> None:
    original, copy = file_of(case, amira, "pike.pdf"), file_of(case, amira, "copy.pdf")
    statement = taken(case, amira, document=original)
    act: dict[str, Any] = {"by": amira, "now": NOW}

    refused("who asked", withhold_name, statement, asked=" ", risk="High", redacted=copy, **act)
    refused("what the assessment", withhold_name, statement, asked="She", risk="", redacted=copy, **act)
    refused("original of a statement", withhold_name, statement, **WITHHELD, redacted=original, **act)
    other = file_of(make_case(by=amira, now=NOW - HOUR), amira, "other.pdf")
    refused("none of the case", withhold_name, statement, **WITHHELD, redacted=other, **act)
    assert statement.by == "Joan Pike"
    withheld = withhold_name(statement, **WITHHELD, redacted=copy, **act)

    assert (withheld.by, withheld.redacted) == ("name withheld", copy)
    refused("withheld already", withhold_name, withheld, **WITHHELD, redacted=copy, **act)


def test_hearsay_is_notified_once(case: Case, amira: User) -> None:
    statement = taken(case, amira, hearsay=True)
    act: dict[str, Any] = {"to": "The defence", "how": "By e-mail", "by": amira, "now": NOW}

    refused("still to come", notify_hearsay, statement, notice_on=TODAY + timedelta(days=1), **act)
    refused("on whom", notify_hearsay, statement, notice_on=TODAY, **{**act, "to": ""})
    refused("and how", notify_hearsay, statement, notice_on=TODAY, **{**act, "how": " "})
    told = notify_hearsay(statement, notice_on=TODAY, **act)

    assert (told.hearsay, told.hearsay_notice_on, told.hearsay_notice_to) == (True, TODAY, "The defence")
    refused("is kept already", notify_hearsay, told, notice_on=TODAY, **act)


def test_it_shows_the_behaviour_and_stands_on_the_file_checklist(case: Case, amira: User) -> None:
    order = draft_request(case, by=amira)
    keep_file(order, there=[FileItem.MG5], by=amira, now=NOW)
    lead = taken(case, amira, role=StatementOf.LEAD, signed_on=TODAY, declared=True)
    victim = taken(case, amira, role=StatementOf.VICTIM, signed_on=TODAY, declared=True)

    def missing() -> str:
        request = request_of(fresh(order))
        assert request
        return str(facts_to_send(fresh(order), request, [], NOW)["CBO-19"]["missing"])

    assert FileItem.STATEMENT.label in missing()
    for one in (lead, victim):
        link = show_behaviour(fresh(order), statement=one, by=amira, now=NOW)

    assert statements_for(order) == [lead, victim]
    assert FileItem.STATEMENT.label not in missing()
    assert FileItem.VICTIMS.label not in missing()
    refused("rests on it", statement_in_error, victim, reason="Twice", by=amira, now=NOW)
    unlink_evidence(link, why="Another's", by=amira, now=NOW)
    refused("why it is wrong", statement_in_error, victim, reason=" ", by=amira, now=NOW)
    gone = statement_in_error(victim, reason="Twice", by=amira, now=NOW)
    assert (statements_for(order), list(statements_of(case))) == ([lead], [lead])
    refused("recorded in error", statement_in_error, gone, reason="Twice", by=amira, now=NOW)
    limb = order.limbs.get(limb=LimbKind.DISTRESS)
    refused("none of the case", link_evidence, limb, statement=gone, by=amira, now=NOW)
    foreign = taken(make_case(by=amira, now=NOW - HOUR), amira)
    refused("none of the case", link_evidence, limb, statement=foreign, by=amira, now=NOW)
    refused("Choose one thing", link_evidence, limb, by=amira, now=NOW)


def test_its_page_says_how_sure_the_court_must_be_and_what_a_late_notice_costs(
    case: Case, amira: User, client: Client
) -> None:
    client.force_login(amira)
    pages = [
        client.get(
            f"/cases/{case.reference}/statements/{taken(case, amira, kind=kind).number}/"
        ).content.decode()
        for kind in (StatementKind.CRIMINAL, StatementKind.CIVIL)
    ]

    assert ["EVD-1" in page for page in pages] == [True, True]
    assert [("EVD-3" in page, "EVD-4" in page) for page in pages] == [(False, False), (True, True)]


def test_who_presses_again_is_told_that_it_was_recorded_in_error(
    case: Case, amira: User, client: Client
) -> None:
    client.force_login(amira)
    kept = taken(case, amira)
    page = f"/cases/{case.reference}/statements/{kept.number}/wrong/"
    said = {"reason": "Twice", "version": kept.version}
    assert client.post(page, said).status_code == 302
    again = client.post(page, said)
    assert (again.status_code, "recorded in error already" in again.content.decode()) == (409, True)
    assert client.get(page).status_code == 404

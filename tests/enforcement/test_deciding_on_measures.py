"""Whoever decides on a warning, notice or order sees what decides it, and what changed since it was last returned."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Verdict
from asbcases.cases.models import Approval
from asbcases.casework.transitions import record_premises
from asbcases.casework.views.proposals import since_returned
from asbcases.enforcement.choices import Capacity, LimbKind, MeasureState, TermKind
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.transitions.approving import decide_measure, submit_measure
from asbcases.enforcement.transitions.drafting import add_term, change_draft, change_term
from asbcases.enforcement.transitions.evidence import note_limb
from asbcases.enforcement.transitions.issuing import allow_early
from tests.enforcement.make_measures import (
    LATER,
    STOP,
    draft_notice,
    draft_warning,
    fresh,
    inspector,
    make_warning,
)
from tests.enforcement.make_papers import draft_request
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db


def sent(measure: Measure, by: User) -> Approval:
    return submit_measure(fresh(measure), reason="It went on.", by=by, now=LATER)


def returned(measure: Measure, by: User) -> None:
    said: dict[str, Any] = {"verdict": Verdict.RETURNED, "decision": "Say more."}
    decide_measure(sent(measure, by), **said, by=inspector(), now=LATER)


def shown(client: Client, approval: Approval, as_: User) -> str:
    client.force_login(as_)
    page = client.get(reverse("case_approval", args=[approval.case.reference, approval.number]))
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def read(client: Client, approval: Approval) -> Any:
    return client.get(f"/api/v1/cases/{approval.case.reference}/approvals/{approval.number}/").json()


@pytest.fixture
def officer(db: None) -> User:
    return make_user("asb", Role.ASB_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Ola Reed")


def test_a_notice_shows_all_that_decides_it(client: Client, amira: User, officer: User) -> None:
    case = make_case(by=amira)
    warning = make_warning(case, by=amira, comply_by=LATER.replace(year=2027))
    notice = draft_notice(case, warning, by=amira)
    vague = "You must behave reasonably and not be a nuisance, and keep the dog in."
    add_term(notice, kind=TermKind.STOP, words=vague, purpose="Quiet.", by=amira, now=LATER)
    Measure.objects.filter(pk=notice.pk).update(capacity=Capacity.OCCUPIES, capacity_reason="He rents it.")
    allow_early(fresh(notice), reason="The music never stopped.", by=inspector(), now=LATER)
    approval = sent(notice, amira)

    for who in (inspector(), officer):
        page = shown(client, approval, who)
        for words in (
            "Heard and seen by two officers.",
            "Note 1",
            "reasonably",
            'aria-label="How it is worded"',
            notice.subject.name,
            "He understood the warning, and can turn the music down.",
            "What the law says now",
            "CPN-2",
            "Rules that were weighed",
            "The music never stopped.",
            "Eastlight Homes, the landlord",
            "Save the decision",
        ):
            assert words in page, words
        assert "What changed since it was last returned" not in page

    told = read(client, approval)
    assert any("reasonably" in one for one in told["deciding"]["findings"]["3"])
    assert {"rule": "CPW-2", "decision": "warn", "reason": "The music never stopped."} in told["deciding"][
        "weighed"
    ]
    assert {line["rule"] for line in told["deciding"]["law"]} >= {"CPN-2", "CPN-3", "CPN-9"}
    assert set(told["proposal"]["limbs"].values()) == {
        "Heard and seen by two officers. Shown by note 1 of the journal."
    }
    assert told["since_returned"] == []


def test_what_changed_since_it_was_returned_is_told_of_terms_limbs_and_dates(
    client: Client, amira: User
) -> None:
    case = make_case(by=amira)
    premises = record_premises(address="22 Mersea Road", district=case.district, by=amira, now=LATER)
    notice = draft_notice(case, make_warning(case, by=amira), by=amira)
    returned(notice, amira)
    act: dict[str, Any] = {"by": amira, "now": LATER}
    term = MeasureTerm.objects.get(measure=notice, number=1)
    change_term(term, **{**STOP, "words": "You must not play music after 10pm."}, **act)
    add_term(fresh(notice), kind=TermKind.DO, words="You must fit a carpet.", purpose="It is quieter.", **act)
    note_limb(fresh(notice), limb=LimbKind.PERSISTENT, reason="On nine nights.", **act)
    change_draft(fresh(notice), ends_on=LATER.date().replace(year=2027), **act)
    Measure.objects.filter(pk=notice.pk).update(premises=premises)
    approval = sent(notice, amira)

    lines = {line.words: (line.before, line.now) for line in since_returned(approval)}

    assert list(lines) == [
        "Last day",
        "Persistent or continuing",
        "Requirement 1",
        "Premises",
        "Requirement 3",
    ]
    assert lines["Persistent or continuing"][1] == "On nine nights. Shown by note 1 of the journal."
    assert lines["Requirement 3"] == ("None", "Do: You must fit a carpet.")
    assert lines["Last day"][0] == "1 November 2027"
    page = shown(client, approval, inspector())
    assert "What changed since it was last returned" in page
    assert "You must fit a carpet." in page
    assert [point["words"] for point in read(client, approval)["since_returned"]] == list(lines)
    # Kept before limbs were: nothing is known of them, so nothing is said to have changed.
    old = Approval.objects.get(subject=notice.reference, verdict=Verdict.RETURNED)
    old.proposal = {name: old.proposal[name] for name in ("said", "terms")}
    old.save()
    assert "Persistent or continuing" not in {line.words for line in since_returned(approval)}
    decide_measure(approval, verdict=Verdict.GRANTED, decision="Yes.", by=inspector(), now=LATER)
    assert "What the law says now" not in shown(client, approval, inspector())
    assert read(client, approval)["deciding"] == {}


def test_a_request_for_an_order_shows_offence_behaviour_views_and_supervisors(
    client: Client, amira: User, officer: User
) -> None:
    request = draft_request(make_case(by=amira), by=amira)
    Measure.objects.filter(pk=request.pk).update(state=MeasureState.DRAFT)
    approval = sent(request, amira)

    page = shown(client, approval, officer)

    for words in (
        "Criminal damage",
        "charged on 2 November 2026",
        "Jade Taylor of 14 Mersea Road was shouted at on nine evenings.",
        "They would support it.",
        "Essex Probation, Colchester",
        "What the law says now",
        "CBO-7",
    ):
        assert words in page, words
    told = read(client, approval)
    assert told["proposal"]["order"]["offence"] == "Criminal damage"
    assert "Supervised by Essex Probation, Colchester" in told["proposal"]["terms"]["2"]
    assert "CBO-7" in {line["rule"] for line in told["deciding"]["law"]}


def test_the_number_of_queries_does_not_grow_with_the_draft(client: Client, amira: User) -> None:
    counts = []
    for many in (0, 12):
        notice = draft_notice(case := make_case(by=amira), make_warning(case, by=amira), by=amira)
        for number in range(many):
            words = f"You must not play music in room {number}."
            add_term(fresh(notice), kind=TermKind.STOP, words=words, purpose="Quiet.", by=amira, now=LATER)
        approval = sent(notice, amira)
        shown(client, approval, inspector())
        with CaptureQueriesContext(connection) as queries:
            shown(client, approval, inspector())
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 90


def test_a_draft_of_a_warning_asks_nobody_and_shows_nothing_of_a_measure_that_is_gone(amira: User) -> None:
    warning = draft_warning(make_case(by=amira), by=amira)

    assert since_returned(Approval(case=warning.case, kind="close", number=1)) == []

"""A supervisor is asked to decide, on a clock of their own: never by whoever asked, never without a reason."""

from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.models import Approval, Case
from asbcases.casework.transitions import case_terms
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import (
    ask_approval,
    decide_approval,
    drop_approvals,
    may_decide,
    waive,
    withdraw_approval,
)
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.make import NOW, make_case, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def asked(case: Case, by: User, **said: Any) -> Approval:
    stated = {"kind": ApprovalKind.WAIVE, "rank": Rank.PCSO, "proposal": {"words": "x"}, "reason": "Why"}
    return ask_approval(case, **{**stated, **said}, by=by, now=NOW)


def test_a_question_has_a_reason_and_the_least_rank_that_decides_is_a_sergeant(
    amira: User, ben: User
) -> None:
    case = make_case(by=amira)
    with pytest.raises(Refused, match="Say why"):
        asked(case, amira, reason=" ")

    approval = asked(case, amira)

    assert (approval.rank, may_decide(approval, ben), may_decide(approval, amira)) == (
        "sergeant",
        True,
        False,
    )
    for said, words in (
        ({"decision": " "}, "Say why"),
        ({"verdict": Verdict.WITHDRAWN}, "grant it, or return"),
    ):
        with pytest.raises(Refused, match=words):
            decide_approval(
                approval, **{"verdict": Verdict.GRANTED, "decision": "Yes", **said}, by=ben, now=NOW
            )


def test_whoever_asks_never_owes_the_answer_where_there_is_anybody_else(amira: User, ben: User) -> None:
    alone = asked(make_case(by=amira), ben)
    olga = make_user("olga", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Olga Bell")
    with_another = asked(make_case(by=amira), ben)

    owners = {
        approval.pk: Deadline.objects.get(case=approval.case, kind=Kind.APPROVAL).owner
        for approval in (alone, with_another)
    }
    assert owners == {alone.pk: ben, with_another.pk: olga}
    with pytest.raises(Refused, match="somebody else decides"):
        decide_approval(alone, verdict=Verdict.GRANTED, decision="Yes", by=ben, now=NOW)


def test_a_clock_that_was_waived_ends_before_the_answer_and_the_file_proves_it(
    amira: User, ben: User
) -> None:
    case = make_case(by=amira)
    first, second = asked(case, amira), asked(case, amira)
    for clock in Deadline.objects.filter(case=case, kind=Kind.APPROVAL):
        waive(clock, reason="The officer is ill", by=ben, now=NOW + HOUR)

    withdraw_approval(first, reason="No more", by=amira, now=NOW + 2 * HOUR)
    decide_approval(second, verdict=Verdict.RETURNED, decision="No", by=ben, now=NOW + 2 * HOUR)

    assert differences() == []


def test_what_waits_on_a_case_is_dropped_by_kind(amira: User) -> None:
    case = make_case(by=amira)
    waiver, closing = asked(case, amira), asked(case, amira, kind=ApprovalKind.CLOSE)

    dropped = drop_approvals(case, reason="No more", kind=ApprovalKind.CLOSE, by=amira, now=NOW)

    waiver.refresh_from_db()
    assert (dropped, waiver.verdict) == ([closing], "")


def test_nobody_closes_while_nobody_says_what_the_risk_asks(amira: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(case_terms, "_providers", [])

    with pytest.raises(LookupError, match="Nobody was registered"):
        case_terms.terms_of(make_case(by=amira), NOW)

"""`check_deadlines`: what the facts on file make of the diary, held against what is kept."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, SafeContact
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.policies.models import PolicyRow
from tests.deadlines.checking import changed, differences, run
from tests.deadlines.diary import DAY
from tests.make import NOW, make_case, make_report, make_user
from tests.risk.answers import HIGH, MEDIUM, assess, review_owed

SHIFTED = "UPDATE deadlines_deadline SET due_at = due_at + interval '1 day' WHERE id = %s"
DELETED = "DELETE FROM deadlines_deadline WHERE id = %s"
COPIED = """
INSERT INTO deadlines_deadline (case_id, district_id, kind, nature, origin, subject, rank, owner_id, anchored_at, due_at,
    because, rule, qualifier, policy_id, pauses, extension, skipped, basis, rings, round, steps, taken, told, set_at,
    cancel_reason, waived, version)
SELECT case_id, district_id, kind, nature, 'assessment:0', '9', rank, owner_id, anchored_at, due_at,
    because, rule, qualifier, policy_id, pauses, extension, skipped, basis, rings, round, steps, taken, told, set_at,
    cancel_reason, waived, version
FROM deadlines_deadline WHERE id = %s
"""


def test_the_demonstration_is_what_the_facts_make_of_it(demo: None) -> None:
    said, code = run()

    assert (said["differences"][:9], code) == ([], 0)
    assert said["checked"] > 30


@pytest.mark.django_db
def test_a_county_for_measuring_is_what_the_facts_make_of_it() -> None:
    call_command("build_county", size="bench:300", seed=1, stdout=StringIO())

    said, code = run()

    assert (said["differences"][:9], code) == ([], 0)
    assert said["checked"] > 30


@pytest.mark.django_db(transaction=True)
def test_a_date_shifted_a_row_deleted_and_a_row_added_are_three_differences() -> None:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        first, second, third = (make_case(by=amira) for _ in range(3))
        for case in (first, second, third):
            assess(case, HIGH, by=amira)
        shifted, deleted, copied = (review_owed(case) for case in (first, second, third))
    before, _ = run()
    assert before["differences"] == []

    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for sql, deadline in ((SHIFTED, shifted), (DELETED, deleted), (COPIED, copied)):
            cursor.execute(sql, [deadline.pk])

    said, code = run()
    due = shifted.due_at.isoformat()
    assert code == 1
    assert said["checked"] == before["checked"]
    assert said["differences"] == [
        {
            "case": first.reference,
            "kind": "risk_review",
            "type": "differs",
            "field": "due_at",
            "stored": (shifted.due_at + DAY).isoformat(),
            "rebuilt": due,
        },
        {
            "case": second.reference,
            "kind": "risk_review",
            "type": "missing",
            "field": "due_at",
            "stored": None,
            "rebuilt": due,
        },
        {
            "case": third.reference,
            "kind": "risk_review",
            "type": "unfounded",
            "field": "due_at",
            "stored": due,
            "rebuilt": None,
        },
    ]


@pytest.mark.django_db(transaction=True)
def test_the_check_may_read_and_may_not_write() -> None:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        make_case(by=amira)

    with acting("system:check"), transaction.atomic():
        assert Case.objects.count() == 1
        assert Deadline.objects.update(cancel_reason="No") == 0
        assert Case.objects.update(summary="No") == 0
        assert not SafeContact.objects.exists()
    with pytest.raises(DatabaseError), acting("system:check"), transaction.atomic():
        make_report(by=amira)


@pytest.mark.django_db
def test_each_field_that_was_tampered_with_is_one_difference(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)
    review, other = review_owed(case), PolicyRow.objects.filter(rule="risk.first_assessment").first()
    tampered: dict[str, Any] = {
        "kind": Kind.FIRST_ASSESSMENT,
        "origin": "review:7",
        "subject": "7",
        "rank": Rank.SUPERINTENDENT,
        "rule": "risk.review.inspector",
        "qualifier": "standard",
        "anchored_at": NOW - DAY,
        "nature": "window",
        "policy": other,
        "extension": {"to": NOW.isoformat(), "by": "Nobody", "why": ""},
        "pauses": [{"from": NOW.isoformat(), "until": NOW.isoformat(), "by": "Nobody", "why": ""}],
        "steps": {},
        "next_step_at": NOW,
    }
    for name, value in tampered.items():
        with changed(review, **{name: value}):
            found = differences()
        assert [(each["type"], each["field"]) for each in found] == [("differs", name)], name

    with changed(review, met_at=NOW, next_step_at=None):
        assert {each["field"] for each in differences()} == {"met_at", "next_step_at"}
    with changed(review, cancelled_at=NOW, next_step_at=None, waived=True):
        assert {each["field"] for each in differences()} == {"cancelled_at", "next_step_at", "waived"}
    assert differences() == []


@pytest.mark.django_db
def test_without_a_policy_there_is_no_date_to_be_rebuilt(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    long_ago = date(2020, 1, 1)
    rows = PolicyRow.objects.filter(rule__in=["risk.first_assessment", "deadline.nature"])
    rows.filter(in_force_from__lte=long_ago).update(in_force_to=long_ago)

    found = {each["field"]: each["rebuilt"] for each in differences()}

    assert found == {"nature": None, "policy": None, "due_at": None, "steps": {}, "next_step_at": None}
    assert case.reference


@pytest.mark.django_db
def test_without_json_each_difference_is_a_line(amira: User) -> None:
    case = make_case(by=amira)
    Deadline.objects.filter(case=case).update(rule="risk.other")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_deadlines", stdout=out, stderr=StringIO())

    assert out.getvalue().strip().splitlines() == [
        "2 deadlines checked, 1 differences.",
        f"{case.reference}: first_assessment differs, rule: kept risk.other, rebuilt risk.first_assessment",
    ]

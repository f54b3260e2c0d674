"""`check_deadlines`: what the facts on file make of the diary, held against what is kept."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.administration.transitions.policies import add_holiday, set_policy
from asbcases.cases.choices import Outcome, Tier
from asbcases.cases.models import Case, SafeContact
from asbcases.casework.transitions import close_case, make_call_back, promise_call_back
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Replan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import (
    ask_for_time,
    call_off,
    extend,
    pause,
    reassign,
    replan,
    request_replan,
    resume,
    return_request,
    waive,
)
from asbcases.errors import Refused
from asbcases.policies.models import Confidence, PolicyRow, Unit
from partners.transitions import let_in
from risk.transitions import review_risk
from tests.make import NOW, make_case, make_report, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, review_owed, victim_of

DAY = timedelta(days=1)
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


def run(*words: str) -> tuple[dict[str, Any], int]:
    """Return what the command prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("check_deadlines", "--json", *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    [line] = out.getvalue().splitlines()
    return json.loads(line), code


def differences() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run()[0]["differences"]
    return found


@contextmanager
def changed(deadline: Deadline, **values: Any) -> Iterator[None]:
    """Change a deadline behind the back of every verb, and change it back."""
    kept = {name: getattr(Deadline.objects.get(pk=deadline.pk), name) for name in values}
    Deadline.objects.filter(pk=deadline.pk).update(**values)
    yield
    Deadline.objects.filter(pk=deadline.pk).update(**kept)


@pytest.fixture
def ines(db: None) -> User:
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Hall")


@pytest.mark.django_db
@pytest.mark.parametrize("size", ["demo", "bench:300"])
def test_a_built_county_is_what_the_facts_make_of_it(size: str) -> None:
    call_command("build_county", size=size, seed=1, stdout=StringIO())

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
    assert differences() == []

    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for sql, deadline in ((SHIFTED, shifted), (DELETED, deleted), (COPIED, copied)):
            cursor.execute(sql, [deadline.pk])

    said, code = run()
    due = shifted.due_at.isoformat()
    assert code == 1
    assert said["checked"] == 12
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
def test_what_people_decided_is_a_fact_too(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira, now=NOW + DAY)
    review = review_owed(case)
    by = {"by": ben, "reason": "The victim is away."}

    pause(review, until=NOW + 9 * DAY, **by, now=NOW + 2 * DAY)
    resume(review, **by, now=NOW + 5 * DAY)
    assert differences() == []
    pause(review, until=NOW + 9 * DAY, **by, now=NOW + 6 * DAY)
    ask_for_time(review, until=NOW + 60 * DAY, reason="More to do.", by=amira, now=NOW + 10 * DAY)
    return_request(review, **by, now=NOW + 11 * DAY)
    reassign(review, to=ben, **by, now=NOW + 12 * DAY)
    assert differences() == []
    extend(review, until=NOW + 70 * DAY, **by, now=NOW + 13 * DAY)
    assert differences() == []
    assess(case, HIGH, by=amira, now=NOW + 50 * DAY)
    waive(review_owed(case), **by, now=NOW + 51 * DAY)
    assert differences() == []
    assess(case, MEDIUM, by=amira, now=NOW + 52 * DAY)

    assert differences() == []
    assert Deadline.objects.filter(waived=True).count() == 1


@pytest.mark.django_db
def test_what_was_called_off_is_no_waiver(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)

    call_off(review_owed(case), reason="Set by mistake.", by=ben, now=NOW + DAY)

    assert differences() == []
    Deadline.objects.filter(cancelled_at=NOW + DAY).update(waived=True)
    assert [each["field"] for each in differences()] == ["waived"]


@pytest.mark.django_db
def test_a_late_review_stays_owed_and_closing_ends_the_rest(amira: User, ben: User, ines: User) -> None:
    case = make_case(by=amira)
    assess(case, HIGH, by=amira)
    late = review_owed(case)
    assess(case, STANDARD, by=amira, now=late.due_at)
    assert differences() == []
    review_risk(case, party=victim_of(case), note="Seen.", by=ines, now=late.due_at + DAY)
    assert differences() == []
    review_risk(case, party=victim_of(case), note="Seen.", by=ben, now=late.due_at + 2 * DAY)
    close_case(case, outcome=Outcome.RESOLVED, reason="It has stopped.", by=amira, now=late.due_at + 3 * DAY)

    assert differences() == []
    assert not Deadline.objects.filter(OPEN).exists()


@pytest.mark.django_db
def test_call_backs_kept_waived_and_owed(amira: User, ben: User) -> None:
    report = make_report(by=amira)
    kept, waived, _ = (
        promise_call_back(report, call_by=NOW + hours, by=amira, now=NOW)
        for hours in (timedelta(hours=1), timedelta(hours=2), timedelta(hours=3))
    )
    make_call_back(kept, note="Rang.", by=amira, now=NOW + timedelta(hours=2))
    waive(Deadline.objects.get(subject="2"), reason="She came in.", by=ben, now=NOW + timedelta(hours=1))
    make_call_back(waived, note="Rang all the same.", by=amira, now=NOW + timedelta(hours=2))

    assert differences() == []

    Deadline.objects.filter(subject="3").update(promised_for=NOW)
    [found] = differences()
    assert (found["case"], found["kind"], found["field"]) == (report.reference, "call_back", "promised_for")


@pytest.mark.django_db
def test_shares_that_have_passed_and_those_that_closing_ended(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    assess(case, STANDARD, by=amira)
    for days in (10, 90, None):
        ends_at = NOW + days * DAY if days else None
        let_in(case, dev.agency, tier=Tier.SUMMARY, ends_at=ends_at, by=amira, now=NOW)
    assert differences() == []

    close_case(case, outcome=Outcome.RESOLVED, reason="It has stopped.", by=amira, now=NOW + 20 * DAY)

    assert differences() == []
    ended = Deadline.objects.filter(kind=Kind.SHARE_EXPIRY).values_list("cancelled_at", flat=True)
    assert set(ended) == {None, NOW + 20 * DAY}


@pytest.mark.django_db
def test_a_changed_policy_counts_from_its_re_plan_on_and_not_for_what_had_ended(
    amira: User, ben: User
) -> None:
    ended, owed = make_case(by=amira), make_case(by=amira)
    for case in (ended, owed):
        assess(case, MEDIUM, by=amira)
    close_case(ended, outcome=Outcome.RESOLVED, reason="It has stopped.", by=amira, now=NOW + DAY)
    row = PolicyRow.objects.get(rule="risk.review.sergeant", qualifier="medium")
    later = NOW + 2 * DAY
    # Known only later, in force on the day of the assessment: a version that was corrected.
    PolicyRow.objects.filter(pk=row.pk).update(in_force_to=NOW.date() - DAY, ended_at=later)
    PolicyRow.objects.create(
        rule=row.rule,
        qualifier=row.qualifier,
        value=Decimal(21),
        unit=Unit.DAYS,
        in_force_from=NOW.date(),
        source="Corrected policy",
        confidence=Confidence.STATED,
        added_at=later,
    )
    assert {each["field"] for each in differences()} == {"due_at", "policy", "steps", "next_step_at"}

    request = request_replan(why="Corrected", rule=row.rule, by=None, now=later)
    assert differences() == []
    replan(request, now=later + timedelta(minutes=1))

    assert differences() == []
    assert review_owed(owed).due_at < Deadline.objects.get(case=ended, rank="sergeant").due_at


@pytest.mark.django_db
def test_what_was_met_between_a_change_and_its_re_plan_keeps_the_date_that_people_saw(
    amira: User, ben: User
) -> None:
    PolicyRow.objects.filter(rule="risk.review.sergeant").update(unit="working_days", value=10)
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)
    seen = review_owed(case)
    admin = make_user("ada", Role.ADMINISTRATOR)
    add_holiday(date(2026, 11, 30), name="A jubilee", source="Proclamation", by=admin, now=NOW + DAY)

    review_risk(case, party=victim_of(case), note="Seen.", by=ben, now=NOW + 2 * DAY)
    replan(Replan.objects.get(), now=NOW + 3 * DAY)

    assert Deadline.objects.get(pk=seen.pk).due_at == seen.due_at
    assert review_owed(case).skipped == [["2026-11-30", "A jubilee"]]
    assert differences() == []


@pytest.mark.django_db
def test_an_added_holiday_counts_for_working_days(amira: User, ben: User) -> None:
    PolicyRow.objects.filter(rule="risk.review.sergeant").update(unit="working_days", value=10)
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)
    before = review_owed(case).due_at
    admin = make_user("ada", Role.ADMINISTRATOR)

    add_holiday(date(2026, 11, 30), name="A jubilee", source="Proclamation", by=admin, now=NOW + DAY)
    assert differences() == []
    replan(Replan.objects.get(), now=NOW + DAY)

    assert differences() == []
    assert review_owed(case).due_at == before + DAY


@pytest.mark.django_db
def test_without_a_policy_there_is_no_date_to_be_rebuilt(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    PolicyRow.objects.filter(rule__in=["risk.first_assessment", "deadline.nature"]).update(
        in_force_to=date(2020, 1, 1)
    )

    found = {each["field"]: each["rebuilt"] for each in differences()}

    assert found == {"nature": None, "policy": None, "due_at": None, "steps": {}, "next_step_at": None}
    assert case.reference


@pytest.mark.django_db
def test_without_json_each_difference_is_a_line(amira: User) -> None:
    case = make_case(by=amira)
    Deadline.objects.update(rule="risk.other")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_deadlines", stdout=out, stderr=StringIO())

    assert out.getvalue().strip().splitlines() == [
        "1 deadlines checked, 1 differences.",
        f"{case.reference}: first_assessment differs, rule: kept risk.other, rebuilt risk.first_assessment",
    ]


ACTS = (
    "assess",
    "assess",
    "review",
    "review",
    "extend",
    "pause",
    "resume",
    "waive",
    "call_off",
    "share",
    "promise",
    "ring",
)


class Story:
    """A case that lives through random acts, a few hours to some weeks apart; what is refused did not happen."""

    def __init__(self, seed: int, people: dict[str, User]) -> None:
        self.chance, self.people, self.now = Random(seed), people, NOW
        self.case = make_case(by=people["amira"])
        self.report = make_report(by=people["amira"])

    def live(self) -> None:
        for _ in range(25):
            hours = self.chance.choice([1, 20, 24 * 3, 24 * 13, 24 * 20])
            self.now += timedelta(hours=hours, minutes=self.chance.randrange(60))
            act: Callable[[], object] = getattr(self, self.chance.choice(ACTS))
            try:
                act()
            except Refused:
                continue
        if self.chance.random() < 0.5:
            self.close()

    def close(self) -> None:
        reviewer = self.people["chloe"]
        assess(self.case, STANDARD, by=self.people["amira"], now=self.now)
        review_risk(self.case, party=victim_of(self.case), note="Seen.", by=reviewer, now=self.now)
        close_case(self.case, outcome=Outcome.RESOLVED, reason="Stopped.", by=reviewer, now=self.now)

    def assess(self) -> None:
        given = self.chance.choice([STANDARD, MEDIUM, HIGH])
        assess(self.case, given, by=self.people["amira"], now=self.now)

    def review(self) -> None:
        by = self.people[self.chance.choice(["ben", "ines", "chloe"])]
        review_risk(self.case, party=victim_of(self.case), note="Seen.", by=by, now=self.now)

    def one(self) -> Deadline:
        owed = list(Deadline.objects.filter(OPEN).order_by("pk"))
        if not owed:
            raise Refused("Nothing is owed.")
        return self.chance.choice(owed)

    def ruled(self) -> dict[str, Any]:
        return {"reason": "A reason.", "by": self.people["chloe"], "now": self.now}

    def extend(self) -> None:
        deadline = self.one()
        extend(deadline, until=max(deadline.due_at, self.now) + 5 * DAY, **self.ruled())

    def pause(self) -> None:
        pause(self.one(), until=self.now + self.chance.randrange(1, 20) * DAY, **self.ruled())

    def resume(self) -> None:
        resume(self.one(), **self.ruled())

    def waive(self) -> None:
        waive(self.one(), **self.ruled())

    def call_off(self) -> None:
        call_off(self.one(), **self.ruled())

    def share(self) -> None:
        ends_at = self.now + self.chance.randrange(1, 90) * DAY
        agency = self.people["dev"].agency
        let_in(self.case, agency, tier=Tier.SUMMARY, ends_at=ends_at, by=self.people["amira"], now=self.now)

    def promise(self) -> None:
        call_by = self.now + timedelta(hours=self.chance.randrange(1, 40))
        promise_call_back(self.report, call_by=call_by, by=self.people["amira"], now=self.now)

    def ring(self) -> None:
        waiting = self.report.call_backs.filter(made_at__isnull=True).first()
        if waiting:
            make_call_back(waiting, note="Rang.", by=self.people["amira"], now=self.now)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_a_random_history_is_what_its_facts_make_of_it(
    amira: User, ben: User, ines: User, dev: User, seed: int
) -> None:
    chloe = make_user("chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR, name="Chloe Marr")
    people = {"amira": amira, "ben": ben, "ines": ines, "chloe": chloe, "dev": dev}

    Story(seed, people).live()

    assert differences() == []


@pytest.mark.django_db
def test_a_policy_set_by_an_administrator_is_waited_for(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira)
    admin = make_user("ada", Role.ADMINISTRATOR)
    set_policy(
        "risk.review.sergeant",
        "medium",
        value=Decimal(21),
        unit=Unit.DAYS,
        in_force_from=date(2026, 12, 1),
        source="New policy",
        confidence=Confidence.STATED,
        by=admin,
        now=NOW + DAY,
    )

    assert differences() == []
    for request in Replan.objects.all():
        replan(request, now=NOW + 2 * DAY)
    assert differences() == []

"""Whatever is done in whatever order, by transition or API: no notice of ours without a written warning whose time has run."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Person
from asbcases.cases.queries import foremost
from asbcases.db.actor import acting
from asbcases.enforcement.choices import MeasureKind, MeasureState, ServiceMethod
from asbcases.enforcement.models import Measure, RuleWeighed
from asbcases.enforcement.transitions.changing import end_measure
from asbcases.enforcement.transitions.drafting import change_draft, drop_measure
from asbcases.enforcement.transitions.issuing import allow_early, issue, record_of_another
from asbcases.errors import Refused
from tests.enforcement.make_measures import (
    approve,
    draft_notice,
    draft_warning,
    fresh,
    inspector,
    make_authority,
    make_subject,
    make_warning,
)
from tests.enforcement.switched_off import Without, without_rule
from tests.make import make_case, make_user

__all__ = ["without_rule"]
pytestmark = pytest.mark.django_db

HOURS = st.integers(min_value=1, max_value=48)
PICK = st.integers(min_value=0, max_value=9)
CODES = count(1)
# The notices that came into being.
SEEN: set[str] = set()


class Notices(RuleBasedStateMachine):
    """Two people on one case, warned and noticed by whoever comes, in any order."""

    case: Case
    people: list[Person]
    amira: User
    ines: User
    now: datetime

    @initialize()
    def begin(self) -> None:
        self.point = transaction.savepoint()
        self.amira = make_user(
            f"amira{next(CODES)}", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira"
        )
        self.ines = inspector()
        for one in (self.amira, self.ines):
            make_authority(one)
        self.now = datetime.fromisoformat("2026-09-01T09:00:00+00:00")
        self.case = make_case(by=self.amira, now=self.now)
        self.people = [
            make_subject(self.case, by=self.amira, name=name, now=self.now)
            for name in ("Kai Marsh", "Lee Marsh")
        ]
        self.client = Client()
        for person, hours in zip(self.people, (6, 30), strict=True):
            comply_by = self.now + timedelta(hours=hours)
            make_warning(self.case, by=self.amira, subject=person, now=self.now, comply_by=comply_by)

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)

    # --- What people do ---------------------------------------------------------------------------
    @rule(hours=HOURS)
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=PICK, hours=HOURS, says=st.booleans())
    def draft_a_warning(self, who: int, hours: int, says: bool) -> None:
        self.tried(
            lambda: draft_warning(
                self.case,
                by=self.amira,
                subject=self.people[who % 2],
                now=self.now,
                comply_by=self.now + timedelta(hours=hours),
                says_notice_follows=says,
            )
        )

    @rule(who=PICK, hours=HOURS)
    def warn_at_once(self, who: int, hours: int) -> None:
        comply_by = self.now + timedelta(hours=hours)
        said: dict[str, Any] = {"subject": self.people[who % 2], "now": self.now, "comply_by": comply_by}
        self.tried(lambda: make_warning(self.case, by=self.amira, **said))

    @rule(who=PICK, hours=HOURS)
    def record_what_the_council_gave(self, who: int, hours: int) -> None:
        self.tried(
            lambda: record_of_another(
                self.case,
                kind=MeasureKind.CPW,
                subject=self.people[who % 2],
                body="The city council",
                method=ServiceMethod.HAND,
                served_at=self.now,
                comply_by=self.now + timedelta(hours=hours),
                by=self.amira,
                now=self.now,
            )
        )

    @rule(who=PICK, which=PICK, approved=st.booleans())
    def draft_a_notice(self, who: int, which: int, approved: bool) -> None:
        warnings = self.all(MeasureKind.CPW)
        warning = warnings[which % len(warnings)] if warnings and which < 8 else None

        def act() -> None:
            draft = draft_notice(
                self.case, warning, by=self.amira, now=self.now, subject=self.people[who % 2]
            )
            if approved:
                approve(draft, by=self.amira, now=self.now)

        self.tried(act)

    @rule(which=PICK, other=PICK)
    def build_it_on_another_warning(self, which: int, other: int) -> None:
        warnings = self.all(MeasureKind.CPW)
        if warnings:
            self.on_one(
                which,
                lambda row: change_draft(
                    row, warning=warnings[other % len(warnings)], **self.act(self.amira)
                ),
            )

    @rule(which=PICK)
    def approve_it(self, which: int) -> None:
        self.on_one(which, lambda row: approve(row, by=self.amira, now=self.now))

    @rule(which=PICK, by_inspector=st.booleans())
    def allow_it_early(self, which: int, by_inspector: bool) -> None:
        who = self.ines if by_inspector else self.amira
        self.on_one(which, lambda row: allow_early(row, reason="The music never stopped.", **self.act(who)))

    @rule(who=PICK, which=PICK, later=st.integers(min_value=1, max_value=12), by_inspector=st.booleans())
    def notice_at_once(self, who: int, which: int, later: int, by_inspector: bool) -> None:
        """Most likely to succeed: so that what must hold is asked of notices that are in being."""
        self.now += timedelta(hours=later)
        warnings = self.all(MeasureKind.CPW)
        if not warnings:
            return
        by = self.ines if by_inspector else self.amira
        warning = warnings[which % len(warnings)]
        subject = warning.subject if who < 8 else self.people[who % 2]

        def act() -> None:
            draft = draft_notice(self.case, warning, by=self.amira, now=self.now, subject=subject)
            ready = approve(draft, by=self.amira, now=self.now)
            said: dict[str, Any] = {"method": ServiceMethod.HAND, "served_at": self.now}
            issue(ready, **said, over=self.reasons(True), **self.act(by))

        self.tried(act)

    @rule(which=PICK, reason=st.booleans(), by_inspector=st.booleans(), method=st.sampled_from(ServiceMethod))
    def issue_it(self, which: int, reason: bool, by_inspector: bool, method: ServiceMethod) -> None:
        who = self.ines if by_inspector else self.amira
        over = self.reasons(reason)
        self.on_one(
            which, lambda row: issue(row, method=method, served_at=self.now, over=over, **self.act(who))
        )

    @rule(which=PICK, reason=st.booleans(), ago=st.integers(min_value=0, max_value=100))
    def issue_it_by_the_api(self, which: int, reason: bool, ago: int) -> None:
        rows = self.all()
        if not rows:
            return
        row = rows[which % len(rows)]
        self.client.force_login(self.amira)
        body = {
            "method": "hand",
            "served_at": (self.now - timedelta(hours=ago)).isoformat(),
            "over": self.reasons(reason),
        }
        address = f"/api/v1/cases/{self.case.reference}/measures/{row.reference}/issue/"
        tag = {"If-Match": f'"{row.pk}-{row.version}"'}
        answer = self.client.post(address, body, content_type="application/json", headers=tag)
        assert answer.status_code in (200, 400, 409)

    @rule(which=PICK)
    def end_or_drop_it(self, which: int) -> None:
        self.on_one(which, lambda row: end_measure(row, reason="It is quiet.", **self.act(self.amira)))
        self.on_one(which, lambda row: drop_measure(row, reason="A mistake.", **self.act(self.amira)))

    # --- What must hold -----------------------------------------------------------------------------
    @invariant()
    def every_notice_was_warned_of(self) -> None:
        if not hasattr(self, "case"):
            return
        for notice in self.all(MeasureKind.CPN):
            if notice.ours and notice.issued_at is not None:
                SEEN.add(notice.reference)
                self.holds(notice)

    def holds(self, notice: Measure) -> None:
        warning = notice.warning
        assert warning is not None
        assert warning.issued_at is not None
        assert warning.kind == MeasureKind.CPW
        assert warning.says_notice_follows
        assert foremost(warning.subject) == foremost(notice.subject)
        assert warning.comply_by is not None
        assert notice.issued_at is not None
        if notice.issued_at >= warning.comply_by:
            return
        kept = RuleWeighed.objects.filter(measure=notice, rule="CPW-2", decision="warn")
        assert any(row.reason and row.facts["override_by_rank"] == Rank.INSPECTOR for row in kept)

    # --- How it is done -----------------------------------------------------------------------------
    def all(self, kind: MeasureKind | None = None) -> list[Measure]:
        found = Measure.objects.filter(case=self.case).select_related("warning__subject", "subject", "case")
        return list((found.filter(kind=kind) if kind else found).order_by("pk"))

    def on_one(self, which: int, act: Callable[[Measure], object]) -> None:
        if rows := self.all():
            self.tried(lambda: act(fresh(rows[which % len(rows)])))

    def tried(self, act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                act()
        except Refused:
            pass

    def act(self, by: User) -> dict[str, Any]:
        return {"by": by, "now": self.now}

    def reasons(self, given: bool) -> dict[str, str]:
        rules = ("CPW-2", "CPW-3", "CPW-4", "CPW-6", "CPN-7", "CPN-8", "CPN-12", "CPN-13")
        return dict.fromkeys(rules, "It was looked at.") if given else {}


HISTORIES = settings(
    max_examples=10,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    # Whoever looks into a failure shrinks it by hand: each step writes to the database.
    phases=(Phase.generate,),
)


def test_no_notice_of_ours_comes_into_being_without_a_warning_whose_time_has_run() -> None:
    with acting("system:test"):
        run_state_machine_as_test(Notices, settings=HISTORIES)
    assert len(SEEN) >= 3, "notices came into being, or nothing was asked"
    assert not Measure.objects.filter(state=MeasureState.ISSUED).exists(), "each history was undone"


def test_the_histories_find_out_when_the_law_is_off(without_rule: Without) -> None:
    without_rule("CPW-2")
    with acting("system:test"), pytest.raises(AssertionError):
        run_state_machine_as_test(Notices, settings=HISTORIES)

"""What a rule refuses is refused in plain words, and nothing is half saved."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, Incident, Report
from asbcases.cases.rules import may_move
from asbcases.casework.transitions import attach_report, open_case
from asbcases.errors import Refused
from tests.make import NOW, make_case, make_incident, make_report

LOW = dict(
    frequency="one_off", duration="isolated", impact="low", vulnerability="none",
    violence="no", safe="safe", hate="no", asb_type="environmental",
)  # fmt: skip


@pytest.fixture
def published(db: None) -> Incident:
    return Incident.objects.create(
        reference="INC-2024-900001", source="police-uk", source_key="k", happened_from=NOW, happened_until=NOW,
        happened_precision="month", recorded_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("field", ["received_at", "happened_from"])
def test_a_report_of_the_future_is_refused(amira: User, field: str) -> None:
    later = NOW + timedelta(hours=1)
    fields = {field: later, "happened_until": later + timedelta(hours=1)}

    with pytest.raises(Refused, match="after now"):
        make_report(by=amira, **fields)

    assert not Report.objects.exists()


def test_a_report_tells_of_one_incident_only(amira: User) -> None:
    report = make_report(by=amira)
    incident = make_incident(by=amira, report=report)

    with pytest.raises(Refused, match="already part of incident"):
        attach_report(report, incident, by=amira, now=NOW)


def test_a_second_report_is_added_to_an_incident(amira: User) -> None:
    incident = make_incident(by=amira)
    second = make_report(by=amira)

    attach_report(second, incident, by=amira, now=NOW)

    assert incident.told_by.count() == 2


def test_a_published_copy_takes_no_reports_and_carries_no_case(amira: User, published: Incident) -> None:
    with pytest.raises(Refused, match="published copy takes no reports"):
        attach_report(make_report(by=amira), published, by=amira, now=NOW)
    with pytest.raises(Refused, match="published copy"):
        open_case([published], summary="s", victim_name="v", lead=amira, by=amira, now=NOW)


def test_a_case_needs_an_incident_with_a_district(amira: User) -> None:
    with pytest.raises(Refused, match="at least one incident"):
        open_case([], summary="s", victim_name="v", lead=amira, by=amira, now=NOW)
    with pytest.raises(Refused, match="police district"):
        make_case(by=amira, incidents=[make_incident(by=amira, district=None)])


def test_only_who_works_on_cases_can_lead_one(amira: User, dev: User) -> None:
    with pytest.raises(Refused, match="cannot lead a case"):
        make_case(by=amira, lead=dev)

    assert not Case.objects.exists()


def test_stages_move_only_as_drawn() -> None:
    assert may_move(Stage.OPEN, Stage.MONITORING)
    assert may_move(Stage.CLOSED, Stage.OPEN)
    assert not may_move(Stage.CLOSED, Stage.MONITORING)

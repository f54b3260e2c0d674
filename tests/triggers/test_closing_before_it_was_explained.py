"""A second report is not closed while the case review is to be explained to its victim (ACG-1): as an incident, or in a case."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking
from asbcases.cases.choices import Category, Handling, Told
from asbcases.cases.models import Incident, Report
from asbcases.casework.queries.unexplained import owed_at_closing
from asbcases.casework.transitions import close_case, close_incident, join_case, waive_item
from asbcases.db.actor import acting
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from tests.casework.pages import signed_in, text_of
from tests.deadlines.checking import differences
from tests.make import ANSWERS, CLOSING, NOW, make_case, make_incident, make_triage, make_user
from tests.risk.answers import STANDARD, assess
from tests.triggers.seconds import owed, told
from triggers.models import ReviewExplanation
from triggers.transitions.explaining import explain_review, leave_unexplained

LATER = NOW + timedelta(hours=1)
END = {"category": Category.NUISANCE, "result": "They had gone.", "not_crime_reason": "Nobody was harmed."}
REASON = "The older man walked past and was not troubled"


def second_of(by: User) -> tuple[Report, Incident]:
    """Return the second report of a victim, and its incident, which nothing else keeps from being closed."""
    told(by, 30)
    report = told(by, 1)
    incident = make_incident(by=by, report=report, now=NOW)
    make_triage(incident, by=by, handling=Handling.NO_ATTENDANCE, review_told=Told.NOT_ASKED)
    return report, incident


def close(incident: Incident, by: User) -> object:
    said = {"identifiable_victim": False, "crime": False, "supervisor_reason": REASON}
    return close_incident(incident, **said, **END, by=by, now=LATER)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_an_incident_closes_once_it_was_explained_or_said_why_not(amira: User, ben: User) -> None:
    report, incident = second_of(amira)
    with pytest.raises(
        Refused, match=f"{incident.reference} is not closed. The case review .* {report.reference}:"
    ):
        close(incident, ben)
    incident.refresh_from_db()
    assert incident.closed_at is None

    leave_unexplained(report, why="It is not safe to ring.", by=amira, now=LATER)

    close(incident, ben)
    incident.refresh_from_db()
    assert incident.closed_at == LATER
    assert differences() == []


@pytest.mark.django_db
def test_a_case_that_holds_such_a_report_closes_after_it_and_nobody_lets_that_go(
    amira: User, ben: User
) -> None:
    report, incident = second_of(amira)
    case = make_case(by=amira)
    join_case(incident, case, by=amira, now=NOW)
    assess(case, STANDARD, by=amira, now=LATER)
    with pytest.raises(Refused) as refused:
        close_case(case, **CLOSING, by=amira, now=LATER)
    assert f"explained to the victim of report {report.reference}" in refused.value.reason
    assert "Victim RPT" not in refused.value.reason
    with pytest.raises(Refused, match="on the page of the report"):
        waive_item(case, item=Blocking.EXPLAIN, subject=report.reference, reason=REASON, by=ben, now=LATER)

    explain_review(report, told_at=LATER, how="By telephone", by=amira, now=LATER)

    assert close_case(case, **CLOSING, by=amira, now=LATER).closed_at == LATER


@pytest.mark.django_db
def test_what_a_supervisor_waived_in_the_diary_and_another_district_is_told_stands_in_nobodys_way(
    amira: User, ben: User
) -> None:
    report, incident = second_of(amira)
    assert [one.report for one in owed_at_closing(incident)] == [report]
    with acting("system:intake"):
        assert not owed_at_closing(incident).exists()
    deadline = owed(report)
    assert deadline is not None
    waive(deadline, reason="She knows it from her work as a councillor.", by=ben, now=LATER)
    close(incident, ben)


@pytest.mark.django_db
def test_who_explained_it_in_the_call_need_not_say_so_twice(amira: User, ben: User) -> None:
    told(amira, 30)
    report = told(amira, 1)
    incident = make_incident(by=amira, report=report)
    make_triage(incident, by=amira, handling=Handling.NO_ATTENDANCE, review_told_how="In the call")
    kept = ReviewExplanation.objects.get(report=report)
    assert (owed(report), kept.how, kept.told_at, kept.recorded_by) == (None, "In the call", NOW, amira)
    make_triage(incident, by=amira, handling=Handling.NO_ATTENDANCE)
    assert ReviewExplanation.objects.count() == 1
    assert differences() == []


@pytest.mark.django_db
def test_both_pages_of_closing_name_the_report_and_lead_to_where_it_is_said(
    client: Client, amira: User, ben: User
) -> None:
    now = timezone.now()
    told(amira, 30, upto=now)
    report = told(amira, 1, upto=now)
    incident = make_incident(by=amira, report=report, now=now)
    answers = {"answers": ANSWERS, "handling": Handling.NO_ATTENDANCE, "review_told": Told.NOT_ASKED}
    make_triage(incident, by=amira, now=now, **answers)
    case = make_case(by=amira, incidents=[incident], now=now)
    signed_in(client, amira)
    act = f'href="/reports/{report.reference}/case-review/"'
    shown = text_of(client.get(f"/cases/{case.reference}/close/"))
    assert act in shown
    assert "waive/explain_review" not in shown
    assert act in text_of(client.get(f"/incidents/{incident.reference}/close/"))
    sent = {
        "identifiable_victim": "yes",
        "crime": "no",
        "version": incident.version,
        **END,
        "category": "personal",
    }
    incident.refresh_from_db()
    answer = client.post(f"/incidents/{incident.reference}/close/", {**sent, "version": incident.version})
    assert answer.status_code == 409
    assert f"victim of report {report.reference}" in text_of(answer)


class Scene:
    """Two officers, the second report of a victim in an incident, and a third."""

    def __init__(self) -> None:
        with acting("system:test"), transaction.atomic():
            self.amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
            self.ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
            self.report, self.incident = second_of(self.amira)
            self.third = told(self.amira)

    def together(self, *acts: Callable[[User], object]) -> list[str]:
        """Have both act at the same moment, and return why each was refused, or nothing."""
        ready, people = Barrier(2), (self.amira, self.ben)

        def act(at: int) -> str:
            ready.wait(10)
            try:
                with acting(str(people[at].pk)), transaction.atomic():
                    acts[at](people[at])
            except Refused as refused:
                return refused.reason
            finally:
                connection.close()
            return ""

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(act, (0, 1)))


@pytest.mark.django_db(transaction=True)
def test_explaining_and_closing_at_once_end_as_one_after_the_other() -> None:
    scene = Scene()

    def explain(by: User) -> object:
        return explain_review(scene.report, told_at=NOW, how="By telephone", by=by, now=LATER)

    explained, closed = scene.together(explain, lambda by: close(scene.incident, by))
    assert explained == ""
    with acting("system:test"), transaction.atomic():
        scene.incident.refresh_from_db()
        assert (scene.incident.closed_at is None) == (scene.report.reference in closed)
        assert owed(scene.report) is None
        assert owed(scene.third) is None
        assert differences() == []


@pytest.mark.django_db(transaction=True)
def test_two_who_explain_two_reports_of_one_victim_do_not_wait_for_each_other_for_ever() -> None:
    scene = Scene()

    def explain(report: Report) -> Callable[[User], object]:
        return lambda by: explain_review(report, told_at=LATER, how="In person", by=by, now=LATER)

    assert scene.together(explain(scene.report), explain(scene.third)) == ["", ""]
    with acting("system:test"), transaction.atomic():
        assert owed(scene.report) is None
        assert owed(scene.third) is None
        assert differences() == []

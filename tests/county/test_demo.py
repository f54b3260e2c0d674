"""A first start brings a county that nobody has to fill: every role, cases in all stages, something late."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F, Max
from django.test import Client

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import Agency, User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel, Stage
from asbcases.cases.models import Approval, Case, HandOver, Incident, Report, Triage
from asbcases.county.build import build
from asbcases.county.numbers import DEMO, HANDFUL
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.notify.models import Message
from tests.tools.filled import NOVEMBER

# The first page of each role, and what shows that there is work on it.
FIRST = {
    "handler": ("/desk/", "RPT-"),
    "response": ("/", "INC-"),
    "cpt": ("/", "ASB-"),
    "asb": ("/", "ASB-"),
    "sergeant": ("/", "ASB-"),
    "inspector": ("/", "ASB-"),
    "partner": ("/", "ASB-"),
    "coordinator": ("/", "ASB-"),
    "auditor": ("/", "sweep"),
    "admin": ("/", "Amara Osei"),
}


def built(capsys: pytest.CaptureFixture[str], size: str, **options: object) -> dict[str, object]:
    call_command("build_county", size=size, seed=1, json=True, **options)
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_the_county_has_every_role_and_agency_cases_in_all_stages_and_something_late(
    demo: None, capsys: pytest.CaptureFixture[str]
) -> None:
    again = built(capsys, "demo")

    assert (again["already"], again["created"]) == (True, {})
    assert set(User.objects.values_list("role", flat=True)) == set(Role.values)
    assert set(Agency.objects.values_list("kind", flat=True)) == set(AgencyKind.values) - {"other"}
    assert Agency.objects.filter(council__isnull=False).count() == 14
    assert {Stage.OPEN, Stage.CLOSED} <= set(Case.objects.values_list("stage", flat=True))
    ended = AuditEvent.objects.aggregate(Max("recorded_at"))["recorded_at__max"]
    open_ones = Deadline.objects.filter(met_at__isnull=True, cancelled_at__isnull=True)
    late = open_ones.filter(due_at__lte=ended)
    assert 0 < late.count() < open_ones.count() / 4
    assert Approval.objects.filter(verdict="").count() >= 2
    assert HandOver.objects.filter(read_at__isnull=True).exists()


def test_the_numbers_of_the_demonstration_are_those_that_were_asked_for() -> None:
    told = sum(DEMO.tellers) / len(DEMO.tellers)
    # Two thirds of the cases see one more incident, on the average; the stories add a dozen cases and twice as many incidents.
    incidents = DEMO.cases * 1.6 + DEMO.alone + 24

    assert DEMO.cases + 12 >= 120
    assert incidents >= 300
    assert told * (DEMO.cases + DEMO.alone) + DEMO.cases * 0.6 + 40 >= 600 * 0.9


def test_a_promise_of_the_desk_is_late_and_rang_once_and_another_was_kept(november: None) -> None:
    promised = Deadline.objects.filter(kind=Kind.CALL_BACK)
    late = promised.get(met_at__isnull=True, due_at__lte=datetime.fromisoformat("2026-11-23T09:00+00:00"))
    kept = promised.get(met_at__isnull=False)
    assert late.due_at.isoformat() == "2026-11-23T08:00:00+00:00"
    assert late.basis == (
        "the caller was promised a call back by 8am on 23 November 2026, so until 8am on 23 November 2026"
    )
    assert set(late.taken) == {"warn", "miss", "sergeant"}
    # The handler has gone home at ten: it rings the sergeant on duty, and of its being late the inspector on duty hears.
    told = Message.objects.filter(key__startswith=f"deadline:{late.pk}:")
    assert sorted(told.values_list("recipient__username", "template")) == [
        ("inspector", "deadline_escalated"),
        ("sergeant", "deadline_due_soon"),
        ("sergeant", "deadline_missed"),
    ]
    assert kept.met_at < kept.due_at
    assert "miss" not in kept.taken


@pytest.mark.django_db(transaction=True)
def test_the_same_day_and_seed_give_the_same_county_again() -> None:
    def picture() -> list[list[tuple[object, ...]]]:
        with transaction.atomic():
            return [
                list(
                    Deadline.objects.order_by("pk").values_list("kind", "rank", "due_at", "met_at", "taken")
                ),
                list(
                    Report.objects.order_by("pk").values_list(
                        "channel", "caller_name", "narrative", "received_at"
                    )
                ),
                list(Incident.objects.order_by("pk").values_list("grade", "closed_at", "place_text")),
                list(Case.objects.order_by("pk").values_list("stage", "opened_at", "closed_at", "summary")),
                list(
                    Message.objects.order_by("pk").values_list("recipient__username", "template", "sent_at")
                ),
            ]

    pictures = []
    for _ in range(2):
        anchor, now = date.fromisoformat(NOVEMBER), datetime.fromisoformat("2026-11-25T09:00+00:00")
        build(
            "demo", seed=4, anchor=anchor, now=now, today=now.date(), progress=lambda: None, numbers=HANDFUL
        )
        pictures.append(picture())
        call_command("flush", interactive=False)

    assert pictures[0] == pictures[1]
    assert all(len(rows) > 10 for rows in pictures[0])


@pytest.mark.django_db(transaction=True)
def test_before_nine_in_the_morning_the_county_ends_at_nine_of_the_day_before() -> None:
    anchor, now = date.fromisoformat(NOVEMBER), datetime.fromisoformat("2026-11-23T07:30+00:00")

    build("demo", seed=4, anchor=anchor, now=now, today=anchor, progress=lambda: None, numbers=HANDFUL)

    end = datetime.fromisoformat("2026-11-22T09:00+00:00")
    with transaction.atomic():
        last = Report.objects.order_by("-recorded_at").values_list("recorded_at", flat=True)[0]
        set_later = Deadline.objects.filter(set_at__gt=end)
        assert (end - timedelta(days=2) < last <= end, set_later.count()) == (True, 0)


def test_no_first_page_is_empty(demo: None, client: Client) -> None:
    for username, (page, shows) in FIRST.items():
        client.force_login(User.objects.get(username=username))
        said = client.get(page, follow=True).content.decode()
        assert shows in said, username


@pytest.mark.parametrize(
    "options",
    [{"size": "huge"}, {"size": "demo", "anchor": "yesterday"}, {"size": "demo", "anchor": "2199-01-01"}],
)
@pytest.mark.django_db
def test_a_county_that_makes_no_sense_is_refused_as_usage(
    capsys: pytest.CaptureFixture[str], options: dict[str, str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        call_command("build_county", json=True, **options)

    assert stop.value.code == 2
    assert "error" in json.loads(capsys.readouterr().out)


def test_nothing_of_the_county_is_still_to_come_and_the_desk_has_its_queues(november: None) -> None:
    end = datetime.fromisoformat("2026-11-23T09:00+00:00")

    assert not Report.objects.filter(recorded_at__gt=end).exists()
    assert not Deadline.objects.filter(set_at__gt=end).exists()
    assert set(Report.objects.values_list("channel", flat=True)) >= {
        Channel.CALL_101,
        Channel.ONLINE,
        Channel.PARTNER,
    }
    triages = Triage.objects.all()
    assert {triage.incident_id for triage in triages} == {incident.pk for incident in Incident.objects.all()}
    # What was told of before is graded by what was said this time, with the reason.
    assert not triages.exclude(grade=F("proposed_grade")).filter(grade_reason="").exists()
    ungraded = Deadline.objects.filter(kind=Kind.TRIAGE, met_at__isnull=True)
    assert ungraded.count() == 8
    open_ones = Deadline.objects.filter(met_at__isnull=True, cancelled_at__isnull=True)
    assert {("response", ""), ("re_triage", "partner"), ("re_triage", "unresourced")} <= set(
        open_ones.filter(incident__isnull=False).values_list("kind", "subject")
    )

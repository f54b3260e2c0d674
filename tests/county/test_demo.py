"""A first start brings a county that nobody has to fill: every role, a dozen cases, something late."""

import json

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident, Triage
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.notify.models import Message
from tests.tools.filled import NOVEMBER


def built(capsys: pytest.CaptureFixture[str], size: str, **options: object) -> dict[str, object]:
    call_command("build_county", size=size, seed=1, json=True, **options)
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_the_demonstration_has_every_role_a_dozen_cases_and_something_late(
    demo: None, capsys: pytest.CaptureFixture[str]
) -> None:
    again = built(capsys, "demo")

    assert set(User.objects.values_list("role", flat=True)) == set(Role.values)
    assert Case.objects.count() == 12
    late = Deadline.objects.filter(met_at__isnull=True, cancelled_at__isnull=True, due_at__lte=timezone.now())
    assert late.exists()
    assert all("miss" in deadline.taken for deadline in late)
    assert again["already"]


def test_a_promise_of_the_desk_is_late_and_rang_once_and_another_was_kept(november: None) -> None:
    promised = Deadline.objects.filter(kind=Kind.CALL_BACK)
    late, kept = promised.get(met_at__isnull=True), promised.get(met_at__isnull=False)
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
    assert not kept.taken


def test_the_same_day_gives_the_same_diary_again(
    november_built: None, capsys: pytest.CaptureFixture[str]
) -> None:
    def diary() -> list[tuple[object, ...]]:
        return list(
            Deadline.objects.order_by("pk").values_list(
                "kind", "rank", "due_at", "met_at", "cancelled_at", "basis", "taken"
            )
        )

    with transaction.atomic():
        first = diary()
    call_command("flush", interactive=False)
    told = built(capsys, "demo", anchor=NOVEMBER)

    assert not told["already"]
    assert len(first) > 20
    with transaction.atomic():
        assert diary() == first


def test_nobody_whose_page_lists_cases_meets_an_empty_one(demo: None, client: Client) -> None:
    for username in ("cpt", "asb", "sergeant", "inspector", "response", "partner", "coordinator"):
        client.force_login(User.objects.get(username=username))
        page = client.get("/", follow=True).content.decode()
        assert "ASB-" in page or "RPT-" in page, username


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


def test_each_story_is_triaged_by_what_the_rule_proposes_and_a_few_calls_wait(november: None) -> None:
    triages = Triage.objects.all()
    assert {triage.incident_id for triage in triages} == {incident.pk for incident in Incident.objects.all()}
    assert all(triage.grade == triage.proposed_grade for triage in triages)
    ungraded = Deadline.objects.filter(kind=Kind.TRIAGE, met_at__isnull=True)
    assert sorted(ungraded.values_list("qualifier", flat=True)) == ["email", "online"]
    open_ones = Deadline.objects.filter(met_at__isnull=True, cancelled_at__isnull=True)
    assert set(open_ones.filter(incident__isnull=False).values_list("kind", "subject")) == {
        ("response", ""),
        ("re_triage", "linked"),
        ("re_triage", "partner"),
        ("re_triage", "unresourced"),
    }

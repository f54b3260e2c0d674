"""A county for measuring is written by the database alone, and looks as if its people had worked it."""

from datetime import date, timedelta

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.county.build import build
from asbcases.county.demo import at_nine
from asbcases.county.models import Build
from asbcases.db.actor import acting
from asbcases.deadlines import rules
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.planning import PLANNED, Almanac, plan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.rebuild import check
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.telling import key_of
from asbcases.notify.models import Message
from asbcases.sources import SOURCES
from risk.choices import Level
from risk.models import Review
from risk.rules import ranks_met
from tests.casework.pages import signed_in, text_of

pytestmark = pytest.mark.django_db
CASES = 120
ANCHOR = date(2026, 11, 23)
NINE = at_nine(ANCHOR)


def built(*, seed: int = 1, anchor: date = ANCHOR) -> Build:
    now = at_nine(anchor)
    return build(f"bench:{CASES}", seed=seed, anchor=anchor, now=now, today=anchor, progress=lambda: None)[0]


@pytest.fixture
def county() -> Build:
    return built()


def test_it_has_its_cases_with_their_diary(county: Build) -> None:
    open_cases = Case.objects.filter(stage="open").count()

    assert (county.created["Case"], county.created["Incident"], county.anchor) == (CASES, CASES, ANCHOR)
    assert 0 < open_cases < CASES
    assert Deadline.objects.filter(kind="first_assessment", met_at__isnull=False).count() == CASES
    assert Deadline.objects.filter(OPEN, rank="sergeant").count() == open_cases
    assert 0 < Deadline.objects.filter(OPEN, rank="chief_inspector").count() < open_cases
    assert Review.objects.count() == Deadline.objects.filter(rank="sergeant", met_at__isnull=False).count()


def test_two_of_one_size_are_two_when_their_seeds_differ(county: Build) -> None:
    built(seed=2)

    assert Case.objects.count() == 2 * CASES


def test_every_deadline_is_planned_and_founded_as_the_policy_says(county: Build) -> None:
    almanac = Almanac.whole()
    for deadline in Deadline.objects.all():
        kept = {name: getattr(deadline, name) for name in PLANNED}

        assert not plan(deadline, almanac)
        assert {name: getattr(deadline, name) for name in ("basis", "nature", "policy", "rings")} == {
            name: kept[name] for name in ("basis", "nature", "policy", "rings")
        }
        assert rules.read(deadline.steps) == rules.read(kept["steps"])
        assert kept["next_step_at"] == (deadline.next_step_at if deadline.is_open else None)


def test_the_reviews_of_every_rank_follow_one_another_as_the_officers_would_hold_them(county: Build) -> None:
    asked = {
        level: sorted(
            {Rank(d.rank).order for d in Deadline.objects.filter(kind="risk_review", qualifier=level)}
        )
        for level in Level
    }
    sergeant, inspector, chief = Rank.SERGEANT.order, Rank.INSPECTOR.order, Rank.CHIEF_INSPECTOR.order

    assert asked == {
        Level.STANDARD: [sergeant],
        Level.MEDIUM: [sergeant, inspector],
        Level.HIGH: [sergeant, inspector, chief],
    }
    for case in Case.objects.all():
        held = list(Review.objects.filter(case=case).order_by("reviewed_at"))
        starts = {f"review:{review.pk}": review for review in held}
        for owed in Deadline.objects.filter(case=case, kind="risk_review"):
            since = starts[owed.origin].reviewed_at if owed.origin in starts else owed.anchored_at
            later = [r for r in held if r.reviewed_at > since and owed.rank in ranks_met(r.rank)]
            assert owed.met_at == (later[0].reviewed_at if later else None)
            assert owed.origin not in starts or owed.rank in ranks_met(starts[owed.origin].rank)


def test_the_sweep_finds_nothing_to_do_on_its_day_and_something_afterwards(county: Build) -> None:
    assert sweep(NINE).examined == 0
    assert sweep(NINE + timedelta(days=30)).messages > 0


def test_each_step_that_was_taken_has_its_event_and_a_message_that_was_sent(county: Build) -> None:
    taken = {
        key_of(deadline, step, told)
        for deadline in Deadline.objects.exclude(taken={})
        for step, told in deadline.told.items()
    }

    assert set(Message.objects.filter(sent_at__isnull=False).values_list("key", flat=True)) == taken
    assert AuditEvent.objects.filter(actor_key="system:sweep").count() == len(taken) > 0


def test_the_record_tells_of_every_verb_in_whole_sentences(county: Build) -> None:
    events = AuditEvent.objects.all()
    opened = Verb.REPORT_RECEIVED, Verb.INCIDENT_RECORDED, Verb.CASE_OPENED, Verb.ASSESSMENT_COMPLETED
    counted = dict(events.values_list("verb").annotate(Count("id")))

    assert {counted[verb] for verb in opened} == {CASES}
    assert counted[Verb.DEADLINE_SET] == Deadline.objects.count()
    assert counted[Verb.CASE_CLOSED] == Case.objects.filter(stage="closed").count()
    assert not [event.sentence for event in events if "not recorded" in event.sentence]


def test_its_board_and_its_case_pages_open(client: Client) -> None:
    built(anchor=timezone.localdate())
    inspector = User.objects.get(username="inspector")
    late = Deadline.objects.filter(OPEN, due_at__lte=timezone.now())
    signed_in(client, inspector)

    board = text_of(client.get(reverse("deadline_board")))
    assert late.exists()
    assert all(deadline.case.reference in board for deadline in late)
    for case in Case.objects.all():
        assert case.reference in text_of(client.get(reverse("case_page", args=[case.reference])))


def test_what_is_kept_of_its_diary_is_what_the_facts_make_of_it(county: Build) -> None:
    with acting("system:check"):
        found = check(SOURCES.values())

    assert (found.checked, found.differences) == (Deadline.objects.count(), [])

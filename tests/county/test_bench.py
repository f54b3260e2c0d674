"""A county for measuring is written by the database alone, and looks as if its people had worked it."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import (
    Approval,
    Case,
    CaseClosing,
    JournalEntry,
    PanelDecision,
    Person,
    Report,
    VictimPlan,
)
from asbcases.cases.rules.keys import address_key, name_key, phone_key, search_words
from asbcases.county.build import build
from asbcases.county.clock import at_nine
from asbcases.county.models import Build
from asbcases.db.actor import acting
from asbcases.deadlines import rules
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.planning import PLANNED, Almanac, plan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.rebuild import check
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.telling import key_of
from asbcases.notify.models import Message
from asbcases.sources import SOURCES
from risk.choices import Level
from risk.models import Assessment, Review, SignOff
from risk.rules import ranks_met
from risk.transitions.clocks import fresh_until
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
    reviews = Deadline.objects.filter(kind="risk_review")
    assert reviews.filter(OPEN, rank="sergeant").count() == open_cases
    assert 0 < reviews.filter(OPEN, rank="chief_inspector").count() < open_cases
    assert Review.objects.count() == reviews.filter(rank="sergeant", met_at__isnull=False).count() > 0


def test_what_is_owed_to_its_victims_was_mostly_done_in_time_and_sometimes_late(county: Build) -> None:
    done = {
        Kind.SIGN_OFF: SignOff.objects.count() + Review.objects.count(),
        Kind.VICTIM_CONTACT: JournalEntry.objects.count() + Assessment.objects.count() - CASES,
        Kind.ACTION_PLAN: VictimPlan.objects.filter(kind="action").count(),
        Kind.SAFETY_PLAN: VictimPlan.objects.filter(kind="safety").count(),
        Kind.PANEL_DECISION: PanelDecision.objects.count(),
    }
    ended = Deadline.objects.filter(kind__in=done, met_at__isnull=False)
    late = ended.filter(met_at__gte=F("due_at")).count()

    assert dict(ended.values_list("kind").annotate(Count("id"))) == done
    assert 0.02 < late / ended.count() < 0.1
    assert Deadline.objects.filter(OPEN, kind=Kind.VICTIM_CONTACT).exists()
    asked = Deadline.objects.filter(kind=Kind.APPROVAL)
    assert asked.count() == Approval.objects.count()
    assert asked.filter(OPEN).count() == Approval.objects.filter(verdict="").count()


def test_who_closed_a_case_had_the_risk_assessed_for_it_and_has_what_is_kept_looked_at(county: Build) -> None:
    closings = CaseClosing.objects.select_related("case")
    kept = Deadline.objects.filter(kind="retention_review")

    assert closings.count() == Case.objects.filter(stage="closed").count() == kept.filter(OPEN).count()
    for closing in closings:
        newest = Assessment.objects.filter(case=closing.case).latest("completed_at")
        assert (
            newest.completed_at < closing.closed_at <= fresh_until(newest.completed_at, Level(closing.level))
        )


def test_its_callers_and_victims_are_found_again_by_the_keys_of_what_is_written_of_them(
    county: Build,
) -> None:
    for report in Report.objects.all():
        assert report.name_key == name_key(report.caller_name) != ""
        assert report.phone_key == phone_key(report.caller_phone) != ""
        assert report.address_key == address_key(report.caller_address) != ""
    assert all(person.name_key == search_words(person.name) for person in Person.objects.all())


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
        asked_at = sorted(a.completed_at for a in Assessment.objects.filter(case=case))
        for owed in Deadline.objects.filter(case=case, kind="risk_review"):
            since = starts[owed.origin].reviewed_at if owed.origin in starts else owed.anchored_at
            again = [at for at in asked_at if at > since] or [NINE]
            later = [r for r in held if since < r.reviewed_at < again[0] and owed.rank in ranks_met(r.rank)]
            assert owed.met_at == (later[0].reviewed_at if later else None)
            assert owed.origin not in starts or owed.rank in ranks_met(starts[owed.origin].rank)


def test_the_sweep_finds_nothing_to_do_on_its_day_and_something_afterwards(county: Build) -> None:
    assert sweep(NINE).examined == 0
    assert sweep(NINE + timedelta(days=30)).messages > 0


def test_each_step_that_was_taken_has_its_event_and_a_message_that_was_sent(county: Build) -> None:
    taken = {
        key_of(deadline, step, deadline.told[step], at)
        for deadline in Deadline.objects.exclude(taken={})
        for step, at in rules.read(deadline.taken).items()
    }

    assert set(Message.objects.filter(sent_at__isnull=False).values_list("key", flat=True)) == taken
    assert AuditEvent.objects.filter(actor_key="system:sweep").count() == len(taken) > 0


def test_the_record_tells_of_every_verb_in_whole_sentences(county: Build) -> None:
    events = AuditEvent.objects.all()
    opened = Verb.REPORT_RECEIVED, Verb.INCIDENT_RECORDED, Verb.CASE_OPENED
    counted = dict(events.values_list("verb").annotate(Count("id")))

    assert {counted[verb] for verb in opened} == {CASES}
    assert counted[Verb.ASSESSMENT_COMPLETED] == Assessment.objects.count()
    assert counted[Verb.JOURNAL_WRITTEN] == JournalEntry.objects.count()
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
    assert all(deadline.case and deadline.case.reference in board for deadline in late)
    for case in Case.objects.order_by("pk")[::10]:
        assert case.reference in text_of(client.get(reverse("case_page", args=[case.reference])))


def test_what_is_kept_of_its_diary_is_what_the_facts_make_of_it(county: Build) -> None:
    with acting("system:check"):
        found = check(SOURCES.values())

    assert (found.checked, found.differences) == (Deadline.objects.count(), [])

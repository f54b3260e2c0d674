"""Who sits on a panel sees that review alone, from and until a time, and no more once it is closed; what was shared is kept."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import GrantSource, ReviewStage, Tier
from asbcases.cases.models import AccessGrant, CaseReview
from asbcases.db.actor import acting
from asbcases.errors import Refused
from partners.access import reviews_visible_to
from tests.make import NOW, make_agency, make_user
from tests.triggers.make import make_application, make_co_ordinator
from tests.triggers.make_reviews import DAY, HOUR, make_panel, make_review
from triggers.choices import Consent
from triggers.models import Panel
from triggers.transitions.attendees import admit_attendee, remove_attendee
from triggers.transitions.panels import cancel_panel
from triggers.transitions.sharing import record_information_reply, request_information, share_information

pytestmark = pytest.mark.django_db
PART = "For the landlord"


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User) -> CaseReview:
    return make_review(by=sunita)


@pytest.fixture
def panel(review: CaseReview, sunita: User) -> Panel:
    return make_panel(review, by=sunita)


def sees(user: User) -> list[str]:
    """Return the reviews that somebody reaches by both locks."""
    with acting(str(user.pk)), transaction.atomic():
        here = set(CaseReview.objects.values_list("reference", flat=True))
        assert here == set(reviews_visible_to(user, now=NOW).values_list("reference", flat=True))
    return sorted(here)


def test_an_attendee_sees_the_one_review_until_they_are_taken_off(
    sunita: User, review: CaseReview, panel: Panel, dev: User, eve: User
) -> None:
    make_review(by=sunita)
    with acting(str(sunita.pk)):
        sat = admit_attendee(panel, name="Dev Patel", part=PART, user=dev, by=sunita, now=NOW)
    assert sat.grant
    assert (sat.agency, sat.grant.source, sat.grant.tier) == (dev.agency, GrantSource.REVIEW, Tier.SUMMARY)
    assert (sees(dev), sees(eve)) == ([review.reference], [])
    with pytest.raises(Refused, match="Dev Patel is named for this panel already"):
        admit_attendee(panel, name="Dev", part=PART, user=dev, by=sunita, now=NOW)
    with pytest.raises(Refused, match="why they do not attend"):
        remove_attendee(sat, why=" ", by=sunita, now=NOW)
    with acting(str(sunita.pk)):
        remove_attendee(sat, why="Another comes", by=sunita, now=NOW)
    assert sees(dev) == []
    with pytest.raises(Refused, match="taken off this panel already"):
        remove_attendee(sat, why="Another comes", by=sunita, now=NOW)
    told = AuditEvent.objects.filter(review=review, verb__contains="attendee").order_by("pk")
    assert [event.verb for event in told] == [Verb.REVIEW_ATTENDEE_ADDED, Verb.REVIEW_ATTENDEE_OUT]


def test_access_begins_and_ends_when_it_is_said(sunita: User, panel: Panel, dev: User) -> None:
    begins, ends = NOW + DAY, NOW + 2 * DAY
    later = admit_attendee(
        panel,
        name="Dev",
        part=PART,
        user=dev,
        tier=Tier.RISK,
        starts_at=begins,
        ends_at=ends,
        by=sunita,
        now=NOW,
    )
    assert later.grant
    assert (later.grant.starts_at, later.grant.ends_at, later.grant.tier) == (begins, ends, Tier.RISK)
    assert reviews_visible_to(dev, now=NOW).count() == 0
    assert reviews_visible_to(dev, now=begins).count() == 1
    assert reviews_visible_to(dev, now=ends).count() == 0
    guest = admit_attendee(panel, name="Jo Day", part="Speaks for the victim", by=sunita, now=NOW)
    assert (guest.number, guest.grant, guest.agency) == (2, None, None)
    gone = make_user(
        "gil", Role.PARTNER, agency=make_agency("Shut Homes", AgencyKind.HOUSING), is_active=False
    )
    shut = make_user("hal", Role.PARTNER, agency=make_agency("Closed Homes", AgencyKind.HOUSING))
    shut.agency.active = False
    for user in (gone, shut):
        with pytest.raises(Refused, match="does not work with us now"):
            admit_attendee(panel, name="Gil", part=PART, user=user, by=sunita, now=NOW)
    working = make_user("ida", Role.PARTNER, agency=dev.agency)
    for until in (NOW, begins):
        with pytest.raises(Refused, match="The end of the access has passed"):
            admit_attendee(
                panel,
                name="Ida",
                part=PART,
                user=working,
                starts_at=begins,
                ends_at=until,
                by=sunita,
                now=NOW,
            )
    for name, part, words in ((" ", PART, "Name who is to attend"), ("Ida", " ", "as what they attend")):
        with pytest.raises(Refused, match=words):
            admit_attendee(panel, name=name, part=part, by=sunita, now=NOW)


def test_nobody_is_let_in_for_a_panel_that_was_cancelled(sunita: User, panel: Panel, dev: User) -> None:
    admit_attendee(panel, name="Dev", part=PART, user=dev, by=sunita, now=NOW)
    cancel_panel(panel, why="Nobody is free", by=sunita, now=NOW)
    assert sees(dev) == []
    assert AccessGrant.objects.get(source=GrantSource.REVIEW).revoked_at == NOW
    with pytest.raises(Refused, match="was cancelled"):
        admit_attendee(panel, name="Eve", part=PART, by=sunita, now=NOW)


def test_a_guest_lets_nobody_in(panel: Panel, dev: User, eve: User, sunita: User) -> None:
    admit_attendee(panel, name="Dev", part=PART, user=dev, by=sunita, now=NOW)
    with acting(str(dev.pk)), pytest.raises((DatabaseError, CaseReview.DoesNotExist)), transaction.atomic():
        admit_attendee(panel, name="Eve", part=PART, user=eve, by=dev, now=NOW)
    assert sees(eve) == []


def test_what_is_shared_is_kept_with_gateway_and_tier(sunita: User, review: CaseReview, panel: Panel) -> None:
    shared = share_information(
        review,
        panel=panel,
        body="Eastlight Homes",
        gateway="Crime and Disorder Act 1998 s.115",
        tier=Tier.INCIDENTS,
        words="The dates of the reports",
        shared_at=NOW,
        by=sunita,
        now=NOW,
    )
    assert (shared.asked, shared.tier, shared.panel) == (False, Tier.INCIDENTS, panel)
    event = AuditEvent.objects.filter(review=review, verb=Verb.REVIEW_INFORMATION_SHARED).get()
    assert (event.data["body"], event.data["tier"]) == ("Eastlight Homes", "incidents")
    said: dict[str, Any] = {"body": "A", "gateway": "B", "words": "C", "tier": Tier.SUMMARY, "shared_at": NOW}
    for fault, words in (
        ({"body": " "}, "with whom it was shared"),
        ({"gateway": " "}, "the power by which it may be shared"),
        ({"words": ""}, "what was shared"),
        ({"shared_at": NOW + HOUR}, "lies in the future"),
        ({"panel": make_panel(make_review(by=sunita), by=sunita)}, "belongs to another review"),
    ):
        with pytest.raises(Refused, match=words):
            share_information(review, **{**said, **fault}, by=sunita, now=NOW)
    draft = make_application(
        by=sunita, consent=Consent.WAITING, victim_name="Jo Day", applicant_name="Cllr Lee"
    )
    assert draft.stage == ReviewStage.DRAFT
    with pytest.raises(Refused, match="Record the victim's consent"):
        share_information(draft, **said, by=sunita, now=NOW)


def test_a_request_is_kept_with_its_basis_and_its_reply(sunita: User, review: CaseReview) -> None:
    said: dict[str, Any] = {
        "body": "The school",
        "basis": "2014 Act Sch. 4 para 7",
        "tier": Tier.SUMMARY,
        "words": "Its log of the gate",
        "must_comply": True,
        "asked_at": NOW,
    }
    one, two = (request_information(review, **said, by=sunita, now=NOW) for _ in range(2))
    assert (one.asked, one.must_comply, one.gateway) == (True, True, said["basis"])
    for fault, words in (
        ({"body": " "}, "who was asked"),
        ({"basis": " "}, "by which it was asked for"),
        ({"words": " "}, "what was asked for"),
    ):
        with pytest.raises(Refused, match=words):
            request_information(review, **{**said, **fault}, by=sunita, now=NOW)
    in_time: dict[str, Any] = {"replied_at": NOW}
    for given, words in (
        ({}, "either what was given or why"),
        ({"words": "Two pages", "refused_why": "No"}, "either what was given or why"),
        ({"words": "Two pages", "replied_at": NOW - HOUR}, "lies before the request"),
    ):
        with pytest.raises(Refused, match=words):
            record_information_reply(one, **{**in_time, **given}, by=sunita, now=NOW)
    why = "It is about another child: data protection law forbids it"
    refusal = record_information_reply(one, refused_why=why, replied_at=NOW, by=sunita, now=NOW)
    reply = record_information_reply(two, words="Two pages", replied_at=NOW, by=sunita, now=NOW)
    assert (refusal.answers, refusal.refused_why, refusal.must_comply) == (one, why, True)
    assert (reply.answers, reply.words, reply.refused_why) == (two, "Two pages", "")
    told = AuditEvent.objects.filter(review=review, verb=Verb.REVIEW_INFORMATION_REPLIED).order_by("pk")
    assert [event.data["answer"] for event in told] == ["refused", "given"]
    with pytest.raises(Refused, match="recorded already"):
        record_information_reply(one, words="Now", replied_at=NOW, by=sunita, now=NOW)
    with pytest.raises(Refused, match="This is no request"):
        record_information_reply(reply, words="Now", replied_at=NOW, by=sunita, now=NOW)

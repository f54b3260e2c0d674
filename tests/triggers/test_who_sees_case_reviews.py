"""Both locks on case reviews: county work, own district, the co-ordinators of the area, and who was let in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import event_of
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, CaseReview
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.notify.models import Task
from partners import access
from tests.make import NOW, make_agency, make_case, make_team, make_user
from tests.triggers.make import CASTLE_POINT, make_application, make_co_ordinator, make_complaint
from triggers.choices import Channel
from triggers.models import Application, BodyReply, Panel, PublicApplication, ReviewComplaint
from triggers.transitions import acknowledge, receive_application

pytestmark = pytest.mark.django_db
CHILDREN = (Application, BodyReply, ReviewComplaint, Deadline, AuditEvent)


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User, ben: User) -> CaseReview:
    review = make_application(by=sunita)
    make_complaint(review, by=sunita)
    Panel.objects.create(review=review, number=1, meets_at=NOW, chair_name="Ann", recorded_at=NOW)
    return review


def let_in(review: CaseReview, **receiver: Any) -> AccessGrant:
    stated = {"source": GrantSource.REVIEW, "starts_at": NOW - timedelta(days=400), "granted_at": NOW}
    return AccessGrant.objects.create(review=review, **stated, **receiver)


def seen_by(user: User) -> tuple[set[str], set[str]]:
    """Return what each lock shows of the reviews, by itself."""
    first = set(access.reviews_visible_to(user, now=timezone.now()).values_list("reference", flat=True))
    with acting(str(user.pk)), transaction.atomic():
        return first, set(CaseReview.objects.values_list("reference", flat=True))


def test_both_locks_show_everybody_the_same_reviews(
    review: CaseReview, sunita: User, ben: User, cara: User, dev: User
) -> None:
    elsewhere = make_application(by=sunita, area=CASTLE_POINT)
    nowhere = make_application(by=sunita, area="far-away")
    mine, theirs, none = {review.reference}, {elsewhere.reference}, {nowhere.reference}
    lent = make_user("lent", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="harlow")
    guests = make_agency("Guests", AgencyKind.VOLUNTARY)
    let_in(review, user=lent)
    let_in(elsewhere, agency=guests, tier=Tier.SUMMARY)
    let_in(nowhere, agency=guests, tier=Tier.SUMMARY, revoked_at=NOW)
    closed = make_co_ordinator(area="E07000067", username="shut")
    closed.agency.active = False
    closed.agency.save()

    expected = {
        sunita: mine,
        ben: mine,
        cara: set(),
        dev: set(),
        lent: mine,
        closed: set(),
        make_user("gone", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", is_active=False): set(),
        make_co_ordinator(area=CASTLE_POINT, username="peter"): theirs,
        make_user("councilless", Role.COORDINATOR, agency=make_agency("None", AgencyKind.COUNCIL)): set(),
        make_user("guest", Role.PARTNER, agency=guests): theirs,
        make_user("asb", Role.ASB_OFFICER, Rank.CONSTABLE): mine | theirs | none,
        make_user("wide", Role.CPT_OFFICER, team=make_team("Rural", force_wide=True)): mine | theirs | none,
        **{
            make_user(role.value, role, district_code="colchester"): set()
            for role in (
                *(Role.CONTACT_HANDLER, Role.RESPONSE_OFFICER, Role.PARTNER),
                *(Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR),
            )
        },
    }

    assert {user.username: seen_by(user) for user in expected} == {
        user.username: (seen, seen) for user, seen in expected.items()
    }
    works = {user.username for user in expected if access.works_on_reviews(user)}
    assert {"sunita", "ben", "asb"} <= works
    assert works.isdisjoint({"gone", "guest", "analyst", "administrator", "contact_handler"})


def test_a_review_of_a_restricted_case_is_seen_by_the_people_named_on_the_case_alone(
    sunita: User, ben: User, amira: User
) -> None:
    case = make_case(by=amira)
    review = make_application(by=sunita, case=case)
    asb = make_user("asb", Role.ASB_OFFICER, Rank.CONSTABLE)
    restrict_case(case, named=[amira], reason="An officer's family", by=ben, now=timezone.now())

    named = {amira.username, ben.username}
    for user in (amira, ben, sunita, asb):
        seen = {review.reference} if user.username in named else set()
        assert seen_by(user) == (seen, seen), user.username
        with acting(str(user.pk)):
            rows = {
                model.__name__: model._default_manager.filter(review=review).exists() for model in CHILDREN
            }
        if not seen:
            own = {"AuditEvent"} if user == sunita else set()
            assert {name for name, there in rows.items() if there} == own, user.username
        else:
            assert rows["Application"], user.username


def test_who_was_let_in_sees_the_panel_and_neither_application_nor_worksheet(review: CaseReview) -> None:
    guest = make_user("guest", Role.PARTNER, agency=make_agency("Guests", AgencyKind.VOLUNTARY))
    let_in(review, user=guest, tier=Tier.SUMMARY)

    with acting(str(guest.pk)), transaction.atomic():
        assert CaseReview.objects.get() == review
        assert Panel.objects.get().chair_name == "Ann"
        for model in CHILDREN:
            assert not model._default_manager.filter(review=review).exists(), model.__name__
        assert CaseReview.objects.update(stage="closed") == 0
        assert Panel.objects.update(place="mine") == 0


def test_who_does_not_see_a_review_adds_nothing_to_it(review: CaseReview, cara: User, ben: User) -> None:
    handler = make_user("handler", Role.CONTACT_HANDLER)
    stated = {"number": 9, "name": "x", "kind": "other", "told_at": NOW, "told_how": "x", "recorded_at": NOW}
    attempts: list[Callable[[User], object]] = [
        lambda by: BodyReply.objects.create(review=review, **stated),
        lambda by: event_of(Verb.REVIEW_CLOSED, by=by, now=NOW, data={}, review=review).save(),
        lambda by: let_in(review, user=by),
    ]
    for by in (cara, handler):
        for attempt in attempts:
            with acting(str(by.pk)), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
                attempt(by)
    with acting(str(ben.pk)), transaction.atomic():
        let_in(review, user=cara)


def test_a_task_about_a_review_is_seen_with_the_review_and_not_as_one_about_nothing(
    review: CaseReview, sunita: User, ben: User
) -> None:
    other = make_user("other", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon")
    stated = {"words": "x", "raised_at": NOW, "owner": make_user("owner", Role.SUPERVISOR, Rank.SERGEANT)}
    Task.objects.create(key="t", review=review, **stated)

    for user, seen in ((sunita, 1), (ben, 1), (other, 0)):
        with acting(str(user.pk)), transaction.atomic():
            assert Task.objects.count() == seen, user.username


def test_a_co_ordinator_works_through_the_second_lock_and_an_officer_of_the_district_too(
    sunita: User, ben: User, amira: User
) -> None:
    with acting(str(sunita.pk)), transaction.atomic():
        review = make_application(by=sunita)
        acknowledge(review, words="We have it", how="Letter", sent_at=NOW, by=sunita, now=NOW)
    with acting(str(amira.pk)), transaction.atomic():
        complaint = make_complaint(review, by=amira)

    assert complaint.recorded_by == amira
    assert Deadline.objects.filter(review=review).count() == 3


def test_whoever_may_not_see_the_area_takes_nothing_in_there_and_leaves_it_to_the_service(
    cara: User, ben: User
) -> None:
    told = {"area": "E07000071", "channel": Channel.PHONE, "happened": "x", "received_at": NOW}
    for actor in (str(cara.pk), "anonymous", "system:clocks"):
        with acting(actor), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
            receive_application(**told, by=cara, now=NOW)
    with acting("anonymous"), transaction.atomic():
        for model in (CaseReview, PublicApplication, *CHILDREN):
            assert not model._default_manager.exists(), model.__name__


def test_a_link_shows_stage_and_next_date_once_and_nothing_without_it(
    review: CaseReview, sunita: User
) -> None:
    def asked(token: str, at: Any = NOW) -> list[Any]:
        with acting("anonymous"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM asb_review_status(%s, %s)", [token, at])
            return cursor.fetchall()

    for token, days in (("good", 7), ("old", 1)):
        review.status_links.create(token_hash=token, made_at=NOW, expires_at=NOW + timedelta(days=days))
    first = Deadline.objects.filter(review=review).order_by("due_at", "pk")[0]

    assert asked("unknown") == []
    assert asked("old", NOW + timedelta(days=2)) == []
    assert asked("good") == [("received", "acr_agree_date", first.due_at)]
    assert asked("good") == []

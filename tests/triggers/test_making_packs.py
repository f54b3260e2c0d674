"""A pack is made by whoever works on the review, kept as it was made, and read at their tier by those who were let in."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.enforcement.papers.compiler import texts_of
from asbcases.errors import Refused
from partners import access
from tests.make import NOW, make_agency, make_team, make_user
from tests.triggers.make import CASTLE_POINT, make_co_ordinator
from tests.triggers.make_packs import FOR_WHOM, make_packs, make_secret_review
from tests.triggers.make_reviews import DAY, make_panel, make_review
from triggers.choices import PackLevel
from triggers.models import Application, Panel, ReviewPack
from triggers.queries import packs as queries
from triggers.queries.packs import packs_open_to
from triggers.rules.pack_words import CASE_UNSEEN, MORE
from triggers.transitions.attendees import admit_attendee, remove_attendee
from triggers.transitions.packs import make_pack
from triggers.transitions.panels import cancel_panel, decide_panel

pytestmark = pytest.mark.django_db
AT = NOW + DAY
ALL = set(PackLevel)


@pytest.fixture
def panel(ben: User, amira: User) -> Panel:
    return make_secret_review(ben=ben, amira=amira)


def made(panel: Panel, by: User, level: PackLevel = PackLevel.WHOLE, **said: Any) -> ReviewPack:
    """Return a pack that somebody made, behind both locks."""
    with acting(str(by.pk)), transaction.atomic():
        return make_pack(panel, level=level, for_whom=FOR_WHOM, by=by, now=AT, **said)


def words(pack: ReviewPack) -> str:
    return " ".join(texts_of(pack.data))


def read_by(user: User) -> set[int]:
    """Return the levels of the packs that somebody reads; both locks say the same."""
    first = set(packs_open_to(user, now=timezone.now()).values_list("pk", flat=True))
    with acting(str(user.pk)), transaction.atomic():
        second = dict(ReviewPack.objects.values_list("pk", "level"))
        assert set(packs_open_to(user, now=timezone.now()).values_list("pk", flat=True)) == first
    assert set(second) == first, user.username
    return set(second.values())


def test_both_locks_show_everybody_the_same_packs(
    panel: Panel, ben: User, amira: User, dev: User, eve: User
) -> None:
    make_packs(panel, by=ben)
    sunita, peter = make_co_ordinator(), make_co_ordinator(CASTLE_POINT, username="peter")
    lent = make_user("lent", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="harlow")
    gone = make_user("gone", Role.PARTNER, agency=make_agency("Gone", AgencyKind.VOLUNTARY))
    seats = {dev: Tier.SUMMARY, peter: Tier.INCIDENTS, lent: Tier.RISK, gone: Tier.RISK}
    for user, tier in seats.items():
        admit_attendee(panel, name=user.name, part="For their body", user=user, tier=tier, by=ben, now=AT)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()

    expected: dict[User, set[Any]] = {
        ben: ALL,
        sunita: ALL,
        make_user("asb", Role.ASB_OFFICER, Rank.CONSTABLE): ALL,
        make_user("wide", Role.SUPERVISOR, Rank.SERGEANT, team=make_team("Rural", force_wide=True)): ALL,
        make_user("far", Role.SUPERVISOR, Rank.SERGEANT, district_code="harlow"): set(),
        dev: {PackLevel.SUMMARY},
        peter: {PackLevel.INCIDENTS},
        lent: {PackLevel.RISK},
        **{key: set() for key in (amira, eve, gone)},
        **{
            make_user(role.value, role, district_code="colchester"): set()
            for role in (
                Role.CONTACT_HANDLER,
                Role.RESPONSE_OFFICER,
                Role.ANALYST,
                Role.AUDITOR,
                Role.ADMINISTRATOR,
            )
        },
    }
    assert {user.username: read_by(user) for user in expected} == {
        user.username: levels for user, levels in expected.items()
    }

    review, at = panel.review, timezone.now()
    asks = {user.username for user in expected if access.reads_packs_of(review, user, now=at)}
    assert asks == {"ben", "sunita", "asb", "wide", "far", "dev", "peter", "lent"}

    seat = panel.attendees.get(user=dev)
    remove_attendee(seat, why="Another comes", by=ben, now=AT)
    assert read_by(dev) == set()
    case = panel.review.case
    assert case is not None
    restrict_case(case, named=[amira], reason="An officer's family", by=ben, now=timezone.now())
    assert [read_by(user) for user in (ben, sunita, peter, lent)] == [ALL, set(), set(), set()]


def test_who_was_let_in_makes_no_pack_and_neither_does_the_database(panel: Panel, dev: User) -> None:
    peter = make_co_ordinator(CASTLE_POINT, username="peter")
    for user in (peter, dev):
        AccessGrant.objects.create(
            review=panel.review, user=user, source="review", tier=3, starts_at=NOW, granted_at=NOW
        )
    with pytest.raises(Refused, match="makes no pack of it: ask its co-ordinator"):
        made(panel, peter)
    row = {
        "number": 9,
        "level": 1,
        "for_whom": "me",
        "data": {},
        "pdf": b"",
        "made_at": NOW,
        "recorded_at": NOW,
    }
    for user in (peter, dev):
        with acting(str(user.pk)), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
            ReviewPack.objects.create(review=panel.review, panel=panel, **row)


def test_a_pack_is_kept_as_it_was_made_and_the_next_has_the_next_number(panel: Panel, ben: User) -> None:
    first = made(panel, ben, PackLevel.INCIDENTS)
    Application.objects.filter(review=panel.review).update(happened="Nothing more.")
    second = made(panel, ben, PackLevel.INCIDENTS, large=True)

    kept = ReviewPack.objects.get(pk=first.pk)
    assert "Trundlewick" in words(kept)
    assert "Trundlewick" not in words(second)
    assert (kept.number, second.number, kept.large, second.large) == (1, 2, False, True)
    assert (kept.recorded_by, kept.for_whom, kept.made_at, kept.panel) == (ben, FOR_WHOM, AT, panel)
    with acting(str(ben.pk)), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ReviewPack.objects.update(for_whom="somebody else")
    event = AuditEvent.objects.filter(review=panel.review, verb=Verb.REVIEW_PACK_MADE).order_by("pk")[0]
    assert event.sentence == "made pack 1 for panel 2: incidents"
    assert (event.data["for_whom"], event.data["id"]) == (FOR_WHOM, first.pk)


def test_whoever_does_not_see_the_case_makes_a_pack_without_it(panel: Panel, ben: User) -> None:
    sunita = make_co_ordinator()

    hers, his = words(made(panel, sunita)), words(made(panel, ben))

    assert CASE_UNSEEN in hers
    assert CASE_UNSEEN not in his
    for word in ("Rumpusville", "Amira Osei", "Zenobia", "Kai Marsh", "ASB-2026"):
        assert word in his, word
        assert word not in hers, word
    # All else of the review she sees.
    assert all(word in hers for word in ("Ottoline", "Palpitations", "Contrariwise"))


def test_of_a_long_case_a_pack_takes_the_newest_and_says_so(
    panel: Panel, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MORE not in words(made(panel, ben))
    monkeypatch.setattr(queries, "MOST", 2)
    assert words(made(panel, ben)).count(MORE) == 1


def test_a_pack_is_refused_with_what_to_mend(panel: Panel, ben: User) -> None:
    told: dict[str, Any] = {"level": PackLevel.INCIDENTS, "by": ben, "now": AT}
    with pytest.raises(Refused, match="Say for whom the pack is made"):
        make_pack(panel, for_whom=" ", **told)
    Application.objects.filter(review=panel.review).update(happened="\u4e2d\u6587")
    with pytest.raises(Refused, match="There is no letter for “\u4e2d"):
        make_pack(panel, for_whom="the chair", **told)
    # A level that does not hold it prints.
    assert make_pack(panel, for_whom="the chair", **{**told, "level": PackLevel.SUMMARY}).number == 1
    [first] = panel.review.panels.filter(number=1)
    with pytest.raises(Refused, match="What panel 1 decided is recorded already"):
        make_pack(first, for_whom="the chair", **told)
    cancel_panel(panel, why="She is ill", by=ben, now=AT)
    with pytest.raises(Refused, match="Panel 2 was cancelled"):
        make_pack(panel, for_whom="the chair", **told)


def test_a_pack_of_a_review_with_nothing_but_its_application(ben: User) -> None:
    panel = make_panel(make_review(by=ben), by=ben)
    said = words(made(panel, ben))
    assert "What agencies did" not in said
    assert decide_panel(panel, held_at=AT, decision="None", reasons="None", by=ben, now=AT).decided_at == AT

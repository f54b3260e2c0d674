"""Case reviews by the API: lists, who may read and act, the version that was read, keys, and bad input."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import CaseReview
from asbcases.casework.transitions import restrict_case
from partners.wall.switches import first_lock_off
from tests.make import make_case, make_user
from tests.triggers.by_api import COMPLAINT, FACTORS, HOME, Api, application, letter, this_moment
from tests.triggers.make import CASTLE_POINT, COLCHESTER, make_application, make_co_ordinator, make_complaint
from tests.triggers.make_packs import make_secret_review
from tests.triggers.make_reviews import make_review
from triggers.choices import Consent, Ending
from triggers.models import ReviewComplaint
from triggers.transitions import withdraw_application

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def asha(db: None) -> User:
    return make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE, name="Asha Rao")


def shown(api: Api, **query: str) -> list[str]:
    return [row["reference"] for row in api.rows("", **query)]


def test_lists_are_filtered_as_the_board_is_and_paged(asha: User, sunita: User) -> None:
    now = timezone.now()
    old = make_application(by=sunita, now=now - 20 * DAY)
    new = make_application(by=sunita, now=now)
    there = make_application(by=asha, area=CASTLE_POINT, now=now)
    gone = make_application(by=sunita, consent=Consent.WAITING, victim_name="Jo Day", now=now)
    ending: dict[str, Any] = {"ending": Ending.NO_CONSENT, "reason": "No", "told_how": "By telephone"}
    withdraw_application(gone, **ending, by=sunita, now=now)
    api = Api(asha)

    due = api.rows()
    assert {row["reference"] for row in due} == {old.reference, new.reference, there.reference}
    assert [row["due"]["due_at"] for row in due] == sorted(row["due"]["due_at"] for row in due)
    assert shown(api, show="closed") == [gone.reference]
    assert shown(api, show="open", area=COLCHESTER) == [new.reference, old.reference]
    # Nobody co-ordinates Castle Point.
    assert shown(api, show="gone") == [there.reference]
    assert [row["owner"] for row in api.rows(show="gone")] == [None]
    first = api.rows(show="open", limit="1")[0]
    assert (first["reference"] in {new.reference, there.reference}, first["due"] is not None) == (True, True)
    kinds = {row["due"]["kind"] for row in due}
    for kind in kinds:
        assert set(shown(api, step=kind)) == {row["reference"] for row in due if row["due"]["kind"] == kind}
    owing = api.rows(body="council")
    assert {row["due"]["kind"] for row in owing} <= {"acr_reply"}

    page = api.get("", {"limit": "2"}).json()
    further = api.client.get(page["next"]).json()["results"]
    assert [*page["results"], *further] == due
    assert [api.get("", query).status_code for query in ({"colour": "red"}, {"area": "nowhere"})] == [
        400,
        400,
    ]


def test_a_list_costs_the_same_whatever_its_length(
    asha: User, sunita: User, django_assert_num_queries: Any
) -> None:
    api, parts = Api(asha), ("complaints", "bodies", "letters", "deadlines", "thresholds")
    now = timezone.now()
    reviews = [make_review(by=sunita, now=now)]
    make_complaint(reviews[0], by=sunita)

    def ask() -> None:
        for show in ("due", "open", "gone", "closed"):
            api.rows(show=show)
        for part in parts:
            api.rows(f"{reviews[0].reference}/{part}/")

    with django_assert_num_queries(200, exact=False) as few:
        ask()
    for _ in range(5):
        reviews.append(make_application(by=sunita, now=now))
        make_complaint(reviews[0], by=sunita)

    with django_assert_num_queries(len(few)):
        ask()
    assert len(api.rows(show="open")) == 6


def test_who_sees_a_review_reads_and_who_works_on_reviews_acts(
    amira: User, cara: User, ben: User, dev: User, sunita: User
) -> None:
    review = f"{make_application(by=sunita).reference}/"
    for path in ("", "application/", "worksheet/", "bodies/", "bodies/1/", "deadlines/"):
        assert Api(amira).get(f"{review}{path}").status_code == 200, path
        for stranger in (cara, dev):
            assert Api(stranger).get(f"{review}{path}").status_code == 404, path
    assert (Api(dev).get().status_code, Api(cara).rows()) == (403, [])

    assert Api(amira).post(f"{review}complaints/", COMPLAINT).status_code == 403
    assert Api(amira).act(review, "give", {"to": "sunita", "why": "So"}).status_code == 403
    assert Api(ben).post(f"{review}complaints/", COMPLAINT).status_code == 201
    assert Api(cara).post("", application()).json()["errors"][0]["pointer"] == "#/area"
    assert Api(dev).post("", application()).status_code == 403


def test_a_guest_of_a_review_reads_no_application_by_either_lock(amira: User, ben: User, dev: User) -> None:
    review = f"{make_secret_review(ben=ben, amira=amira, guest=dev, tier=Tier.INCIDENTS).review.reference}/"

    for path in ("", "application/", "worksheet/", "panels/", "complaints/"):
        assert Api(dev).get(f"{review}{path}").status_code == 403, path
        with first_lock_off():
            assert Api(dev).get(f"{review}{path}").status_code == 404, path
    assert Api(ben).get(review).status_code == 200


def test_a_case_is_named_to_who_may_know_of_it(amira: User, ben: User, sunita: User) -> None:
    case = make_case(by=amira)
    made = Api(ben).post("", application(case=case.reference))
    assert (made.status_code, made.json()["case"]) == (201, case.reference)
    review = f"{made.json()['reference']}/"
    assert Api(sunita).get(review).json()["case"] is None
    unknown = Api(sunita).post("", application(case=case.reference))
    assert [fault["pointer"] for fault in unknown.json()["errors"]] == ["#/case"]

    restrict_case(case, named=[amira], reason="An officer's family", by=ben, now=timezone.now())
    assert (Api(sunita).get(review).status_code, Api(amira).get(review).status_code) == (404, 200)


def test_an_act_names_the_version_that_was_read_and_is_done_once(sunita: User, asha: User) -> None:
    api, review = Api(sunita), f"{make_application(by=sunita).reference}/"
    read, given = api.get(review).headers["ETag"], {"to": "asha", "why": "She is away"}

    assert api.get(review, **{"If-None-Match": read}).status_code == 304
    assert api.post(f"{review}give/", given).status_code == 428
    headers = {"If-Match": read, "Idempotency-Key": "once"}
    first, again = (api.post(f"{review}give/", given, **headers) for _ in range(2))
    assert (first.status_code, again.status_code, again.headers["Idempotent-Replayed"]) == (200, 200, "true")
    assert again.json() == first.json()
    assert api.post(f"{review}give/", given, **{"If-Match": read}).status_code == 412

    applied = api.get(f"{review}application/").headers["ETag"]
    assert api.get(f"{review}application/", **{"If-None-Match": applied}).status_code == 304
    assert api.post(f"{review}acknowledge/", letter()).status_code == 201
    assert api.get(f"{review}application/", **{"If-None-Match": applied}).status_code == 200


@pytest.mark.parametrize(
    "path", ["complaints/", "acknowledge/", "appeals/", "thresholds/", "information/ask/"]
)
def test_what_is_sent_twice_under_one_key_is_kept_once(sunita: User, path: str) -> None:
    api, review = Api(sunita), f"{make_application(by=sunita).reference}/"
    said: dict[str, Any] = {
        "complaints/": COMPLAINT,
        "acknowledge/": letter(),
        "appeals/": {"against": "handling", "words": "Nobody rang.", "asked_at": this_moment()},
        "thresholds/": {"met": False, **FACTORS},
        "information/ask/": {
            **{"body": "The school", "basis": "Schedule 4", "tier": 1, "words": "The log"},
            "asked_at": this_moment(),
        },
    }[path]

    first, second = (api.post(f"{review}{path}", said, **{"Idempotency-Key": "the-same"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert (second.json(), second.headers["Idempotent-Replayed"]) == (first.json(), "true")
    assert second.headers["Location"].startswith(f"{HOME}{review}")
    assert api.client.get(first.headers["Location"]).json() == first.json()


def test_an_application_sent_twice_under_one_key_is_received_once(sunita: User) -> None:
    said = application()

    first, second = (Api(sunita).post("", said, **{"Idempotency-Key": "the-same"}) for _ in range(2))

    assert (first.json(), CaseReview.objects.count()) == (second.json(), 1)


@pytest.mark.parametrize(
    ("path", "body", "pointer", "detail"),
    [
        ("", {"from_hour": 9, "until_hour": 9}, "#/until_hour", "These hours end before they begin."),
        ("", {"channel": "online"}, "#/channel", "This must be one of: phone, counter, letter, email"),
        ("", {"consent": "withdrawn"}, "#/consent", "This must be one of: own, given, waiting."),
        ("", {"received_at": "2026-11-23 10:00"}, "#/received_at", "This must be an instant with its offset"),
        ("bodies/", {"kind": "other", "how": "By post"}, "#/name", "Name the body, or an agency."),
        ("bodies/", {"agency": "Nobody", "kind": "other"}, "#/agency", "There is no such record"),
        ("panels/", {"chair": "nobody"}, "#/chair", "There is no such record, or it is not for you."),
        ("information/share/", {"tier": 4}, "#/tier", "Ensure this value is less than or equal to 3."),
        ("letters/", {"words": "Dear"}, "", ""),
    ],
)
def test_what_cannot_be_used_is_said_by_its_pointer_and_nothing_is_kept(
    sunita: User, path: str, body: dict[str, Any], pointer: str, detail: str
) -> None:
    review = f"{make_application(by=sunita).reference}/"
    sent = application(**body) if not path else body

    answer = Api(sunita).post(f"{review}{path}" if path else "", sent)

    said = {fault["pointer"]: fault["detail"] for fault in answer.json().get("errors", [])}
    assert answer.status_code == (400 if pointer else 405)
    assert said.get(pointer, "")[: len(detail)] == detail
    assert CaseReview.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        (
            "thresholds/",
            {"met": True, "harm": "She is afraid"},
            "Give a reason on persistence and the adequacy",
        ),
        (
            "acknowledge/",
            {"words": "Dear", "how": "By post", "sent_at": "2090-01-01T10:00:00+00:00"},
            "Look at",
        ),
        (
            "dates/",
            {"step": "outcome", "on": "2090-01-01", "how": "By post"},
            "It is not the turn of this step",
        ),
        (
            "tell-threshold/",
            {"words": "-", "how": "-", "sent_at": "2026-01-01T10:00:00+00:00"},
            "Decide first",
        ),
        (
            "complaints/",
            {**COMPLAINT, "complaint_on": "2090-01-01"},
            "Look at the dates again: one of them lies",
        ),
        (
            "complaints/",
            {**COMPLAINT, "behaviour_until": "2026-01-01"},
            "Give the first day of the behaviour",
        ),
        ("plans/", {"words": "The bins move."}, ""),
    ],
)
def test_what_is_refused_is_refused_in_the_words_of_the_pages(
    sunita: User, path: str, body: dict[str, Any], words: str
) -> None:
    review = f"{make_application(by=sunita).reference}/"

    answer = Api(sunita).post(f"{review}{path}", body)

    assert answer.status_code == 409
    assert answer.json()["detail"].startswith(words)
    assert not ReviewComplaint.objects.exists()


def test_nothing_of_another_review_is_found_by_its_number(sunita: User) -> None:
    api, one = Api(sunita), make_application(by=sunita)
    make_complaint(one, by=sunita)
    other = f"{make_application(by=sunita, consent=Consent.WAITING, victim_name='Jo Day').reference}/"

    for path in ("complaints/1/", "bodies/1/", "letters/1/", "panels/1/", "panels/1/attendees/", "dates/1/"):
        assert api.get(f"{other}{path}").status_code == 404, path
    assert api.get(f"{one.reference}/complaints/1/").status_code == 200

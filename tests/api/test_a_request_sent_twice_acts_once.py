"""The header Idempotency-Key: the same request sent again is answered like the first, and does nothing."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import District, User
from asbcases.cases.models import Case, Report
from asbcases.db.actor import acting
from asbcases.web.models import IdempotencyKey
from asbcases.web.once import claim, fingerprint_of
from tests.api.conftest import CASES, REPORTS, Caller, new_case, new_report
from tests.make import CLOSING, make_case, make_incident, make_user

KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"


@pytest.mark.django_db
def test_a_replay_has_the_status_the_address_and_the_record_of_the_first(api: Caller) -> None:
    first = api.post(REPORTS, new_report(), Idempotency_Key=KEY)
    second = api.post(REPORTS, new_report(), Idempotency_Key=f'"{KEY}"')

    assert first.status_code == second.status_code == 201
    assert first["Location"] == second["Location"]
    assert first.json() == second.json()
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_without_a_key_every_request_acts(api: Caller) -> None:
    for _ in range(2):
        assert api.post(REPORTS, new_report()).status_code == 201

    assert Report.objects.count() == 2


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused(api: Caller) -> None:
    api.post(REPORTS, new_report(), Idempotency_Key=KEY)
    other = api.post(REPORTS, new_report(place_text="15 Mersea Road"), Idempotency_Key=KEY)

    assert other.status_code == 422
    assert other.json()["type"] == "urn:asb-cases:problem:key-reused"
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_at_another_address_is_refused(api: Caller, amira: User) -> None:
    body = new_report()
    api.post(REPORTS, body, Idempotency_Key=KEY)

    assert api.post(CASES, body, Idempotency_Key=KEY).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", " ", '""', "x" * 65, "naïve"])
def test_a_key_that_cannot_be_kept_is_bad_input(api: Caller, key: str) -> None:
    answer = api.post(REPORTS, new_report(), Idempotency_Key=key)

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["detail"]
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_bad_input_leaves_the_key_free(api: Caller) -> None:
    bad = api.post(REPORTS, new_report(place_text=""), Idempotency_Key=KEY)
    good = api.post(REPORTS, new_report(), Idempotency_Key=KEY)

    assert (bad.status_code, good.status_code) == (400, 201)


@pytest.mark.django_db
def test_a_refusal_stores_nothing_and_leaves_the_key_free(api: Caller, amira: User, ben: User) -> None:
    body = new_case(make_incident(by=amira).reference, lead="ben")

    refused = api.post(REPORTS, new_report(happened_from="2150-01-01T00:00:00Z"), Idempotency_Key=KEY)
    again = api.post(REPORTS, new_report(happened_from="2150-01-01T00:00:00Z"), Idempotency_Key=KEY)
    opened = api.post(CASES, body, Idempotency_Key=KEY)

    assert [refused.status_code, again.status_code, opened.status_code] == [409, 409, 201]
    assert "Idempotent-Replayed" not in again
    assert (IdempotencyKey.objects.count(), Case.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_closing_twice_with_one_key_closes_once(api: Caller, amira: User) -> None:
    case = make_case(by=amira)
    etag = api.get(f"{CASES}{case.reference}/")["ETag"]
    form = api.get("/api/v1/risk-form/").json()["questions"]
    answers = {question["code"]: question["options"][0]["code"] for question in form}
    api.post(f"{CASES}{case.reference}/assessments/", {"party": 1, "with_victim": True, "answers": answers})

    def close() -> Any:
        return api.post(f"{CASES}{case.reference}/close/", CLOSING, If_Match=etag, Idempotency_Key=KEY)

    first, second = close(), close()
    assert [first.status_code, second.status_code] == [200, 200], second.content
    assert first.json() == second.json()
    assert second["Idempotent-Replayed"] == "true"


@pytest.mark.django_db
def test_a_replay_shows_nothing_that_the_person_may_no_longer_see(api: Caller, amira: User) -> None:
    api.post(REPORTS, new_report(), Idempotency_Key=KEY)
    amira.district = District.objects.get(code="basildon")
    amira.save()
    replay = api.post(REPORTS, new_report(), Idempotency_Key=KEY)

    assert replay.status_code == 404
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_requests_at_once_with_one_key_create_one_row() -> None:
    api, together = _signed_in(), Barrier(10)

    def send(_: int) -> tuple[int, str, bool]:
        together.wait()
        try:
            answer = api.post(REPORTS, new_report(), Idempotency_Key=KEY)
            return answer.status_code, answer.headers.get("Location", ""), "Idempotent-Replayed" in answer
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))

    with transaction.atomic():
        references = [report.reference for report in Report.objects.all()]
    assert len(references) == 1
    assert {(status, place) for status, place, _ in answers} == {(201, f"{REPORTS}{references[0]}/")}
    assert sum(replayed for _, _, replayed in answers) == 9


@pytest.mark.django_db(transaction=True)
def test_a_request_whose_first_does_not_end_is_told_to_wait() -> None:
    api = _signed_in()
    user = User.objects.get(username="amira")
    raw = b'{"district": "colchester"}'

    def send() -> Any:
        with acting("system:test"), connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        try:
            return api.client.generic(
                "POST", REPORTS, raw, "application/json", headers={"Idempotency-Key": KEY}
            )
        finally:
            connections.close_all()

    with acting(str(user.pk)), transaction.atomic():
        claim(user, KEY, fingerprint_of("POST", REPORTS, raw), now=timezone.now())
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(send).result()

    assert answer.status_code == 409
    assert "still being worked on" in answer.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_when_the_first_is_rolled_back_the_one_that_waited_acts() -> None:
    api = _signed_in()
    user = User.objects.get(username="amira")

    def send() -> Any:
        try:
            return api.post(REPORTS, new_report(), Idempotency_Key=KEY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with acting(str(user.pk)), transaction.atomic():
            claim(user, KEY, "of a request that fails", now=timezone.now())
            waiting = pool.submit(send)
            time.sleep(0.5)
            held = waiting.running()
            transaction.set_rollback(True)
        answer = waiting.result()

    assert held
    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer


def _signed_in() -> Caller:
    with transaction.atomic():
        return Caller(make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester"))

"""Bad input gets a 4xx with a sentence that says what to mend, in one shape; never a trace."""

import gzip
import json
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import DataError, IntegrityError, OperationalError, ProgrammingError
from django.http import Http404, UnreadablePostError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors as postgres
from rest_framework.exceptions import Throttled
from rest_framework.response import Response

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident, Report
from asbcases.errors import Refused
from asbcases.web.api.problems import handle
from tests.api.conftest import CASES, INCIDENTS, REPORTS, Caller, new_case, new_incident, new_report
from tests.make import CLOSING, make_case

pytestmark = pytest.mark.django_db


def shape(answer: Any, status: int) -> dict[str, Any]:
    """Check the shape of a problem, and return its body."""
    body = answer.json()
    assert answer.status_code == body["status"] == status, body
    assert answer["Content-Type"] == "application/problem+json"
    assert body["type"].startswith("urn:asb-cases:problem:")
    assert body["title"]
    assert body["detail"].endswith((".", "!")) or "`" in body["detail"], body
    assert "Traceback" not in json.dumps(body)
    assert body["instance"] == f"urn:uuid:{answer['X-Request-Id']}"
    return body


def faults(answer: Any) -> dict[str, str]:
    return {fault["pointer"]: fault["detail"] for fault in shape(answer, 400)["errors"]}


RAW: list[tuple[str, bytes, str]] = [
    ("no JSON", b"narrative=hello", "not valid JSON"),
    ("cut off", b'{"narrative": "hel', "not valid JSON"),
    ("a list", b"[]", "one JSON object"),
    ("a text", b'"report"', "one JSON object"),
    ("a number", b"7", "one JSON object"),
    ("null", b"null", "one JSON object"),
    ("not UTF-8", b'{"narrative": "\xff\xfe"}', "UTF-8"),
    ("UTF-16", '{"narrative": "x"}'.encode("utf-16"), "UTF-8"),
    ("half a character", b'{"narrative": "\\ud800"}', "UTF-8"),
    ("half a character as a name", b'{"\\udfff": 1}', "UTF-8"),
    ("NUL", b'{"narrative": "a\\u0000b"}', "NUL"),
    ("NUL as a name", b'{"a\\u0000b": 1}', "NUL"),
    ("NUL deep down", b'{"a": [{"b": ["\\u0000"]}]}', "NUL"),
    ("NUL unescaped", b'{"narrative": "a\x00b"}', "not valid JSON"),
    ("too deep", b'{"a":' * 20 + b"1" + b"}" * 20, "too deeply"),
    ("far too deep", b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "too deeply"),
    ("twice the same name", b'{"narrative": "a", "narrative": "b"}', "appears twice"),
    ("not a number", b'{"narrative": NaN}', "no number"),
    ("infinity", b'{"narrative": -Infinity}', "no number"),
    ("an endless number", b'{"narrative": ' + b"9" * 10_000 + b"}", "too long"),
]


@pytest.mark.parametrize(("name", "raw", "words"), RAW, ids=[row[0] for row in RAW])
def test_what_cannot_be_read_is_refused_with_a_sentence(
    api: Caller, name: str, raw: bytes, words: str
) -> None:
    body = shape(api.send("POST", REPORTS, raw), 400)

    assert body["type"] == "urn:asb-cases:problem:malformed"
    assert words in body["detail"]


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "br", "gzip, identity"])
def test_what_is_packed_is_not_unpacked(api: Caller, coding: str) -> None:
    """Ten kilobytes of it may hold ten megabytes."""
    packed = gzip.compress(json.dumps(new_report()).encode())
    answer = api.client.post(
        REPORTS, packed, content_type="application/json", headers={"Content-Encoding": coding}
    )

    assert "without the header Content-Encoding" in shape(answer, 415)["detail"]
    assert answer["Accept-Encoding"] == "identity"
    assert not Report.objects.exists()


def test_what_says_that_it_is_not_packed_is_read(api: Caller) -> None:
    assert api.post(REPORTS, new_report(), **{"Content-Encoding": "identity"}).status_code == 201


FIELDS: list[tuple[str, dict[str, Any], str]] = [
    ("a number for a text", {"narrative": 7}, "#/narrative"),
    ("true for a text", {"narrative": True}, "#/narrative"),
    ("a list for a text", {"narrative": ["a"]}, "#/narrative"),
    ("null for a text", {"narrative": None}, "#/narrative"),
    ("nothing said", {"narrative": ""}, "#/narrative"),
    ("blanks for words", {"narrative": " \n "}, "#/narrative"),
    ("more than is kept", {"narrative": "x" * 20_001}, "#/narrative"),
    ("an unknown word", {"channel": "pigeon"}, "#/channel"),
    ("a list for a word", {"channel": ["101"]}, "#/channel"),
    ("an object for a word", {"channel": {"a": 1}}, "#/channel"),
    ("a number for a word", {"channel": 101}, "#/channel"),
    ("an unknown district", {"district": "kent"}, "#/district"),
    ("a number for a district", {"district": 1}, "#/district"),
    ("a district of others", {"district": "basildon"}, "#/district"),
    ("no district", {"district": None}, "#/district"),
    ("an instant without an offset", {"happened_from": "2026-10-20T18:00:00"}, "#/happened_from"),
    ("a day for an instant", {"happened_from": "2026-10-20"}, "#/happened_from"),
    ("a number for an instant", {"happened_from": 1_700_000_000}, "#/happened_from"),
    ("no such day", {"happened_from": "2026-02-30T00:00:00Z"}, "#/happened_from"),
    ("before all time", {"happened_from": "0001-01-01T00:00:00+14:00"}, "#/happened_from"),
    ("after all time", {"happened_from": "9999-12-31T23:59:59-14:00"}, "#/happened_from"),
    ("an end before the start", {"happened_until": "2026-10-20T17:00:00+01:00"}, "#/happened_until"),
    ("an exact time that lasts", {"happened_until": "2026-10-20T19:00:00+01:00"}, "#/happened_until"),
    ("a range without an end", {"happened_precision": "range"}, "#/happened_until"),
    ("a field that does not exist", {"narative": "x"}, "#/narative"),
    ("a name with a slash", {"a/b~c": "x"}, "#/a~1b~0c"),
    ("what only the service sets", {"reference": "RPT-2026-000001"}, "#/reference"),
]


@pytest.mark.parametrize(("name", "changes", "pointer"), FIELDS, ids=[row[0] for row in FIELDS])
def test_each_fault_is_pointed_at(api: Caller, name: str, changes: dict[str, Any], pointer: str) -> None:
    found = faults(api.post(REPORTS, new_report(**changes)))

    assert list(found) == [pointer]
    assert found[pointer].endswith((".", '"'))
    assert not Report.objects.exists()


def test_all_faults_are_told_at_once(api: Caller) -> None:
    assert set(faults(api.post(REPORTS, {"narrative": "", "colour": "red"}))) == {
        "#/channel",
        "#/district",
        "#/happened_from",
        "#/happened_precision",
        "#/narrative",
        "#/place_text",
        "#/colour",
    }
    assert "narrative" in faults(api.post(REPORTS, {"colour": "red"}))["#/colour"]


def test_faults_inside_objects_and_lists_are_pointed_at(api: Caller, amira: User) -> None:
    case = make_case(by=amira)
    known = Incident.objects.get().reference
    body = new_case(known, "INC-2026-999999", known, victim={"name": 7, "age": 9}, lead="nobody")

    assert set(faults(api.post(CASES, body))) == {"#/victim/name", "#/victim/age", "#/lead"}
    body = new_case(known, "INC-2026-999999", "no reference")
    assert set(faults(api.post(CASES, body))) == {"#/incidents/1", "#/incidents/2"}
    assert set(faults(api.post(CASES, new_case(7, victim="Jade")))) == {"#/incidents/0", "#/victim"}
    assert set(faults(api.post(CASES, new_case()))) == {"#/incidents"}
    body = {"party": 2**70, "with_victim": "yes", "answers": {"q1": 1}}
    found = faults(api.post(f"{CASES}{case.reference}/assessments/", body))
    assert set(found) == {"#/party", "#/with_victim", "#/answers/q1"}
    body = {"party": 9, "with_victim": True, "answers": {"q1": "a"}}
    assert set(faults(api.post(f"{CASES}{case.reference}/assessments/", body))) == {"#/party"}


QUERIES = [
    ("district=kent", "district"),
    ("district=%00", "district"),
    ("category=loud", "category"),
    ("from=yesterday", "from"),
    ("to=9999-12-31", "to"),
    ("from=0001-01-01", "from"),
    ("limit=0", "limit"),
    ("limit=100000", "limit"),
    ("limit=many", "limit"),
    ("page=made-by-hand", "page"),
    ("page=%F0%28%8C%BC", "page"),
    ("colour=red", "colour"),
    ("category=personal&category=nuisance", "category"),
]


@pytest.mark.parametrize(("query", "parameter"), QUERIES)
def test_a_bad_address_names_its_parameter(api: Caller, query: str, parameter: str) -> None:
    body = shape(api.get(f"{INCIDENTS}?{query}"), 400)

    assert [fault["parameter"] for fault in body["errors"]] == [parameter]


def test_a_page_of_another_list_is_refused(api: Caller, amira: User) -> None:
    for _ in range(2):
        make_case(by=amira)
    link = api.get(CASES, {"limit": 1}).json()["next"]

    assert api.get(f"{REPORTS}?{link.partition('?')[2]}").status_code == 400


def test_other_problems(api: Caller, calling: type[Caller], amira: User) -> None:
    stranger = shape(calling(None).get(CASES), 401)
    assert stranger["type"] == "urn:asb-cases:problem:not-signed-in"
    assert calling(None).get(CASES)["WWW-Authenticate"].startswith("Session")

    forged = Caller(amira, enforce_csrf_checks=True).post(REPORTS, new_report())
    assert "X-CSRFToken" in shape(forged, 403)["detail"]

    wrong = api.client.put(CASES, "{}", content_type="application/json")
    assert "PUT" in shape(wrong, 405)["detail"]
    assert shape(api.client.options(CASES), 405)
    assert shape(api.client.delete(f"{CASES}{make_case(by=amira).reference}/"), 405)
    assert shape(api.get(CASES, Accept="text/html"), 406)
    assert shape(api.send("POST", REPORTS, b"a=b", "application/x-www-form-urlencoded"), 415)
    assert shape(api.client.post(REPORTS, {"narrative": "x"}), 415)
    assert shape(api.send("POST", REPORTS, b"{}", ""), 415)
    assert shape(api.send("POST", REPORTS, b'{"narrative": "' + b"x" * 3_000_000 + b'"}'), 413)
    assert shape(api.send("POST", REPORTS, b""), 400)


def test_what_a_rule_refuses_is_409_with_its_reason(api: Caller, amira: User) -> None:
    report = api.post(REPORTS, new_report()).json()["reference"]
    api.post(INCIDENTS, new_incident(report))
    again = shape(api.post(INCIDENTS, new_incident(report)), 409)

    assert again["type"] == "urn:asb-cases:problem:refused"
    assert report in again["detail"]


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


UNFORESEEN = [
    (RuntimeError("secret: Jade Taylor"), 500),
    (DataError("secret: Jade Taylor"), 500),
    (_caused(IntegrityError("secret"), postgres.NotNullViolation("secret")), 500),
    (_caused(IntegrityError("secret"), postgres.UniqueViolation("secret")), 409),
    (_caused(OperationalError("secret"), postgres.LockNotAvailable("secret")), 409),
    (_caused(OperationalError("secret"), postgres.DeadlockDetected("secret")), 409),
    (ProgrammingError('new row violates row-level security policy for table "secret"'), 403),
    (SuspiciousOperation("secret"), 400),
    (UnreadablePostError("secret"), 400),
    (Http404("secret"), 404),
    (Throttled(wait=7), 429),
    (Refused("Because."), 409),
]


@pytest.mark.parametrize(("exception", "status"), UNFORESEEN)
def test_no_answer_tells_what_went_wrong_inside(
    exception: Exception, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    answer: Response = handle(exception, {})

    assert answer.status_code == answer.data["status"] == status
    assert "secret" not in json.dumps(answer.data)
    assert "secret" not in "".join(capsys.readouterr())
    if status == 429:
        assert answer["Retry-After"] == "7"


def test_the_description_refuses_in_json_too(api: Caller) -> None:
    shape(api.post("/api/v1/schema/"), 405)
    shape(api.get("/api/v1/schema/", accept="text/html"), 406)

    assert api.get("/api/v1/schema/", accept="application/json").json()["openapi"].startswith("3.1")


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_json_whatever_makes_the_service_fail(api: Caller, amira: User, data: st.DataObject) -> None:
    case = Case.objects.first() or make_case(by=amira)
    whole: dict[str, dict[str, Any]] = {
        REPORTS: new_report(),
        INCIDENTS: new_incident("RPT-2026-000001"),
        CASES: new_case("INC-2026-000001"),
        f"{CASES}{case.reference}/assessments/": {"party": 1, "with_victim": True, "answers": {"q": "a"}},
        f"{CASES}{case.reference}/close/": dict(CLOSING),
    }
    path = data.draw(st.sampled_from(sorted(whole)))
    body = dict(whole[path])
    for name in data.draw(st.lists(st.sampled_from(sorted(body)), unique=True)):
        body[name] = data.draw(TREES)
    answer = api.send("POST", path, json.dumps(body).encode())

    assert answer.status_code in (201, 400, 409, 428), (path, body)

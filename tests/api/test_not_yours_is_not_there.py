"""Not visible is 404 and cannot be told from not existing; visible but not permitted is 403."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, User
from asbcases.audit.models import Access
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case, Incident, Report
from asbcases.casework.transitions import record_premises
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Item
from tests.api.conftest import CASES, INCIDENTS, REPORTS, SHARED, Caller, new_case, new_incident, new_report
from tests.make import NOW, make_case, make_given, make_report, make_share, make_user
from tests.triggers.make import make_application

pytestmark = pytest.mark.django_db

ABSENT = {
    **{"case": "ASB-2026-999999", "incident": "INC-2026-999999", "report": "RPT-2026-999999"},
    **{"person": "PER-2026-999999", "premises": "PRM-2026-999999"},
    "review": "ACR-2026-999999",
}
# The routes that name a record: its kind, and the method by which it is asked for.
NAMED = [
    ("api_report", "report", "get"),
    ("api_incident", "incident", "get"),
    ("api_incident_reports", "incident", "get"),
    ("api_case", "case", "get"),
    ("api_case_close", "case", "post"),
    ("api_parties", "case", "get"),
    ("api_case_incidents", "case", "get"),
    ("api_deadlines", "case", "get"),
    ("api_assessments", "case", "get"),
    ("api_assessments", "case", "post"),
    ("api_assessment", "case", "get"),
    ("api_owed_list", "case", "get"),
    ("api_person", "person", "get"),
    ("api_person_correct", "person", "post"),
    ("api_person_contacts", "person", "get"),
    ("api_match_rulings", "person", "post"),
    ("api_place", "premises", "get"),
    ("api_place_correct", "premises", "post"),
    *(
        (route, "review", method)
        for route, method in (
            ("api_case_review", "get"),
            ("api_case_review_application", "get"),
            ("api_case_review_letters", "get"),
            ("api_case_review_complaints", "post"),
            ("api_case_review_close", "post"),
        )
    ),
]


@pytest.fixture
def present(amira: User) -> dict[str, str]:
    """Return the references of a report, an incident, a case, a person and premises of Colchester."""
    case = make_case(by=amira)
    place = record_premises(address="14 Mersea Road", district=case.district, by=amira, now=NOW)
    return {
        "case": case.reference,
        "incident": Incident.objects.get().reference,
        "report": Report.objects.get().reference,
        "person": case.parties.get().person.reference,
        "premises": place.reference,
        "review": make_application(by=amira).reference,
    }


def routes() -> list[URLPattern]:
    """Return the routes of the API; their converters are known once the site's are."""
    assert get_resolver().url_patterns
    from asbcases.web.api_urls import urlpatterns

    return [route for route in urlpatterns if route.name]


def address(name: str, reference: str) -> str:
    return reverse(name, args=[reference, 1] if name == "api_assessment" else [reference])


@pytest.mark.walk
@pytest.mark.parametrize("who", ["cara", "dev", "eve", "auditor", "administrator"])
@pytest.mark.parametrize(("name", "kind", "method"), NAMED)
def test_nobody_can_tell_a_record_of_others_from_none(
    request: pytest.FixtureRequest, present: dict[str, str], who: str, name: str, kind: str, method: str
) -> None:
    user = make_user(who, Role(who)) if who in Role.values else request.getfixturevalue(who)
    api = Caller(user)

    def ask(reference: str) -> tuple[int, bytes, dict[str, str], list[str]]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = getattr(api, method)(address(name, reference))
        headers = {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}
        asked = [query["sql"].replace(reference, "?") for query in queries if "SAVEPOINT" not in query["sql"]]
        return answer.status_code, answer.content, headers, [sql[:60] for sql in asked]

    api.get("/api/v1/nowhere/")
    assert ask(present[kind]) == ask(ABSENT[kind])
    assert ask(present[kind])[0] == 404
    assert not Access.objects.filter(user=user).exists()


def test_a_404_says_nothing_about_the_request(api: Caller) -> None:
    bodies = {
        api.get(path).content
        for path in (
            f"{CASES}ASB-2026-999999/",
            f"{INCIDENTS}INC-2026-000009/",
            "/api/v1/nowhere/",
            "/api/v1/x?y=z",
        )
    }

    assert len(bodies) == 1
    assert b"instance" not in bodies.pop()
    assert api.post("/api/v1/nowhere/", {}).status_code == 404


def test_references_of_others_in_what_is_sent_are_like_none(
    present: dict[str, str], cara: User, calling: type[Caller]
) -> None:
    api = calling(cara)

    def errors(path: str, body: Any) -> Any:
        answer = api.post(path, body)
        return answer.status_code, answer.json()["errors"]

    for_case = [errors(CASES, new_case(name)) for name in (present["incident"], ABSENT["incident"])]
    for_incident = [
        errors(INCIDENTS, new_incident(name, district="basildon"))
        for name in (present["report"], ABSENT["report"])
    ]
    assert for_case[0] == for_case[1]
    assert for_incident[0] == for_incident[1]
    assert for_case[0][0] == for_incident[0][0] == 400


def test_lists_hold_only_what_is_visible(present: dict[str, str], cara: User, calling: type[Caller]) -> None:
    for path in (REPORTS, INCIDENTS, CASES):
        assert calling(cara).get(path).json()["results"] == []


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.CONTACT_HANDLER, {"report": 201, "incident": 201, "case": 403}),
        (Role.RESPONSE_OFFICER, {"report": 201, "incident": 201, "case": 403}),
        (Role.ASB_OFFICER, {"report": 201, "incident": 201, "case": 201}),
        (Role.PARTNER, {"report": 403, "incident": 403, "case": 403}),
        (Role.COORDINATOR, {"report": 403, "incident": 403, "case": 403}),
        (Role.ANALYST, {"report": 403, "incident": 403, "case": 403}),
        (Role.AUDITOR, {"report": 403, "incident": 403, "case": 403}),
        (Role.ADMINISTRATOR, {"report": 403, "incident": 403, "case": 403}),
    ],
)
def test_who_may_record_what(api: Caller, calling: type[Caller], role: Role, allowed: dict[str, int]) -> None:
    report = api.post(REPORTS, new_report()).json()["reference"]
    told = api.post(REPORTS, new_report()).json()["reference"]
    incident = api.post(INCIDENTS, new_incident(told)).json()["reference"]
    other = calling(make_user("other", role))

    assert other.post(REPORTS, new_report()).status_code == allowed["report"]
    assert other.post(INCIDENTS, new_incident(report)).status_code == allowed["incident"]
    assert other.post(CASES, new_case(incident, lead="amira")).status_code == allowed["case"]


def test_an_analyst_reads_figures_and_no_incident(present: dict[str, str], calling: type[Caller]) -> None:
    api = calling(make_user("ana", Role.ANALYST))

    assert api.get(INCIDENTS).status_code == 403
    assert api.get(f"{INCIDENTS}{present['incident']}/").status_code == 403


def test_a_partner_finds_no_shared_case_among_the_records(
    present: dict[str, str], amira: User, dev: User, calling: type[Caller]
) -> None:
    make_share(Case.objects.get(), dev.agency, by=amira)
    api = calling(dev)

    assert api.get(f"{CASES}{present['case']}/").status_code == 404
    assert api.get(CASES).json()["results"] == []
    assert api.get(f"{SHARED}{present['case']}/").status_code == 200


def test_no_part_of_the_record_is_there_for_a_partner_whatever_is_shared(
    present: dict[str, str], amira: User, dev: User, calling: type[Caller]
) -> None:
    make_share(Case.objects.get(), dev.agency, by=amira, tier=Tier.RISK)
    api = calling(dev)

    for part in ("incidents", "assessments", "parties", "deadlines"):
        assert api.get(f"{CASES}{present['case']}/{part}/").status_code == 404, part
    assert api.post(f"{CASES}{present['case']}/assessments/", {}).status_code == 404


def test_a_summary_that_is_not_shared_is_not_given_whatever_the_tier(
    present: dict[str, str], amira: User, dev: User, calling: type[Caller]
) -> None:
    make_given(Case.objects.get(), dev.agency, by=amira, tier=Tier.RISK, items=[Item.CONTACT])
    api = calling(dev)

    assert api.get(SHARED).json()["results"][0]["summary"] is None


def test_a_partner_does_not_act_on_a_shared_case(
    present: dict[str, str], amira: User, dev: User, calling: type[Caller]
) -> None:
    make_share(Case.objects.get(), dev.agency, by=amira, tier=Tier.RISK)
    api = calling(dev)

    assert api.post(f"{CASES}{present['case']}/close/", {}).status_code == 404


def test_a_recalled_share_is_gone_at_the_next_request(
    present: dict[str, str], amira: User, dev: User, calling: type[Caller]
) -> None:
    share = make_share(Case.objects.get(), dev.agency, by=amira)
    api = calling(dev)
    before = api.get(f"{SHARED}{present['case']}/").status_code
    share.revoked_at = timezone.now() - timedelta(seconds=1)
    share.save()

    assert (before, api.get(f"{SHARED}{present['case']}/").status_code) == (200, 404)


def test_a_partner_reads_what_their_agency_passed_on(
    amira: User, dev: User, calling: type[Caller], present: dict[str, str]
) -> None:
    own = make_report(by=amira, agency=dev.agency)

    assert [row["reference"] for row in calling(dev).get(REPORTS).json()["results"]] == [own.reference]
    assert calling(dev).get(f"{REPORTS}{own.reference}/").status_code == 200


def test_the_second_lock_alone_refuses_as_not_permitted(
    api: Caller, monkeypatch: pytest.MonkeyPatch, amira: User
) -> None:
    monkeypatch.setattr("asbcases.casework.api.shared.districts_of", _every_district)
    answer = api.post(REPORTS, new_report(district="basildon"))

    assert answer.status_code == 403
    assert not Report.objects.exists()


def _every_district(user: User) -> list[int]:
    return [district.pk for district in District.objects.all()]


def test_an_action_that_does_not_say_what_it_needs_cannot_be_routed() -> None:
    class Careless(ScopedViewSet):
        needs = {"list": None}

    assert callable(Careless.as_view({"get": "list"}))
    with pytest.raises(ImproperlyConfigured, match="destroy"):
        Careless.as_view({"get": "list", "delete": "destroy"})

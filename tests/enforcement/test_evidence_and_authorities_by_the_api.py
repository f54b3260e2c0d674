"""What shows a limb, where somebody must be, an order in force, and who may issue what: by the API as on the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.models import Authority, LimbEvidence, Measure
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import draft_notice, draft_warning, fresh, make_warning
from tests.enforcement.make_orders import COURSE, court_makes, draft_request, make_request
from tests.enforcement.test_orders_by_the_api import CHARGED_ON, NOW, Api
from tests.make import district, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
TODAY = london_day(NOW)
DAY = timedelta(days=1)
SCHOOL = {
    "kind": "school",
    "place": "Fernhill Academy, Tolbridge",
    "hours": [{"days": "Mon-Fri", "begin": "08:45", "end": "15:15"}],
}
HOME = "/api/v1/authorities/"


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - timedelta(hours=4))


@pytest.fixture
def order(case: Case, amira: User) -> Measure:
    """Return an order in force."""
    made = make_request(case, by=amira, now=NOW - timedelta(hours=1), charged_on=CHARGED_ON)
    court_makes(made, by=amira, now=NOW - timedelta(hours=1), indefinite=True)
    return fresh(made)


def refused(answer: Any, status: int = 409) -> str:
    """Return the sentence in which something was refused."""
    assert answer.status_code == status, answer.content
    return str(answer.json()["detail"])


def test_what_shows_the_behaviour_is_linked_and_taken_back(case: Case, amira: User) -> None:
    api, order = Api(case, amira), draft_request(case, by=amira, now=NOW, charged_on=CHARGED_ON)
    home, measure = f"orders/{order.reference}/", f"measures/{order.reference}/"
    incident = case.incident_links.get().incident.reference

    linked = api.act(home, "evidence", {"incident": incident, "note": "Seen by two officers"})
    assert (linked.status_code, linked.headers["Content-Location"]) == (200, f"{api.home}{home}")
    shown = {one["incident"]: one for one in linked.json()["evidence"]}
    assert shown[incident]["note"] == "Seen by two officers"
    assert refused(api.act(home, "evidence", {"incident": incident})) == "It is linked to this limb already."
    assert refused(api.act(home, "evidence", {})).startswith("Choose one thing:")
    assert api.act(home, "evidence", {"entry": 99}).status_code == 400

    back = f"evidence/{shown[incident]['id']}/back"
    assert api.act(measure, back, {"reason": "Another street"}).status_code == 200
    assert incident not in {one["incident"] for one in api.get(home).json()["evidence"]}
    assert refused(api.act(measure, back, {"reason": "Twice"})).startswith("This link was taken back already")


def test_what_is_no_draft_any_more_keeps_what_it_rested_on(case: Case, amira: User) -> None:
    api = Api(case, amira)
    notice = draft_notice(case, make_warning(case, by=amira, now=NOW), by=amira, now=NOW)
    link = LimbEvidence.objects.filter(limb__measure=notice).earliest("pk")
    home = f"measures/{notice.reference}/"

    assert api.act(home, "evidence/0/back", {"reason": "Which?"}).status_code == 404
    assert api.act(home, "drop", {"reason": "Another way was found"}).status_code == 200
    assert "is no draft any more" in refused(api.act(home, f"evidence/{link.pk}/back", {"reason": "Late"}))
    assert LimbEvidence.objects.get(pk=link.pk).recorded_in_error_at is None


def test_where_somebody_must_be_is_noted_on_a_draft(case: Case, amira: User, cara: User, dev: User) -> None:
    api, draft = Api(case, amira), draft_warning(case, by=amira, now=NOW)
    home = f"measures/{draft.reference}/"
    first = api.get(home).headers["ETag"]

    assert api.act(home, "duties", {"duties": [SCHOOL]}).json()["duties"] == [SCHOOL]
    assert refused(api.post(f"{home}duties/", {"duties": []}, first), 412).endswith("then decide.")
    assert refused(api.post(f"{home}duties/", {"duties": []}), 428).startswith("Send the ETag")
    odd = {**SCHOOL, "hours": [{"days": "now and then", "begin": "08:45", "end": "15:15"}]}
    assert refused(api.act(home, "duties", {"duties": [odd]})).startswith("Line 1 cannot be read.")
    late = {**SCHOOL, "hours": [{"days": "Mon", "begin": "08:45", "end": "25:15"}]}
    assert "hour that no clock shows" in refused(api.act(home, "duties", {"duties": [late]}))
    assert api.get(home).json()["duties"] == [SCHOOL]
    for stranger in (cara, dev):
        assert Api(case, stranger).post(f"{home}duties/", {"duties": []}, first).status_code == 404


def test_an_order_in_force_gets_a_term_and_its_supervisor_is_told(
    case: Case, order: Measure, amira: User
) -> None:
    api, home = Api(case, amira), f"orders/{order.reference}/"
    term = {"kind": "prohibition", "words": "You must not enter the park.", "until_on": TODAY.isoformat()}

    added = api.act(home, "term", {**term, "hours": [["Mon-Sun", "18:00", "23:00"]]}).json()
    assert (added["terms"][-1]["words"], added["terms"][-1]["until_on"]) == (term["words"], term["until_on"])
    past = {**term, "until_on": (TODAY - 9 * DAY).isoformat()}
    assert refused(api.act(home, "term", past)) == "The requirement ends before it begins: correct the days."
    assert api.act(home, "term", {**term, "kind": "stop"}).status_code == 400

    told = {"supervisor": COURSE["supervisor"], "how": "By telephone", "told_at": NOW.isoformat()}
    assert api.act(home, "supervisor-told", told).json()["informed"][-1]["body"] == COURSE["supervisor"]
    nobody = {**told, "supervisor": "Somebody else"}
    assert refused(api.act(home, "supervisor-told", nobody)).startswith("They supervise no requirement")
    to_come = {**told, "told_at": (NOW + 9 * DAY).isoformat()}
    assert "still to come" in refused(api.act(home, "supervisor-told", to_come))


def test_an_order_is_over_after_its_last_day(case: Case, order: Measure, amira: User) -> None:
    api, past = Api(case, amira), make_request(case, by=amira, now=NOW, charged_on=CHARGED_ON)
    made_on = TODAY - 900 * DAY
    court_makes(past, by=amira, now=NOW, made_on=made_on, ends_on=made_on + 800 * DAY)
    home = f"orders/{past.reference}/"

    assert refused(api.act(f"orders/{order.reference}/", "over", {})).startswith("The order runs still")
    assert refused(api.post(f"{home}over/", {}), 428)
    assert api.act(home, "over", {}).json()["state"] == "ended"
    assert refused(api.act(home, "term", {"kind": "prohibition", "words": "Not the park."}))


def program(by: User) -> Client:
    client = Client()
    client.force_login(by)
    return client


def test_an_authority_is_entered_read_and_ended(amira: User, ben: User) -> None:
    client, body = program(ben), authority("amira")
    made = client.post(HOME, body, "application/json")
    assert made.status_code == 201, made.content
    address = made.headers["Location"]
    assert (made.json()["holder"], made.json()["agency"]) == ("amira", amira.agency.name)
    assert "holds this power from" in refused(client.post(HOME, body, "application/json"))
    assert refused(client.post(HOME, authority("ben"), "application/json")).startswith(
        "Nobody enters or ends"
    )
    assert client.post(HOME, authority("cara"), "application/json").status_code == 400

    tag = client.get(address).headers["ETag"]
    end = {"ends_on": TODAY.isoformat(), "why": "She moved"}
    assert refused(client.post(f"{address}end/", end, "application/json"), 428)
    early = {**end, "ends_on": (TODAY - 9 * DAY).isoformat()}
    assert refused(sent(client, f"{address}end/", early, tag)).startswith("It began on")
    assert sent(client, f"{address}end/", end, tag).json()["ended_why"] == "She moved"
    assert refused(sent(client, f"{address}end/", end, tag), 412)
    assert [row["holder"] for row in client.get(HOME).json()["results"]] == ["amira"]
    assert client.get(HOME, {"state": "ended"}).json()["results"] == []
    assert client.get(HOME, {"person": "amira", "power": "cpn"}).json()["results"] == []


def test_a_team_gets_what_its_constables_hold_by_office_once(ben: User) -> None:
    team = make_team("Colchester one", district=district("colchester"))
    for name in ("kim", "lee"):
        make_user(name, Role.CPT_OFFICER, Rank.CONSTABLE, team=team, district_code="colchester")
    client = program(ben)
    body = {"agency": team.agency.name, "team": team.name, "power": "cpn", "starts_on": TODAY.isoformat()}

    key = {"Idempotency-Key": "by-office-1"}
    made = client.post(f"{HOME}by-office/", body, "application/json", headers=key)
    assert [row["holder"] for row in made.json()["results"]] == ["kim", "lee"], made.content
    again = client.post(f"{HOME}by-office/", body, "application/json", headers=key)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert Authority.objects.count() == 2
    assert refused(client.post(f"{HOME}by-office/", body, "application/json")).startswith(
        "Nobody of this team"
    )
    unknown = client.post(f"{HOME}by-office/", {**body, "team": "Another"}, "application/json")
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (400, "#/team")


def test_who_keeps_no_register_neither_reads_nor_writes_it(amira: User, ben: User, dev: User) -> None:
    address = program(ben).post(HOME, authority("amira"), "application/json").headers["Location"]
    for who in (amira, dev):
        client = program(who)
        assert client.get(HOME).status_code == 403
        assert client.get(address).status_code == 403
        assert client.post(HOME, authority("amira"), "application/json").status_code == 403
        assert (
            sent(client, f"{address}end/", {"ends_on": TODAY.isoformat(), "why": "x"}, '"1-1"').status_code
            == 403
        )


def authority(holder: str) -> dict[str, str]:
    """Return the power of somebody to ask for orders, from today on."""
    said = {"power": "cbo", "basis": "constable", "designated_by": "By office"}
    return {**said, "holder": holder, "starts_on": TODAY.isoformat()}


def sent(client: Client, address: str, body: Any, tag: str) -> Any:
    return client.post(address, body, content_type="application/json", headers={"If-Match": tag})

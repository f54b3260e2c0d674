"""Remedies, restorative justice and menus by the API: from the first word to the end, what is refused, and edits."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.law.periods import london_day
from asbcases.remedies.choices import Side
from asbcases.remedies.models import MenuAction
from tests.casework.casefile import victim_of
from tests.make import make_case
from tests.remedies import making

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOW = datetime.now(UTC) - timedelta(minutes=1)
TODAY = london_day(NOW)
USED = {
    **{"decision": "used", "capacity": "constable", "met": list(making.CONDITIONS), "shown": "He said so."},
    **{"action": 1, "due_on": (TODAY + 14 * DAY).isoformat()},
}


class Api:
    """Sends what one person does on one case."""

    def __init__(self, by: User, case: Case | None = None) -> None:
        self.client = Client()
        self.client.force_login(by)
        self.home = f"/api/v1/cases/{case.reference}/" if case else "/api/v1/remedy-menus/"

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"{self.home}{path}", headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(
            f"{self.home}{path}", body or {}, content_type="application/json", headers=headers
        )

    def act(self, path: str, act: str, body: Any = None) -> Any:
        """Act on something as it stands now."""
        return self.post(f"{path}{act}/", body, **{"If-Match": self.get(path).headers["ETag"]})


@pytest.fixture
def case(amira: User) -> Case:
    """Return a case with a respondent."""
    made = make_case(by=amira, now=NOW)
    making.respondent_of(made, by=amira, now=NOW)
    return made


def behaviour(case: Case, by: User, **changed: Any) -> dict[str, Any]:
    said = {"use": "remedy", "behaviour": "He threw stones.", "area": "essex"}
    on = {"happened_on": (TODAY - DAY).isoformat(), "party": making.respondent_of(case, by=by).number}
    return {**said, **on, **changed}


def test_a_remedy_goes_from_the_first_word_to_its_end(case: Case, amira: User) -> None:
    api, victim = Api(amira, case), victim_of(case).number
    made = api.post("remedies/", behaviour(case, amira))
    assert (made.status_code, made.json()["number"], made.json()["decision"]) == (201, 1, "")
    assert made.headers["Location"] == f"{api.home}remedies/1/"

    too_early = api.act("remedies/1/", "decide", USED)
    assert too_early.status_code == 409
    assert "CRM-4" in too_early.json()["detail"]

    views = {"heard": "views", "victim": victim, "words": "Let him mend it.", "choice": 1}
    noted = api.post("remedies/1/notes/", views)
    assert (noted.status_code, noted.json()["victim"], noted.json()["choice"]) == (201, victim, 1)
    assert api.get("remedies/1/notes/").json()["results"] == [api.get("remedies/1/notes/1/").json()]

    decided = api.act("remedies/1/", "decide", USED)
    assert (decided.json()["action"], decided.json()["decided_by"]) == (1, "amira")
    undone = api.act("remedies/1/", "end", {"outcome": "not_done", "words": "He did not come."})
    assert undone.status_code == 409
    ended = api.act(
        "remedies/1/", "end", {"outcome": "not_done", "words": "He did not come.", "what_then": "Court."}
    )
    assert (ended.status_code, ended.json()["what_then"]) == (200, "Court.")
    assert [row["outcome"] for row in api.get("remedies/").json()["results"]] == ["not_done"]


def test_restorative_justice_goes_from_the_offer_to_how_content_both_are(case: Case, amira: User) -> None:
    api, named = (
        Api(amira, case),
        {"harmed": victim_of(case), "respondent": making.respondent_of(case, by=amira)},
    )
    between = {side: party.number for side, party in named.items()}
    offer = {"service": "The service", "words": "They are neighbours.", "to": ["harmed"]}
    made = api.post("restorative/", {**between, **offer})
    assert (made.status_code, made.json()["state"]) == (201, "offered")

    assert api.act("restorative/1/sides/respondent/", "offer").json()["offered_at"]
    for side in Side.values:
        answer = {"answer": "accepted", "words": "Gladly."}
        assert api.act(f"restorative/1/sides/{side}/", "answer", answer).json()["answer"] == "accepted"
    assert api.act("restorative/1/", "step", {"step": "met", "words": "They met."}).status_code == 409
    for step in ("prepared", "safe"):
        assert api.act("restorative/1/", "step", {"step": step, "words": "So it is."}).status_code == 200
    assert api.get("restorative/1/looks/").json() == {"results": []}
    met = api.act(
        "restorative/1/", "step", {"step": "met", "words": "They met.", "met_on": TODAY.isoformat()}
    )
    assert (met.json()["state"], met.json()["met_on"]) == ("met", TODAY.isoformat())
    looks = api.get("restorative/1/looks/").json()["results"]
    assert [(look["months"], look["found"], look["over"]) for look in looks] == [
        (6, 0, False),
        (12, 0, False),
    ]

    ended = api.act("restorative/1/", "end", {"outcome": "agreed", "words": "He mends the fence."})
    assert ended.json()["state"] == "ended"
    content = api.act(
        "restorative/1/sides/harmed/", "content", {"satisfaction": "satisfied", "words": "It helped."}
    )
    assert content.json()["satisfaction"] == "satisfied"
    assert [row["party"] for row in api.get("restorative/1/sides/").json()["results"]] == [*between.values()]


def test_what_changes_names_the_version_that_was_read_and_acts_once(case: Case, amira: User) -> None:
    api = Api(amira, case)
    making.considered(case, by=amira, now=NOW)
    read = api.get("remedies/1/").headers["ETag"]
    no = {"decision": "not_used", "reason": "He denies it."}

    assert api.get("remedies/1/", **{"If-None-Match": read}).status_code == 304
    assert api.post("remedies/1/decide/", no).status_code == 428
    headers = {"If-Match": read, "Idempotency-Key": "once"}
    first, again = (api.post("remedies/1/decide/", no, **headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert (again.headers["Idempotent-Replayed"], again.json()) == ("true", first.json())
    assert api.post("remedies/1/decide/", no, **{"If-Match": read}).status_code == 412


def test_a_note_and_an_answer_that_are_sent_twice_with_one_key_are_kept_once(case: Case, amira: User) -> None:
    api = Api(amira, case)
    making.considered(case, by=amira, now=NOW)
    making.offered(case, by=amira, now=NOW)
    note = {"heard": "effort", "words": "Rang twice."}
    answer = {"answer": "declined", "words": "Not with him."}
    tag = api.get("restorative/1/sides/harmed/").headers["ETag"]

    for _ in range(2):
        noted = api.post("remedies/1/notes/", note, **{"Idempotency-Key": "note"})
        kept = api.post(
            "restorative/1/sides/harmed/answer/", answer, **{"If-Match": tag, "Idempotency-Key": "answer"}
        )

    assert (noted.status_code, noted.json()["number"]) == (201, 1)
    assert (kept.status_code, kept.json()["answer"]) == (200, "declined")
    assert (len(case.remedy_notes.all()), api.get("restorative/1/").json()["state"]) == (1, "declined")


@pytest.mark.parametrize(
    ("path", "body", "faults"),
    [
        ("remedies/", {"party": 99}, {"#/party": "There is no such record, or it is not for you."}),
        ("remedies/", {"party": "one"}, {"#/party": "This must be a whole number."}),
        ("remedies/", {"party": True}, {"#/party": "This must be a whole number."}),
        ("remedies/", {"party": 10**30}, {"#/party": "There is no such record, or it is not for you."}),
        (
            "remedies/1/notes/",
            {"choice": 400},
            {"#/choice": "There is no such record, or it is not for you."},
        ),
        ("restorative/", {"to": []}, {"#/to": "Ensure this field has at least 1 elements."}),
    ],
)
def test_who_and_what_is_not_there_is_said_by_its_pointer(
    case: Case, amira: User, path: str, body: dict[str, Any], faults: dict[str, str]
) -> None:
    making.considered(case, by=amira, now=NOW)

    answer = Api(amira, case).post(path, body)

    said = {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}
    assert answer.status_code == 400
    assert {pointer: said.get(pointer) for pointer in faults} == faults


def test_a_victim_is_no_respondent_and_an_action_is_one_of_the_menu_that_counts(
    case: Case, amira: User
) -> None:
    api = Api(amira, case)

    victim = api.post("remedies/", behaviour(case, amira, party=victim_of(case).number))
    assert [fault["pointer"] for fault in victim.json()["errors"]] == ["#/party"]
    nowhere = api.post("remedies/", behaviour(case, amira, area="nowhere"))
    assert (nowhere.status_code, nowhere.json()["detail"][:19]) == (409, "No menu of that are")
    making.considered(case, by=amira, now=NOW)
    highest = MenuAction.objects.latest("number").number
    unknown = api.act("remedies/1/", "decide", {**USED, "action": highest + 1})
    assert [fault["pointer"] for fault in unknown.json()["errors"]] == ["#/action"]


def test_nothing_of_another_case_is_found_by_its_number(case: Case, amira: User) -> None:
    making.considered(case, by=amira, now=NOW)
    making.offered(case, by=amira, now=NOW)
    other = Api(amira, make_case(by=amira, now=NOW))

    for path in ("remedies/1/", "remedies/1/notes/", "restorative/1/", "restorative/1/sides/harmed/"):
        assert other.get(path).status_code == 404
    assert Api(amira, case).get("restorative/1/sides/nobody/").status_code == 404


def test_an_administrator_publishes_the_next_menu_once(ada: User, amira: User) -> None:
    api = Api(ada)
    [newest] = api.get("").json()["results"]
    next_one = {
        **{"area": "essex", "in_force_from": (TODAY + DAY).isoformat(), "source": "Agreed", "seen": 1},
        "actions": [{"words": "Say sorry", "effects": ["repairs", "punishes", "repairs"]}],
    }
    assert Api(amira).post("", next_one).status_code == 403
    assert api.post("", {**next_one, "actions": []}).status_code == 400
    assert api.post("", {**next_one, "area": "nowhere"}).status_code == 400

    made = api.post("", next_one, **{"Idempotency-Key": "menu"})
    assert (made.status_code, made.json()["version"], made.json()["name"]) == (201, 2, newest["name"])
    assert made.json()["actions"] == [{"number": 1, "words": "Say sorry", "effects": ["punishes", "repairs"]}]
    assert api.post("", next_one, **{"Idempotency-Key": "menu"}).json() == made.json()
    assert api.post("", next_one).status_code == 409
    assert [one["version"] for one in api.get("").json()["results"]] == [2, 1]
    assert api.get(f"{newest['id']}/").json()["in_force_to"] == TODAY.isoformat()

"""The API takes every decision on an incident by the same rules as the pages, and says the same sentences."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Incident
from asbcases.cases.rules.somerton import UNANSWERED
from tests.api.conftest import INCIDENTS, REPORTS, Caller, new_incident, new_report
from tests.casework.nuisances import nuisance
from tests.make import ANSWERS, make_incident, make_report

pytestmark = pytest.mark.django_db


def address(incident: Incident, part: str = "") -> str:
    return f"{INCIDENTS}{incident.reference}/{part}"


def tag(incident: Incident) -> str:
    incident.refresh_from_db()
    return f'"{incident.pk}-{incident.version}"'


def post(api: Caller, incident: Incident, part: str, body: dict[str, Any], **headers: str) -> Any:
    return api.post(address(incident, part), body, **{"If-Match": tag(incident), **headers})


def closing(**said: Any) -> dict[str, Any]:
    return {
        "identifiable_victim": False,
        "category": "nuisance",
        "result": "They had gone when we came.",
        "crime": False,
        "not_crime_reason": "Nobody was harmed.",
        **said,
    }


def triage(**said: Any) -> dict[str, Any]:
    return {
        "trigger": "first",
        "answers": ANSWERS,
        "reported_facts": "Stones at the window.",
        "interim_level": "medium",
        "interim_risk": "They may come back: told to ring 999.",
        "grade": "scheduled",
        "handling": "attend",
        "review_told": "explained",
        **said,
    }


def test_an_incident_is_recorded_with_its_codes_and_listed_by_them(api: Caller) -> None:
    report = api.post(REPORTS, new_report()).json()["reference"]
    coded = {"subtype": "noise", "call_type": "threats", "qualifiers": ["youth"]}
    made = api.post(INCIDENTS, new_incident(report, **coded))
    unknown = api.post(
        INCIDENTS, new_incident(api.post(REPORTS, new_report()).json()["reference"], subtype="x")
    )

    assert made.status_code == 201, made.content
    assert (made.json()["subtype"], made.json()["call_type"], made.json()["grade"]) == (
        "noise",
        "threats",
        "",
    )
    assert unknown.status_code == 409
    assert "Sub-type x is not in force" in unknown.json()["detail"]
    for query, found in (
        ({"subtype": "noise"}, 1),
        ({"subtype": "trespass"}, 0),
        ({"grade": "none"}, 1),
        ({"grade": "priority"}, 0),
        ({"state": "open"}, 1),
        ({"state": "closed"}, 0),
    ):
        assert len(api.get(INCIDENTS, query).json()["results"]) == found, query


def test_codes_change_with_a_reason_and_every_decision_is_kept(api: Caller, amira: User) -> None:
    incident = nuisance(amira)
    made = post(
        api, incident, "classifications/", {"category": "personal", "subtype": "noise", "reason": "CCTV"}
    )
    refused = post(
        api, incident, "classifications/", {"category": "personal", "subtype": "noise", "reason": "CCTV"}
    )

    assert made.status_code == 201, made.content
    assert api.get(made["Location"]).json() == made.json()
    assert refused.status_code == 409
    listed = api.get(address(incident, "classifications/")).json()["results"]
    assert [(row["category"], row["at_stage"], row["channel"]) for row in listed] == [
        ("personal", "opening", "101"),
        ("nuisance", "opening", "101"),
    ]


def test_what_speaks_for_a_victim_is_read_before_the_question_is_answered(api: Caller, amira: User) -> None:
    incident = nuisance(amira, qualifiers=["hate_race"])

    told = api.get(address(incident, "close/")).json()

    assert told["signals"] == {"hate": "Hate is ticked in a triage or a classification"}
    assert (told["assessed"], told["crime_decided"]) == (False, False)
    assert told["question"].startswith("Is there an identifiable victim")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"identifiable_victim": None}, UNANSWERED),
        ({"identifiable_victim": True}, "With a victim it is Personal, not Nuisance."),
        ({"crime": None}, "Nobody has decided whether it is a crime"),
    ],
)
def test_a_closing_is_refused_with_the_sentence_of_the_page(
    api: Caller, amira: User, said: dict[str, Any], words: str
) -> None:
    answer = post(api, nuisance(amira), "close/", closing(**said))

    assert answer.status_code == 409
    assert words in answer.json()["detail"]


def test_an_incident_is_closed_once_and_opened_again(api: Caller, amira: User) -> None:
    incident = nuisance(amira)
    key, read = "closing-one", tag(incident)
    first = api.post(address(incident, "close/"), closing(), **{"If-Match": read, "Idempotency-Key": key})
    again = api.post(address(incident, "close/"), closing(), **{"If-Match": read, "Idempotency-Key": key})
    stale = api.post(address(incident, "close/"), closing(), **{"If-Match": read})
    unsaid = api.post(address(incident, "close/"), closing())

    assert (first.status_code, again.status_code, stale.status_code, unsaid.status_code) == (
        200,
        200,
        412,
        428,
    )
    assert first.json()["closed_at"]
    assert first.json()["identifiable_victim"] is False
    assert again["Idempotent-Replayed"] == "true"
    assert len(api.get(address(incident, "closings/")).json()["results"]) == 1

    opened = post(api, incident, "reopen/", {"reason": "It goes on."})
    assert (opened.status_code, opened.json()["closed_at"]) == (200, None)
    assert opened["ETag"] == tag(incident)
    assert post(api, incident, "reopen/", {"reason": "It goes on."}).status_code == 409


def test_a_decision_on_crime_is_kept(api: Caller, amira: User) -> None:
    incident = nuisance(amira)
    made = post(api, incident, "crime-decisions/", {"crime": True, "crime_reference": "42/1/26"})
    half = post(api, incident, "crime-decisions/", {"crime": True})

    assert (made.status_code, half.status_code) == (201, 409)
    assert api.get(made["Location"]).json()["crime_reference"] == "42/1/26"
    assert len(api.get(address(incident, "crime-decisions/")).json()["results"]) == 1


def test_an_incident_is_triaged_by_the_rule(api: Caller, amira: User) -> None:
    now = timezone.now() - timedelta(hours=1)
    incident = make_incident(by=amira, report=make_report(by=amira, now=now, place_text="The pier"), now=now)
    key = {"Idempotency-Key": "triage-one"}
    read = tag(incident)
    made = api.post(address(incident, "triages/"), triage(), **{"If-Match": read}, **key)
    again = api.post(address(incident, "triages/"), triage(), **{"If-Match": read}, **key)
    differs = post(api, incident, "triages/", triage(grade="priority", trigger="new_information"))

    assert made.status_code == 201, made.content
    assert (made.json()["proposed_grade"], made.json()["template"]) == ("scheduled", "THRIVE 1")
    assert again.json() == made.json()
    assert differs.status_code == 409
    assert "Say why another grade" in differs.json()["detail"]
    assert api.get(address(incident, "triages/1/")).json() == made.json()
    assert len(api.get(address(incident, "triages/")).json()["results"]) == 1
    assert api.get(address(incident)).json()["grade"] == "scheduled"


@pytest.mark.parametrize("answer", [1, None, {"a": "b"}, [1], [["caller"]]])
def test_answers_that_are_no_codes_are_a_fault(api: Caller, amira: User, answer: Any) -> None:
    incident = nuisance(amira)
    answers = {**ANSWERS, "threat": {**ANSWERS["threat"], "threat_to": answer}}

    refused = post(api, incident, "triages/", triage(answers=answers))

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["pointer"].startswith("#/answers/threat")


def test_decisions_of_others_are_like_none(calling: Any, amira: User, cara: User) -> None:
    incident = nuisance(amira)
    stranger = calling(cara)

    parts = ("classifications/", "crime-decisions/", "triages/", "closings/", "close/", "classifications/1/")
    assert {stranger.get(address(incident, part)).status_code for part in parts} == {404}
    assert calling(amira).get(address(incident, "triages/7/")).status_code == 404

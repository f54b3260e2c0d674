"""Every route, by every method that it takes, for everybody: the table holds, and it leaves nothing out."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

import pytest

from asbcases.audit.models import AuditEvent
from tests.access.asking import address_of, ask, gaps_of, routes, undone
from tests.access.population import CAST, County
from tests.access.table import OF_THE_LIBRARY, ROWS, Row

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"
# A POST that looks for somebody, so that no name stands in an address; one that only says what was read; drafts,
# which nobody but their author knows of; and what is left for the service of intake.
LOOKS = {
    "user_list",
    "person_list",
    *("inbox_read_all", "api_inbox_read", "api_inbox_message_read"),
    "report_matches",
    "draft_save",
    "draft_throw_away",
    "api_condition_check",
    "api_people_search",
    "kerbside",
    *("application_pass_on", "api_application_pass_on"),
    # Of a try nothing is in the record but the try, so that it tells nobody what there is; who ends nothing, does nothing.
    *("glass_break", "glass_break_near", "glass_end"),
    *("api_glass_break", "api_glass_break_near"),
    # Ends of sessions are logged, as every sign-out is.
    *("session_end", "session_end_others"),
}
ACTING = [row for row in ROWS if row.method == "POST"]
# Routes without a name answer 404 to everybody: what is not offered, and what the API does not know.
NAMELESS = {
    "confirm-email/<path:page>",
    "confirm-email/",
    "email/",
    "login/code/confirm/",
    "password/reset/",
    "password/reset/done/",
    "<switched_off:page>",
    "social/login/cancelled/",
    "social/login/error/",
    "social/signup/",
    "social/connections/",
    "",
}


def has_acted(county: County, who: str, since: int) -> bool:
    acts = AuditEvent.objects.filter(actor=county.people.get(who), pk__gt=since)
    return who != "anon" and acts.exists()


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode(errors="replace"))


def is_silent(route: str) -> bool:
    return route in LOOKS or is_public(route)


def is_public(route: str) -> bool:
    return route.startswith("public_")


def told(county: County, answer: Any) -> list[str]:
    """Return what an answer tells of Colchester beyond the words of the question."""
    question = answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    return [secret for secret in county.secrets if secret in text_of(answer) and secret not in question]


def fault_in(county: County, row: Row, who: str, since: int) -> str:
    """Return what is wrong with the answer to one of the cast, or nothing; `since` is the last event before."""
    answer, expected = ask(county, row.route, row.method, who), row.answers[who]
    acted = has_acted(county, who, since)
    if str(answer.status_code) != expected.rstrip("-+"):
        return f"{answer.status_code} instead of {expected}"
    if to_sign_in(answer) != (who == "anon" and expected == "302" and not is_public(row.route)):
        return f"is sent to {answer.headers['Location']}"
    if acted != (row.method == "POST" and expected[0] in "23" and who != "anon" and not is_silent(row.route)):
        return f"left {'an' if acted else 'no'} event on the record"
    return fault_in_words(county, row, expected, answer)


def fault_in_words(county: County, row: Row, expected: str, answer: Any) -> str:
    """Return what an answer fails to show, or what it tells that it must not; a form shown again offers what one may see."""
    if expected == "200":
        shows = row.shown_of(county)
        return "" if shows in text_of(answer) else f"does not show {shows}"
    nothing = expected == "200-" or (expected[0] == "4" and not expected.endswith("+"))
    return f"is told {leaked}" if nothing and (leaked := told(county, answer)) else ""


def to_sign_in(answer: Any) -> bool:
    return str(answer.headers.get("Location", "")).startswith(SIGN_IN)


def faults_of(county: County, row: Row, people: Iterable[str]) -> dict[str, str]:
    """Return what is wrong with the answers to some of the cast."""
    faults, since = {}, AuditEvent.objects.latest("pk").pk
    for who in people:
        with undone():
            faults[who] = fault_in(county, row, who, since)
    return {who: fault for who, fault in faults.items() if fault}


def two_for(row: Row) -> list[str]:
    """Return one who is let in and one who is turned away, not the same for every route."""
    let_in = [who for who in CAST if row.answers[who][0] in "23" and who != "anon"]
    turned_away = [who for who in CAST if who not in let_in]
    return [some[crc32(row.route.encode()) % len(some)] for some in (let_in, turned_away) if some]


@pytest.mark.walk
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.route}-{row.method}")
def test_each_of_the_cast_is_answered_as_the_table_says(county: County, row: Row) -> None:
    assert faults_of(county, row, CAST) == {}


# In every run: of what writes each line has to be run.
@pytest.mark.parametrize("row", ACTING, ids=lambda row: row.route)
def test_what_acts_lets_somebody_in_and_turns_another_away(county: County, row: Row) -> None:
    assert faults_of(county, row, two_for(row)) == {}


def test_every_route_stands_in_the_table() -> None:
    names = {route.name for route in routes() if route.name}

    assert names - OF_THE_LIBRARY == {row.route for row in ROWS}
    assert names >= OF_THE_LIBRARY


def test_every_method_that_a_route_takes_stands_in_the_table(county: County) -> None:
    taken: dict[str, set[str]] = {}
    for name in {row.route for row in ROWS}:
        # Of a review of no known area only who sees the whole force knows.
        who = "asha" if name == "api_case_review_area" else "amira"
        refused = county.clients[who].delete(address_of(name, county))
        assert refused.status_code == 405, name
        taken[name] = set(refused.headers["Allow"].split(", ")) - {"HEAD", "OPTIONS"}

    listed = {name: {row.method for row in ROWS if row.route == name} for name in taken}
    assert taken == listed


def test_a_stranger_and_a_partner_without_a_share_get_into_no_case() -> None:
    of_cases = [row for row in ROWS if type(gaps_of(row.route).get("reference")).__name__ == "CaseReference"]
    answers = {(row.route, row.method): (row.answers["eve"], row.answers["anon"]) for row in of_cases}

    assert len(of_cases) > 15
    assert answers == {key: ("404", "401" if key[0].startswith("api_") else "302") for key in answers}


def test_a_route_without_a_name_leads_nowhere(county: County) -> None:
    found = {str(route.pattern) for route in routes() if not route.name}

    assert found == NAMELESS
    for address in (
        "/accounts/email/",
        "/accounts/2fa/webauthn/",
        "/accounts/social/connections/",
        "/api/v1/nowhere/",
    ):
        assert county.clients["ada"].get(address).status_code == 404, address

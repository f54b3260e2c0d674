"""The pages by which a case ends: every question, what stands in the way, whom to ask, and what supervisors decide."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking
from asbcases.cases.models import Approval, Case, CaseClosing, ClosingWaiver, HandOver
from asbcases.casework.transitions import ask_to_close, ask_to_waive, waive_item
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from risk.choices import Level
from risk.queries import assessed_of, victims_of
from risk.transitions import ask_to_lower
from tests.make import CLOSING, CLOSING_FORM, make_case, make_closed, make_team, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = "The victim has left the county for good."


@pytest.fixture
def ines(db: None) -> User:
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Cole")


def at_level(given: dict[str, str], by: User) -> Case:
    case = make_case(by=by, now=timezone.now() - 2 * HOUR)
    assess(case, given, by=by, now=timezone.now() - HOUR)
    return case


def asks(client: Client, who: User, address: str, **said: Any) -> tuple[int, str]:
    client.force_login(who)
    answer = client.post(address, said, follow=True) if said else client.get(address)
    return answer.status_code, answer.content.decode()


def test_no_question_is_ticked_and_what_is_missing_is_said_with_nothing_lost(
    client: Client, amira: User
) -> None:
    case = at_level(STANDARD, amira)
    address = f"/cases/{case.reference}/close/"

    _, shown = asks(client, amira, address)
    status, again = asks(
        client, amira, address, outcome="resolved", reason="Quiet since June", victim_told="no", version=1
    )

    assert " checked" not in shown
    assert shown.count('type="radio"') == 5 + 2 * 3
    assert "supervisor&#x27;s reason for closing" not in shown
    assert status == 400
    assert "Quiet since June" in again
    for words in ("Answer whether there is a victim", "Say why not", "Answer this"):
        assert words in again
    assert asks(client, amira, address, **CLOSING_FORM, version=9)[0] == 409


def test_whoever_lacks_the_rank_asks_by_the_same_form_and_the_supervisor_closes(
    client: Client, amira: User, ben: User
) -> None:
    case = at_level(MEDIUM, amira)
    page = f"/cases/{case.reference}/"

    _, shown = asks(client, amira, f"{page}close/")
    assert "Ask the sergeant to close" in shown
    _, asked = asks(client, amira, f"{page}close/ask/", **CLOSING_FORM, version=case.version)
    assert "It is asked: sergeant or above decides." in asked
    assert "It was asked already" in asks(client, amira, f"{page}close/")[1]
    assert "Withdraw what you asked" in asked
    assert 'name="verdict"' not in asked

    _, queue = asks(client, ben, "/approvals/")
    assert "Decisions (1)" in queue
    assert "The behaviour has stopped (medium)" in queue
    _, against = asks(client, ben, f"{page}approvals/1/")
    assert "Level of the case" in against
    assert "Changed" not in against
    assert asks(client, ben, f"{page}approvals/1/", verdict="granted", version=1)[0] == 400
    _, done = asks(client, ben, f"{page}approvals/1/", verdict="granted", decision="Seen.", version=1)
    assert "It was granted" in done
    assert "No decisions waiting" in done
    assert CaseClosing.objects.get().approval == Approval.objects.get()
    assert "Granted by Ben Lane" in asks(client, amira, f"{page}approvals/1/")[1]
    assert "Closed by" in asks(client, amira, page)[1]


def test_the_diff_says_what_has_come_up_since_and_granting_is_refused(
    client: Client, amira: User, ben: User
) -> None:
    case = at_level(MEDIUM, amira)
    ask_to_close(case, **CLOSING, by=amira, now=timezone.now())
    assess(case, HIGH, by=amira, now=timezone.now())
    address = f"/cases/{case.reference}/approvals/1/"

    _, against = asks(client, ben, address)
    status, refused = asks(client, ben, address, verdict="granted", decision="Agreed with.", version=1)

    assert "Changed" in against
    assert "High" in against
    assert status == 409
    assert "rank of inspector" in refused
    assert "Agreed with." in refused


def test_closing_at_high_risk_begins_with_a_card_and_names_the_inspector(
    client: Client, amira: User, ines: User
) -> None:
    case = at_level(HIGH, amira)
    address = f"/cases/{case.reference}/close/"

    _, card = asks(client, ines, address)
    _, form = asks(client, amira, f"{address}?go")

    assert "Somebody on this case is at high risk" in card
    assert "<form" not in card.split("<main")[1]
    assert "Ask the inspector to close" in form
    assert "is closed" in asks(client, ines, address, **CLOSING_FORM, version=case.version)[1]


def test_what_stands_in_the_way_is_listed_with_its_remedy_and_let_go_or_asked_for(
    client: Client, amira: User, ben: User
) -> None:
    case = make_case(by=amira, now=timezone.now() - HOUR)
    page = f"/cases/{case.reference}/"
    waive = f"{page}waive/first_assessment/"

    _, shown = asks(client, amira, f"{page}close/")
    assert "It cannot be closed while this stands in the way" in shown
    assert f"{page}risk/assess/1/" in shown
    assert f"{waive}?of=1" in shown
    assert "Ask the sergeant" in asks(client, amira, f"{waive}?of=1")[1]
    assert "It is asked" in asks(client, amira, waive, of="1", reason="She is gone")[1]
    assert "A victim whose risk was never assessed" in asks(client, ben, "/approvals/")[1]
    answer = asks(client, ben, f"{page}approvals/1/", verdict="granted", decision=WHY, version=1)[1]
    assert "It was granted" in answer
    assert "A victim whose risk was never assessed" in answer
    assert ClosingWaiver.objects.get().reason == WHY
    assert "Let go by a supervisor" in asks(client, ben, f"{page}close/")[1]
    assert asks(client, ben, waive, of="1", reason=WHY)[0] == 409
    assert asks(client, ben, f"{page}waive/nonsense/")[0] == 404
    assert asks(client, ben, f"{page}waive/late/?of=x")[0] == 404


def test_what_is_late_is_let_go_where_it_stands_in_the_diary(client: Client, amira: User, ben: User) -> None:
    case = make_case(by=amira, now=timezone.now() - 40 * 24 * HOUR)
    assess(case, STANDARD, by=amira, now=timezone.now() - 30 * 24 * HOUR)
    assess(case, STANDARD, by=amira, now=timezone.now() - HOUR)
    late = Deadline.objects.filter(OPEN, case=case, due_at__lte=timezone.now()).order_by("due_at")[0]
    page = f"/cases/{case.reference}/"

    assert f"{page}waive/late/?of={late.pk}" in asks(client, amira, f"{page}close/")[1]
    assert f"/deadlines/{case.reference}/{late.pk}/waive/" in asks(client, ben, f"{page}close/")[1]
    assert "Late: " in asks(client, amira, f"{page}waive/late/?of={late.pk}")[1]
    assert "It is asked" in asks(client, amira, f"{page}waive/late/", of=late.pk, reason="Gone")[1]
    done = asks(client, ben, f"{page}approvals/1/", verdict="granted", decision=WHY, version=1)[1]
    assert "It was granted" in done
    late.refresh_from_db()
    assert late.waived


def test_a_lower_level_is_decided_in_the_same_queue(client: Client, amira: User, ben: User) -> None:
    case = at_level(MEDIUM, amira)
    assessment = assessed_of(victims_of(case)[0])
    assert assessment
    why = "He has moved to another town, and she feels safe."
    ask_to_lower(assessment, level=Level.STANDARD, reason=why, by=amira, now=timezone.now())
    number = Approval.objects.get().number

    assert "Medium to standard" in asks(client, ben, "/approvals/")[1]
    shown = asks(client, ben, f"/cases/{case.reference}/approvals/{number}/")[1]
    assert "Level proposed" in shown
    assert "Jade Taylor" in shown
    address = f"/cases/{case.reference}/approvals/{number}/"
    done = asks(client, ben, address, verdict="returned", decision="Visit her first, please.", version=1)[1]
    assert "It was returned" in done
    assert "Level when it was asked" in asks(client, amira, address)[1]


def test_the_queue_is_the_oldest_first_of_what_one_may_decide_and_costs_the_same_whatever_waits(
    client: Client, amira: User, ben: User, ines: User, cara: User, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    first = at_level(MEDIUM, amira)
    ask_to_close(first, **CLOSING, by=amira, now=now - HOUR)
    high, by_ben = at_level(HIGH, amira), make_case(by=ben, now=now - HOUR)
    ask_to_close(high, **CLOSING, by=amira, now=now)
    ask_to_waive(by_ben, item=Blocking.FIRST_ASSESSMENT, subject="1", reason="Gone", by=ben, now=now)

    page = asks(client, ines, "/approvals/")[1]
    places = [page.index(case.reference) for case in (first, high, by_ben)]
    assert places == sorted(places)
    seen = asks(client, ben, "/approvals/")[1]
    assert (first.reference in seen, high.reference in seen, by_ben.reference in seen) == (True, False, False)
    assert asks(client, cara, "/approvals/")[0] == 403
    client.force_login(ines)
    with django_assert_max_num_queries(16):
        client.get("/approvals/")


def test_what_is_let_go_is_counted_by_kind_and_team(client: Client, amira: User, ben: User) -> None:
    amira.team = make_team("Town team")
    amira.save()
    case = make_case(by=amira, now=timezone.now() - HOUR)
    assert "Nothing was let go." in asks(client, ben, "/approvals/")[1]
    about: dict[str, Any] = {"reason": WHY, "by": ben, "now": timezone.now()}
    waive_item(case, item=Blocking.FIRST_ASSESSMENT, subject="1", **about)

    page = asks(client, ben, "/approvals/")[1]

    assert "A victim whose risk was never assessed</th>" in page
    assert "Town team" in page


def test_a_closed_case_is_opened_again_monitored_and_named_a_contact(
    client: Client, amira: User, ben: User
) -> None:
    case = make_closed(make_case(by=amira, now=timezone.now() - HOUR), by=amira, now=timezone.now())
    page = f"/cases/{case.reference}/"

    shown = asks(client, amira, f"{page}reopen/")[1]
    assert "It has stopped, and the victim says so." in shown
    assert "is open again" in asks(client, amira, f"{page}reopen/", reason="Again", version=case.version)[1]
    case.refresh_from_db()
    moved = asks(client, amira, f"{page}monitor/", reason="Quiet", version=case.version)[1]
    assert "is monitoring now" in moved
    case.refresh_from_db()
    assert "is open now" in asks(client, amira, f"{page}work-again/", reason="No", version=case.version)[1]
    case.refresh_from_db()
    named = asks(client, amira, f"{page}spoc/", spoc=amira.pk, version=case.version)[1]
    assert "single point of contact is named" in named
    assert asks(client, amira, f"{page}reopen/", reason="Again", version=case.version)[0] == 409
    wrong = asks(client, amira, f"{page}parties/1/wrong/", reason="It was her sister")[1]
    assert "marked as recorded in error" in wrong
    assert asks(client, amira, f"{page}parties/9/wrong/")[0] == 404


def test_a_case_is_given_to_another_who_says_that_they_have_read_it(
    client: Client, amira: User, ben: User
) -> None:
    sam = make_user("sam", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Sam Reed")
    case = at_level(STANDARD, amira)
    page = f"/cases/{case.reference}/"
    said = {"lead": sam.pk, "reason": "She goes", "version": case.version}

    status, missing = asks(client, ben, f"{page}hand-over/", **said)
    assert (status, missing.count("This field is required") > 0 or "problem" in missing) == (400, True)
    told = {**said, "story": "Since August", "promises": "None", "dangers": "None known"}
    given = asks(client, ben, f"{page}hand-over/", **told)[1]
    assert "Sam Reed leads" in given
    assert "I have read it" not in given
    assert "gave you this case" in asks(client, sam, page)[1]
    assert "I have read it" in asks(client, sam, f"{page}hand-overs/1/")[1]
    assert "It is noted that you have read it" in asks(client, sam, f"{page}hand-overs/1/", go="1")[1]
    assert HandOver.objects.get().read_at
    assert asks(client, sam, f"{page}hand-overs/7/")[0] == 404


def test_cases_without_a_lead_at_work_are_given_several_at_once_each_by_itself(
    client: Client, amira: User, ben: User
) -> None:
    leah = make_user("leah", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Leah Away")
    cases = [make_case(by=amira, lead=leah, now=timezone.now() - HOUR) for _ in range(3)]
    leah.is_active = False
    leah.save()
    ticks = [f"{case.pk}.{case.version}" for case in cases]
    said: dict[str, Any] = {"lead": amira.pk, "reason": "She has left", "story": "What is on file"}
    address = "/cases/leads-gone/"

    shown = asks(client, ben, address)[1]
    assert shown.count(">suspended<") == 3
    assert "Tick the cases" in asks(client, ben, address, **said)[1]
    status, stale = asks(client, ben, address, **said, row=[f"{cases[0].pk}.9"])
    assert (status, "It changed after you had ticked it" in stale) == (409, True)
    assert "What is on file" in stale
    given = asks(client, ben, address, **said, row=[ticks[0], ticks[1], f"{cases[2].pk}.9"])[1]

    assert f"{cases[0].reference}, " in given or cases[1].reference in given
    assert f"{cases[2].reference} was not given. It changed" in given
    assert Case.objects.filter(lead=amira).count() == 2
    assert (
        asks(client, ben, address, **said, row=[ticks[2]])[1].count("Every open case has a lead at work") == 1
    )

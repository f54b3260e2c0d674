"""Works in default with consents and bill, and what is seized under a warrant (law.md 1.4, WRK)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import AppealOutcome, BreachDecision
from asbcases.enforcement.models import Breach, Measure
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.penalties import begin_proceedings
from asbcases.enforcement.transitions.seizures import note_warrant, return_item, seize_item
from asbcases.enforcement.transitions.struck import part_in_error
from asbcases.enforcement.transitions.works import bill_works, consent_to_works, do_works
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import (
    AFTER,
    DAY,
    HOUR,
    allege,
    appeal_against,
    decided,
    filed,
    fresh,
    offer,
    propose,
    warrant_for,
)
from tests.enforcement.make_measures import make_notice
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db

TODAY = AFTER.date()


@pytest.fixture
def notice(amira: User) -> Measure:
    return make_notice(make_case(by=amira), by=amira)


@pytest.fixture
def breach(notice: Measure, amira: User) -> Breach:
    return decided(notice, by=amira)


def open_clocks(measure: Measure) -> list[str]:
    kinds = (Kind.WARRANT_ENTRY, Kind.SEIZED_ITEM, Kind.WORKS_APPEAL)
    found = Deadline.objects.filter(OPEN, case=measure.case_id, kind__in=kinds).order_by("kind")
    return [f"{clock.kind} {clock.due_at:%d.%m.}" for clock in found]


# --- Works -----------------------------------------------------------------------------------------
def test_works_are_consented_to_done_and_billed(notice: Measure, amira: User) -> None:
    works = propose(notice, by=amira)
    act: dict[str, Any] = {"by": amira, "now": AFTER + 9 * DAY}
    with pytest.raises(Refused, match=r"WRK-2"):
        do_works(works, done_on=TODAY + DAY, **act)
    consent_to_works(works, defaulter_consented_on=TODAY + DAY, **act)
    with pytest.raises(Refused, match="consent of the owner, or reasonable efforts"):
        do_works(works, done_on=TODAY + 2 * DAY, **act)
    consent_to_works(works, owner_efforts="Rang and wrote three times", **act)
    works = do_works(works, done_on=TODAY + 2 * DAY, **act)
    with pytest.raises(Refused, match="done already"):
        consent_to_works(works, owner_consented_on=TODAY + DAY, **act)
    with pytest.raises(Refused, match="Give the amount"):
        bill_works(works, bill=Decimal(0), billed_on=TODAY + 3 * DAY, **act)

    works = bill_works(works, bill=Decimal(240), billed_on=TODAY + 3 * DAY, **act)

    # 21 days beginning with 7 December end on the 27th.
    assert open_clocks(notice) == ["works_appeal 28.12."]
    assert differences() == []
    with pytest.raises(Refused, match="sent once"):
        bill_works(works, bill=Decimal(240), billed_on=TODAY + 3 * DAY, **act)
    make_closed(notice.case, by=amira, now=AFTER + 10 * DAY)
    assert (open_clocks(notice), differences()) == ([], [])


def test_on_open_land_nobody_is_asked(notice: Measure, amira: User) -> None:
    works = propose(notice, by=amira, open_land=True, estimate=None, invited_on=None)

    assert do_works(works, done_on=TODAY, by=amira, now=AFTER).done_on == TODAY


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"work": ""}, "Write what work"),
        ({"estimate": None}, "WRK-2"),
        ({"invited_on": None}, "WRK-2"),
        ({"invited_on": date(2026, 11, 1)}, "lies before"),
    ],
)
def test_a_proposal_lacks_nothing(notice: Measure, amira: User, said: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        propose(notice, by=amira, **said)


def test_works_follow_from_a_notice_only_and_consent_says_something(notice: Measure, amira: User) -> None:
    warning = notice.warning
    assert warning
    with pytest.raises(Refused, match="community protection notice only"):
        propose(warning, by=amira)
    with pytest.raises(Refused, match="who consented and when"):
        consent_to_works(propose(notice, by=amira), by=amira, now=AFTER)


def test_no_works_are_done_while_an_appeal_is_in_progress(notice: Measure, amira: User) -> None:
    works = propose(notice, by=amira, open_land=True)
    appeal_against(notice, by=amira)
    with pytest.raises(Refused, match="no effect while an appeal is in progress"):
        do_works(works, done_on=TODAY + DAY, by=amira, now=AFTER + DAY)


def test_what_a_council_did_is_recorded_as_given(notice: Measure, amira: User) -> None:
    Measure.objects.filter(pk=notice.pk).update(ours=False, other_body="Colchester City Council")
    notice.refresh_from_db()

    works = do_works(propose(notice, by=amira), done_on=TODAY, by=amira, now=AFTER)

    assert works.done_on == TODAY
    kept = notice.rules_weighed.get(rule="WRK-2")
    assert (kept.decision, kept.reason) == ("warn", "Recorded as it was given.")


# --- Seizure ---------------------------------------------------------------------------------------
def test_an_item_is_seized_under_a_warrant_and_goes_back(breach: Breach, amira: User) -> None:
    seizure = warrant_for(breach, by=amira)
    # 14 days following 4 December, and 28 following the 6th.
    assert open_clocks(breach.measure) == ["warrant_entry 19.12."]
    with pytest.raises(Refused, match="recorded once, after it was seized"):
        return_item(seizure, outcome="Given back", by=amira, now=AFTER + DAY)
    with pytest.raises(Refused, match="Write where the item is kept"):
        seize_item(seizure, seized_on=TODAY, kept_at="", by=amira, now=AFTER + 3 * DAY)
    said: dict[str, Any] = {"seized_on": TODAY + 2 * DAY, "kept_at": "Store 3", "by": amira}

    seizure = seize_item(seizure, **said, now=AFTER + 3 * DAY)

    assert open_clocks(breach.measure) == ["seized_item 04.01."]
    assert differences() == []
    with pytest.raises(Refused, match="recorded already"):
        seize_item(seizure, **said, now=AFTER + 3 * DAY)
    with pytest.raises(Refused, match="what became of the item"):
        return_item(seizure, outcome=" ", by=amira, now=AFTER + 9 * DAY)
    return_item(seizure, outcome="Given back", returned_on=TODAY + 5 * DAY, by=amira, now=AFTER + 9 * DAY)
    assert (open_clocks(breach.measure), differences()) == ([], [])


def test_proceedings_let_the_item_be_kept(breach: Breach, amira: User) -> None:
    first, second = warrant_for(breach, by=amira), warrant_for(breach, by=amira, item="A microphone")
    seize_item(first, seized_on=TODAY, kept_at="Store 3", by=amira, now=AFTER + 2 * HOUR)
    filed(breach, by=amira, now=AFTER + DAY)

    begin_proceedings(fresh(breach), proceedings_on=TODAY + DAY, by=amira, now=AFTER + 2 * DAY)
    seize_item(second, seized_on=TODAY + 2 * DAY, kept_at="Store 3", by=amira, now=AFTER + 3 * DAY)

    assert (open_clocks(breach.measure), differences()) == ([], [])
    first.refresh_from_db()
    assert return_item(first, outcome="Forfeited", by=amira, now=AFTER + 9 * DAY).returned_on is None
    assert differences() == []


def test_a_warrant_names_its_item_and_is_of_the_breach_of_a_notice(breach: Breach, amira: User) -> None:
    with pytest.raises(Refused, match="which item"):
        warrant_for(breach, by=amira, item="")
    Measure.objects.filter(pk=breach.measure_id).update(kind="cbo")
    with pytest.raises(Refused, match="breach of a notice"):
        note_warrant(fresh(breach), item="A van", warrant_on=TODAY, by=amira, now=AFTER + HOUR)


def test_what_is_done_about_the_breach_of_a_quashed_notice_takes_a_reason(
    breach: Breach, amira: User
) -> None:
    notice = breach.measure
    seizure = warrant_for(breach, by=amira)
    seize_item(seizure, seized_on=TODAY, kept_at="Store 3", by=amira, now=AFTER + 2 * HOUR)
    appeal = appeal_against(notice, by=amira, now=AFTER + 3 * HOUR)
    over = {"APP-4": "The force solicitor says so."}
    said: dict[str, Any] = {"words": "Quashed", "decided_on": TODAY, "over": over}
    decide_appeal(appeal, outcome=AppealOutcome.QUASHED, **said, by=amira, now=AFTER + 4 * HOUR)

    for act in (
        lambda over: propose(notice, by=amira, now=AFTER + DAY, over=over),
        lambda over: warrant_for(breach, by=amira, now=AFTER + DAY, over=over),
    ):
        with pytest.raises(Refused, match="APP-4"):
            act(None)
        act(over)
    with pytest.raises(Refused, match="APP-4"):
        filed(breach, by=amira, now=AFTER + DAY)
    # The item goes back all the same, whoever wins.
    assert open_clocks(notice) == ["seized_item 02.01.", "warrant_entry 20.12."]
    assert differences() == []


def test_what_was_recorded_in_error_stays_and_counts_no_more(notice: Measure, amira: User) -> None:
    breach = allege(notice, by=amira)
    act: dict[str, Any] = {"by": amira, "now": AFTER + DAY}
    seizure = warrant_for(breach, by=amira)
    with pytest.raises(Refused, match="A warrant hangs on this breach"):
        part_in_error(breach, reason="It was his brother", **act)
    with pytest.raises(Refused, match="Say why it is wrong"):
        part_in_error(seizure, reason="", **act)
    part_in_error(seizure, reason="It was his brother's", **act)
    with pytest.raises(Refused, match="in error"):
        seize_item(seizure, seized_on=TODAY, kept_at="Store", **act)
    part_in_error(breach, reason="It was his brother", **act)
    works = propose(notice, by=amira, open_land=True, now=AFTER + DAY)
    works = do_works(works, done_on=TODAY, **act)
    works = bill_works(works, bill=Decimal(10), billed_on=TODAY, **act)
    part_in_error(works, reason="Another address", by=amira, now=AFTER + 2 * DAY)

    clocks = Deadline.objects.filter(OPEN, case=notice.case, kind__in=[Kind.PROSECUTION_LIMIT])
    assert (open_clocks(notice), list(clocks), differences()) == ([], [], [])
    with pytest.raises(Refused, match="already"):
        part_in_error(breach, reason="Again", **act)
    for again in (
        lambda: decided(notice, by=amira) and warrant_for(fresh(breach), by=amira),
        lambda: seize_item(seizure, seized_on=TODAY, kept_at="Store", **act),
        lambda: bill_works(works, bill=Decimal(10), billed_on=TODAY, **act),
    ):
        with pytest.raises(Refused, match="in error"):
            again()


def test_a_breach_is_not_marked_as_wrong_while_a_penalty_stands_or_its_file_was_sent(
    notice: Measure, amira: User
) -> None:
    fined, sent = decided(notice, BreachDecision.PENALTY, by=amira), decided(notice, by=amira)
    offer(fined, by=amira)
    filed(sent, by=amira, now=AFTER + DAY)

    for breach, why in ((fined, "cancel it first"), (sent, "tell them")):
        with pytest.raises(Refused, match=why):
            part_in_error(fresh(breach), reason="Another man", by=amira, now=AFTER + DAY)

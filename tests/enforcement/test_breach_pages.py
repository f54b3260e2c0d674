"""Pages of what follows a notice: forms that keep what was typed, stale edits, refusals, and what each page says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Person
from asbcases.casework.views.doing import act_on
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.choices import BreachDecision, BreachState, Power, TermKind
from asbcases.enforcement.models import Appeal, Breach, FixedPenalty, Measure, RemedialWork, Seizure
from asbcases.enforcement.transitions.seizures import seize_item
from asbcases.law.periods import LONDON, london_day
from tests.casework.pages import asked_for, day, signed_in, text_of
from tests.enforcement.make_breaches import (
    REASONS,
    allege,
    appeal_against,
    climb_to,
    decided,
    fresh,
    penalised,
    propose,
    warrant_for,
)
from tests.enforcement.make_measures import make_authority, make_notice, make_warning
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=2)


@pytest.fixture
def notice(amira: User, now: datetime) -> Measure:
    case, warned = make_case(by=amira, now=now - 20 * DAY), now - 19 * DAY
    warning = make_warning(case, by=amira, now=warned, comply_by=warned + 7 * DAY)
    return make_notice(case, warning, by=amira, now=now - 10 * DAY)


@pytest.fixture
def browser(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


def at(notice: Measure, *more: object) -> str:
    path = "".join(f"{part}/" for part in more)
    return f"/cases/{notice.case.reference}/measures/{notice.reference}/{path}"


def on(name: str, moment: datetime) -> dict[str, str]:
    local = moment.astimezone(LONDON)
    return day(name, f"{local.day} {local.month} {local.year}")


def when(moment: datetime) -> dict[str, str]:
    return {**on("day", moment), "time": f"{moment.astimezone(LONDON):%H:%M}"}


def test_an_appeal_is_recorded_and_ended_by_forms(browser: Client, notice: Measure, now: datetime) -> None:
    address = at(notice, "appeals", "new")
    faulty = browser.post(address, {"court": "Colchester"})
    assert faulty.status_code == 400
    assert "Choose at least one ground" in text_of(faulty)
    sent = {**on("lodged_on", now), "grounds": ["defect"], "court": "Colchester", "stop_suspended": "no"}
    assert browser.post(address, sent).status_code == 302
    again = browser.post(address, sent)
    assert (again.status_code, "in progress already" in text_of(again)) == (409, True)
    appeal = Appeal.objects.get()
    page = text_of(browser.get(at(notice)))
    assert "What is to be done has no effect meanwhile" in page
    assert "Suspended by an appeal" in page

    end = at(notice, "appeals", appeal.pk)
    said = {**on("decided_on", now), "outcome": "dismissed", "words": "It stands.", "version": 7}
    assert browser.post(end, said).status_code == 409
    assert browser.post(end, {**said, "version": 1}).status_code == 302
    assert "The appeal was dismissed" in text_of(browser.get(at(notice)))
    assert browser.get(at(notice, "appeals", appeal.pk + 1)).status_code == 404


def test_a_breach_climbs_its_ladder_by_forms(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    faulty = browser.post(at(notice, "breaches", "new"), {"words": "Music."})
    assert (faulty.status_code, "Music." in text_of(faulty)) == (400, True)
    sent = {"terms": ["1"], "place": "22 Mersea Road", "words": "Music again.", **when(now - HOUR)}
    made = browser.post(at(notice, "breaches", "new"), sent)
    assert made.headers["Location"] == at(notice, "breaches", 1)
    page = text_of(browser.get(at(notice, "breaches", 1)))
    for told in (
        "Invalidity is not a defence.",
        "Nothing is proved by it.",
        "Last day to start a prosecution",
    ):
        assert told in page
    assert "offender" not in page.lower()

    reasons = {**REASONS, "decision": "penalty"}
    rungs: list[tuple[str, dict[str, Any]]] = [
        ("evidence", {"evidence_1": "Heard on the stairs.", "incident_1": ""}),
        ("explanation", {"excuse": "None was offered.", **when(now)}),
        ("decision", reasons),
        ("told/person", {"how": "In person", **when(timezone.now() + timedelta(minutes=1))}),
    ]
    for number, (rung, said) in enumerate(rungs[:3], start=1):
        shown = browser.get(at(notice, "breaches", 1, rung))
        assert shown.status_code == 200
        stale = browser.post(at(notice, "breaches", 1, rung), {**said, "version": 9})
        assert stale.status_code == 409
        done = browser.post(at(notice, "breaches", 1, rung), {**said, "version": number})
        assert done.headers["Location"] == at(notice, "breaches", 1), text_of(done)
    refused = browser.post(at(notice, "breaches", 1, rungs[3][0]), {**rungs[3][1], "version": 4})
    assert (refused.status_code, "still to come" in text_of(refused)) == (409, True)
    assert Breach.objects.get().decision == BreachDecision.PENALTY
    assert "Offer the fixed penalty" in text_of(browser.get(at(notice, "breaches", 1)))


def test_the_rest_of_the_ladder_and_the_file_by_forms(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    breach = decided(notice, by=amira, now=now - 2 * DAY)
    Breach.objects.filter(pk=breach.pk).update(decided_at=now - HOUR)
    version = breach.version
    for rung, said in (
        ("told/person", {"how": "In person", **when(now)}),
        ("told/victim", {"how": "By telephone", **when(now)}),
        ("file", when(now)),
        ("proceedings", on("proceedings_on", now)),
        ("outcome", {"outcome": "Fined £200."}),
    ):
        assert browser.get(at(notice, "breaches", 1, rung)).status_code == 200
        done = browser.post(at(notice, "breaches", 1, rung), {**said, "version": version})
        assert done.status_code == 302, text_of(done)
        version += 1

    page = text_of(browser.get(at(notice, "breaches", 1)))
    for told in ("Fined £200.", "File sent", "Proceedings began"):
        assert told in page
    assert fresh(breach).state == BreachState.CONCLUDED


def test_a_penalty_is_offered_paid_and_cancelled_by_forms(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    decided(notice, BreachDecision.PENALTY, by=amira, now=now - DAY)
    make_authority(amira, Power.FPN)
    address = at(notice, "breaches", 1, "penalties", "new")
    assert "against term" not in text_of(browser.get(address))
    said = {
        **on("fpn_on", now), "amount": "150", "early_amount": "60", "early_days": "10",
        "particulars": "Music at 11pm", "payable_to": "Colchester City Council", "methods": "Online",
    }  # fmt: skip
    refused = browser.post(address, said)
    assert (refused.status_code, "£150 is more than £100" in text_of(refused)) == (409, True)
    made = browser.post(address, {**said, "amount": "100"})
    penalty = FixedPenalty.objects.get()
    home = at(notice, "breaches", 1, "penalties", penalty.reference)
    assert made.headers["Location"] == home
    assert "To be paid by the end of" in text_of(browser.get(home))
    assert browser.get(f"{home}cancel/").status_code == 200
    paid = browser.post(f"{home}paid/", {**on("paid_on", now), "paid_amount": "60", "version": 1})
    assert paid.status_code == 302, text_of(paid)
    assert "nobody can be convicted" in text_of(browser.get(home))
    late = browser.post(f"{home}cancel/", {"reason": "A slip", "version": 2})
    assert (late.status_code, "was paid already" in text_of(late)) == (409, True)


def test_the_diary_leads_to_the_page_of_the_breach(notice: Measure, amira: User, now: datetime) -> None:
    seizure = warrant_for(decided(notice, by=amira, now=now - DAY), by=amira, now=now)
    seize_item(seizure, seized_on=london_day(now), kept_at="Store 3", by=amira, now=now)
    owed = Deadline.objects.filter(kind__in=(Kind.PROSECUTION_LIMIT, Kind.SEIZED_ITEM), case=notice.case)
    acts = [act_on(one, notice.case.reference, amira) for one in owed]
    assert [act and act.address for act in acts] == [at(notice, "breaches", 1)] * 2


def test_a_child_is_asked_about_on_every_form_that_needs_it(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    breach = climb_to(allege(notice, by=amira, now=now - DAY), BreachState.EXPLAINED, by=amira, now=now - DAY)
    Person.objects.filter(pk=notice.subject_id).update(born_on=(now - timedelta(days=17 * 366)).date())
    said = {**REASONS, "decision": "prosecution", "version": breach.version}
    refused = browser.post(at(notice, "breaches", 1, "decision"), said)
    assert "Consult the youth offending team" in text_of(refused)
    said["yot_consulted"] = "Ms Hale, by telephone"
    assert browser.post(at(notice, "breaches", 1, "decision"), said).status_code == 302
    page = text_of(browser.get(at(notice, "breaches", 1)))
    assert ("Under 18" in page, "Ms Hale" in page) == (True, True)
    assert "Youth offending team" in text_of(browser.get(at(notice, "breaches", 1, "file")))


def test_works_are_kept_by_short_forms(browser: Client, notice: Measure, now: datetime) -> None:
    bad = browser.post(at(notice, "works", "new"), {"work": "Clear the yard", "open_land": "no"})
    assert (bad.status_code, "WRK-2" in text_of(bad)) == (409, True)
    said = {"work": "Clear the yard", "open_land": "no", "estimate": "250", **on("invited_on", now)}
    assert browser.post(at(notice, "works", "new"), said).status_code == 302
    version = 1
    for act, said in (
        ("consent", {**on("defaulter_consented_on", now), "owner_efforts": "Rang three times"}),
        ("done", on("done_on", now)),
        ("bill", {"bill": "240.50", **on("billed_on", now)}),
    ):
        assert browser.get(at(notice, "works", 1, act)).status_code == 200
        done = browser.post(at(notice, "works", 1, act), {**said, "version": version})
        assert done.status_code == 302, text_of(done)
        version += 1
    assert "Bill of £240.50" in text_of(browser.get(at(notice)))
    assert (
        browser.post(at(notice, "works", 1, "wrong"), {"reason": "Another yard", "version": 4}).status_code
        == 302
    )
    assert RemedialWork.objects.get().recorded_in_error_at


def test_items_are_kept_by_short_forms(browser: Client, notice: Measure, amira: User, now: datetime) -> None:
    decided(notice, by=amira, now=now - DAY)
    items = at(notice, "breaches", 1, "items")
    assert browser.post(f"{items}new/", {"item": "A loudspeaker", **on("warrant_on", now)}).status_code == 302
    for act, said in (
        ("seized", {"kept_at": "Store 3", **on("seized_on", now)}),
        ("returned", {"outcome": "Given back", **on("returned_on", now)}),
    ):
        assert browser.get(f"{items}1/{act}/").status_code == 200
        version = Seizure.objects.get().version
        done = browser.post(f"{items}1/{act}/", {**said, "version": version})
        assert done.headers["Location"] == at(notice, "breaches", 1), text_of(done)
    assert "Given back" in text_of(browser.get(at(notice, "breaches", 1)))
    other = warrant_for(Breach.objects.get(), by=amira, now=now)
    wrong = browser.post(f"{items}{other.number}/wrong/", {"reason": "His brother's", "version": 1})
    assert wrong.status_code == 302


def test_a_quashed_notice_warns_on_every_page_of_its_breach(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    decided(notice, by=amira, now=now - DAY)
    appeal = appeal_against(notice, by=amira, now=now - HOUR)
    end, said = (
        at(notice, "appeals", appeal.pk),
        {**on("decided_on", now), "outcome": "quashed", "words": "Q."},
    )
    refused = browser.post(end, {**said, "version": 1})
    assert (refused.status_code, "APP-4" in text_of(refused)) == (409, True)
    assert browser.post(end, {**said, "version": 1, "over_APP-4": "Solicitor asked"}).status_code == 302
    assert "was quashed on appeal" in text_of(browser.get(at(notice, "breaches", 1)))
    assert "over_APP-4" in text_of(browser.get(at(notice, "breaches", 1, "file")))


def test_what_was_recorded_in_error_says_so(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    allege(notice, by=amira, now=now - DAY)
    said = {"reason": "It was his brother", "version": 1}
    assert browser.get(at(notice, "breaches", 1, "wrong")).status_code == 200
    assert browser.post(at(notice, "breaches", 1, "wrong"), said).status_code == 302
    page = text_of(browser.get(at(notice, "breaches", 1)))
    assert ("it counts for nothing" in page, "Next:" in page) == (True, False)


def test_on_a_closed_case_only_what_others_did_is_offered(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    penalised(notice, by=amira, now=now - DAY)
    propose(notice, by=amira, now=now - DAY)
    make_closed(notice.case, by=amira, now=now)
    page = text_of(browser.get(at(notice)))
    assert ("Record an appeal" in page, "Record an alleged breach" in page) == (True, False)
    assert "Record works in default" not in page
    assert "Next:" not in text_of(browser.get(at(notice, "breaches", 1)))


def test_the_pages_ask_the_database_no_more_for_more_rows(
    browser: Client, notice: Measure, amira: User, now: datetime
) -> None:
    allege(notice, by=amira, now=now - DAY)
    addresses = (at(notice), at(notice, "breaches", 1))
    asked_for(browser, addresses[0])
    few = [len(asked_for(browser, address)) for address in addresses]
    for _ in range(3):
        allege(notice, by=amira, now=now - HOUR, terms=list(notice.terms.filter(kind=TermKind.STOP)))
        propose(notice, by=amira, now=now - HOUR)
    assert [len(asked_for(browser, address)) for address in addresses] == few

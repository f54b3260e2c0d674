"""Findings while a term is drafted and nothing is saved, clauses put into its form, and what a variation is weighed by."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import AskedBy, ChangeKind, TermKind, Verdict
from asbcases.enforcement.models import Measure, MeasureTerm, RuleWeighed
from asbcases.enforcement.queries.conditions import overlaps_of
from asbcases.enforcement.rules.clauses import began_as, library
from asbcases.enforcement.rules.conditions import Duty
from asbcases.enforcement.transitions.changing import ask_change, decide_change
from asbcases.enforcement.transitions.drafting import add_term
from asbcases.enforcement.transitions.duties import note_duties
from asbcases.enforcement.transitions.requests import send_request
from asbcases.errors import Refused
from tests.enforcement.make_measures import (
    LATER,
    approve,
    draft_notice,
    draft_warning,
    fresh,
    make_notice,
    make_warning,
    subject_of,
)
from tests.enforcement.make_orders import draft_request
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
POOR = {"kind": "stop", "words": "You must not be in Fernhill Road, Tolbridge or make excesive noise etc."}
CHECK, INSERT = {"only": "check"}, {"only": "insert"}


@pytest.fixture
def case(amira: User, client: Client) -> Case:
    client.force_login(amira)
    return make_case(by=amira)


def page_of(measure: Measure, page: str = "measure_term_new", *more: Any) -> str:
    return reverse(page, args=[measure.case.reference, measure.reference, *more])


def shown(client: Client, page: str, sent: dict[str, Any]) -> str:
    """Return the page that answers a form of which nothing is to be saved."""
    before = MeasureTerm.objects.count(), list(Measure.objects.values_list("version"))
    answer = client.post(page, sent)
    assert answer.status_code == 200
    assert (MeasureTerm.objects.count(), list(Measure.objects.values_list("version"))) == before
    return answer.content.decode()


# --- The wording is checked before anything is saved ------------------------------------------------
def test_a_wording_is_checked_with_all_that_was_typed_kept_and_nothing_saved(
    amira: User, case: Case, client: Client
) -> None:
    draft = draft_warning(case, by=amira, ends_on=None)
    page = page_of(draft)
    typed = {"place": "Fernhill Road, Tolbridge", "purpose": "Fewer calls", "do_day_day": "3"}
    half = client.post(page, {**POOR, **typed, **CHECK})
    assert (half.status_code, "How it is worded" in half.content.decode()) == (400, False)

    text = shown(client, page, {**POOR, **typed, "do_day_day": "", **CHECK})

    for words in ("How it is worded", "Vague words", "No last day", "A ban from an area without hours"):
        assert words in text
    assert "The law sets none for a warning: what it gives is the time to comply" in text
    for kept in (
        POOR["words"],
        "Fewer calls",
        'value="Fernhill Road, Tolbridge"',
        "You may save it as it is",
    ):
        assert kept in text
    for field in ("#id_words", "#id_until_on_0", "#id_hours_from"):
        assert f'href="{field}"' in text
    assert client.post(page, {**POOR, **typed, "do_day_day": ""}).status_code == 302
    after = client.get(page_of(draft, "measure_page")).content.decode()
    assert "A ban from an area without hours." in after


def test_a_sound_wording_is_said_to_be_no_promise_and_a_stale_page_stays_stale(
    amira: User, case: Case, client: Client
) -> None:
    draft = draft_warning(case, by=amira)
    sent = {
        "kind": "stop",
        "words": "You must not play a drum at 4 Elm Way, Colchester.",
        "until_on": "2027-03-01",
    }
    page = page_of(draft, "measure_term_edit", 1)
    text = shown(client, page, {**sent, **CHECK, "version": "1"})
    assert "Nothing was found, which is no promise" in text
    assert '<input type="hidden" name="version" value="1">' in text
    assert client.post(page, {**sent, "version": "1"}).status_code == 409
    assert client.post(page, {**sent, "version": fresh(draft).version}).status_code == 302


def test_an_order_is_drafted_with_hours_and_checked_in_the_same_way(
    amira: User, case: Case, client: Client
) -> None:
    draft = draft_request(case, by=amira)
    page = page_of(draft, "order_term_new")
    sent = {
        "kind": "requirement",
        "words": "You must cooperate with the worker etc.",
        "supervisor": "Jo Field",
    }
    text = shown(client, page, {**sent, **CHECK})
    assert "Vague words" in text
    assert 'value="Jo Field"' in text
    hours = {"days": "Mon-Fri", "hours_from": "9am", "hours_to": "5pm"}
    assert client.post(page, {**sent, "hours_from": "9am"}).status_code == 400
    assert client.post(page, {**sent, **hours}).status_code == 302
    term = MeasureTerm.objects.filter(measure=draft).order_by("number").last()
    assert term
    assert (term.kind, term.supervisor, term.hours) == (
        "requirement",
        "Jo Field",
        [["Mon-Fri", "09:00", "17:00"]],
    )


# --- Clauses ----------------------------------------------------------------------------------------
def test_a_clause_fills_the_form_from_what_was_typed_and_the_term_keeps_its_version(
    amira: User, case: Case, client: Client
) -> None:
    draft = draft_warning(case, by=amira)
    notice = draft_notice(case, make_warning(case, by=amira), by=amira)
    assert "The requirement of the warning that it matches" in client.get(page_of(notice)).content.decode()
    page = page_of(draft)
    given = client.get(page).content.decode()
    assert '<optgroup label="Retail theft">' in given
    assert f"{reverse('clause_list')}?power=cpw" in given
    typed = {"place": "9 Oak Road, Tolbridge", "hours_from": "10pm", "hours_to": "7am", "purpose": "Sleep"}
    until = {"until_on_day": "1", "until_on_month": "3", "until_on_year": "2027"}
    text = shown(client, page, {**typed, **until, "put_in": "noise-tools", **INSERT})
    words = (
        "You must not use power tools at 9 Oak Road, Tolbridge between 22:00 and 07:00. "
        "This lasts until 1 March 2027."
    )
    assert words in text
    for kept in ('value="10pm"', "Sleep", 'value="2027"', 'value="noise-tools-v1"', 'value="stop" checked'):
        assert kept in text
    sent = {**typed, **until, "kind": "stop", "words": words, "clause": "noise-tools-v1"}
    assert client.post(page, {**sent, "clause": "noise-tools-v9"}).status_code == 400
    assert client.post(page, sent).status_code == 302
    term = MeasureTerm.objects.get(measure=draft, clause="noise-tools-v1")
    assert began_as("noise-tools-v0") is began_as("") is None
    assert began_as(term.clause) == library().clause("noise-tools")
    assert "Began as" in client.get(page_of(draft, "measure_page")).content.decode()
    again = client.get(page_of(draft, "measure_term_edit", term.number)).content.decode()
    assert 'value="noise-tools-v1"' in again
    out = page_of(draft, "measure_term_out", term.number)
    assert words in client.get(out).content.decode()
    assert client.post(out).status_code == 302


def test_another_clause_takes_the_place_of_the_first_and_never_of_words_that_were_typed(
    amira: User, case: Case, client: Client
) -> None:
    page = page_of(draft_warning(case, by=amira))
    first = library().clause("noise-tools")
    assert first
    put = {"put_in": "dogs-lead", **INSERT}
    due = {"do_day_day": "1", "do_day_month": "2", "do_day_year": "2026"}
    text = shown(client, page, {"words": first.words, "clause": first.kept_as, **due, **put})
    assert "use power tools at" not in text.split('id="clauses"')[0]
    assert "Begin by 1 February 2026" in text
    text = shown(client, page, {"words": "You must not drum.", "clause": first.kept_as, **put})
    assert "You must not drum.\nYou must keep your dog on a lead" in text
    for nothing in ({}, {"put_in": "gatherings-group"}, {"put_in": "none"}):
        text = shown(client, page, {"words": "You must not drum.", **INSERT, **nothing})
        assert "You must not drum." in text
        assert "Choose a clause first" in text


def test_a_gap_that_is_left_in_a_clause_is_vague(amira: User, case: Case, client: Client) -> None:
    page = page_of(draft_warning(case, by=amira))
    words = "You must not use power tools at [place] between 6pm and 8am. This lasts until 1 March 2027."
    assert "[place]" in shown(client, page, {"kind": "stop", "words": words, **CHECK}).split('id="term"')[0]


# --- A variation ------------------------------------------------------------------------------------
def proposed(words: str, **said: Any) -> Any:
    return {"take_out": [], "terms": [{"kind": TermKind.STOP, "words": words, "purpose": "Quiet", **said}]}


def test_a_variation_is_checked_and_weighed_as_a_draft_is(amira: User, case: Case, client: Client) -> None:
    notice = make_notice(case, by=amira)
    now = notice.issued_at
    assert now
    now += timedelta(hours=1)
    words = "You must not be in Fernhill Road, Tolbridge or make excesive noise."
    page = page_of(notice, "measure_change")
    sent = {"kind": "vary", "asked_by": "issuer", "words": "It moved there.", "new_kind": "stop"}
    text = shown(client, page, {**sent, "new_words": words, **CHECK})
    assert "A ban from an area without hours" in text
    assert 'href="#id_new_words"' in text
    kept = proposed(words, until_on=date(2026, 12, 1))
    change = ask_change(
        fresh(notice), kind=ChangeKind.VARY, asked_by=AskedBy.ISSUER, words="It moved there.", proposal=kept,
        by=amira, now=now,
    )  # fmt: skip
    deciding = client.get(page_of(notice, "measure_change_decide", change.number)).content.decode()
    assert "Nobody could prove a breach of “excesive”" in deciding
    assert "id_over_CPN-7" in deciding
    grant: dict[str, Any] = {"verdict": Verdict.GRANTED, "decision": "It is needed.", "by": amira, "now": now}
    with pytest.raises(Refused, match="CPN-7"):
        decide_change(change, **grant)
    decide_change(change, **grant, over={"CPN-7": "The street is short."})
    weighed = RuleWeighed.objects.filter(measure=notice, rule="CPN-7").order_by("pk").last()
    assert weighed
    assert (weighed.facts["vague"], weighed.facts["area_ban"]) == (["excesive"], True)
    assert MeasureTerm.objects.filter(measure=notice, words=words, until_on=date(2026, 12, 1)).exists()


def test_what_would_come_is_held_against_what_stays_in_force_beside_it(
    amira: User, case: Case, client: Client
) -> None:
    notice = make_notice(case, by=amira)
    first = notice.terms.order_by("number").first()
    assert first
    MeasureTerm.objects.filter(pk=first.pk).update(
        words="You must keep the yard gate of 4 Elm Way, Colchester locked.", kind=TermKind.DO
    )
    sent = {"kind": "vary", "asked_by": "issuer", "words": "The gate.", "new_kind": "do", "do_day": ""}
    open_it = {"new_words": "You must keep the yard gate of 4 Elm Way, Colchester open.", **CHECK}
    page = page_of(notice, "measure_change")
    assert "Conflicts with another live term" in shown(client, page, {**sent, **open_it})
    gone = {**sent, **open_it, "take_out": [str(first.number)]}
    assert "Conflicts with another live term" not in shown(client, page, gone)


# --- What the terms of an order overlap with ----------------------------------------------------------
def test_what_terms_overlap_with_is_found_and_may_be_added_to_but_not_left_out(
    amira: User, case: Case, client: Client
) -> None:
    subject = subject_of(case, by=amira)
    warning = make_warning(case, by=amira, subject=subject)
    meeting: dict[str, Any] = {"kind": TermKind.DO, "place": "Elm Hub, Oak Road, Southam"}
    MeasureTerm.objects.filter(measure=warning, number=1).update(
        **meeting, words="You must attend Elm Hub every Monday.", hours=[["Mon", "10:00", "11:00"]]
    )
    draft = draft_request(case, by=amira, subject=subject)
    school = Duty("school", "Oak School, Oak Road, Southam", (("Mon-Fri", "08:45", "15:15"),))
    note_duties(fresh(draft), duties=[school], by=amira, now=NOW)
    add_term(
        fresh(draft),
        kind=TermKind.PROHIBITION,
        words="You must not be in Oak Road, Southam at any time.",
        by=amira,
        now=NOW,
    )
    found = ["education", f"another order (Community protection warning {warning.reference})"]
    assert overlaps_of(fresh(draft), now=NOW) == found
    approve(draft, by=amira, now=NOW)
    asking = client.get(page_of(draft, "order_send")).content.decode()
    assert "Found: education; another order" in asking
    send: dict[str, Any] = {"application_on": LATER.date(), "by": amira, "now": NOW}
    with pytest.raises(Refused, match="education"):
        send_request(fresh(draft), **send)
    send_request(
        fresh(draft), **send, overlaps=["A course"], over={"CBO-6": "So the court decides.", "CBO-19": "."}
    )
    kept = RuleWeighed.objects.get(measure=draft, rule="CBO-6")
    assert kept.facts["overlaps"] == [*found, "A course"]

"""While somebody calls, the panel shows what the file knows of caller and place, and fails without harm."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Recognition, Report
from asbcases.casework.transitions import attach_report, recognise, record_person
from asbcases.casework.views import panel
from tests.casework.pages import REPORT, signed_in, text_of
from tests.make import district, make_case, make_incident, make_report, make_user

pytestmark = pytest.mark.django_db
NEW, MATCHES = "/reports/new/", "/reports/matches/"
KNOWN = {
    "caller_name": "Jade Taylor",
    "caller_phone": "07700 900123",
    "caller_email": "jade@home.example",
    "caller_address": "Flat 14 B, Mersea Road, Colchester",
}


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")


@pytest.fixture
def desk(client: Client, hana: User) -> Client:
    return signed_in(client, hana)


def before(by: User, *, days: int = 20, **fields: Any) -> Report:
    told = timezone.now() - timedelta(days=days)
    return make_report(by=by, now=told, **{"place_text": "14b Mersea Road", **KNOWN, **fields})


def found(desk: Client, **typed: str) -> str:
    answer = desk.post(MATCHES, typed)
    assert answer.status_code == 200
    return text_of(answer)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"caller_phone": "+44 (0)7700 900 123"}, "Same number"),
        ({"caller_phone": "mob: 07700-900123"}, "Same number"),
        ({"caller_email": "JADE@home.example"}, "Same e-mail address"),
        ({"caller_address": "14b"}, "Same home"),
        ({"caller_address": "14 B Mersea Rd"}, "Same home"),
        ({"place_text": "14b"}, "Same place"),
        ({"place_text": "flat 14 B, Mersea Road"}, "Same place"),
        ({"caller_name": "Taylor, Jade"}, "Like name"),
        ({"caller_name": "Jade Tailor"}, "Like name"),
    ],
)
def test_an_earlier_report_is_found_however_it_is_typed(
    desk: Client, hana: User, typed: dict[str, str], why: str
) -> None:
    report = before(hana)

    page = found(desk, **typed)

    assert report.reference in page
    assert f"{why}. Jade Taylor" in page


def test_the_third_report_in_six_months_is_said_with_the_rule_and_the_words_for_the_caller(
    desk: Client, hana: User
) -> None:
    for days in (60, 20):
        before(hana, days=days)

    page = found(desk, **{**KNOWN, "place_text": "14b Mersea Road"})

    assert 'data-said="3rd report in 6 months.' in page
    assert "Repeat: R2: 3 reports with the same victim in 6 months" in page
    assert "You may ask for an ASB case review" in page


def test_a_case_is_said_with_its_lead_to_whoever_takes_the_call(
    client: Client, hana: User, amira: User, ben: User
) -> None:
    case = make_case(by=amira, now=timezone.now(), incidents=[make_incident(by=amira, report=before(hana))])

    handler = found(signed_in(client, hana), caller_phone="07700900123")
    lead = found(signed_in(client, amira), caller_phone="07700900123")

    said = f"{case.reference} is open with Amira Osei"
    assert said in handler
    assert f'href="/cases/{case.reference}/"' not in handler
    assert f'href="/cases/{case.reference}/"' in lead


def test_open_incidents_near_in_place_and_day_are_offered_those_of_the_same_place_first(
    desk: Client, hana: User
) -> None:
    other = make_incident(by=hana, now=timezone.now(), summary="Shouting in the park")
    now = timezone.now()
    report = make_report(by=hana, now=now - timedelta(minutes=30), place_text="14b Mersea Road")
    same = make_incident(by=hana, now=now, report=report, summary="Stones at a window")

    page = found(desk, place_text="14b Mersea Rd", district=str(district().pk))

    assert page.index(f"incident {same.reference}") < page.index(f"incident {other.reference}")
    assert page.count("same caller or place") == 1


def test_the_first_report_from_an_address_is_said(desk: Client, hana: User) -> None:
    before(hana)

    assert "First report from this address." in found(desk, place_text="3 Nowhere Lane")
    assert "First report from this address." not in found(desk, place_text="14b Mersea Road")


def test_nothing_is_looked_up_before_anything_is_typed(desk: Client) -> None:
    assert "Type a number" in found(desk, caller_phone="07")
    assert not Access.objects.exists()


def test_the_look_is_recorded_without_what_was_typed(desk: Client, hana: User) -> None:
    report = before(hana)

    found(desk, **KNOWN)

    about = Access.objects.get(user=hana).about
    assert report.reference in about
    assert "Jade" not in about
    assert "07700" not in about


def test_no_number_and_no_name_stands_in_an_address(desk: Client) -> None:
    assert desk.get(MATCHES, KNOWN).status_code == 405


def test_an_officer_of_another_district_is_told_nothing(client: Client, hana: User, cara: User) -> None:
    before(hana)

    page = found(signed_in(client, cara), **KNOWN)

    assert "No earlier report matches." in page
    assert "Jade" not in page


def test_restricted_information_is_said_without_a_word_of_it(
    desk: Client, hana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "restricted_near", lambda **keys: keys["phone_key"] == "+447700900123")

    assert "Restricted information: treat as high risk, ring the duty supervisor." in found(desk, **KNOWN)
    assert "Restricted" not in found(desk, caller_phone="01206 555666")


def test_where_the_look_up_is_down_the_report_is_kept_all_the_same(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise DatabaseError("Jade Taylor")

    monkeypatch.setattr(panel, "told_before", down)
    said = {**REPORT, **KNOWN, "district": district().pk}

    assert "The look-up does not answer" in found(desk, **KNOWN)
    assert desk.post(NEW, {**said, "channel": ""}).status_code == 400
    assert desk.post(NEW, said).status_code == 302
    assert Report.objects.count() == 1


def test_the_panel_asks_the_same_however_much_was_told_before(
    desk: Client, hana: User, django_assert_num_queries: Any
) -> None:
    typed = {**KNOWN, "place_text": "14b Mersea Road", "district": str(district().pk)}
    record_person(name="Jade Taylor", phone="07700 900123", source="Test", by=hana, now=timezone.now())
    incident = make_incident(by=hana, report=before(hana))
    with django_assert_num_queries(PANEL):
        desk.post(MATCHES, typed)

    for days in range(2, 12):
        attach_report(before(hana, days=days), incident, by=hana, now=timezone.now())
        record_person(name="Jade Taylor", phone="07700 900123", source="Test", by=hana, now=timezone.now())
    with django_assert_num_queries(PANEL):
        desk.post(MATCHES, typed)


PANEL = 20


# --- The page without script -------------------------------------------------------------------------
def test_a_button_shows_the_same_page_with_the_panel_and_finds_no_fault(desk: Client, hana: User) -> None:
    report = before(hana)

    answer = desk.post(NEW, {"caller_phone": "07700 900123", "narrative": "Half a", "look": "1"})

    page, form = text_of(answer), answer.context["form"]
    assert answer.status_code == 200
    assert report.reference in page
    assert form["narrative"].value() == "Half a"
    assert "There is a problem" not in page
    assert not Report.objects.filter(narrative="Half a").exists()


def test_the_panel_stands_beside_a_form_that_was_refused(desk: Client, hana: User) -> None:
    report = before(hana)

    answer = desk.post(NEW, {**REPORT, **KNOWN, "narrative": ""})

    assert answer.status_code == 400
    assert report.reference in text_of(answer)


# --- This is the person, and add to it ----------------------------------------------------------------
def jade(hana: User) -> Any:
    return record_person(
        name="Jade Taylor", phone="07700 900123", adjustments="Large print", language="Polish", source="Test",
        by=hana, now=timezone.now(),
    )  # fmt: skip


def test_who_the_caller_may_be_is_offered_with_the_reasons_and_what_they_need(
    desk: Client, hana: User
) -> None:
    person = jade(hana)

    page = found(desk, **KNOWN)

    assert f'value="{person.reference}"' in page
    assert "same telephone number, same name. Needs: Large print. Speaks Polish" in page


def test_what_a_person_was_asked_once_is_filled_in(desk: Client, hana: User) -> None:
    person = jade(hana)

    typed = {"caller_phone": "07700 900123", "person": person.reference, "language": "Welsh", "look": "1"}
    form = desk.post(NEW, typed).context["form"]

    assert form["adjustments"].value() == "Large print"
    assert form["language"].value() == "Welsh"


def test_the_caller_is_recognised_with_the_reasons_that_were_shown(desk: Client, hana: User) -> None:
    person = jade(hana)

    desk.post(NEW, {**REPORT, **KNOWN, "person": person.reference})

    recognition = Recognition.objects.get()
    assert (recognition.person, recognition.report) == (person, Report.objects.get())
    assert recognition.reasons == ["same telephone number", "same name"]
    assert Report.objects.get().adjustments == "Large print"


def test_a_report_is_found_by_who_may_not_know_of_its_caller(client: Client, amira: User, ben: User) -> None:
    now, report = timezone.now(), before(amira)
    unknown = record_person(name="Jade Taylor", source="The caller", by=amira, now=now)
    recognise(report, unknown, reasons=["same number"], by=amira, now=now)

    assert report.reference in found(signed_in(client, ben), caller_phone="07700 900123")


def test_who_matches_no_more_is_not_recognised_by_an_old_tick(desk: Client, hana: User) -> None:
    person = jade(hana)
    said = {**REPORT, "caller_name": "Leo Marsh", "caller_phone": "", "caller_contact": ""}

    answer = desk.post(NEW, {**said, "person": person.reference})

    assert answer.status_code == 409
    assert "matches the person whom you chose no more" in text_of(answer)
    assert desk.post(NEW, {**said, "person": "x'; --"}).status_code == 400
    assert not Report.objects.exists()


def test_one_press_keeps_the_report_and_adds_it_to_an_incident(desk: Client, hana: User) -> None:
    incident = make_incident(by=hana, now=timezone.now())

    answer = desk.post(NEW, {**REPORT, **KNOWN, "add_to": incident.reference})

    assert answer["Location"] == f"/incidents/{incident.reference}/triage/"
    assert incident.told_by.count() == 2


@pytest.mark.parametrize("wanted", ["INC-2026-999999", "nonsense"])
def test_an_incident_that_is_not_there_keeps_no_report(desk: Client, wanted: str) -> None:
    answer = desk.post(NEW, {**REPORT, "add_to": wanted})

    assert answer.status_code == 409
    assert "There is no incident with this reference" in text_of(answer)
    assert not Report.objects.exists()

"""Complaints in the records of all agencies are found for the worksheet, and tell nobody more than it needs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.casework.transitions import add_incident_party, recognise, record_person
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.errors import Refused
from asbcases.policies.queries import limits_in_force
from tests.casework.pages import asked_for, signed_in, text_of
from tests.make import NOW, answers_with, make_case, make_incident, make_triage
from tests.triggers.finding import HOME, NAME, OTHER_PHONE, PHONE, WORDS, applied, on_record, reported
from tests.triggers.make import make_application, make_co_ordinator, make_complaint
from tests.triggers.make_reviews import REASONS
from triggers.choices import BodyKind, Consent, Link, Origin
from triggers.models import Application, ComplaintSetAside, ReviewComplaint
from triggers.queries.found import Found, found_for
from triggers.rules.found import AGAINST_THE_VICTIM
from triggers.transitions import mark_complaint_wrong
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.found import add_found, add_near, set_aside

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def found(review: Any) -> dict[int, Found]:
    return {one.report: one for one in found_for(review, limits_in_force(NOW))}


def test_reports_of_victim_and_place_are_found_with_what_ties_them_and_what_they_come_to(amira: User) -> None:
    told = on_record(amira)
    review = applied(amira)

    here = found_for(review, limits_in_force(NOW))

    by_name = {name: report.pk for name, report in told.items()}
    assert [one.report for one in here] == [
        by_name[name] for name in ("police", "council", "neighbour", "old", "near")
    ]
    police, council, neighbour, old, near = here
    assert [(one.agency, one.link) for one in here[:3]] == [
        ("Police", "Made by or about the victim"),
        ("Colchester City Council", "Made by or about the victim"),
        ("Eastlight Homes", "The same place"),
    ]
    assert [one.proposal.complainant for one in here] == [
        NAME,
        NAME,
        "Another person 1",
        NAME,
        "Another person 2",
    ]
    assert (neighbour.proposal.place, police.proposal.place) == (HOME, "")
    assert "Counts: the complaint of 3 November 2026 to the council" in council.proposal.row.sentence
    assert (old.proposal.row.counts, old.proposal.certain) == (False, True)
    assert (near.proposal.near, near.proposal.certain) == (("the same name",), False)
    assert near.proposal.row.counts


def test_hate_of_which_the_file_names_the_victim_is_proposed_whoever_told_of_it_and_needs_a_person(
    amira: User,
) -> None:
    jade = record_person(name=NAME, source="Her call", by=amira, now=NOW)
    of_hate, plain = (reported(amira, day, caller_phone=OTHER_PHONE) for day in (6, 7))
    of_both = [make_incident(by=amira, report=report) for report in (of_hate, plain)]
    make_triage(
        of_both[0], by=amira, answers=answers_with(vulnerability={"state": "answered", "flags": ["hate"]})
    )
    for incident in of_both:
        add_incident_party(incident, jade, role=PartyRole.VICTIM, by=amira, now=NOW)

    here = found(applied(amira, person=jade))

    assert set(here) == {of_hate.pk}
    proposal = here[of_hate.pk].proposal
    assert (proposal.near, proposal.certain) == ((AGAINST_THE_VICTIM,), False)
    assert (proposal.complaint.hate, proposal.row.counts) == (True, True)
    assert found(applied(amira)) == {}, "a name in an application is no record of a person"


def test_what_was_found_is_added_once_with_its_report_and_without_words(amira: User) -> None:
    told = on_record(amira)
    review = applied(amira)
    chosen = [told[name].pk for name in ("police", "council", "neighbour")]

    add_found(review, reports=[*chosen, chosen[0]], by=amira, now=NOW)

    rows = list(ReviewComplaint.objects.filter(review=review).order_by("number"))
    assert [(row.report_id, row.agency, row.origin, row.link) for row in rows] == [
        (chosen[0], BodyKind.POLICE, Origin.RECORDED, Link.VICTIM),
        (chosen[1], BodyKind.COUNCIL, Origin.RECORDED, Link.VICTIM),
        (chosen[2], BodyKind.LANDLORD, Origin.RECORDED, Link.PLACE),
    ]
    assert [row.words for row in rows] == ["", "", ""]
    assert rows[0].complaint_on == date(2026, 11, 13)
    assert set(found(review)).isdisjoint(chosen)
    with pytest.raises(Refused, match="has changed since"):
        add_found(review, reports=chosen[:1], by=amira, now=NOW)
    with pytest.raises(Refused, match="has changed since"):
        add_found(review, reports=[], by=amira, now=NOW)
    # The neighbour stays the same person, and somebody else is another; what was struck does not come back.
    again = reported(amira, 2, caller_phone=OTHER_PHONE, place_text=HOME)
    third = reported(amira, 1, caller_phone="07700 900333", place_text=HOME)
    names = found(review)
    assert names[again.pk].proposal.complainant == "Another person 1"
    assert names[third.pk].proposal.complainant not in ("", NAME, "Another person 1")
    mark_complaint_wrong(rows[2], reason="Another house", by=amira, now=NOW)
    assert told["neighbour"].pk not in found(review)


def test_what_is_only_near_needs_a_person_with_a_reason(amira: User) -> None:
    told = on_record(amira)
    review = applied(amira)
    act: dict[str, Any] = {"by": amira, "now": NOW}
    near = told["near"].pk
    with pytest.raises(Refused, match="only near"):
        add_found(review, reports=[near], **act)
    with pytest.raises(Refused, match="is set aside"):
        add_near(review, report=near, link=Link.NONE, reason="She said so", **act)
    with pytest.raises(Refused, match="how you know"):
        add_near(review, report=near, link=Link.VICTIM, reason=" ", **act)

    row = add_near(review, report=near, link=Link.VICTIM, reason="She said so", **act)

    assert (row.link, row.complainant, row.report_id) == (Link.VICTIM, NAME, near)
    assert AuditEvent.objects.get(verb=Verb.COMPLAINT_ADDED).reason == "She said so"
    with pytest.raises(Refused, match="has changed since"):
        add_near(review, report=told["other"].pk, link=Link.VICTIM, reason="She said so", **act)


def test_what_is_set_aside_has_a_reason_and_may_be_added_after_all(amira: User) -> None:
    told = on_record(amira)
    review, act = applied(amira), {"by": amira, "now": NOW}
    old = told["old"].pk
    with pytest.raises(Refused, match="does not belong"):
        set_aside(review, report=old, reason="", **act)

    set_aside(review, report=old, reason="Another matter", **act)

    assert found(review)[old].set_aside == ComplaintSetAside.objects.get()
    event = AuditEvent.objects.get(verb=Verb.COMPLAINT_SET_ASIDE)
    assert (event.reason, event.review) == ("Another matter", review)
    with pytest.raises(Refused, match="set aside already"):
        set_aside(review, report=old, reason="Another matter", **act)
    assert add_near(review, report=old, link=Link.PLACE, reason="It is the same", **act).report_id == old


def test_nothing_is_looked_for_while_consent_is_missing_or_once_the_threshold_is_decided(amira: User) -> None:
    told, act = on_record(amira), {"by": amira, "now": NOW}
    draft = make_application(by=amira, consent=Consent.WAITING, victim_name=NAME)
    decided = applied(amira)
    decide_threshold(decided, met=True, **REASONS, **act)
    with pytest.raises(Refused, match="consent"):
        add_found(draft, reports=[told["near"].pk], **act)
    with pytest.raises(Refused, match="threshold is decided"):
        add_found(decided, reports=[told["police"].pk], **act)


def test_the_victim_is_found_by_every_way_in_which_they_are_known(amira: User, cara: User) -> None:
    mail = reported(amira, 4, caller_email="jade@example.org")
    safe = reported(amira, 6, caller_phone=OTHER_PHONE)
    met = reported(amira, 8)
    jade = record_person(name=NAME, source="The caller", by=amira, now=NOW)
    recognise(met, jade, by=amira, now=NOW, reasons=["She rang"])
    incident = make_incident(by=cara, report=reported(cara, 9, place_text=HOME))
    make_triage(
        incident, by=cara, answers=answers_with(vulnerability={"state": "answered", "flags": ["hate"]})
    )
    later = reported(amira, -1, caller_phone=PHONE)

    review = applied(amira, contact_phone=OTHER_PHONE, applicant_email="jade@example.org", person=jade)

    here = found(review)
    assert set(here) >= {mail.pk, safe.pk, met.pk}
    assert [one.proposal.complaint.hate for one in here.values() if one.link == "The same place"] == [True]
    assert later.pk not in here
    by_another = applied(amira, consent=Consent.GIVEN, victim_name="Sam Reid", consent_words="She said so")
    assert {one.link for one in found(by_another).values()} == {"The same place"}


def test_a_complaint_that_was_written_by_hand_is_named_and_not_added_with_all(amira: User) -> None:
    told = on_record(amira)
    review = applied(amira, place_text="", applicant_address=HOME)
    make_complaint(review, by=amira, complaint_on=date(2026, 11, 3), agency=BodyKind.COUNCIL)

    council = found(review)[told["council"].pk].proposal

    assert (council.perhaps, council.certain) == ("1", False)
    assert found(review)[told["neighbour"].pk].link == "The same place"


def test_a_co_ordinator_learns_agency_date_and_link_and_no_name_or_word(client: Client, ben: User) -> None:
    sunita, now = make_co_ordinator(), timezone.now()
    told = on_record(ben, now=now)
    hidden = reported(ben, 7, caller_phone=PHONE, now=now)
    case = make_case(by=ben, now=now, incidents=[make_incident(by=ben, report=hidden, now=now)])
    review = applied(sunita, now=now)
    restrict_case(case, named=[], reason="A colleague", by=ben, now=now)
    here, address = signed_in(client, sunita), f"/reviews/{review.reference}/worksheet/"

    page = text_of(here.get(address))

    assert "Add all 3 that would count" in page
    for words in (
        "Police",
        "Colchester City Council",
        "Eastlight Homes",
        "the same name",
        "If it is the same victim",
    ):
        assert words in page, words
    for words in (WORDS, "Priya", "Long Wyre", OTHER_PHONE, hidden.reference, told["police"].reference):
        assert words not in page, words
    assert f'value="{hidden.pk}"' not in page
    counting = [told[name].pk for name in ("police", "council", "neighbour")]
    answer = here.post(f"{address}found/", {"reports": counting})
    assert answer.headers["Location"] == address
    assert "3 of 3 complaints that count" in text_of(here.get(address))
    assert WORDS not in text_of(here.get(address))
    assert here.get(f"{address}found/{hidden.pk}/").status_code == 404
    assert here.post(f"{address}found/", {"reports": [hidden.pk]}).status_code == 400
    near = f"{address}found/{told['near'].pk}/"
    assert "the same name" in text_of(here.get(near))
    assert here.post(near, {"link": "victim"}).status_code == 400
    assert here.post(near, {"link": "victim", "reason": "She said so"}).status_code == 302
    aside = f"{address}found/{told['old'].pk}/aside/"
    assert here.post(aside, {"reason": "Another matter"}).status_code == 302
    page = text_of(here.get(address))
    assert "Another matter" in page
    assert "It is tied after all" in page
    assert "Nothing that is not on the worksheet" in page


def test_police_who_may_read_a_report_are_led_to_it_and_many_cost_no_more(client: Client, ben: User) -> None:
    now = timezone.now()
    told, review = on_record(ben, now=now), applied(ben, now=now)
    here, address = signed_in(client, ben), f"/reviews/{review.reference}/worksheet/"
    assert told["police"].reference in text_of(here.get(address))
    few = len(asked_for(here, address))
    for days in range(40, 100):
        reported(ben, days, caller_phone=PHONE, now=now)

    assert len(asked_for(here, address)) == few
    assert few < 60
    assert "more come once these are dealt with" in text_of(here.get(address))
    Application.objects.filter(review=review).update(applicant_name="")
    assert "Made by or about the victim" in text_of(here.get(address))


def test_an_application_of_which_nothing_is_known_finds_nothing(amira: User) -> None:
    on_record(amira)
    assert found(make_application(by=amira)) == {}

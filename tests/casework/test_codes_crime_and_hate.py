"""Codes of an incident change on additional information only; crime and hate are each decided by somebody."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Desk, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Category, PartyRole, TermKind
from asbcases.cases.models import Incident, Term
from asbcases.cases.terms import load_terms, names_of, terms_on
from asbcases.casework.transitions import (
    accept_hate,
    attach_report,
    classify_incident,
    consider_crime,
    recognise,
    record_incident,
    record_person,
)
from asbcases.casework.transitions.codes import code_of
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from tests.make import NOW, answers_with, make_incident, make_report, make_team, make_triage, make_user

HOUR = timedelta(hours=1)
TODAY = date(2026, 11, 23)


def changed(incident: Incident, by: User, **said: Any) -> None:
    stated = {"category": Category.PERSONAL, "reason": "The caller named a neighbour.", **said}
    classify_incident(incident, **stated, by=by, now=NOW + HOUR)


def test_the_shipped_words_are_chosen_by_the_day_of_the_incident(amira: User) -> None:
    then, now = (
        set(terms_on(TermKind.CALL_TYPE, day).values_list("code", flat=True))
        for day in (date(2020, 5, 1), TODAY)
    )

    assert terms_on(TermKind.SUBTYPE, TODAY).count() == 15
    assert {"nuisance_neighbour", "threats", "dispute_civil", "unlicensed_music_event"} <= now
    assert {code for code in then - now if Term.objects.get(code=code).covid_related} == then - now
    assert then - now
    assert names_of(TermKind.SUBTYPE, ["noise", "gone"]) == {"noise": "Noise"}


def test_loading_the_words_adds_what_is_missing_and_ends_what_the_file_ends(db: None) -> None:
    Term.objects.filter(code="covid_travel").update(in_force_to=None)
    Term.objects.filter(code="noise").update(code="noise_of_old")

    assert [term.code for term in load_terms()] == ["noise"]
    assert Term.objects.get(code="covid_travel").in_force_to == date(2021, 7, 18)
    assert load_terms() == []


@pytest.mark.parametrize("category", list(Category))
def test_any_subtype_goes_with_any_category(amira: User, category: Category) -> None:
    incident = make_incident(
        by=amira,
        category=category,
        subtype="noise",
        call_type="threats",
        qualifiers=["youth", "alcohol", "youth"],
    )

    assert code_of(incident) == (category, "noise", "threats", ("alcohol", "youth"))
    assert (incident.subtype, incident.call_type) == ("noise", "threats")


def test_a_word_that_was_not_in_force_on_the_day_is_refused(amira: User) -> None:
    with pytest.raises(Refused, match="Call type covid_travel is not in force on 23 November 2026"):
        make_incident(by=amira, call_type="covid_travel")


def test_an_incident_of_those_days_keeps_the_call_types_of_those_days(amira: User) -> None:
    then = NOW.replace(year=2020)
    report = make_report(by=amira, happened_from=then, happened_until=then)

    assert make_incident(by=amira, report=report, call_type="covid_travel").call_type == "covid_travel"


def test_codes_change_by_a_new_row_and_the_event_says_from_what_to_what(amira: User) -> None:
    incident = make_incident(by=amira, category=Category.NUISANCE, subtype="noise")
    changed(incident, amira, subtype="nuisance_neighbours", qualifiers=["vulnerable_victim"])

    incident.refresh_from_db()
    first, second = incident.classifications.order_by("recorded_at")
    event = AuditEvent.objects.get(verb="incident.reclassified")
    assert (first.category, second.category, incident.category) == ("nuisance", "personal", "personal")
    assert second.reason == event.reason == "The caller named a neighbour."
    assert event.sentence == "changed the category to Personal"
    assert (event.data["before"], event.data["subtype_before"]) == ("Nuisance", "noise")
    assert event.data["qualifiers"] == ["vulnerable_victim"]
    assert incident.version == 2


def test_codes_do_not_change_without_additional_information_or_into_themselves(amira: User) -> None:
    incident = make_incident(by=amira)

    with pytest.raises(Refused, match="additional information"):
        changed(incident, amira, category=Category.NUISANCE, reason=" ")
    with pytest.raises(Refused, match="These are the codes that it has"):
        changed(incident, amira)


def test_who_was_recognised_takes_part_in_the_incident(amira: User) -> None:
    jade = record_person(name="Jade Taylor", source="The caller", by=amira, now=NOW)
    reports = [make_report(by=amira) for _ in range(3)]
    for report in reports:
        recognise(report, jade, reasons=["same number"], by=amira, now=NOW)

    personal = make_incident(by=amira, report=reports[0])
    attach_report(reports[1], personal, by=amira, now=NOW)
    nuisance = make_incident(by=amira, report=reports[2], category=Category.NUISANCE)

    assert list(personal.parties.order_by("number").values_list("role", "person")) == [
        (PartyRole.COMPLAINANT, jade.pk),
        (PartyRole.VICTIM, jade.pk),
    ]
    assert list(nuisance.parties.values_list("role", flat=True)) == [PartyRole.COMPLAINANT]


def test_a_decision_on_crime_meets_its_clock_and_the_newest_counts(amira: User) -> None:
    incident = make_incident(by=amira)
    maybe = answers_with(investigation={"possible_crime": "unknown"})
    make_triage(incident, by=amira, answers=maybe)

    consider_crime(incident, crime=False, not_crime_reason="A quarrel in words.", by=amira, now=NOW + HOUR)
    again = consider_crime(
        incident, crime=True, crime_reference="42/123456/26", offences="Harassment", not_crime_reason="x",
        by=amira, now=NOW + 2 * HOUR,
    )  # fmt: skip

    owed = Deadline.objects.get(incident=incident, kind=Kind.CRIME_DECISION)
    sentences = [
        event.sentence for event in AuditEvent.objects.filter(verb="incident.crime_considered").order_by("pk")
    ]
    assert owed.met_at == NOW + HOUR
    assert (again.reason, again.offences) == ("", "Harassment")
    assert sentences == ["decided on crime: it is no crime", "decided on crime: a crime is recorded"]


def test_hate_is_handed_over_by_whatever_ticks_it_first(amira: User) -> None:
    by_code = make_incident(by=amira, qualifiers=["hate_religion"])
    changed_later = make_incident(by=amira)
    changed(changed_later, amira, qualifiers=["hate_race"])

    owed = Deadline.objects.filter(kind=Kind.HATE_HANDOVER).order_by("pk")
    assert [row.incident for row in owed] == [by_code, changed_later]


def test_only_the_lead_for_hate_crime_or_a_supervisor_takes_it_over_once(amira: User, ben: User) -> None:
    team = make_team("Hate crime officers", desk=Desk.HATE_CRIME, force_wide=True)
    lead = make_user("hal", Role.ASB_OFFICER, team=team)
    incident, other = make_incident(by=amira, qualifiers=["hate_race"]), make_incident(by=amira)
    accept = {"note": "We see her tomorrow.", "now": NOW + HOUR}

    with pytest.raises(Refused, match="Only the lead for hate crime"):
        accept_hate(incident, **accept, by=amira)
    with pytest.raises(Refused, match="Nothing on this incident says"):
        accept_hate(other, **accept, by=ben)
    with pytest.raises(Refused, match="Say what is done"):
        accept_hate(incident, note=" ", by=lead, now=NOW)
    handover = accept_hate(incident, **accept, by=lead)
    with pytest.raises(Refused, match="has taken this over already"):
        accept_hate(incident, **accept, by=ben)

    assert handover.recorded_by == lead
    assert Deadline.objects.get(incident=incident, kind=Kind.HATE_HANDOVER).met_at == NOW + HOUR
    assert AuditEvent.objects.get(verb="incident.hate_accepted").reason == "We see her tomorrow."


def test_a_report_is_recorded_once(amira: User) -> None:
    report = make_report(by=amira)
    make_incident(by=amira, report=report)

    with pytest.raises(Refused, match="already part of incident"):
        record_incident(
            report, category=Category.NUISANCE, summary="x", place_text="y", district=None, by=amira, now=NOW
        )


def test_a_decision_on_crime_says_yes_or_no(amira: User) -> None:
    with pytest.raises(Refused, match="Nobody has decided whether it is a crime"):
        consider_crime(make_incident(by=amira), crime=None, by=amira, now=NOW)


def test_a_published_copy_has_no_codes_of_ours(amira: User) -> None:
    copy = Incident.objects.create(
        reference="INC-2026-900001", source="police-uk", source_key="x", happened_from=NOW,
        happened_until=NOW, happened_precision="month", recorded_at=NOW,
    )  # fmt: skip

    with pytest.raises(Refused, match="A published copy has no codes of ours"):
        code_of(copy)

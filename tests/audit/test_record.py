"""The record says who did what, in words, and never loses an event."""

import pytest

from asbcases import reactions
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access, AuditEvent
from asbcases.audit.transitions import event_of, heard_by, record_access
from asbcases.audit.verbs import VERBS, AnyVerb
from asbcases.db.actor import acting
from tests.make import NOW, make_case


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_words_even_when_an_old_event_lacks_a_value(verb: AnyVerb) -> None:
    event = AuditEvent(verb=verb, actor_name="Amira Osei", data={})

    assert "{" not in event.sentence
    assert str(event).startswith("Amira Osei ")


def test_every_verb_says_what_answers_it() -> None:
    answered = {
        verb: [answer.__name__ for answer in answers]
        for verb, answers in reactions.REACTIONS.items()
        if answers
    }

    assert set(reactions.REACTIONS) == set(VERBS)
    assert answered == {
        Verb.REPORT_RECEIVED: ["start_clocks_of_report", "tell_of_restricted", "watch_report"],
        Verb.INCIDENT_RECORDED: ["triage_linked_again", "assess_victims", "watch_hate"],
        Verb.REPORT_ATTACHED: ["assess_since_told", "keep_restricted"],
        Verb.CASE_OPENED: ["take_over_risk", "keep_restricted"],
        Verb.SAFE_CONTACT_STATED: ["acknowledge"],
        Verb.CALLER_RECOGNISED: ["keep_restricted", "watch_recognised"],
        Verb.INCIDENT_TRIAGED: ["assess_as_triaged", "watch_hate", "count_telling"],
        Verb.INCIDENT_RECLASSIFIED: ["watch_hate"],
        Verb.INCIDENT_REOPENED: ["assess_again"],
        Verb.INCIDENT_PARTY_ADDED: ["assess_victims", "take_over_risk", "keep_restricted"],
        Verb.PART_WRONG: ["end_of_part", "keep_restricted"],
        Verb.INCIDENT_JOINED_CASE: ["take_over_risk", "assess_since_joined", "keep_restricted"],
        Verb.CASE_RESTRICTED: ["end_let_out"],
        Verb.CASE_PARTY_WRONG: ["tell_of_part"],
        Verb.CASE_PART_WRONG: ["tell_of_part"],
        Verb.CASE_CLOSED: ["keep_watch", "end_what_was_asked"],
        Verb.CASE_REOPENED: ["begin_again"],
        Verb.DEADLINE_WAIVED: ["next_period"],
        Verb.APPROVAL_WITHDRAWN: ["draft_again"],
        Verb.MEASURE_DROPPED: ["none_applies"],
        Verb.PERSON_CORRECTED: ["look_at_age", "by_age", "tell_of_person"],
        Verb.MATCH_DECIDED: ["look_at_age", "by_age", "watch_person"],
        Verb.JOURNAL_WRITTEN: ["count_entry"],
        Verb.USER_CHANGED: ["end_of_moved"],
        Verb.CONTACT_AGREED: ["count_agreement"],
        Verb.PLAN_MADE: ["count_plan"],
        Verb.PANEL_DECIDED: ["count_panel"],
    }


@pytest.mark.django_db
def test_reactions_that_are_started_twice_answer_once(amira: User) -> None:
    reactions.start()

    case = make_case(by=amira)

    assert AuditEvent.objects.filter(verb=Verb.DEADLINE_SET, case=case).count() == 1


@pytest.mark.django_db
def test_opening_a_case_leaves_who_did_it_with_role_and_agency_as_they_were(amira: User) -> None:
    case = make_case(by=amira)
    User.objects.filter(pk=amira.pk).update(name="Renamed")

    event = AuditEvent.objects.get(verb=Verb.CASE_OPENED, case=case)

    assert (event.actor_name, event.actor_agency) == ("Amira Osei", "Essex Police")
    assert event.actor_role == "Community Policing Team officer"
    assert event.sentence == "opened the case, led by Amira Osei"


@pytest.mark.django_db
def test_a_service_is_named_as_such() -> None:
    with acting("system:sweep"):
        event = event_of(Verb.DEADLINE_MISSED, by=None, now=NOW, data={})

    assert (event.actor_key, event.actor_name, event.actor_role) == ("system:sweep", "sweep", "Service")


@pytest.mark.django_db
def test_a_look_is_recorded(amira: User) -> None:
    case = make_case(by=amira)

    record_access(Look.PAGE, by=amira, now=NOW, case=case)

    look = Access.objects.get()
    assert (look.user, look.case, look.what) == (amira, case, Look.PAGE)


@pytest.mark.django_db
def test_who_listens_for_a_while_hears_each_event_of_it_and_none_afterwards(amira: User) -> None:
    heard: list[object] = []

    with heard_by(lambda event, *_: heard.append(event)):
        make_case(by=amira)
    make_case(by=amira)

    assert len(heard) == AuditEvent.objects.count() / 2

"""A referral from draft to outcome: every step, its clock, and who is told."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from partners.choices import ReferralStage
from partners.models import Referral
from partners.transitions.answering import (
    accept_referral,
    acknowledge_referral,
    decline_referral,
    return_outcome,
)
from partners.transitions.referrals import change_referral, close_referral, send_referral
from tests.make import NOW, make_case, make_closed
from tests.partners.asking import differences, make_draft, make_sent, seen_by, stated

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(hours=2)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


@pytest.fixture
def sent(case: Case, amira: User, dev: User) -> Referral:
    return make_sent(case, dev.agency, by=amira)


def clocks(**about: Any) -> dict[str, tuple[bool, bool]]:
    """Return for each kind whether it was met, and whether it was cancelled."""
    kinds = (Kind.REFERRAL_ACKNOWLEDGE, Kind.REFERRAL_ACCEPT, Kind.REFERRAL_DECIDE)
    return {
        row.kind: (row.met_at is not None, row.cancelled_at is not None)
        for row in Deadline.objects.filter(kind__in=kinds, **about)
    }


def told(template: Template) -> list[str]:
    return sorted(Message.objects.filter(template=template).values_list("recipient__username", flat=True))


def as_partner(act: Callable[..., Referral], referral: Referral, by: User, **said: Any) -> Referral:
    with acting(str(by.pk)):
        return act(seen_by(by, referral), by=by, now=SOON, **said)


def test_a_draft_sets_no_clock_and_tells_nobody(case: Case, amira: User, dev: User) -> None:
    draft = make_draft(case, dev.agency, by=amira)

    assert (draft.number, draft.stage, draft.sent_at) == (1, ReferralStage.DRAFTED, None)
    assert clocks() == {}
    assert not Message.objects.exists()
    assert (
        AuditEvent.objects.get(verb=Verb.REFERRAL_DRAFTED).sentence == "drafted referral 1 to Eastlight Homes"
    )


def test_sending_starts_both_clocks_of_the_lead_and_tells_the_agency_alone(
    sent: Referral, amira: User, dev: User, eve: User
) -> None:
    assert clocks() == {"referral_acknowledge": (False, False), "referral_accept": (False, False)}
    due = dict(Deadline.objects.filter(subject="1", owner=amira).values_list("kind", "due_at"))
    assert [due[kind].date() for kind in ("referral_acknowledge", "referral_accept")] == [
        date(2026, 11, 26),
        date(2026, 12, 1),
    ]
    assert told(Template.REQUEST_SENT) == ["dev"]
    message = Message.objects.get(template=Template.REQUEST_SENT)
    assert message.context == {
        "kind": "referral",
        "reference": sent.reference,
        "path": f"/shared/requests/{sent.reference}/",
    }
    assert differences() == []


def test_of_a_high_risk_it_is_asked_sooner(case: Case, amira: User, dev: User) -> None:
    make_sent(case, dev.agency, by=amira, high=True)

    due = Deadline.objects.get(kind=Kind.REFERRAL_ACKNOWLEDGE)
    assert (due.due_at.date(), due.qualifier, due.rings) == (date(2026, 11, 25), "high", True)
    assert differences() == []


def test_the_clock_of_the_police_runs_until_it_is_accepted(sent: Referral, dev: User) -> None:
    as_partner(acknowledge_referral, sent, dev)
    assert clocks() == {"referral_acknowledge": (True, False), "referral_accept": (False, False)}

    referral = as_partner(accept_referral, sent, dev)

    assert clocks() == {"referral_acknowledge": (True, False), "referral_accept": (True, False)}
    assert (referral.stage, referral.accepted_by, referral.acknowledged_by) == ("accepted", dev, dev)
    assert Deadline.objects.get(kind=Kind.REFERRAL_ACCEPT).met_by == dev
    assert told(Template.REQUEST_ANSWERED) == ["amira"]
    assert differences() == []


def test_the_record_of_the_case_names_whoever_answered(sent: Referral, case: Case, dev: User) -> None:
    as_partner(accept_referral, sent, dev)

    event = AuditEvent.objects.get(verb=Verb.REFERRAL_ACCEPTED)
    assert (event.case, event.actor, event.sentence) == (case, dev, "accepted referral 1 for Eastlight Homes")
    met = AuditEvent.objects.filter(verb=Verb.DEADLINE_MET, case=case, actor_name="Dev Patel")
    assert met.count() == 2


def test_whoever_accepts_at_once_has_acknowledged_it(sent: Referral, dev: User) -> None:
    referral = as_partner(accept_referral, sent, dev)

    assert referral.acknowledged_at == referral.accepted_at == SOON


def test_declined_it_comes_back_to_the_lead_to_decide(sent: Referral, amira: User, dev: User) -> None:
    referral = as_partner(decline_referral, sent, dev, reason="It is not our home.")

    assert (referral.stage, referral.declined_why) == ("declined", "It is not our home.")
    assert clocks() == {
        "referral_acknowledge": (True, False),
        "referral_accept": (False, True),
        "referral_decide": (False, False),
    }
    assert Deadline.objects.get(kind=Kind.REFERRAL_DECIDE).owner == amira
    assert told(Template.REQUEST_ANSWERED) == ["amira"]
    assert differences() == []

    with acting(str(amira.pk)):
        close_referral(sent, words="The council is asked instead.", by=amira, now=SOON + timedelta(hours=1))
    assert clocks()["referral_decide"] == (True, False)
    assert told(Template.REQUEST_ENDED) == []
    assert differences() == []


def test_an_outcome_is_returned_and_the_referral_closed(sent: Referral, amira: User, dev: User) -> None:
    as_partner(accept_referral, sent, dev)
    referral = as_partner(return_outcome, sent, dev, outcome="A warning letter was sent.")

    assert (referral.stage, referral.outcome, referral.returned_by) == (
        *("returned", "A warning letter was sent."),
        dev,
    )
    with acting(str(amira.pk)):
        closed = close_referral(sent, words="The victim was told.", by=amira, now=SOON)
    assert (closed.stage, closed.closed_by, closed.closing_words) == ("closed", amira, "The victim was told.")
    assert differences() == []


def test_withdrawn_before_it_was_answered_its_clocks_are_over_and_the_agency_is_told(
    sent: Referral, amira: User, dev: User
) -> None:
    with acting(str(amira.pk)):
        close_referral(sent, words="They have moved away.", by=amira, now=SOON)

    assert clocks() == {"referral_acknowledge": (False, True), "referral_accept": (False, True)}
    assert told(Template.REQUEST_ENDED) == ["dev"]
    assert differences() == []
    with pytest.raises(Refused, match="closed already"):
        as_partner(accept_referral, sent, dev)


def test_a_referral_that_a_supervisor_let_go_is_answered_all_the_same(
    sent: Referral, ben: User, dev: User
) -> None:
    waive(Deadline.objects.get(kind=Kind.REFERRAL_ACCEPT), reason="They rang.", by=ben, now=SOON)

    as_partner(accept_referral, sent, dev)

    assert clocks()["referral_accept"] == (False, True)
    assert differences() == []


def test_with_the_case_its_referrals_are_closed(sent: Referral, case: Case, amira: User, dev: User) -> None:
    make_closed(case, by=amira, now=SOON)

    sent.refresh_from_db()
    assert (sent.stage, sent.closing_words) == ("closed", "The case was closed")
    assert told(Template.REQUEST_ENDED) == ["dev"]
    assert differences() == []
    with pytest.raises(Refused, match="is closed: open it again"):
        make_draft(case, dev.agency, by=amira, now=SOON)


def test_a_draft_is_changed_and_what_was_sent_is_not(case: Case, amira: User, dev: User, eve: User) -> None:
    draft = make_draft(case, dev.agency, by=amira)

    changed = change_referral(draft, **stated(eve.agency, high=True), by=amira, now=NOW)
    assert (changed.agency, changed.high, changed.version) == (eve.agency, True, 2)

    send_referral(draft, by=amira, now=NOW)
    with pytest.raises(Refused, match="sent already: close it"):
        change_referral(draft, **stated(dev.agency), by=amira, now=NOW)

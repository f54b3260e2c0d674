"""A breach is alleged, shown, explained, decided, told and concluded, one rung after the other (law.md 10.3)."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case, Person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import BreachDecision, BreachState, MeasureKind, TermKind
from asbcases.enforcement.models import Breach, Measure
from asbcases.enforcement.transitions.breaches import (
    conclude_breach,
    decide_breach,
    gather_evidence,
    seek_explanation,
    tell_subject,
    tell_victim,
)
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import (
    AFTER,
    DAY,
    HOUR,
    MINUTE,
    REASONS,
    allege,
    climb_to,
    decided,
    filed,
    fresh,
)
from tests.enforcement.make_measures import make_notice
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db

S = BreachState


@pytest.fixture
def notice(amira: User) -> Measure:
    return make_notice(make_case(by=amira), by=amira)


def clock_of(breach: Breach) -> Deadline | None:
    return Deadline.objects.filter(
        OPEN, kind=Kind.PROSECUTION_LIMIT, subject=f"{breach.measure.reference} breach {breach.number}"
    ).first()


def act(breach: Breach, rung: BreachState, *, by: User, now: Any) -> None:
    """Do what leads to a rung, wherever the breach stands."""
    acts = {
        S.EVIDENCED: lambda: gather_evidence(breach, evidence={1: "Heard"}, by=by, now=now),
        S.EXPLAINED: lambda: seek_explanation(breach, excuse="None", explained_at=now, by=by, now=now),
        S.DECIDED: lambda: decide_breach(breach, decision=BreachDecision.WARNING, **REASONS, by=by, now=now),
        S.SUBJECT_TOLD: lambda: tell_subject(breach, how="In person", told_at=now, by=by, now=now),
        S.VICTIM_TOLD: lambda: tell_victim(breach, how="By telephone", told_at=now, by=by, now=now),
        S.CONCLUDED: lambda: conclude_breach(breach, outcome="He was warned.", by=by, now=now),
    }
    acts[rung]()


def test_a_breach_climbs_its_ladder_and_passes_over_no_rung(notice: Measure, amira: User) -> None:
    breach = allege(notice, by=amira)
    assert breach.state == S.ALLEGED
    clock = clock_of(breach)
    assert clock
    assert "6 months, not counting the day of the offence" in clock.basis
    now, rungs = AFTER, [rung for rung in BreachState if rung != S.ALLEGED]

    for number, rung in enumerate(rungs):
        for later in rungs[number + 1 :]:
            with pytest.raises(Refused, match="One step after the other"):
                act(breach, later, by=amira, now=now)
        now += MINUTE
        act(breach, rung, by=amira, now=now)
        assert fresh(breach).state == rung
        assert differences() == []

    breach = fresh(breach)
    assert (breach.decided_by, breach.decided_rank) == (amira, amira.rank)
    for rung in rungs:
        with pytest.raises(Refused, match="past this"):
            act(breach, rung, by=amira, now=now)
    verbs = (
        AuditEvent.objects.filter(verb__startswith="breach.").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == [
        *(Verb.BREACH_ALLEGED, Verb.BREACH_EVIDENCED, Verb.BREACH_EXPLAINED, Verb.BREACH_DECIDED),
        *(Verb.BREACH_TOLD, Verb.BREACH_TOLD, Verb.BREACH_CONCLUDED),
    ]
    assert clock_of(breach) is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"place": " "}, "Write where"),
        ({"words": ""}, "Write what is said"),
        ({"terms": []}, "Choose the exact term"),
        ({"happened_at": AFTER + DAY}, "still to come"),
        ({"happened_at": AFTER - 30 * DAY}, "lies before"),
    ],
)
def test_an_alleged_breach_lacks_nothing(
    notice: Measure, amira: User, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        allege(notice, by=amira, **said)


def test_a_breach_is_of_this_notice_and_of_no_warning(notice: Measure, amira: User) -> None:
    warning = notice.warning
    assert warning
    with pytest.raises(Refused, match="Nobody breaches a community protection warning"):
        allege(warning, by=amira)
    with pytest.raises(Refused, match="another notice"):
        allege(notice, by=amira, terms=[warning.terms.get(number=1)])


def test_each_rung_asks_what_it_needs(notice: Measure, amira: User) -> None:
    both = list(notice.terms.order_by("number"))
    breach = allege(notice, by=amira, terms=both)
    said: dict[str, Any] = {"by": amira, "now": AFTER}
    with pytest.raises(Refused, match="nothing is written for term 2"):
        gather_evidence(breach, evidence={1: "Heard"}, **said)
    gather_evidence(breach, evidence={1: "Heard", 2: "Seen"}, **said)
    with pytest.raises(Refused, match="the explanation that was offered"):
        seek_explanation(breach, excuse=" ", explained_at=AFTER, **said)
    with pytest.raises(Refused, match="still to come"):
        seek_explanation(breach, excuse="None", explained_at=AFTER + HOUR, **said)
    seek_explanation(breach, excuse="None", explained_at=AFTER, **said)
    for name in REASONS:
        with pytest.raises(Refused, match="Write"):
            decide_breach(breach, decision=BreachDecision.PENALTY, **{**REASONS, name: ""}, **said)
    decide_breach(breach, decision=BreachDecision.WARNING, **REASONS, **said)
    with pytest.raises(Refused, match="how the person was told"):
        tell_subject(breach, how="", told_at=AFTER, **said)
    with pytest.raises(Refused, match="only have been told after"):
        tell_subject(breach, how="Rang", told_at=AFTER - MINUTE, **said)
    tell_subject(breach, how="Rang", told_at=AFTER, **said)
    with pytest.raises(Refused, match="how the victim was told"):
        tell_victim(breach, how="", told_at=AFTER, **said)
    tell_victim(breach, how="Rang", told_at=AFTER, **said)
    with pytest.raises(Refused, match="what came of it"):
        conclude_breach(breach, outcome="", **said)


def test_a_decision_may_be_another_and_both_are_told_anew_until_the_file_is_sent(
    notice: Measure, amira: User
) -> None:
    breach = allege(notice, by=amira)
    climb_to(breach, S.VICTIM_TOLD, by=amira, decision=BreachDecision.WARNING)
    assert clock_of(breach) is None
    again: dict[str, Any] = {**REASONS, "by": amira, "now": AFTER + DAY}

    decide_breach(breach, decision=BreachDecision.PROSECUTION, **again)

    breach = fresh(breach)
    assert (breach.state, breach.subject_told_at, breach.victim_told_how) == (S.DECIDED, None, "")
    assert clock_of(breach) is not None
    assert differences() == []
    climb_to(breach, S.VICTIM_TOLD, by=amira, now=AFTER + DAY + HOUR)
    with pytest.raises(Refused, match="The file was not sent yet"):
        conclude_breach(breach, outcome="Fined", by=amira, now=AFTER + 2 * DAY)
    filed(breach, by=amira, now=AFTER + 2 * DAY)
    with pytest.raises(Refused, match="The file went to the prosecutor"):
        decide_breach(breach, decision=BreachDecision.WARNING, **{**again, "now": AFTER + 3 * DAY})


def test_of_a_child_the_youth_offending_team_is_asked_before_a_court(notice: Measure, amira: User) -> None:
    Person.objects.filter(pk=notice.subject_id).update(born_on=date(2010, 1, 1))
    breach = climb_to(allege(notice, by=amira), S.EXPLAINED, by=amira)
    act: dict[str, Any] = {**REASONS, "by": amira, "now": AFTER + 2 * HOUR}
    with pytest.raises(Refused, match="youth offending team"):
        decide_breach(breach, decision=BreachDecision.PROSECUTION, **act)
    decide_breach(breach, decision=BreachDecision.WARNING, **act)

    decide_breach(
        breach, decision=BreachDecision.PROSECUTION, yot_consulted="Ms Hale agrees, by e-mail", **act
    )

    assert filed(fresh(breach), by=amira, now=AFTER + DAY).filed_at


def test_nobody_is_a_child_whose_date_of_birth_is_not_known(notice: Measure, amira: User) -> None:
    Person.objects.filter(pk=notice.subject_id).update(born_on=None)
    assert decided(notice, by=amira).decision == BreachDecision.PROSECUTION


def test_a_file_of_a_child_is_not_sent_without_the_youth_offending_team(notice: Measure, amira: User) -> None:
    breach = decided(notice, by=amira)
    Person.objects.filter(pk=notice.subject_id).update(born_on=date(2010, 1, 1))
    with pytest.raises(Refused, match="youth offending team"):
        filed(breach, by=amira, now=AFTER + DAY)


def order_of(notice: Measure) -> Measure:
    """Return an order, which a court made of what was a notice."""
    Measure.objects.filter(pk=notice.pk).update(kind=MeasureKind.CBO)
    notice.terms.update(kind=TermKind.PROHIBITION)
    notice.refresh_from_db()
    return notice


def test_the_breach_of_an_order_goes_back_to_court_has_no_penalty_and_no_limit_of_six_months(
    notice: Measure, amira: User
) -> None:
    order = order_of(notice)
    breach = climb_to(allege(order, by=amira, kind=TermKind.PROHIBITION), S.EXPLAINED, by=amira)
    assert clock_of(breach) is None
    act: dict[str, Any] = {**REASONS, "by": amira, "now": AFTER + 2 * HOUR}
    with pytest.raises(Refused, match="for the breach of a notice only"):
        decide_breach(breach, decision=BreachDecision.PENALTY, **act)
    decide_breach(breach, decision=BreachDecision.COURT, **act)
    Measure.objects.filter(pk=order.pk).update(ends_on=AFTER.date() - DAY)
    with pytest.raises(Refused, match="was not in force"):
        decide_breach(breach, decision=BreachDecision.COURT, **act)


def test_nothing_is_alleged_on_a_closed_case_but_an_outcome_is_kept(notice: Measure, amira: User) -> None:
    breach = climb_to(allege(notice, by=amira), S.VICTIM_TOLD, by=amira, decision=BreachDecision.NONE)
    other = allege(notice, by=amira, now=AFTER + 2 * HOUR)
    Case.objects.get(pk=notice.case_id)
    make_closed(notice.case, by=amira, now=AFTER + 3 * HOUR)
    assert clock_of(other) is None
    assert differences() == []

    with pytest.raises(Refused, match="is closed"):
        allege(notice, by=amira, now=AFTER + DAY)
    conclude_breach(breach, outcome="None", by=amira, now=AFTER + DAY)

    assert fresh(breach).state == S.CONCLUDED
    assert differences() == []


def test_a_breach_told_after_its_six_months_starts_no_clock(notice: Measure, amira: User) -> None:
    late, last = AFTER + timedelta(days=200), AFTER + timedelta(days=170)

    breach = allege(notice, by=amira, now=late, happened_at=AFTER)
    other = allege(notice, by=amira, now=last, happened_at=AFTER)

    assert (clock_of(breach) is None, clock_of(other) is None) == (True, False)
    assert differences() == []

"""Not to know is no "no": why a question has no answer is kept, and what is not complete has no level."""

from datetime import timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Incident
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from risk.choices import Result, Unanswered
from risk.models import Assessment, InstrumentVersion
from risk.queries import (
    assessed_of,
    clock_level,
    current_assessment,
    current_level,
    newest_of_case,
    standing_level,
)
from risk.transitions import (
    complete_assessment,
    complete_incident_assessment,
    record_incident_not_assessed,
    record_not_assessed,
)
from tests.make import NOW
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, opened_case, victim_at, victim_of

LATER = NOW + timedelta(days=1)
WITHOUT = {code: option for code, option in STANDARD.items() if code not in ("safe", "hate")}
WHY = {"safe": Unanswered.DONT_KNOW, "hate": Unanswered.DECLINED}


def in_part(case, by: User, now=NOW, **fields) -> Assessment:  # type: ignore[no-untyped-def]
    given = {"answers": WITHOUT, "unanswered": WHY, "with_victim": True, **fields}
    return complete_assessment(case, party=victim_of(case), **given, by=by, now=now)


def test_one_that_is_not_complete_is_kept_without_a_level(amira: User) -> None:
    case = opened_case(amira)
    before = Deadline.objects.count()

    done = in_part(case, amira, notes={"safe": " She would not say at the door. "})

    assert (done.result, done.level, done.score) == (Result.INCOMPLETE, "", None)
    assert done.could_be == "medium", "unsafe at home is a medium risk at least"
    assert done.result_reason == "2 questions without an answer"
    kept = {answer.question.code: answer for answer in done.answers.select_related("question")}
    assert (kept["safe"].unanswered, kept["hate"].unanswered) == ("dont_know", "declined")
    assert kept["safe"].note == "She would not say at the door."
    assert kept["frequency"].option.code == "one_off"
    assert Deadline.objects.count() == before
    assert Deadline.objects.get(case=case, kind=Kind.FIRST_ASSESSMENT).is_open
    event = AuditEvent.objects.get(case=case, verb=Verb.ASSESSMENT_NOT_MADE)
    assert event.sentence == "could not assess the risk to victim 1: not complete: no level"


def test_it_hides_no_level_that_stood_and_changes_no_clock(amira: User) -> None:
    case = opened_case(amira)
    stands = assess(case, HIGH, by=amira)
    before = list(Deadline.objects.values_list("pk", "due_at", "cancelled_at", "met_at").order_by("pk"))

    newest = in_part(case, amira, LATER)

    party = victim_of(case)
    assert (current_assessment(party), assessed_of(party)) == (newest, stands)
    assert standing_level(party) == clock_level(party) == current_level(case) == "high"
    assert list(newest_of_case(case)) == [stands]
    assert (
        list(Deadline.objects.values_list("pk", "due_at", "cancelled_at", "met_at").order_by("pk")) == before
    )


def test_nothing_answered_says_nothing_of_what_it_could_be(amira: User) -> None:
    case = opened_case(amira)

    done = in_part(case, amira, answers={}, unanswered=dict.fromkeys(STANDARD, Unanswered.NOT_ASKED))

    assert (done.result, done.could_be) == (Result.INCOMPLETE, "")


def test_a_form_that_does_not_require_all_comes_to_a_level_and_says_what_it_could_be(amira: User) -> None:
    InstrumentVersion.objects.update(require_all=False)
    case = opened_case(amira)

    done = in_part(case, amira)

    assert (done.result, done.level, done.could_be) == (Result.ASSESSED, "standard", "medium")
    assert assess(case, STANDARD, by=amira, now=LATER).could_be == ""


@pytest.mark.parametrize(
    "fault",
    [
        {"unanswered": {"safe": Unanswered.DONT_KNOW}},
        {"unanswered": {**WHY, "unheard_of": Unanswered.DONT_KNOW}},
        {"unanswered": {**WHY, "frequency": Unanswered.DONT_KNOW}},
        {"notes": {"unheard_of": "x"}},
    ],
)
def test_each_question_is_answered_or_said_why_not_and_no_other(
    amira: User, fault: dict[str, object]
) -> None:
    case = opened_case(amira)

    with pytest.raises(Refused, match=r"Without all answers|not part of the form"):
        in_part(case, amira, **fault)

    assert not Assessment.objects.exists()


def test_a_higher_level_seen_by_whoever_asks_needs_its_reason(amira: User) -> None:
    case = opened_case(amira)

    with pytest.raises(Refused, match="20 characters"):
        in_part(case, amira, raised_to="high", raise_reason="Alone.")

    reason = "  He has a key and has used it twice.  "
    done = in_part(case, amira, answers=STANDARD, unanswered={}, raised_to="high", raise_reason=reason)
    assert (done.level, done.band_level, done.raise_reason) == ("high", "standard", reason.strip())


@pytest.mark.parametrize("result", [Result.REFUSED, Result.UNREACHABLE])
def test_not_assessed_counts_as_medium_for_clocks_and_is_never_standard(
    amira: User, ben: User, result: Result
) -> None:
    case = opened_case(amira)
    about = {"result": result, "reason": "Nobody opened on three days.", "by": amira, "now": NOW}

    done = record_not_assessed(case, party=victim_of(case), **about)

    assert (done.level, done.with_victim, current_level(case)) == ("", False, None)
    assert (standing_level(victim_of(case)), clock_level(victim_of(case))) == (None, "medium")
    contact = Deadline.objects.get(case=case, kind=Kind.VICTIM_CONTACT)
    assert (contact.qualifier, contact.owner) == ("medium", amira)
    owed = Deadline.objects.get(case=case, kind=Kind.FIRST_ASSESSMENT)
    assert owed.is_open == (result == Result.UNREACHABLE)
    assert Deadline.objects.filter(case=case, kind=Kind.SIGN_OFF).exists() == (result == Result.REFUSED)


def test_after_a_refusal_the_level_stands_and_the_clocks_run_by_no_less_than_medium(amira: User) -> None:
    case = opened_case(amira)
    assess(case, STANDARD, by=amira)
    about = {"result": Result.REFUSED, "reason": "Has had enough of questions.", "by": amira, "now": LATER}

    record_not_assessed(case, party=victim_of(case), **about)

    assert (standing_level(victim_of(case)), clock_level(victim_of(case))) == ("standard", "medium")
    [gone] = Deadline.objects.filter(case=case, kind=Kind.VICTIM_CONTACT, cancelled_at=LATER)
    assert gone.cancel_reason == "The risk changed from standard to medium: planned anew"
    assert not AuditEvent.objects.filter(verb=Verb.LEVEL_CHANGED).exists(), "no level has changed"


def test_what_was_not_assessed_says_why(amira: User) -> None:
    case = opened_case(amira)
    about = {"party": victim_of(case), "by": amira, "now": NOW}

    with pytest.raises(Refused, match="what was tried"):
        record_not_assessed(case, result=Result.REFUSED, reason="  ", **about)
    with pytest.raises(Refused, match="refused or could not be reached"):
        record_not_assessed(case, result=Result.INCOMPLETE, reason="Half done", **about)


def test_on_an_incident_a_refusal_is_an_end_and_a_failed_attempt_is_not(
    incident: Incident, amira: User
) -> None:
    party = victim_at(incident, by=amira)
    owed = Deadline.objects.filter(incident=incident, kind=Kind.FIRST_ASSESSMENT)
    about = {"party": party, "reason": "Nobody opened.", "by": amira}
    complete_incident_assessment(
        incident, party=party, answers=WITHOUT, unanswered=WHY, with_victim=True, by=amira, now=NOW
    )
    record_incident_not_assessed(incident, result=Result.UNREACHABLE, now=NOW, **about)
    assert owed.get().is_open

    record_incident_not_assessed(incident, result=Result.REFUSED, now=LATER, **about)

    assert owed.get().met_at == LATER


def test_a_level_that_changes_is_said_with_what_was_planned_anew(amira: User, ben: User) -> None:
    case = opened_case(amira)
    assess(case, MEDIUM, by=amira)

    assess(case, HIGH, by=amira, now=LATER)

    event = AuditEvent.objects.get(case=case, verb=Verb.LEVEL_CHANGED)
    assert event.sentence == "changed the risk to victim 1 from medium to high"
    assert event.reason == (
        "Planned anew: sergeant's risk review, inspector's risk review, sign-off of the risk assessment"
    )
    [review] = Deadline.objects.filter(kind=Kind.RISK_REVIEW, rank="sergeant", cancelled_at=LATER)
    assert review.cancel_reason == "The risk changed from medium to high: planned anew"

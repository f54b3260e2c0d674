"""What is refused of a warning or notice in force: slips of whoever types, each with a sentence that says what to mend."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Document
from asbcases.casework.transitions.documents import add_document
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import (
    AppealGround,
    AppealOutcome,
    AskedBy,
    ChangeKind,
    MeasureKind,
    MeasureState,
    ServiceMethod,
    TermKind,
    Verdict,
)
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.appeals import decide_appeal, lodge_appeal
from asbcases.enforcement.transitions.changing import ask_change, decide_change, end_measure
from asbcases.enforcement.transitions.clocks import open_clocks
from asbcases.enforcement.transitions.court_orders import vary_order
from asbcases.enforcement.transitions.drafting import LONGEST, draft_measure
from asbcases.enforcement.transitions.issuing import record_of_another
from asbcases.enforcement.transitions.order_ends import refuse_order
from asbcases.enforcement.transitions.reviewing import review_measure
from asbcases.enforcement.transitions.serving import meet_term, serve_again
from asbcases.enforcement.transitions.standing import force_facts
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import (
    DAY,
    LATER,
    WEEK,
    fresh,
    make_notice,
    make_warning,
    subject_of,
)
from tests.enforcement.make_orders import COURT, make_court_order
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason


def asked(measure: Measure, by: User, **said: Any) -> dict[str, Any]:
    stated = {
        "kind": ChangeKind.VARY,
        "asked_by": AskedBy.SUBJECT,
        "words": "I moved.",
        "by": by,
        "now": LATER,
    }
    return {"measure": measure, **stated, **said}


def test_a_service_and_what_was_done_lie_in_their_time(case: Case, amira: User) -> None:
    notice = make_notice(case, by=amira)
    case_of_others = make_case(by=amira, now=NOW)
    photo = add_document(
        case_of_others, file=ContentFile(b"A door", "door.txt"), name="door.txt", by=amira, now=NOW
    )
    assert isinstance(photo, Document)
    when, act = LATER + timedelta(hours=1), {"by": amira, "now": LATER + DAY}
    stop, do = notice.terms.get(kind=TermKind.STOP), notice.terms.get(kind=TermKind.DO)

    assert "no file of this case" in refusal(
        serve_again, notice, method=ServiceMethod.HAND, served_at=when, photo=photo, **act
    )
    assert "before the paper was issued" in refusal(
        serve_again, notice, method=ServiceMethod.HAND, served_at=NOW, **act
    )
    Measure.objects.filter(pk=notice.pk).update(proper_address="")
    assert "Record the proper address" in refusal(
        serve_again, notice, method=ServiceMethod.POST, served_at=when, **act
    )
    assert "Only what is to be done" in refusal(meet_term, stop, done_at=when, **act)
    assert "still to come" in refusal(meet_term, do, done_at=LATER + WEEK, **act)
    meet_term(do, done_at=when, **act)
    assert "met or taken out already" in refusal(meet_term, do, done_at=when, **act)


def test_a_request_for_change_is_whole_and_answered_once(case: Case, amira: User) -> None:
    notice, act = make_notice(case, by=amira), {"by": amira, "now": LATER}
    row = {"kind": TermKind.STOP, "words": "You must not shout at the window of flat 3."}
    goes, comes = {"take_out": [2]}, {"terms": [row]}

    for said, words in (
        ({"words": " ", "proposal": goes}, "Say what is asked for"),
        ({"words": "a" * (LONGEST + 1), "proposal": goes}, "Shorten it"),
        ({"asked_at": LATER + DAY, "proposal": goes}, "correct the time"),
        ({"proposal": {}}, "Say what would change"),
        ({"proposal": {"take_out": [9]}}, "none of those in force"),
        ({"proposal": {"terms": [row] * 21}}, "ask for fewer"),
    ):
        assert words in refusal(ask_change, **asked(notice, amira, **said))
    change = ask_change(**asked(notice, amira, proposal=comes))
    assert "waits for its answer" in refusal(ask_change, **asked(notice, amira, proposal=goes))
    assert "Say why" in refusal(decide_change, change, verdict=Verdict.REFUSED, decision=" ", **act)
    decide_change(change, verdict=Verdict.REFUSED, decision="It is no part of the problem.", **act)
    again = {"verdict": Verdict.GRANTED, "decision": "Yes", **act}
    assert "decided already" in refusal(decide_change, change, **again)
    assert [term.number for term in notice.terms.order_by("number")] == [1, 2]


def test_what_is_taken_out_is_no_longer_due_and_the_last_day_is_none_that_is_over(
    case: Case, amira: User
) -> None:
    notice, act = make_notice(case, by=amira), {"by": amira, "now": LATER + DAY}
    granted = {"verdict": Verdict.GRANTED, "decision": "He did it.", **act}
    assert open_clocks(notice, Kind.TERM_DUE)

    more = {"kind": TermKind.DO, "words": "You must take the other one down.", "purpose": "Quiet."}
    swap = {"terms": [{**more, "do_by": LATER + WEEK}]}
    over = {"CPN-7": "One act, in one place."}
    decide_change(ask_change(**asked(notice, amira, proposal=swap, now=LATER + DAY)), **granted, over=over)
    out = {"take_out": [2]}
    later = {"now": LATER + 2 * DAY}
    decide_change(ask_change(**asked(notice, amira, proposal=out, **later)), **{**granted, **later})

    assert [clock.subject for clock in open_clocks(notice, Kind.TERM_DUE)] == [f"{notice.reference} term 3"]
    past = ask_change(**asked(notice, amira, proposal={"ends_on": london_day(LATER) - DAY}, now=LATER + DAY))
    over = {"CPN-13": "It is over."}
    assert "in the past" in refusal(decide_change, past, **granted, over=over)
    assert "is in force still" in refusal(end_measure, notice, reason="Quiet", **act)
    assert "Say how it ended" in refusal(end_measure, notice, reason=" ", **act)
    assert not differences()


def test_a_warning_is_varied_too_and_keeps_its_own_clocks(case: Case, amira: User) -> None:
    warning, act = make_warning(case, by=amira), {"by": amira, "now": LATER}
    last = london_day(LATER) + 60 * DAY
    change = ask_change(**asked(warning, amira, proposal={"ends_on": last}))

    decide_change(change, verdict=Verdict.GRANTED, decision="Until the spring.", **act)

    assert fresh(warning).ends_on == last
    assert not differences()


def test_a_notice_without_an_end_is_reviewed_all_the_same(case: Case, amira: User) -> None:
    notice = make_notice(case, by=amira, ends_on=None, over={"CPN-13": "Until he moves."})

    (review,) = open_clocks(notice, Kind.MEASURE_REVIEW)
    assert "the notice has no end" in review.basis
    assert open_clocks(notice, Kind.MEASURE_END) == []
    assert not differences()


def test_what_courts_and_others_made_is_changed_by_them(case: Case, amira: User) -> None:
    order = make_court_order(case, by=amira)
    theirs = record_of_another(
        case, kind=MeasureKind.CPW, subject=order.subject, body="Colchester City Council",
        method=ServiceMethod.HAND, served_at=NOW, by=amira, now=NOW,
    )  # fmt: skip
    later = {"now": NOW + 20 * DAY}

    assert "A court varies" in refusal(ask_change, **asked(order, amira, **later))
    assert "ask them to vary" in refusal(ask_change, **asked(theirs, amira, **later))
    assert "on its own page" in refusal(
        review_measure, order, compliance="Well", decision="Stays", by=amira, **later
    )
    assert "last day as it stands now" in refusal(
        vary_order, order, applicant="prosecution", court=COURT, made_on=london_day(NOW) + 20 * DAY,
        by=amira, **later,
    )  # fmt: skip


def test_a_review_says_how_it_goes_and_what_was_decided(case: Case, amira: User) -> None:
    notice, act = make_notice(case, by=amira), {"by": amira, "now": LATER}

    assert "how it is complied with" in refusal(
        review_measure, notice, compliance=" ", decision="Stays", **act
    )
    assert "what was decided" in refusal(review_measure, notice, compliance="Well", decision=" ", **act)


def test_a_court_may_refuse_what_nobody_asked_it_for_here(case: Case, amira: User) -> None:
    subject = subject_of(case, by=amira)
    drafted = draft_measure(case, kind=MeasureKind.CBO, subject=subject, by=amira, now=NOW)

    refused = refuse_order(
        drafted, refused_on=london_day(NOW), words="Not made.", by=amira, now=NOW + timedelta(hours=1)
    )

    assert refused.state == MeasureState.DROPPED


def test_a_notice_that_was_discharged_was_in_force_until_then(case: Case, amira: User) -> None:
    notice, later = make_notice(case, by=amira), LATER + WEEK
    change = ask_change(**asked(notice, amira, kind=ChangeKind.DISCHARGE, now=later))
    decide_change(change, verdict=Verdict.GRANTED, decision="He left.", by=amira, now=later)

    assert force_facts(fresh(notice), london_day(LATER))["in_force_to"] == london_day(later)


def test_a_notice_that_was_quashed_was_in_force_until_the_court_said_so(case: Case, amira: User) -> None:
    notice, day, later = make_notice(case, by=amira), london_day(LATER), LATER + WEEK
    grounds, act = [AppealGround.CONDUCT], {"by": amira, "now": later}
    appeal = lodge_appeal(notice, lodged_on=day + DAY, grounds=grounds, court="Colchester", **act)
    decide_appeal(
        appeal, outcome=AppealOutcome.QUASHED, words="No nuisance.", decided_on=day + 2 * DAY, **act
    )

    assert force_facts(fresh(notice), day)["in_force_to"] == day + 2 * DAY

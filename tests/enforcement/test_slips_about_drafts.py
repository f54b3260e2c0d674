"""What is refused of the draft of a warning or notice, each with a sentence that says what to mend."""

from datetime import date
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case, JournalEntry
from asbcases.enforcement.choices import (
    LimbKind,
    MeasureKind,
    MeasureState,
    ServiceMethod,
    TermKind,
)
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.issuing import ToIssue, missing
from asbcases.enforcement.rules.reviews import Anchor, answer_for
from asbcases.enforcement.transitions.approving import submit_measure
from asbcases.enforcement.transitions.drafting import (
    LONGEST,
    add_term,
    change_draft,
    draft_measure,
    drop_measure,
)
from asbcases.enforcement.transitions.evidence import (
    link_evidence,
    note_informed,
    note_limb,
    unlink_evidence,
)
from asbcases.enforcement.transitions.issuing import allow_early, issue, record_of_another
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force
from tests.enforcement.make_measures import (
    DAY,
    LATER,
    draft_notice,
    draft_warning,
    fresh,
    make_entry,
    make_notice,
    make_warning,
    served_as,
    subject_of,
)
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
WHOLE = ToIssue(
    notice=True, body=False, terms=1, comply_by=True, informed=True,
    equality="e", rights="r", poverty="no_part", ability="a",
)  # fmt: skip


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - DAY)


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        (ToIssue(notice=False, body=False, terms=1, comply_by=False, informed=True), "By when|by when"),
        (ToIssue(**{**WHOLE.__dict__, "method": "post"}), "proper address"),
        (ToIssue(**{**WHOLE.__dict__, "method": "premises"}), "name the premises"),
        (ToIssue(**{**WHOLE.__dict__, "method": "premises"}), "enquiries"),
        (ToIssue(**{**WHOLE.__dict__, "method": "premises"}), "photograph"),
        (ToIssue(**{**WHOLE.__dict__, "terms": 0}), "at least one requirement"),
        (ToIssue(**{**WHOLE.__dict__, "informed": False}), "who was informed"),
    ],
)
def test_what_must_be_recorded_is_named(said: ToIssue, asks: str) -> None:
    words = " ".join(one.words for one in missing(said))

    assert any(part in words for part in asks.split("|"))
    assert missing(WHOLE) == []


def test_an_order_of_a_time_without_reviews_is_owed_none() -> None:
    anchor = Anchor(order=1, day=date(2010, 1, 1), varied=False, effect_on=date(2010, 1, 1), ends_on=None)

    assert answer_for(anchor, date(1999, 1, 1), 1, limits_in_force(NOW)) is None


def test_a_draft_builds_on_a_warning_of_its_own_case_and_says_what_it_asks(case: Case, amira: User) -> None:
    warning = make_warning(case, by=amira)
    other = make_case(by=amira, now=NOW)
    draft = draft_notice(case, warning, by=amira)
    foreign = make_warning(other, by=amira)
    row, blank = foreign.terms.get(number=1), {"kind": TermKind.STOP, "by": amira, "now": LATER}

    assert "Only a notice builds on a warning" in refusal(
        draft_measure,
        case,
        kind=MeasureKind.CPW,
        subject=warning.subject,
        warning=warning,
        by=amira,
        now=LATER,
    )
    assert "stands on another case" in refusal(change_draft, draft, warning=foreign, by=amira, now=LATER)
    assert "Say what is asked" in refusal(add_term, draft, words=" ", **blank)
    assert "another warning" in refusal(add_term, draft, words="Be quiet.", foreshadowed_by=row, **blank)
    assert "Nobody has to approve a community protection warning" in refusal(
        submit_measure, draft_warning(case, by=amira, now=LATER), reason="?", by=amira, now=LATER
    )


def test_evidence_is_one_thing_of_the_case_and_stays_with_what_was_issued(case: Case, amira: User) -> None:
    draft = draft_notice(case, make_warning(case, by=amira), by=amira)
    limb, act = draft.limbs.get(limb=LimbKind.STILL), {"by": amira, "now": LATER}
    elsewhere = make_entry(make_case(by=amira, now=NOW), by=amira, happened_at=NOW, now=NOW)
    wrong = make_entry(case, by=amira, happened_at=NOW, now=NOW)
    JournalEntry.objects.filter(pk=wrong.pk).update(recorded_in_error_at=NOW, recorded_in_error_why="Twice")
    wrong.refresh_from_db()
    linked = limb.evidence.get()

    assert "Say why this limb" in refusal(note_limb, draft, limb=LimbKind.STILL, reason=" ", **act)
    assert "Shorten" in refusal(note_limb, draft, limb=LimbKind.STILL, reason="a" * (LONGEST + 1), **act)
    assert "Choose one thing" in refusal(link_evidence, limb, **act)
    assert "no part of this case" in refusal(link_evidence, limb, entry=elsewhere, **act)
    assert "recorded in error" in refusal(link_evidence, limb, entry=wrong, **act)
    assert "Say what is wrong" in refusal(unlink_evidence, linked, why=" ", **act)
    unlink_evidence(linked, why="Another flat", **act)
    assert "taken back already" in refusal(unlink_evidence, linked, why="Again", **act)
    assert "one of the two" in refusal(note_informed, draft, **act)
    assert "still to come" in refusal(note_informed, draft, body="Landlord", told_at=LATER + DAY, **act)
    issued = make_notice(make_case(by=amira, now=NOW - DAY), by=amira)
    kept = issued.limbs.get(limb=LimbKind.STILL).evidence.get()
    assert "no draft any more" in refusal(unlink_evidence, kept, why="Late", **act)


def test_a_paper_is_issued_in_its_time_and_only_where_we_issue(case: Case, amira: User) -> None:
    subject, act = subject_of(case, by=amira), {"by": amira, "now": LATER}
    early = draft_measure(case, kind=MeasureKind.WARNING_LETTER, subject=subject, **act)
    warning, late = draft_warning(case, by=amira), served_as(LATER)
    over = draft_warning(case, by=amira, now=LATER, ends_on=london_day(LATER) - DAY)
    waiting = draft_warning(case, by=amira, now=LATER)
    Measure.objects.filter(pk=waiting.pk).update(state=MeasureState.SUBMITTED)
    told = {
        "kind": MeasureKind.CPN,
        "subject": subject,
        "method": ServiceMethod.HAND,
        "served_at": NOW,
        **act,
    }

    assert "is not issued by us" in refusal(issue, early, **late, **act)
    assert "waits for approval" in refusal(issue, fresh(waiting), **late, **act)
    assert "time to comply is over" in refusal(issue, warning, **late, **act)
    assert "The last day lies before" in refusal(issue, over, **late, **act)
    assert "no draft of a notice" in refusal(allow_early, warning, reason="At once", **act)
    notice = draft_notice(case, make_warning(case, by=amira), by=amira)
    assert "Say why the time was enough" in refusal(allow_early, notice, reason=" ", **act)
    assert "nobody has to allow anything" in refusal(allow_early, notice, reason="Quick", **act)
    assert "Say why it is dropped" in refusal(drop_measure, notice, reason=" ", **act)
    assert "which body" in refusal(record_of_another, case, body=" ", **told)
    wrong = {**told, "kind": MeasureKind.CBO}
    assert "Choose a warning or a notice" in refusal(record_of_another, case, body="Council", **wrong)

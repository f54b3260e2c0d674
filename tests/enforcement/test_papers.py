"""Making papers: what lacks its contents is refused by name, what names a reporter too; what was made stays as bytes."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import ProgrammingError, connection, transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PersonKind
from asbcases.cases.models import Case
from asbcases.casework.transitions import record_premises
from asbcases.enforcement.choices import ChangeKind, MeasureKind, MeasureState, PaperKind
from asbcases.enforcement.models import Measure, MeasureTerm, OrderRequest, Paper, RuleWeighed
from asbcases.enforcement.papers.common import Making
from asbcases.enforcement.papers.kinds import kinds_of, words_of
from asbcases.enforcement.queries.papers import papers_of
from asbcases.enforcement.transitions.drafting import change_draft, drop_measure
from asbcases.enforcement.transitions.papers import make_paper
from asbcases.law.limits import shipped_limits
from tests.enforcement.make_measures import (
    LATER,
    approve,
    draft_notice,
    draft_warning,
    fresh,
    make_notice,
    make_subject,
    make_warning,
)
from tests.enforcement.make_papers import (
    HOSTILE,
    change,
    draft_early,
    draft_request,
    make_penalty,
    paper_of,
    refused,
    said_in,
)
from tests.make import NOW, district, make_case


# --- What was made --------------------------------------------------------------------------------
def test_a_paper_is_kept_with_its_bytes_its_words_and_its_number(amira: User) -> None:
    measure = draft_warning(make_case(by=amira), by=amira)

    first = paper_of(measure, PaperKind.CPW, amira)
    change_draft(fresh(measure), conduct="Drums at night.", by=amira, now=LATER)
    second = paper_of(fresh(measure), PaperKind.CPW, amira, large=True)

    assert (first.number, second.number) == (1, 2)
    stored = Paper.objects.get(pk=first.pk)
    assert sha256(bytes(stored.pdf)).hexdigest() == stored.sha256 == first.sha256
    assert "Loud music" in said_in(stored)
    assert "Drums" not in said_in(stored)
    assert "Drums" in said_in(second)
    assert second.large
    assert [paper.number for paper in papers_of(measure)] == [2, 1]
    event = AuditEvent.objects.filter(verb=Verb.PAPER_MADE).latest("pk")
    assert event.data["measure"] == measure.reference
    assert (
        event.sentence_words()
        if hasattr(event, "sentence_words")
        else event.data["paper"].endswith("paper 2")
    )


def test_nobody_changes_a_paper_or_takes_it_away(amira: User) -> None:
    paper = paper_of(draft_warning(make_case(by=amira), by=amira), PaperKind.CPW, amira)

    for act in (lambda: Paper.objects.update(sha256="0"), lambda: Paper.objects.all()._raw_delete("default")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("UPDATE enforcement_paper SET pdf = ''")
    assert Paper.objects.get(pk=paper.pk).sha256 == paper.sha256


def test_after_service_the_record_of_it_stands_on_the_last_page(amira: User) -> None:
    measure = make_warning(make_case(by=amira), by=amira)

    said = said_in(paper_of(measure, PaperKind.CPW, amira))

    assert "Handed over, midday on 23 November 2026" in said
    assert "Received by Him in person" in said
    assert "Signature" not in said


def test_a_body_is_told_that_the_fine_has_no_limit_and_premises_are_named(amira: User) -> None:
    case = make_case(by=amira)
    shop = make_subject(case, by=amira, name=HOSTILE, kind=PersonKind.BUSINESS)
    warning = make_warning(case, by=amira, subject=shop)

    said = said_in(paper_of(warning, PaperKind.CPW, amira))

    assert "The fine has no upper limit." in said
    assert HOSTILE in said


def test_a_notice_about_premises_says_as_what_they_answer_for_them(amira: User) -> None:
    case = make_case(by=amira)
    notice = make_notice(case, by=amira)
    shop = record_premises(address="3 High Street, Colchester", district=district(), by=amira, now=NOW)
    about = {"premises": shop, "capacity": "occupies", "capacity_reason": "He lives there.", "ends_on": None}
    Measure.objects.filter(pk=notice.pk).update(**about)

    said = said_in(paper_of(fresh(notice), PaperKind.CPN, amira))

    assert "3 High Street, Colchester" in said
    assert "You are named as somebody who occupies these premises" in said
    assert "in force until" not in said
    making = Making(fresh(notice), amira, NOW, shipped_limits())
    assert "Written warning" not in str(words_of(PaperKind.CPN, replace_warning(making)))
    with pytest.raises(ValueError, match="made of a penalty"):
        words_of(PaperKind.FPN, making)


def replace_warning(making: Making) -> Making:
    """Return the same with a warning of which no day of issue is known."""
    making.measure.warning = None
    return making


# --- Which paper, and when ------------------------------------------------------------------------
def test_which_papers_a_measure_can_have(amira: User) -> None:
    case = make_case(by=amira)
    notice = make_notice(case, by=amira)
    request = draft_request(case, by=amira)
    assert kinds_of(notice) == [PaperKind.CPN]
    assert kinds_of(request) == [PaperKind.CBO_REQUEST]

    change(notice, ChangeKind.VARY, by=amira)
    assert kinds_of(notice) == [PaperKind.CPN, PaperKind.VARIATION]
    notice.state = MeasureState.DISCHARGED
    assert kinds_of(notice) == [PaperKind.DISCHARGE]
    notice.state = MeasureState.QUASHED
    assert kinds_of(notice) == []
    assert kinds_of(draft_early(case, MeasureKind.CBO, by=amira)) == []
    advice = Measure(kind=MeasureKind.ADVICE)
    assert kinds_of(advice) == []


def test_only_our_own_papers_are_made_and_only_those_that_fit(amira: User) -> None:
    case = make_case(by=amira)
    notice = make_notice(case, by=amira)

    assert "no notice of variation to make" in refused(notice, PaperKind.VARIATION, amira)
    assert "Choose the fixed penalty" in refused(notice, PaperKind.FPN, amira)
    penalty = make_penalty(notice, by=amira)
    penalty.cancelled_at = LATER
    assert "was cancelled" in refused(notice, PaperKind.FPN, amira, penalty=penalty)
    Measure.objects.filter(pk=notice.pk).update(ours=False, other_body="Tendring District Council")
    assert "none that we gave" in refused(notice, PaperKind.CPN, amira)


def test_a_notice_is_printed_from_the_words_that_were_approved(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    notice = draft_notice(case, make_warning(case, by=amira), by=amira)

    assert "is not approved: the paper is made of the words that were approved (inspector)" in refused(
        notice, PaperKind.CPN, amira
    )
    Measure.objects.filter(pk=notice.pk).update(state=MeasureState.DRAFT)
    warning = draft_warning(case, by=amira)
    Measure.objects.filter(pk=warning.pk).update(state=MeasureState.SUBMITTED)
    assert "waits for approval" in refused(warning, PaperKind.CPW, amira)


def test_on_a_closed_case_no_draft_is_printed_but_what_is_in_force_is(amira: User) -> None:
    case = make_case(by=amira)
    draft, issued = draft_warning(case, by=amira), make_warning(case, by=amira)
    Case.objects.filter(pk=case.pk).update(stage="closed", closed_at=LATER, outcome="resolved")

    assert "is closed" in refused(draft, PaperKind.CPW, amira)
    assert paper_of(fresh(issued), PaperKind.CPW, amira).number == 1


# --- What a paper must contain --------------------------------------------------------------------
def test_a_warning_that_lacks_its_contents_is_refused_or_takes_a_reason(amira: User) -> None:
    measure = draft_warning(make_case(by=amira), by=amira, conduct="", contact="")

    reason = refused(measure, PaperKind.CPW, amira)
    assert "The warning lacks the conduct and whom to write to." in reason
    assert reason.endswith("CPW-3)")
    paper_of(fresh(measure), PaperKind.CPW, amira, over={"CPW-3": "The rest was said to him at the door."})
    kept = RuleWeighed.objects.get(measure=measure, rule="CPW-3")
    assert (kept.decision, kept.reason) == ("warn", "The rest was said to him at the door.")

    change_draft(fresh(measure), says_notice_follows=False, by=amira, now=LATER)
    reason = refused(measure, PaperKind.CPW, amira, over={"CPW-3": "Said."})
    assert "does not say that a notice will be issued" in reason
    assert "warn again (2014 Act s.43(5)(a)). (CPW-1)" in reason
    Measure.objects.filter(pk=measure.pk).update(comply_by=None)
    assert "Say by when the conduct must stop (2014 Act s.43(5)(b), CPW-2)." in refused(
        measure, PaperKind.CPW, amira
    )


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        (
            {"conduct": ""},
            "The notice must identify the conduct (2014 Act s.43(7)). (CPN-9)",
        ),
        ({"terms": None}, "Add at least one requirement (2014 Act s.43(3), CPN-6)."),
        ({"purpose": ""}, "Say what requirement 1 prevents or reduces (2014 Act s.43(4), CPN-7)."),
        ({"authority": None}, "CPN-4)"),
    ],
)
def test_a_notice_that_lacks_its_contents_is_refused_by_name(
    amira: User, lacking: dict[str, object], words: str
) -> None:
    case = make_case(by=amira)
    notice = approve(draft_notice(case, make_warning(case, by=amira), by=amira), by=amira)
    if "conduct" in lacking:
        Measure.objects.filter(pk=notice.pk).update(conduct="")
    elif "terms" in lacking:
        MeasureTerm.objects.filter(measure=notice).update(ended_at=LATER)
    elif "purpose" in lacking:
        MeasureTerm.objects.filter(measure=notice, number=1).update(purpose="")
    else:
        amira.authorities.update(ends_on=NOW.date())

    assert words in refused(notice, PaperKind.CPN, amira)


def test_a_penalty_notice_has_all_five_contents_or_none(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    penalty = make_penalty(notice, by=amira, particulars="", payable_to="", methods="")

    reason = refused(notice, PaperKind.FPN, amira, penalty=penalty)

    assert (
        "lacks the particulars of the offence, the name and address for payment and how it may be paid"
        in reason
    )
    assert "(2014 Act s.52(6)). (CPB-8)" in reason
    penalty.particulars, penalty.payable_to, penalty.methods = "Music.", "The council", "By card"
    penalty.early_amount = penalty.early_days = None
    penalty.save()
    said = said_in(paper_of(notice, PaperKind.FPN, amira, penalty=penalty))
    assert "Last day to pay" in said
    assert "19 December 2026" in said
    assert "If you pay early" not in said


def test_a_request_names_who_supervises_each_requirement_and_all_that_is_asked_of_it(amira: User) -> None:
    request = draft_request(make_case(by=amira), by=amira, supervisor="")
    assert "CBO-7)" in refused(request, PaperKind.CBO_REQUEST, amira)

    OrderRequest.objects.filter(measure=request).update(behaviour="", helps=" ")
    reason = refused(request, PaperKind.CBO_REQUEST, amira)
    assert "(Sentencing Code s.331(2)(a), CBO-3)" in reason
    assert "(Sentencing Code s.331(2)(b), CBO-4)" in reason
    OrderRequest.objects.filter(measure=request).update(
        behaviour="Shouting.", helps="It helps.", yot_views="", special_measures="", file={}
    )
    MeasureTerm.objects.filter(measure=request).update(supervisor="Probation")
    said = said_in(paper_of(fresh(request), PaperKind.CBO_REQUEST, amira))
    assert "Supervised by: Probation" in said
    assert "youth offending team" not in said


def test_letters_contracts_and_variations_need_something_to_say(amira: User) -> None:
    case = make_case(by=amira)
    letter = draft_early(case, MeasureKind.WARNING_LETTER, by=amira, conduct="")
    contract = draft_early(case, MeasureKind.ABC, by=amira, ends_on=LATER.date())
    assert "the letter is about that" in refused(letter, PaperKind.WARNING_LETTER, amira)
    assert "until the end of 1 December 2026" in said_in(paper_of(contract, PaperKind.ABC, amira))

    MeasureTerm.objects.update(ended_at=LATER)
    Measure.objects.filter(pk=letter.pk).update(conduct="Shouting.", effect="")
    assert "What we ask of you" not in said_in(paper_of(fresh(letter), PaperKind.WARNING_LETTER, amira))
    assert "Add at least one term" in refused(contract, PaperKind.ABC, amira)


def test_letters_that_the_fonts_do_not_have_are_named(amira: User) -> None:
    measure = draft_warning(make_case(by=amira), by=amira, contact="Ask for 中.")

    assert "There is no letter for “中”" in refused(measure, PaperKind.CPW, amira)


def test_two_papers_at_once_get_two_numbers(amira: User) -> None:
    measure = draft_warning(make_case(by=amira), by=amira)

    made = [make_paper(measure, kind=PaperKind.CPW, by=amira, now=NOW + timedelta(hours=n)) for n in range(3)]

    assert [paper.number for paper in made] == [1, 2, 3]


def test_a_draft_that_was_dropped_gives_no_paper(amira: User) -> None:
    measure = drop_measure(
        draft_warning(make_case(by=amira), by=amira), reason="Moved away", by=amira, now=LATER
    )

    assert "no community protection warning to make" in refused(measure, PaperKind.CPW, amira)

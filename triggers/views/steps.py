"""What may be done on a review now: first what is next, then what may come at any time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.urls import reverse

from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from triggers.choices import NOT_KNOWN, LetterKind, StepAgreed
from triggers.queries.pages import OnFile
from triggers.views.words import step_words


class Step(NamedTuple):
    """Something that may be done, and the page for it."""

    words: str
    address: str


def next_steps(on_file: OnFile, clocks: Iterable[Deadline]) -> list[Step]:
    """Return what is next, in the order in which it is done."""
    review = on_file.review
    dates = [
        _step(review, f"Agree a date: {step_words(one.subject)}", "review_agree", one.subject)
        for one in clocks
        if one.kind == Kind.ACR_AGREE_DATE and one.subject in StepAgreed.values
    ]
    return [*_of_no_area(review), *dates, *_acknowledging(on_file), *NEXT[ReviewStage(review.stage)](on_file)]


def other_steps(on_file: OnFile) -> list[Step]:
    """Return what may come at any time of this stage."""
    return [_step(on_file.review, words, page) for words, page in ALWAYS[ReviewStage(on_file.review.stage)]]


def _acknowledging(on_file: OnFile) -> Iterator[Step]:
    """Yield the acknowledgement while it is owed: without it no review closes, however far it is."""
    review = on_file.review
    if review.stage in ACKNOWLEDGED and not review.application.acknowledged_at:
        yield _step(review, "Acknowledge the application", "review_acknowledge")


def _of_no_area(review: CaseReview) -> Iterator[Step]:
    if review.area == NOT_KNOWN and review.stage in (ReviewStage.DRAFT, ReviewStage.RECEIVED):
        yield _step(review, "Say which area it is", "review_settle")


def _of_draft(on_file: OnFile) -> Iterator[Step]:
    yield _step(on_file.review, "Record the victim's consent", "review_consent")


def _of_received(on_file: OnFile) -> Iterator[Step]:
    yield _step(on_file.review, "Go to the threshold worksheet", "review_worksheet")


def _of_not_met(on_file: OnFile) -> Iterator[Step]:
    if not on_file.told_of_decision:
        yield _step(on_file.review, "Tell the applicant the decision", "review_threshold_told")
    else:
        yield _step(on_file.review, "Close the case review", "review_close")


def _of_review(on_file: OnFile) -> Iterator[Step]:
    review = on_file.review
    if not on_file.told_of_decision:
        yield _step(review, "Tell the applicant the decision", "review_threshold_told")
    if on_file.coming:
        yield from _of_panel(on_file)
    elif on_file.untold:
        yield from _of_outcome(on_file)
    elif any(one.kind == LetterKind.OUTCOME for one in on_file.letters):
        yield _step(review, "Close the case review", "review_close")
    else:
        yield _step(review, "Set a panel", "review_panel_new")


def _of_panel(on_file: OnFile) -> Iterator[Step]:
    review, panel = on_file.review, on_file.coming
    assert panel is not None  # noqa: S101 - asked for only where there is one
    if not panel.invited_at:
        yield _step(review, "Invite the victim", "review_panel_invite", panel.number)
    elif not panel.victim_answer:
        yield _step(review, "Record the victim's answer", "review_panel_answer", panel.number)
    yield _step(review, "Name who attends", "review_panel_attendee", panel.number)
    if not panel.papers_sent_at:
        yield _step(review, "The papers were sent", "review_panel_papers", panel.number)
    yield _step(review, "Record what the panel decided", "review_panel_decided", panel.number)


def _of_outcome(on_file: OnFile) -> Iterator[Step]:
    review = on_file.review
    yield _step(review, "Record a recommendation", "review_recommend")
    unfinished = [plan for plan in on_file.plans if not plan.final_at]
    if not unfinished:
        yield _step(review, "Draft a plan", "review_plan_new")
        yield _step(review, "Tell the applicant the outcome", "review_outcome")
        return
    plan = unfinished[0]
    if not plan.put_at:
        yield _step(review, "The plan was put to the victim", "review_plan_put", plan.number)
    elif not plan.comments:
        yield _step(review, "What the victim said to the plan", "review_plan_comment", plan.number)
    yield _step(review, "Make the plan final", "review_plan_final", plan.number)


def _nothing(on_file: OnFile) -> Iterator[Step]:
    return iter(())


def _step(review: CaseReview, words: str, page: str, *more: object) -> Step:
    return Step(words, reverse(page, args=[review.reference, *more]))


APPEAL = ("The applicant is dissatisfied", "review_appeal_new")
BODY = ("Tell a further body", "review_body_tell")
WITHDRAWN = ("It was withdrawn", "review_withdraw")
REOPEN = ("Open it again", "review_reopen")
LINK = ("Give the applicant a link to its progress", "review_link")
INFORMATION = (("Information was shared", "review_share"), ("Information was asked for", "review_request"))
ACKNOWLEDGED = (ReviewStage.RECEIVED, ReviewStage.NOT_MET, ReviewStage.REVIEW)
NEXT: Mapping[ReviewStage, Callable[[OnFile], Iterator[Step]]] = {
    ReviewStage.DRAFT: _of_draft,
    ReviewStage.RECEIVED: _of_received,
    ReviewStage.NOT_MET: _of_not_met,
    ReviewStage.REVIEW: _of_review,
    ReviewStage.CLOSED: _nothing,
    ReviewStage.WITHDRAWN: _nothing,
}
ALWAYS: Mapping[ReviewStage, tuple[tuple[str, str], ...]] = {
    ReviewStage.DRAFT: (LINK, WITHDRAWN),
    ReviewStage.RECEIVED: (BODY, *INFORMATION, LINK, APPEAL, WITHDRAWN),
    ReviewStage.NOT_MET: (LINK, APPEAL, REOPEN, WITHDRAWN),
    ReviewStage.REVIEW: (BODY, *INFORMATION, LINK, APPEAL, WITHDRAWN),
    ReviewStage.CLOSED: (LINK, APPEAL, REOPEN),
    ReviewStage.WITHDRAWN: (LINK, APPEAL),
}

"""What the police ask of an agency, on the agency's own pages: what waits, and the answer to each."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, require
from partners.choices import Action, ReferralStage
from partners.forms.referrals import WordsForm
from partners.models import Question, QuestionPart, Referral
from partners.queries.referrals import line_of, questions_to, referrals_to
from partners.queries.share_requests import asked_by, waiting
from partners.queries.shared import shared_reference
from partners.transitions.answering import (
    accept_referral,
    acknowledge_referral,
    decline_referral,
    return_outcome,
)
from partners.transitions.questions import answer_part

Asked = TypeVar("Asked", Referral, Question)
QUESTIONS_SHOWN = 50
DONE_SHOWN = 20
TO_ANSWER = (ReferralStage.SENT, ReferralStage.ACKNOWLEDGED)
OURS = (*TO_ANSWER, ReferralStage.ACCEPTED)
ANSWERED = (ReferralStage.DECLINED, ReferralStage.RETURNED, ReferralStage.CLOSED)


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """List what the police ask of the person's agency, the oldest first, and what was answered lately."""
    user, now = require(request, Action.ANSWER_REFERRAL), timezone.now()
    asked = referrals_to(user)
    page = page_of(request, asked.filter(stage__in=OURS), ("asked_at", "id"))
    questions = questions_to(user).filter(answered_at__isnull=True, closed_at__isnull=True)
    record_access(Look.LIST, by=user, now=now, about="Requests to us")
    context = {
        "page": page,
        "referrals": [line_of(referral, now) for referral in page],
        "questions": [line_of(question, now) for question in questions[:QUESTIONS_SHOWN]],
        "we_wait": waiting(asked_by(user, now=now)).count(),
        "done": asked.filter(stage__in=ANSWERED).order_by("-sent_at", "-pk")[:DONE_SHOWN],
    }
    return render(request, "partners/referral_requests.html", context)


@require_safe
def request_page(request: HttpRequest, asked: str) -> HttpResponse:
    """Show a referral to the agency that it was sent to, with what it may answer now."""
    user, referral = referral_for(request, asked)
    now = timezone.now()
    case = shared_reference(referral.case_id, user, now=now)
    context = {
        **{"referral": referral, "line": line_of(referral, now), "case": case},
        "to_acknowledge": referral.stage == ReferralStage.SENT,
        "to_answer": referral.stage in TO_ANSWER,
        "to_return": referral.stage == ReferralStage.ACCEPTED,
    }
    return render(request, "partners/referral_request.html", context)


@require_POST
@once
def request_acknowledge(request: HttpRequest, asked: str) -> HttpResponse:
    """Say that a referral has arrived."""
    return _answered(request, asked, acknowledge_referral, "The police know now that it has arrived.")


@require_POST
@once
def request_accept(request: HttpRequest, asked: str) -> HttpResponse:
    """Take a matter on."""
    return _answered(request, asked, accept_referral, "You took it on, and the lead of the police is told.")


def _answered(request: HttpRequest, asked: str, act: Callable[..., Referral], words: str) -> HttpResponse:
    user, referral = referral_for(request, asked)
    act(referral, by=user, now=timezone.now())
    messages.success(request, words)
    return redirect("request_page", asked)


@acts
@once
def request_decline(request: HttpRequest, asked: str) -> HttpResponse:
    """Decline a matter, with the reason."""
    user, referral = referral_for(request, asked)
    form = WordsForm(typed(request), asks="Why it is declined", hint="The police decide by it what follows")
    if form.is_bound and form.is_valid():
        words, now = form.cleaned_data["words"], timezone.now()
        if tried(form, lambda: decline_referral(referral, reason=words, by=user, now=now)):
            messages.success(request, "It is declined, and the lead of the police is told.")
            return redirect("request_page", asked)
    title = f"Decline referral {asked}"
    return _form(request, form, referral, title=title, button="Decline the referral", warning=True)


@acts
@once
def request_outcome(request: HttpRequest, asked: str) -> HttpResponse:
    """Return what came of a matter."""
    user, referral = referral_for(request, asked)
    form = WordsForm(
        typed(request), asks="What came of it", hint="What was done, when, and how it stands now"
    )
    if form.is_bound and form.is_valid():
        words, now = form.cleaned_data["words"], timezone.now()
        if tried(form, lambda: return_outcome(referral, outcome=words, by=user, now=now)):
            messages.success(request, "The outcome is returned, and the lead of the police is told.")
            return redirect("request_page", asked)
    title = f"Return the outcome of referral {asked}"
    return _form(request, form, referral, title=title, button="Return the outcome")


@require_safe
def request_question(request: HttpRequest, asked: str) -> HttpResponse:
    """Show a question to the agency that it is asked of, with the answers so far."""
    _, question = question_for(request, asked)
    context = {"question": question, "line": line_of(question, timezone.now())}
    return render(request, "partners/question_request.html", context)


@acts
@once
def request_answer(request: HttpRequest, asked: str, number: int) -> HttpResponse:
    """Answer one part of a question; a later answer stands beside the earlier."""
    user, question = question_for(request, asked)
    part = part_of(question, number)
    hint = "Where you do not know it, or may not say it, write that, and why"
    form = WordsForm(typed(request), asks="The answer", hint=hint)
    if form.is_bound and form.is_valid():
        words, now = form.cleaned_data["words"], timezone.now()
        if tried(form, lambda: answer_part(part, words=words, by=user, now=now)):
            messages.success(request, f"Part {number} is answered.")
            return redirect("request_question", asked)
    title = f"Answer part {number} of question {asked}"
    return _form(request, form, question, title=title, button="Send the answer", quoted=part.words)


def _form(request: HttpRequest, form: WordsForm, asked: Referral | Question, **more: Any) -> HttpResponse:
    context = {"asked": asked, "quoted": asked.asks, **more}
    return form_page(request, "partners/referral_answer.html", form, context)


def part_of(question: Question, number: int) -> QuestionPart:
    """Return a part of a question, which knows it; otherwise 404."""
    for part in question.parts.all():
        if part.number == number:
            part.question, part.agency = question, question.agency
            return part
    raise Http404(NOT_FOUND)


def referral_for(request: HttpRequest, reference: str, look: Look = Look.PAGE) -> tuple[User, Referral]:
    """Return who asks, and a referral that was sent to their agency; otherwise 404. The look at it is kept."""
    user = require(request, Action.ANSWER_REFERRAL)
    return user, _found(user, referrals_to(user).filter(reference=reference).first(), look)


def question_for(request: HttpRequest, reference: str, look: Look = Look.PAGE) -> tuple[User, Question]:
    """Return who asks, and a question that their agency is asked; otherwise 404. The look at it is kept."""
    user = require(request, Action.ANSWER_REFERRAL)
    return user, _found(user, questions_to(user).filter(reference=reference).first(), look)


def _found(user: User, asked: Asked | None, look: Look) -> Asked:
    if asked is None:
        raise Http404(NOT_FOUND)
    record_access(look, by=user, now=timezone.now(), about=f"{asked._meta.verbose_name} {asked.reference}")
    return asked

"""Questions on the side of the police: asked, read with their answers, and closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action
from partners.forms.referrals import QuestionForm, WordsForm
from partners.queries.referrals import line_of, questions_of
from partners.transitions.questions import ask_question, close_question

SHOWN = ("asks", "due_on", "answered_at", "closed_at")


@acts
@once
def question_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask an agency something about a case, part by part."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    form = QuestionForm(typed(request))
    if form.is_valid():
        question = tried(form, lambda: ask_question(case, **form.cleaned_data, by=user, now=now))
        if question:
            told = (
                f"Question {question.number} was asked of {question.agency.name}, and its officers are told."
            )
            messages.success(request, told)
            return redirect("question_page", reference, question.number)
    context = {"case": case, "title": "Ask a partner", "button": "Ask"}
    return form_page(request, "partners/referral_form.html", form, context)


@require_safe
def question_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show a question with the answers to each part."""
    case = case_for(request, reference)
    require(request, Action.SEND_REFERRAL)
    question = get_object_or_404(questions_of(case), number=number)
    context = {"case": case, "question": question, "line": line_of(question, timezone.now())}
    return render(request, "partners/question_page.html", context)


@acts
@once
def question_close(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Close a question, answered or not."""
    case = case_for(request, reference)
    user, now = require(request, Action.SEND_REFERRAL), timezone.now()
    question = get_object_or_404(questions_of(case), number=number)
    open_still = question.answered_at is None
    asks = "Why no answer is needed any more" if open_still else "What is to be noted, if anything"
    form = WordsForm(typed(request), asks=asks, hint="For the police alone", required=open_still)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, question, form, shown=SHOWN):
            return stale
        words = form.cleaned_data["words"]
        if tried(form, lambda: close_question(question, words=words, by=user, now=now)):
            messages.success(request, f"Question {number} is closed.")
            return redirect("question_page", reference, number)
    context = {
        "case": case,
        "record": question,
        "title": f"Close question {number}",
        "button": "Close the question",
    }
    return form_page(request, "partners/referral_form.html", form, context)

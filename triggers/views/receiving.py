"""What follows an application: consent, acknowledgement, the bodies and their replies, days agreed, withdrawal."""

from django.http import Http404, HttpRequest, HttpResponse

from asbcases.law.words import day_words
from asbcases.web.form_pages import acts
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND
from triggers.choices import BodyAnswer, Ending, StepAgreed
from triggers.forms.receiving import (
    AgreeForm,
    ConsentForm,
    LetterForm,
    ReplyForm,
    TellBodyForm,
    WithdrawForm,
)
from triggers.models import BodyReply
from triggers.queries.letters import acknowledgement_words
from triggers.transitions.agreeing import AGREED_NOW, agree_date
from triggers.transitions.agreeing_later import agree_later_date
from triggers.transitions.applications import acknowledge, record_consent, withdraw_application
from triggers.transitions.bodies import record_reply, tell_bodies
from triggers.views.asked import Asked


@acts
@once
def review_acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep what the applicant was told when the application was acknowledged."""
    asked = Asked(request, reference)
    form = LetterForm(
        asked.typed,
        now=asked.now,
        after=asked.review.received_at,
        initial={"words": acknowledgement_words(asked.review)},
    )
    return asked.answer(
        form,
        lambda: acknowledge(asked.review, **form.said, sent_at=form.at or asked.now, **asked.act),
        title="Acknowledge the application",
        button="Keep the acknowledgement",
        done="The acknowledgement is kept.",
    )


@acts
@once
def review_consent(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the victim consented to an application by somebody else."""
    asked = Asked(request, reference)
    form = ConsentForm(asked.typed)
    return asked.answer(
        form,
        lambda: record_consent(asked.review, how=form.cleaned_data["how"], **asked.act),
        title="The victim consents",
        button="Record the consent",
        done="The consent is recorded: the clocks run from now, and the bodies are told.",
    )


@acts
@once
def review_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the applicant withdrew, or that the victim does not consent."""
    asked = Asked(request, reference)
    form = WithdrawForm(asked.typed)

    def act() -> object:
        said = {**form.cleaned_data, "ending": Ending(form.cleaned_data["ending"])}
        return withdraw_application(asked.review, **said, **asked.act)

    return asked.answer(
        form,
        act,
        title="The application is withdrawn",
        button="Record that it is withdrawn",
        done="It is recorded that the application was withdrawn: nothing is owed on it any more.",
    )


@acts
@once
def review_body_tell(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that a further body was told of the application."""
    asked = Asked(request, reference)
    form = TellBodyForm(asked.typed)

    def act() -> object:
        return tell_bodies(asked.review, bodies=[form.body], how=form.cleaned_data["how"], **asked.act)

    return asked.answer(
        form,
        act,
        title="Tell a further body",
        button="Record that it was told",
        done="It is recorded that the body was told.",
    )


@acts
@once
def review_body_reply(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record what a body replied."""
    asked = Asked(request, reference)
    body = asked.row(BodyReply.objects.all(), number=number)
    form = ReplyForm(asked.typed, now=asked.now, after=body.told_at)

    def act() -> object:
        answer = BodyAnswer(form.cleaned_data["answer"])
        words = form.cleaned_data["words"]
        return record_reply(body, answer=answer, words=words, replied_at=form.at or asked.now, **asked.act)

    return asked.answer(
        form,
        act,
        title=f"Reply of {body.name}",
        button="Record the reply",
        done=f"The reply of {body.name} is recorded.",
    )


@acts
@once
def review_agree(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Record the last day that was agreed with the applicant for a step without a clock."""
    asked = Asked(request, reference)
    if step not in StepAgreed.values:
        raise Http404(NOT_FOUND)
    form, which = AgreeForm(asked.typed), StepAgreed(step)
    agree = agree_date if which in AGREED_NOW else agree_later_date
    return asked.answer(
        form,
        lambda: agree(asked.review, step=which, **form.cleaned_data, **asked.act),
        title=f"Agree a date: {which.label}",
        button="Keep the day",
        done="The day is kept, and its clock runs.",
        quoted=f"The application was received on {day_words(asked.review.received_at)}.",
    )

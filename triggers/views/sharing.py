"""What was shared for a review, what others were asked for, and what they replied (ACR-18)."""

from django.http import HttpRequest, HttpResponse

from asbcases.web.form_pages import acts
from asbcases.web.once import once
from triggers.forms.panels import InformationReplyForm, RequestedForm, SharedForm
from triggers.models import InformationShared
from triggers.transitions.sharing import record_information_reply, request_information, share_information
from triggers.views.asked import Asked


@acts
@once
def review_share(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what was shared with whom."""
    asked = Asked(request, reference)
    form = SharedForm(asked.typed, now=asked.now)
    return asked.answer(
        form,
        lambda: share_information(asked.review, **form.said, shared_at=form.at or asked.now, **asked.act),
        title="Information was shared",
        button="Record it",
        done="It is recorded what was shared.",
    )


@acts
@once
def review_request(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what somebody was asked for."""
    asked = Asked(request, reference)
    form = RequestedForm(asked.typed, now=asked.now)
    return asked.answer(
        form,
        lambda: request_information(asked.review, **form.said, asked_at=form.at or asked.now, **asked.act),
        title="Information was asked for",
        button="Record the request",
        done="The request is recorded.",
    )


@acts
@once
def review_request_reply(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record what was replied to a request."""
    asked = Asked(request, reference)
    row = asked.row(InformationShared.objects.filter(asked=True, answers=None), pk=number)
    form = InformationReplyForm(asked.typed, now=asked.now, after=row.shared_at)
    return asked.answer(
        form,
        lambda: record_information_reply(row, **form.said, replied_at=form.at or asked.now, **asked.act),
        title=f"What {row.body} replied",
        button="Record the reply",
        done="The reply is recorded.",
        quoted=row.words,
    )

"""The panel of a review: convened, changed, prepared, held; and the information that is shared for it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from asbcases.web.form_pages import acts
from asbcases.web.once import once
from triggers.choices import Involvement
from triggers.forms.panels import (
    AttendeeForm,
    ChangePanelForm,
    InviteForm,
    PanelDecidedForm,
    PanelForm,
    PapersForm,
    VictimAnswerForm,
)
from triggers.forms.worksheets import ReasonForm
from triggers.models import Panel, PanelAttendee
from triggers.queries.letters import own_words
from triggers.transitions.attendees import admit_attendee, remove_attendee
from triggers.transitions.panels import (
    cancel_panel,
    change_panel,
    convene_panel,
    decide_panel,
    invite_victim,
    record_victim_answer,
    send_papers,
)
from triggers.views.asked import Asked

SAT = ("meets_at", "place", "chair_name", "independence", "chair_worked_case")
OUTCOME = ("decision", "reasons", "dissent", "cancelled_at")


def _panel(asked: Asked, number: int) -> Panel:
    return asked.row(Panel.objects.select_related("chair"), number=number)


def _named(panel: Panel) -> QuerySet[PanelAttendee]:
    return PanelAttendee.objects.filter(panel=panel, recorded_in_error_at=None).order_by("number")


@acts
@once
def review_panel_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Set a panel with its chair."""
    asked = Asked(request, reference)
    form = PanelForm(asked.typed)
    return asked.answer(
        form,
        lambda: convene_panel(asked.review, **form.said, **asked.act),
        title="Set a panel",
        button="Set the panel",
        done="The panel is set. Next: invite the victim.",
    )


@acts
@once
def review_panel_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Change when, where or under whom a panel meets."""
    asked = Asked(request, reference)
    panel = _panel(asked, number)
    form = ChangePanelForm(asked.typed, initial=ChangePanelForm.initial_of(panel))
    return asked.answer(
        form,
        lambda: change_panel(panel, why=form.cleaned_data["why"], **form.said, **asked.act),
        title=f"Change panel {number}",
        button="Change it",
        done=f"Panel {number} is changed.",
        record=panel,
        shown=SAT,
    )


@acts
@once
def review_panel_cancel(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Cancel a panel that will not meet."""
    asked = Asked(request, reference)
    panel, form = _panel(asked, number), ReasonForm(asked.typed)
    return asked.answer(
        form,
        lambda: cancel_panel(panel, why=form.cleaned_data["reason"], **asked.act),
        title=f"Cancel panel {number}",
        button="Cancel it",
        done=f"Panel {number} is cancelled, and lets nobody in any more.",
    )


@acts
@once
def review_panel_invite(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that the victim was invited."""
    asked = Asked(request, reference)
    panel = _panel(asked, number)
    words = own_words(asked.review.application, "invitation")
    form = InviteForm(asked.typed, now=asked.now, after=panel.recorded_at, initial={"words": words})
    return asked.answer(
        form,
        lambda: invite_victim(panel, **form.said, invited_at=form.at or asked.now, **asked.act),
        title=f"The victim is invited to panel {number}",
        button="Record the invitation",
        done="The invitation is recorded.",
    )


@acts
@once
def review_panel_answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record how far the victim wants to take part."""
    asked = Asked(request, reference)
    panel = _panel(asked, number)
    form = VictimAnswerForm(asked.typed, now=asked.now, after=panel.invited_at)

    def act() -> Panel:
        answer, words = Involvement(form.cleaned_data["answer"]), form.cleaned_data["words"]
        at = form.at or asked.now
        return record_victim_answer(panel, answer=answer, words=words, answered_at=at, **asked.act)

    return asked.answer(
        form,
        act,
        title=f"The victim's answer about panel {number}",
        button="Record the answer",
        done="The answer is recorded.",
    )


@acts
@once
def review_panel_papers(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that the papers went to the panel."""
    asked = Asked(request, reference)
    panel = _panel(asked, number)
    form = PapersForm(asked.typed, now=asked.now, after=panel.recorded_at)
    return asked.answer(
        form,
        lambda: send_papers(panel, sent_at=form.at or asked.now, **asked.act),
        title=f"The papers of panel {number} were sent",
        button="Record it",
        done="It is recorded when the papers were sent.",
    )


@acts
@once
def review_panel_attendee(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Name somebody to sit on a panel, and let them in to this review alone."""
    asked = Asked(request, reference)
    panel, form = _panel(asked, number), AttendeeForm(asked.typed)
    return asked.answer(
        form,
        lambda: admit_attendee(panel, **form.said, **asked.act),
        title=f"Who attends panel {number}",
        button="Name them",
        done="They are named for the panel.",
    )


@acts
@once
def review_attendee_out(request: HttpRequest, reference: str, number: int, attendee: int) -> HttpResponse:
    """Take somebody off a panel."""
    asked = Asked(request, reference)
    panel, form = _panel(asked, number), ReasonForm(asked.typed)
    who = asked.row(PanelAttendee.objects.all(), panel=panel, number=attendee)
    return asked.answer(
        form,
        lambda: remove_attendee(who, why=form.cleaned_data["reason"], **asked.act),
        title=f"{who.name} does not attend panel {number}",
        button="Take them off",
        done=f"{who.name} is off the panel and sees the review no more.",
    )


@acts
@once
def review_panel_decided(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that a panel met, and what it decided."""
    asked = Asked(request, reference)
    panel = _panel(asked, number)
    invited = panel.invited_at is not None
    form = PanelDecidedForm(
        asked.typed,
        now=asked.now,
        after=panel.invited_at or panel.recorded_at,
        invited=invited,
        named=list(_named(panel)),
    )
    return asked.answer(
        form,
        lambda: decide_panel(panel, **form.said, held_at=form.at or asked.now, **asked.act),
        title=f"What panel {number} decided",
        button="Record the decision",
        done="The decision is recorded. Next: recommendations, the plan, and the outcome letter.",
        record=panel,
        shown=OUTCOME,
    )

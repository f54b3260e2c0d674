"""The panel of a review: convened with an independent chair, the victim invited, the papers sent, and what it decided."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.cases.models import CaseReview
from asbcases.cases.queries import next_number
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from triggers.choices import Involvement, LetterKind
from triggers.models import Panel, PanelAttendee
from triggers.queries.panels import warning_of_chair, worked_on_the_case
from triggers.transitions import clocks
from triggers.transitions.attendees import let_out
from triggers.transitions.holding import panel_to_come, refuse_before, under_review
from triggers.transitions.later_clocks import follow
from triggers.transitions.letters import keep_letter
from triggers.transitions.shared import must_be_past, record_on, said


@transaction.atomic
def convene_panel(
    review: CaseReview,
    *,
    meets_at: datetime,
    place: str = "",
    chair_name: str,
    chair: User | None = None,
    chair_agency: Agency | None = None,
    independence: str,
    chair_worked_case: bool = False,
    by: User,
    now: datetime,
) -> Panel:
    """Set a panel with its chair, and return it; one who worked the case chairs only knowingly, with a reason (ACG-5)."""
    review = under_review(review)
    if Panel.objects.filter(review=review, cancelled_at=None, decided_at=None).exists():
        raise Refused("A panel is set already: change it, or cancel it before another is set.")
    panel = Panel(
        review=review,
        number=next_number(Panel.objects.filter(review=review)),
        recorded_at=now,
        recorded_by=by,
    )
    _sit(panel, meets_at, place, chair_name, chair, chair_agency, now)
    _check_chair(panel, independence, chair_worked_case, now)
    panel.save()
    _record(Verb.REVIEW_PANEL_SET, panel, by=by, now=now, meets_at=meets_at.isoformat())
    follow(review, why="A panel was set", by=by, now=now)
    return panel


@transaction.atomic
def change_panel(
    panel: Panel,
    *,
    seen: int | None = None,
    why: str,
    meets_at: datetime,
    place: str = "",
    chair_name: str,
    chair: User | None = None,
    chair_agency: Agency | None = None,
    independence: str,
    chair_worked_case: bool = False,
    by: User,
    now: datetime,
) -> Panel:
    """Change when, where or under whom a panel meets, with the reason, and return it."""
    panel = panel_to_come(panel, seen)
    why = said(why, "Say why the panel is changed.")
    _sit(panel, meets_at, place, chair_name, chair, chair_agency, now)
    _check_chair(panel, independence, chair_worked_case, now)
    panel.version += 1
    panel.save()
    _record(Verb.REVIEW_PANEL_CHANGED, panel, by=by, now=now, reason=why, meets_at=meets_at.isoformat())
    follow(panel.review, why="The panel was changed", by=by, now=now)
    return panel


def _sit(
    panel: Panel,
    meets_at: datetime,
    place: str,
    chair_name: str,
    chair: User | None,
    chair_agency: Agency | None,
    now: datetime,
) -> None:
    if meets_at <= now:
        raise Refused("A panel meets at a time to come: correct date and time.")
    panel.meets_at, panel.place = meets_at, place.strip()
    panel.chair_name = said(chair_name, "Name the chair of the panel.")
    panel.chair, panel.chair_agency = chair, chair_agency or (chair.agency if chair else None)


def _check_chair(panel: Panel, independence: str, known: bool, now: datetime) -> None:
    """Warn of a chair who worked the case, and keep how independence was checked, or why this chair all the same."""
    panel.independence = said(independence, "Say how the independence of the chair was checked (ACG-5).")
    worked = panel.chair is not None and worked_on_the_case(panel.review, panel.chair)
    if worked and not known:
        raise Refused(warning_of_chair(panel.chair_name, now))
    panel.chair_worked_case = worked or known


@transaction.atomic
def cancel_panel(panel: Panel, *, why: str, by: User, now: datetime) -> Panel:
    """Cancel a panel that will not meet, with the reason, and return it; nobody is let in for it any more."""
    panel = panel_to_come(panel)
    panel.cancelled_at, panel.cancelled_why = now, said(why, "Say why the panel is cancelled.")
    panel.version += 1
    panel.save(update_fields=["cancelled_at", "cancelled_why", "version"])
    let_out(PanelAttendee.objects.filter(panel=panel), now)
    _record(Verb.REVIEW_PANEL_CANCELLED, panel, by=by, now=now, reason=panel.cancelled_why)
    follow(panel.review, why=f"Panel {panel.number} was cancelled", by=by, now=now)
    return panel


@transaction.atomic
def invite_victim(
    panel: Panel, *, how: str, invited_at: datetime, words: str = "", by: User, now: datetime
) -> Panel:
    """Record that the victim was invited, with the letter where there is one, and return the panel (ACG-4)."""
    panel = panel_to_come(panel)
    must_be_past(invited_at, now, "the invitation")
    if panel.invited_at:
        raise Refused(f"The victim was invited to panel {panel.number} already: load the page again.")
    panel.invited_at, panel.invited_how = invited_at, said(how, "Say how the victim was invited.")
    panel.version += 1
    panel.save(update_fields=["invited_at", "invited_how", "version"])
    if words.strip():
        kind = LetterKind.INVITATION
        keep_letter(panel.review, kind, words=words, how=how, sent_at=invited_at, by=by, now=now)
    _record(Verb.REVIEW_VICTIM_INVITED, panel, by=by, now=now, happened_at=invited_at)
    return panel


@transaction.atomic
def record_victim_answer(
    panel: Panel, *, answer: Involvement, words: str = "", answered_at: datetime, by: User, now: datetime
) -> Panel:
    """Record how far the victim wants to take part, and return the panel; a later answer stands in place of the first."""
    panel = panel_to_come(panel)
    must_be_past(answered_at, now, "the answer")
    if panel.invited_at is None:
        raise Refused("Record first that the victim was invited to this panel.")
    refuse_before(answered_at, panel.invited_at, "the answer lies before the invitation")
    if answer == Involvement.UNASKED:
        raise Refused("Choose how far the victim wants to take part.")
    panel.victim_answer, panel.victim_words, panel.victim_answered_at = answer, words.strip(), answered_at
    panel.version += 1
    panel.save(update_fields=["victim_answer", "victim_words", "victim_answered_at", "version"])
    told: dict[str, Any] = {"answer": Involvement(answer).label.lower()}
    _record(Verb.REVIEW_VICTIM_ANSWERED, panel, by=by, now=now, happened_at=answered_at, **told)
    return panel


@transaction.atomic
def send_papers(panel: Panel, *, sent_at: datetime, by: User, now: datetime) -> Panel:
    """Record that the papers went to the panel, and return it."""
    panel = panel_to_come(panel)
    must_be_past(sent_at, now, "the sending of the papers")
    if panel.papers_sent_at:
        raise Refused(f"The papers of panel {panel.number} were sent already: load the page again.")
    panel.papers_sent_at = sent_at
    panel.version += 1
    panel.save(update_fields=["papers_sent_at", "version"])
    _record(Verb.REVIEW_PAPERS_SENT, panel, by=by, now=now, happened_at=sent_at)
    subject = f"panel {panel.number}"
    clocks.met(Kind.ACR_PAPERS, panel.review, subject=subject, at=sent_at, by=by, now=now)
    follow(panel.review, why="The papers were sent", by=by, now=now)
    return panel


@transaction.atomic
def decide_panel(
    panel: Panel,
    *,
    held_at: datetime,
    decision: str,
    reasons: str,
    dissent: str = "",
    attended: Collection[int] = (),
    not_invited_why: str = "",
    seen: int | None = None,
    by: User,
    now: datetime,
) -> Panel:
    """Record that a panel met and who came, what it decided, why, and who disagreed, and return it.

    The victim was invited before it (ACG-4), or it is said why not. Bodies that stay silent hold nothing up.
    """
    panel = panel_to_come(panel, seen)
    must_be_past(held_at, now, "the meeting of the panel")
    _refuse_uninvited(panel, held_at, not_invited_why)
    panel.decision = said(decision, "Write what the panel decided.")
    panel.reasons = said(reasons, "Give the reasons of the panel.")
    panel.dissent, panel.held_at, panel.decided_at = dissent.strip(), held_at, now
    panel.version += 1
    panel.save(
        update_fields=["invited_how", "decision", "reasons", "dissent", "held_at", "decided_at", "version"]
    )
    _note_who_came(panel, attended)
    _record(Verb.REVIEW_PANEL_DECIDED, panel, by=by, now=now, happened_at=held_at)
    clocks.met(Kind.ACR_PANEL, panel.review, at=held_at, by=by, now=now)
    follow(panel.review, why=f"Panel {panel.number} met", by=by, now=now)
    return panel


def _refuse_uninvited(panel: Panel, held_at: datetime, why: str) -> None:
    if panel.invited_at:
        refuse_before(held_at, panel.invited_at, "the panel cannot have met before the victim was invited")
    else:
        asks = "Record that the victim was invited to the panel, or say why nobody invited them (ACG-4)."
        panel.invited_how = said(why, asks)


def _note_who_came(panel: Panel, attended: Collection[int]) -> None:
    named = list(PanelAttendee.objects.filter(panel=panel, recorded_in_error_at=None).order_by("number"))
    if set(attended) - {one.number for one in named}:
        raise Refused("Somebody who came is not among those named for this panel: load the page again.")
    for one in named:
        one.attended = one.number in attended
        one.version += 1
        one.save(update_fields=["attended", "version"])


def _record(
    verb: Verb,
    panel: Panel,
    *,
    by: User,
    now: datetime,
    happened_at: datetime | None = None,
    reason: str = "",
    **more: Any,
) -> None:
    told: dict[str, Any] = {"id": panel.pk, "number": panel.number, **more}
    record_on(verb, panel.review, by=by, now=now, happened_at=happened_at, reason=reason, **told)

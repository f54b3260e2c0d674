"""Closing a case: what stands in the way, every question, and whom to ask where the rank does not suffice."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.accounts.queries import is_supervisor
from asbcases.cases.case_choices import Blocking
from asbcases.cases.choices import Category, Outcome, PartyRole
from asbcases.cases.models import Approval, Case, CaseParty
from asbcases.cases.rules import closing as rules
from asbcases.cases.rules.closing import BlockingItem, OnFile
from asbcases.casework.forms.closing_case import CloseCaseForm, ReasonForm
from asbcases.casework.queries import case_ends
from asbcases.casework.queries import cases as queries
from asbcases.casework.transitions import ask_to_close, ask_to_waive, close_case, waive_item
from asbcases.casework.transitions.case_closing import Said
from asbcases.casework.transitions.case_terms import terms_of
from asbcases.casework.views.diary import told
from asbcases.deadlines.models import Deadline
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, case_for, require
from asbcases.web.versions import stale_answer
from partners.choices import Action

# What somebody who closes a case must know of, when it changed since they opened the form.
SHOWN = ("summary", "lead", "stage")


class InTheWay(NamedTuple):
    """One thing that stands in the way, with the victim whom it concerns and where it is seen to or let go."""

    item: BlockingItem
    party: CaseParty | None
    mend: str
    mend_words: str
    waive: str


class Showing(NamedTuple):
    """What the page of closing shows: the file as it stands, and the rank that closes."""

    on_file: OnFile
    # The rank that has to be asked; none where whoever closes has it.
    asks: Rank


@acts
@once
def case_close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a case in whose way nothing stands."""
    return _closing(request, reference, asking=False)


@acts
@once
def case_close_ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask the rank that may close a case to close it with these answers."""
    return _closing(request, reference, asking=True)


def _closing(request: HttpRequest, reference: str, *, asking: bool) -> HttpResponse:
    case = case_for(request, reference)
    user, now = require(request, Action.CLOSE_CASE), timezone.now()
    showing = _showing(case, user, now)
    high = showing.on_file.level == rules.HIGH
    if high and request.method != "POST" and "go" not in request.GET:
        return render(request, "casework/case_close_card.html", {"case": case, "asks": showing.asks.label})
    form = CloseCaseForm(typed(request), supervisor=_by_rank(user), victims=showing.on_file.victims)
    if form.is_bound and form.is_valid():
        if stale := stale_answer(request, case, form, shown=SHOWN):
            return stale
        done = tried(form, lambda: _act(form, case, user, now, asking=asking))
        if isinstance(done, Approval):
            messages.success(request, f"It is asked: {done.get_rank_display().lower()} or above decides.")
            return redirect("case_approval", case.reference, done.number)
        if done:
            messages.success(request, f"Case {case.reference} is closed.")
            return redirect("case_page", case.reference)
    return form_page(request, "casework/case_close.html", form, _context(case, showing, user, now))


def _act(form: CloseCaseForm, case: Case, by: User, now: datetime, *, asking: bool) -> Case | Approval:
    said: Said = {**form.cleaned_data, "outcome": Outcome(form.cleaned_data["outcome"])}  # type: ignore[typeddict-item]
    if asking:
        return ask_to_close(case, **said, by=by, now=now)
    return close_case(case, **said, by=by, now=now)


def _by_rank(user: User) -> bool:
    return Rank(user.rank).order >= Rank.SERGEANT.order


def _showing(case: Case, user: User, now: datetime) -> Showing:
    on_file = case_ends.on_file_of(case, terms_of(case, now), now)
    closer = case_ends.closer_on(on_file.counts_as, now)
    return Showing(on_file, Rank.NONE if rules.may_close(user.rank, closer) else rules.NEEDS[closer])


def _context(case: Case, showing: Showing, user: User, now: datetime) -> dict[str, Any]:
    parties = list(queries.parties_of([case]))
    known = rules.known_before(showing.on_file)
    late = {item.deadline for item in known}
    ending = [told(deadline, now, parties) for deadline in case_ends.ending_with(case, now)]
    others = {
        reference: Category(category).label.lower()
        for reference, category in showing.on_file.categories.items()
        if category != Category.PERSONAL
    }
    return {
        "case": case,
        "now": now,
        "asks": showing.asks.label.lower() if showing.asks else "",
        "level": showing.on_file.level,
        "in_the_way": [in_the_way(case, item, parties, user) for item in known],
        "cancelled": [item for item in ending if item.deadline.pk not in late],
        "victims": [party for party in parties if party.role == PartyRole.VICTIM],
        "others": others,
        "waivers": list(case_ends.waivers_of(case)),
        "supervisor": _by_rank(user),
        "waiting": case_ends.approvals_of(case).filter(verdict=""),
    }


def in_the_way(case: Case, item: BlockingItem, parties: list[CaseParty], user: User) -> InTheWay:
    """Return one thing that stands in the way with the victim, and the pages where it is seen to or let go."""
    party = next((party for party in parties if str(party.number) == item.subject), None)
    if item.code == Blocking.EXPLAIN:
        mend = reverse("review_explained", args=[item.subject])
        return InTheWay(item, None, mend, "Say that it was explained, or why not", "")
    party = None if item.code == Blocking.LATE else party
    waive = reverse("case_waive", args=[case.reference, item.code.value]) + f"?of={item.subject}"
    if item.code == Blocking.LATE:
        if is_supervisor(user):
            waive = reverse("deadline_waive", args=[case.reference, item.deadline])
        mend = reverse("deadline_page", args=[case.reference, item.deadline])
        return InTheWay(item, None, mend, "See what is late", waive)
    if party and item.code in (Blocking.FIRST_ASSESSMENT, Blocking.REASSESS):
        mend = reverse("risk_assess", args=[case.reference, party.number])
        return InTheWay(item, party, mend, "Assess the risk", waive)
    return InTheWay(item, party, "", "", waive)


@acts
@once
def case_waive(request: HttpRequest, reference: str, item: str) -> HttpResponse:
    """Let one thing go that stands in the way of closing; whoever has not the rank asks for it."""
    case = case_for(request, reference)
    user, now = require(request, Action.CLOSE_CASE), timezone.now()
    if item not in Blocking.values:
        raise Http404(NOT_FOUND)
    code, of = Blocking(item), (request.POST if request.method == "POST" else request.GET).get("of", "")
    deadline = _deadline(case, of) if code == Blocking.LATE else None
    rank = rules.waiver_rank(terms_of(case, now).level)
    asks = not is_supervisor(user) or Rank(user.rank).order < rank.order
    form = ReasonForm(typed(request), label="Why it need not stand in the way")
    if form.is_bound and form.is_valid():
        about: dict[str, Any] = {"item": code, "reason": form.cleaned_data["reason"], "by": user, "now": now}
        if not deadline:
            about["subject"] = of[:10]

        def act() -> object:
            if asks:
                return ask_to_waive(case, deadline=deadline, **about)
            return waive_item(case, **about)

        if done := tried(form, act):
            return _waived(request, case, done)
    party = next((party for party in queries.parties_of([case]) if str(party.number) == of), None)
    context = {"case": case, "item": code, "of": of, "deadline": deadline, "party": party}
    return form_page(
        request, "casework/case_waive.html", form, {**context, "asks": rank.label.lower() if asks else ""}
    )


def _waived(request: HttpRequest, case: Case, done: object) -> HttpResponse:
    if isinstance(done, Approval):
        messages.success(request, "It is asked: a supervisor decides.")
        return redirect("case_approval", case.reference, done.number)
    messages.success(request, "It does not stand in the way of closing any more.")
    return redirect(reverse("case_close", args=[case.reference]) + "?go")


def _deadline(case: Case, of: str) -> Deadline:
    """Return the deadline of the case that is late, or 404."""
    pk = int(of) if of.isascii() and of.isdecimal() and len(of) < 10 else 0
    found = Deadline.objects.filter(case=case, pk=pk).select_related("owner").first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found

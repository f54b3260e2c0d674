"""A community remedy on a case: considered, the victims asked, decided by whom the Act names, and what came of it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.plan_choices import RemedyVerb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, CaseParty
from asbcases.cases.queries import locked, next_number
from asbcases.errors import Refused
from asbcases.law.answers import Decision as Answered
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.law.words import day_words
from asbcases.policies.queries import limits_in_force
from asbcases.remedies.choices import Capacity, Decision, Heard, RemedyOutcome, Side, Use
from asbcases.remedies.models import MenuAction, Remedy, RemedyNote
from asbcases.remedies.queries import menu_on, noted_of, parties
from asbcases.remedies.rules import VIEWS_RULE, departs_from, facts_of_views, needs_what_then
from asbcases.remedies.transitions.shared import locked_open, named, refuse_unless_on, said


@transaction.atomic
def consider_remedy(
    case: Case,
    *,
    party: CaseParty,
    use: Use,
    happened_on: date,
    area: str,
    behaviour: str,
    by: User,
    now: datetime,
) -> Remedy:
    """Keep that a remedy is considered for somebody, under the menu of where and when it happened (CRM-6); return it."""
    case = locked_open(case)
    refuse_unless_on(case, party, Side.RESPONDENT)
    if happened_on > london_day(now):
        raise Refused(f"{day_words(happened_on)} is still to come: correct the day of the behaviour.")
    menu = menu_on(area, happened_on)
    if menu is None:
        raise Refused(
            f"No menu of that area was in force on {day_words(happened_on)} (2014 Act s.102(6)): "
            "ask an administrator which one was published then."
        )
    remedy = Remedy.objects.create(
        case=case,
        number=next_number(Remedy.objects.filter(case=case)),
        party=party,
        use=use,
        happened_on=happened_on,
        behaviour=said(behaviour, "Say what the person did."),
        menu=menu,
        recorded_at=now,
        recorded_by=by,
    )
    _record(RemedyVerb.REMEDY_CONSIDERED, remedy, by=by, now=now, person=named(party))
    return remedy


@transaction.atomic
def note_victim(
    remedy: Remedy,
    *,
    heard: Heard,
    victim: CaseParty | None,
    words: str,
    choice: MenuAction | None = None,
    by: User,
    now: datetime,
) -> RemedyNote:
    """Keep what a victim said and chose, or how somebody tried to ask them, and return the note (CRM-4, s.102(3))."""
    remedy = _undecided(remedy)
    if victim is not None:
        refuse_unless_on(remedy.case, victim, Side.HARMED)
    elif heard != Heard.EFFORT:
        raise Refused("Choose whose views these are: one of the victims of the case.")
    if choice is not None and heard != Heard.VIEWS:
        raise Refused("An action is chosen by the victim: note it with their views.")
    _refuse_off_menu(remedy, choice)
    note = RemedyNote.objects.create(
        case=remedy.case,
        remedy=remedy,
        number=next_number(RemedyNote.objects.filter(remedy=remedy)),
        victim=victim,
        heard=heard,
        words=said(words, "Say what the victim said, or what was tried, when and how."),
        choice=choice,
        recorded_at=now,
        recorded_by=by,
    )
    _record(RemedyVerb.REMEDY_VIEWS_NOTED, remedy, by=by, now=now, note=note.number)
    return note


@transaction.atomic
def decide_remedy(
    remedy: Remedy,
    *,
    decision: Decision,
    capacity: Capacity | None = None,
    met: Collection[str] = (),
    shown: str = "",
    action: MenuAction | None = None,
    due_on: date | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> Remedy:
    """Decide whether somebody is invited to carry out an action, and return the remedy; what the Act forbids is refused."""
    remedy = _undecided(remedy)
    if decision == Decision.USED:
        _use(remedy, capacity, met, shown, action, due_on, reason, by=by, now=now)
    else:
        remedy.reason = said(reason, "Say why it is not used: the reason is kept.")
    remedy.decision, remedy.decided_at, remedy.decided_by = decision, now, by
    _save(
        remedy,
        "decision",
        "decided_at",
        "decided_by",
        "capacity",
        "met",
        "shown",
        "action",
        "due_on",
        "reason",
    )
    words = str(Decision(decision).label).lower()
    _record(RemedyVerb.REMEDY_DECIDED, remedy, by=by, now=now, reason=remedy.reason, decision=words)
    return remedy


def _use(
    remedy: Remedy,
    capacity: Capacity | None,
    met: Collection[str],
    shown: str,
    action: MenuAction | None,
    due_on: date | None,
    reason: str,
    *,
    by: User,
    now: datetime,
) -> None:
    """Put down what is used; Refused with all that the law wants, and not one thing at a time."""
    _refuse_unlawful(remedy, capacity, met, by=by, now=now)
    if action is None or due_on is None:
        raise Refused("Say which action the person is invited to carry out, and by when.")
    _refuse_off_menu(remedy, action)
    if due_on < london_day(now):
        raise Refused("The day by which it is to be done has passed: choose today or a later day.")
    if departs_from(noted_of(remedy), action.pk) and not reason.strip():
        raise Refused(
            "A victim chose another action: say why it is not followed, or how their views were taken into account "
            "(CRM-5, 2014 Act s.102(4)-(5))."
        )
    remedy.capacity, remedy.met = capacity or "", sorted(met)
    remedy.shown = said(shown, "Say what shows that the conditions are met.")
    remedy.action, remedy.due_on, remedy.reason = action, due_on, reason.strip()


def _refuse_unlawful(
    remedy: Remedy, capacity: Capacity | None, met: Collection[str], *, by: User, now: datetime
) -> None:
    if capacity == Capacity.CONSTABLE and Rank(by.rank).order < Rank.CONSTABLE.order:
        raise Refused(
            "Your account names no rank of constable or above: say in which other capacity you decide."
        )
    victims = list(parties(remedy.case, Side.HARMED).values_list("pk", flat=True))
    asked: list[tuple[str, dict[str, Any]]] = [
        ("CRM-3", {"by": capacity or ""}),
        (VIEWS_RULE[Use(remedy.use)], facts_of_views(victims, noted_of(remedy))),
    ]
    # The four conditions are those of a remedy out of court; a caution has conditions of its own.
    if remedy.use == Use.REMEDY:
        asked.insert(0, ("CRM-2", {"met": sorted(met)}))
    limits = limits_in_force(now)
    answers = [(rule, consider(rule, facts, limits)) for rule, facts in asked]
    blocked = [
        f"{' '.join(answer.reasons)} ({rule})"
        for rule, answer in answers
        if answer.decision == Answered.BLOCK
    ]
    if blocked:
        raise Refused(" ".join(blocked))


@transaction.atomic
def end_remedy(
    remedy: Remedy, *, outcome: RemedyOutcome, words: str, what_then: str = "", by: User, now: datetime
) -> Remedy:
    """Keep what came of an action, and what happens next where it was not carried out whole; return the remedy."""
    remedy = _held(remedy)
    if remedy.decision != Decision.USED or remedy.outcome:
        raise Refused(f"{remedy} is not under way: load the page again.")
    if needs_what_then(outcome):
        remedy.what_then = said(what_then, "Say what happens next, because it was not carried out whole.")
    remedy.outcome, remedy.ended_at, remedy.outcome_words = outcome, now, said(words, "Say what came of it.")
    _save(remedy, "outcome", "ended_at", "outcome_words", "what_then")
    told = str(RemedyOutcome(outcome).label).lower()
    _record(RemedyVerb.REMEDY_ENDED, remedy, by=by, now=now, outcome=told)
    return remedy


def _held(remedy: Remedy) -> Remedy:
    """Return a remedy locked after its case; what came of one is kept on a closed case too."""
    case = locked(remedy.case)
    remedy = locked(remedy)
    remedy.case = case
    return remedy


def _undecided(remedy: Remedy) -> Remedy:
    locked_open(remedy.case)
    remedy = _held(remedy)
    if remedy.decision:
        raise Refused(f"{remedy} was decided already: load the page again.")
    return remedy


def _refuse_off_menu(remedy: Remedy, action: MenuAction | None) -> None:
    if action is not None and action.menu_id != remedy.menu_id:
        raise Refused("Choose an action of the menu that was in force where and when it happened (s.102(6)).")


def _save(remedy: Remedy, *changed: str) -> None:
    remedy.version += 1
    remedy.save(update_fields=[*changed, "version"])


def _record(
    verb: RemedyVerb, remedy: Remedy, *, by: User, now: datetime, reason: str = "", **told: object
) -> None:
    data = {"number": remedy.number, "remedy": remedy.pk, **told}
    record(verb, by=by, now=now, case=remedy.case, reason=reason, data=data)

"""Statements of witnesses (EVD-6): taken, signed and declared true, with the name withheld, and hearsay notified."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, Document
from asbcases.cases.queries import locked, next_number
from asbcases.enforcement.choices import StatementKind, StatementOf
from asbcases.enforcement.models import LimbEvidence, Statement
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.transitions.exhibits import add_exhibit, refuse_strange
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words

MOST_PAGES = 500


@transaction.atomic
def take_statement(
    case: Case,
    *,
    role: StatementOf,
    kind: StatementKind,
    witness: str,
    taken_by: str,
    taken_at: datetime,
    taken_where: str,
    pages: int,
    signed_on: date | None = None,
    declared: bool = False,
    hearsay: bool = False,
    document: Document | None = None,
    by: User,
    now: datetime,
) -> Statement:
    """Keep a statement that somebody made, and return it; its original is an exhibit, so that its continuity is known."""
    case = locked(case)
    if not witness.strip():
        raise Refused("Say who makes the statement.")
    _refuse_pages(pages)
    statement = Statement(
        case=case,
        number=next_number(Statement.objects.filter(case=case)),
        role=role,
        kind=kind,
        witness=witness.strip(),
        taken_by=taken_by.strip(),
        taken_at=taken_at,
        taken_where=taken_where.strip(),
        pages=pages,
        hearsay=hearsay,
        document=document,
        recorded_at=now,
        recorded_by=by,
    )
    _sign(statement, signed_on, declared=declared, now=now)
    # The exhibit names no witness: a label goes further than a statement does.
    statement.exhibit = add_exhibit(
        case,
        description=f"Original of statement {statement.number}, pages: {pages}",
        found_by=taken_by,
        found_at=taken_at,
        found_where=taken_where,
        document=document,
        by=by,
        now=now,
    )
    statement.save()
    record(Verb.STATEMENT_TAKEN, by=by, now=now, happened_at=taken_at, case=case, data=_told(statement))
    return statement


@transaction.atomic
def sign_statement(
    statement: Statement, *, signed_on: date, declared: bool, pages: int, by: User, now: datetime
) -> Statement:
    """Keep when a statement was signed, on how many pages, and whether it bears its declaration of truth; return it."""
    statement = _standing(statement)
    if statement.signed_on:
        raise Refused(f"Statement {statement.number} was signed on {day_words(statement.signed_on)}.")
    _refuse_pages(pages)
    statement.pages = pages
    _sign(statement, signed_on, declared=declared, now=now)
    _save(statement, "signed_on", "declared", "pages")
    record(Verb.STATEMENT_SIGNED, by=by, now=now, case=statement.case, data=_told(statement))
    return statement


def _sign(statement: Statement, signed_on: date | None, *, declared: bool, now: datetime) -> None:
    if declared and signed_on is None:
        raise Refused("A declaration counts with the signature: give the day on which it was signed.")
    if signed_on and signed_on > london_day(now):
        raise Refused(f"{day_words(signed_on)} is still to come: correct the day.")
    if signed_on and signed_on < london_day(statement.taken_at):
        raise Refused("It was signed before it was taken: correct the days.")
    statement.signed_on, statement.declared = signed_on, declared


def _refuse_pages(pages: int) -> None:
    if not 1 <= pages <= MOST_PAGES:
        raise Refused(f"Say how many pages it has, from 1 to {MOST_PAGES}.")


@transaction.atomic
def withhold_name(
    statement: Statement, *, asked: str, risk: str, redacted: Document, by: User, now: datetime
) -> Statement:
    """Withhold the name of a witness, on request and after the risk was assessed; the redacted copy is kept apart."""
    statement = _standing(statement)
    if statement.name_withheld:
        raise Refused(f"The name in statement {statement.number} is withheld already: load the page again.")
    if not asked.strip() or not risk.strip():
        raise Refused("Say who asked for it and when, and what the assessment of the risk found (EVD-6).")
    refuse_strange(statement.case, redacted)
    if Statement.objects.filter(case=statement.case, document=redacted).exists():
        raise Refused("That file is the original of a statement: add the redacted copy as a file of its own.")
    statement.name_withheld, statement.redacted = True, redacted
    statement.withheld_asked, statement.withheld_risk = asked.strip(), risk.strip()
    _save(statement, "name_withheld", "redacted", "withheld_asked", "withheld_risk")
    record(Verb.STATEMENT_WITHHELD, by=by, now=now, case=statement.case, data=_told(statement))
    return statement


@transaction.atomic
def notify_hearsay(
    statement: Statement, *, notice_on: date, to: str, how: str, by: User, now: datetime
) -> Statement:
    """Keep on whom notice of the hearsay in a statement was served, when and how (EVD-5); return the statement."""
    statement = _standing(statement)
    if statement.hearsay_notice_on:
        raise Refused(f"Notice of statement {statement.number} is kept already: load the page again.")
    if notice_on > london_day(now):
        raise Refused(f"{day_words(notice_on)} is still to come: correct the day.")
    if not to.strip() or not how.strip():
        raise Refused("Say on whom the notice was served, and how.")
    statement.hearsay, statement.hearsay_notice_on = True, notice_on
    statement.hearsay_notice_to, statement.hearsay_notice_how = to.strip(), how.strip()
    _save(statement, "hearsay", "hearsay_notice_on", "hearsay_notice_to", "hearsay_notice_how")
    record(Verb.STATEMENT_NOTIFIED, by=by, now=now, case=statement.case, data=_told(statement))
    return statement


@transaction.atomic
def statement_in_error(statement: Statement, *, reason: str, by: User, now: datetime) -> Statement:
    """Say that a statement was recorded in error, with the reason, and return it; what rests on it is taken back first."""
    statement = _standing(statement)
    if not reason.strip():
        raise Refused("Say why it is wrong: the reason stays beside it.")
    used = LimbEvidence.objects.filter(STANDS, statement=statement).select_related("limb__measure").first()
    if used:
        raise Refused(f"{used.limb.measure.reference} rests on it: take that link back first.")
    statement.recorded_in_error_at, statement.recorded_in_error_by = now, by
    statement.recorded_in_error_why = reason.strip()
    _save(statement, "recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why")
    told = _told(statement)
    record(Verb.STATEMENT_WRONG, by=by, now=now, reason=reason, case=statement.case, data=told)
    return statement


def _standing(statement: Statement) -> Statement:
    """Return a statement locked after its case; a closed case still holds its statements."""
    case = locked(statement.case)
    statement = locked(statement)
    statement.case = case
    if statement.recorded_in_error_at:
        raise Refused(
            f"Statement {statement.number} was recorded in error already: look at the list of statements."
        )
    return statement


def _save(statement: Statement, *fields: str) -> None:
    statement.version += 1
    statement.save(update_fields=["version", *fields])


def _told(statement: Statement) -> dict[str, object]:
    return {"number": statement.number, "statement": statement.pk}

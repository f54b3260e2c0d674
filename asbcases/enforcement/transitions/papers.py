"""Making papers: what one lacks is refused, and what names a reporter; what was made is kept as bytes, for ever."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import next_number
from asbcases.enforcement.choices import OPEN_STATES, MeasureState, PaperKind
from asbcases.enforcement.models import FixedPenalty, Measure, NamingReason, Paper
from asbcases.enforcement.papers.common import Making
from asbcases.enforcement.papers.compiler import CannotBePrintedError, printed, template_version
from asbcases.enforcement.papers.kinds import kinds_of, words_of
from asbcases.enforcement.queries.papers import (
    facts_of_contents,
    making_of,
    not_allowed,
    told_by,
    unrecorded,
)
from asbcases.enforcement.rules.naming import Finding
from asbcases.enforcement.transitions.approving import rank_to_approve
from asbcases.enforcement.transitions.drafting import held, open_case, told_of
from asbcases.enforcement.transitions.weighing import weigh
from asbcases.errors import Refused


@transaction.atomic
def make_paper(
    measure: Measure,
    *,
    kind: PaperKind,
    penalty: FixedPenalty | None = None,
    large: bool = False,
    over: Mapping[str, str] | None = None,
    by: User,
    now: datetime,
) -> Paper:
    """Make a paper of a measure as it stands and return it; one that was made before stays, and this has a new number."""
    measure = held(measure)
    _refuse_other(measure, kind, penalty)
    refuse_unready(measure, now)
    making = making_of(measure, penalty, by=by, now=now)
    if lacks := unrecorded(kind, making):
        raise Refused(" ".join(lacks))
    words = words_of(kind, making, large=large)
    weigh(measure, facts_of_contents(kind, making, words), over=over, by=by, now=now)
    refuse_naming(measure, told_by(kind, words, making))
    paper = _kept(making, kind, words)
    told = told_of(measure, paper=f"{paper.get_kind_display()}, paper {paper.number}", number=paper.number)
    record(Verb.PAPER_MADE, by=by, now=now, case=measure.case, data=told)
    return paper


def _kept(making: Making, kind: PaperKind, words: dict[str, Any]) -> Paper:
    measure = making.measure
    pdf = _printed(words, making.now)
    return Paper.objects.create(
        case=measure.case,
        measure=measure,
        penalty=making.penalty,
        number=next_number(Paper.objects.filter(measure=measure)),
        kind=kind,
        large=words["large"],
        template_version=template_version(),
        data=words,
        pdf=pdf,
        sha256=sha256(pdf).hexdigest(),
        made_at=making.now,
        recorded_at=making.now,
        recorded_by=making.by,
    )


def _printed(words: dict[str, Any], now: datetime) -> bytes:
    try:
        return printed(words, made_at=now)
    except CannotBePrintedError as error:
        raise Refused(
            f"There is no letter for “{error}” in the fonts of papers: write it in Latin letters, or leave it out."
        ) from error


def _refuse_other(measure: Measure, kind: PaperKind, penalty: FixedPenalty | None) -> None:
    if not measure.ours or measure.recorded_in_error_at:
        raise Refused(f"{measure.reference} is none that we gave: there is no paper of ours to make.")
    if kind == PaperKind.FPN:
        if penalty is None or penalty.breach.measure_id != measure.pk:
            raise Refused("Choose the fixed penalty of which the notice is made.")
        if penalty.cancelled_at or penalty.recorded_in_error_at:
            raise Refused(f"{penalty.reference} was cancelled: there is nothing to pay.")
    elif kind not in kinds_of(measure):
        raise Refused(f"There is no {kind.label.lower()} to make of {measure.reference} as it stands.")


def refuse_unready(measure: Measure, now: datetime) -> None:
    """Refuse a paper of a draft on a closed case, and of one that waits for approval, or needs it first."""
    if measure.state not in OPEN_STATES:
        return
    open_case(measure.case)
    rank = rank_to_approve(measure, now)
    if rank is not None and measure.state != MeasureState.APPROVED:
        raise Refused(
            f"{measure.reference} is not approved: the paper is made of the words that were approved"
            f" ({rank.label.lower()})."
        )
    if measure.state == MeasureState.SUBMITTED:
        raise Refused(f"{measure.reference} waits for approval: withdraw what was asked first.")


def refuse_naming(measure: Measure, found: list[Finding]) -> None:
    """Refuse a paper that would tell who reported, with the exact passages, while nothing allows them."""
    if left := not_allowed(measure, found):
        raise Refused(
            f"This would tell the respondent who reported: {quoted(left)}. Write it otherwise, or keep the reporter's "
            "consent or a supervisor's reason first."
        )


def quoted(found: Iterable[Finding]) -> str:
    """Return passages as a sentence names them; of what whoever asks may not know, the place in the text alone."""
    return ", ".join(dict.fromkeys(one.words for one in found))


@transaction.atomic
def allow_naming(
    measure: Measure, *, found: Iterable[Finding], consent: bool, reason: str, by: User, now: datetime
) -> NamingReason:
    """Keep why passages may stand in papers to the respondent: the reporter agreed, or a supervisor decides so."""
    measure = held(measure)
    passages: dict[str, list[str]] = {}
    for one in found:
        if one.hidden:
            raise Refused("Somebody who may see the record of whoever reported decides about this: ask them.")
        passages.setdefault(one.kind, []).append(one.passage)
    if not passages:
        raise Refused("No paper of this tells who reported: there is nothing to allow.")
    if not reason.strip():
        raise Refused("Say who agreed, when and how, or why it must be said: the words are kept.")
    if not consent and Rank(by.rank).order < Rank.SERGEANT.order:
        raise Refused("Without the reporter's consent a sergeant or above decides: ask your supervisor.")
    kept = NamingReason.objects.create(
        case=measure.case,
        measure=measure,
        found=passages,
        consent=consent,
        reason=reason.strip(),
        rank=by.rank,
        given_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told = told_of(measure, naming=kept.pk, consent=consent)
    record(Verb.NAMING_ALLOWED, by=by, now=now, case=measure.case, data=told)
    return kept

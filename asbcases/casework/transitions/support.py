"""What a victim needs, what they are offered, what they answer, and which rights they are told of."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import Answer, Need, Right
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty, EntitlementTold, NeedsAssessment, SupportOffer
from asbcases.cases.queries import locked
from asbcases.casework.queries.support import crime_recorded
from asbcases.casework.transitions.actions import refuse_on_closed
from asbcases.casework.transitions.journal import refuse_unless_of
from asbcases.errors import Refused


@transaction.atomic
def assess_needs(
    case: Case,
    *,
    party: CaseParty,
    needs: Collection[Need],
    words: str = "",
    with_victim: bool,
    by: User,
    now: datetime,
) -> NeedsAssessment:
    """Keep what a victim needs; the newest holds; return it (Code of Practice for Victims, right 4)."""
    case = locked_of_victim(case, party)
    assessed = NeedsAssessment.objects.create(
        case=case,
        party=party,
        needs=[Need(need) for need in needs],
        words=words.strip(),
        with_victim=with_victim,
        assessed_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    told = {**about(party), "needs_assessment": assessed.pk}
    record(Verb.NEEDS_ASSESSED, by=by, now=now, case=case, data=told)
    return assessed


@transaction.atomic
def offer_support(
    case: Case, *, party: CaseParty, service: str, words: str = "", by: User, now: datetime
) -> SupportOffer:
    """Keep that a victim was offered support, and return the offer; the answer may come later."""
    case = locked_of_victim(case, party)
    if not service.strip():
        raise Refused("Say who would help: the service, or the team.")
    offer = SupportOffer.objects.create(
        case=case,
        party=party,
        number=_next_number(case),
        service=service.strip(),
        words=words.strip(),
        offered_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.SUPPORT_OFFERED, by=by, now=now, case=case, data=_data_of(offer))
    return offer


@transaction.atomic
def answer_support(
    offer: SupportOffer, *, answer: Answer, words: str = "", by: User, now: datetime
) -> SupportOffer:
    """Keep what a victim answered to an offer, and return it; who wanted to think about it may answer again."""
    case, offer = locked(offer.case), locked(offer)
    if offer.answer in (Answer.ACCEPTED, Answer.DECLINED):
        raise Refused(f"Support {offer.number} was answered already: load the page again.")
    refuse_on_closed(case)
    offer.answer, offer.answered_at, offer.answer_words = answer, now, words.strip()
    offer.version += 1
    offer.save(update_fields=["answer", "answered_at", "answer_words", "version"])
    told = {**_data_of(offer), "answer": Answer(answer).label.lower()}
    record(Verb.SUPPORT_ANSWERED, by=by, now=now, case=case, data=told)
    return offer


@transaction.atomic
def tell_entitlement(
    case: Case, *, party: CaseParty, entitlement: Right, words: str = "", by: User, now: datetime
) -> EntitlementTold:
    """Keep that a victim of a recorded crime was told of a right of the Victims' Code, and return it."""
    case = locked_of_victim(case, party)
    if not crime_recorded(case):
        raise Refused(
            "No crime is recorded on an incident of this case: the rights of the Victims' Code begin with one."
        )
    told = EntitlementTold.objects.create(
        case=case,
        party=party,
        entitlement=entitlement,
        words=words.strip(),
        told_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    said = {**about(party), "entitlement": Right(entitlement).label, "told": told.pk}
    record(Verb.ENTITLEMENT_TOLD, by=by, now=now, case=case, data=said)
    return told


def locked_of_victim(case: Case, party: CaseParty) -> Case:
    """Return the case, locked, where it is open and this is one of its victims; Refused otherwise."""
    case = locked(case)
    refuse_on_closed(case)
    refuse_unless_of(case, party)
    if party.role != PartyRole.VICTIM:
        raise Refused("This is kept for victims: choose one of the victims of the case.")
    return case


def about(party: CaseParty) -> dict[str, object]:
    """Return how an event of the record names a victim."""
    return {"party": f"victim {party.number}"}


def _data_of(offer: SupportOffer) -> dict[str, object]:
    return {**about(offer.party), "number": offer.number, "offer": offer.pk}


def _next_number(case: Case) -> int:
    """Return the number that the next offer gets; the case is locked meanwhile."""
    highest = SupportOffer.objects.filter(case=case).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1

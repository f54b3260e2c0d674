"""Who is told of a referral or question, by its reference alone: the agency, and the lead of the case when it answers."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue, message_of, queue
from partners.models import Question, Referral
from partners.queries.referrals import officers_of
from partners.transitions.request_clocks import SERVICE

PAGES = {Referral: "/shared/requests/", Question: "/shared/questions/"}
OURS = {Referral: "referrals", Question: "questions"}


def tell_agency(
    template: Template, asked: Referral | Question, key: str, *, now: datetime, **more: object
) -> int:
    """Tell the officers who may answer of a referral or question, and return how many were not told by this key before."""
    context: dict[str, object] = {
        "kind": words_of(asked),
        "reference": asked.reference,
        "path": f"{PAGES[type(asked)]}{asked.reference}/",
        **more,
    }
    return queue(
        [
            message_of(f"{key}:{officer.pk}", officer, template, context, now=now, case=asked.case)
            for officer in officers_of(asked.agency, asked.named)
        ]
    )


def tell_of_entered(asked: Referral | Question, key: str, *, now: datetime) -> int:
    """Tell the agency that the police entered what it answered by telephone, no word of it, and return how many were told."""
    return tell_agency(Template.REQUEST_ENTERED, asked, f"{asked._meta.model_name}:{asked.pk}:{key}", now=now)


def tell_lead(asked: Referral | Question, what: str, key: str, *, besides: User, now: datetime) -> None:
    """Tell the lead of the case, unless they entered it, that the agency did something: on which case, and no word of it."""
    with acting(SERVICE):
        case = Case.objects.select_related("lead").get(pk=asked.case_id)
        if case.lead == besides:
            return
        path = f"/cases/{case.reference}/{OURS[type(asked)]}/{asked.number}/"
        context = {"kind": f"{words_of(asked)} {asked.number}", "reference": case.reference, "path": path}
        enqueue(key, case.lead, Template.REQUEST_ANSWERED, {**context, "what": what}, now=now, case=case)


def told_of(asked: Referral | Question, **more: object) -> dict[str, object]:
    """Return what every event of the record says about a referral or question."""
    name = str(asked._meta.model_name)
    named = asked.named.name if asked.named else ""
    about = {name: asked.number, "reference": asked.reference, "agency": asked.agency.name}
    return {**about, **({"named": named} if named else {}), **more}


def words_of(asked: Referral | Question) -> str:
    """Return what it is, in a word."""
    return str(asked._meta.verbose_name)


def who(user: User | None) -> str:
    """Return who did something, for a sentence that refuses to do it again."""
    return user.name if user else "somebody else"

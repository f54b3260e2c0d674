"""Referrals to partners and questions asked of them: what waits, with whom, and who may answer."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Prefetch, Q, QuerySet, TextChoices

from asbcases.accounts.choices import Role
from asbcases.accounts.models import Agency, User
from asbcases.cases.models import AccessGrant, Case
from asbcases.law.periods import london_day, london_midnight_after
from partners.access import addressed_to, scope
from partners.choices import ReferralStage
from partners.models import Question, QuestionAnswer, QuestionPart, Referral

OFFICERS = (Role.PARTNER, Role.COORDINATOR)
PEOPLE = ("agency", "named", "sent_by", "closed_by", "recorded_by")
# How many people of an agency are offered for part of a name.
MOST_LIKE = 5
TELEPHONED = "telephoned__recorded_by"
STEPS = ("acknowledged_by", "accepted_by", "declined_by", "returned_by")


class Waiting(TextChoices):
    """For what a referral that was sent waits; the first three are for the agency to do, the others for the police."""

    ACKNOWLEDGEMENT = "sent", "acknowledgement"
    ACCEPTANCE = "acknowledged", "acceptance"
    OUTCOME = "accepted", "outcome"
    DECISION = "declined", "our decision"
    CLOSING = "returned", "closing by us"


class Line(NamedTuple):
    """What is asked, for how long it has been, until when somebody has time, and whether that has passed."""

    asked: Referral | Question
    age: str
    due_at: datetime | None
    late: bool
    waits: str


def line_of(asked: Referral | Question, now: datetime) -> Line:
    """Return a referral or question with its age and what it waits for."""
    due_at = due_of(asked)
    waits = _waits(asked)
    return Line(asked, age_of(asked, now), due_at, due_at is not None and due_at <= now, waits)


def due_of(asked: Referral | Question) -> datetime | None:
    """Return until when the agency has time for what it is to do next; None where it has done it."""
    if isinstance(asked, Question):
        done = asked.answered_at or asked.closed_at
        return None if done else london_midnight_after(asked.due_on)
    if asked.stage == ReferralStage.ACCEPTED:
        return london_midnight_after(asked.respond_by)
    return {
        ReferralStage.SENT.value: asked.acknowledge_by,
        ReferralStage.ACKNOWLEDGED.value: asked.accept_by,
    }.get(asked.stage)


def age_of(asked: Referral | Question, now: datetime) -> str:
    """Return for how long something has been asked, in days of London."""
    days = (london_day(now) - london_day(asked.sent_at)).days if asked.sent_at else 0
    return "today" if days <= 0 else "1 day" if days == 1 else f"{days} days"


def _waits(asked: Referral | Question) -> str:
    if isinstance(asked, Referral):
        return Waiting(asked.stage).label if asked.stage in Waiting.values else ""
    if asked.closed_at:
        return ""
    return "closing by us" if asked.answered_at else "answer"


def referrals_of(case: Case) -> QuerySet[Referral]:
    """Return the referrals of a case, the newest first, each with its agency and people."""
    referrals = case.referrals.select_related(*PEOPLE, *STEPS, "share").prefetch_related(TELEPHONED)
    return referrals.order_by("-number")


def questions_of(case: Case) -> QuerySet[Question]:
    """Return the questions about a case, the newest first, each with its agency, people, parts and answers."""
    return with_parts(case.questions.select_related(*PEOPLE)).order_by("-number")


def with_parts(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Return questions with their parts in order, and with each the answers to it, the last one first."""
    answers = QuestionAnswer.objects.select_related("answered_by").order_by("-pk")
    parts = QuestionPart.objects.order_by("number").prefetch_related(Prefetch("answers", answers))
    return questions.prefetch_related(Prefetch("parts", parts))


def referrals_to(user: User) -> QuerySet[Referral]:
    """Return the referrals that were sent to the agency of a partner's officer, the oldest first."""
    asked = addressed_to(Referral.objects.all(), user).select_related(
        "agency", "named", "sent_by__agency", *STEPS
    )
    asked = asked.prefetch_related(TELEPHONED)
    return asked.annotate(asked_at=F("sent_at")).order_by("sent_at", "pk")


def questions_to(user: User) -> QuerySet[Question]:
    """Return the questions that were asked of the agency of a partner's officer, the oldest first."""
    asked = addressed_to(Question.objects.all(), user).select_related("agency", "named", "sent_by__agency")
    return with_parts(asked).annotate(asked_at=F("sent_at")).order_by("sent_at", "pk")


def officers_of(agency: Agency, named: User | None = None) -> QuerySet[User]:
    """Return who answers for an agency: whoever is named, else its officers with an account."""
    officers = User.objects.filter(agency=agency, is_active=True, role__in=OFFICERS)
    return (officers.filter(pk=named.pk) if named else officers).order_by("name", "pk")


def officers_called(agency: Agency, sought: str) -> QuerySet[User]:
    """Return who of an agency has this name or e-mail address."""
    return officers_of(agency).filter(Q(name__iexact=sought) | Q(email__iexact=sought))


def officers_like(agency: Agency, sought: str) -> QuerySet[User]:
    """Return a few of an agency in whose names these words stand."""
    return officers_of(agency).filter(name__icontains=sought)[:MOST_LIKE]


def is_let_in(case: Case, user: User, *, now: datetime) -> bool:
    """Return whether a case is shared with this person by name, and not only with their agency."""
    ends = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    grants = AccessGrant.objects.filter(
        ends, case=case, user=user, revoked_at__isnull=True, starts_at__lte=now
    )
    return grants.exists()


def unanswered(question: Question) -> int:
    """Return how many parts of a question nobody has answered."""
    return question.parts.filter(answers__isnull=True).count()


def under_way(user: User, *, now: datetime) -> QuerySet[Referral]:
    """Return the referrals that were sent and are not closed, of the cases that a person sees."""
    sent = Referral.objects.filter(sent_at__isnull=False, closed_at__isnull=True)
    seen = scope(sent, user, path="case", now=now).select_related("agency", "case__district", "case__lead")
    return seen.annotate(asked_at=F("sent_at"))


def asked_under_way(user: User, *, now: datetime) -> QuerySet[Question]:
    """Return the questions that are not closed, about the cases that a person sees."""
    asked = Question.objects.filter(closed_at__isnull=True)
    seen = scope(asked, user, path="case", now=now).select_related("agency", "case__district", "case__lead")
    return seen.annotate(asked_at=F("sent_at"))

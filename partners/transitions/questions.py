"""Questions to an agency: asked by the police, answered by the agency part by part, and closed by the police."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case
from asbcases.cases.queries import locked, next_number, next_reference
from asbcases.deadlines.choices import Kind
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.notify.choices import Template
from partners.models import Question, QuestionAnswer, QuestionPart
from partners.queries.referrals import unanswered
from partners.transitions.referrals import ENDED, refuse_on_closed, refuse_unseen
from partners.transitions.request_clocks import answered, expect_reply, hold, over
from partners.transitions.request_telling import tell_agency, tell_lead, tell_of_entered, told_of, who
from partners.transitions.telephoned import Said, refuse_unsaid, words_of

MOST_PARTS = 20


@transaction.atomic
def ask_question(
    case: Case,
    agency: Agency,
    *,
    asks: str,
    parts: Sequence[str],
    due_on: date,
    named: User | None = None,
    by: User,
    now: datetime,
) -> Question:
    """Ask an agency, or one of its officers, a question in parts about a case, and return it; its day is watched."""
    case = locked(case)
    refuse_on_closed(case)
    refuse_unseen(case, agency, named, now)
    wanted = [words.strip() for words in parts if words.strip()]
    _refuse_unasked(asks, wanted, due_on, now)
    question = Question.objects.create(
        case=case,
        agency=agency,
        named=named,
        number=next_number(case.questions.all()),
        reference=next_reference("ASK", now),
        asks=asks.strip(),
        due_on=due_on,
        sent_at=now,
        sent_by=by,
        recorded_at=now,
        recorded_by=by,
    )
    QuestionPart.objects.bulk_create(
        QuestionPart(case=case, question=question, agency=agency, named=named, number=number, words=words)
        for number, words in enumerate(wanted, start=1)
    )
    record(Verb.QUESTION_ASKED, by=by, now=now, case=case, data=told_of(question, parts=len(wanted)))
    expect_reply(question, by=by, now=now)
    tell_agency(Template.REQUEST_SENT, question, f"question:{question.pk}:sent", now=now)
    return question


@transaction.atomic
def answer_part(
    part: QuestionPart, *, words: str, by: User, now: datetime, said: Said | None = None
) -> QuestionAnswer:
    """Keep what one's agency answers to a part of a question, and return it; an earlier answer to it stays beside it.

    With the last part the clock of the police ends. What was answered by telephone the police enter, and it is marked so.
    """
    question, agency = part.question, part.agency
    hold(question)
    question = locked(question)
    question.agency = agency
    if question.closed_at:
        raise Refused("The police closed this question: an answer is not needed any more.")
    if not words.strip():
        raise Refused("Write the answer, or that you do not know or may not say it, and why.")
    refuse_unsaid(said, question, now)
    answer = QuestionAnswer.objects.create(
        **{"case_id": question.case_id, "part": part, "agency": agency, "named_id": part.named_id},
        words=words.strip(),
        answered_at=now,
        answered_by=by,
        **({"said_by": said.by.strip(), "said_at": said.at} if said else {}),
    )
    told = told_of(question, part=part.number, answer=answer.pk)
    spoken = words_of(said)
    record(Verb.QUESTION_ANSWERED, by=by, now=now, case_id=question.case_id, reason=spoken, data=told)
    if said:
        tell_of_entered(question, f"answer:{answer.pk}:telephoned", now=now)
    if question.answered_at is None and unanswered(question) == 0:
        question.answered_at = now
        answered(Kind.QUESTION_REPLY, question, by=by, now=now)
        key = f"question:{question.pk}:answered"
        tell_lead(question, "Every part was answered.", key, besides=by, now=now)
    question.version += 1
    question.save(update_fields=["answered_at", "version"])
    return answer


@transaction.atomic
def close_question(question: Question, *, words: str = "", by: User, now: datetime) -> Question:
    """Close a question, answered or not, and return it; where something is unanswered it takes a reason."""
    hold(question)
    case, question = locked(question.case), locked(question)
    question.case = case
    if question.closed_at:
        raise Refused(f"{who(question.closed_by)} closed this question already: load the page again.")
    if question.answered_at is None and not words.strip():
        raise Refused("Say why no answer is needed any more: the words are kept.")
    close_question_held(question, words=words.strip(), by=by, now=now)
    return question


def close_question_held(question: Question, *, words: str, by: User, now: datetime) -> None:
    """Close a question whose row the caller holds; an agency that had not answered all of it is told."""
    question.closed_at, question.closed_by, question.closing_words = now, by, words
    question.version += 1
    question.save(update_fields=["closed_at", "closed_by", "closing_words", "version"])
    record(Verb.QUESTION_CLOSED, by=by, now=now, case=question.case, reason=words, data=told_of(question))
    if question.answered_at is None:
        over(Kind.QUESTION_REPLY, question, reason=f"Question {question.number} was closed", by=by, now=now)
        tell_agency(Template.REQUEST_ENDED, question, f"question:{question.pk}:ended", now=now)


def close_questions_with_case(case: Case, *, by: User, now: datetime) -> None:
    """Close every question about a case that was closed: nobody waits any more for an answer."""
    open_ones = case.questions.filter(closed_at__isnull=True).select_for_update(of=("self",))
    for question in open_ones.select_related("case", "agency").order_by("number"):
        close_question_held(question, words=ENDED, by=by, now=now)


def _refuse_unasked(asks: str, parts: Sequence[str], due_on: date, now: datetime) -> None:
    if not asks.strip():
        raise Refused("Say what the question is about, in words that are meant for the agency.")
    if not parts:
        raise Refused("Ask at least one thing.")
    if len(parts) > MOST_PARTS:
        raise Refused(f"Ask at most {MOST_PARTS} things at once: the rest in another question.")
    if due_on < london_day(now):
        raise Refused("This day has passed: choose today or a later day.")

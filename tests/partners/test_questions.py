"""A question to an agency: asked in parts, answered part by part, and closed."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from partners.models import Question, QuestionAnswer, QuestionPart
from partners.transitions.questions import MOST_PARTS, answer_part, close_question
from tests.make import NOW, make_case, make_closed
from tests.partners.asking import PARTS, differences, make_question

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(hours=2)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


@pytest.fixture
def question(case: Case, amira: User, dev: User) -> Question:
    return make_question(case, dev.agency, by=amira)


def answer(question: Question, number: int, by: User, words: str = "Since 2019") -> QuestionAnswer:
    with acting(str(by.pk)):
        parts = QuestionPart.objects.select_related("question", "agency")
        part = parts.get(question__reference=question.reference, number=number)
        return answer_part(part, words=words, by=by, now=SOON)


def told(template: Template) -> list[str]:
    return sorted(Message.objects.filter(template=template).values_list("recipient__username", flat=True))


def test_a_question_is_on_a_clock_of_its_day_and_its_agency_is_told(question: Question, amira: User) -> None:
    owed = Deadline.objects.get(kind=Kind.QUESTION_REPLY)

    assert (owed.owner, owed.subject, owed.due_at.isoformat()) == (amira, "1", "2026-12-01T00:00:00+00:00")
    assert told(Template.REQUEST_SENT) == ["dev"]
    assert [part.words for part in question.parts.order_by("number")] == list(PARTS)
    assert AuditEvent.objects.get(verb=Verb.QUESTION_ASKED).sentence == "asked Eastlight Homes question 1"
    assert differences() == []


def test_the_clock_ends_with_the_last_part(question: Question, amira: User, dev: User) -> None:
    answer(question, 1, dev)
    assert Deadline.objects.get(kind=Kind.QUESTION_REPLY).met_at is None
    assert told(Template.REQUEST_ANSWERED) == []

    answer(question, 2, dev)

    question.refresh_from_db()
    assert question.answered_at == SOON
    assert Deadline.objects.get(kind=Kind.QUESTION_REPLY).met_by == dev
    assert told(Template.REQUEST_ANSWERED) == ["amira"]
    assert AuditEvent.objects.filter(verb=Verb.QUESTION_ANSWERED, actor=dev, case=question.case).count() == 2
    assert differences() == []


def test_a_later_answer_stands_beside_the_earlier(question: Question, dev: User) -> None:
    for words in ("Since 2019", "Since May 2019"):
        answer(question, 1, dev, words)
    answer(question, 2, dev, "No")
    answer(question, 2, dev, "None that was written down")

    words = list(QuestionAnswer.objects.order_by("pk").values_list("words", flat=True))
    assert words == ["Since 2019", "Since May 2019", "No", "None that was written down"]
    assert Message.objects.filter(template=Template.REQUEST_ANSWERED).count() == 1


def test_an_answered_question_is_closed_without_more_words(
    question: Question, amira: User, dev: User
) -> None:
    for number in (1, 2):
        answer(question, number, dev)

    with acting(str(amira.pk)):
        closed = close_question(question, by=amira, now=SOON)

    assert (closed.closed_by, closed.closing_words) == (amira, "")
    assert told(Template.REQUEST_ENDED) == []
    assert differences() == []
    with pytest.raises(Refused, match="Amira Osei closed this question already"):
        close_question(question, by=amira, now=SOON)


def test_an_unanswered_question_is_closed_with_a_reason_and_the_agency_is_told(
    question: Question, amira: User, dev: User
) -> None:
    with pytest.raises(Refused, match="Say why no answer is needed"):
        close_question(question, by=amira, now=SOON)
    with acting(str(amira.pk)):
        close_question(question, words="We know it by now.", by=amira, now=SOON)

    assert Deadline.objects.get(kind=Kind.QUESTION_REPLY).cancelled_at == SOON
    assert told(Template.REQUEST_ENDED) == ["dev"]
    assert differences() == []
    with pytest.raises(Refused, match="not needed any more"):
        answer(question, 1, dev)


def test_with_the_case_its_questions_are_closed(question: Question, case: Case, amira: User) -> None:
    make_closed(case, by=amira, now=SOON)

    question.refresh_from_db()
    assert question.closing_words == "The case was closed"
    assert differences() == []


def test_an_answer_has_words(question: Question, dev: User) -> None:
    with pytest.raises(Refused, match="Write the answer"):
        answer(question, 1, dev, "  ")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"asks": ""}, "Say what the question is about"),
        ({"parts": [" "]}, "Ask at least one thing"),
        ({"parts": ["Why?"] * (MOST_PARTS + 1)}, "at most 20 things"),
        ({"due_on": date(2026, 11, 22)}, "This day has passed"),
    ],
)
def test_a_question_says_what_is_asked_and_by_when(
    case: Case, amira: User, dev: User, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        make_question(case, dev.agency, by=amira, **said)

    assert not Question.objects.exists()

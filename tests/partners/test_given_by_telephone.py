"""What an agency answers by telephone is entered by the police of the case, and both sides see that it was."""

from datetime import timedelta

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

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
from asbcases.notify.senders import mail_of
from partners.choices import ReferralStage
from partners.models import QuestionAnswer, QuestionPart, Referral
from partners.models.referrals import TelephonedStep
from partners.transitions.answering import (
    accept_referral,
    acknowledge_referral,
    decline_referral,
    return_outcome,
)
from partners.transitions.questions import answer_part
from partners.transitions.telephoned import Said
from tests.make import NOW, make_case
from tests.partners.asking import differences, make_question, make_sent, seen_by

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SAID = Said("Pat Holt, duty manager", NOW + HOUR)
LATER = NOW + 2 * HOUR
MARK = "Given by telephone by Pat Holt, duty manager"


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


@pytest.fixture
def sent(case: Case, amira: User, dev: User) -> Referral:
    return make_sent(case, dev.agency, by=amira)


def test_an_acceptance_by_telephone_ends_the_clocks_and_says_who_gave_it_and_who_entered_it(
    sent: Referral, amira: User, dev: User
) -> None:
    with acting(str(amira.pk)):
        accept_referral(sent, said=SAID, by=amira, now=LATER)

    sent.refresh_from_db()
    assert (sent.stage, sent.accepted_by, sent.accepted_at) == (ReferralStage.ACCEPTED, amira, LATER)
    steps = {step.stage: step for step in TelephonedStep.objects.all()}
    assert set(steps) == {ReferralStage.ACKNOWLEDGED, ReferralStage.ACCEPTED}
    step = steps[ReferralStage.ACCEPTED]
    assert (step.said_by, step.said_at, step.recorded_at, step.recorded_by) == (*SAID, LATER, amira)
    event = AuditEvent.objects.get(verb=Verb.REFERRAL_ACCEPTED)
    assert (event.actor, event.reason) == (amira, MARK)
    clocks = Deadline.objects.filter(kind__in=(Kind.REFERRAL_ACKNOWLEDGE, Kind.REFERRAL_ACCEPT))
    assert {clock.met_at for clock in clocks} == {LATER}
    assert not Message.objects.filter(template=Template.REQUEST_ANSWERED).exists()
    assert differences() == []


def test_the_agency_says_otherwise_with_its_own_next_act_and_changes_nothing_of_what_was_entered(
    sent: Referral, amira: User, dev: User, client: Client
) -> None:
    with acting(str(amira.pk)):
        accept_referral(sent, said=SAID, by=amira, now=LATER)
    client.force_login(dev)
    assert MARK in client.get(reverse("request_page", args=[sent.reference])).content.decode()

    with acting(str(dev.pk)):
        return_outcome(seen_by(dev, sent), outcome="We never took this on.", by=dev, now=LATER + HOUR)
        with pytest.raises(Error), transaction.atomic():
            TelephonedStep.objects.update(said_by="Nobody")

    shown = client.get(reverse("request_page", args=[sent.reference])).content.decode()
    assert MARK in shown
    assert "We never took this on." in shown
    assert TelephonedStep.objects.count() == 2


def test_the_agency_is_told_of_what_was_entered_for_it_and_no_word_of_it(
    sent: Referral, case: Case, amira: User, dev: User, eve: User
) -> None:
    question = make_question(case, dev.agency, by=amira)
    part = QuestionPart.objects.select_related("question", "agency").get(question=question, number=1)
    with acting(str(amira.pk)):
        decline_referral(sent, reason="Not our home", said=SAID, by=amira, now=LATER)
        answer_part(part, words="Since 2019", said=SAID, by=amira, now=LATER)
    with acting(str(dev.pk)):
        answer_part(part, words="Since 2020", by=dev, now=LATER + HOUR)

    told = list(Message.objects.filter(template=Template.REQUEST_ENTERED).order_by("pk"))
    assert [message.recipient for message in told] == [dev, dev]
    assert [message.context for message in told] == [
        {
            "kind": "referral",
            "reference": sent.reference,
            "path": reverse("request_page", args=[sent.reference]),
        },
        {
            "kind": "question",
            "reference": question.reference,
            "path": reverse("request_question", args=[question.reference]),
        },
    ]
    for message in told:
        mail = mail_of(message)
        assert (mail.to, message.context["reference"] in mail.body) == ([dev.email], True)
        kept_back = (SAID.by, "Not our home", "Since 2019", case.reference, "Jade")
        assert [words for words in kept_back if words in f"{mail.subject} {mail.body}"] == []
    client = Client()
    client.force_login(dev)
    assert "answered by telephone" in client.get(reverse("inbox")).content.decode()


def test_a_refusal_and_an_outcome_by_telephone_take_their_words(
    sent: Referral, case: Case, amira: User, dev: User
) -> None:
    other = make_sent(case, dev.agency, by=amira)
    with acting(str(amira.pk)):
        with pytest.raises(Refused, match="Say why"):
            decline_referral(sent, reason=" ", said=SAID, by=amira, now=LATER)
        decline_referral(sent, reason="Not our home", said=SAID, by=amira, now=LATER)
        acknowledge_referral(other, said=SAID, by=amira, now=LATER)
        accept_referral(other, said=SAID, by=amira, now=LATER)
        return_outcome(other, outcome="A letter went out", said=SAID, by=amira, now=LATER)

    assert sorted(TelephonedStep.objects.values_list("referral__number", "stage")) == [
        *((1, "acknowledged"), (1, "declined")),
        *((2, "accepted"), (2, "acknowledged"), (2, "returned")),
    ]
    assert differences() == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(" ", NOW), "who of the agency"),
        (Said("Pat", LATER + HOUR), "still to come"),
        (Said("Pat", NOW - HOUR), "before anything was asked"),
    ],
)
def test_what_nobody_can_have_said_is_refused(sent: Referral, amira: User, said: Said, why: str) -> None:
    with acting(str(amira.pk)), pytest.raises(Refused, match=why):
        accept_referral(sent, said=said, by=amira, now=LATER)

    assert not TelephonedStep.objects.exists()


def test_an_answer_to_a_part_by_telephone_stands_beside_the_agencys_own(
    case: Case, amira: User, dev: User, client: Client
) -> None:
    question = make_question(case, dev.agency, by=amira)
    part = QuestionPart.objects.select_related("question", "agency").get(question=question, number=1)
    with acting(str(amira.pk)):
        answer_part(part, words="Since 2019", said=SAID, by=amira, now=LATER)
    with acting(str(dev.pk)):
        answer_part(part, words="No: since 2020", by=dev, now=LATER + HOUR)

    rows = QuestionAnswer.objects.order_by("pk").values_list("words", "said_by", "answered_by__name")
    assert list(rows) == [("Since 2019", SAID.by, "Amira Osei"), ("No: since 2020", "", "Dev Patel")]
    client.force_login(dev)
    assert MARK in client.get(reverse("request_question", args=[question.reference])).content.decode()


def test_the_database_takes_no_answer_of_police_without_the_mark_and_none_of_a_partner_with_it(
    case: Case, amira: User, cara: User, dev: User, sent: Referral
) -> None:
    question = make_question(case, dev.agency, by=amira)
    part = QuestionPart.objects.get(question=question, number=1)
    stated = {"case": case, "part": part, "agency": dev.agency, "words": "Yes", "answered_at": NOW}
    telephoned = {"said_by": "Pat", "said_at": NOW}
    for user, more in ((amira, {}), (dev, telephoned), (cara, telephoned)):
        with acting(str(user.pk)), pytest.raises(Error, match="row-level security"), transaction.atomic():
            QuestionAnswer.objects.create(**stated, answered_by=user, **more)
    step = {"case": case, "referral": sent, "agency": dev.agency, "stage": "accepted", "recorded_at": NOW}
    for user, by in ((dev, dev), (cara, cara), (amira, cara)):
        with acting(str(user.pk)), pytest.raises(Error, match="row-level security"), transaction.atomic():
            TelephonedStep.objects.create(**step, said_by="Pat", said_at=NOW, recorded_by=by)
    assert not QuestionAnswer.objects.exists()
    assert not TelephonedStep.objects.exists()


def test_the_pages_offer_what_may_follow_and_keep_it_once(
    sent: Referral, case: Case, amira: User, client: Client
) -> None:
    client.force_login(amira)
    page = reverse("referral_telephoned", args=[case.reference, sent.number])
    assert page in client.get(reverse("referral_page", args=[case.reference, sent.number])).content.decode()
    assert "Outcome returned" not in client.get(page).content.decode()
    moment = {"at_day": "2026-11-23", "at_time": "13:00"}
    typed = {"stage": "acknowledged", "said_by": SAID.by, "version": sent.version, **moment}

    assert client.post(page, {**typed, "said_by": ""}).status_code == 400
    assert client.post(page, typed).status_code == 302
    assert client.post(page, typed).status_code == 400
    assert client.post(page, {**typed, "stage": "accepted"}).status_code == 409

    shown = client.get(reverse("referral_page", args=[case.reference, sent.number])).content.decode()
    assert MARK in shown


def test_a_part_is_answered_by_telephone_on_a_page_of_its_own(
    case: Case, amira: User, dev: User, client: Client
) -> None:
    question = make_question(case, dev.agency, by=amira)
    client.force_login(amira)
    page = reverse("question_telephoned", args=[case.reference, question.number, 2])
    shown = reverse("question_page", args=[case.reference, question.number])
    assert page in client.get(shown).content.decode()
    typed = {"said_by": SAID.by, "words": "None", "at_day": "2026-11-23", "at_time": "13:00"}

    assert client.post(page, {**typed, "version": question.version, "words": ""}).status_code == 400
    assert client.post(page, {**typed, "version": question.version}).status_code == 302
    assert client.post(page, {**typed, "version": question.version}).status_code == 409

    assert MARK in client.get(shown).content.decode()
    assert (
        client.get(reverse("question_telephoned", args=[case.reference, question.number, 9])).status_code
        == 404
    )

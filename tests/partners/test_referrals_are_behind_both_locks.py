"""Who sees and changes what partners are asked: the application and the database give one answer."""

from datetime import timedelta

import pytest
from django.db import Error, transaction
from django.db.models import Model

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from partners.access import addressed_to, shares_open_to
from partners.models import Question, QuestionAnswer, QuestionPart, Referral
from partners.transitions.answering import accept_referral
from partners.transitions.questions import answer_part
from partners.transitions.referrals import send_referral
from tests.make import NOW, make_case, make_user
from tests.partners.asking import make_draft, make_question, make_sent, seen_by

pytestmark = pytest.mark.django_db
ASKED: tuple[type[Model], ...] = (Referral, Question, QuestionPart, QuestionAnswer)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


@pytest.fixture
def sent(case: Case, amira: User, dev: User) -> Referral:
    return make_sent(case, dev.agency, by=amira)


def in_database(user: User, model: type[Model]) -> int:
    with acting(str(user.pk)):
        return model._default_manager.count()


def in_application(user: User) -> tuple[int, int]:
    with acting(str(user.pk)):
        return addressed_to(Referral.objects.all(), user).count(), addressed_to(
            Question.objects.all(), user
        ).count()


def test_the_agency_sees_what_was_sent_to_it_and_the_case_stays_hidden(
    sent: Referral, case: Case, amira: User, dev: User, eve: User, cara: User
) -> None:
    make_draft(case, dev.agency, by=amira)
    question = make_question(case, dev.agency, by=amira)
    with acting(str(dev.pk)):
        part = QuestionPart.objects.select_related("question", "agency").get(question=question, number=1)
        answer_part(part, words="Since 2019", by=dev, now=NOW)

    assert [in_database(dev, model) for model in ASKED] == [1, 1, 2, 1]
    assert in_application(dev) == (1, 1)
    for stranger in (eve, cara):
        assert [in_database(stranger, model) for model in ASKED] == [0, 0, 0, 0]
        assert in_application(stranger) == (0, 0)
    assert [in_database(amira, model) for model in ASKED] == [2, 1, 2, 1]
    assert in_application(amira) == (0, 0)
    with acting(str(dev.pk)):
        assert not shares_open_to(dev, now=NOW).exists()
        assert not Case.objects.exists()
        assert not Deadline.objects.exists()


def test_what_is_asked_of_one_person_their_colleagues_do_not_see(case: Case, amira: User, dev: User) -> None:
    fay = make_user("fay", Role.PARTNER, name="Fay Holt", agency=dev.agency)
    make_sent(case, dev.agency, by=amira, named=dev)
    make_question(case, dev.agency, by=amira, named=dev)

    assert [in_database(fay, model) for model in ASKED] == [0, 0, 0, 0]
    assert in_application(fay) == (0, 0)
    assert [in_database(dev, model) for model in ASKED] == [1, 1, 2, 0]
    assert in_application(dev) == (1, 1)


def test_a_suspended_account_sees_nothing_of_it(sent: Referral, dev: User) -> None:
    dev.is_active = False
    dev.save()

    assert in_database(dev, Referral) == 0
    assert in_application(dev) == (0, 0)


@pytest.mark.parametrize("column", ["asks", "closing_words", "respond_by", "agency", "case"])
def test_a_partner_changes_nothing_but_its_answers(
    sent: Referral, amira: User, dev: User, eve: User, column: str
) -> None:
    other = {"agency": eve.agency, "case": make_case(by=amira), "respond_by": NOW.date()}.get(
        column, "Other words"
    )

    with acting(str(dev.pk)), pytest.raises(Error), transaction.atomic():
        Referral.objects.filter(pk=sent.pk).update(**{column: other})

    before = Referral.objects.get(pk=sent.pk)
    assert getattr(before, column) == getattr(sent, column)


def test_another_agency_changes_nothing(sent: Referral, eve: User) -> None:
    with acting(str(eve.pk)):
        assert Referral.objects.update(outcome="All is well") == 0


def test_a_partner_asks_nothing_and_answers_nothing_of_others(
    case: Case, sent: Referral, amira: User, dev: User, eve: User
) -> None:
    question = make_question(case, dev.agency, by=amira)
    part = question.parts.first()
    for user, agency in ((eve, dev.agency), (eve, eve.agency), (dev, eve.agency)):
        stated = {"case": case, "part": part, "agency": agency, "words": "No"}
        with acting(str(user.pk)), pytest.raises(Error), transaction.atomic():
            QuestionAnswer.objects.create(**stated, answered_at=NOW, answered_by=user)
    with acting(str(dev.pk)), pytest.raises(Error), transaction.atomic():
        Referral.objects.create(
            case=case, agency=dev.agency, number=9, reference="X", matter="other", asks="x",
            respond_by=NOW.date(), sent_at=NOW, recorded_at=NOW,
        )  # fmt: skip
    assert not QuestionAnswer.objects.exists()


def test_an_answer_is_never_changed(case: Case, amira: User, dev: User) -> None:
    question = make_question(case, dev.agency, by=amira)
    with acting(str(dev.pk)):
        part = QuestionPart.objects.select_related("question", "agency").get(question=question, number=1)
        answer_part(part, words="Since 2019", by=dev, now=NOW)
        with pytest.raises(Error), transaction.atomic():
            QuestionAnswer.objects.update(words="Never")

    assert QuestionAnswer.objects.get().words == "Since 2019"


def test_what_changed_is_read_by_those_who_see_the_case(sent: Referral, amira: User, dev: User) -> None:
    with acting(str(dev.pk)):
        accept_referral(seen_by(dev, sent), by=dev, now=NOW)

    history = Referral.events.field.model  # type: ignore[attr-defined]
    assert in_database(amira, history) == 2
    assert in_database(dev, history) == 0


def test_of_a_restricted_case_one_person_is_asked_who_was_let_in_by_name(
    case: Case, amira: User, ben: User, dev: User
) -> None:
    sent = make_sent(case, dev.agency, by=amira)
    restrict_case(case, named=[amira], reason="A colleague is involved", by=ben, now=NOW)

    assert in_database(dev, Referral) == 0
    assert in_application(dev) == (0, 0)
    with pytest.raises(Refused, match="ask one person by name"):
        make_draft(case, dev.agency, by=amira)
    with pytest.raises(Refused, match="share it with Dev Patel by name first"):
        make_draft(case, dev.agency, by=amira, named=dev)

    AccessGrant.objects.create(
        case=case, user=dev, source=GrantSource.SHARE, tier=Tier.SUMMARY, granted_at=NOW, granted_by=amira,
        starts_at=NOW - timedelta(days=9),
    )  # fmt: skip
    draft = make_draft(case, dev.agency, by=amira, named=dev)
    with acting(str(amira.pk)):
        send_referral(draft, by=amira, now=NOW)
    with acting(str(dev.pk)):
        seen = set(addressed_to(Referral.objects.all(), dev).values_list("pk", flat=True))
    assert seen == {sent.pk, draft.pk}
    assert in_database(dev, Referral) == 2


def test_the_service_that_keeps_their_clocks_sees_no_other_case(
    sent: Referral, case: Case, amira: User
) -> None:
    make_case(by=amira)

    with acting("system:referrals"):
        assert list(Case.objects.values_list("pk", flat=True)) == [case.pk]
        assert set(Deadline.objects.values_list("kind", flat=True)) == {
            "referral_acknowledge",
            "referral_accept",
        }


def test_a_draft_for_a_case_that_was_restricted_since_is_not_sent(
    case: Case, amira: User, ben: User, dev: User
) -> None:
    draft = make_draft(case, dev.agency, by=amira)
    restrict_case(case, named=[amira], reason="A colleague is involved", by=ben, now=NOW)

    with pytest.raises(Refused, match="ask one person by name"):
        send_referral(draft, by=amira, now=NOW)

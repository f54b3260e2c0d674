"""A partner asks the police to share what helps; they share it, share a part, or refuse, on a clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from partners.choices import Item, ShareAnswer
from partners.models import Share, ShareRequest
from partners.queries.share_requests import cases_of_report, shared_by
from partners.transitions.share_answering import end_with_case, refuse_request
from partners.transitions.share_asking import ask_about_report, withdraw_request
from tests.make import NOW, make_agreement, make_case, make_given, make_incident, make_report, make_user
from tests.partners.asking import differences
from tests.partners.share_asking import ITEMS, ask_of, ask_on, report_of, said, share_it

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def the_clock() -> Deadline:
    return Deadline.objects.select_related("owner").get(kind=Kind.SHARE_REQUEST)


def test_a_partner_asks_about_its_own_report_and_the_supervisor_owes_the_answer(
    amira: User, ben: User, dev: User
) -> None:
    report = report_of(dev, by=amira)

    request = ask_on(report, by=dev)

    assert request.reference.startswith("SRQ-")
    clock = the_clock()
    assert (clock.report, clock.owner, clock.subject) == (report, ben, request.reference)
    assert clock.due_at == request.answer_by == datetime(2026, 12, 1, tzinfo=UTC)
    event = AuditEvent.objects.get(verb=Verb.SHARE_ASKED)
    assert (event.actor, event.report) == (dev, report)
    assert (
        event.sentence == f"asked for Eastlight Homes what the police can share: request {request.reference}"
    )
    told = Message.objects.get(template=Template.SHARE_ASKED)
    assert told.recipient == ben
    assert told.context == {
        "kind": f"request {request.reference}",
        "reference": report.reference,
        "path": f"/reports/{report.reference}/share-requests/{request.reference}/",
    }
    assert differences() == []


def test_what_is_urgent_is_owed_by_the_end_of_the_next_working_day_and_a_day_that_was_named_wins(
    amira: User, ben: User, dev: User
) -> None:
    urgent = ask_on(report_of(dev, by=amira), by=dev, urgent=True)
    named = ask_on(report_of(dev, by=amira), by=dev, urgent=True, needed_on=date(2026, 12, 3))

    assert urgent.answer_by < named.answer_by == datetime(2026, 12, 4, tzinfo=UTC)
    assert differences() == []


def test_the_police_share_a_part_with_a_reason_and_the_partner_is_told_and_reads_it(
    amira: User, ben: User, dev: User
) -> None:
    report = report_of(dev, by=amira)
    case = make_case(by=amira, incidents=[make_incident(by=amira, report=report)])
    make_agreement(dev.agency)
    request = ask_on(report, by=dev, items=[*ITEMS, Item.PEOPLE])
    with acting(str(amira.pk)):
        assert list(cases_of_report(report, amira, now=NOW)) == [case]

    with pytest.raises(Refused, match="less than they asked for"):
        share_it(request, case, dev.agency, by=amira, items=ITEMS)
    answered = share_it(
        request, case, dev.agency, by=amira, items=ITEMS, words="Names are not needed for it."
    )

    assert (answered.answer, answered.answered_by) == (ShareAnswer.PART, amira)
    assert answered.share == Share.objects.get()
    clock = the_clock()
    assert (clock.met_at, clock.met_by) == (NOW, amira)
    told = Message.objects.get(template=Template.SHARE_ANSWERED)
    assert (told.recipient, told.context["path"]) == (dev, f"/shared/asked/{request.reference}/")
    event = AuditEvent.objects.get(verb=Verb.SHARE_ANSWERED)
    assert event.sentence == f"answered request {request.reference} of Eastlight Homes: shared in part"
    with acting(str(dev.pk)):
        seen = ShareRequest.objects.get()
        assert (seen.words, seen.state) == ("Names are not needed for it.", "Shared in part")
        assert shared_by(seen, dev, now=NOW) == case.reference
    assert differences() == []


def test_all_that_was_asked_for_is_shared_without_a_word_more(amira: User, ben: User, dev: User) -> None:
    case = make_case(by=amira)
    make_given(case, dev.agency, by=amira, items=[Item.SUMMARY])
    request = ask_of(case, by=dev, items=[Item.PREMISES])

    answered = share_it(request, case, dev.agency, by=amira, items=[Item.PREMISES])

    assert (answered.answer, answered.words) == (ShareAnswer.SHARED, "")
    assert the_clock().owner == amira
    assert AuditEvent.objects.get(verb=Verb.SHARE_ASKED).case == case
    assert differences() == []


def test_a_refusal_is_told_in_the_words_that_were_written_for_the_partner(
    amira: User, ben: User, dev: User
) -> None:
    request = ask_on(report_of(dev, by=amira), by=dev)

    with acting(str(amira.pk)):
        with pytest.raises(Refused, match="Say why"):
            refuse_request(request, words=" ", by=amira, now=NOW)
        refuse_request(request, words="There is nothing that we may share.", by=amira, now=NOW + HOUR)

    with acting(str(dev.pk)):
        seen = ShareRequest.objects.get()
        assert (seen.state, seen.words) == ("Refused", "There is nothing that we may share.")
        assert shared_by(seen, dev, now=NOW) == ""
    assert the_clock().met_at == NOW + HOUR
    assert differences() == []


def test_what_is_shared_is_what_was_asked_for_and_with_those_who_asked(
    amira: User, ben: User, dev: User, eve: User
) -> None:
    case, other = make_case(by=amira), make_case(by=amira)
    make_given(case, dev.agency, by=amira, items=[Item.SUMMARY])
    request = ask_of(case, by=dev, items=[Item.PREMISES])

    with pytest.raises(Refused, match="They did not ask for “Names of the people in it"):
        share_it(request, case, dev.agency, by=amira, items=[Item.PREMISES, Item.PEOPLE])
    with pytest.raises(Refused, match="Eastlight Homes asked for it"):
        share_it(request, case, eve.agency, by=amira, items=[Item.PREMISES])
    with pytest.raises(Refused, match=f"They asked about {case.reference}"):
        share_it(request, other, dev.agency, by=amira, items=[Item.PREMISES])
    assert Share.objects.count() == 1
    assert the_clock().met_at is None


def test_without_an_agreement_the_answer_is_refused_as_any_share_is(
    amira: User, ben: User, dev: User
) -> None:
    report = report_of(dev, by=amira)
    case = make_case(by=amira, incidents=[make_incident(by=amira, report=report)])
    request = ask_on(report, by=dev)

    with pytest.raises(Refused, match="No agreement on sharing has Eastlight Homes"):
        share_it(request, case, dev.agency, by=amira)

    assert not Share.objects.exists()
    assert the_clock().met_at is None


def test_the_agency_withdraws_and_nobody_owes_an_answer(amira: User, ben: User, dev: User) -> None:
    request = ask_on(report_of(dev, by=amira), by=dev)

    with acting(str(dev.pk)):
        withdrawn = withdraw_request(request, by=dev, now=NOW + HOUR)

    assert withdrawn.state == "Withdrawn"
    assert the_clock().cancelled_at == NOW + HOUR
    assert AuditEvent.objects.filter(verb=Verb.SHARE_UNASKED, actor=dev).exists()
    with acting(str(amira.pk)), pytest.raises(Refused, match="withdrew"):
        refuse_request(request, words="No", by=amira, now=NOW + HOUR)
    assert differences() == []


def test_what_was_answered_is_not_answered_again_nor_withdrawn(amira: User, ben: User, dev: User) -> None:
    request = ask_on(report_of(dev, by=amira), by=dev)
    with acting(str(amira.pk)):
        refuse_request(request, words="Nothing to share", by=amira, now=NOW)
        with pytest.raises(Refused, match="answered already"):
            refuse_request(request, words="Nothing", by=amira, now=NOW)
    with acting(str(dev.pk)), pytest.raises(Refused, match="answered already"):
        withdraw_request(request, by=dev, now=NOW)


def test_a_second_request_waits_for_the_first(amira: User, ben: User, dev: User) -> None:
    report = report_of(dev, by=amira)
    first = ask_on(report, by=dev)

    with pytest.raises(Refused, match=f"{first.reference} asks about {report.reference} already"):
        ask_on(report, by=dev)

    with acting(str(dev.pk)):
        withdraw_request(first, by=dev, now=NOW)
    assert ask_on(report, by=dev).waits


def test_nobody_asks_about_a_report_of_others(amira: User, ben: User, dev: User) -> None:
    with pytest.raises(Refused, match="did not make this report"):
        ask_about_report(make_report(by=amira), **said(), by=dev, now=NOW)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"items": []}, "Choose what you ask for"),
        ({"items": ["intelligence"]}, "Choose what you ask for"),
        ({"purpose": ""}, "for what you need it"),
        ({"why": "  "}, "Say why you need it"),
        ({"needed_on": date(2026, 11, 1)}, "has passed"),
        ({"needed_on": date(2026, 12, 3), "until_on": date(2026, 12, 2)}, "before you would have it"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    amira: User, ben: User, dev: User, wrong: dict[str, object], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        ask_on(report_of(dev, by=amira), by=dev, **wrong)
    assert not ShareRequest.objects.exists()


def test_with_the_case_what_was_asked_of_it_ends_and_the_agency_may_ask_again(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=amira)
    make_given(case, dev.agency, by=amira, items=[Item.SUMMARY])
    request = ask_of(case, by=dev, items=[Item.PREMISES])

    with acting(str(amira.pk)):
        end_with_case(case, by=amira, now=NOW + HOUR)

    request.refresh_from_db()
    assert (request.state, request.answered_at) == ("Closed by the police", NOW + HOUR)
    assert case.reference not in request.words
    assert the_clock().cancelled_at == NOW + HOUR
    assert differences() == []


def test_who_knows_a_case_by_name_asks_alone(amira: User, ben: User, dev: User) -> None:
    fay = make_user("fay", dev.role, name="Fay Holt", agency=dev.agency)
    case = make_case(by=ben, lead=amira)
    make_agreement(dev.agency)
    with acting(str(ben.pk)):
        restrict_case(case, named=[amira], reason="Relatives", by=ben, now=NOW)
    with acting(str(amira.pk)):
        make_given(case, dev, by=amira, items=[Item.SUMMARY])
    request = ask_of(case, by=dev, items=[Item.PREMISES])

    with acting(str(fay.pk)):
        assert not ShareRequest.objects.exists()
    with acting(str(amira.pk)), pytest.raises(Refused, match="one person by name"):
        share_it(request, case, dev.agency, by=amira, items=[Item.PREMISES])
    answered = share_it(request, case, dev, by=amira, items=[Item.PREMISES])
    assert answered.answer == ShareAnswer.SHARED
    assert [message.recipient for message in Message.objects.filter(template=Template.SHARE_ANSWERED)] == [
        dev
    ]

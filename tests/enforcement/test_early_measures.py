"""Early measures: made as they were given, answered, ended; none is owed before another, and mediation is never nudged."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Grade, Handling, PersonKind
from asbcases.cases.models import Case, Person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.rebuild import check
from asbcases.enforcement.choices import EarlyAnswer, MeasureKind, MeasureState, ServiceMethod, TermKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.early import Step, may_follow, objection
from asbcases.enforcement.transitions.early import answer_early, end_early, make_early
from asbcases.enforcement.transitions.issuing import issue
from asbcases.errors import Refused
from asbcases.sources import SOURCES
from tests.enforcement.make_measures import draft_warning, make_subject, make_warning
from tests.make import NOW, answers_with, make_case, make_closed, make_incident, make_triage

DAY = timedelta(days=1)
STOP_IT = [
    (TermKind.STOP, "I will not shout at my neighbours."),
    (TermKind.DO, "I will see the youth worker."),
]

STEPS: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"conduct": ""}, "what behaviour"),
    ({"kind": "letter", "body": True}, ""),
    ({"kind": "mediation", "body": True}, "A body agrees"),
    ({"kind": "diversion", "grown": True}, "under 18"),
    ({"kind": "diversion"}, ""),
    ({"kind": "abc"}, "at least one term"),
    ({"kind": "abc", "terms": 1}, "until when"),
    ({"kind": "abc", "terms": 1, "has_last_day": True}, ""),
    ({"kind": "mediation"}, ""),
    ({"kind": "mediation", "against_mediation": ["hate is recorded"]}, "because hate is recorded"),
    ({"kind": "mediation", "against_mediation": ["hate is recorded"], "despite": "Both ask for it"}, ""),
]


@pytest.mark.parametrize(("said", "why"), STEPS)
def test_a_step_is_made_only_with_what_it_needs(said: dict[str, Any], why: str) -> None:
    stated: dict[str, Any] = {
        "kind": "advice", "conduct": "Shouting", "terms": 0, "has_last_day": False, "body": False, "grown": False,
    }  # fmt: skip
    found = objection(Step(**{**stated, **said}))
    assert why in found
    assert bool(why) == bool(found)


def test_an_offer_is_accepted_or_declined_and_what_was_accepted_is_kept_or_not() -> None:
    follows = {
        (before, after)
        for before in ("", "accepted", "kept")
        for after in EarlyAnswer.values
        if may_follow(before, after)
    }
    assert follows == {("", "accepted"), ("", "declined"), ("accepted", "kept"), ("accepted", "broken")}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


@pytest.fixture
def kai(case: Case, amira: User) -> Person:
    return make_subject(case, by=amira, born_on=date(2010, 5, 1))


def made(case: Case, subject: Person, *, by: User, **said: Any) -> Measure:
    stated: dict[str, Any] = {
        "kind": MeasureKind.ABC, "given_at": NOW, "conduct": "Shouting at neighbours at night.",
        "terms": STOP_IT, "ends_on": NOW.date() + 180 * DAY, **said,
    }  # fmt: skip
    return make_early(case, subject=subject, **stated, by=by, now=NOW)


def differences(case: Case) -> list[Any]:
    return list(check(SOURCES.values(), among={"case": [case.pk]}).differences)


@pytest.mark.django_db
def test_a_contract_runs_to_its_last_day_and_what_ends_it_ends_its_clock(
    case: Case, kai: Person, amira: User
) -> None:
    contract = made(case, kai, by=amira)
    assert contract.reference.startswith("ABC-")
    assert [term.kind for term in contract.terms.order_by("number")] == ["stop", "do"]
    ends = Deadline.objects.get(case=case, kind=Kind.MEASURE_END)
    assert ends.subject == contract.reference
    accepted = answer_early(contract, answer=EarlyAnswer.ACCEPTED, by=amira, now=NOW)
    assert (accepted.state, accepted.answer) == (MeasureState.ISSUED, "accepted")
    with pytest.raises(Refused, match="does not follow"):
        answer_early(contract, answer=EarlyAnswer.DECLINED, words="No", by=amira, now=NOW)
    with pytest.raises(Refused, match="few words"):
        answer_early(contract, answer=EarlyAnswer.BROKEN, by=amira, now=NOW)
    assert differences(case) == []
    kept = answer_early(
        contract, answer=EarlyAnswer.BROKEN, words="Shouted again on Friday.", by=amira, now=NOW
    )
    assert (kept.state, kept.ended_why) == (MeasureState.ENDED, "Broken: Shouted again on Friday.")
    ends.refresh_from_db()
    assert ends.cancelled_at == NOW
    assert differences(case) == []
    verbs = AuditEvent.objects.filter(case=case, verb=Verb.MEASURE_ANSWERED).values_list(
        "data__answer", flat=True
    )
    assert list(verbs.order_by("pk")) == ["accepted", "broken"]


@pytest.mark.django_db
def test_what_cannot_be_is_refused(case: Case, kai: Person, amira: User) -> None:
    stranger = make_subject(make_case(by=amira), by=amira, name="Lee Stone")
    firm = make_subject(case, by=amira, name="Stone Ltd", kind=PersonKind.BUSINESS)
    faults: list[tuple[dict[str, Any], str]] = [
        ({"kind": MeasureKind.CPW}, "no early measure"),
        ({"subject": stranger}, "nobody of this case"),
        ({"given_at": NOW + DAY}, "still to come"),
        ({"ends_on": NOW.date() - DAY}, "lies before"),
        ({"terms": STOP_IT * 11}, "more than 20"),
        ({"subject": firm}, "A body agrees"),
    ]
    for said, why in faults:
        subject = said.pop("subject", kai)
        with pytest.raises(Refused, match=why):
            made(case, subject, by=amira, **said)
    grown = make_subject(case, by=amira, name="Old Lee", born_on=date(1980, 1, 1))
    with pytest.raises(Refused, match="under 18"):
        made(case, grown, by=amira, kind=MeasureKind.DIVERSION)
    unknown = make_subject(case, by=amira, name="Who Knows", born_on=None)
    advice = made(case, unknown, by=amira, kind=MeasureKind.DIVERSION, terms=[], ends_on=None)
    with pytest.raises(Refused, match="Say why it ended"):
        end_early(advice, reason=" ", by=amira, now=NOW)
    assert end_early(advice, reason="He moved away", by=amira, now=NOW).ended_why == "He moved away"
    warning = make_warning(case, by=amira, subject=kai)
    with pytest.raises(Refused, match="is no early measure"):
        end_early(warning, reason="Over", by=amira, now=NOW)


@pytest.mark.django_db
def test_closing_the_case_ends_the_clock_and_nothing_is_begun_on_it(
    case: Case, kai: Person, ben: User, amira: User
) -> None:
    made(case, kai, by=amira)
    make_closed(case, by=ben)
    assert differences(case) == []
    with pytest.raises(Refused, match="is closed"):
        made(case, kai, by=amira)


@pytest.mark.django_db
def test_a_warning_says_why_no_earlier_step_was_taken(case: Case, kai: Person, amira: User) -> None:
    served = {"method": ServiceMethod.HAND, "served_at": NOW, "by": amira, "now": NOW}
    draft = draft_warning(case, by=amira, subject=kai, skipped_why="")
    with pytest.raises(Refused, match="Say why no earlier step was taken"):
        issue(draft, over={"CPW-5": "He is near 16"}, **served)
    made(case, kai, by=amira, kind=MeasureKind.ADVICE, terms=[], ends_on=None)
    assert issue(draft, over={"CPW-5": "He is near 16"}, **served).state == MeasureState.ISSUED


# --- Pages and API ------------------------------------------------------------------------------
def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_it_is_made_answered_and_ended_on_pages(
    client: Client, case: Case, kai: Person, amira: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client.force_login(amira)
    address = reverse("early_new", args=[case.reference])
    with django_assert_max_num_queries(24):
        page = words(client.get(address, {"subject": kai.reference}))
    assert "Mediation is not suggested" not in page
    typed = {
        "kind": "abc",
        "subject": kai.reference,
        "conduct": "Shouting at night.",
        "will_not": "Shout.\n\nSwear.",
    }
    refused = client.post(address, typed)
    assert (refused.status_code, "until when" in words(refused)) == (409, True)
    ends = timezone.now().date() + 90 * DAY
    assert client.post(address, {**typed, "ends_on": ends.isoformat(), "given_day": "x"}).status_code == 400
    answer = client.post(address, {**typed, "ends_on": ends.isoformat()})
    contract = Measure.objects.get()
    assert answer.headers["Location"] == reverse("measure_page", args=[case.reference, contract.reference])
    assert [term.words for term in contract.terms.order_by("number")] == ["Shout.", "Swear."]
    asked = reverse("early_answer", args=[case.reference, contract.reference])
    assert asked in words(client.get(answer.headers["Location"]))
    assert client.get(asked).status_code == 200
    assert client.post(asked, {"answer": "kept", "version": 1}).status_code == 400
    assert client.post(asked, {"answer": "declined", "version": 1, "words": ""}).status_code == 409
    assert client.post(asked, {"answer": "accepted", "version": 9}).status_code == 409
    assert client.post(asked, {"answer": "accepted", "version": 1}).status_code == 302
    over = reverse("early_end", args=[case.reference, contract.reference])
    assert client.get(over).status_code == 200
    assert client.post(over, {"reason": "He moved away", "version": 2}).status_code == 302
    contract.refresh_from_db()
    assert (contract.state, contract.ended_why) == ("ended", "He moved away")
    other = make_warning(case, by=amira, subject=make_subject(case, by=amira, name="Old Lee"))
    for page in ("early_answer", "early_end"):
        assert client.get(reverse(page, args=[case.reference, other.reference])).status_code == 404


@pytest.mark.django_db
def test_the_api_makes_and_answers_and_takes_a_reason_for_mediation_where_it_is_not_suggested(
    client: Client, amira: User
) -> None:
    client.force_login(amira)
    incident = make_incident(by=amira)
    said = answers_with(threat={"violence": "threatened"})
    make_triage(incident, by=amira, answers=said, grade=Grade.PRIORITY, handling=Handling.ATTEND)
    case = make_case(by=amira, incidents=[incident])
    kai = make_subject(case, by=amira)
    address = reverse("api_early", args=[case.reference])
    sent = {"kind": "mediation", "subject": kai.reference, "conduct": "Both sides quarrel about noise."}
    post: dict[str, Any] = {"content_type": "application/json"}
    refused = client.post(address, sent, **post)
    assert refused.status_code == 409
    assert "violence or a threat of it is recorded" in refused.json()["detail"]
    assert "Mediation is not suggested here" in words(client.get(reverse("early_new", args=[case.reference])))
    answered = client.post(address, {**sent, "despite": "Both asked for it in writing."}, **post)
    assert answered.status_code == 201
    measure = answered.json()["reference"]
    act = reverse("api_early_answer", args=[case.reference, measure])
    etag = {"headers": {"If-Match": answered.headers["ETag"]}}
    accepted = client.post(act, {"answer": "accepted"}, **post, **etag)
    assert accepted.status_code == 200
    over = reverse("api_early_over", args=[case.reference, measure])
    etag = {"headers": {"If-Match": accepted.headers["ETag"]}}
    assert client.post(over, {"reason": "Both agreed"}, **post, **etag).json()["state"] == "ended"

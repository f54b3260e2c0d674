"""How sure one must be stands where it is decided (EVD-1); sharing is logged with purpose and basis (FAIR-8); poverty is asked."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import (
    BreachDecision,
    BreachState,
    LimbKind,
    MeasureState,
    SharedUnder,
    StatementKind,
    StatementOf,
    TermKind,
)
from asbcases.enforcement.models import (
    Informed,
    LimbEvidence,
    Measure,
    MeasureChange,
    MeasureTerm,
    RuleWeighed,
)
from asbcases.enforcement.queries.issuing import OnDraft, to_issue
from asbcases.enforcement.rules.issuing import missing
from asbcases.enforcement.rules.proof import lacks_proof, standard_of
from asbcases.enforcement.transitions.approving import submit_measure
from asbcases.enforcement.transitions.breaches import decide_breach
from asbcases.enforcement.transitions.evidence import PURPOSE, note_informed
from asbcases.enforcement.transitions.requests import unready
from asbcases.enforcement.transitions.statements import take_statement
from asbcases.errors import Refused
from tests.enforcement import make_papers
from tests.enforcement.make_breaches import AFTER, HOUR, REASONS, allege, climb_to, fresh
from tests.enforcement.make_measures import (
    LATER,
    draft_notice,
    draft_warning,
    make_notice,
    make_warning,
)
from tests.enforcement.make_measures import fresh as fresh_measure
from tests.enforcement.make_orders import draft_request
from tests.make import NOW, make_case, make_user

pytestmark = pytest.mark.django_db
ACCUSE = (BreachDecision.PENALTY, BreachDecision.PROSECUTION, BreachDecision.COURT)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def shown(client: Client, name: str, *where: object) -> str:
    return " ".join(client.get(reverse(name, args=where)).content.decode().split())


# --- EVD-1 ----------------------------------------------------------------------------------------
def test_evd_1_the_standard_is_that_of_the_measure_and_of_a_court_for_every_breach() -> None:
    assert "Reasonable grounds" in standard_of("cpn")
    assert "must be sure" in standard_of("cbo")
    assert standard_of("abc") == ""
    asked = {str(one) for one in BreachDecision if lacks_proof(one, " ")}
    assert asked == {str(one) for one in ACCUSE}
    assert not lacks_proof("prosecution", "Seen by two officers.")


def test_evd_1_what_says_that_an_offence_was_committed_says_what_proves_it(case: Case, amira: User) -> None:
    breach = climb_to(allege(make_notice(case, by=amira), by=amira), BreachState.EXPLAINED, by=amira)
    act: dict[str, Any] = {"by": amira, "now": AFTER + 2 * HOUR}
    for decision in ACCUSE:
        with pytest.raises(Refused, match=r"what proves the breach.*must be sure \(EVD-1\)"):
            decide_breach(breach, decision=decision, **{**REASONS, "proof": " "}, **act)
    decide_breach(breach, decision=BreachDecision.WARNING, **{**REASONS, "proof": ""}, **act)

    decide_breach(breach, decision=BreachDecision.PROSECUTION, **REASONS, **act)

    assert fresh(breach).proof == REASONS["proof"]
    kept = RuleWeighed.objects.filter(measure=breach.measure, rule="EVD-1").latest("pk")
    assert "must be sure" in kept.facts["standard"]
    # Once said, it stands when something else is decided.
    decide_breach(breach, decision=BreachDecision.COURT, **{**REASONS, "proof": ""}, **act)
    assert fresh(breach).proof == REASONS["proof"]


def test_evd_1_stands_where_a_breach_a_notice_and_an_order_are_decided(
    client: Client, case: Case, amira: User
) -> None:
    notice = make_notice(case, by=amira)
    breach = climb_to(allege(notice, by=amira), BreachState.EXPLAINED, by=amira)
    officer = make_user("asb", Role.ASB_OFFICER, Rank.CONSTABLE, district_code="colchester")
    client.force_login(officer)
    where = (case.reference, notice.reference, breach.number)
    assert "EVD-1" in shown(client, "breach_page", *where)
    assert "The criminal standard: the court must be sure (EVD-1)" in shown(client, "breach_decision", *where)
    climb_to(breach, BreachState.DECIDED, by=amira)
    assert "What proves it" in shown(client, "breach_page", *where)

    other = make_case(by=amira)
    draft = draft_notice(other, make_warning(other, by=amira), by=amira)
    approval = submit_measure(fresh_measure(draft), reason="It went on.", by=amira, now=LATER)
    page = shown(client, "case_approval", other.reference, approval.number)
    assert "Reasonable grounds: whoever issues it is satisfied of every limb" in page


def test_nothing_is_to_be_changed_where_a_request_for_an_order_is_decided(
    client: Client, case: Case, amira: User
) -> None:
    request = make_papers.draft_request(case, by=amira)
    Measure.objects.filter(pk=request.pk).update(state=MeasureState.DRAFT)
    officer = make_user("asb", Role.ASB_OFFICER, Rank.CONSTABLE, district_code="colchester")
    client.force_login(officer)
    mine = shown(client, "order_page", case.reference, request.reference)
    assert "Not asked yet" in mine
    approval = submit_measure(fresh_measure(request), reason="It went on.", by=amira, now=LATER)

    page = shown(client, "case_approval", case.reference, approval.number)

    assert "The criminal standard: the court must be sure of the behaviour" in page
    for name in ("order_change", "order_file", "order_views", "order_considered", "order_evidence"):
        assert reverse(name, args=[case.reference, request.reference]) not in page, name
    assert "Mend it" not in page
    # What was sent before anybody asked of poverty was not asked of it, and is not going to be.
    Measure.objects.filter(pk=request.pk).update(state=MeasureState.APPROVED)
    request.order_request.sent_at = LATER
    request.order_request.save()
    sent = shown(client, "order_page", case.reference, request.reference)
    assert "Not asked yet" not in sent
    assert "Not asked" in sent


# --- FAIR-3, FAIR-8 -------------------------------------------------------------------------------
def test_fair_3_is_demanded_of_a_person_before_a_notice_and_an_order_and_of_no_body(
    case: Case, amira: User
) -> None:
    draft = draft_notice(case, make_warning(case, by=amira), by=amira, poverty="")
    said = to_issue(OnDraft.of(draft))
    assert [(one.rule, one.field) for one in missing(said)] == [("FAIR-3", "poverty")]
    body = {**said.__dict__, "body": True, "proper_address": "1 High Street"}
    assert missing(type(said)(**body)) == []
    request = draft_request(case, by=amira)
    assert unready(request, request.order_request, NOW) == []
    request.poverty = ""
    assert "what part poverty or rough sleeping has in the behaviour (FAIR-3)" in unready(
        request, request.order_request, NOW
    )


def test_fair_8_whoever_is_told_is_logged_with_purpose_and_basis(
    client: Client, case: Case, amira: User
) -> None:
    draft = draft_warning(case, by=amira)
    told = note_informed(draft, body="Eastlight Homes", by=amira, now=NOW)
    assert (told.purpose, told.basis) == (PURPOSE, SharedUnder.LAW_ENFORCEMENT)
    nobody = note_informed(draft, none_because="No other body knows them.", by=amira, now=NOW)
    assert (nobody.purpose, nobody.basis) == ("", "")

    client.force_login(amira)
    where = [case.reference, draft.reference]
    form = reverse("measure_informed", args=where)
    assert PURPOSE in client.get(form).content.decode()
    said = {"body": "Children's social care", "purpose": "A child lives there", "basis": "uk_gdpr"}
    assert client.post(form, said).status_code == 302
    assert Informed.objects.latest("pk").basis == SharedUnder.PUBLIC_TASK
    page = shown(client, "measure_page", *where)
    assert "A child lives there. Task in the public interest: UK GDPR article 6(1)(e)" in page

    api = reverse("api_measure", args=where)
    tag = client.get(api).headers["ETag"]
    sent = {"body": "Essex Fire", "purpose": "Fires in the yard", "basis": "uk_gdpr"}
    answer = client.post(f"{api}informed/", sent, "application/json", headers={"If-Match": tag})
    assert answer.status_code == 200
    assert answer.json()["informed"][-1]["purpose"] == "Fires in the yard"


# --- The API of limbs, and a variation with place and hours ----------------------------------------
def test_a_statement_shows_a_limb_by_the_api(client: Client, case: Case, amira: User) -> None:
    draft = draft_notice(case, make_warning(case, by=amira), by=amira)
    statement = take_statement(
        case, role=StatementOf.WITNESS, kind=StatementKind.CIVIL, witness="Joan Pike", taken_by="Amira Osei",
        taken_at=NOW, taken_where="At her home", pages=1, by=amira, now=LATER,
    )  # fmt: skip
    client.force_login(amira)
    api = reverse("api_measure", args=[case.reference, draft.reference])
    sent = {"limb": "persistent", "reason": "Every night since September.", "statement": statement.number}

    def post(**said: Any) -> Any:
        tag = client.get(api).headers["ETag"]
        return client.post(f"{api}limbs/", {**sent, **said}, "application/json", headers={"If-Match": tag})

    assert post(statement=99).status_code == 400
    answer = post(happened_at=LATER.isoformat())

    assert answer.status_code == 200
    link = LimbEvidence.objects.get(statement=statement)
    assert (link.limb.limb, link.happened_at) == (LimbKind.PERSISTENT, LATER)
    limbs = {limb["limb"]: limb for limb in answer.json()["limbs"]}
    assert [one["statement"] for one in limbs["persistent"]["evidence"]][-1] == statement.number
    assert post(entry=1).status_code == 409


def test_a_variation_says_where_and_between_when(client: Client, case: Case, amira: User) -> None:
    notice = make_notice(case, by=amira)
    client.force_login(amira)
    form = reverse("measure_change", args=[case.reference, notice.reference])
    said = {"kind": "vary", "asked_by": "issuer", "words": "Only the yard, and only at night."}
    row = {
        "new_kind": "stop", "new_words": "You must not play music.", "new_purpose": "Sleep",
        "new_place": "The yard, 3 Mill Lane", "days": "Fri-Sat", "hours_from": "22:00",
    }  # fmt: skip
    Measure.objects.filter(pk=notice.pk).update(issued_at=NOW)
    assert client.post(form, {**said, **row}).status_code == 400
    answer = client.post(form, {**said, **row, "hours_to": "07:00"})
    assert answer.status_code == 302
    change = MeasureChange.objects.get(measure=notice)
    [term] = change.proposal["terms"]
    assert (term["place"], term["hours"]) == ("The yard, 3 Mill Lane", [["Fri-Sat", "22:00", "07:00"]])
    decide = reverse("measure_change_decide", args=[case.reference, notice.reference, change.number])
    page = " ".join(client.get(decide).content.decode().split())
    assert "at The yard, 3 Mill Lane; Fri-Sat 22:00 to 07:00" in page
    granted = {"verdict": "granted", "decision": "It is enough.", "over_CPN-7": "Clear.", "over_CPN-8": "x"}
    assert client.post(decide, granted).status_code == 302
    added = MeasureTerm.objects.get(measure=notice, words="You must not play music.")
    assert (added.place, added.hours, added.kind) == (term["place"], term["hours"], TermKind.STOP)
